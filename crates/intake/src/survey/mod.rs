//! Where the tables are, what each column is and why; which sheets hold no budget of their own.

mod amounts;
mod beside;
mod columns;
mod context;
mod header;
mod names;
mod parts;
mod shape;
mod years;

pub use context::{scale_in, unit_line, year_in};
pub use parts::Part;
pub use years::Sets;

use crate::grid::{At, Sheet, Shown, Value, Workbook};
use crate::map::{Map, SheetUse};
use crate::reading::WarningCode;
use crate::role::Role;
use crate::said::Said;
use crate::{dictionary, words};
use std::collections::BTreeSet;
use usr_desk_workspace::{Category, Fund};

/// What was recognised of a workbook, before a number is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// One for each sheet, in their order.
    pub sheets: Vec<SheetSurvey>,
    /// By what a file of the same layout is known again; `None` = by nothing.
    pub shape: Option<String>,
}

/// What was recognised of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetSurvey {
    /// The sheet's name.
    pub name: String,
    /// Why it is left out: kind and sentence; `None` = it is read.
    pub skipped: Option<(WarningCode, Said)>,
    /// Its budget tables, top to bottom.
    pub tables: Vec<Table>,
}

/// A budget table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// First and last row of its heading.
    pub header: (u32, u32),
    /// First and last row below; the last may come before the first.
    pub body: (u32, u32),
    /// Rows below that repeat the heading.
    pub repeated: Vec<u32>,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Columns whose text stands for a name where the name cell is empty.
    pub more_names: Vec<u32>,
    /// A column that tells 經常門 from 資本門 beside one that tells the categories.
    pub gate: Option<u32>,
    /// Dollars to one unit, and where the sheet says so.
    pub scale: (u32, Option<At>),
    /// 民國 year of the whole table.
    pub year: Option<u16>,
    /// Fund of the whole table.
    pub fund: Option<Fund>,
    /// Category stated above the heading.
    pub category: Option<Category>,
    /// Sets of amounts stood side by side; `None` = one set alone.
    pub sets: Option<Sets>,
    /// Columns of parts that add up to the amount.
    pub parts: Vec<Part>,
    /// It lists what comes in (收入), not what is spent.
    pub is_income: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its place, counted from 0.
    pub at: u32,
    /// Its heading in one line; empty where it has none.
    pub heading: String,
    /// What it is.
    pub role: Role,
    /// Why.
    pub why: Said,
    /// Dollars to one unit, where the heading says so.
    pub scale: Option<u32>,
    /// It is hidden in the file.
    pub hidden: bool,
}

impl Table {
    /// Columns of a role, left to right.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |c| c.role == role)
    }

    /// The first column of a role.
    pub fn first(&self, role: Role) -> Option<u32> {
        self.of(role).map(|c| c.at).next()
    }

    /// Columns of dollars.
    pub fn amounts(&self) -> impl Iterator<Item = (&Column, Option<Fund>, Option<u16>)> {
        self.columns.iter().filter_map(|c| match c.role {
            Role::Amount { fund, year } => Some((c, fund, year)),
            _ => None,
        })
    }
}

/// Surveys every sheet; `map` holds what a person corrected.
pub fn survey(workbook: &Workbook, map: &Map) -> Survey {
    let mut shapes = BTreeSet::new();
    let mut sheets: Vec<SheetSurvey> = Vec::new();
    for sheet in &workbook.sheets {
        let rows = sheet.rows();
        let headers = header::find(sheet, &rows);
        if sheet.shown == Shown::Visible {
            shapes.extend(shape::of(sheet, &rows, &headers));
        }
        sheets.push(SheetSurvey {
            name: sheet.name.clone(),
            skipped: None,
            tables: tables(sheet, &rows, headers, map),
        });
    }
    lend_year(workbook, &mut sheets);
    let standing = |sheet: &Sheet, found: &SheetSurvey| match map.sheets.get(&sheet.name) {
        Some(SheetUse::Use) => None,
        Some(SheetUse::Skip) => Some((
            WarningCode::SheetSkipped,
            said!("依使用者指定不匯入", "you left it out"),
        )),
        None => skipped(sheet, found),
    };
    for (sheet, found) in workbook.sheets.iter().zip(&mut sheets) {
        found.skipped = standing(sheet, found);
    }
    // A sheet that adds up others is left out only where the others are read.
    let is_summary =
        |sheet: &Sheet| dictionary::is_summary_sheet(&sheet.name) || refers_elsewhere(sheet) >= 3;
    let has_details = workbook
        .sheets
        .iter()
        .zip(&sheets)
        .any(|(sheet, found)| found.skipped.is_none() && !found.tables.is_empty() && !is_summary(sheet));
    for (sheet, found) in workbook.sheets.iter().zip(&mut sheets) {
        let is_asked_for = map.sheets.get(&sheet.name) == Some(&SheetUse::Use);
        if has_details && found.skipped.is_none() && !is_asked_for && is_summary(sheet) {
            let reason = said!(
                "彙總表，金額與其他工作表的明細重複",
                "it adds up what other sheets list"
            );
            found.skipped = Some((WarningCode::SummarySheetSkipped, reason));
        }
    }
    let shape = shapes.into_iter().collect::<Vec<_>>().join("\n");
    Survey {
        sheets,
        shape: Some(shape).filter(|shape| !shape.is_empty()),
    }
}

