//! Where a figure comes from (為什麼是這個數字): what was counted, against what, by which arithmetic, with what to spare.
//!
//! The limits are those of [`crate::bound`], the words of the arithmetic are data (`common.toml`). Who typed a value, or
//! which cell it was read from, the history tells; here is only the season.

mod facts;

use crate::bound::{Counted, Demand};
use crate::check::SUPPORT_PLAN;
use crate::message::{Scene, Value};
use crate::season::{Case, Season};
use crate::year::{Year, mark};
use crate::{AttachmentFacts, Figures, Language, Outcome, Rulebook};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;
use usr_desk_workspace::{BudgetLine, Fund, Money, Tag, Workspace};

/// Which outcome is asked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Scoped {
    /// Rule id.
    pub rule: String,
    /// A proposal's id or `support_plan`; absent = the whole season.
    pub proposal: Option<String>,
    /// 民國 year, where the rule speaks of one.
    pub year: Option<u16>,
}

/// How an outcome came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Reckoning {
    /// What the rule says.
    pub message: String,
    /// 點次 from which the limit comes.
    pub clause: String,
    /// Its words.
    pub quote: String,
    /// Values of the season that were used.
    pub inputs: Vec<Input>,
    /// The arithmetic, a line each.
    pub steps: Vec<String>,
    /// Its end, where numbers were compared.
    pub figures: Option<Figures>,
}

/// A value of the season that an outcome rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Input {
    /// What it is called in the season; blank where its place says it.
    pub name: String,
    /// As it is written; blank = not filled in.
    pub value: String,
    /// JSON pointer.
    pub place: String,
    /// What it is in the arithmetic.
    pub part: InputPart,
}

/// What a value is in the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InputPart {
    /// Counted (分子).
    Counted,
    /// What a share is a share of (分母).
    Whole,
    /// Looked at.
    Looked,
}

impl Rulebook {
    /// How what a rule says of a scope came about; `None` where it says nothing of it.
    pub fn reckon(
        &self,
        workspace: &Workspace,
        facts: &AttachmentFacts,
        asked: &Scoped,
        language: Language,
    ) -> Option<Reckoning> {
        let edition = self.edition(&workspace.edition)?;
        let said = self.check(workspace, facts, language).ok()?;
        let is_asked =
            |o: &Outcome| o.rule == asked.rule && o.proposal == asked.proposal && o.year == asked.year;
        let outcome = said.into_iter().find(is_asked)?;
        let season = Season::read(workspace, facts, edition, &self.common.sections);
        let case = season
            .cases
            .iter()
            .find(|case| Some(case.proposal.id.as_str()) == asked.proposal.as_deref());
        let years = match case {
            Some(case) => case.years.as_slice(),
            None if asked.proposal.as_deref() == Some(SUPPORT_PLAN) => season.support.as_slice(),
            None => &[],
        };
        let year = years.iter().find(|year| Some(year.budget.year) == asked.year);
        let telling = Telling { book: self, language };
        let dollars = year.and_then(|year| telling.dollars(&season, case, year, &outcome));
        let (inputs, steps) = match dollars {
            Some(told) => told,
            None => {
                let judge = self.rules.iter().find(|entry| entry.document.id == asked.rule);
                let judge = judge.and_then(|entry| entry.clauses.get(&edition.id)?.judge.as_deref());
                let inputs = facts::inputs(&season, case, &outcome, judge);
                (inputs, telling.compared(&outcome))
            }
        };
        Some(Reckoning {
            message: outcome.message,
            clause: outcome.clause.to_string(),
            quote: outcome.quote.to_string(),
            inputs,
            steps,
            figures: outcome.figures,
        })
    }
}

type Told = (Vec<Input>, Vec<String>);

struct Telling<'b> {
    book: &'b Rulebook,
    language: Language,
}

