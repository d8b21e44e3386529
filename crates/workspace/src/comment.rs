//! Comments on a place of the season (審查意見), and their answers (研復).

use crate::{CommentId, Date, FieldPath, Text};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One comment, answered or not, settled or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Stable id.
    #[ts(type = "string")]
    pub id: CommentId,
    /// Who comments.
    pub kind: CommentKind,
    /// Round of the review in the office's words (第一次審查).
    #[serde(default)]
    #[ts(type = "string | null")]
    pub round: Text,
    /// What it is about; a proposal, a year, a cell.
    pub path: FieldPath,
    /// 審查意見.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub text: Text,
    /// By whom.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub by: Text,
    /// When.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
    /// 研復說明.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub answer: Text,
    /// Places that were changed for it.
    #[serde(default)]
    pub changed: Vec<FieldPath>,
    /// Who settled it.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub settled_by: Text,
    /// When it was settled; blank = open.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub settled_on: Option<Date>,
}

/// Where a comment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// 主計室.
    Finance,
    /// 審查委員.
    Review,
    /// The school's own.
    Internal,
}
