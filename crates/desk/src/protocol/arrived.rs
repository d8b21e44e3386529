//! What a file that was opened from outside the window is: double-clicked, dropped, handed over by a second start.

use super::SeasonId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::handout::Purpose;

/// A file, and which conversation it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Arrived {
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: ArrivedKind,
}

/// What a file is: by its content for our own forms, else by the ending of its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ArrivedKind {
    /// A whole season.
    Season {
        /// 校名; may be blank.
        school: String,
        /// Number of proposals.
        proposals: u32,
    },
    /// A part that was handed out (分工檔).
    Part {
        /// Title of its proposal.
        proposal: String,
        /// Who holds it.
        to: String,
        /// Who handed it out.
        by: String,
        /// To fill in, or to comment.
        purpose: Purpose,
        /// The season of this library that handed it out and can take it back.
        ours: Option<SeasonId>,
        /// The season of this library that is this very part already.
        held: Option<SeasonId>,
    },
    /// A workbook: a budget sheet (經費表).
    Budget,
    /// A paper or picture that can be attached (附件); a bulletin comes as PDF too.
    Attachment,
    /// A Word file: a chapter of a narrative, or a bulletin.
    Word,
    /// A bulletin of activities (活動公告) or a calendar.
    Bulletin,
}
