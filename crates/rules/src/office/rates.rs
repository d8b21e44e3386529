//! Reference unit prices (參考單價) with their years and sources: a hint beside a budget line, never a finding.
//!
//! What is built in (`rates.toml`) has a public source each and says how sure it is; what changes every year and has no
//! source here (the hourly wage) is for the office to enter in a pack of its own, and is marked as the office's.

use crate::message::Words;
use crate::{BadDocument, Language, Parameter, Rulebook, Wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{BudgetLine, BudgetYear, Money, Workspace};

/// A unit price that lines of some item should keep to in some years.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rate {
    name: Words,
    /// Words of an item's name, any of them.
    items: Vec<String>,
    /// Words of an item's name that make it another item.
    #[serde(default)]
    but_not: Vec<String>,
    /// Units that it is a price of; none = whatever the unit.
    #[serde(default)]
    units: Vec<String>,
    /// 民國 years in which it holds.
    from: u16,
    to: Option<u16>,
    at_most: Option<i64>,
    at_least: Option<i64>,
    /// Where it is published, in words.
    source: String,
    /// Since when, or of which day.
    on: String,
    /// 高、中、低, or 校內 for what an office entered.
    #[serde(default = "of_the_office")]
    confidence: String,
}

fn of_the_office() -> String {
    "校內".to_owned()
}

/// A budget line whose unit price is beyond a reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriceHint {
    /// A proposal's id or `support_plan`.
    pub scope: String,
    /// 民國 year.
    pub year: u16,
    /// JSON pointer of the unit price.
    pub place: String,
    /// What the line is called.
    pub item: String,
    /// Its unit price.
    pub price: String,
    /// What the reference is called.
    pub name: String,
    /// `≤ 120`.
    pub limit: String,
    /// Where it is published.
    pub source: String,
    /// Since when.
    pub on: String,
    /// How sure it is.
    pub confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rates {
    rate: Vec<Rate>,
}

pub(crate) const RATES: &str = include_str!("rates.toml");

/// What is built in.
pub(crate) fn embedded() -> Result<Vec<Rate>, BadDocument> {
    let bad = |reason: String| BadDocument {
        document: "rates.toml".to_owned(),
        reason,
    };
    let rates: Rates = toml::from_str(RATES).map_err(|error| bad(error.to_string()))?;
    rates.rate.iter().try_for_each(Rate::is_sound).map_err(bad)?;
    Ok(rates.rate)
}

impl Rate {
    /// A rate without a source, or that limits nothing, is refused.
    pub(crate) fn is_sound(&self) -> Result<(), String> {
        let name = &self.name.zh_tw;
        match () {
            () if self.source.trim().is_empty() => Err(format!("rate「{name}」：缺少 source（來源）")),
            () if self.items.iter().all(|word| word.trim().is_empty()) => {
                Err(format!("rate「{name}」：缺少 items"))
            }
            () if self.at_most.is_none() && self.at_least.is_none() => {
                Err(format!("rate「{name}」：缺少 at_most 或 at_least"))
            }
            () if self.to.is_some_and(|to| to < self.from) => Err(format!("rate「{name}」：to 早於 from")),
            () => Ok(()),
        }
    }

    pub(crate) fn is_called(&self, other: &Rate) -> bool {
        self.name.zh_tw == other.name.zh_tw
    }

    /// As a change of packs shows it: where it is published, what it is a price of, and its amounts.
    pub(crate) fn worded(&self) -> Wording {
        let most = self.at_most.map(|most| format!("≤ {}", Money::whole(most)));
        let least = self.at_least.map(|least| format!("≥ {}", Money::whole(least)));
        let years = match self.to {
            Some(to) => format!("{}–{to}", self.from),
            None => format!("{}–", self.from),
        };
        let limits = [least, most].into_iter().flatten().collect::<Vec<_>>().join("、");
        let same = |zh_tw: &str, en: &str, value: String| Parameter {
            name: zh_tw.to_owned(),
            name_en: en.to_owned(),
            value_en: value.clone(),
            value,
        };
        Wording {
            cite: format!("{}（{}）", self.source.trim(), self.on),
            text: self.items.join("、"),
            parameters: vec![
                same("單價（元）", "Unit price (NT$)", limits),
                same("適用年度", "Years", years),
            ],
        }
    }

    pub(crate) fn titles(&self) -> (&str, &str) {
        (&self.name.zh_tw, &self.name.en)
    }

    fn speaks_of(&self, line: &BudgetLine, year: u16) -> bool {
        let has = |words: &[String]| words.iter().any(|word| line.item.contains(word.as_str()));
        let unit = line.unit.filled();
        let in_unit =
            self.units.is_empty() || unit.is_some_and(|unit| self.units.iter().any(|known| known == unit));
        year >= self.from
            && self.to.is_none_or(|to| year <= to)
            && in_unit
            && has(&self.items)
            && !has(&self.but_not)
    }

    fn broken(&self, price: Money) -> Option<String> {
        let over = self.at_most.filter(|most| price > Money::whole(*most));
        let under = self.at_least.filter(|least| price < Money::whole(*least));
        let over = over.map(|most| format!("≤ {}", Money::whole(most)));
        over.or_else(|| under.map(|least| format!("≥ {}", Money::whole(least))))
    }
}

impl Rulebook {
    /// Lines whose unit price is beyond a reference of their year, in the season's order.
    pub fn price_hints(&self, season: &Workspace, language: Language) -> Vec<PriceHint> {
        let mut hints = Vec::new();
        for (i, proposal) in season.proposals.iter().enumerate() {
            let at = format!("/proposals/{i}/budget");
            self.hints_of(&proposal.budget, proposal.id.as_str(), &at, language, &mut hints);
        }
        if let Some(plan) = &season.support_plan {
            self.hints_of(
                &plan.budget,
                crate::check::SUPPORT_PLAN,
                "/support_plan/budget",
                language,
                &mut hints,
            );
        }
        hints
    }

    fn hints_of(
        &self,
        budget: &[BudgetYear],
        scope: &str,
        at: &str,
        language: Language,
        hints: &mut Vec<PriceHint>,
    ) {
        for (y, year) in budget.iter().enumerate() {
            for (l, line) in year.lines.iter().enumerate() {
                let Some(price) = line.unit_price else { continue };
                let rates = self.rates.iter().filter(|rate| rate.speaks_of(line, year.year));
                hints.extend(rates.filter_map(|rate| {
                    Some(PriceHint {
                        scope: scope.to_owned(),
                        year: year.year,
                        place: format!("{at}/{y}/lines/{l}/unit_price"),
                        item: line.item.trim().to_owned(),
                        price: price.to_string(),
                        name: rate.name.get(language).to_owned(),
                        limit: rate.broken(price)?,
                        source: rate.source.clone(),
                        on: rate.on.clone(),
                        confidence: rate.confidence.clone(),
                    })
                }));
            }
        }
    }
}
