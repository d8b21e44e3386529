//! Rosters (人員名冊) and lists of indicators (指標): the same way as a budget, with rows that are people or indicators.
//!
//! Guard, workbook and grid are the budget's own; here are the heads of columns, the rows, and what would change.
//! **A person is the same by the staff number (員工編號); by the name alone it is asked.**

mod headings;
mod indicators;
mod people;
mod plan;
mod preview;
mod survey;

pub use plan::{Candidate, ChangedRecord, KeptRecord, NewRecord, Question, RecordPlan, plan};
pub use preview::{RecordLine, RecordPreview};

use crate::Unreadable;
use crate::guard::guard;
use crate::lines::{about_the_file, left_out};
use crate::map::Map;
use crate::reading::{Warning, WarningCode};
use crate::said::{Pick, Said};
use crate::workbook::workbook;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use ts_rs::TS;
use usr_desk_workspace::{Executive, Money};

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 人員.
    People,
    /// 指標.
    Indicators,
}

/// Everything that was read from one workbook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Records {
    /// People, in the order of the sheets.
    pub people: Vec<PersonRow>,
    /// Indicators, in the order of the sheets.
    pub indicators: Vec<IndicatorRow>,
    /// Doubts and notices.
    pub warnings: Vec<Warning>,
}

/// Where a row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// Its sheet.
    pub sheet: String,
    /// Its row, counted from 1.
    pub row: u32,
    /// The cell of its name.
    pub cell: String,
}

impl RowPlace {
    /// As a map names a row: `名冊!8`.
    pub fn key(&self) -> String {
        format!("{}!{}", self.sheet, self.row)
    }

    /// As a person reads it: `名冊!B8`.
    pub fn shown(&self) -> String {
        format!("{}!{}", self.sheet, self.cell)
    }
}

/// A person as the sheet says; what it leaves blank says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of `Person`")]
pub struct PersonRow {
    pub place: RowPlace,
    pub name: String,
    pub staff_number: Option<String>,
    pub email: Option<String>,
    pub affiliation: Option<String>,
    pub department: Option<String>,
    pub title: Option<String>,
    pub is_teacher: Option<bool>,
    pub executive: Option<Executive>,
}

/// An indicator as the sheet says; what it leaves blank says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of `Indicator`")]
pub struct IndicatorRow {
    pub place: RowPlace,
    pub name: String,
    pub unit: Option<String>,
    pub baseline: Option<Money>,
    pub targets: BTreeMap<u16, Money>,
    /// The plan that it says it belongs to.
    pub proposal: Option<String>,
}

/// What a workbook gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordBundle {
    /// Rows and doubts.
    pub records: Records,
    /// The sheets as they look, for a person.
    pub preview: RecordPreview,
}

/// Reads a file. Without a list in it the sheets are shown all the same, so that a person can name the columns.
pub fn read(subject: Subject, name: &str, bytes: &[u8], map: &Map) -> Result<RecordBundle, Unreadable> {
    let read = || {
        let book = workbook(guard(name, bytes)?)?;
        let found = survey::survey(&book, subject, map);
        let mut records = Records {
            warnings: about_the_file(&book),
            ..Records::default()
        };
        for (sheet, surveyed) in book.sheets.iter().zip(&found.sheets) {
            // An empty default sheet is no news, nor is one that holds no list.
            if let Some((code, why)) = &surveyed.skipped
                && !surveyed.tables.is_empty()
            {
                records.warnings.push(Warning {
                    code: *code,
                    source_sheet: Some(sheet.name.clone()),
                    source_row: None,
                    source_cell: None,
                    message: left_out(&sheet.name, why),
                });
            }
        }
        for (sheet, surveyed) in book.sheets.iter().zip(&found.sheets) {
            for table in surveyed.tables.iter().filter(|_| surveyed.skipped.is_none()) {
                match subject {
                    Subject::People => people::read(sheet, table, map, &mut records),
                    Subject::Indicators => indicators::read(sheet, table, map, &mut records),
                }
            }
        }
        let preview = preview::preview(subject, name, &book, &found, &records, map);
        Ok(RecordBundle { records, preview })
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Unexpected))
}

impl Records {
    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        self.warnings.iter_mut().for_each(|w| w.message.settle(pick));
    }

    fn warn(&mut self, code: WarningCode, sheet: &str, at: (u32, u32), message: Said) {
        self.warnings.push(Warning {
            code,
            source_sheet: Some(sheet.to_owned()),
            source_row: Some(at.0 + 1),
            source_cell: Some(crate::grid::cell_name(at)),
            message,
        });
    }
}
