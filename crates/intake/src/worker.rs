//! The whole chain in one call, for the bounded worker process, and the answer that it prints.

use crate::grid::Workbook;
use crate::preview::{Preview, preview};
use crate::reading::Reading;
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

/// What the worker prints on its standard output, as one JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerAnswer {
    /// What was read; with an error beside it, the sheets are shown so that a person can name the columns.
    pub bundle: Option<Bundle>,
    /// Why nothing can be imported, in a sentence.
    pub error: Option<String>,
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
pub fn answer(name: &str, bytes: &[u8], map: &Map) -> WorkerAnswer {
    match look(name, bytes, map) {
        Ok(bundle) => {
            let error = (!bundle.preview.is_budget).then(|| Unreadable::NoBudget.to_string());
            WorkerAnswer {
                bundle: Some(bundle),
                error,
            }
        }
        Err(error) => WorkerAnswer {
            bundle: None,
            error: Some(error.to_string()),
        },
    }
}

impl WorkerAnswer {
    /// The bundle, or the sentence.
    pub fn into_result(self) -> Result<Bundle, String> {
        match (self.bundle, self.error) {
            (_, Some(error)) => Err(error),
            (Some(bundle), None) => Ok(bundle),
            (None, None) => Err(Unreadable::Unexpected.to_string()),
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