impl Telling<'_> {
    /// A limit in dollars of a year: the demand that was compared, its lines, its arithmetic.
    fn dollars(&self, season: &Season, case: Option<&Case>, year: &Year, outcome: &Outcome) -> Option<Told> {
        let figures = outcome.figures?;
        let entry = self
            .book
            .rules
            .iter()
            .find(|entry| entry.document.id == outcome.rule)?;
        let judge = entry.clauses.get(&season.edition.id)?.judge.as_ref()?;
        let bounds = judge.bounds(season, case, year);
        let grant = year.grant?;
        // Of several demands with one limit the one whose sum was shown is told.
        let compared = |demand: &Demand| {
            let sum = sum_of(*demand, year, grant);
            let actual = if matches!(demand, Demand::MatchingAtLeast { .. }) {
                sum.floor()
            } else {
                sum.ceil()
            };
            demand.dollars(grant.floor()) == figures.limit && actual == figures.actual
        };
        let demand = bounds.iter().map(|bound| bound.demand).find(compared)?;
        let lines: Vec<_> = year
            .lines(mark::FILLED)
            .filter(|(_, line, marks)| counts(demand, line, *marks))
            .collect();
        let mut inputs: Vec<Input> = lines.iter().map(|(i, line, _)| amount(year, *i, line)).collect();
        let alone = matches!(demand, Demand::GrantAtMost(_));
        inputs.push(Input {
            name: String::new(),
            value: grant.to_string(),
            place: year.grant_pointer(),
            part: if alone {
                InputPart::Counted
            } else {
                InputPart::Whole
            },
        });
        Some((
            inputs,
            self.arithmetic(demand, grant, &lines, sum_of(demand, year, grant), figures),
        ))
    }

    fn arithmetic(
        &self,
        demand: Demand,
        grant: Money,
        lines: &[(usize, &BudgetLine, u16)],
        sum: Money,
        figures: Figures,
    ) -> Vec<String> {
        let mut steps = Vec::new();
        let money = |amount: Money| Value::Dollars(amount);
        if lines.len() > 1 {
            steps.push(self.say(
                "reckon_sum",
                &[
                    ("parts", Value::Text(Cow::Owned(added(lines)))),
                    ("sum", money(sum)),
                ],
            ));
        }
        let limit = ("limit", money(Money::whole(figures.limit)));
        match demand {
            Demand::AtMostOfGrant { percent, .. } => {
                let percent = i64::from(percent);
                let exact = grant.times(Money::whole(percent)).0 / Money::whole(100).0;
                let exact = money(Money(exact.normalize()));
                let slots = [
                    ("whole", money(grant)),
                    ("percent", Value::Count(percent)),
                    ("exact", exact),
                    limit,
                ];
                steps.push(self.say("reckon_share_limit", &slots));
                steps.extend(share(sum, grant).map(|share| {
                    let share = Value::Text(Cow::Owned(share));
                    self.say(
                        "reckon_share",
                        &[("part", money(sum)), ("whole", money(grant)), ("share", share)],
                    )
                }));
            }
            Demand::MatchingAtLeast { above, below } => {
                let (above, below) = (Money::whole(i64::from(above)), Money::whole(i64::from(below)));
                let exact = (grant.0 * above.0 / below.0).round_dp(3).normalize();
                let slots = [
                    ("whole", money(grant)),
                    ("above", money(above)),
                    ("below", money(below)),
                    ("exact", money(Money(exact))),
                    limit,
                ];
                steps.push(self.say("reckon_minimum", &slots));
                steps.extend(share(sum, grant).map(|share| {
                    let share = Value::Text(Cow::Owned(share));
                    self.say(
                        "reckon_share",
                        &[("part", money(sum)), ("whole", money(grant)), ("share", share)],
                    )
                }));
            }
            Demand::GrantAtMost(_) | Demand::LinesMakeGrant => {}
        }
        steps.extend(self.headroom(
            figures,
            matches!(demand, Demand::MatchingAtLeast { .. } | Demand::LinesMakeGrant),
        ));
        steps
    }

    /// The last line of numbers that are no dollars.
    fn compared(&self, outcome: &Outcome) -> Vec<String> {
        let minimum = |figures: &Figures| figures.headroom == figures.actual - figures.limit;
        let figures = outcome.figures;
        figures.map_or_else(Vec::new, |figures| {
            self.headroom(figures, minimum(&figures)).into_iter().collect()
        })
    }

    fn headroom(&self, figures: Figures, at_least: bool) -> Option<String> {
        let money = |amount: i64| Value::Dollars(Money::whole(amount));
        let slots = [
            ("actual", money(figures.actual)),
            ("limit", money(figures.limit)),
            ("headroom", money(figures.headroom)),
        ];
        Some(self.say(if at_least { "reckon_above" } else { "reckon_below" }, &slots))
    }

    fn say(&self, key: &str, values: &[(&str, Value)]) -> String {
        let scene = Scene {
            title: Some(""),
            kind: None,
            year: None,
            grant: None,
            stage: None,
            figures: None,
        };
        let message = self.book.common.messages.get(key);
        message.map_or_else(String::new, |message| message.fill(self.language, &scene, values))
    }
}

