//! OpenDocument: one pass over the content, counting what repeats would spread out.

use super::ooxml::{attribute, too_far};
use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_SPREAD};
use crate::Unreadable;
use crate::grid::{Layout, Merge};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

#[derive(Default)]
struct Table {
    name: String,
    layout: Layout,
    row: u32,
    row_repeat: u32,
    column: u32,
    next_column_info: u32,
    last_row: u32,
    last_column: u32,
    pushed: usize,
    /// By how many tens the cells of a column divide what they show, unless they say otherwise: up to a column.
    columns: Vec<(u32, u8)>,
}

/// By how many tens a style divides what it shows, by its name.
#[derive(Default)]
struct Styles {
    numbers: HashMap<String, u8>,
    cells: HashMap<String, u8>,
    /// The number style that is being read.
    open: String,
}

impl Styles {
    fn see(&mut self, e: &BytesStart<'_>) {
        match e.local_name().as_ref() {
            "number-style" | "currency-style" => self.open = attribute(e, "name").unwrap_or_default(),
            "number" => {
                let factor = attribute(e, "display-factor").and_then(|f| f.parse::<u64>().ok());
                if let Some(tens) = factor.and_then(u64::checked_ilog10).filter(|tens| *tens > 0) {
                    let tens = u8::try_from(tens).unwrap_or(u8::MAX);
                    self.numbers.insert(self.open.clone(), tens);
                }
            }
            "style" => {
                let number = attribute(e, "data-style-name").and_then(|n| self.numbers.get(&n).copied());
                if let (Some(name), Some(tens)) = (attribute(e, "name"), number) {
                    self.cells.insert(name, tens);
                }
            }
            _ => {}
        }
    }

    /// Of a cell or a column; `None` = it says nothing.
    fn tens(&self, e: &BytesStart<'_>, key: &str) -> Option<u8> {
        if self.cells.is_empty() {
            return None;
        }
        let name = attribute(e, key)?;
        Some(self.cells.get(&name).copied().unwrap_or(0))
    }
}

pub(super) fn survey(part: impl BufRead) -> Result<BTreeMap<String, Layout>, Unreadable> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let mut layouts = BTreeMap::new();
    let mut table = Table::default();
    let mut styles = Styles::default();
    let (mut cells, mut spread) = (0_usize, 0_usize);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) => match e.local_name().as_ref() {
                "table" => {
                    table = Table {
                        name: attribute(&e, "name").unwrap_or_default(),
                        ..Table::default()
                    }
                }
                "table-column" => {
                    let repeat = repeat(&e, "number-columns-repeated");
                    let first = table.next_column_info;
                    table.next_column_info = first.saturating_add(repeat);
                    let tens = styles.tens(&e, "default-cell-style-name");
                    table.columns.push((table.next_column_info, tens.unwrap_or(0)));
                    if is_hidden(&e) {
                        let last = table.next_column_info.min(MAX_COLUMNS);
                        table.layout.hidden_columns.extend(first..last);
                    }
                }
                "table-row" => {
                    table.row_repeat = repeat(&e, "number-rows-repeated");
                    table.column = 0;
                    if is_hidden(&e) {
                        let last = table.row.saturating_add(table.row_repeat).min(MAX_ROWS);
                        table.layout.hidden_rows.extend(table.row..last);
                    }
                }
                "table-cell" | "covered-table-cell" => cell(&e, &mut table, &styles, &mut cells)?,
                _ => styles.see(&e),
            },
            Ok(Event::End(e)) => match e.local_name().as_ref() {
                "table-row" => table.row = table.row.saturating_add(table.row_repeat),
                "table" => {
                    // What a reader would spread out: rows as wide as the widest, and what it pushes on the way.
                    spread += (table.last_row as usize * table.last_column as usize).max(table.pushed);
                    if spread > MAX_SPREAD {
                        return Err(Unreadable::TooManyCells(MAX_CELLS));
                    }
                    let done = std::mem::take(&mut table);
                    layouts.insert(done.name, done.layout);
                    if layouts.len() > MAX_SHEETS {
                        return Err(Unreadable::TooManySheets(layouts.len(), MAX_SHEETS));
                    }
                }
                _ => {}
            },
            Ok(Event::DocType(_)) => return Err(Unreadable::Entities),
            Ok(Event::Eof) => return Ok(layouts),
            Ok(_) => {}
            Err(_) => return Err(Unreadable::Malformed(said!("XML 語法", "its XML"))),
        }
        buffer.clear();
    }
}

fn cell(e: &BytesStart<'_>, table: &mut Table, styles: &Styles, cells: &mut usize) -> Result<(), Unreadable> {
    let repeat = repeat(e, "number-columns-repeated");
    let spans = |key| {
        attribute(e, key)
            .and_then(|v| v.parse::<u32>().ok())
            .unwrap_or(1)
            .max(1)
    };
    let (rows, columns) = (spans("number-rows-spanned"), spans("number-columns-spanned"));
    if rows > 1 || columns > 1 {
        let last = (
            table.row.saturating_add(rows - 1),
            table.column.saturating_add(columns - 1),
        );
        table
            .layout
            .merges
            .push(Merge::new((table.row, table.column), last));
    }
    // Cells before the last one of a row are pushed even where they are empty.
    table.pushed = table
        .pushed
        .saturating_add(table.column.min(16_384) as usize / 64);
    let is_filled = attribute(e, "value-type").is_some() || attribute(e, "formula").is_some();
    let end = table.column.saturating_add(repeat);
    if is_filled {
        let last_row = table.row.saturating_add(table.row_repeat);
        if end > MAX_COLUMNS || last_row > MAX_ROWS {
            return Err(too_far(
                &table.name,
                (last_row.saturating_sub(1), end.saturating_sub(1)),
            ));
        }
        *cells = cells.saturating_add(repeat as usize * table.row_repeat as usize);
        if *cells > MAX_CELLS {
            return Err(Unreadable::TooManyCells(MAX_CELLS));
        }
        let own = styles.tens(e, "style-name");
        for column in table.column..end {
            let of_column = || table.columns.iter().find(|(last, _)| column < *last);
            let tens = own.or_else(|| of_column().map(|(_, tens)| *tens)).unwrap_or(0);
            (table.row..last_row).for_each(|row| table.layout.shrunk.see((row, column), tens));
        }
        table.last_row = table.last_row.max(last_row);
        table.last_column = table.last_column.max(end);
    } else if table.column > MAX_COLUMNS {
        // An empty cell after a long empty stretch: a reader writes the stretch out, row by row.
        table.pushed = table.pushed.saturating_add(table.column.min(16_384) as usize);
        if table.pushed > MAX_SPREAD {
            return Err(Unreadable::TooManyCells(MAX_CELLS));
        }
    }
    table.column = end;
    Ok(())
}

fn repeat(e: &BytesStart<'_>, key: &str) -> u32 {
    attribute(e, key).and_then(|v| v.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attribute(e, "visibility").is_some_and(|v| v != "visible")
}
