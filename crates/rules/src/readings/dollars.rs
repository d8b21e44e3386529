//! Ambiguities about money.

use super::{Before, ReadingCount, ReadingRow, row, shown};
use crate::bound::{Counted, Demand};
use crate::check::SUPPORT_PLAN;
use crate::season::Case;
use crate::year::{Year, mark};
use std::collections::BTreeMap;
use usr_desk_workspace::{BudgetLine, Category, Fund, Money, ProposalType, Tag};

/// What the filled-in lines of a year add up to that `counts`.
fn sum(year: &Year, counts: impl Fn(&BudgetLine) -> bool) -> Money {
    let lines = year.lines(mark::FILLED).filter(|(_, line, _)| counts(line));
    lines.filter_map(|(_, line, _)| line.amount).sum()
}

/// The grant in whole dollars; a blank or nothing gives no share.
fn grant(year: &Year) -> Option<i64> {
    Some(year.grant?.floor()).filter(|grant| *grant > 0)
}

impl<'s, 'a> Before<'s, 'a> {
    /// A1: travel alone or with exchange, for types that bind travel. A2: each alone or both, for the others.
    pub(super) fn abroad(&self, travel_alone_is_bound: bool) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let grant = grant(year)?;
            let bounds = self.bounds("foreign-travel-share", Some(case), year);
            let bound = |asked: Counted| {
                bounds.iter().find(
                    |bound| matches!(bound.demand, Demand::AtMostOfGrant { counted, .. } if counted == asked),
                )
            };
            let together = bound(Counted::Abroad)?.demand.dollars(grant);
            let exchange = sum(year, |line| {
                line.fund == Some(Fund::Grant) && line.is_tagged(Tag::InternationalExchange)
            });
            let (alone, limit) = match (bound(Counted::Travel), travel_alone_is_bound) {
                (Some(travel), true) => (year.travel.low(), travel.demand.dollars(grant)),
                (None, false) => (year.travel.low().max(exchange), together),
                _ => return None,
            };
            Some(row(
                Some(case),
                Some(year),
                self.at_most(alone, limit),
                self.at_most(year.abroad.low(), together),
            ))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A3: the year's total of what is submitted, or each proposal.
    pub(super) fn matching_of_the_school(&self) -> Vec<ReadingRow> {
        let mut by_year: BTreeMap<u16, Vec<(&Year, Demand, i64)>> = BTreeMap::new();
        for (case, year) in self.years().filter(|(case, _)| case.proposal.submit) {
            if let (Some(grant), Some(bound)) = (
                grant(year),
                self.bounds("matching-fund", Some(case), year).first(),
            ) {
                by_year
                    .entry(year.budget.year)
                    .or_default()
                    .push((year, bound.demand, grant));
            }
        }
        let of_year = |(number, years): (u16, Vec<(&Year, Demand, i64)>)| {
            let total: i64 = years.iter().map(|(.., grant)| grant).sum();
            let matching: Money = years.iter().map(|(year, ..)| year.matching.low()).sum();
            let reach = |(year, demand, grant): &&(&Year, Demand, i64)| {
                year.matching.low() >= Money::whole(demand.dollars(*grant))
            };
            let reached = years.iter().filter(reach).count();
            Some(ReadingRow {
                proposal: None,
                year: Some(number),
                literal: self.at_least(matching, years.first()?.1.dollars(total)),
                careful: ReadingCount {
                    says: format!("{reached}／{}", years.len()),
                    limit: None,
                    kept: Some(reached == years.len()),
                },
            })
        };
        by_year.into_iter().filter_map(of_year).collect()
    }

    /// A4: nothing, or what the support plan must have as well.
    pub(super) fn matching_of_the_support_plan(&self) -> Vec<ReadingRow> {
        let of_year = |year: &Year| {
            let demand = self.bounds("matching-fund", None, year).first()?.demand;
            let careful = self.at_least(year.matching.low(), demand.dollars(grant(year)?));
            let row = row(None, Some(year), shown(self.dollars(Money::ZERO)), careful);
            Some(ReadingRow {
                proposal: Some(SUPPORT_PLAN.to_owned()),
                ..row
            })
        };
        self.season.support.iter().filter_map(of_year).collect()
    }

