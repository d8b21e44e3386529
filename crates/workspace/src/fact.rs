//! Live figures of a season (連動數據): what a narrative may show without typing it.
//!
//! A fact is a key, its name, and the value as it is printed. Documents keep the key and what it last showed
//! ([`crate::prose::NodeKind::Fact`]); window and packet print what it says now.

use crate::{BudgetLine, BudgetYear, Date, Fund, Money, Proposal, Tag, Workspace};
use rust_decimal::RoundingStrategy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Printed where the season does not know the figure (yet, or any more).
pub const BLANK: &str = "（未填）";

/// A figure of the season.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fact {
    /// What a document keeps: `grant`, or `grant:115` for one year.
    pub key: String,
    /// zh-TW.
    pub name: String,
    /// English.
    pub name_en: String,
    /// As printed, without a unit; [`BLANK`] where the season does not know it.
    pub value: String,
    /// 元, 人, 件…; blank for words and shares.
    pub unit: String,
}

/// What a narrative of this proposal may show, in the order of a menu.
pub fn of_proposal(season: &Workspace, proposal: &Proposal) -> Vec<Fact> {
    let mut facts = vec![
        words("title", "計畫名稱", "Title", proposal.title.filled()),
        words("school", "校名", "School", season.school.name.filled()),
        words("period", "計畫期間", "Period", period(proposal).as_deref()),
        words("years", "計畫年度", "Years", span(&proposal.budget).as_deref()),
        count(
            "year_count",
            "計畫年數",
            "Number of years",
            proposal.budget.len(),
            "年",
        ),
    ];
    let people: BTreeSet<_> = proposal.team.iter().filter_map(|m| m.person.as_ref()).collect();
    let nameless = proposal.team.iter().filter(|m| m.person.is_none()).count();
    facts.extend([
        count("team", "團隊人數", "Team size", people.len() + nameless, "人"),
        count(
            "partners",
            "合作單位數",
            "Partners",
            proposal.partners.len(),
            "個",
        ),
        count("sites", "實踐場域數", "Sites", proposal.sites.len(), "處"),
        count(
            "agreements",
            "國際合作文件數",
            "Agreements",
            proposal.agreements.len(),
            "份",
        ),
        count("events", "跨校活動數", "Events", proposal.events.len(), "場"),
        count(
            "indicators",
            "績效指標數",
            "Indicators",
            proposal.indicators.len(),
            "項",
        ),
    ]);
    facts.extend(of_budget(&proposal.budget));
    facts
}

/// What the text of the support plan (校務支持規劃方案) may show.
pub fn of_support_plan(season: &Workspace) -> Vec<Fact> {
    let submitted = season.proposals.iter().filter(|p| p.submit).count();
    let mut facts = vec![
        words("school", "校名", "School", season.school.name.filled()),
        count("proposals", "申請計畫件數", "Proposals", submitted, "件"),
    ];
    if let Some(plan) = &season.support_plan {
        facts.push(words("years", "方案年度", "Years", span(&plan.budget).as_deref()));
        facts.extend(of_budget(&plan.budget));
    }
    facts
}

/// The sums of everything that the school submits, with the support plan or without it; `None` where that is nothing.
pub(crate) fn of_school(season: &Workspace, with_plan: bool) -> Option<Vec<Fact>> {
    let submitted = season.proposals.iter().filter(|p| p.submit);
    let plan = season.support_plan.iter().filter(|_| with_plan);
    let budgets: Vec<&BudgetYear> = submitted
        .flat_map(|p| &p.budget)
        .chain(plan.flat_map(|plan| &plan.budget))
        .collect();
    let years: BTreeSet<u16> = budgets.iter().map(|budget| budget.year).collect();
    let mut facts = Vec::from(Sums::of(&budgets).facts(None));
    for year in years {
        let of_year: Vec<&BudgetYear> = budgets.iter().copied().filter(|b| b.year == year).collect();
        facts.extend(Sums::of(&of_year).facts(Some(year)));
    }
    (!budgets.is_empty()).then_some(facts)
}

/// Sums of a budget: of one year, or of all.
struct Sums {
    grant: Option<Money>,
    matching: Option<Money>,
    personnel: Option<Money>,
    travel: Option<Money>,
}

impl Sums {
    fn of(years: &[&BudgetYear]) -> Sums {
        let lines: Vec<&BudgetLine> = years
            .iter()
            .flat_map(|y| &y.lines)
            .filter(|l| !l.is_empty())
            .collect();
        let sum = |fund: Fund, counts: fn(&BudgetLine) -> bool| {
            let of_fund = lines.iter().filter(|l| l.fund == Some(fund) && counts(l));
            total(of_fund.map(|l| l.amount)).filter(|_| !lines.is_empty())
        };
        Sums {
            grant: total(years.iter().map(|y| y.grant())).filter(|_| !years.is_empty()),
            matching: sum(Fund::Matching, |_| true),
            personnel: sum(Fund::Grant, BudgetLine::is_personnel),
            travel: sum(Fund::Grant, |l| l.is_tagged(Tag::ForeignTravel)),
        }
    }

