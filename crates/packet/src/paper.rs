//! A paper beside the packet: a title, tables, boxes to sign. 修正對照表, 審查意見研復表 and the like are made of it.

use crate::block::{Align, Block, Cell, Column, ParagraphKind, Part, Row, Run, Width};
use crate::check::{self, PageCode};
use crate::finish::{self, About, Structure};
use crate::flow;
use crate::fonts::Fonts;
use crate::furniture::Furniture;
use crate::layout::Setter;
use crate::packet::Error;
use crate::parts;
use crate::pdf;
use crate::progress::{self, Steps};
use crate::setup::Setup;
use crate::shape::MissingGlyph;
use usr_desk_workspace::Date;

/// What is printed.
#[derive(Clone, Debug)]
pub struct Paper {
    /// 名稱, at its head and in the file's properties.
    pub title: String,
    /// Whose it is: at the head of every page.
    pub school: String,
    /// Lines below the title.
    pub facts: Vec<String>,
    /// Tables in order.
    pub tables: Vec<PaperTable>,
    /// A sentence at the end, small.
    pub note: String,
    /// Boxes to sign or seal in, each saying who.
    pub seals: Vec<String>,
    /// 列印日期.
    pub printed_on: Date,
    /// Named in the file's properties.
    pub program_version: String,
}

/// One table of texts.
#[derive(Clone, Debug)]
pub struct PaperTable {
    /// Its heading; blank = none.
    pub heading: String,
    /// Head and width of each column, as a share of the page.
    pub columns: Vec<PaperColumn>,
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
    /// What stands there without rows.
    pub none: String,
}

/// One column.
#[derive(Clone, Debug)]
pub struct PaperColumn {
    /// Its head.
    pub head: String,
    /// Its share of the width.
    pub share: f32,
    /// Amounts stand on the right.
    pub is_amount: bool,
}

/// A paper as a file.
#[derive(Clone, Debug)]
pub struct SetPaper {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Characters that no face has (缺字).
    pub missing_glyphs: Vec<MissingGlyph>,
}

/// Sets the paper as a PDF file.
pub fn paper(paper: &Paper, fonts: &Fonts) -> Result<SetPaper, Error> {
    let mut setter = Setter::new(fonts);
    setter.shaper.place = paper.title.clone();
    setter.part(&Part {
        running_head: Some(paper.title.clone()),
        blocks: blocks(paper),
    });
    let mut paged = flow::paginate(setter.column(), 0);
    let count = paged.pages.len();
    let setup = Setup::default();
    let furniture = Furniture {
        left: &paper.school,
        draft: None,
        count,
        season: check::of_text(&format!("{:?}", paper.tables)),
        setup: &setup,
    };
    let codes = furniture.add(&mut setter.shaper, fonts, &mut paged);
    let codes: Vec<String> = codes.iter().map(PageCode::printed).collect();
    let pages: Vec<_> = paged.pages.into_iter().map(|(page, _)| page).collect();
    let mut unheard = progress::unheard;
    let mut steps = Steps::new(&mut unheard, progress::writing, 0);
    let written = pdf::write(&pages, fonts, &paged.anchors, &mut steps)?;
    let about = About {
        title: &paper.title,
        author: &paper.school,
        program: format!("USR Desk {}", paper.program_version),
        day: paper.printed_on.to_string().replace('-', ""),
        as_printed: None,
    };
    let structure = Structure {
        entries: &[],
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

fn blocks(paper: &Paper) -> Vec<Block> {
    let heading = |level: u8, text: &str| Block::Heading {
        level,
        number: None,
        runs: vec![Run::plain(text)],
        anchor: None,
    };
    let mut blocks = vec![heading(1, &paper.title)];
    blocks.extend(paper.facts.iter().map(|fact| parts::note(fact)));
    for table in &paper.tables {
        if !table.heading.is_empty() {
            blocks.push(heading(2, &table.heading));
        }
        let heads: Vec<&str> = table.columns.iter().map(|c| c.head.as_str()).collect();
        let columns = table.columns.iter().map(column).collect();
        let rows = table
            .rows
            .iter()
            .map(|cells| Row::body(cells.iter().map(|c| Cell::new(c.as_str())).collect()));
        blocks.push(parts::list(columns, &heads, rows.collect(), &table.none));
    }
    if !paper.note.is_empty() {
        blocks.push(Block::Paragraph {
            runs: vec![Run::plain(paper.note.as_str())],
            kind: ParagraphKind::Note,
        });
    }
    if !paper.seals.is_empty() {
        blocks.push(Block::Need(84.0));
        let heads: Vec<&str> = paper.seals.iter().map(String::as_str).collect();
        let columns = heads.iter().map(|_| parts::share(1.0, Align::Center)).collect();
        // Room for a seal, then the day.
        let room = "　\n　\n　　年　　月　　日";
        let row = Row::body(heads.iter().map(|_| Cell::new(room)).collect());
        blocks.push(parts::list(columns, &heads, vec![row], ""));
    }
    blocks
}

fn column(column: &PaperColumn) -> Column {
    Column {
        width: Width::Share(column.share),
        align: if column.is_amount {
            Align::Right
        } else {
            Align::Left
        },
    }
}
