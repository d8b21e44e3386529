//! What the window draws: the sheets as they look, what each column was taken for, and every doubt at its cell.

mod doubt;

pub(crate) use doubt::doubts_of;
pub use doubt::{Asks, Doubt, Weight};

use crate::grid::{Sheet, Shown, Workbook, cell_at, cell_name, column_name};
use crate::map::Map;
use crate::reading::{Line, Reading, WarningCode};
use crate::role::Role;
use crate::said::{Pick, Said};
use crate::survey::{SheetSurvey, Survey, Table};
use crate::words::one_line;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use usr_desk_workspace::{Category, Fund, Money};

/// Rows of a sheet that are drawn from its top; those that a doubt speaks of are drawn wherever they stand.
pub const MAX_ROWS: u32 = 300;
/// Columns of a sheet that are drawn.
pub const MAX_COLUMNS: u32 = 40;
const MAX_TEXT: usize = 120;
/// Lines that are listed.
pub const MAX_LINES: usize = 1_000;
/// Doubts of one kind that are listed, and words that are asked about.
pub const MAX_OF_A_KIND: usize = 200;
/// Rows far down that are drawn for the doubts about them.
const MAX_DOUBTED: usize = 200;

/// A workbook as it was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Preview {
    /// File name.
    pub file: String,
    /// Whether a budget table is read at all; if not, a person may name the columns.
    pub is_budget: bool,
    /// Its sheets.
    pub sheets: Vec<SheetPreview>,
    /// The lines that would be imported, the first [`MAX_LINES`] of them.
    pub lines: Vec<LinePreview>,
    /// Lines that are not listed.
    pub more_lines: u32,
    /// Doubts, gravest first, the first [`MAX_OF_A_KIND`] of each kind.
    pub doubts: Vec<Doubt>,
    /// Doubts that are not listed, by kind.
    pub more_doubts: BTreeMap<WarningCode, u32>,
    /// Dollars to one unit of the sheet.
    pub unit_scale: u32,
    /// 金額合計 of the lines, in dollars.
    pub total: String,
    /// 民國 years of the lines.
    pub years: Vec<u16>,
    /// Lines that state no year.
    pub without_year: u32,
    /// Lines that state no fund.
    pub without_fund: u32,
    /// Words and items whose category is not known, the first [`MAX_OF_A_KIND`]; a map's `categories` answers them.
    pub unknown_categories: Vec<String>,
    /// The corrections that this was read with.
    pub map: Map,
    /// By what a file of the same layout is known again; absent = by nothing.
    pub shape: Option<String>,
    /// The corrections were remembered from an earlier file of this shape.
    pub is_remembered: bool,
}

/// A sheet as it looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetPreview {
    /// Its name.
    pub name: String,
    /// It is hidden in the file.
    pub is_hidden: bool,
    /// Why it is left out; absent = it is read.
    #[ts(type = "string | null")]
    pub skipped: Option<Said>,
    /// Its budget tables.
    pub tables: Vec<TablePreview>,
    /// Budget lines that come from it, those that are not listed too.
    pub lines: u32,
    /// 金額合計 of them, in dollars.
    pub total: String,
    /// How many columns are drawn.
    pub columns: u32,
    /// Its rows that hold anything.
    pub rows: Vec<RowPreview>,
    /// Merged ranges among those drawn: first row, first column, last row, last column, counted from 1.
    pub merges: Vec<[u32; 4]>,
    /// Rows that are not drawn.
    pub more_rows: u32,
    /// Columns that are not drawn.
    pub more_columns: u32,
}

/// A table: where, and what its columns are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TablePreview {
    /// First and last row of the heading, counted from 1.
    pub header: [u32; 2],
    /// First and last row below it, counted from 1.
    pub body: [u32; 2],
    /// Its columns.
    pub columns: Vec<ColumnPreview>,
    /// Dollars to one unit.
    pub unit_scale: u32,
    /// The cell that says so.
    pub unit_cell: Option<String>,
    /// 民國 year of the whole table.
    pub year: Option<u16>,
    /// Fund of the whole table.
    pub fund: Option<Fund>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnPreview {
    /// Its letters.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// What it is.
    pub role: Role,
    /// Why.
    #[ts(type = "string")]
    pub why: Said,
    /// It is hidden in the file.
    pub is_hidden: bool,
}

/// A row as it looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RowPreview {
    /// Counted from 1.
    pub row: u32,
    /// What it was taken for.
    pub kind: RowKind,
    /// It is hidden in the file.
    pub is_hidden: bool,
    /// Its texts, as many as columns are drawn.
    pub cells: Vec<String>,
}

