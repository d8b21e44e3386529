//! Checking a season: every rule of its edition, over every scope of which the rule speaks.

use crate::book::{Bound, Entry};
use crate::message::{Message, Scene, Value};
use crate::rule::Scope;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;
use crate::{AttachmentFacts, Language, Outcome, Rulebook, Standing, UnknownEdition};
use std::borrow::Cow;
use usr_desk_workspace::Workspace;

/// `proposal` of an outcome that speaks of the 校務支持規劃方案.
pub(crate) const SUPPORT_PLAN: &str = "support_plan";

impl Rulebook {
    /// What every rule of the season's edition says, in clause order.
    pub fn check(
        &self,
        season: &Workspace,
        facts: &AttachmentFacts,
        language: Language,
    ) -> Result<Vec<Outcome>, UnknownEdition> {
        let edition = self.edition(&season.edition).ok_or_else(|| UnknownEdition {
            edition: season.edition.clone(),
            known: self
                .editions
                .iter()
                .map(|e| e.id.as_str())
                .collect::<Vec<_>>()
                .join("、"),
        })?;
        let season = Season::read(season, facts, edition, &self.common.sections);
        let mut outcomes = Vec::with_capacity(self.rules.len() * (2 + 4 * season.cases.len()));
        for rule in &self.rules {
            if let Some(clause) = rule.clauses.get(&edition.id) {
                Asked {
                    book: self,
                    rule,
                    clause,
                    season: &season,
                    language,
                }
                .ask_all(&mut outcomes);
            }
        }
        Ok(outcomes)
    }
}

/// Whether a violation of what is submitted stands: what the exit code of `check` says.
///
/// A proposal that is not submitted is judged, but its violations do not count.
pub fn breaks(season: &Workspace, outcomes: &[Outcome]) -> bool {
    let draft = |id: &str| season.proposals.iter().any(|p| !p.submit && p.id.as_str() == id);
    outcomes
        .iter()
        .any(|o| o.outcome == Standing::Violation && !o.proposal.as_deref().is_some_and(draft))
}

/// A rule that is being asked about a season.
struct Asked<'s, 'a> {
    book: &'a Rulebook,
    rule: &'a Entry,
    clause: &'a Bound,
    season: &'s Season<'a>,
    language: Language,
}

