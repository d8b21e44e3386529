//! The parts of a packet: each file turns one corner of the season into blocks.

pub(crate) mod activities;
pub(crate) mod attachments;
pub(crate) mod basics;
pub(crate) mod budget;
pub(crate) mod cooperation;
pub(crate) mod declarations;
pub(crate) mod experience;
pub(crate) mod indicators;
pub(crate) mod narrative;
pub(crate) mod proposal;
pub(crate) mod season;
pub(crate) mod self_check;
pub(crate) mod set_text;
pub(crate) mod shares;
pub(crate) mod support_plan;
pub(crate) mod team;

use crate::block::{Align, Block, Cell, Column, ParagraphKind, Row, RowKind, Run, Table, Width};
use usr_desk_workspace::FieldPath;

/// What nobody announced says so.
pub(crate) const UNSOURCED: &str = "（預設，非公告）";

/// A place of the season, from its segments.
pub(crate) fn place<'a>(segments: impl IntoIterator<Item = &'a str>) -> FieldPath {
    segments
        .into_iter()
        .fold(FieldPath::new(""), |path, segment| path.then(segment))
}

pub(crate) fn note(text: &str) -> Block {
    Block::Paragraph {
        runs: vec![Run::plain(text)],
        kind: ParagraphKind::Note,
    }
}

pub(crate) fn fixed(width: f32, align: Align) -> Column {
    Column {
        width: Width::Fixed(width),
        align,
    }
}

pub(crate) fn share(share: f32, align: Align) -> Column {
    Column {
        width: Width::Share(share),
        align,
    }
}

pub(crate) fn cells<T: Into<Run>>(texts: impl IntoIterator<Item = T>) -> Vec<Cell> {
    texts.into_iter().map(Cell::new).collect()
}

/// A table of labels and values, two columns.
pub(crate) fn fields(rows: Vec<(&str, String)>) -> Block {
    let row = |(label, value): (&str, String)| {
        let label = Cell {
            is_head: true,
            ..Cell::new(Run::bold(label)).aligned(Align::Center)
        };
        Row::of(RowKind::Body, vec![label, Cell::new(value)])
    };
    Block::Table(Table {
        columns: vec![fixed(104.0, Align::Center), share(1.0, Align::Left)],
        rows: rows.into_iter().map(row).collect(),
        ..Table::default()
    })
}

/// A table with a head; a sentence where there are no rows.
pub(crate) fn list(columns: Vec<Column>, head: &[&str], rows: Vec<Row>, none: &str) -> Block {
    if rows.is_empty() {
        return Block::Paragraph {
            runs: vec![Run::plain(none)],
            kind: ParagraphKind::Body,
        };
    }
    Block::Table(Table {
        columns,
        head: vec![cells(head.iter().copied())],
        rows,
        ..Table::default()
    })
}
