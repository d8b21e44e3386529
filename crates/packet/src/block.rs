//! What a packet says, before anything is measured: headings, paragraphs, tables. Plain data.

use crate::page::Ink;

/// A place that the contents, the outline and links lead to.
pub(crate) type Anchor = usize;

/// A stretch of text in one voice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) ink: Ink,
}

impl Run {
    pub(crate) fn plain(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            bold: false,
            ink: Ink::Black,
        }
    }

    pub(crate) fn bold(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            bold: true,
            ink: Ink::Black,
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
        text: String,
        anchor: Option<Anchor>,
    },
    /// A paragraph of running text.
    Paragraph { runs: Vec<Run>, kind: ParagraphKind },
    /// A table.
    Table(Table),
    /// Boxes to sign or seal in, two abreast; each says who.
    SealBoxes(Vec<String>),
    /// Room, in points; none at the top of a page.
    Room(f32),
    /// At least this much must be left on the page, else go on to the next.
    Need(f32),
    /// The lines of a cover or of the contents, set by their own rules.
    Cover(Cover),
    /// 目錄.
    Contents(Vec<Entry>),
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

/// A cell; may span columns.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) runs: Vec<Run>,
    pub(crate) span: usize,
    /// Where it differs from its column.
    pub(crate) align: Option<Align>,
}

impl Cell {
    pub(crate) fn new(run: impl Into<Run>) -> Cell {
        Cell {
            runs: vec![run.into()],
            span: 1,
            align: None,
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
        Row {
            cells,
            kind: RowKind::Body,
            keep_with_next: false,
        }
    }

    pub(crate) fn of(kind: RowKind, cells: Vec<Cell>) -> Row {
        Row {
            cells,
            kind,
            keep_with_next: false,
        }
    }

    pub(crate) fn kept(mut self) -> Row {
        self.keep_with_next = true;
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
