//! What a packet says, before anything is measured: headings, paragraphs, lists, tables, figures. Plain data.

use crate::page::Ink;
use crate::picture::Picture;
use std::rc::Rc;
use usr_desk_workspace::FieldPath;

/// A place that the contents, the outline and links lead to.
pub(crate) type Anchor = usize;

/// A stretch of text in one voice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) ink: Ink,
    /// 著重號: a dot under each character.
    pub(crate) dotted: bool,
    pub(crate) level: Level,
    /// It calls this footnote.
    pub(crate) note: Option<Rc<Note>>,
    /// It says this figure of the season (數據欄位).
    pub(crate) fact: Option<Rc<str>>,
}

/// Where letters stand on their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Level {
    /// On it.
    #[default]
    Base,
    /// 上標.
    Above,
    /// 下標.
    Below,
}

/// A footnote (註腳): its number and its words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    pub(crate) number: usize,
    pub(crate) runs: Vec<Run>,
}

impl Run {
    pub(crate) fn plain(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            bold: false,
            ink: Ink::Black,
            dotted: false,
            level: Level::Base,
            note: None,
            fact: None,
        }
    }

    pub(crate) fn bold(text: impl Into<String>) -> Run {
        Run {
            bold: true,
            ..Run::plain(text)
        }
    }

    pub(crate) fn inked(text: impl Into<String>, ink: Ink) -> Run {
        Run {
            ink,
            ..Run::plain(text)
        }
    }
}

impl From<&str> for Run {
    fn from(text: &str) -> Run {
        Run::plain(text)
    }
}

impl From<String> for Run {
    fn from(text: String) -> Run {
        Run::plain(text)
    }
}

/// One thing after another on the page.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// A numbered heading: 0 a proposal of the binder, 1 壹、2 一、3 （一）、4 1.
    Heading {
        level: u8,
        /// Counted, not typed.
        number: Option<Number>,
        runs: Vec<Run>,
        anchor: Option<Anchor>,
    },
    /// A paragraph of running text.
    Paragraph { runs: Vec<Run>, kind: ParagraphKind },
    /// A list of the set text; one within another is set further in.
    List(List),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// 分隔頁: large words in the middle of a sheet of their own.
    Separator { kind: String, text: String },
    /// A chart of shares against their limits.
    Bars(Bars),
    /// Boxes to sign or seal in, two abreast; each says who.
    SealBoxes(Vec<String>),
    /// What follows is printed from this place of the season.
    From(FieldPath),
    /// Room, in points; none at the top of a page.
    Room(f32),
    /// At least this much must be left on the page, else go on to the next.
    Need(f32),
    /// The lines of a cover or of the contents, set by their own rules.
    Cover(Cover),
    /// 目錄.
    Contents(Vec<Entry>),
}

/// The number of a heading: how many it is below its own, and as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) ordinal: usize,
    pub(crate) text: String,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParagraphKind {
    /// Two squares in, justified.
    Body,
    /// Hanging: its marker stands in the margin of the text.
    Item,
    /// Small, under a table.
    Note,
}

/// A list (項目符號、編號清單).
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// How deep it lies in other lists, from 0.
    pub(crate) depth: usize,
    /// 編號清單.
    pub(crate) is_ordered: bool,
    pub(crate) items: Vec<Item>,
}

/// An item: its marker, and the paragraphs and lists in it.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) marker: String,
    pub(crate) blocks: Vec<Block>,
}

/// A figure (圖).
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The attached file that it shows; empty where there is none.
    pub(crate) file: String,
    /// What is shown, or why it is not.
    pub(crate) picture: Result<Rc<Picture>, String>,
    /// 替代文字.
    pub(crate) alt: String,
    /// Of the text's width, in per cent.
    pub(crate) width: f32,
    /// 圖 1　…
    pub(crate) caption: Vec<Run>,
}

/// A chart: a bar a share, with a tick where its limit is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bars {
    pub(crate) title: String,
    pub(crate) bars: Vec<Bar>,
    /// Full width, in per cent.
    pub(crate) full: f32,
}

/// A bar.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    pub(crate) label: String,
    /// In per cent of the grant.
    pub(crate) share: f32,
    pub(crate) shown: String,
    /// In per cent of the grant, and whether it is a floor; none where the text states none.
    pub(crate) limit: Option<(f32, String)>,
}

/// The cover sheet (封面).
#[derive(Clone, Debug, Default)]
pub(crate) struct Cover {
    pub(crate) programme: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) date: String,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) anchor: Anchor,
}

/// A table (表).
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) caption: Option<String>,
    pub(crate) columns: Vec<Column>,
    /// Repeated on every page that the table goes on to.
    pub(crate) head: Vec<Vec<Cell>>,
    /// Widths are found from what the cells hold.
    pub(crate) fitted: bool,
    pub(crate) rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) width: Width,
    pub(crate) align: Align,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Width {
    /// In points.
    Fixed(f32),
    /// A share of what the fixed ones leave.
    Share(f32),
}

/// Where text stands in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) kind: RowKind,
    /// Never parted from the next row by the end of a page.
    pub(crate) keep_with_next: bool,
    /// The place of the season that it is printed from.
    pub(crate) from: Option<FieldPath>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Body,
    /// 小計, a group's title.
    Subtotal,
    /// 合計.
    Total,
}

/// A cell; may span columns and rows.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) texts: Vec<CellText>,
    pub(crate) span: usize,
    pub(crate) rows: usize,
    /// Where it differs from its column.
    pub(crate) align: Option<Align>,
    /// It heads its row.
    pub(crate) is_head: bool,
}

/// A paragraph of a cell; an item of a list has its marker.
#[derive(Clone, Debug)]
pub(crate) struct CellText {
    pub(crate) marker: Option<(usize, String)>,
    pub(crate) runs: Vec<Run>,
}

impl Cell {
    pub(crate) fn new(run: impl Into<Run>) -> Cell {
        Cell::of(vec![CellText {
            marker: None,
            runs: vec![run.into()],
        }])
    }

    pub(crate) fn of(texts: Vec<CellText>) -> Cell {
        Cell {
            texts,
            span: 1,
            rows: 1,
            align: None,
            is_head: false,
        }
    }

    pub(crate) fn over(mut self, columns: usize) -> Cell {
        self.span = columns;
        self
    }

    pub(crate) fn aligned(mut self, align: Align) -> Cell {
        self.align = Some(align);
        self
    }
}

impl Row {
    pub(crate) fn body(cells: Vec<Cell>) -> Row {
        Row::of(RowKind::Body, cells)
    }

    pub(crate) fn of(kind: RowKind, cells: Vec<Cell>) -> Row {
        Row {
            cells,
            kind,
            keep_with_next: false,
            from: None,
        }
    }

    pub(crate) fn kept(mut self) -> Row {
        self.keep_with_next = true;
        self
    }

    pub(crate) fn from(mut self, place: FieldPath) -> Row {
        self.from = Some(place);
        self
    }
}

/// A part of the packet: it starts on a page of its own.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// At the head of its pages, on the right; nothing on a cover.
    pub(crate) running_head: Option<String>,
    pub(crate) blocks: Vec<Block>,
}
