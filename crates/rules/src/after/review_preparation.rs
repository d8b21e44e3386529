use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use usr_desk_workspace::ProposalType;

/// 初審、複審與實地訪查之準備.
pub(crate) struct ReviewPreparation;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// Types that may be visited on site.
    visited: Vec<ProposalType>,
}

impl Rule for ReviewPreparation {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("review_preparation.md");

    fn school<'a>(_: &Season<'a>, _: &'a Params) -> Option<Verdict<'a>> {
        Some(Verdict::reminder().saying("school"))
    }

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let visited = case.types.iter().any(|kind| params.visited.contains(kind));
        Some(match visited {
            true => Verdict::reminder().saying("visit"),
            false => Verdict::reminder(),
        })
    }
}
