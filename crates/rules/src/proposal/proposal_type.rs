use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;

/// 計畫類型為本期所有.
pub(crate) struct ProposalTypeKnown;

impl Rule for ProposalTypeKnown {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("proposal_type.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let verdict = match (case.proposal.proposal_type, case.types.is_empty()) {
            (None, _) => Verdict::undetermined(),
            (Some(_), true) => Verdict::violation(),
            (Some(_), false) => Verdict::pass(),
        };
        Some(verdict.at(case.at("type")))
    }
}
