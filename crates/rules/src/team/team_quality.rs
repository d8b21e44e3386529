use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use usr_desk_workspace::ProposalType;

/// 具有完整經驗、清晰之推動架構與組織及穩定之人力.
pub(crate) struct TeamQuality;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    types: Vec<ProposalType>,
}

impl Rule for TeamQuality {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("team_quality.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(case.by_type(|kind| match params.types.contains(&kind) {
            true => Verdict::ask().at(case.at("confirmations")),
            false => Verdict::not_applicable(),
        }))
    }
}
