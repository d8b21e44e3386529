//! What a rule is: a document and a judgement for each kind of scope that the clause speaks of.

use crate::bound::Bound;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One rule of the book. It answers `Some` for the scopes of which its clause speaks, and only for those.
pub(crate) trait Rule: 'static {
    /// What may differ between editions, typed.
    type Params: DeserializeOwned + Send + Sync;
    /// The document beside the judgement.
    const DOCUMENT: &'static str;

    /// The whole season.
    fn school<'a>(_: &Season<'a>, _: &'a Self::Params) -> Option<Verdict<'a>> {
        None
    }

    /// 校務支持規劃方案, also where there is none.
    fn support_plan<'a>(_: &Season<'a>, _: &'a Self::Params) -> Option<Verdict<'a>> {
        None
    }

    /// A year of the 校務支持規劃方案.
    fn support_year<'a>(_: &Season<'a>, _: &Year<'a>, _: &'a Self::Params) -> Option<Verdict<'a>> {
        None
    }

    /// A proposal.
    fn proposal<'a>(_: &Season<'a>, _: &Case<'a>, _: &'a Self::Params) -> Option<Verdict<'a>> {
        None
    }

    /// A year of a proposal.
    fn year<'a>(_: &Season<'a>, _: &Case<'a>, _: &Year<'a>, _: &'a Self::Params) -> Option<Verdict<'a>> {
        None
    }

    /// What the reading that the rule does not follow would count for a proposal (see [`crate::readings`]).
    fn otherwise(_: &Case, _: &Self::Params) -> Option<i64> {
        None
    }

    /// Which past projects of a proposal (曾執行計畫) the rule counts, by their place in the list.
    fn projects(_: &Case, _: &Self::Params) -> Vec<usize> {
        Vec::new()
    }

    /// The limits in dollars that the clause sets to a year (of the 校務支持規劃方案 where there is no case), as data.
    fn bounds(_: &Season, _: Option<&Case>, _: &Year, _: &Self::Params) -> Vec<Bound> {
        Vec::new()
    }
}

/// A kind of scope, as a document lists those of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    School,
    SupportPlan,
    SupportYear,
    Proposal,
    ProposalYear,
}

/// A rule with the parameters of one edition: from here on judging cannot fail.
pub(crate) trait Judge: Send + Sync {
    fn school<'a>(&'a self, season: &Season<'a>) -> Option<Verdict<'a>>;
    fn support_plan<'a>(&'a self, season: &Season<'a>) -> Option<Verdict<'a>>;
    fn support_year<'a>(&'a self, season: &Season<'a>, year: &Year<'a>) -> Option<Verdict<'a>>;
    fn proposal<'a>(&'a self, season: &Season<'a>, case: &Case<'a>) -> Option<Verdict<'a>>;
    fn year<'a>(&'a self, season: &Season<'a>, case: &Case<'a>, year: &Year<'a>) -> Option<Verdict<'a>>;
    fn bounds(&self, season: &Season, case: Option<&Case>, year: &Year) -> Vec<Bound>;
    fn otherwise(&self, case: &Case) -> Option<i64>;
    fn projects(&self, case: &Case) -> Vec<usize>;
}

struct With<R: Rule>(R::Params);

impl<R: Rule> Judge for With<R> {
    fn school<'a>(&'a self, season: &Season<'a>) -> Option<Verdict<'a>> {
        R::school(season, &self.0)
    }

    fn support_plan<'a>(&'a self, season: &Season<'a>) -> Option<Verdict<'a>> {
        R::support_plan(season, &self.0)
    }

    fn support_year<'a>(&'a self, season: &Season<'a>, year: &Year<'a>) -> Option<Verdict<'a>> {
        R::support_year(season, year, &self.0)
    }

    fn proposal<'a>(&'a self, season: &Season<'a>, case: &Case<'a>) -> Option<Verdict<'a>> {
        R::proposal(season, case, &self.0)
    }

    fn year<'a>(&'a self, season: &Season<'a>, case: &Case<'a>, year: &Year<'a>) -> Option<Verdict<'a>> {
        R::year(season, case, year, &self.0)
    }

    fn bounds(&self, season: &Season, case: Option<&Case>, year: &Year) -> Vec<Bound> {
        R::bounds(season, case, year, &self.0)
    }

    fn otherwise(&self, case: &Case) -> Option<i64> {
        R::otherwise(case, &self.0)
    }

    fn projects(&self, case: &Case) -> Vec<usize> {
        R::projects(case, &self.0)
    }
}

/// Reads one edition's parameters.
pub(crate) type ReadParams = fn(toml::Table) -> Result<Box<dyn Judge>, toml::de::Error>;

pub(crate) fn read_params<R: Rule>(params: toml::Table) -> Result<Box<dyn Judge>, toml::de::Error> {
    Ok(Box::new(With::<R>(params.try_into()?)))
}

/// For rules whose editions differ in nothing but the text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoParams {}
