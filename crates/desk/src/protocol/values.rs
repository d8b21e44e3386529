//! What requests and responses carry.

use super::{Revision, SeasonId, Ticket};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use usr_desk_rules::{EditionInfo, Figures, Language, PackInfo, Standing};
use usr_desk_workspace::{ChecklistItem, Edit, Fact, FieldPath, Sentence, Workspace, stale::StaleFigure};

/// Facts of the program and the user's settings.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Welcome {
    /// Of the program.
    pub version: String,
    /// The user's settings.
    pub settings: Settings,
    /// Rule sets at hand.
    pub editions: Vec<EditionInfo>,
    /// The rules that are built in.
    pub rules: PackInfo,
    /// Rule packs that were added to what is built in.
    pub packs: Vec<PackInfo>,
    /// Where the library lies, shown in settings.
    pub library: String,
    /// How many seasons there are: none = show the practice season.
    pub seasons: u32,
    /// What the user should know of the library: where it lies, what state it was in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub warnings: Vec<String>,
}

/// The user's settings, kept in the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who works here; stored with every step.
    #[serde(default)]
    pub author: String,
    /// Language of messages.
    #[serde(default)]
    pub language: Language,
    /// `light`, `dark`, or blank for the system's.
    #[serde(default)]
    pub theme: String,
    /// The tour of the practice season was left; it can be taken up again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub tour_left: bool,
}

/// What a new season needs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewSeason {
    /// What the office calls it.
    pub title: String,
    /// Rule set.
    pub edition: String,
    /// The ministry's own name of the round.
    pub cycle: String,
    /// 民國 years of the plan.
    pub years: Vec<u16>,
    /// 校名.
    pub school: String,
}

/// A file that becomes an attachment (附件).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewAttachment {
    /// Of which season.
    pub season: SeasonId,
    /// The revision that the window shows.
    pub base: Revision,
    /// Of which proposal; absent = of the school.
    #[serde(default)]
    pub proposal: Option<String>,
    /// What the checklist calls it.
    pub kind: String,
    /// Title as printed; blank = the file's name.
    pub title: String,
    /// The file.
    pub ticket: Ticket,
}

/// What a new season made from an older one would change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CopyPlan {
    /// Limits that the new edition states otherwise.
    pub limits: Vec<ChangedLimit>,
    /// Rules that then say something else.
    pub flips: Vec<Flip>,
}

/// A limit that differs between two editions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangedLimit {
    /// Rule id.
    pub rule: String,
    /// What the rule is about, in zh-TW.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// 點次 in the new edition.
    pub clause: String,
    /// What it limits, in zh-TW.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// In the old edition; absent = not stated.
    pub before: Option<String>,
    /// In the new edition; absent = no longer stated.
    pub after: Option<String>,
}

/// A rule that says something else of the copy.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Flip {
    /// Rule id.
    pub rule: String,
    /// A proposal's id or `support_plan`; absent = the whole season.
    pub proposal: Option<String>,
    /// Of the old season; absent = the rule did not speak of it.
    pub before: Option<Standing>,
    /// Of the copy.
    pub after: Standing,
    /// What it says of the copy.
    pub message: String,
}

/// A season in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SeasonCard {
    /// Which.
    pub id: SeasonId,
    /// What the office calls it.
    pub title: String,
    /// 校名.
    pub school: String,
    /// Rule set.
    pub edition: String,
    /// The ministry's own name of the round.
    pub cycle: String,
    /// Number of proposals.
    pub proposals: u32,
    /// Made for practice.
    pub practice: bool,
    /// Taken out of the list.
    pub deleted: bool,
    /// RFC 3339, of the newest step.
    pub saved_at: String,
}

/// A season as a window shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct View {
    /// Its card.
    pub season: SeasonCard,
    /// The newest step.
    pub revision: Revision,
    /// The value, money as decimal strings.
    #[ts(as = "Workspace")]
    pub workspace: serde_json::Value,
    /// What every clause says.
    pub findings: Vec<Finding>,
    /// What can be undone and redone.
    pub steps: UndoRedo,
    /// RFC 3339.
    pub saved_at: String,
    /// Where the last change happened.
    pub focus: Option<FieldPath>,
    /// Section titles by proposal type: what the type asks for, in order.
    pub sections: BTreeMap<String, Vec<SectionTitle>>,
    /// What a list of the call's documents starts from; every title says 「預設，非公告」.
    pub default_checklist: Vec<ChecklistItem>,
    /// How the packet is put together where the season says nothing of it (預設，非公告).
    pub default_setup: usr_desk_workspace::Setup,
    /// Whose part this is; absent = a whole season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<super::PartCard>,
}

/// A narrative section that a type asks for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SectionTitle {
    /// Its key.
    pub key: String,
    /// zh-TW.
    pub title: String,
    /// English.
    pub title_en: String,
}

/// The answer to an edit: never the whole season.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Edited {
    /// The new step.
    pub revision: Revision,
    /// What every clause says now.
    pub findings: Vec<Finding>,
    /// What can be undone and redone.
    pub steps: UndoRedo,
    /// RFC 3339.
    pub saved_at: String,
    /// What the dictionary filled in besides, in the same step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Edit>>", optional)]
    pub told: Vec<Edit>,
}

/// Where names of budget items come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// A person typed them: they stay as they are written.
    Typed,
    /// Another sheet has them: the office's own words take their place, as in an import.
    Pasted,
}

