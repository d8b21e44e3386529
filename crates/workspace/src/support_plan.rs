//! 校務支持規劃方案: the school's own plan beside its proposals (第五點第一款).

use crate::{BudgetYear, Text};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 校務支持規劃方案.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportPlan {
    /// Its three required parts.
    #[serde(default)]
    pub sections: SupportSections,
    /// One budget a year.
    #[serde(default)]
    pub budget: Vec<BudgetYear>,
}

/// The three parts that the explanation to 第五點第一款 names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportSections {
    /// 整體運作及校務支持.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub operations: Text,
    /// 大學社會責任實踐基地（USR Hub）育成培力.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub hub: Text,
    /// 成效評估.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub evaluation: Text,
}
