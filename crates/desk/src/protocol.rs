//! What a host may ask and what it is answered: the whole program in two enums.
//!
//! Every host (window, command line, loopback bridge, tests) sends a [`Request`] and gets a [`Response`] or a
//! [`Failure`]; nothing else crosses. Files are picked by the host, never named by the window: a request carries a
//! [`Ticket`]. Money crosses as decimal strings ([`usr_desk_workspace::window_form`]).

mod arrived;
mod explaining;
mod printing;
mod sharing;
mod tour;
mod values;
mod word;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use usr_desk_rules::{Clause, PackChange};
use usr_desk_workspace::merge::Choice;
use usr_desk_workspace::{Edit, FieldPath};

pub use crate::locked::Passphrase;
pub use arrived::*;
pub use explaining::*;
pub use printing::*;
pub use sharing::*;
pub use tour::*;
pub use usr_desk_rules::Language;
pub use values::*;
pub use word::*;

/// A season of the library.
pub type SeasonId = String;
/// A step of a season's history; never reused.
pub type Revision = i64;
/// A file that the user picked or dropped, or a place to save to; valid until the program ends.
pub type Ticket = String;

/// What a host may ask.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Asked once at start. → `Welcome`
    Hello,
    /// → `Welcome`
    SetSettings(Settings),
    /// All seasons. → `Library`
    Library,
    /// A new season. → `Opened`
    Create(NewSeason),
    /// The practice season, made anew if it is not there. → `Opened`
    Practice,
    /// The faults that were planted in the practice season, with the way out of each. → `Tour`
    Tour,
    /// What a new season made from this one would change. Changes nothing. → `CopyPlanned`
    PlanCopy {
        /// The older one.
        season: SeasonId,
        /// What the new one is told; a blank school keeps the old name.
        new: NewSeason,
    },
    /// A new season made from this one. → `Opened`
    Copy {
        /// The older one.
        season: SeasonId,
        /// What the new one is told; a blank school keeps the old name.
        new: NewSeason,
    },
    /// A season file (`.json`, `.usrdesk`) becomes a season; so does a part that someone handed out (`.usrdesk-part`), which
    /// then shows and changes nothing else. → `Opened`
    ImportSeason {
        /// The file.
        ticket: Ticket,
    },
    /// A file that answered [`Code::Locked`] becomes one that can be read, in memory only. → `Staged`
    Unlock {
        /// The file.
        ticket: Ticket,
        /// What opens it.
        passphrase: Passphrase,
    },
    /// As a file; a part as what its holder sends back. → `Saved`
    ExportSeason {
        /// Which.
        season: SeasonId,
        /// Where to.
        ticket: Ticket,
        /// What opens the file; absent = anyone can.
        #[serde(default)]
        #[ts(optional)]
        passphrase: Option<Passphrase>,
    },
    /// → `Opened`
    Open {
        /// Which.
        season: SeasonId,
    },
    /// Gives a season another title. → `Library`
    Rename {
        /// Which.
        season: SeasonId,
        /// Its new title.
        title: String,
    },
    /// Takes a season out of the list; its history stays in the library file. → `Library`
    Delete {
        /// Which.
        season: SeasonId,
    },
    /// Brings a deleted season back. → `Library`
    Undelete {
        /// Which.
        season: SeasonId,
    },
    /// One undoable step. → `Edited`, or `Failure::Stale` if `base` is not the newest revision
    Edit {
        /// Which.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
        /// What changes.
        edit: Edit,
        /// Still typing in the same field: joins the step before if that was the same field's, within 30 s.
        #[serde(default)]
        typing: bool,
        /// Names of budget items are in it: in the same step the dictionary fills in what it knows of them.
        #[serde(default)]
        names: Option<Names>,
    },
    /// → `Opened`, with `focus` on what changed
    Undo {
        /// Which.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
    },
    /// → `Opened`, with `focus` on what changed
    Redo {
        /// Which.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
    },
    /// → `History`
    History {
        /// Which.
        season: SeasonId,
    },
    /// An old state as a new step. → `Opened`
    Restore {
        /// Which.
        season: SeasonId,
        /// The state to bring back.
        revision: Revision,
    },
    /// Keeps a file as an attachment (附件): one step. → `Opened`
    Attach(NewAttachment),
    /// The figures that a narrative may show, and typed ones that differ from them. → `Narrative`
    Narrative {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        scope: String,
    },
    /// An attached picture (PNG, JPEG) for the screen. → `Picture`
    Picture {
        /// Which season.
        season: SeasonId,
        /// As the season names it.
        file: String,
    },
    /// Names the present state; it is kept for ever. → `History`
    Checkpoint {
        /// Which.
        season: SeasonId,
        /// 校內審查版.
        name: String,
    },
    /// Two states, place by place. → `Compared`
    Compare {
        /// Which.
        season: SeasonId,
        /// The older state.
        from: Revision,
        /// The newer state; absent = the present one.
        #[serde(default)]
        to: Option<Revision>,
    },
    /// Writes a part for one person, and keeps in mind who holds it. → `Saved`
    HandOut(NewHandout),
    /// Who holds which part since when, newest first. → `Handouts`
    Handouts {
        /// Of which season.
        season: SeasonId,
    },
    /// A part that will not come back is no longer waited for. → `Handouts`
    GiveUpHandout {
        /// Of which season.
        season: SeasonId,
        /// Which.
        handout: i64,
    },
    /// What taking a part back would change. Changes nothing. → `MergePlanned`
    PlanMerge {
        /// Into which season.
        season: SeasonId,
        /// The file that came back.
        ticket: Ticket,
    },
    /// What the season would be with these choices. Changes nothing. → `MergeWeighed`
    WeighMerge {
        /// Into which season.
        season: SeasonId,
        /// The plan that was shown.
        plan: String,
        /// By place.
        #[serde(default)]
        choices: BTreeMap<FieldPath, Choice>,
    },
    /// Takes a part back as it was shown, as one step; refused while a conflict has no answer. → `Opened`
    ApplyMerge {
        /// Into which season.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
        /// The plan that was shown.
        plan: String,
        /// By place.
        #[serde(default)]
        choices: BTreeMap<FieldPath, Choice>,
    },
    /// The clause book of an edition. → `Clauses`
    Clauses {
        /// `112-116`…
        edition: String,
    },
    /// What a rule pack changes, beside what stood before it. → `PackChanges`
    PackChanges {
        /// SHA-256 of the pack, as `Welcome` has it.
        sha256: String,
    },
    /// Bytes that the window holds (a drop, a paste) become a file with a ticket. → `Staged`
    Stage {
        /// File name, for its kind and for messages.
        name: String,
        /// Base64.
        content: String,
    },
    /// What a file is that came from outside: dropped, double-clicked. Changes nothing. → `Identified`
    Identify {
        /// The file.
        ticket: Ticket,
    },
    /// Reads a budget workbook and shows what was recognised. Changes nothing. → `Surveyed`
    Survey {
        /// The workbook.
        ticket: Ticket,
        /// Corrections by the user.
        #[serde(default)]
        map: usr_desk_intake::Map,
    },
    /// Forgets the corrections that were remembered for workbooks of a shape. → `Done`
    ForgetLayout {
        /// Of the preview.
        shape: String,
    },
    /// Reads a roster (人員名冊) or a list of indicators and shows what was recognised. Changes nothing. → `RecordsSurveyed`
    SurveyRecords {
        /// Which of the two.
        subject: usr_desk_intake::records::Subject,
        /// The workbook.
        ticket: Ticket,
        /// Corrections by the user.
        #[serde(default)]
        map: usr_desk_intake::Map,
    },
    /// What taking people, or indicators, over would change. Changes nothing; `ApplyImport` commits it. → `RecordsPlanned`
    PlanRecords {
        /// Which season.
        season: SeasonId,
        /// The proposal whose indicators they are; absent = people.
        #[serde(default)]
        into: Option<String>,
        /// The workbook.
        ticket: Ticket,
        /// Corrections by the user.
        #[serde(default)]
        map: usr_desk_intake::Map,
    },
    /// The office's own dictionary of item names. → `Dictionary`
    Dictionary,
    /// Keeps these words and no others. → `Dictionary`
    SetDictionary {
        /// All of them.
        words: Vec<usr_desk_intake::OfficeWord>,
    },
    /// Adds the words of a dictionary file. → `DictionaryMerged`
    ImportDictionary {
        /// The file.
        ticket: Ticket,
    },
    /// Writes the dictionary as a file. → `Saved`
    ExportDictionary {
        /// Where to.
        ticket: Ticket,
    },
    /// What was corrected by hand in imported lines, as words that the dictionary could learn. Changes nothing. → `Dictionary`
    LearnedWords {
        /// In which season.
        season: SeasonId,
    },
    /// What importing would change. Changes nothing. → `Planned`
    PlanImport {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        into: String,
        /// The workbook.
        ticket: Ticket,
        /// Corrections by the user.
        #[serde(default)]
        map: usr_desk_intake::Map,
    },
    /// Commits exactly the plan that was shown, as one step. → `Opened`
    ApplyImport {
        /// Which season.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
        /// The plan that was shown.
        plan: String,
    },
    /// The smallest change that clears the broken limits of a budget year. Changes nothing; what it answers is committed
    /// with `Edit`. → `BudgetPlanned`, or `Failure::Refused` that says why there is none
    PlanWayOut {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        scope: String,
        /// 民國 year.
        year: u16,
    },
    /// A year's budget in proportion to 核定額. Changes nothing; what it answers is committed with `Edit`.
    /// → `BudgetPlanned`
    PlanRescale {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        scope: String,
        /// 民國 year.
        year: u16,
        /// 核定補助額, in whole dollars.
        approved: i64,
        /// What becomes of 配合款.
        #[serde(default)]
        matching: usr_desk_rules::Matching,
    },
    /// The limits of a budget year if its grant were another. → `Limits`
    LimitsIf {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        scope: String,
        /// 民國 year.
        year: u16,
        /// 補助經費, in whole dollars.
        grant: i64,
    },
    /// Writes the PDF packet. Reports `Progress`; `Cancel` stops it. → `Saved`
    ExportPacket {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, `support_plan`, or absent for the whole season.
        #[serde(default)]
        scope: Option<String>,
        /// Stamp 草稿 even if nothing is open.
        #[serde(default)]
        draft: bool,
        /// Where to.
        ticket: Ticket,
    },
    /// Writes the packet as separate files for the upload, with their list, into a folder of their own. Reports
    /// `Progress`; `Cancel` stops it. → `SavedSet`
    ExportParts {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, `support_plan`, or absent for the whole season.
        #[serde(default)]
        scope: Option<String>,
        /// Stamp 草稿 even if nothing is open.
        #[serde(default)]
        draft: bool,
        /// The folder to make.
        ticket: Ticket,
    },
    /// Writes the same as a Word file (.docx), for people who must edit there. → `Saved`
    ExportWord {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, `support_plan`, or absent for the whole season.
        #[serde(default)]
        scope: Option<String>,
        /// Say 草稿 even if nothing is open.
        #[serde(default)]
        draft: bool,
        /// Where to.
        ticket: Ticket,
    },
    /// What a chapter would be, taken from a Word file. Changes nothing. → `WordRead`
    ReadWord(WordChapter),
    /// Commits exactly what was shown of a Word file, as one step. → `Opened`
    ApplyWord {
        /// Which season.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
        /// The plan that was shown.
        plan: String,
    },
    /// Writes a paper beside the packet as PDF. → `Saved`
    PrintPaper {
        /// Of which season.
        season: SeasonId,
        /// Which.
        paper: PaperKind,
        /// Where to.
        ticket: Ticket,
    },
    /// A page of the packet as it would be exported now; a newer wish for another state stops an older one.
    /// Changes nothing. → `PageShown`
    Preview(PageAsked),
    /// What the print room must know of the packet as it would be exported now (印製單). → `PrintPlan`
    PrintPlan(PlanAsked),
    /// What was exported last was handed in: it is kept for ever, and its step with it. → `Freezes`
    Freeze(NewFreeze),
    /// Packets that were handed in, newest first. → `Freezes`
    Freezes {
        /// Of which season.
        season: SeasonId,
    },
    /// The receipt that the upload site gave, or another note. → `Freezes`
    NoteFreeze(FreezeNote),
    /// Writes a file as it was handed in. → `Saved`
    SaveFrozen(FrozenWanted),
    /// What changed since a packet was handed in, by fields and pages. Reports `Progress`; `Cancel` stops it.
    /// → `SinceFreeze`
    SinceFreeze {
        /// Of which season.
        season: SeasonId,
        /// Which.
        freeze: i64,
    },
    /// Reads a bulletin of activities (活動公告). Changes nothing. → `BulletinRead`
    ReadBulletin {
        /// Its text, or a file.
        source: BulletinSource,
    },
    /// Reads days on which the office is closed from an .ics or .csv file. Changes nothing. → `HolidaysRead`
    ReadHolidays {
        /// The file.
        ticket: Ticket,
    },
    /// The season's dates, planned backwards from the deadline. Changes nothing. → `DatesPlanned`
    PlanDates {
        /// Which season.
        season: SeasonId,
        /// Working days before the deadline; absent = the program's own.
        #[serde(default)]
        leads: Option<Vec<usr_desk_bulletin::working_days::Lead>>,
    },
    /// Writes the calendar (.ics). → `Saved`
    ExportCalendar {
        /// Which season.
        season: SeasonId,
        /// Where to.
        ticket: Ticket,
    },
    /// Writes a budget (經費表) as `.xlsx` or `.ods`, by the ending of the place. → `Saved`
    ExportBudget {
        /// Which season.
        season: SeasonId,
        /// A proposal's id, or `support_plan`.
        scope: String,
        /// Where to.
        ticket: Ticket,
    },
    /// Writes the season's overview (全校總覽) as `.xlsx` or `.ods`. → `Saved`
    ExportOverview {
        /// Which season.
        season: SeasonId,
        /// Where to.
        ticket: Ticket,
    },
    /// Writes a picture that the window has drawn, as `.svg` or `.png`. → `Saved`
    SavePicture {
        /// Base64.
        content: String,
        /// Where to.
        ticket: Ticket,
    },
    /// The office's own notice of activities, in both languages. Changes nothing. → `Noticed`
    Notice {
        /// Which season.
        season: SeasonId,
        /// Of which activities, by their ids.
        activities: Vec<String>,
    },
    /// An activity that the school holds becomes a cross-school event of a proposal: one step. → `Opened`
    CarryActivity {
        /// Which season.
        season: SeasonId,
        /// The revision that the window shows.
        base: Revision,
        /// Which activity.
        activity: String,
        /// Into which proposal.
        proposal: String,
    },
    /// The manual's pages (操作手冊). → `Manual`
    Manual,
    /// A picture that a page of the manual shows. → `Picture`
    ManualPicture {
        /// As the page names it.
        name: String,
    },
    /// Writes a book as PDF. → `Saved`
    PrintBook {
        /// Which.
        book: BookKind,
        /// Where to.
        ticket: Ticket,
    },
    /// The text of an edition, sentence by sentence, and what becomes of each. → `Sentences`
    Sentences {
        /// `112-116`…
        edition: String,
    },
    /// Budget lines whose unit price is beyond a reference of their year: hints with their sources. → `PriceHints`
    PriceHints {
        /// Which season.
        season: SeasonId,
    },
    /// Where the text can be read in two ways, with what both readings give for the season. → `Readings`
    Readings {
        /// Which season.
        season: SeasonId,
    },
    /// How what a rule says came about, and where each value came from. → `Explained`
    Explain {
        /// Which season.
        season: SeasonId,
        /// What is asked about.
        asked: usr_desk_rules::Scoped,
    },
    /// Passages of a narrative that earlier plans have too: those of these files, of the library's other seasons, of the
    /// season's other proposals. Hints: never that there are none. Reports `Progress`; `Cancel` stops it. → `AlikeFound`
    FindAlike {
        /// Which season.
        season: SeasonId,
        /// A proposal's id.
        scope: String,
        /// Earlier plans: .docx, .pdf, .txt.
        #[serde(default)]
        earlier: Vec<Ticket>,
    },
    /// Stops the long work that is under way. → `Done`
    Cancel,
}

