//! The same documents for people who must edit them in Word (.docx): headings, lists, tables, footnotes and pictures
//! are Word's own, numbers and contents are its fields. Nothing is measured: pages are Word's.
//!
//! Written with `quick-xml`'s escapes and `zip` alone: of the libraries at hand one knows no repeated head rows, no
//! 著重號, no alternative texts and numbers its parts from a global counter, the other no headings that are numbered.

mod body;
mod figures;
mod lists;
mod parts;
mod styles;
mod tables;

use crate::attach::{self, Files};
use crate::outline;
use crate::packet::{Error, Input, draft_words, listed};
use crate::progress::{self, Steps};
use crate::refused::RefusedFile;

/// A document for Word.
#[derive(Clone, Debug)]
pub struct WordFile {
    /// The `.docx` file.
    pub bytes: Vec<u8>,
    /// Whether its head says 草稿.
    pub is_draft: bool,
    /// Pictures of the text that could not be shown, with the reason.
    pub refused: Vec<RefusedFile>,
}

/// Writes what the scope asks for as a Word file. Attachments are listed, not merged; pictures of the text go along
/// as they were attached.
pub fn word(input: &Input, files: &Files) -> Result<WordFile, Error> {
    // No attachment is at hand: each is listed as 另附.
    let mut unheard = progress::unheard;
    let mut steps = Steps::new(&mut unheard, progress::opening, 0);
    let attached = attach::open(&listed(input), &Files::new(), input.setup, &mut steps)?;
    let outline = outline::outline(input, files, &attached)?;
    let mut body = body::Body::new(files);
    for part in &outline.parts {
        body.part(part);
    }
    let draft = outline.is_draft.then(|| draft_words(&outline));
    let bytes =
        parts::package(&outline, input, body, draft.as_deref()).map_err(|e| Error::Writer(e.to_string()))?;
    Ok(WordFile {
        bytes,
        is_draft: outline.is_draft,
        refused: outline.refused,
    })
}
