//! What checking a season says: one [`Outcome`] for each rule and each scope that the rule speaks of.

use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// How a scope stands before a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Satisfied.
    Pass,
    /// A hard limit is broken (至多、不得、不超過、應、不予受理).
    Violation,
    /// Beyond a limit that is stated 「為原則」, and no reason is recorded.
    OverPrinciple,
    /// Beyond a limit that is stated 「為原則」, with a reason recorded.
    Justified,
    /// Allowed only 「報本部核准後」, and no approval with a document number is recorded.
    NeedsApproval,
    /// A judgement that only a person can make, not yet confirmed.
    NeedsConfirmation,
    /// Data that the rule needs is blank, and filling it in could change the outcome.
    Undetermined,
    /// For information.
    Reminder,
    /// The clause does not bind this scope; also where the text states nothing (要點未訂).
    NotApplicable,
}

impl Standing {
    /// Whether a packet with this outcome is still a draft (草稿).
    pub fn is_open(self) -> bool {
        use Standing::{NeedsApproval, NeedsConfirmation, Undetermined, Violation};
        matches!(self, Violation | NeedsApproval | NeedsConfirmation | Undetermined)
    }
}

/// The numbers that a rule compared: dollars, months, schools or proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Figures {
    /// What is there; a fraction is rounded toward breaking the limit.
    pub actual: i64,
    /// A ceiling rounded down, or a minimum rounded up.
    pub limit: i64,
    /// What may still be added (ceiling) or what exceeds the minimum; negative = too much or missing.
    pub headroom: i64,
}

/// What one rule says of one scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Outcome {
    /// Rule id (`personnel-share`).
    pub rule: String,
    /// How the scope stands.
    pub outcome: Standing,
    /// A proposal's id, or `support_plan`; absent = the whole season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// 民國 year, where the rule speaks of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Only where numbers were compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    /// 點次, for example 第七點第二款.
    #[ts(type = "string")]
    pub clause: Arc<str>,
    /// The clause word for word; empty where the text states nothing.
    #[ts(type = "string")]
    pub quote: Arc<str>,
    /// One sentence for the user, in the language that was asked for.
    pub message: String,
    /// JSON pointers to the fields to look at or to change.
    pub targets: Vec<String>,
}

/// Language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub enum Language {
    /// Traditional Chinese of Taiwan.
    #[default]
    #[serde(rename = "zh-TW")]
    ZhTw,
    /// English.
    #[serde(rename = "en")]
    En,
}