    fn facts(&self, year: Option<u16>) -> [Fact; 8] {
        let named = |kind: &str, name: &str, name_en: &str, value: Option<String>, unit: &str| {
            let (key, before, before_en) = match year {
                Some(year) => (
                    format!("{kind}:{year}"),
                    format!("{year} 年度"),
                    format!("{year}: "),
                ),
                None => (kind.to_owned(), "全期".to_owned(), "All years: ".to_owned()),
            };
            Fact {
                key,
                name: format!("{before}{name}"),
                name_en: format!("{before_en}{name_en}"),
                value: value.unwrap_or_else(|| BLANK.to_owned()),
                unit: unit.to_owned(),
            }
        };
        let money = |kind, name, name_en, value: Option<Money>| {
            named(kind, name, name_en, value.map(|v| v.to_string()), "元")
        };
        let of_grant = |kind, name, name_en, value: Option<Money>| {
            let share = value.zip(self.grant).and_then(|(part, whole)| share(part, whole));
            named(kind, name, name_en, share, "")
        };
        let all = self.grant.zip(self.matching).map(|(g, m)| g.plus(m));
        [
            money("grant", "補助款", "grant", self.grant),
            money("matching", "配合款", "matching fund", self.matching),
            of_grant(
                "matching_share",
                "配合款占補助款比率",
                "matching, share of grant",
                self.matching,
            ),
            money("total", "總經費（補助款加配合款）", "grant and matching", all),
            money(
                "personnel",
                "人事費（補助款）",
                "personnel paid from the grant",
                self.personnel,
            ),
            of_grant(
                "personnel_share",
                "人事費占補助款比率",
                "personnel, share of grant",
                self.personnel,
            ),
            money(
                "travel",
                "國外差旅費（補助款）",
                "travel abroad paid from the grant",
                self.travel,
            ),
            of_grant(
                "travel_share",
                "國外差旅費占補助款比率",
                "travel abroad, share of grant",
                self.travel,
            ),
        ]
    }
}

fn of_budget(budget: &[BudgetYear]) -> Vec<Fact> {
    let all: Vec<&BudgetYear> = budget.iter().collect();
    let mut facts = Vec::from(Sums::of(&all).facts(None));
    for year in budget {
        facts.extend(Sums::of(&[year]).facts(Some(year.year)));
    }
    facts
}

/// The sum; nothing while one of them is blank: what is printed must not be a part of a figure.
fn total(mut amounts: impl Iterator<Item = Option<Money>>) -> Option<Money> {
    amounts.try_fold(Money::ZERO, |sum, amount| Some(sum.plus(amount?)))
}

/// A share to one decimal, and to more where that would read as a whole per cent that it is not: `43.2%`, `60.004%`.
pub(crate) fn share(part: Money, whole: Money) -> Option<String> {
    let exact = part.times(Money::whole(100)).0.checked_div(whole.0)?;
    let places = [1, 2, 3, 4, 5, 6].into_iter();
    let mut shown = places.map(|p| exact.round_dp_with_strategy(p, RoundingStrategy::MidpointAwayFromZero));
    let honest = shown.find(|s| !s.is_integer() || *s == exact).unwrap_or(exact);
    Some(format!("{}%", honest.normalize()))
}

fn words(key: &str, name: &str, name_en: &str, value: Option<&str>) -> Fact {
    fact(key, name, name_en, value.unwrap_or(BLANK), "")
}

fn count(key: &str, name: &str, name_en: &str, count: usize, unit: &str) -> Fact {
    let value = if count == 0 {
        BLANK.to_owned()
    } else {
        count.to_string()
    };
    fact(key, name, name_en, &value, unit)
}

fn fact(key: &str, name: &str, name_en: &str, value: &str, unit: &str) -> Fact {
    Fact {
        key: key.to_owned(),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        value: value.to_owned(),
        unit: unit.to_owned(),
    }
}

fn period(proposal: &Proposal) -> Option<String> {
    let (from, to): (Date, Date) = proposal.starts_on.zip(proposal.ends_on)?;
    Some(format!("{}至{}", from.in_roc(), to.in_roc()))
}

/// `115–118`, or `115` alone.
fn span(budget: &[BudgetYear]) -> Option<String> {
    let first = budget.iter().map(|b| b.year).min()?;
    let last = budget.iter().map(|b| b.year).max()?;
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_never_reads_as_a_whole_per_cent_that_it_is_not() {
        for (part, whole, shown) in [
            (600, 1000, "60%"),
            (60_004, 100_000, "60.004%"),
            (59_996, 100_000, "59.996%"),
            (432_170, 1_000_000, "43.2%"),
            (1, 3, "33.3%"),
            (0, 100, "0%"),
        ] {
            assert_eq!(share(part.into(), whole.into()).as_deref(), Some(shown));
        }
        assert_eq!(share(1.into(), Money::ZERO), None);
    }

    #[test]
    fn a_sum_with_a_blank_in_it_is_no_figure() {
        assert_eq!(total([Some(Money::whole(1)), None].into_iter()), None);
        assert_eq!(total([].into_iter()), Some(Money::ZERO));
    }
}
