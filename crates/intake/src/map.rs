//! What a person corrected: the map from a sheet to a budget.

use crate::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// What holds for every file of the same layout: all but the year, which is another next time.
    pub fn of_the_layout(&self) -> Map {
        Map {
            year: None,
            ..self.clone()
        }
    }

    /// The category that a person gave to this word.
    pub fn category_of(&self, word: &str) -> Option<Category> {
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
