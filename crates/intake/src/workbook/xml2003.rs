//! Excel 2003 XML (SpreadsheetML), which school systems export as .xls.

use crate::Unreadable;
use crate::grid::{At, Cell, Layout, Merge, Sheet, Shown, Value};
use crate::guard::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rust_decimal::Decimal;

#[derive(Default)]
struct Open {
    name: String,
    cells: Vec<(At, Cell)>,
    layout: Layout,
    at: At,
    next_row: u32,
    formula: Option<String>,
    kind: String,
    text: String,
    is_data: bool,
    is_hidden: bool,
    is_visibility: bool,
}

pub(super) fn sheets(text: &str) -> Result<Vec<Sheet>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut sheets = Vec::new();
    let mut open = Open::default();
    loop {
        match reader
            .read_event()
            .map_err(|_| Unreadable::Malformed(said!("XML 語法", "its XML")))?
        {
            Event::Start(e) => start(&e, &mut open)?,
            Event::Empty(e) => {
                start(&e, &mut open)?;
                end(e.local_name().as_ref(), &mut open, &mut sheets)?;
            }
            Event::End(e) => end(e.local_name().as_ref(), &mut open, &mut sheets)?,
            Event::Text(t) if open.is_visibility => open.is_hidden |= t.contains("Hidden"),
            Event::Text(t) if open.is_data => open.text.push_str(&t),
            Event::CData(t) if open.is_data => open.text.push_str(&t),
            Event::GeneralRef(r) if open.is_data => open.text.push_str(&character(&r)),
            Event::DocType(_) => return Err(Unreadable::Entities),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The character of a reference; unknown entities stand for nothing.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_xml_entity(reference).unwrap_or_default().to_owned(),
    }
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|v| v.into_owned())
}

fn start(e: &BytesStart<'_>, open: &mut Open) -> Result<(), Unreadable> {
    let number = |key| attribute(e, key).and_then(|v| v.parse::<u32>().ok());
    match e.local_name().as_ref() {
        "Worksheet" => {
            *open = Open {
                name: attribute(e, "Name").unwrap_or_default(),
                ..Open::default()
            }
        }
        "Visible" => open.is_visibility = true,
        "Column" if number("Hidden") == Some(1) => {
            if let Some(index) = number("Index") {
                let last = index.saturating_add(number("Span").unwrap_or(0)).min(MAX_COLUMNS);
                open.layout.hidden_columns.extend(index.max(1) - 1..last);
            }
        }
        "Row" => {
            open.at = (number("Index").map_or(open.next_row, |i| i.max(1) - 1), 0);
            open.next_row = open.at.0.saturating_add(1);
            if number("Hidden") == Some(1) {
                open.layout.hidden_rows.insert(open.at.0);
            }
        }
        "Cell" => {
            if let Some(index) = number("Index") {
                open.at.1 = index.max(1) - 1;
            }
            if open.at.0 >= MAX_ROWS || open.at.1 >= MAX_COLUMNS || open.cells.len() > MAX_CELLS {
                return Err(Unreadable::TooWide {
                    sheet: open.name.clone(),
                    cell: crate::grid::cell_name(open.at),
                });
            }
            let (down, across) = (
                number("MergeDown").unwrap_or(0),
                number("MergeAcross").unwrap_or(0),
            );
            if down > 0 || across > 0 {
                let last = (open.at.0.saturating_add(down), open.at.1.saturating_add(across));
                open.layout.merges.push(Merge::new(open.at, last));
            }
            open.formula = attribute(e, "Formula").map(|f| f.trim_start_matches('=').to_owned());
        }
        "Data" => {
            open.kind = attribute(e, "Type").unwrap_or_default();
            open.text.clear();
            open.is_data = true;
        }
        _ => {}
    }
    Ok(())
}

fn end(name: &str, open: &mut Open, sheets: &mut Vec<Sheet>) -> Result<(), Unreadable> {
    match name {
        "Data" => {
            open.is_data = false;
            let text = std::mem::take(&mut open.text);
            let value = match open.kind.as_str() {
                "Number" => number(&text).map_or_else(|| Value::Unusable(text.into()), Value::Number),
                "Error" => Value::Error(text.into()),
                _ => Value::Text(text.into()),
            };
            let formula = open.formula.take().map(Into::into);
            open.cells.push((open.at, Cell { value, formula }));
        }
        "Visible" => open.is_visibility = false,
        "Cell" => {
            if let Some(formula) = open.formula.take() {
                let (value, formula) = (Value::Blank, Some(formula.into()));
                open.cells.push((open.at, Cell { value, formula }));
            }
            let merged = open.layout.merges.last().filter(|m| m.first == open.at);
            open.at.1 = merged.map_or(open.at.1, |m| m.last.1).saturating_add(1);
        }
        "Worksheet" => {
            if sheets.len() >= MAX_SHEETS {
                return Err(Unreadable::TooManySheets(sheets.len() + 1, MAX_SHEETS));
            }
            let done = std::mem::take(open);
            let shown = if done.is_hidden {
                Shown::Hidden
            } else {
                Shown::Visible
            };
            sheets.push(Sheet::new(done.name, shown, done.cells, done.layout));
        }
        _ => {}
    }
    Ok(())
}

fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let number = Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()?;
    Some(number.round_dp(12).normalize())
}
