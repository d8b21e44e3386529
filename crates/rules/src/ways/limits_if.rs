//! 「如果補助款是 G」: the limits of a year, to the dollar, under another grant.

use super::{NoWay, Site};
use crate::Rulebook;
use crate::bound::{Counted, Demand};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{Money, Workspace};

/// A limit in dollars under some grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LimitIf {
    /// Rule id.
    pub rule: String,
    /// What the rule is about, in zh-TW.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// 點次.
    pub clause: String,
    /// A minimum; else a ceiling.
    pub at_least: bool,
    /// Stated 「為原則」.
    pub in_principle: bool,
    /// The ceiling rounded down, or the minimum rounded up, in dollars.
    pub limit: i64,
    /// What is budgeted now, in dollars; a fraction is rounded toward breaking the limit.
    pub actual: i64,
    /// Whether what is budgeted now would keep it.
    pub kept: bool,
}

impl Rulebook {
    /// Every limit of the year in dollars if 補助經費 were `grant`, in clause order: the exact most of each share and
    /// the exact least of 配合款.
    pub fn limits_if(
        &self,
        workspace: &Workspace,
        scope: &str,
        year: u16,
        grant: i64,
    ) -> Result<Vec<LimitIf>, NoWay> {
        self.at_year(workspace, scope, year, |site| {
            site.knows_its_limits()?;
            let asked = self.asked(site).into_iter();
            let shown = asked.filter(|a| a.bound.demand != Demand::LinesMakeGrant);
            let limit = |asked: super::Asked| {
                let demand = asked.bound.demand;
                let limit = demand.dollars(grant);
                let at_least = matches!(demand, Demand::MatchingAtLeast { .. });
                let actual = site.actual(demand, grant);
                let kept = match at_least {
                    true => actual >= Money::whole(limit),
                    false => actual <= Money::whole(limit),
                };
                LimitIf {
                    rule: asked.rule.document.id.clone(),
                    title: asked.rule.document.title.clone(),
                    title_en: asked.rule.document.title_en.clone(),
                    clause: asked.clause.cite.to_string(),
                    at_least,
                    in_principle: asked.bound.in_principle,
                    limit,
                    actual: if at_least { actual.floor() } else { actual.ceil() },
                    kept,
                }
            };
            Ok(shown.map(limit).collect())
        })
    }
}

impl Site<'_, '_> {
    fn actual(&self, demand: Demand, grant: i64) -> Money {
        match demand {
            Demand::GrantAtMost(_) => Money::whole(grant),
            Demand::AtMostOfGrant {
                counted: Counted::Personnel,
                ..
            } => self.year.personnel.low(),
            Demand::AtMostOfGrant {
                counted: Counted::Travel,
                ..
            } => self.year.travel.low(),
            Demand::AtMostOfGrant {
                counted: Counted::Abroad,
                ..
            } => self.year.abroad.low(),
            Demand::MatchingAtLeast { .. } => self.year.matching.low(),
            Demand::LinesMakeGrant => self.year.granted.low(),
        }
    }
}
