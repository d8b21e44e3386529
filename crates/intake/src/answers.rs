//! What a person said of single cells and rows of a sheet, and where it holds.
//!
//! A place is written as a spreadsheet writes it: `經費表!F8` for a cell, `經費表!8` for a row; without a sheet it holds on
//! every sheet. **An answer that meets no budget table is told**, for it may be a slip of the pen.

use crate::grid::{At, cell_at};
use crate::map::{Map, SheetUse};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use usr_desk_workspace::{Category, Fund};

/// A number as a person writes it (`12000`, `１萬２千`); in a file also a JSON number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Written(pub String);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Written, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(Written(number.to_string())),
            Value::String(text) => Ok(Written(text)),
            other => Err(D::Error::custom(format!("應為數字，卻是 {other}"))),
        }
    }
}

/// What a person said of a whole row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RowAnswer {
    /// Left out, or a line though it looked like a sum or a note.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub usage: Option<SheetUse>,
    /// 經費類別 of this row alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub category: Option<Category>,
    /// 經費來源 of this row, where no column says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fund: Option<Fund>,
    /// 民國 year of this row, where no column says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<u16>,
}

/// The answers that hold on one sheet.
#[derive(Clone, Debug, Default)]
pub struct Told<'a> {
    /// By cell.
    pub cells: BTreeMap<At, &'a str>,
    /// By row.
    pub rows: BTreeMap<u32, &'a RowAnswer>,
}

impl Told<'_> {
    /// Whether a person leaves this row out.
    pub fn skips(&self, row: u32) -> bool {
        self.usage(row) == Some(SheetUse::Skip)
    }

    /// Whether a person says that this row is a line.
    pub fn insists_on(&self, row: u32) -> bool {
        self.usage(row) == Some(SheetUse::Use)
    }

    fn usage(&self, row: u32) -> Option<SheetUse> {
        self.rows.get(&row).and_then(|answer| answer.usage)
    }
}

impl Map {
    /// What was said of the cells and rows of a sheet; what names the sheet wins.
    pub fn told_of(&self, sheet: &str) -> Told<'_> {
        let mut told = Told::default();
        for named in [false, true] {
            for (place, text) in &self.cells {
                if let Some(at) = on(sheet, place, named).and_then(cell_at) {
                    told.cells.insert(at, text.0.as_str());
                }
            }
            for (place, answer) in &self.rows {
                if let Some(row) = on(sheet, place, named).and_then(row_at) {
                    told.rows.insert(row, answer);
                }
            }
        }
        told
    }

    /// Cells of a sheet whose doubts a person has looked at.
    pub fn checked_of(&self, sheet: &str) -> BTreeSet<At> {
        let places = self.checked.iter();
        let here = places.filter_map(|p| on(sheet, p, true).or_else(|| on(sheet, p, false)));
        here.filter_map(cell_at).collect()
    }

    /// Places that name no sheet of these, or no cell or row at all.
    pub(crate) fn lost(&self, sheets: &[&str]) -> Vec<&str> {
        let is_somewhere = |place: &str, reads: &dyn Fn(&str) -> bool| {
            let on_a_sheet = sheets.iter().any(|s| on(s, place, true).is_some_and(reads));
            on_a_sheet || on("", place, false).is_some_and(reads)
        };
        let cells = self.cells.keys();
        let cells = cells.filter(|p| !is_somewhere(p, &|at| cell_at(at).is_some()));
        let rows = self.rows.keys();
        let rows = rows.filter(|p| !is_somewhere(p, &|at| row_at(at).is_some()));
        cells.chain(rows).map(String::as_str).collect()
    }
}

/// What stands behind the sheet's name in a place that names it, or a whole place that names none.
fn on<'a>(sheet: &str, place: &'a str, named: bool) -> Option<&'a str> {
    match place.rsplit_once('!') {
        Some((name, at)) => (named && name.trim_matches('\'') == sheet).then_some(at),
        None => (!named).then_some(place),
    }
}

fn row_at(place: &str) -> Option<u32> {
    let row: u32 = place.parse().ok()?;
    row.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_a_spreadsheet_writes_them() {
        let map: Map = serde_json::from_str(
            r#"{"cells": {"F8": 100, "經費表!F8": "1萬", "'甲!乙'!G2": "3", "X": "1"},
                "rows": {"9": {"use": "skip"}, "經費表!9": {"category": "operations"}, "別張!3": {}}}"#,
        )
        .unwrap();
        let told = map.told_of("經費表");
        assert_eq!(told.cells.get(&(7, 5)), Some(&"1萬"));
        assert_eq!(told.rows[&8].category, Some(Category::Operations));
        assert!(!told.skips(8));
        assert!(map.told_of("甲!乙").skips(8));
        assert_eq!(map.told_of("甲!乙").cells.get(&(1, 6)), Some(&"3"));
        assert_eq!(map.told_of("別的").cells.get(&(7, 5)), Some(&"100"));
        assert_eq!(map.lost(&["經費表", "甲!乙"]), ["X", "別張!3"]);
    }
}
