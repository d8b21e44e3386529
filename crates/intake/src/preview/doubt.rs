//! A doubt at its cell: how grave it is, and what would answer it.

use super::{MAX_OF_A_KIND, clipped, counted, plain};
use crate::grid::{At, Sheet, Workbook, cell_at};
use crate::map::Map;
use crate::reading::{Line, Warning, WarningCode};
use crate::said::Said;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ts_rs::TS;
use usr_desk_workspace::Money;

/// A doubt, at its cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Doubt {
    /// Its kind.
    pub code: WarningCode,
    /// How grave it is.
    pub weight: Weight,
    /// A sentence.
    #[ts(type = "string")]
    pub message: Said,
    /// Which sheet.
    pub sheet: Option<String>,
    /// Which row, counted from 1.
    pub row: Option<u32>,
    /// Which column, counted from 1.
    pub column: Option<u32>,
    /// Which cell.
    pub cell: Option<String>,
    /// What the cell shows: doubts about the same words have one answer.
    pub text: Option<String>,
    /// What would answer it.
    pub asks: Asks,
    /// 單價 × 數量 in dollars, where the amount says something else or nothing.
    pub suggested: Option<String>,
}

/// What answers a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// A number for its cell, or leaving its row out.
    Number,
    /// The category of a word; [`super::Preview::unknown_categories`] asks for it.
    Category,
    /// A look: it may stand as it is.
    Look,
    /// Nothing.
    Nothing,
}

/// How grave a doubt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// A number is missing or a category unknown: 無法直接匯入.
    Blocking,
    /// Two things disagree: 請核對.
    Check,
    /// Dealt with: 已自動處理.
    Notice,
}

fn weight(code: WarningCode) -> Weight {
    use WarningCode::*;
    match code {
        UnknownCategory | NotANumber | FormulaError | AmountOutOfRange | NameMissing => Weight::Blocking,
        TextNumber | MergedCells | UnitThousand | UnitTenThousand | UnsafeText | SheetSkipped
        | EncodingGuessed | FileTypeMismatch | SummarySheetSkipped | Rounding | Answered | OfficeWord => {
            Weight::Notice
        }
        _ => Weight::Check,
    }
}

fn asks(code: WarningCode) -> Asks {
    use WarningCode::*;
    match code {
        NotANumber | FormulaError | AmountOutOfRange | RowArithmetic | FormulaNoCache | NegativeAmount => {
            Asks::Number
        }
        UnknownCategory => Asks::Category,
        _ if weight(code) == Weight::Check => Asks::Look,
        _ => Asks::Nothing,
    }
}

/// What is looked up for every doubt.
struct Doubts<'a> {
    sheets: HashMap<&'a str, (&'a Sheet, BTreeSet<At>)>,
    /// 單價 × 數量 of lines whose amount says something else, by sheet and row.
    products: HashMap<(&'a str, u32), String>,
}

/// Doubts about anything but lines, gravest first.
pub(crate) fn doubts_of(workbook: &Workbook, warnings: &[Warning], map: &Map) -> Vec<Doubt> {
    of_lines(workbook, &warnings.iter().collect::<Vec<_>>(), &[], map)
}

/// The warnings that are listed, and how many of each kind are not.
pub(super) fn listed(warnings: &[Warning]) -> (Vec<&Warning>, BTreeMap<WarningCode, u32>) {
    let mut found: BTreeMap<WarningCode, usize> = BTreeMap::new();
    let mut of_a_kind = |warning: &&Warning| {
        let count = found.entry(warning.code).or_default();
        *count += 1;
        *count <= MAX_OF_A_KIND
    };
    let listed = warnings.iter().filter(|w| of_a_kind(w)).collect();
    let more = found
        .into_iter()
        .map(|(code, count)| (code, counted(count.saturating_sub(MAX_OF_A_KIND))));
    (listed, more.filter(|(_, more)| *more > 0).collect())
}

/// Doubts about lines, gravest first.
pub(super) fn of_lines(workbook: &Workbook, warnings: &[&Warning], lines: &[Line], map: &Map) -> Vec<Doubt> {
    let sheets = workbook.sheets.iter();
    let known = Doubts {
        sheets: sheets
            .map(|s| (s.name.as_str(), (s, map.checked_of(&s.name))))
            .collect(),
        products: lines.iter().filter_map(product).collect(),
    };
    let mut doubts: Vec<Doubt> = warnings.iter().map(|w| known.doubt(w)).collect();
    doubts.sort_by_key(|d| d.weight);
    doubts
}

fn product(line: &Line) -> Option<((&str, u32), String)> {
    let product = Money(line.unit_price?.0.checked_mul(line.quantity?.0)?.normalize());
    let is_news = line.amount != Some(product);
    is_news.then(|| ((&*line.source_sheet, line.source_row), plain(product)))
}

impl Doubts<'_> {
    fn doubt(&self, warning: &Warning) -> Doubt {
        let at = warning.source_cell.as_deref().and_then(cell_at);
        let known = warning.source_sheet.as_deref().and_then(|s| self.sheets.get(s));
        let here = known.zip(at);
        let weighs = weight(warning.code);
        // What a person has looked at no longer asks; what lacks a number or a category still does.
        let is_settled =
            weighs == Weight::Check && here.is_some_and(|((_, checked), at)| checked.contains(&at));
        let cell = here.and_then(|((sheet, _), at)| sheet.own(at));
        let row = warning.source_sheet.as_deref().zip(warning.source_row);
        Doubt {
            code: warning.code,
            weight: if is_settled { Weight::Notice } else { weighs },
            message: warning.message.clone(),
            sheet: warning.source_sheet.clone(),
            row: warning.source_row,
            column: at.map(|at| at.1 + 1),
            cell: warning.source_cell.clone(),
            text: cell.map(|c| clipped(&c.shown())),
            asks: if is_settled {
                Asks::Nothing
            } else {
                asks(warning.code)
            },
            suggested: row.and_then(|row| self.products.get(&row).cloned()),
        }
    }
}
