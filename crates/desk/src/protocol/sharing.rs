//! What requests and responses about parts, merges and comparisons carry.

use super::{Passphrase, Revision, SeasonId, Ticket};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{FieldPath, Sentence};

/// A part to hand out (分工檔).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewHandout {
    /// Of which season.
    pub season: SeasonId,
    /// The proposal's id.
    pub proposal: String,
    /// Who receives it.
    pub to: String,
    /// To fill in, or to comment.
    pub purpose: Purpose,
    /// Chapters that may come back changed.
    pub may_edit: Vec<Chapter>,
    /// Where the file goes.
    pub ticket: Ticket,
    /// What opens the file; absent = anyone can.
    #[serde(default)]
    #[ts(optional)]
    pub passphrase: Option<Passphrase>,
}

/// A part that was handed out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HandoutCard {
    /// Which.
    pub id: i64,
    /// The proposal's id.
    pub proposal: String,
    /// Who holds it.
    pub to: String,
    /// To fill in, or to comment.
    pub purpose: Purpose,
    /// Who handed it out.
    pub by: String,
    /// RFC 3339.
    pub at: String,
    /// RFC 3339; absent = still out.
    pub back_at: Option<String>,
}

/// Whose part this season is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PartCard {
    /// The proposal's id.
    pub proposal: String,
    /// Who holds it.
    pub to: String,
    /// Who handed it out.
    pub by: String,
    /// When it was handed out, RFC 3339.
    pub on: Option<String>,
    /// To fill in, or to comment.
    pub purpose: Purpose,
    /// Chapters that may come back changed.
    pub may_edit: Vec<Chapter>,
}

/// What taking a part back comes to. Nothing has changed yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MergePlan {
    /// Handed to `WeighMerge` and `ApplyMerge`.
    pub plan: String,
    /// The revision that it was made for.
    pub base: Revision,
    /// File name.
    pub file: String,
    /// The proposal's id.
    pub proposal: String,
    /// Who held it.
    pub to: String,
    /// To fill in, or to comment.
    pub purpose: Purpose,
    /// When it was handed out, RFC 3339.
    pub handed_on: Option<String>,
    /// When its holder saved it last, RFC 3339.
    pub saved_on: Option<String>,
    /// What is taken without asking.
    pub taken: Vec<Differing>,
    /// What both changed, differently.
    pub conflicts: Vec<MergeConflict>,
    /// What was not for its holder to change.
    pub refused: Vec<Differing>,
    /// Attached files that come with it.
    pub files: Vec<String>,
}

/// A place that differs; amounts as decimal strings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Differing {
    /// Where.
    pub path: FieldPath,
    /// Where, in words.
    pub label: Sentence,
    /// What stood there; absent = nothing.
    #[ts(type = "unknown")]
    pub before: Option<serde_json::Value>,
    /// What stands there then; absent = nothing.
    #[ts(type = "unknown")]
    pub after: Option<serde_json::Value>,
}

/// A place that both changed, differently; amounts as decimal strings.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MergeConflict {
    /// Where.
    pub path: FieldPath,
    /// Where, in words.
    pub label: Sentence,
    /// What both began with.
    #[ts(type = "unknown")]
    pub base: Option<serde_json::Value>,
    /// What stands here.
    #[ts(type = "unknown")]
    pub ours: Option<serde_json::Value>,
    /// What came back.
    #[ts(type = "unknown")]
    pub theirs: Option<serde_json::Value>,
    /// Who changed it here last, where the history tells.
    pub ours_by: Option<String>,
    /// When, RFC 3339.
    pub ours_at: Option<String>,
}

/// What the season would be with these choices.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MergeWeighed {
    /// Conflicts without an answer.
    pub open: u32,
    /// Violations of the proposal now.
    pub violations_before: u32,
    /// Violations of the proposal then.
    pub violations_after: u32,
    /// 補助款 of the proposal over all years now, a decimal string; absent = nothing filled in.
    pub grant_before: Option<String>,
    /// The same then.
    pub grant_after: Option<String>,
}

/// Two states of a season, place by place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// What the older state is called.
    pub from: String,
    /// What the newer state is called.
    pub to: String,
    /// In the order of the file form.
    pub changes: Vec<Differing>,
}

/// A paper beside the packet.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 修正對照表: between two states.
    Revisions {
        /// The older state.
        from: Revision,
        /// The newer; absent = the present one.
        #[serde(default)]
        to: Option<Revision>,
        /// Why, by place; a place that a comment names has its words.
        #[serde(default)]
        reasons: BTreeMap<FieldPath, String>,
    },
    /// 審查意見研復表.
    Answers {
        /// Of one proposal; absent = of all.
        #[serde(default)]
        proposal: Option<String>,
    },
    /// 活動參與紀錄: who took part in what.
    Participation {
        /// Of one proposal; absent = of all.
        #[serde(default)]
        proposal: Option<String>,
    },
    /// 經費編列檢核表, with boxes for 承辦單位／主（會）計單位／首長.
    Finance {
        /// The proposal's id.
        proposal: String,
    },
}