/// Labels of the step that undo would take back and of the one that redo would bring back.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct UndoRedo {
    /// Absent = nothing to undo.
    pub undo: Option<Sentence>,
    /// Absent = nothing to redo.
    pub redo: Option<Sentence>,
}

/// What a narrative is told of the season.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NarrativeFigures {
    /// What it may show, in the order of a menu.
    pub facts: Vec<Fact>,
    /// Typed figures that differ: hints, never findings.
    pub stale: Vec<StaleFigure>,
}

/// What a clause says of a scope; the clause's text is in the clause book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Rule id.
    pub rule: String,
    /// How the scope stands.
    pub outcome: Standing,
    /// A proposal's id or `support_plan`; absent = the whole season.
    pub proposal: Option<String>,
    /// 民國 year, where the rule speaks of one.
    pub year: Option<u16>,
    /// Numbers, where numbers are compared.
    pub figures: Option<Figures>,
    /// 第七點第二款.
    pub clause: String,
    /// The sentence.
    pub message: String,
    /// Places, as field paths.
    pub targets: Vec<FieldPath>,
}

/// A step of the history.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Step {
    /// Which.
    pub revision: Revision,
    /// What was done.
    pub label: Sentence,
    /// By whom.
    pub by: String,
    /// RFC 3339.
    pub at: String,
    /// Its name, if it was named.
    pub checkpoint: Option<String>,
    /// Whether the window shows this state now.
    pub current: bool,
}

/// What an import would change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Planned {
    /// Handed to `ApplyImport`.
    pub plan: String,
    /// The revision that it was made for.
    pub base: Revision,
    /// Line by line, money as decimal strings; of each kind as many rows as a person looks through.
    #[ts(as = "usr_desk_intake::Plan")]
    pub changes: serde_json::Value,
    /// Rows of the plan that are not among the changes; they are carried out with them.
    pub more: MoreRows,
}

/// How many rows of a plan are not shown, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoreRows {
    /// New lines.
    pub added: u32,
    /// Lines that differ.
    pub changed: u32,
    /// Lines that the sheet lacks.
    pub missing: u32,
    /// Lines that cannot be imported yet.
    pub blocked: u32,
}

/// What taking people or indicators over would change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlannedRecords {
    /// Handed to `ApplyImport`.
    pub plan: String,
    /// The revision that it was made for.
    pub base: Revision,
    /// Row by row, values of indicators as decimal strings.
    #[ts(as = "usr_desk_intake::records::RecordPlan")]
    pub changes: serde_json::Value,
}

/// Other amounts for a budget year, not yet committed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BudgetProposal {
    /// The revision that it was made for.
    pub base: Revision,
    /// Line by line; unit prices and the edit's amounts as decimal strings.
    #[ts(as = "usr_desk_rules::BudgetPlan")]
    pub plan: serde_json::Value,
    /// What rules then say otherwise.
    pub flips: Vec<Flip>,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Saved {
    /// File name, without its folder.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Of the file, in hexadecimal.
    pub sha256: String,
    /// Pages, for a packet.
    pub pages: Option<u32>,
    /// Stamped 草稿.
    pub draft: bool,
    /// What the user should know (a glyph that no face has).
    pub notes: Vec<String>,
}

/// A folder that was written: the files of an upload, and their list `manifest.json`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SavedSet {
    /// The folder's name, without its own folder.
    pub folder: String,
    /// In the order of the upload.
    pub files: Vec<Saved>,
}

/// How far long work has come.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Progress {
    /// What is being done, in the user's words.
    pub doing: String,
    /// Done of `total`; 0 of 0 = not known.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

/// Why a request was not carried out: nothing changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What a window does about it.
    pub code: Code,
    /// What happened, where, what to do: for the user.
    pub message: String,
    /// The chain of causes: for the log.
    pub detail: String,
}

/// Only what a window acts upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// `base` is not the newest step: open again and reapply.
    Stale,
    /// No such season, step, plan or ticket.
    NotFound,
    /// The edit, file or call cannot be used; the message says why.
    Refused,
    /// Only a passphrase opens the file: unlock it, then ask again with the ticket that is answered.
    Locked,
    /// A newer program wrote the library.
    LibraryTooNew,
    /// Another window holds the library.
    LibraryInUse,
    /// The user stopped it.
    Cancelled,
    /// The disk said no.
    Disk,
    /// A fault of ours.
    Unexpected,
}

/// Where a bulletin comes from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BulletinSource {
    /// Pasted.
    Text(String),
    /// Picked or dropped: .txt, .docx, .pdf, .eml, .ics.
    File(Ticket),
}

/// A bulletin with the text that its places speak of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BulletinRead {
    /// What was read, as it was read.
    pub text: String,
    /// What it says.
    pub bulletin: usr_desk_bulletin::Bulletin,
}

/// Days on which the office is closed, from a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidaysRead {
    /// Weekdays off.
    #[ts(type = "string[]")]
    pub days: Vec<usr_desk_workspace::Date>,
    /// Saturdays and Sundays that are worked (補行上班日).
    #[ts(type = "string[]")]
    pub make_up_days: Vec<usr_desk_workspace::Date>,
    /// Lines that hold no day that can be read, from 1.
    pub unread: Vec<usize>,
}

/// A book that the program brings along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BookKind {
    /// 操作手冊.
    Manual,
    /// 條款總覽.
    Clauses {
        /// `112-116`…
        edition: String,
    },
}
