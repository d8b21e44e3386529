use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use usr_desk_workspace::ProposalType;

/// 另明列為學校教研特色.
pub(crate) struct TeachingResearchFeature;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    types: Vec<ProposalType>,
}

impl Rule for TeachingResearchFeature {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("teaching_research_feature.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(case.by_type(|kind| match params.types.contains(&kind) {
            true => Verdict::ask().at(case.at("confirmations")),
            false => Verdict::not_applicable(),
        }))
    }
}
