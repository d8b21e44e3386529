//! The smallest change that clears every broken limit of a year.

use super::amounts::{Abroad, Cell, Most, least_moved};
use super::plan::Draft;
use super::{Asked, BudgetPlan, NoWay, Site};
use crate::bound::{Bound, Counted, Demand};
use crate::year::mark;
use crate::{Rulebook, Standing};
use usr_desk_workspace::{Category, Fund, Sentence, Tag, Workspace, edit};

impl Rulebook {
    /// Amounts that clear every broken limit of the year and move the fewest dollars, honouring locked lines.
    ///
    /// 補助經費 stays as it is, unless it is beyond its ceiling: then it becomes the ceiling. A limit 「為原則」 with a
    /// recorded reason counts as kept; it is not made worse. What the rules then say is checked before it is answered.
    pub fn way_out(&self, workspace: &Workspace, scope: &str, year: u16) -> Result<BudgetPlan, NoWay> {
        let plan = self.at_year(workspace, scope, year, |site| self.least(site))?;
        let after = edit::apply(workspace, &plan.edit).map_err(|e| NoWay::SideEffect(e.to_string()))?;
        let before = self.open_at(workspace, scope, year);
        let new = |(rule, standing, _): &(String, Standing, String)| {
            !before.iter().any(|(r, s, _)| r == rule && s == standing)
        };
        let limits = self.rules_with_limits(workspace, scope, year)?;
        let still = |(rule, ..): &(String, Standing, String)| limits.contains(rule);
        match self
            .open_at(&after, scope, year)
            .into_iter()
            .find(|o| new(o) || still(o))
        {
            Some((_, _, message)) => Err(NoWay::SideEffect(message)),
            None => Ok(plan),
        }
    }

    fn rules_with_limits(&self, workspace: &Workspace, scope: &str, year: u16) -> Result<Vec<String>, NoWay> {
        self.at_year(workspace, scope, year, |site| {
            Ok(self
                .asked(site)
                .iter()
                .map(|a| a.rule.document.id.clone())
                .collect())
        })
    }

    fn least(&self, site: &Site) -> Result<BudgetPlan, NoWay> {
        site.knows_its_limits()?;
        let asked = self.asked(site);
        let grant = site.grant()?;
        let granted = site.lines_of(Fund::Grant)?;
        let matching = site.lines_of(Fund::Matching)?;
        let mut draft = Draft::new(site, grant);
        let ceiling = asked.iter().filter_map(|a| match a.bound.demand {
            Demand::GrantAtMost(dollars) => Some(dollars),
            _ => None,
        });
        let allowed = ceiling.min().map_or(grant, |most| most.min(grant));
        if allowed < grant {
            if site.year.budget.grant_approved.is_some() {
                return Err(NoWay::ApprovedBeyondCeiling);
            }
            draft.set_grant("grant_requested", allowed);
        }
        let cells: Vec<Cell> = granted
            .iter()
            .map(|(_, line, marks, amount)| Cell {
                amount: *amount,
                locked: line.locked == Some(true),
                personnel: marks & mark::PERSONNEL != 0,
                abroad: match () {
                    () if line.is_tagged(Tag::ForeignTravel) => Abroad::Travel,
                    () if line.is_tagged(Tag::InternationalExchange) => Abroad::Exchange,
                    () => Abroad::No,
                },
                capital: line.category == Some(Category::Capital),
                insurance: marks & mark::INSURANCE != 0,
            })
            .collect();
        let most = site.most(&asked, &cells, allowed);
        let amounts = least_moved(&cells, allowed, most).ok_or(NoWay::Locked)?;
        for ((_, line, ..), amount) in granted.iter().zip(amounts) {
            draft.set_line(line, amount);
        }
        let needed = asked
            .iter()
            .filter(|a| site.holds(a))
            .map(|a| match a.bound.demand {
                demand @ Demand::MatchingAtLeast { .. } => demand.dollars(allowed),
                _ => 0,
            });
        let own: i64 = matching.iter().map(|m| m.3).sum();
        let missing = needed.max().unwrap_or(0) - own;
        if missing > 0 {
            let free = matching.iter().filter(|m| m.1.locked != Some(true));
            // The largest line of those that nothing else hangs on; capital needs an approval, people a pay scale.
            let plain = |marks: u16| marks & (mark::CAPITAL | mark::PERSONNEL) == 0;
            let (_, line, _, amount) = free
                .max_by_key(|m| (plain(m.2), m.3))
                .ok_or(NoWay::NoMatchingLine(missing))?;
            draft.set_line(line, amount + missing);
        }
        let year = site.year.budget.year;
        let plan = draft.done(Sentence::new(
            format!("調整 {year} 年度經費以符合上限"),
            format!("Bring the budget of year {year} within its limits"),
        ));
        match plan.moves.is_empty() && plan.grant.0 == plan.grant.1 {
            true => Err(NoWay::NothingBroken),
            false => Ok(plan),
        }
    }
}

impl Site<'_, '_> {
    /// Which limits hold must be known before any is kept.
    pub(super) fn knows_its_limits(&self) -> Result<(), NoWay> {
        let typed = self.case.is_none_or(|case| case.types.len() == 1);
        match typed && self.season.workspace.school.ownership.is_some() {
            true => Ok(()),
            false => Err(NoWay::BlankType),
        }
    }

    /// Whether a demand is to be kept: one in principle is not where a reason is recorded.
    fn holds(&self, asked: &Asked) -> bool {
        let reason = |case: &crate::season::Case| {
            case.reason(&asked.rule.document.id, self.year.budget.year)
                .is_some()
        };
        !asked.bound.in_principle || !self.case.is_some_and(reason)
    }

    fn most(&self, asked: &[Asked], cells: &[Cell], grant: i64) -> Most {
        let mut most = Most::default();
        for one in asked {
            let Bound {
                demand: demand @ Demand::AtMostOfGrant { counted, .. },
                ..
            } = one.bound
            else {
                continue;
            };
            let counts = |cell: &&Cell| match counted {
                Counted::Personnel => cell.personnel,
                Counted::Travel => cell.abroad == Abroad::Travel,
                Counted::Abroad => cell.abroad != Abroad::No,
            };
            let now: i64 = cells.iter().filter(counts).map(|c| c.amount).sum();
            let limit = demand.dollars(grant);
            let limit = if self.holds(one) { limit } else { limit.max(now) };
            let known = match counted {
                Counted::Personnel => &mut most.personnel,
                Counted::Travel => &mut most.travel,
                Counted::Abroad => &mut most.abroad,
            };
            *known = Some(known.map_or(limit, |known| known.min(limit)));
        }
        most
    }
}
