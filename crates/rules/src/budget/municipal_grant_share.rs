use super::matching_at_least;
use crate::Standing;
use crate::bound::{Bound, Demand};
use crate::message::Value;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::{Verdict, agreed};
use crate::year::Year;
use serde::Deserialize;
use usr_desk_workspace::{Money, Ownership};

/// 直轄市、縣(市)政府主管之學校：補助不得超過核定計畫金額百分之若干.
pub(crate) struct MunicipalGrantShare;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    shares: Vec<Share>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    /// 財力分級 for which it holds; none = whatever the city's or county's.
    #[serde(default)]
    tiers: Vec<u8>,
    /// The grant is at most so many percent of grant and matching together.
    percent: u32,
    /// Stated 「為原則」.
    #[serde(default)]
    in_principle: bool,
}

impl Rule for MunicipalGrantShare {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("municipal_grant_share.md");

    fn support_year<'a>(season: &Season<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        Some(judge(season, year, params))
    }

    fn year<'a>(
        season: &Season<'a>,
        _: &Case<'a>,
        year: &Year<'a>,
        params: &'a Params,
    ) -> Option<Verdict<'a>> {
        Some(judge(season, year, params))
    }

    fn bounds(season: &Season, _: Option<&Case>, _: &Year, params: &Params) -> Vec<Bound> {
        let school = &season.workspace.school;
        if school.ownership != Some(Ownership::Municipal) {
            return Vec::new();
        }
        // While the tier is not known, whatever may hold.
        let holds = |share: &&Share| {
            share.tiers.is_empty() || school.fiscal_tier.is_none_or(|tier| share.tiers.contains(&tier))
        };
        let bound = |share: &Share| {
            let demand = Demand::MatchingAtLeast {
                above: 100 - share.percent,
                below: share.percent,
            };
            if share.in_principle {
                demand.in_principle()
            } else {
                demand.firmly()
            }
        };
        params.shares.iter().filter(holds).map(bound).collect()
    }
}

fn judge<'v>(season: &Season, year: &Year, params: &Params) -> Verdict<'v> {
    let school = &season.workspace.school;
    match school.ownership {
        Some(Ownership::National | Ownership::Private) => return Verdict::not_applicable(),
        None if year.grant == Some(Money::ZERO) => return Verdict::not_applicable().saying("zero_grant"),
        None => {
            return Verdict::undetermined()
                .saying("blank_ownership")
                .at("/school/ownership");
        }
        Some(Ownership::Municipal) => {}
    }
    let holds = |share: &&Share| {
        share.tiers.is_empty() || school.fiscal_tier.is_some_and(|tier| share.tiers.contains(&tier))
    };
    match params.shares.iter().find(holds) {
        Some(share) => by(share, year),
        // The tier is not known: only what holds for every tier is known.
        None => agreed(params.shares.iter().map(|share| by(share, year)))
            .filter(|verdict| matches!(verdict.standing, Standing::Pass | Standing::NotApplicable))
            .unwrap_or_else(|| {
                Verdict::undetermined()
                    .saying("blank_tier")
                    .at("/school/fiscal_tier")
            }),
    }
}

fn by<'v>(share: &Share, year: &Year) -> Verdict<'v> {
    let short = match share.in_principle {
        true => Verdict::over_principle(),
        false => Verdict::violation(),
    };
    // G ≤ p% of G + M is the same as M ≥ (100 − p)/p of G.
    matching_at_least(year, (100 - share.percent, share.percent), short)
        .with("percent", Value::Count(i64::from(share.percent)))
}