fn skipped(sheet: &Sheet, found: &SheetSurvey) -> Option<(WarningCode, Said)> {
    if sheet.shown == Shown::Hidden {
        let what = if found.tables.is_empty() {
            said!("隱藏工作表，無經費列", "it is hidden and holds no budget lines")
        } else {
            said!(
                "隱藏工作表，有經費列，預設不匯入",
                "it is hidden, though it holds budget lines"
            )
        };
        return Some((WarningCode::HiddenSheet, what));
    }
    if dictionary::is_sample_sheet(&sheet.name) {
        let what = said!("範例或說明工作表", "it is an example or an explanation");
        return Some((WarningCode::SheetSkipped, what));
    }
    if found.tables.is_empty() {
        let is_empty = sheet.rows().is_empty();
        let what = if is_empty {
            said!("空白工作表", "it is empty")
        } else {
            said!("找不到經費表的標題列", "it has no headings of a budget")
        };
        return Some((WarningCode::SheetSkipped, what));
    }
    None
}

/// Formulas that read other sheets of the same workbook.
fn refers_elsewhere(sheet: &Sheet) -> usize {
    let formulas = sheet.cells.iter().filter_map(|(_, cell)| cell.formula.as_ref());
    formulas
        .filter(|f| f.contains('!') && !f.contains('[') && !f.contains("#REF!"))
        .count()
}

/// A year that only a sheet without a table states (封面, the first table of a page) is the year of tables without.
fn lend_year(workbook: &Workbook, sheets: &mut [SheetSurvey]) {
    let covers: Vec<String> = workbook
        .sheets
        .iter()
        .zip(sheets.iter())
        .filter(|(sheet, found)| found.tables.is_empty() && sheet.shown == Shown::Visible)
        .filter(|(sheet, _)| !dictionary::is_sample_sheet(&sheet.name))
        .flat_map(|(sheet, _)| sheet.cells.iter().take(200))
        .filter_map(|(_, cell)| match &cell.value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    let year = context::year_of(covers.iter().map(String::as_str));
    for table in sheets.iter_mut().flat_map(|s| &mut s.tables) {
        table.year = table.year.or(year);
    }
}

fn tables(sheet: &Sheet, rows: &[u32], mut headers: Vec<header::Header>, map: &Map) -> Vec<Table> {
    let Some(last_row) = rows.last().copied() else {
        return Vec::new();
    };
    if headers.is_empty() && !map.columns.is_empty() {
        headers = header::by_hand(sheet, rows, map);
    }
    let mut tables: Vec<Table> = Vec::new();
    let mut spans: Vec<((u32, u32), Vec<String>)> = Vec::new();
    for (index, found) in headers.iter().enumerate() {
        let overlaps = |other: &header::Header| other.span.0 <= found.span.1 && found.span.0 <= other.span.1;
        let next = headers[index + 1..].iter().find(|other| overlaps(other));
        let end = next.map_or(last_row, |next| next.rows.0.saturating_sub(1));
        let texts: Vec<String> = found
            .labels
            .values()
            .map(|l| words::squash(&l.join("")))
            .collect();
        // The same heading again (次頁) continues the table above it.
        let above = spans
            .iter()
            .rposition(|(span, _)| span.0 <= found.span.1 && found.span.0 <= span.1);
        let own = beside::range(&headers, found);
        let is_same = |i: &usize| {
            let (table, rows) = (&tables[*i], (spans[*i].0, &spans[*i].1));
            let told = (table.scale.0, table.year);
            let between = (table.header.1 + 1, found.rows.0);
            rows == (found.span, &texts) && !context::says_otherwise(sheet, between, own, told)
        };
        if let Some(above) = above.filter(is_same) {
            tables[above].repeated.extend(found.rows.0..=found.rows.1);
            tables[above].body.1 = end;
            continue;
        }
        let start = above.map_or(0, |i| tables[i].header.1 + 1);
        let around = context::read(sheet, (start, found.rows.0), found, end, own);
        let body = (found.rows.1 + 1, end);
        let first = own.map_or(0, |own| own.0);
        tables.push(columns::table(sheet, found, (body, first), around, map));
        spans.push((found.span, texts));
    }
    tables.retain(|t| t.amounts().next().is_some() || t.first(Role::UnitPrice).is_some());
    tables
}
