//! What the window draws of a list: the sheets as they look, and every doubt at its cell.

use super::{Records, RowPlace, Subject};
use crate::grid::Workbook;
use crate::map::Map;
use crate::preview::{Doubt, SheetPreview, doubts_of, settle, sheets_of};
use crate::said::Pick;
use crate::survey::Survey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A workbook as it was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordPreview {
    /// Of what.
    pub subject: Subject,
    /// File name.
    pub file: String,
    /// Whether a list is read at all; if not, a person may name the columns.
    pub is_found: bool,
    /// Its sheets.
    pub sheets: Vec<SheetPreview>,
    /// What would be taken over.
    pub records: Vec<RecordLine>,
    /// Every doubt, gravest first.
    pub doubts: Vec<Doubt>,
    /// The corrections that this was read with.
    pub map: Map,
    /// By what a file of the same layout is known again; absent = by nothing.
    pub shape: Option<String>,
    /// The corrections were remembered from an earlier file of this shape.
    pub is_remembered: bool,
}

/// A person or an indicator in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordLine {
    /// 姓名, 指標名稱.
    pub name: String,
    /// What else the row says.
    pub says: String,
    /// Its sheet.
    pub sheet: String,
    /// Its row, counted from 1.
    pub row: u32,
    /// The cell of its name.
    pub cell: String,
}

pub(super) fn preview(
    subject: Subject,
    file: &str,
    workbook: &Workbook,
    survey: &Survey,
    records: &Records,
    map: &Map,
) -> RecordPreview {
    let lines = lines(records);
    let doubts = doubts_of(workbook, &records.warnings, map);
    let places: BTreeSet<(&str, u32)> = lines.iter().map(|l| (l.sheet.as_str(), l.row)).collect();
    RecordPreview {
        subject,
        file: file.to_owned(),
        is_found: survey
            .sheets
            .iter()
            .any(|s| s.skipped.is_none() && !s.tables.is_empty()),
        sheets: sheets_of(workbook, survey, &places, &BTreeSet::new(), &doubts, map),
        doubts,
        records: lines,
        map: map.clone(),
        shape: survey.shape.clone(),
        is_remembered: false,
    }
}

impl RecordPreview {
    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        settle(&mut self.sheets, &mut self.doubts, pick);
    }
}

fn lines(records: &Records) -> Vec<RecordLine> {
    let line = |place: &RowPlace, name: &str, says: Vec<String>| RecordLine {
        name: name.to_owned(),
        says: says.join("・"),
        sheet: place.sheet.clone(),
        row: place.row,
        cell: place.cell.clone(),
    };
    let people = records.people.iter().map(|p| {
        let parts = [&p.staff_number, &p.affiliation, &p.department, &p.title];
        line(&p.place, &p.name, parts.into_iter().flatten().cloned().collect())
    });
    let indicators = records.indicators.iter().map(|i| {
        let targets = i.targets.iter().map(|(year, value)| format!("{year}：{value}"));
        line(&i.place, &i.name, i.unit.iter().cloned().chain(targets).collect())
    });
    people.chain(indicators).collect()
}
