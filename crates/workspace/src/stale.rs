//! Figures that were typed into a narrative and are no longer (or never were) what the season says.
//!
//! **No false alarm before all else**: a sentence is read only where it can be read whole (what, of which year, how
//! much) and says nothing of estimates, limits, other plans or single items. What is not understood is left alone.

mod clause;

use crate::{Fact, FieldPath, Proposal, Prose, Text, Workspace, fact};
use clause::{Claim, Kind};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use ts_rs::TS;

/// A typed figure that differs from the season's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StaleFigure {
    /// The section.
    pub place: FieldPath,
    /// The words as typed (補助款 350 萬元).
    pub words: String,
    /// Key of the fact that speaks of the same.
    pub fact: String,
}

/// Typed figures of a proposal's narrative that differ from its facts.
pub fn of_proposal(season: &Workspace, proposal: &Proposal) -> Vec<StaleFigure> {
    let facts = readings_of(season, proposal);
    let base = FieldPath::new("/proposals")
        .then(proposal.id.as_str())
        .then("sections");
    let sections = proposal.sections.iter();
    sections
        .flat_map(|s| in_text(&typed(&s.text, s.document.as_ref()), &facts, &base.then(&s.key)))
        .collect()
}

/// The same of the support plan's three parts.
pub fn of_support_plan(season: &Workspace) -> Vec<StaleFigure> {
    let Some(plan) = &season.support_plan else {
        return Vec::new();
    };
    // 本校 may be the plan alone, or the plan and what is submitted beside it.
    let mut facts = vec![fact::of_support_plan(season)];
    for with_plan in [false, true] {
        facts.extend(fact::of_school(season, with_plan));
    }
    let base = FieldPath::new("/support_plan/sections");
    let parts = ["operations", "hub", "evaluation"].into_iter();
    let texts = parts.filter_map(|part| {
        let text = plan.sections.text(part)?;
        Some((part, typed(text, plan.sections.documents.get(part))))
    });
    texts
        .flat_map(|(part, text)| in_text(&text, &facts, &base.then(part)))
        .collect()
}

/// What figures of a narrative may mean: 為期三年 is the number of budgets, or the years from the first day to the last.
fn readings_of(season: &Workspace, proposal: &Proposal) -> Vec<Vec<Fact>> {
    let facts = fact::of_proposal(season, proposal);
    let days = proposal.starts_on.zip(proposal.ends_on);
    let years = days.and_then(|(first, last)| first.whole_years_to(last));
    let by_days = years.map(|years| {
        let mut facts = facts.clone();
        let count = facts.iter_mut().find(|fact| fact.key == "year_count");
        if let Some(count) = count {
            count.value = years.to_string();
        }
        facts
    });
    std::iter::once(facts).chain(by_days).collect()
}

/// What was typed: live figures are not.
fn typed(text: &Text, document: Option<&Prose>) -> String {
    match document {
        Some(document) => document.without_facts().plain_text(),
        None => text.to_string(),
    }
}

/// `facts` are what the figures may mean, the likeliest first: stale is what is true of none.
fn in_text(text: &str, facts: &[Vec<Fact>], place: &FieldPath) -> Vec<StaleFigure> {
    let claims = clause::sentences(text).flat_map(clause::claims);
    let differing = claims.filter_map(|claim| {
        let mut said = facts.iter().map(|facts| differs(&claim, facts));
        let likeliest = said.next()??;
        said.all(|fact| fact.is_some())
            .then_some((likeliest, claim.words))
    });
    differing
        .map(|(fact, words)| StaleFigure {
            place: place.clone(),
            words,
            fact,
        })
        .collect()
}

/// The fact that says otherwise, if what the words claim is true of none that they could mean.
fn differs(claim: &Claim, facts: &[Fact]) -> Option<String> {
    let value = |key: &str| {
        let fact = facts.iter().find(|f| f.key == key)?;
        Decimal::from_str(&fact.value.replace(',', "")).ok()
    };
    let known = |key: &str| facts.iter().any(|f| f.key == key && f.value != fact::BLANK);
    let fits = |said: Option<Decimal>| said.is_some_and(|said| (said - claim.value).abs() < claim.precision);
    let (kind, whole) = match claim.kind {
        Kind::Amount(kind) => (kind, None),
        Kind::Share(kind) => (kind, Some("grant")),
        Kind::Count(kind) => return (known(kind) && !fits(value(kind))).then(|| kind.to_owned()),
        Kind::Span(last) => {
            let years = facts
                .iter()
                .find(|f| f.key == "years" && f.value != fact::BLANK)?;
            let said = format!("{}–{last}", claim.value);
            return (years.value != said).then(|| "years".to_owned());
        }
    };
    let of = |key: &str, year: Option<u16>| year.map_or_else(|| key.to_owned(), |y| format!("{key}:{y}"));
    let said = |year: Option<u16>| {
        let part = value(&of(kind, year))?;
        match whole {
            Some(whole) => (part * Decimal::ONE_HUNDRED).checked_div(value(&of(whole, year))?),
            None => Some(part),
        }
    };
    let years = facts.iter().filter_map(|f| f.key.strip_prefix("grant:"));
    let years: Vec<Option<u16>> = years.map(|y| y.parse().ok()).collect();
    let meant = match claim.year {
        Some(year) if !years.contains(&Some(year)) => return None,
        Some(year) => vec![Some(year)],
        None => [None].into_iter().chain(years).collect(),
    };
    // While one of the figures that could be meant is blank, nothing can be said.
    if meant.iter().any(|year| said(*year).is_none()) || meant.iter().any(|year| fits(said(*year))) {
        return None;
    }
    let named = if whole.is_some() {
        format!("{kind}_share")
    } else {
        kind.to_owned()
    };
    Some(of(&named, claim.year))
}

#[cfg(test)]
mod tests;
