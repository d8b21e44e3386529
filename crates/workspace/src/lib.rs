//! One school's season (一校一期的申請) as one plain value.
//!
//! Read in this order: [`season`] (the whole), [`proposal`], [`budget`], then what is done with it:
//! [`mod@format`] reads and writes the file form, [`edit`] changes it, [`diff`] compares two of them.
//!
//! # Invariants
//! - **No IO, no clock, no randomness.** Ids and dates come from the caller.
//! - **Nothing is rounded, nothing is guessed**: a number keeps the digits that it was given, a blank stays
//!   blank and is never zero.
//! - **One address for a place** ([`path::FieldPath`]): findings, edits, undo, provenance and merge all use it.

pub mod activity;
mod alike;
pub mod budget;
pub mod comment;
pub mod contact;
pub mod date;
pub mod diff;
pub mod edit;
pub mod fact;
pub mod fingerprint;
pub mod format;
pub mod handout;
pub mod id;
pub mod label;
pub mod merge;
pub mod money;
pub mod name;
pub mod objects;
pub mod path;
pub mod proposal;
pub mod prose;
pub mod returned;
pub mod season;
pub mod sentence;
pub mod setup;
pub mod stale;
pub mod start;
pub mod support_plan;
pub mod text;
pub mod version;
pub mod window_form;

pub use activity::{Activity, ActivityKind, Milestone, MilestoneKind, Participation};
pub use budget::{
    Approval, ApprovalStatus, BudgetLine, BudgetYear, Category, Fund, LineSource, Position, Tag,
};
pub use comment::{Comment, CommentKind};
pub use contact::{Contact, Site};
pub use date::{Date, Moment};
pub use edit::{Edit, Refusal};
pub use fact::Fact;
pub use fingerprint::fingerprint;
pub use id::{
    ActivityId, AttachmentId, CommentId, ContactId, LineId, MilestoneId, PersonId, ProposalId, SiteId,
};
pub use money::Money;
pub use path::FieldPath;
pub use proposal::*;
pub use prose::Prose;
pub use season::*;
pub use sentence::{Sentence, many};
pub use setup::Setup;
pub use support_plan::{SupportPlan, SupportSections};
pub use text::Text;
