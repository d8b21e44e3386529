use crate::message::{Value, Words};
use crate::rule::Rule;
use crate::season::Season;
use crate::verdict::Verdict;
use serde::Deserialize;

/// 須提出整體運作及校務支持方案，包括三部分.
pub(crate) struct SupportPlanComplete;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    operations: Words,
    hub: Words,
    evaluation: Words,
}

impl Rule for SupportPlanComplete {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("support_plan_complete.md");

    fn support_plan<'a>(season: &Season<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let Some(plan) = &season.workspace.support_plan else {
            return Some(Verdict::violation().saying("no_plan").at("/support_plan"));
        };
        let parts = [
            ("operations", &plan.sections.operations, &params.operations),
            ("hub", &plan.sections.hub, &params.hub),
            ("evaluation", &plan.sections.evaluation, &params.evaluation),
        ];
        let empty: Vec<_> = parts.into_iter().filter(|(_, text, _)| text.is_blank()).collect();
        let places = empty
            .iter()
            .map(|(key, ..)| format!("/support_plan/sections/{key}"))
            .collect::<Vec<_>>();
        Some(match empty.is_empty() {
            true => Verdict::pass(),
            false => Verdict::violation()
                .with(
                    "parts",
                    Value::WordsList(empty.into_iter().map(|(.., name)| name).collect()),
                )
                .at_all(places),
        })
    }
}
