use super::grant_at_most;
use crate::bound::{Bound, Demand};
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
            let dollars = params.of(kind, case, year);
            if dollars.is_empty() {
                return Verdict::not_applicable();
            }
            agreed(dollars.iter().map(|dollars| grant_at_most(year, *dollars))).unwrap_or_else(|| {
                Verdict::undetermined()
                    .saying("blank_start")
                    .at(case.at("starts_on"))
            })
        }))
    }

    fn bounds(_: &Season, case: Option<&Case>, year: &Year, params: &Params) -> Vec<Bound> {
        let ceilings = case.into_iter().flat_map(|case| {
            let kinds = case.types.iter();
            kinds.flat_map(|kind| params.of(*kind, case, year))
        });
        ceilings
            .map(|dollars| Demand::GrantAtMost(*dollars).firmly())
            .collect()
    }
}

impl Params {
    /// The ceiling of a year: one; each that it may be while the plan's first day is blank; none where none is stated.
    fn of(&self, kind: ProposalType, case: &Case, year: &Year) -> &[i64] {
        let dollars = self.dollars.get(&kind).map_or(&[][..], Vec::as_slice);
        match (dollars.len().checked_sub(1), case.proposal.starts_on) {
            (Some(last), Some(day)) => {
                let nth = usize::from(year.budget.year.saturating_sub(day.roc_year())).min(last);
                &dollars[nth..=nth]
            }
            _ => dollars,
        }
    }
}
