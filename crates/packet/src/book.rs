//! A book beside the packet: cover, contents, chapters. The manual (操作手冊) and the clause book (條款總覽) are set by it.

use crate::block::{
    Align, Anchor, Block, Cell, Column, Cover, Entry, Figure, Item, List, ParagraphKind, Part, Row, Run,
    Table,
};
use crate::check::{self, PageCode};
use crate::finish::{self, About, Structure};
use crate::fonts::Fonts;
use crate::furniture::Furniture;
use crate::layout::Setter;
use crate::outline;
use crate::packet::{Error, settle};
use crate::paper::SetPaper;
use crate::parts;
use crate::pdf;
use crate::picture::Picture;
use crate::progress::{self, Steps};
use crate::refused::Why;
use crate::setup::Setup;
use crate::words;
use std::rc::Rc;
use usr_desk_manual as manual;
use usr_desk_workspace::Date;

/// What is printed.
pub struct Book<'a> {
    /// On the cover, and in the file's properties.
    pub title: String,
    /// Above it on the cover, and at the head of every page.
    pub series: String,
    /// Below it on the cover: 版本, 適用要點.
    pub facts: Vec<(String, String)>,
    /// In order; each begins on a page of its own.
    pub chapters: &'a [manual::Page],
    /// Pictures (PNG, JPEG) by the name that chapters call them by.
    pub picture: &'a dyn Fn(&str) -> Option<&'static [u8]>,
    /// 列印日期.
    pub printed_on: Date,
    /// Named in the file's properties.
    pub program_version: String,
}

/// Sets the book as a PDF file.
pub fn book(book: &Book, fonts: &Fonts) -> Result<SetPaper, Error> {
    let mut binder = Binder {
        book,
        entries: Vec::new(),
        figures: 0,
    };
    let chapters: Vec<Part> = (book.chapters.iter().enumerate())
        .map(|(i, page)| binder.chapter(i + 1, page))
        .collect();
    let entries = binder.entries;
    let mut setter = Setter::new(fonts);
    setter.shaper.place = book.title.clone();
    setter.part(&outline::cover(Cover {
        programme: book.series.clone(),
        kind: String::new(),
        title: book.title.clone(),
        fields: book.facts.clone(),
        date: format!("中華民國{}", book.printed_on.in_roc()),
    }));
    setter.part(&Part {
        running_head: Some("目錄".to_owned()),
        blocks: vec![heading(1, "目　錄", None), Block::Contents(entries.clone())],
    });
    for chapter in &chapters {
        setter.part(chapter);
    }
    let mut paged = settle(&mut setter, entries.len(), &|_, _| {});
    let count = paged.pages.len();
    let setup = Setup::default();
    let furniture = Furniture {
        left: &book.series,
        draft: None,
        count,
        season: check::of_text(&format!("{:?}", book.chapters)),
        setup: &setup,
    };
    let codes = furniture.add(&mut setter.shaper, fonts, &mut paged);
    let codes: Vec<String> = codes.iter().map(PageCode::printed).collect();
    let pages: Vec<_> = paged.pages.into_iter().map(|(page, _)| page).collect();
    let mut unheard = progress::unheard;
    let mut steps = Steps::new(&mut unheard, progress::writing, 0);
    let written = pdf::write(&pages, fonts, &paged.anchors, &mut steps)?;
    let about = About {
        title: &book.title,
        author: &book.series,
        program: format!("USR Desk {}", book.program_version),
        day: book.printed_on.to_string().replace('-', ""),
        as_printed: None,
    };
    let structure = Structure {
        entries: &entries,
        anchors: &paged.anchors,
        tags: &setter.tags,
        marks: &written.marks,
        links: &written.links,
        own_pages: count,
        codes: &codes,
    };
    let bytes = finish::finish(&written.bytes, &about, &structure, Vec::new(), &mut steps)?;
    Ok(SetPaper {
        bytes,
        pages: u32::try_from(count).unwrap_or(u32::MAX),
        missing_glyphs: setter.shaper.missing(),
    })
}

/// Numbers chapters and sections, and keeps what the contents list.
struct Binder<'a> {
    book: &'a Book<'a>,
    entries: Vec<Entry>,
    figures: usize,
}

