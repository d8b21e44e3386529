//! 校務支持規劃方案: its three parts, its budget, its self-check.

use super::set_text::Owner;
use super::{budget, narrative, self_check};
use crate::block::{Block, Part};
use crate::outline::Builder;
use std::collections::BTreeMap;
use usr_desk_workspace::{SupportPlan, fact};

/// Its three parts, by key.
pub(crate) const SECTIONS: [(&str, &str); 3] = [
    ("operations", "整體運作及校務支持"),
    ("hub", "大學社會責任實踐基地（USR Hub）育成培力"),
    ("evaluation", "成效評估"),
];

/// The chapters of the plan.
pub(crate) fn parts(builder: &mut Builder, plan: &SupportPlan) -> Vec<Part> {
    let mut text = vec![builder.chapter("規劃內容")];
    let facts = fact::of_support_plan(builder.input.workspace);
    for (key, title) in SECTIONS {
        let place = super::place(["support_plan", "sections", key]);
        text.push(Block::From(place.clone()));
        text.push(builder.section(title));
        let plain = plan.sections.text(key).map_or("", |text| text.trim());
        let owner = Owner {
            place: super::place(["support_plan", "sections", "documents", key]),
            attachments: &[],
            facts: &facts,
        };
        let document = plan.sections.documents.get(key);
        text.extend(narrative::words(builder, document, plain, &place, &owner));
    }
    let money = budget::blocks(
        builder,
        &plan.budget,
        "校務支持規劃方案",
        &super::place(["support_plan", "budget"]),
        Some("support_plan"),
    );
    let check = self_check::blocks(builder, Some("support_plan"), &BTreeMap::new(), &BTreeMap::new());
    let part = |blocks: Vec<Block>| Part {
        running_head: Some("校務支持規劃方案".to_owned()),
        blocks,
    };
    [text, money, check].into_iter().map(part).collect()
}
