use crate::bound::{Bound, Demand};
use crate::budget::grant_at_most;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use serde::Deserialize;

/// 校務支持規劃方案每年至多補助若干元.
pub(crate) struct SupportPlanCeiling;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    dollars: i64,
}

impl Rule for SupportPlanCeiling {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("support_plan_ceiling.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(grant_at_most(year, params.dollars))
    }

    fn bounds(_: &Season, case: Option<&Case>, _: &Year, params: &Params) -> Vec<Bound> {
        match case {
            None => vec![Demand::GrantAtMost(params.dollars).firmly()],
            Some(_) => Vec::new(),
        }
    }
}