/// What a row was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Heading.
    Header,
    /// A budget line.
    Item,
    /// 小計, 合計.
    Total,
    /// Left out by a person.
    Skipped,
    /// In a table, but neither: a category heading, a note.
    Other,
    /// Outside every table.
    Outside,
}

/// A line that would be imported, its numbers as decimal text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs, reason = "the fields of `Line`")]
pub struct LinePreview {
    pub category: Option<Category>,
    pub name: String,
    pub unit_price: Option<String>,
    pub quantity: Option<String>,
    pub unit: Option<String>,
    pub amount: Option<String>,
    pub fund: Option<Fund>,
    pub year: Option<u16>,
    pub note: Option<String>,
    pub sheet: String,
    pub row: u32,
    pub cell: String,
    pub is_hidden: bool,
    pub is_certain: bool,
}

impl Preview {
    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        settle(&mut self.sheets, &mut self.doubts, pick);
    }
}

/// The sentences of sheets and of doubts in one language.
pub(crate) fn settle(sheets: &mut [SheetPreview], doubts: &mut [Doubt], pick: Pick<'_>) {
    doubts.iter_mut().for_each(|doubt| doubt.message.settle(pick));
    for sheet in sheets {
        sheet.skipped.iter_mut().for_each(|reason| reason.settle(pick));
        let columns = sheet.tables.iter_mut().flat_map(|table| &mut table.columns);
        columns.for_each(|column| column.why.settle(pick));
    }
}

/// Draws what was read.
pub fn preview(file: &str, workbook: &Workbook, survey: &Survey, reading: &Reading, map: &Map) -> Preview {
    let (listed, more_doubts) = doubt::listed(&reading.warnings);
    let doubts = doubt::of_lines(workbook, &listed, &reading.lines, map);
    let lines = &reading.lines;
    // Only of rows that are drawn is it asked what they are.
    let drawn: Rows<'_> = workbook
        .sheets
        .iter()
        .flat_map(|sheet| {
            let rows = drawn_rows(sheet, &doubts).into_iter();
            rows.map(|row| (sheet.name.as_str(), row + 1))
        })
        .collect();
    let items = lines.iter().map(|l| (&*l.source_sheet, l.source_row));
    let items = items.filter(|place| drawn.contains(place));
    let totals = reading.stated_totals.iter();
    let totals = totals.filter_map(|t| Some((t.source_sheet.as_str(), cell_at(&t.source_cell)?.0 + 1)));
    let years: BTreeSet<u16> = lines.iter().filter_map(|l| l.year).collect();
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    for line in lines.iter().filter(|l| l.category.is_none()) {
        if unknown.len() < MAX_OF_A_KIND {
            unknown.insert(line.category_text.as_deref().unwrap_or(&line.name));
        }
    }
    let mut sheets = sheets_of(
        workbook,
        survey,
        &items.collect(),
        &totals.collect(),
        &doubts,
        map,
    );
    for sheet in &mut sheets {
        let own = lines.iter().filter(|l| *l.source_sheet == *sheet.name);
        sheet.lines = counted(own.clone().count());
        sheet.total = plain(own.filter_map(|l| l.amount).sum());
    }
    let count = |keep: fn(&Line) -> bool| counted(lines.iter().filter(|l| keep(l)).count());
    Preview {
        file: file.to_owned(),
        is_budget: survey
            .sheets
            .iter()
            .any(|s| s.skipped.is_none() && !s.tables.is_empty()),
        sheets,
        lines: lines.iter().take(MAX_LINES).map(line).collect(),
        more_lines: counted(lines.len().saturating_sub(MAX_LINES)),
        doubts,
        more_doubts,
        unit_scale: reading.unit_scale,
        total: plain(lines.iter().filter_map(|l| l.amount).sum()),
        years: years.into_iter().collect(),
        without_year: count(|l| l.year.is_none()),
        without_fund: count(|l| l.fund.is_none()),
        unknown_categories: unknown.into_iter().map(str::to_owned).collect(),
        map: map.clone(),
        shape: survey.shape.clone(),
        is_remembered: false,
    }
}

fn counted(count: usize) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

fn plain(money: Money) -> String {
    money.0.normalize().to_string()
}

fn line(line: &Line) -> LinePreview {
    LinePreview {
        category: line.category,
        name: line.name.to_string(),
        unit_price: line.unit_price.map(plain),
        quantity: line.quantity.map(plain),
        unit: line.unit.as_deref().map(str::to_owned),
        amount: line.amount.map(plain),
        fund: line.fund,
        year: line.year,
        note: line.note.as_deref().map(str::to_owned),
        sheet: line.source_sheet.to_string(),
        row: line.source_row,
        cell: cell_name(line.source_cell),
        is_hidden: line.hidden,
        is_certain: line.certain,
    }
}

