use super::grant_at_most;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::{Verdict, agreed};
use crate::year::Year;
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::ProposalType;

/// 每一計畫每年至多若干元.
pub(crate) struct AnnualGrantCeiling;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// Dollars in the plan's first year, second year…; the last figure holds for all later years.
    dollars: BTreeMap<ProposalType, Vec<i64>>,
}

impl Rule for AnnualGrantCeiling {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("annual_grant_ceiling.md");

    fn year<'a>(_: &Season<'a>, case: &Case<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(case.by_type(|kind| {
            let dollars = params.dollars.get(&kind).map_or(&[][..], Vec::as_slice);
            let Some(last) = dollars.len().checked_sub(1) else {
                return Verdict::not_applicable();
            };
            if last == 0 {
                return grant_at_most(year, dollars[0]);
            }
            match case.proposal.starts_on {
                Some(day) => {
                    let nth = usize::from(year.budget.year.saturating_sub(day.roc_year()));
                    grant_at_most(year, dollars[nth.min(last)])
                }
                None => {
                    agreed(dollars.iter().map(|dollars| grant_at_most(year, *dollars))).unwrap_or_else(|| {
                        Verdict::undetermined()
                            .saying("blank_start")
                            .at(case.at("starts_on"))
                    })
                }
            }
        }))
    }
}
