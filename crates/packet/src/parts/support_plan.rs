//! 校務支持規劃方案: its three parts, its budget, its self-check.

use super::{budget, narrative, self_check};
use crate::block::{Block, Part};
use crate::outline::Builder;
use std::collections::BTreeMap;
use usr_desk_workspace::SupportPlan;

/// The chapters of the plan.
pub(crate) fn parts(builder: &mut Builder, plan: &SupportPlan) -> Vec<Part> {
    let mut text = vec![builder.chapter("規劃內容")];
    let sections = [
        ("整體運作及校務支持", &plan.sections.operations),
        ("大學社會責任實踐基地（USR Hub）育成培力", &plan.sections.hub),
        ("成效評估", &plan.sections.evaluation),
    ];
    for (title, section) in sections {
        text.push(builder.section(title));
        match section.filled() {
            Some(prose) => text.extend(narrative::prose(prose)),
            None => text.push(super::note("（尚未填寫）")),
        }
    }
    let money = budget::blocks(builder, &plan.budget, "校務支持規劃方案");
    let check = self_check::blocks(builder, Some("support_plan"), &BTreeMap::new(), &BTreeMap::new());
    let part = |blocks: Vec<Block>| Part {
        running_head: Some("校務支持規劃方案".to_owned()),
        blocks,
    };
    [text, money, check].into_iter().map(part).collect()
}