    /// A5: personnel that the grant pays, or all funds.
    pub(super) fn personnel_by_fund(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let demand = self.bounds("personnel-share", Some(case), year).first()?.demand;
            let limit = demand.dollars(grant(year)?);
            let all = sum(year, BudgetLine::is_personnel);
            Some(row(
                Some(case),
                Some(year),
                self.at_most(year.personnel.low(), limit),
                self.at_most(all, limit),
            ))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A6: types of which the text says nothing: the sum, and its share.
    pub(super) fn personnel_without_limit(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let typed = case.types.len() == 1;
            let grant = Money::whole(grant(year).filter(|_| typed)?);
            if !self.bounds("personnel-share", Some(case), year).is_empty() {
                return None;
            }
            let personnel = year.personnel.low();
            let share = (personnel.times(Money::whole(100)).0 / grant.0)
                .round_dp(3)
                .normalize();
            Some(row(
                Some(case),
                Some(year),
                shown(self.dollars(personnel)),
                shown(format!("{share}%")),
            ))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A10: every operating and sundry line, or only those that were added.
    pub(super) fn lines_to_approve(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let open =
                |line: &BudgetLine| !line.approval.as_ref().is_some_and(|approval| approval.is_given());
            let operating = |line: &BudgetLine| {
                matches!(
                    line.category,
                    Some(Category::Operations | Category::Miscellaneous)
                )
            };
            let count = |counts: &dyn Fn(&BudgetLine) -> bool| {
                let lines = year
                    .lines(mark::FILLED)
                    .filter(|(_, line, _)| counts(line) && open(line))
                    .count();
                shown(self.count(lines, "行", "line", "lines"))
            };
            row(
                Some(case),
                Some(year),
                count(&operating),
                count(&|line| line.extra_item == Some(true)),
            )
        };
        self.years().map(of_year).collect()
    }

    /// A11: capital of the type that the text names, or of any.
    pub(super) fn capital(&self) -> Vec<ReadingRow> {
        let named = |kind: Option<ProposalType>| {
            matches!(
                kind,
                Some(ProposalType::Deepening | ProposalType::LinkageDeepening)
            )
        };
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let capital = sum(year, |line| line.category == Some(Category::Capital));
            let literal = if named(case.proposal.proposal_type) {
                capital
            } else {
                Money::ZERO
            };
            let told = |amount: Money| shown(self.dollars(amount));
            (capital > Money::ZERO).then(|| row(Some(case), Some(year), told(literal), told(capital)))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A16: matching with outside funds, or without.
    pub(super) fn outside_funds(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let demand = self
                .bounds("municipal-grant-share", Some(case), year)
                .first()?
                .demand;
            let limit = demand.dollars(grant(year)?);
            let own = year.matching.low();
            let outside = sum(year, |line| line.fund == Some(Fund::External));
            Some(row(
                Some(case),
                Some(year),
                self.at_least(own.plus(outside), limit),
                self.at_least(own, limit),
            ))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A18: lines by the text's own word, or both words.
    pub(super) fn sundries(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let both = sum(year, |line| line.category == Some(Category::Miscellaneous));
            let named = sum(year, |line| {
                line.category == Some(Category::Miscellaneous) && line.item.contains("雜費")
            });
            let told = |amount: Money| shown(self.dollars(amount));
            (both > Money::ZERO).then(|| row(Some(case), Some(year), told(named), told(both)))
        };
        self.years().filter_map(of_year).collect()
    }

    /// A19: years of which the plan covers a part: the whole ceiling, or its part by months.
    pub(super) fn part_of_a_year(&self) -> Vec<ReadingRow> {
        let of_year = |(case, year): (&'s Case<'a>, &'s Year<'a>)| {
            let (first, last) = (case.proposal.starts_on?, case.proposal.ends_on?);
            let number = year.budget.year;
            let month = |day: usr_desk_workspace::Date| i64::from(day.0.month());
            let from = if first.roc_year() == number {
                month(first)
            } else {
                1
            };
            let to = if last.roc_year() == number {
                month(last)
            } else {
                12
            };
            let months = to - from + 1;
            let ceiling = self
                .bounds("annual-grant-ceiling", Some(case), year)
                .first()?
                .demand
                .dollars(0);
            let grant = year.grant.filter(|_| (1..12).contains(&months))?;
            Some(row(
                Some(case),
                Some(year),
                self.at_most(grant, ceiling),
                self.at_most(grant, ceiling * months / 12),
            ))
        };
        self.years().filter_map(of_year).collect()
    }
}
