//! Workbooks that leave the program: budgets (經費表) and the season's overview, as `.xlsx` and `.ods`.
//!
//! A season becomes a [`Book`], plain sheets of cells; [`write`](write()) turns a book into bytes. Start at [`budget()`].
//!
//! # Invariants
//! - **What goes out comes in again**: the reader of `usr-desk-intake` finds the same lines in the budget's sheets.
//! - **Totals are formulas with their results stored**, so that every program shows the same sums, opened or merely read.
//! - **Text is text.** No cell of the season ever becomes a formula, however it begins.
//! - **No IO, no clock.** Same season, same bytes.

mod book;
mod budget;
mod lists;
mod ods;
mod ods_styles;
mod overview;
mod words;
mod xlsx;

pub use book::{At, Book, Cell, Formula, Look, Range, Row, Sheet, Value};
pub use budget::{Owner, budget, budget_of};
pub use overview::overview;

/// A form of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Excel 2007 and later.
    Xlsx,
    /// OpenDocument (政府推行的文書格式).
    Ods,
}

impl Form {
    /// By the ending of a file's name.
    pub fn of(name: &str) -> Option<Form> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "xlsx" => Some(Form::Xlsx),
            "ods" => Some(Form::Ods),
            _ => None,
        }
    }
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What the writing library said; a sheet larger than any spreadsheet, at most.
    #[error("試算表無法寫成檔案（{0}）")]
    Unwritable(String),
}

/// The bytes of a file.
pub fn write(book: &Book, form: Form) -> Result<Vec<u8>, Error> {
    match form {
        Form::Xlsx => xlsx::write(book).map_err(|e| Error::Unwritable(e.to_string())),
        Form::Ods => ods::write(book).map_err(|e| Error::Unwritable(e.to_string())),
    }
}
