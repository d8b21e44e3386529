//! Blocks to the body of the document.

use super::lists::Numbering;
use crate::attach::Files;
use crate::block::{Anchor, Block, Cover, Entry, Level, Note, Number, ParagraphKind, Part, Run};
use crate::page::Ink;
use std::fmt::Write;
use usr_desk_word::{escape, names};

/// What is written so far.
pub(super) struct Body<'a> {
    pub(super) files: &'a Files,
    pub(super) xml: String,
    /// Footnotes in the order of their calls.
    pub(super) notes: Vec<String>,
    /// Pictures: name in the file, bytes.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    pub(super) numbering: Numbering,
    /// Drawings so far; each has a number of its own.
    pub(super) drawings: usize,
    new_page: bool,
    /// What comes stays with the table after it.
    keeps: bool,
    bookmarks: usize,
}

/// How a paragraph stands, in the order that the format asks for.
#[derive(Clone, Default)]
pub(super) struct Stand<'s> {
    pub(super) style: &'s str,
    pub(super) keep: bool,
    pub(super) new_page: bool,
    /// Which numbering, and at which level; 0 = none whatever the style says.
    pub(super) numbering: Option<(usize, usize)>,
    pub(super) align: Option<&'static str>,
}

impl Stand<'_> {
    pub(super) fn of(style: &str) -> Stand<'_> {
        Stand {
            style,
            ..Stand::default()
        }
    }

    fn xml(&self) -> String {
        let mut xml = format!(r#"<w:pStyle w:val="{}"/>"#, self.style);
        for (is_so, element) in [
            (self.keep, "<w:keepNext/>"),
            (self.new_page, "<w:pageBreakBefore/>"),
        ] {
            if is_so {
                xml.push_str(element);
            }
        }
        if let Some((id, level)) = self.numbering {
            let _ = write!(
                xml,
                r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>"#
            );
        }
        if let Some(align) = self.align {
            let _ = write!(xml, r#"<w:jc w:val="{align}"/>"#);
        }
        format!("<w:pPr>{xml}</w:pPr>")
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(files: &'a Files) -> Body<'a> {
        Body {
            files,
            xml: String::new(),
            notes: Vec::new(),
            pictures: Vec::new(),
            numbering: Numbering::default(),
            drawings: 0,
            new_page: false,
            keeps: false,
            bookmarks: 0,
        }
    }

    /// A part begins on a page of its own.
    pub(super) fn part(&mut self, part: &Part) {
        self.new_page = !self.xml.is_empty();
        for block in &part.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading {
                level,
                number,
                runs,
                anchor,
            } => self.heading(*level, number.as_ref(), runs, *anchor),
            Block::Paragraph { runs, kind } => {
                let style = match kind {
                    ParagraphKind::Body => names::BODY,
                    ParagraphKind::Item => names::ITEM,
                    ParagraphKind::Note => names::NOTE,
                };
                // 「如下：」 stands with what it announces.
                let announces = runs.last().is_some_and(|run| run.text.trim_end().ends_with('：'));
                let stand = Stand {
                    keep: self.keeps || (announces && *kind != ParagraphKind::Note),
                    ..Stand::of(style)
                };
                self.paragraph(&stand, runs);
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => {
                self.keeps = false;
                self.table(table);
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Separator { kind, text } => {
                self.paragraph(&Stand::of("CoverKind"), &[Run::plain(&**kind)]);
                self.paragraph(&Stand::of("CoverTitle"), &[Run::plain(&**text)]);
            }
            Block::Bars(bars) => self.bars(bars),
            Block::SealBoxes(names) => self.seal_boxes(names),
            Block::Cover(cover) => self.cover(cover),
            Block::Contents(entries) => self.contents(entries),
            Block::Need(_) => self.keeps = true,
            Block::From(_) | Block::Room(_) => {}
        }
    }

    /// A page begins with what comes next.
    pub(super) fn takes_new_page(&mut self) -> bool {
        std::mem::take(&mut self.new_page)
    }

    pub(super) fn paragraph(&mut self, stand: &Stand, runs: &[Run]) {
        let content = self.runs(runs);
        self.raw(stand, &content);
    }

    pub(super) fn raw(&mut self, stand: &Stand, content: &str) {
        let stand = Stand {
            new_page: stand.new_page || self.takes_new_page(),
            ..stand.clone()
        };
        let _ = write!(self.xml, "<w:p>{}{content}</w:p>", stand.xml());
    }

    fn heading(&mut self, level: u8, number: Option<&Number>, runs: &[Run], anchor: Option<Anchor>) {
        let at = usize::from(level.saturating_sub(1)).min(names::HEADINGS.len() - 1);
        let style = match level {
            0 => names::VOLUME,
            _ => names::HEADINGS[at],
        };
        let numbering = match (level, number) {
            (0, _) => {
                self.numbering.volume();
                None
            }
            (_, Some(number)) => Some((self.numbering.heading(at, number.ordinal), at)),
            // A number that was typed, or none at all.
            (_, None) => Some((0, 0)),
        };
        let content = self.runs(runs);
        let content = match anchor {
            None => content,
            Some(anchor) => {
                self.bookmarks += 1;
                let id = self.bookmarks;
                format!(
                    r#"<w:bookmarkStart w:id="{id}" w:name="{}"/>{content}<w:bookmarkEnd w:id="{id}"/>"#,
                    bookmark(anchor)
                )
            }
        };
        let stand = Stand {
            numbering,
            ..Stand::of(style)
        };
        self.raw(&stand, &content);
    }

    /// Runs in their voices, live figures in controls of their own.
    pub(super) fn runs(&mut self, runs: &[Run]) -> String {
        let mut xml = String::new();
        for run in runs {
            if let Some(note) = &run.note {
                let id = self.note(note);
                let _ = write!(
                    xml,
                    r#"<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>"#,
                    names::NOTE_MARK
                );
                continue;
            }
            let content = run_xml(run);
            let tag = run
                .fact
                .as_ref()
                .and_then(|key| names::figure_tag(key, &run.text));
            match tag {
                Some(tag) => {
                    let _ = write!(
                        xml,
                        r#"<w:sdt><w:sdtPr><w:alias w:val="數據欄位"/><w:tag w:val="{}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"#,
                        escape(&tag)
                    );
                }
                None => xml.push_str(&content),
            }
        }
        xml
    }

    fn note(&mut self, note: &Note) -> usize {
        let content = self.runs(&note.runs);
        self.notes.push(content);
        self.notes.len()
    }

    fn cover(&mut self, cover: &Cover) {
        for (style, text) in [
            ("CoverProgramme", &cover.programme),
            ("CoverKind", &cover.kind),
            ("CoverTitle", &cover.title),
        ] {
            self.paragraph(&Stand::of(style), &[Run::plain(&**text)]);
        }
        for (label, value) in &cover.fields {
            let text = format!("{label}：{value}");
            self.paragraph(&Stand::of("CoverField"), &[Run::plain(text)]);
        }
        self.paragraph(&Stand::of("CoverDate"), &[Run::plain(&*cover.date)]);
    }

    /// 目錄 as Word's own field: its numbers are those of Word's pages, found when the file is opened.
    fn contents(&mut self, entries: &[Entry]) {
        let listed: Vec<&Entry> = entries.iter().filter(|entry| entry.level <= 2).collect();
        let count = listed.len();
        for (i, entry) in listed.into_iter().enumerate() {
            let style = ["TOC1", "TOC1", "TOC2"][usize::from(entry.level.min(2))];
            let mut content = String::new();
            if i == 0 {
                let toc = format!(r#" TOC \o "1-2" \h \z \u \t "{},1" "#, super::styles::VOLUME_NAME);
                // Out of date from the start: Word fills in its own page numbers.
                content.push_str(&field_begin(&toc).replacen(
                    "<w:fldChar ",
                    r#"<w:fldChar w:dirty="true" "#,
                    1,
                ));
            }
            let name = bookmark(entry.anchor);
            let _ = write!(
                content,
                r#"<w:hyperlink w:anchor="{name}" w:history="1">{}<w:r><w:tab/></w:r>{}</w:hyperlink>"#,
                run_xml(&Run::plain(&*entry.text)),
                field(&format!(r" PAGEREF {name} \h "), "")
            );
            if i + 1 == count {
                content.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            self.raw(&Stand::of(style), &content);
        }
    }
}

fn bookmark(anchor: Anchor) -> String {
    format!("_Toc{:08}", anchor + 1)
}

fn field_begin(instruction: &str) -> String {
    format!(
        concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
            r#"<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
        ),
        escape(instruction)
    )
}

/// A field with what it says for now.
pub(super) fn field(instruction: &str, shown: &str) -> String {
    format!(
        r#"{}{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field_begin(instruction),
        run_xml(&Run::plain(shown))
    )
}

pub(super) fn run_xml(run: &Run) -> String {
    let mut look = String::new();
    if run.bold {
        look.push_str("<w:b/>");
    }
    match run.ink {
        Ink::Red => look.push_str(r#"<w:color w:val="C00000"/>"#),
        Ink::Grey => look.push_str(r#"<w:color w:val="595959"/>"#),
        _ => {}
    }
    match run.level {
        Level::Base => {}
        Level::Above => look.push_str(r#"<w:vertAlign w:val="superscript"/>"#),
        Level::Below => look.push_str(r#"<w:vertAlign w:val="subscript"/>"#),
    }
    if run.dotted {
        look.push_str(r#"<w:em w:val="underDot"/>"#);
    }
    let look = match look.as_str() {
        "" => String::new(),
        look => format!("<w:rPr>{look}</w:rPr>"),
    };
    let mut xml = String::new();
    for (i, line) in run.text.split('\n').enumerate() {
        if i > 0 {
            xml.push_str("<w:br/>");
        }
        if !line.is_empty() {
            let _ = write!(xml, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line));
        }
    }
    match xml.as_str() {
        "" => String::new(),
        content => format!("<w:r>{look}{content}</w:r>"),
    }
}
