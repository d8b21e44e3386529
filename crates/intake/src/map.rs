//! What a person corrected: the map from a sheet to a budget.

use crate::answers::{RowAnswer, Written};
use crate::office::OfficeWord;
use crate::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use ts_rs::TS;
use usr_desk_workspace::{Category, Fund};

/// Corrections to what was recognised; everything absent is left to recognition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// 民國 year of every line that states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<u16>,
    /// 經費來源 of every line that states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fund: Option<Fund>,
    /// Dollars to one unit of the sheet: 1, 1000 (千元) or 10000 (萬元).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    #[ts(type = "number")]
    pub unit_scale: Option<NonZeroU32>,
    /// Sheets to read or to leave out, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, SheetUse>>", optional)]
    pub sheets: BTreeMap<String, SheetUse>,
    /// What a column is, by its letters: `{"F": "amount"}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Role>>", optional)]
    pub columns: BTreeMap<String, Role>,
    /// Categories of words that the dictionary does not know, or of items by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Category>>", optional)]
    pub categories: BTreeMap<String, Category>,
    /// What a number cell says (`{"經費表!F8": 12000}`): dollars, or a count where the column is 數量.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Written>>", optional)]
    pub cells: BTreeMap<String, Written>,
    /// What a whole row is (`{"經費表!8": {"use": "skip"}}`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, RowAnswer>>", optional)]
    pub rows: BTreeMap<String, RowAnswer>,
    /// Cells whose doubts a person has looked at and lets stand.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    #[ts(as = "Option<BTreeSet<String>>", optional)]
    pub checked: BTreeSet<String>,
    /// Of a roster: the person that a row is (`{"名冊!8": "p3"}`), or `new`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    pub same: BTreeMap<String, String>,
    /// The office's own dictionary. The desk hands in that of the library; a file may carry one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<OfficeWord>>", optional)]
    pub words: Vec<OfficeWord>,
}

/// Whether a sheet is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetUse {
    /// Read it, though it looked like a summary or a sample.
    Use,
    /// Leave it out.
    Skip,
}

impl Map {
    /// What holds for every file of the same layout: all but the year, which is another next time, what was said of
    /// single cells and rows, and the dictionary, which is kept for itself.
    pub fn of_the_layout(&self) -> Map {
        Map {
            year: None,
            cells: BTreeMap::new(),
            rows: BTreeMap::new(),
            checked: BTreeSet::new(),
            same: BTreeMap::new(),
            words: Vec::new(),
            ..self.clone()
        }
    }

    /// The category that a person gave to this word.
    pub fn category_of(&self, word: &str) -> Option<Category> {
        if self.categories.is_empty() {
            return None;
        }
        let word = crate::words::label(word);
        self.categories
            .iter()
            .find(|(name, _)| crate::words::label(name) == word)
            .map(|(_, category)| *category)
    }

    /// What a person said the column is.
    pub fn role_of(&self, column: u32) -> Option<Role> {
        let name = crate::grid::column_name(column);
        self.columns
            .iter()
            .find(|(letters, _)| letters.eq_ignore_ascii_case(&name))
            .map(|(_, role)| *role)
    }
}
