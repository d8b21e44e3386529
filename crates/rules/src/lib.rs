//! The law: every clause of every edition, as a document that the office reads and a judgement beside it.
//!
//! A rule is two files of one name. The document (`budget/personnel_share.md`) has between `+++` lines, per edition,
//! where the clause stands, its words and its parameters, and the sentences that the rule says, in both languages;
//! below them, in Markdown, what the office should know, the reading chosen where the text is unclear, and cases.
//! The judgement (`budget/personnel_share.rs`) is about twenty lines over a [`season::Season`].
//!
//! # How to add a rule
//! 1. Write the document; its cases run as tests by their Chinese names, nothing needs to be registered for them.
//! 2. Write the judgement: a type that implements [`rule::Rule`], with `Some` for the scopes that the clause speaks
//!    of. What may differ between editions is a field of `Params`, and so is the binding to types.
//! 3. Name it in [`chapters::all`], in clause order, and its file in the chapter's `mod.rs`.
//!
//! # How to add an edition
//! A document under `editions/`, and in each rule's document a table `[edition."…"]`: `cite`, `quote`, `params`,
//! `covers`; or `unstated` where the text says nothing. Rust only where a clause has a new shape. The edition's document
//! holds the text itself too, sentence by sentence ([`sentences`]); a test strikes it out of the printed one.
//!
//! # What holds everywhere
//! - **Judging cannot fail.** Parameters are read and typed when the book is opened; a malformed document names itself.
//! - **No rule asks which edition it is**, and no threshold stands in Rust.
//! - **A blank is not zero.** `undetermined` is said only where some filling of the blanks could change the answer:
//!   [`limit::Sum`] carries the least and the most that a sum can be, [`verdict::agreed`] tries what a blank can be.
//! - **Comparisons are exact**, equal passes, figures never contradict the outcome ([`limit::Limit`]).
//! - What a person confirms ([`check`]) turns a question into a pass, except where the evidence itself is missing.

mod about;
pub mod alike;
mod book;
mod bound;
mod catalogue;
mod chapters;
mod check;
mod compared;
mod document;
mod edition;
mod facts;
mod limit;
mod message;
mod office;
mod outcome;
mod pack;
mod readings;
mod reckoning;
mod roster;
mod rule;
mod season;
mod sentences;
mod verdict;
mod ways;
mod year;

mod after;
mod application;
mod budget;
mod proposal;
mod support_plan;
mod team;

pub use about::{
    Clause, CoverageRow, EditionInfo, LitPiece, LitSentence, Parameter, SectionInfo, SentenceRow, Treatment,
    TypeInfo,
};
pub use book::{BadDocument, Rulebook, UnknownEdition};
pub use check::breaks;
pub use compared::{PackChange, Wording};
pub use facts::{AttachmentFacts, FileFact};
pub use office::{PackInfo, PriceHint};
pub use outcome::{Figures, Language, Outcome, Standing};
pub use readings::{Reading, ReadingCount, ReadingRow};
pub use reckoning::{Input, InputPart, Reckoning, Scoped};
pub use ways::{BudgetPlan, LimitIf, Matching, Move, NoWay};