impl<'a> Asked<'_, 'a> {
    fn ask_all(&self, outcomes: &mut Vec<Outcome>) {
        let season = self.season;
        let Some(judge) = &self.clause.judge else {
            return self.say_unstated(outcomes);
        };
        let mut say = |place, verdict: Option<Verdict<'a>>| {
            outcomes.extend(verdict.map(|verdict| self.outcome(place, verdict)));
        };
        say(Place::School, judge.school(season));
        say(Place::Support(None), judge.support_plan(season));
        for year in &season.support {
            let verdict = judge
                .support_year(season, year)
                .map(|verdict| match season.edition.support_plan {
                    true => verdict,
                    false => Verdict::not_applicable().saying("no_support_plan"),
                });
            say(Place::Support(Some(year)), verdict);
        }
        for case in &season.cases {
            say(Place::Case(case, None), judge.proposal(season, case));
            for year in &case.years {
                say(Place::Case(case, Some(year)), judge.year(season, case, year));
            }
        }
    }

    /// 要點未訂: said for each scope of which the rule speaks, never shown as a pass.
    fn say_unstated(&self, outcomes: &mut Vec<Outcome>) {
        let mut say = |place| {
            outcomes.push(self.outcome(place, Verdict::not_applicable().saying("unstated")));
        };
        let season = self.season;
        for scope in &self.rule.document.scope {
            match scope {
                Scope::School => say(Place::School),
                Scope::SupportPlan => say(Place::Support(None)),
                Scope::SupportYear => season.support.iter().for_each(|y| say(Place::Support(Some(y)))),
                Scope::Proposal => season.cases.iter().for_each(|case| say(Place::Case(case, None))),
                Scope::ProposalYear => {
                    for case in &season.cases {
                        case.years
                            .iter()
                            .for_each(|year| say(Place::Case(case, Some(year))));
                    }
                }
            }
        }
    }

    fn outcome(&self, place: Place<'_, 'a>, verdict: Verdict<'a>) -> Outcome {
        let verdict = self.settled(&place, verdict);
        let (clause, quote) = self.text(&place);
        let scene = place.scene(self.book, &verdict);
        Outcome {
            rule: self.rule.document.id.clone(),
            outcome: verdict.standing,
            proposal: match place {
                Place::School => None,
                Place::Support(_) => Some(SUPPORT_PLAN.to_owned()),
                Place::Case(case, _) => Some(case.proposal.id.0.clone()),
            },
            year: place.year().map(|y| y.budget.year),
            figures: verdict.figures,
            clause: clause.clone(),
            quote: quote.clone(),
            message: self.sentence(verdict.sentence, &scene, &verdict.values),
            targets: verdict.targets,
        }
    }

    /// A question that a person answered, a principle exceeded with a reason.
    fn settled(&self, place: &Place<'_, 'a>, mut verdict: Verdict<'a>) -> Verdict<'a> {
        // What the office sets for itself is no requirement of the ministry's.
        if self.rule.own && verdict.standing == Standing::Violation {
            verdict.standing = Standing::OverPrinciple;
        }
        let rule = self.rule.document.id.as_str();
        let case = match *place {
            Place::Case(case, _) => Some(case),
            _ => None,
        };
        match verdict.standing {
            Standing::NeedsConfirmation if !verdict.firm => {
                if let Some(confirmation) = self.season.confirmation(rule, case) {
                    let text = |text: &'a str| Value::Text(Cow::Borrowed(text.trim()));
                    verdict.standing = Standing::Pass;
                    verdict.sentence = "confirmed";
                    verdict.values.push(("by", text(&confirmation.by)));
                    verdict
                        .values
                        .extend(confirmation.on.map(|on| ("on", Value::Day(on))));
                    verdict.values.push(("basis", text(&confirmation.basis)));
                }
            }
            Standing::OverPrinciple => {
                if let Some(reason) = case.and_then(|case| case.reason(rule, place.year()?.budget.year)) {
                    verdict.standing = Standing::Justified;
                    verdict.sentence = "justified";
                    verdict
                        .values
                        .push(("reason", Value::Text(Cow::Borrowed(reason))));
                }
            }
            _ => {}
        }
        verdict
    }

    fn text(&self, place: &Place<'_, 'a>) -> (&'a std::sync::Arc<str>, &'a std::sync::Arc<str>) {
        let kind = match place {
            Place::Case(case, _) => case.proposal.proposal_type,
            _ => None,
        };
        match kind.and_then(|kind| self.clause.types.get(&kind)) {
            Some((cite, quote)) => (cite, quote),
            None => (&self.clause.cite, &self.clause.quote),
        }
    }

    fn sentence(&self, key: &str, scene: &Scene, values: &[(&str, Value)]) -> String {
        let own: Option<&Message> = self.rule.document.messages.get(key);
        if let Some(message) = own.or_else(|| self.book.common.messages.get(key)) {
            return message.fill(self.language, scene, values);
        }
        let unstated = self.rule.document.editions.get(&self.season.edition.id);
        let words = match key {
            "unstated" => unstated.and_then(|clause| clause.unstated.as_ref()),
            "no_support_plan" => Some(&self.book.common.no_support_plan),
            _ => None,
        };
        debug_assert!(words.is_some(), "{} has no sentence {key}", self.rule.document.id);
        words
            .map_or(self.rule.document.title.as_str(), |words| {
                words.get(self.language)
            })
            .to_owned()
    }
}

/// A scope of the season.
#[derive(Clone, Copy)]
enum Place<'s, 'a> {
    School,
    Support(Option<&'s Year<'a>>),
    Case(&'s Case<'a>, Option<&'s Year<'a>>),
}

impl<'s, 'a> Place<'s, 'a> {
    fn year(&self) -> Option<&'s Year<'a>> {
        match self {
            Place::School => None,
            Place::Support(year) | Place::Case(_, year) => *year,
        }
    }

    fn scene(&self, book: &'a Rulebook, verdict: &Verdict) -> Scene<'a> {
        let (title, kind) = match self {
            Place::School => (Some(""), None),
            Place::Support(_) => (Some(""), Some(&book.common.support_plan)),
            Place::Case(case, _) => {
                let proposal = case.proposal;
                let kind = proposal
                    .proposal_type
                    .and_then(|kind| book.common.types.get(&kind));
                (proposal.title.filled(), kind)
            }
        };
        let stage = |year: &Year| match year.budget.grant_approved {
            Some(_) => &book.common.approved,
            None => &book.common.requested,
        };
        Scene {
            title,
            kind,
            year: self.year().map(|y| y.budget.year),
            grant: self.year().and_then(|y| y.grant),
            stage: self.year().map(stage),
            figures: verdict.figures,
        }
    }
}
