use super::at_most_of_grant;
use crate::bound::{Bound, Counted, Demand};
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::{BudgetLine, Fund, ProposalType};

/// 人事費以不超過補助經費之百分之若干為原則.
pub(crate) struct PersonnelShare;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    percent: BTreeMap<ProposalType, u32>,
}

impl Rule for PersonnelShare {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("personnel_share.md");

    fn year<'a>(_: &Season<'a>, case: &Case<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(case.by_type(|kind| match params.percent.get(&kind) {
            None => Verdict::not_applicable(),
            Some(percent) => {
                at_most_of_grant(year, &year.personnel, *percent, Verdict::over_principle(), counts)
            }
        }))
    }

    fn bounds(_: &Season, case: Option<&Case>, _: &Year, params: &Params) -> Vec<Bound> {
        let percents = case
            .into_iter()
            .flat_map(|case| &case.types)
            .filter_map(|kind| params.percent.get(kind));
        let counted = Counted::Personnel;
        percents
            .map(|percent| {
                Demand::AtMostOfGrant {
                    counted,
                    percent: *percent,
                }
                .in_principle()
            })
            .collect()
    }
}

fn counts(line: &BudgetLine) -> bool {
    line.fund == Some(Fund::Grant) && line.is_personnel()
}