impl Binder<'_> {
    fn chapter(&mut self, number: usize, page: &manual::Page) -> Part {
        let title = format!("{}、{}", words::capital_number(number), page.title);
        let mut blocks = vec![self.listed(1, &title)];
        let mut section = 0;
        for block in &page.blocks {
            match block {
                manual::Block::Heading { level: 2, text } => {
                    section += 1;
                    blocks.push(self.listed(2, &format!("{}、{text}", words::number(section))));
                }
                manual::Block::Heading { text, .. } => blocks.push(heading(3, text, None)),
                other => blocks.push(self.block(other)),
            }
        }
        Part {
            running_head: Some(page.title.clone()),
            blocks,
        }
    }

    fn listed(&mut self, level: u8, text: &str) -> Block {
        let anchor = self.entries.len();
        self.entries.push(Entry {
            level,
            text: text.to_owned(),
            anchor,
        });
        heading(level, text, Some(anchor))
    }

    fn block(&mut self, block: &manual::Block) -> Block {
        match block {
            manual::Block::Heading { text, .. } => heading(3, text, None),
            manual::Block::Paragraph(words) => Block::Paragraph {
                runs: runs(words),
                kind: ParagraphKind::Body,
            },
            manual::Block::Items { ordered, items } => Block::List(list(*ordered, items, 0)),
            manual::Block::Quote(words) => boxed(runs(words)),
            manual::Block::Code(text) => boxed(vec![Run::plain(text.as_str())]),
            manual::Block::Table { head, rows } => table(head, rows),
            manual::Block::Picture { name, alt } => self.figure(name, alt),
        }
    }

    fn figure(&mut self, name: &str, alt: &str) -> Block {
        self.figures += 1;
        let read = (self.book.picture)(name).ok_or(Why::new("沒有這張圖", "no such picture"));
        let picture = read.and_then(Picture::read);
        Block::Figure(Figure {
            file: String::new(),
            picture: picture
                .map(Rc::new)
                .map_err(|why| format!("（{name}：{}）", why.zh)),
            alt: alt.to_owned(),
            width: 100.0,
            caption: vec![Run::bold(format!("圖 {}　", self.figures)), Run::plain(alt)],
        })
    }
}

fn heading(level: u8, text: &str, anchor: Option<Anchor>) -> Block {
    Block::Heading {
        level,
        number: None,
        runs: vec![Run::bold(text)],
        anchor,
    }
}

fn runs(words: &[manual::Run]) -> Vec<Run> {
    let run = |run: &manual::Run| {
        if run.strong || run.code {
            Run::bold(run.text.as_str())
        } else {
            Run::plain(run.text.as_str())
        }
    };
    words.iter().map(run).collect()
}

fn list(ordered: bool, items: &[manual::Item], depth: usize) -> List {
    let item = |(i, item): (usize, &manual::Item)| {
        let mut blocks = vec![Block::Paragraph {
            runs: runs(&item.runs),
            kind: ParagraphKind::Body,
        }];
        if !item.items.is_empty() {
            blocks.push(Block::List(list(false, &item.items, depth + 1)));
        }
        Item {
            marker: if ordered {
                format!("{}.", i + 1)
            } else {
                "•".to_owned()
            },
            blocks,
        }
    };
    List {
        depth,
        is_ordered: ordered,
        items: items.iter().enumerate().map(item).collect(),
    }
}

/// A passage that is not ours, in a frame.
fn boxed(runs: Vec<Run>) -> Block {
    let cell = Cell::of(vec![crate::block::CellText { marker: None, runs }]);
    Block::Table(Table {
        columns: vec![parts::share(1.0, Align::Left)],
        rows: vec![Row::body(vec![cell])],
        ..Table::default()
    })
}

fn table(head: &[Vec<manual::Run>], rows: &[Vec<Vec<manual::Run>>]) -> Block {
    let cell = |words: &Vec<manual::Run>| {
        Cell::of(vec![crate::block::CellText {
            marker: None,
            runs: runs(words),
        }])
    };
    let columns: Vec<Column> = head.iter().map(|_| parts::share(1.0, Align::Left)).collect();
    Block::Table(Table {
        columns,
        head: vec![head.iter().map(cell).collect()],
        rows: rows
            .iter()
            .map(|row| Row::body(row.iter().map(cell).collect()))
            .collect(),
        fitted: true,
        ..Table::default()
    })
}
