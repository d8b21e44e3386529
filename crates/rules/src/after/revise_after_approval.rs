use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 核定後依審查意見進行計畫修正.
pub(crate) struct ReviseAfterApproval;

impl Rule for ReviseAfterApproval {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("revise_after_approval.md");

    fn school<'a>(season: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let years = season
            .cases
            .iter()
            .flat_map(|case| &case.years)
            .chain(&season.support);
        let approved = years.filter(|year| year.budget.grant_approved.is_some());
        let places: Vec<_> = approved.map(|year| year.grant_pointer()).collect();
        Some(match places.is_empty() {
            true => Verdict::reminder(),
            false => Verdict::reminder().saying("approved").at_all(places),
        })
    }
}
