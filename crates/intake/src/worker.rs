//! The whole chain in one call, for the bounded worker process, and the answer that it prints.

use crate::grid::Workbook;
use crate::preview::{Preview, preview};
use crate::reading::Reading;
use crate::said::Said;
use crate::{Map, Survey, Unreadable, guard, lines::lines, survey::survey, workbook::workbook};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a workbook gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// Lines and doubts.
    pub reading: Reading,
    /// The sheets as they look, for a person.
    pub preview: Preview,
}

/// What of a workbook is asked for. The lines of a long one and its look are large, and nobody needs both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// The sheets as they look, for a person: an answer of bounded size.
    Preview,
    /// Every line and every doubt, to be compared with a budget.
    Reading,
}

/// What the worker prints on its standard output, as one JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerAnswer {
    /// With an error beside it, the sheets are shown so that a person can name the columns.
    pub preview: Option<Preview>,
    /// Every line and doubt.
    pub reading: Option<Reading>,
    /// By what a file of the same layout is known again.
    pub shape: Option<String>,
    /// Why nothing can be imported, in a sentence.
    pub error: Option<Said>,
}

/// Reads a file: guard, workbook, survey, lines, preview. A workbook without a budget is unreadable too.
pub fn read_all(name: &str, bytes: &[u8], map: &Map) -> Result<Bundle, Unreadable> {
    let bundle = look(name, bytes, map)?;
    if bundle.preview.is_budget {
        Ok(bundle)
    } else {
        Err(Unreadable::NoBudget)
    }
}

/// As [`read_all`], never failing: the form that crosses from the worker to the desk.
pub fn answer(name: &str, bytes: &[u8], map: &Map, wanted: Wanted) -> WorkerAnswer {
    let found = look(name, bytes, map);
    let error = match &found {
        Ok(bundle) => (!bundle.preview.is_budget).then(|| Unreadable::NoBudget.said()),
        Err(error) => Some(error.said()),
    };
    let bundle = found.ok();
    let shape = bundle.as_ref().and_then(|b| b.preview.shape.clone());
    let (preview, reading) = match (bundle, wanted) {
        (Some(bundle), Wanted::Preview) => (Some(bundle.preview), None),
        (Some(bundle), Wanted::Reading) => (None, Some(bundle.reading)),
        (None, _) => (None, None),
    };
    WorkerAnswer {
        preview,
        reading,
        shape,
        error,
    }
}

impl WorkerAnswer {
    /// What was read and its shape, or the sentence.
    pub fn into_reading(self) -> Result<(Reading, Option<String>), Said> {
        match (self.reading, self.error) {
            (_, Some(error)) => Err(error),
            (Some(reading), None) => Ok((reading, self.shape)),
            (None, None) => Err(Unreadable::Unexpected.said()),
        }
    }
}

fn look(name: &str, bytes: &[u8], map: &Map) -> Result<Bundle, Unreadable> {
    let read = || {
        let book = workbook(guard(name, bytes)?)?;
        let survey = survey(&book, map);
        Ok(bundle(name, &book, &survey, map))
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Unexpected))
}

fn bundle(name: &str, book: &Workbook, survey: &Survey, map: &Map) -> Bundle {
    let reading = lines(book, survey, map);
    let preview = preview(name, book, survey, &reading, map);
    Bundle { reading, preview }
}
