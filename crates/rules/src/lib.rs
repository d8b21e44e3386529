//! The law: every clause of every edition, as a document that the office reads and a judgement beside it.

mod about;
mod book;
mod facts;
mod outcome;

pub use about::{Clause, CoverageRow, EditionInfo, Parameter, SectionInfo, Treatment, TypeInfo};
pub use book::{BadDocument, Rulebook, UnknownEdition, breaks};
pub use facts::{AttachmentFacts, FileFact};
pub use outcome::{Figures, Language, Outcome, Standing};
