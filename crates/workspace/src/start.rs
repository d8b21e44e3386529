//! How a season begins: blank, or as a copy of an older one.

use crate::{BudgetYear, Call, Date, FORMAT, Proposal, School, Setup, SupportPlan, Text, Workspace};
use std::collections::BTreeMap;

/// What a new season is told: the rest is for the office to fill in.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// Rule set.
    pub edition: String,
    /// The ministry's own name of the round.
    pub cycle: String,
    /// 民國 years that its budgets cover, ascending.
    pub years: Vec<u16>,
    /// Whether the edition knows a support plan (校務支持規劃方案).
    pub has_support_plan: bool,
}

/// A season with nothing but its terms and the school's name. It has no proposals and no checklist.
pub fn blank(terms: &Terms, school: &str) -> Workspace {
    Workspace {
        format: FORMAT.to_owned(),
        version: 1,
        edition: terms.edition.clone(),
        cycle: Text::from(terms.cycle.as_str()),
        call: Call::default(),
        school: School {
            name: Text::from(school),
            ..School::default()
        },
        people: Vec::new(),
        support_plan: terms.has_support_plan.then(|| SupportPlan {
            budget: blank_years(&terms.years),
            ..SupportPlan::default()
        }),
        proposals: Vec::new(),
        confirmations: BTreeMap::new(),
        checklist: None,
        attachments: Vec::new(),
        comments: Vec::new(),
        activities: Vec::new(),
        milestones: Vec::new(),
        holidays: Vec::new(),
        make_up_days: Vec::new(),
        same_people: Vec::new(),
        setup: None,
    }
}

/// One blank budget a year.
pub fn blank_years(years: &[u16]) -> Vec<BudgetYear> {
    years
        .iter()
        .map(|&year| BudgetYear {
            year,
            grant_requested: None,
            grant_approved: None,
            lines: Vec::new(),
        })
        .collect()
}

/// An older season as the start of a new one.
///
/// What describes the school and its plans is kept, a type of the older edition too (the rule `proposal-type` then
/// reports it: a type is never mapped silently). What was true of the old round only is blank again: dates of the
/// call, approvals and approved amounts, reasons, confirmations, declarations, comments, activities and their dates, and the announcement that the order of
/// the packet goes back to. Budgets move to the new years in their
/// order, surplus years are dropped, and the period becomes the new years'.
pub fn copied(old: &Workspace, terms: &Terms) -> Workspace {
    let mut new = Workspace {
        edition: terms.edition.clone(),
        cycle: Text::from(terms.cycle.as_str()),
        call: Call::default(),
        confirmations: BTreeMap::new(),
        comments: Vec::new(),
        activities: Vec::new(),
        milestones: Vec::new(),
        holidays: Vec::new(),
        make_up_days: Vec::new(),
        setup: old.setup.clone().map(|setup| Setup {
            source: String::new(),
            ..setup
        }),
        ..old.clone()
    };
    new.support_plan = terms.has_support_plan.then(|| {
        let mut plan = old.support_plan.clone().unwrap_or_default();
        plan.budget = moved(plan.budget, &terms.years);
        plan
    });
    for person in &mut new.people {
        person.other_school_declaration = None;
    }
    for proposal in &mut new.proposals {
        renew(proposal, &terms.years);
    }
    new
}

fn renew(proposal: &mut Proposal, years: &[u16]) {
    let day = |year: u16, month, day| Date::new(i16::try_from(year).ok()? + 1911, month, day);
    proposal.starts_on = years.first().and_then(|&y| day(y, 1, 1));
    proposal.ends_on = years.last().and_then(|&y| day(y, 12, 31));
    proposal.justifications.clear();
    proposal.confirmations.clear();
    let old_years: Vec<u16> = proposal.budget.iter().map(|b| b.year).collect();
    let new_year = |old: u16| {
        let index = old_years.iter().position(|&y| y == old)?;
        years.get(index).copied()
    };
    for indicator in &mut proposal.indicators {
        let targets = std::mem::take(&mut indicator.targets);
        indicator.targets = targets
            .into_iter()
            .filter_map(|(y, t)| Some((new_year(y)?, t)))
            .collect();
    }
    for event in &mut proposal.events {
        event.year = event.year.and_then(new_year);
    }
    proposal.budget = moved(std::mem::take(&mut proposal.budget), years);
}

fn moved(mut budget: Vec<BudgetYear>, years: &[u16]) -> Vec<BudgetYear> {
    let missing = years.get(budget.len()..).unwrap_or_default();
    budget.truncate(years.len());
    for (year, &number) in budget.iter_mut().zip(years) {
        year.year = number;
        year.grant_approved = None;
        year.lines.iter_mut().for_each(|line| line.approval = None);
    }
    budget.extend(blank_years(missing));
    budget
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    fn terms(years: &[u16]) -> Terms {
        Terms {
            edition: "112-116".into(),
            cycle: "第四期".into(),
            years: years.to_vec(),
            has_support_plan: true,
        }
    }

    #[test]
    fn a_blank_season_can_be_written_and_read() {
        let season = blank(&terms(&[114, 115, 116]), "國立範例大學");
        assert_eq!(format::read(&format::write(&season)).unwrap(), season);
        assert_eq!(season.support_plan.unwrap().budget.len(), 3);
    }

    #[test]
    fn a_copy_keeps_the_plan_and_forgets_the_round() {
        let bytes = include_bytes!("../../../tests/suite/contract/workspaces/compliant-109-111.json");
        let old = format::read(bytes).unwrap();
        let new = copied(&old, &terms(&[115, 116]));
        let proposal = &new.proposals[0];
        assert_eq!(proposal.title, old.proposals[0].title);
        assert_eq!(
            proposal.budget.iter().map(|b| b.year).collect::<Vec<_>>(),
            [115, 116]
        );
        assert_eq!(proposal.budget[0].lines, old.proposals[0].budget[0].lines);
        assert_eq!(proposal.starts_on.unwrap().to_string(), "2026-01-01");
        assert!(proposal.confirmations.is_empty() && new.confirmations.is_empty());
        assert!(new.people.iter().all(|p| p.other_school_declaration.is_none()));
        assert_eq!(
            proposal.indicators[0].targets.keys().copied().collect::<Vec<_>>(),
            [115, 116]
        );
        assert!(new.support_plan.is_some());
    }
}