/// What a demand compares with its limit.
fn sum_of(demand: Demand, year: &Year, grant: Money) -> Money {
    match demand {
        Demand::GrantAtMost(_) => grant,
        Demand::AtMostOfGrant {
            counted: Counted::Personnel,
            ..
        } => year.personnel.low(),
        Demand::AtMostOfGrant {
            counted: Counted::Travel,
            ..
        } => year.travel.low(),
        Demand::AtMostOfGrant {
            counted: Counted::Abroad,
            ..
        } => year.abroad.low(),
        Demand::MatchingAtLeast { .. } => year.matching.low(),
        Demand::LinesMakeGrant => year.granted.low(),
    }
}

/// Whether a demand counts the line.
fn counts(demand: Demand, line: &BudgetLine, marks: u16) -> bool {
    let granted = line.fund == Some(Fund::Grant);
    let travels = line.is_tagged(Tag::ForeignTravel);
    match demand {
        Demand::GrantAtMost(_) => false,
        Demand::AtMostOfGrant {
            counted: Counted::Personnel,
            ..
        } => granted && marks & mark::PERSONNEL != 0,
        Demand::AtMostOfGrant {
            counted: Counted::Travel,
            ..
        } => granted && travels,
        Demand::AtMostOfGrant {
            counted: Counted::Abroad,
            ..
        } => granted && (travels || line.is_tagged(Tag::InternationalExchange)),
        Demand::MatchingAtLeast { .. } => line.fund == Some(Fund::Matching),
        Demand::LinesMakeGrant => granted,
    }
}

fn amount(year: &Year, i: usize, line: &BudgetLine) -> Input {
    Input {
        name: line.item.filled().unwrap_or_default().to_owned(),
        value: line.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        place: year.line_pointer(i, "amount"),
        part: InputPart::Counted,
    }
}

/// As many amounts as are read at a glance are written out.
const WRITTEN_OUT: usize = 8;

fn added(lines: &[(usize, &BudgetLine, u16)]) -> String {
    let amounts = lines.iter().filter_map(|(_, line, _)| line.amount);
    let mut written: Vec<String> = amounts
        .take(WRITTEN_OUT)
        .map(|amount| amount.to_string())
        .collect();
    if lines.len() > WRITTEN_OUT {
        written.push("…".to_owned());
    }
    written.join("＋")
}

/// In percent, with as many decimals as tell it from a whole one: `60.00003`.
fn share(part: Money, whole: Money) -> Option<String> {
    let exact = part.times(Money::whole(100)).0.checked_div(whole.0)?;
    let mut shown = (3..10).map(|places| exact.round_dp(places));
    let honest = shown
        .find(|shown| !shown.is_integer() || *shown == exact)
        .unwrap_or(exact);
    Some(honest.normalize().to_string())
}
