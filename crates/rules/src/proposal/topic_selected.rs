use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use usr_desk_workspace::ProposalType;

/// 由六大議題擇一作為提案主題.
pub(crate) struct TopicSelected;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    types: Vec<ProposalType>,
}

impl Rule for TopicSelected {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("topic_selected.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(
            case.by_type(|kind| match (params.types.contains(&kind), case.proposal.topic) {
                (false, _) => Verdict::not_applicable(),
                (true, None) => Verdict::violation().at(case.at("topic")),
                (true, Some(_)) => Verdict::pass().at(case.at("topic")),
            }),
        )
    }
}
