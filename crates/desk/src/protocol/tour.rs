//! The tour of the practice season (練習導覽).

use super::Differing;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_rules::Standing;
use usr_desk_workspace::Edit;

/// A fault that was planted, with the way out of it. It is settled once no finding says `outcome` of it any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Planted {
    /// The rule that finds it.
    pub rule: String,
    /// What the rule says of it.
    pub outcome: Standing,
    /// A proposal's id or `support_plan`; absent = the whole season.
    pub proposal: Option<String>,
    /// 民國 year, where the rule speaks of one.
    pub year: Option<u16>,
    /// What is wrong, in the language of the settings.
    pub hint: String,
    /// What would have to change, place by place: from the fault to what stood there before.
    pub way: Vec<Differing>,
    /// The same as one step.
    pub cure: Edit,
}
