//! 校務支持規劃方案: the school's own plan beside its proposals (第五點第一款).

use crate::{BudgetYear, Prose, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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

impl SupportSections {
    /// The plain text of a part, by its name in the file form.
    pub fn text(&self, part: &str) -> Option<&Text> {
        match part {
            "operations" => Some(&self.operations),
            "hub" => Some(&self.hub),
            "evaluation" => Some(&self.evaluation),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn text_mut(&mut self, part: &str) -> Option<&mut Text> {
        match part {
            "operations" => Some(&mut self.operations),
            "hub" => Some(&mut self.hub),
            "evaluation" => Some(&mut self.evaluation),
            _ => None,
        }
    }
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
    /// Version 2. The same words as the editor set them, by the name of the part.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Prose>>", optional)]
    pub documents: BTreeMap<String, Prose>,
}
