use super::matching_at_least;
use crate::bound::{Bound, Demand};
use crate::message::Value;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use serde::Deserialize;

/// 配合款為補助經費百分之若干以上.
pub(crate) struct MatchingFund;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    percent: u32,
}

impl Rule for MatchingFund {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("matching_fund.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(judge(year, params))
    }

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(judge(year, params))
    }

    fn bounds(_: &Season, _: Option<&Case>, _: &Year, params: &Params) -> Vec<Bound> {
        let (above, below) = (params.percent, 100);
        vec![Demand::MatchingAtLeast { above, below }.firmly()]
    }
}

fn judge<'v>(year: &Year, params: &Params) -> Verdict<'v> {
    matching_at_least(year, (params.percent, 100), Verdict::violation())
        .with("percent", Value::Count(i64::from(params.percent)))
}
