//! The season's calendar: activities of other schools and one's own, and the season's dates (活動與時程).

use crate::{ActivityId, AttachmentId, Date, MilestoneId, PersonId, ProposalId, Text};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An activity, usually read from a bulletin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Stable id.
    #[ts(type = "string")]
    pub id: ActivityId,
    /// 活動名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// 主辦學校.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub host: Text,
    /// What it is.
    #[serde(default)]
    pub kind: Option<ActivityKind>,
    /// First day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub starts_on: Option<Date>,
    /// Last day, counted in; blank = one day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub ends_on: Option<Date>,
    /// 地點.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub place: Text,
    /// Links as the bulletin gives them.
    #[serde(default)]
    pub links: Vec<String>,
    /// Schools that take part, as written.
    #[serde(default)]
    pub schools: Vec<String>,
    /// Who of this school takes part.
    #[serde(default)]
    pub participants: Vec<Participation>,
    /// 備註.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub note: Text,
}

/// Somebody's taking part in an activity (參與紀錄).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// Of the roster.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub person: Option<PersonId>,
    /// For which proposal.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub proposal: Option<ProposalId>,
    /// 參與證明, an attachment.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub certificate: Option<AttachmentId>,
}

/// Kinds of activities that bulletins announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// SIG 議題交流.
    Sig,
    /// 共培活動.
    CoTraining,
    /// USR EXPO.
    Expo,
    /// 論壇.
    Forum,
    /// Anything else.
    Other,
}

/// One of the season's dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Stable id.
    #[ts(type = "string")]
    pub id: MilestoneId,
    /// What it is.
    pub kind: MilestoneKind,
    /// In the office's words; blank = the kind's own name.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// The day.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
    /// When it was done; blank = open.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub done_on: Option<Date>,
    /// 備註.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub note: Text,
}

/// Steps of a season, in their usual order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// 公告.
    Announcement,
    /// 校內徵件.
    InternalCall,
    /// 主計審核.
    FinanceCheck,
    /// 用印.
    Seal,
    /// 送件.
    Submission,
    /// 期末考核.
    FinalReview,
    /// 年度成果報告.
    AnnualReport,
    /// Anything else.
    Other,
}
