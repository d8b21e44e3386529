//! Ways out (怎麼改): what amounts would keep every limit in dollars that a year of a budget breaks.
//!
//! Start at [`Rulebook::way_out`]; [`Rulebook::rescaled`] lays 核定額 over a budget, [`Rulebook::limits_if`] tells the
//! limits of another grant. Each answers an [`Edit`] and nothing else changes: what was shown is what is committed.
//! The limits themselves come from the rules ([`crate::bound`]); here is no threshold.

mod amounts;
mod flow;
mod limits_if;
mod plan;
mod rescaled;
mod spread;
mod way_out;

pub use limits_if::LimitIf;
pub use plan::{BudgetPlan, Move, NoWay};
pub use rescaled::Matching;

use crate::book::{Bound as Clause, Entry};
use crate::bound::Bound;
use crate::season::{Case, Season};
use crate::year::{Year, mark};
use crate::{AttachmentFacts, Language, Rulebook, Standing};
use usr_desk_workspace::{BudgetLine, FieldPath, Fund, Money, Workspace};

/// A year that is to change: of a proposal, or of the 校務支持規劃方案 where `case` is `None`.
struct Site<'s, 'a> {
    season: &'s Season<'a>,
    case: Option<&'s Case<'a>>,
    year: &'s Year<'a>,
    scope: &'s str,
}

/// A rule's demand on the year.
struct Asked<'a> {
    rule: &'a Entry,
    clause: &'a Clause,
    bound: Bound,
}

impl Rulebook {
    /// Reads the season and does something with one of its years.
    fn at_year<T>(
        &self,
        workspace: &Workspace,
        scope: &str,
        year: u16,
        act: impl FnOnce(&Site) -> Result<T, NoWay>,
    ) -> Result<T, NoWay> {
        let facts = AttachmentFacts::default();
        let edition = self.edition(&workspace.edition).ok_or(NoWay::NoSuchYear)?;
        let season = Season::read(workspace, &facts, edition, &self.common.sections);
        let case = season.cases.iter().find(|c| c.proposal.id.as_str() == scope);
        let years = match case {
            Some(case) => &case.years,
            None if scope == crate::check::SUPPORT_PLAN => &season.support,
            None => return Err(NoWay::NoSuchYear),
        };
        let year = years.iter().find(|y| y.budget.year == year);
        act(&Site {
            season: &season,
            case,
            year: year.ok_or(NoWay::NoSuchYear)?,
            scope,
        })
    }

    /// Every demand of the edition on the year, in clause order.
    fn asked<'b>(&'b self, site: &Site<'_, 'b>) -> Vec<Asked<'b>> {
        let mut asked = Vec::new();
        for rule in &self.rules {
            let clause = rule.clauses.get(&site.season.edition.id);
            let Some((clause, judge)) = clause.and_then(|c| Some((c, c.judge.as_ref()?))) else {
                continue;
            };
            let bounds = judge.bounds(site.season, site.case, site.year);
            asked.extend(bounds.into_iter().map(|bound| Asked { rule, clause, bound }));
        }
        asked
    }

    /// What the rules that set limits in dollars say of the year, and what all others say that is open.
    fn open_at(&self, workspace: &Workspace, scope: &str, year: u16) -> Vec<(String, Standing, String)> {
        let outcomes = self.check(workspace, &AttachmentFacts::default(), Language::ZhTw);
        let here = |o: &crate::Outcome| {
            let wrong = o.outcome.is_open() || o.outcome == Standing::OverPrinciple;
            wrong && o.proposal.as_deref() == Some(scope) && o.year.is_none_or(|y| y == year)
        };
        let outcomes = outcomes.unwrap_or_default().into_iter().filter(here);
        outcomes.map(|o| (o.rule, o.outcome, o.message)).collect()
    }
}

impl<'a> Site<'_, 'a> {
    /// The address of the year.
    fn path(&self) -> FieldPath {
        let owner = match self.case {
            Some(case) => FieldPath::new("/proposals").then(&case.proposal.id),
            None => FieldPath::new("/support_plan"),
        };
        owner.then("budget").then(self.year.budget.year)
    }

    /// Lines of a fund, each with its index, its marks and its amount in whole dollars; refused where a blank or a
    /// fraction leaves open what they add up to.
    fn lines_of(&self, fund: Fund) -> Result<Vec<(usize, &'a BudgetLine, u16, i64)>, NoWay> {
        let mut lines = Vec::new();
        for (i, line, marks) in self.year.lines(mark::FILLED) {
            let unsure =
                line.fund.is_none() || (line.fund == Some(Fund::Grant) && marks & mark::NO_CATEGORY != 0);
            let counts = line.fund == Some(fund);
            if unsure || (counts && line.amount.is_none()) {
                return Err(NoWay::Blank);
            }
            if counts {
                let amount = line.amount.and_then(whole).ok_or(NoWay::NotWhole)?;
                lines.push((i, line, marks, amount));
            }
        }
        Ok(lines)
    }

    /// The grant that counts, in whole dollars.
    fn grant(&self) -> Result<i64, NoWay> {
        whole(self.year.grant.ok_or(NoWay::BlankGrant)?).ok_or(NoWay::NotWhole)
    }
}

/// Whole dollars that are not negative.
fn whole(amount: Money) -> Option<i64> {
    (amount.is_whole() && !amount.is_negative()).then(|| amount.floor())
}