/// Rows by sheet and number, counted from 1.
type Rows<'a> = BTreeSet<(&'a str, u32)>;

/// The sheets as they look; `items` are rows that are taken over, `totals` rows of sums.
pub(crate) fn sheets_of(
    workbook: &Workbook,
    survey: &Survey,
    items: &Rows<'_>,
    totals: &Rows<'_>,
    doubts: &[Doubt],
    map: &Map,
) -> Vec<SheetPreview> {
    let sheets = workbook.sheets.iter().zip(&survey.sheets);
    sheets
        .map(|(s, found)| sheet(s, found, (items, totals), doubts, map))
        .collect()
}

fn sheet(
    sheet: &Sheet,
    found: &SheetSurvey,
    (items, totals): (&Rows<'_>, &Rows<'_>),
    doubts: &[Doubt],
    map: &Map,
) -> SheetPreview {
    let rows = drawn_rows(sheet, doubts);
    let all_columns = sheet.cells.width();
    let columns = all_columns.min(MAX_COLUMNS);
    let told = map.told_of(&sheet.name);
    let kind = |row: u32| {
        let within = |from: u32, to: u32| (from..=to).contains(&row);
        if told.skips(row) {
            RowKind::Skipped
        } else if items.contains(&(sheet.name.as_str(), row + 1)) {
            RowKind::Item
        } else if totals.contains(&(sheet.name.as_str(), row + 1)) {
            RowKind::Total
        } else if found
            .tables
            .iter()
            .any(|t| within(t.header.0, t.header.1) || t.repeated.contains(&row))
        {
            RowKind::Header
        } else if found.tables.iter().any(|t| within(t.body.0, t.body.1)) {
            RowKind::Other
        } else {
            RowKind::Outside
        }
    };
    let drawn = rows.iter().map(|&row| RowPreview {
        row: row + 1,
        kind: kind(row),
        is_hidden: sheet.layout.hidden_rows.contains(&row),
        cells: (0..columns)
            .map(|c| {
                sheet
                    .own((row, c))
                    .map(|cell| clipped(&cell.shown()))
                    .unwrap_or_default()
            })
            .collect(),
    });
    let drawn: Vec<RowPreview> = drawn.collect();
    let last_row = drawn.last().map_or(0, |r| r.row);
    let merges = sheet
        .layout
        .merges
        .iter()
        .filter(|m| m.first.0 < last_row && m.first.1 < columns)
        .take(500);
    SheetPreview {
        name: sheet.name.clone(),
        is_hidden: sheet.shown == Shown::Hidden,
        skipped: found.skipped.as_ref().map(|(_, reason)| reason.clone()),
        tables: found.tables.iter().map(table).collect(),
        lines: 0,
        total: plain(Money::default()),
        columns,
        more_rows: counted(sheet.cells.rows().count().saturating_sub(drawn.len())),
        more_columns: all_columns - columns,
        merges: merges
            .map(|m| [m.first.0 + 1, m.first.1 + 1, m.last.0 + 1, m.last.1 + 1])
            .collect(),
        rows: drawn,
    }
}

/// The first rows of a sheet, and below them the rows that doubts speak of.
fn drawn_rows(sheet: &Sheet, doubts: &[Doubt]) -> Vec<u32> {
    let mut rows: Vec<u32> = sheet.cells.rows().take(MAX_ROWS as usize).collect();
    let last = rows.last().copied().unwrap_or(0);
    let about = doubts
        .iter()
        .filter(|d| d.sheet.as_deref() == Some(sheet.name.as_str()));
    let doubted = about.filter_map(|d| d.row?.checked_sub(1));
    let doubted: BTreeSet<u32> = doubted.filter(|row| *row > last).take(MAX_DOUBTED).collect();
    rows.extend(
        doubted
            .into_iter()
            .filter(|row| !sheet.cells.row(*row).is_empty()),
    );
    rows
}

fn clipped(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= MAX_TEXT {
        line
    } else {
        line.chars().take(MAX_TEXT).chain(['…']).collect()
    }
}

fn table(table: &Table) -> TablePreview {
    TablePreview {
        header: [table.header.0 + 1, table.header.1 + 1],
        body: [table.body.0 + 1, table.body.1 + 1],
        unit_scale: table
            .amounts()
            .find_map(|(c, _, _)| c.scale)
            .unwrap_or(table.scale.0),
        unit_cell: table.scale.1.map(crate::grid::cell_name),
        year: table.year,
        fund: table.fund,
        columns: table
            .columns
            .iter()
            .map(|c| ColumnPreview {
                letters: column_name(c.at),
                heading: c.heading.clone(),
                role: c.role,
                why: c.why.clone(),
                is_hidden: c.hidden,
            })
            .collect(),
    }
}
