use super::at_most_of_grant;
use crate::Standing;
use crate::bound::{Bound, Counted, Demand};
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::{BudgetLine, Fund, ProposalType, Tag};

/// 國外差旅費、國際交流費不超過補助經費百分之若干.
pub(crate) struct ForeignTravelShare;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// 國外差旅費 alone; together with 國際交流費 the same share is a principle.
    travel_percent: BTreeMap<ProposalType, u32>,
    /// 國外差旅費 and 國際交流費 together.
    together_percent: BTreeMap<ProposalType, u32>,
}

impl Rule for ForeignTravelShare {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("foreign_travel_share.md");

    fn year<'a>(_: &Season<'a>, case: &Case<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let together = |percent, beyond| at_most_of_grant(year, &year.abroad, percent, beyond, goes_abroad);
        Some(case.by_type(|kind| {
            if let Some(percent) = params.together_percent.get(&kind) {
                return together(*percent, Verdict::violation().saying("together"));
            }
            let Some(percent) = params.travel_percent.get(&kind) else {
                return Verdict::not_applicable();
            };
            let travel = at_most_of_grant(year, &year.travel, *percent, Verdict::violation(), travels);
            match travel.standing {
                Standing::Violation | Standing::Undetermined => travel,
                _ => together(*percent, Verdict::over_principle()),
            }
        }))
    }

    fn bounds(_: &Season, case: Option<&Case>, _: &Year, params: &Params) -> Vec<Bound> {
        let mut bounds = Vec::new();
        for kind in case.into_iter().flat_map(|case| &case.types) {
            let of = |counted, percent| Demand::AtMostOfGrant { counted, percent };
            if let Some(percent) = params.together_percent.get(kind) {
                bounds.push(of(Counted::Abroad, *percent).firmly());
            } else if let Some(percent) = params.travel_percent.get(kind) {
                bounds.push(of(Counted::Travel, *percent).firmly());
                bounds.push(of(Counted::Abroad, *percent).in_principle());
            }
        }
        bounds
    }
}

fn travels(line: &BudgetLine) -> bool {
    line.fund == Some(Fund::Grant) && line.is_tagged(Tag::ForeignTravel)
}

fn goes_abroad(line: &BudgetLine) -> bool {
    travels(line) || (line.fund == Some(Fund::Grant) && line.is_tagged(Tag::InternationalExchange))
}
