//! HTML tables and delimited text as sheets.

use crate::Unreadable;
use crate::grid::{Cell, Layout, Merge, Sheet, Shown};
use crate::guard::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// The n-th `<table>` is the sheet `tableN`; a table inside a table is its own.
pub(super) fn tables(text: &str) -> Result<Vec<Sheet>, Unreadable> {
    let page = Html::parse_document(text);
    let (Ok(table), Ok(row), Ok(cell)) = (
        Selector::parse("table"),
        Selector::parse("tr"),
        Selector::parse("td, th"),
    ) else {
        return Err(Unreadable::Unexpected);
    };
    let count = page.select(&table).count();
    if count > MAX_SHEETS {
        return Err(Unreadable::TooManySheets(count, MAX_SHEETS));
    }
    let mut sheets = Vec::new();
    for (index, element) in page.select(&table).enumerate() {
        let name = format!("table{}", index + 1);
        sheets.push(sheet(name, element, &table, &row, &cell)?);
    }
    if sheets.is_empty() {
        return Err(Unreadable::NoBudget);
    }
    Ok(sheets)
}

fn sheet(
    name: String,
    table: ElementRef<'_>,
    any_table: &Selector,
    any_row: &Selector,
    any_cell: &Selector,
) -> Result<Sheet, Unreadable> {
    let nested: BTreeSet<_> = table
        .select(any_table)
        .flat_map(|t| t.select(any_row).map(|r| r.id()))
        .collect();
    let mut cells = Vec::new();
    let mut layout = Layout::default();
    let mut taken = BTreeSet::new();
    let rows = table.select(any_row).filter(|r| !nested.contains(&r.id()));
    for (row, element) in (0_u32..).zip(rows) {
        if row >= MAX_ROWS || cells.len() > MAX_CELLS {
            return Err(Unreadable::TooManyRows {
                sheet: name,
                limit: MAX_ROWS,
            });
        }
        let mut column = 0;
        // Cells of a table inside a cell are that table's.
        for cell in element
            .select(any_cell)
            .filter(|c| c.parent().map(|p| p.id()) == Some(element.id()))
        {
            let span = |key| {
                cell.attr(key)
                    .and_then(|v| v.trim().parse::<u32>().ok())
                    .unwrap_or(1)
            };
            let (rows, columns) = (span("rowspan").clamp(1, 500), span("colspan").clamp(1, 100));
            while taken.contains(&(row, column)) {
                column += 1;
            }
            if column >= MAX_COLUMNS || taken.len() > MAX_CELLS {
                return Err(Unreadable::TooManyCells(MAX_CELLS));
            }
            let text: String = cell.text().collect::<String>().replace('\u{a0}', " ");
            if !text.trim().is_empty() {
                cells.push(((row, column), Cell::text(text.trim())));
            }
            if rows > 1 || columns > 1 {
                layout
                    .merges
                    .push(Merge::new((row, column), (row + rows - 1, column + columns - 1)));
                for r in row..row + rows {
                    taken.extend((column..column + columns).map(|c| (r, c)));
                }
            }
            column += columns;
        }
    }
    Ok(Sheet::new(name, Shown::Visible, cells, layout))
}

/// One sheet of delimited text; rows are records.
pub(super) fn delimited(text: &str, separator: u8) -> Result<Vec<Sheet>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut cells = Vec::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(|_| Unreadable::Malformed(said!("文字表格", "its table of text")))?;
        if row >= MAX_ROWS {
            return Err(Unreadable::TooManyRows {
                sheet: "csv".into(),
                limit: MAX_ROWS,
            });
        }
        for (column, field) in (0_u32..MAX_COLUMNS).zip(record.iter()) {
            if !field.trim().is_empty() {
                cells.push(((row, column), Cell::text(field)));
            }
        }
        if cells.len() > MAX_CELLS {
            return Err(Unreadable::TooManyCells(MAX_CELLS));
        }
    }
    Ok(vec![Sheet::new(
        "csv".into(),
        Shown::Visible,
        cells,
        Layout::default(),
    )])
}