/// What a host is answered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "an answer is made once and sent")]
pub enum Response {
    /// Who, where, with what.
    Welcome(Welcome),
    /// All seasons.
    Library(Vec<SeasonCard>),
    /// A season as a window shows it, whole.
    Opened(View),
    /// An edit was committed.
    Edited(Edited),
    /// What a copy would change.
    CopyPlanned(CopyPlan),
    /// Steps, newest first.
    History(Vec<Step>),
    /// Two states, place by place.
    Compared(Comparison),
    /// Who holds which part.
    Handouts(Vec<HandoutCard>),
    /// What taking a part back would change.
    MergePlanned(MergePlan),
    /// What the season would be with these choices.
    MergeWeighed(MergeWeighed),
    /// The clause book.
    Clauses(Vec<Clause>),
    /// 修正對照表 of a pack.
    PackChanges(Vec<PackChange>),
    /// Figures for a narrative.
    Narrative(NarrativeFigures),
    /// A picture as a `data:` address.
    Picture(String),
    /// A file is at hand.
    Staged(Ticket),
    /// What a file is.
    Identified(Arrived),
    /// What was planted in the practice season.
    Tour(Vec<Planted>),
    /// A workbook as it was understood.
    Surveyed(usr_desk_intake::Preview),
    /// A roster or a list of indicators as it was understood.
    RecordsSurveyed(usr_desk_intake::records::RecordPreview),
    /// What taking it over would change.
    RecordsPlanned(PlannedRecords),
    /// Words of the office.
    Dictionary(Vec<usr_desk_intake::OfficeWord>),
    /// The dictionary after a file was added.
    DictionaryMerged {
        /// All of its words.
        words: Vec<usr_desk_intake::OfficeWord>,
        /// How many are new.
        added: u32,
        /// How many mean something else now.
        changed: u32,
    },
    /// What an import would change.
    Planned(Planned),
    /// Other amounts for a budget year.
    BudgetPlanned(BudgetProposal),
    /// The limits of a budget year under another grant.
    Limits(Vec<usr_desk_rules::LimitIf>),
    /// A file was written.
    Saved(Saved),
    /// A folder of files was written.
    SavedSet(SavedSet),
    /// A chapter as a Word file has it.
    WordRead(WordRead),
    /// A page of the packet.
    PageShown(PageShown),
    /// For the print room.
    PrintPlan(usr_desk_packet::PrintPlan),
    /// Packets that were handed in, newest first.
    Freezes(Vec<FreezeCard>),
    /// What changed since.
    SinceFreeze(SinceFreeze),
    /// A bulletin as it was understood.
    BulletinRead(BulletinRead),
    /// Days on which the office is closed.
    HolidaysRead(HolidaysRead),
    /// The season's dates, planned.
    DatesPlanned {
        /// Each with its day.
        steps: Vec<usr_desk_bulletin::working_days::PlannedStep>,
        /// The working days that they were planned with.
        leads: Vec<usr_desk_bulletin::working_days::Lead>,
        /// What their notes say: they are no announcement.
        note: String,
    },
    /// The text, sentence by sentence.
    Sentences(Vec<usr_desk_rules::SentenceRow>),
    /// Unit prices beyond a reference; places as field paths.
    PriceHints(Vec<usr_desk_rules::PriceHint>),
    /// Both readings of what is unclear.
    Readings(Vec<usr_desk_rules::Reading>),
    /// How an outcome came about.
    Explained(Explained),
    /// What was compared, and what is alike.
    AlikeFound(AlikeFound),
    /// A notice in both forms.
    Noticed(usr_desk_bulletin::notice::Notice),
    /// The manual, in reading order.
    Manual(Vec<usr_desk_manual::Page>),
    /// Done, nothing to tell.
    Done,
}
