use super::item;
use crate::message::Value;
use crate::roster::Who;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use std::borrow::Cow;
use usr_desk_workspace::{BudgetLine, Money, Position, Role};

/// 由學校校長或副校長擔任主持人者，不得支領相關主持人費用.
pub(crate) struct ExecutiveDrawsNoFee;

impl Rule for ExecutiveDrawsNoFee {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("executive_draws_no_fee.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let fees = case.years.iter().any(|year| judge(season, case, year).is_some());
        (!fees).then(|| Verdict::pass().at(case.at("team")))
    }

    fn year<'a>(
        season: &Season<'a>,
        case: &Case<'a>,
        year: &Year<'a>,
        _: &'a NoParams,
    ) -> Option<Verdict<'a>> {
        judge(season, case, year)
    }
}

/// The worst fee of the year; `None` where no executive draws one.
fn judge<'a>(season: &Season<'a>, case: &Case<'a>, year: &Year<'a>) -> Option<Verdict<'a>> {
    let team = case
        .proposal
        .team
        .iter()
        .filter(|m| m.role.is_some_and(Role::is_investigator));
    let team: Vec<_> = team
        .filter_map(|m| Some((season.roster.who(m.person.as_ref()?)?, m.role?)))
        .collect();
    if !season.roster.has_executives() {
        return None;
    }
    let lines = year.lines(mark::INVESTIGATOR | mark::NO_POSITION);
    let fees = lines.filter(|(_, line, marks)| may_be_fee(line, *marks));
    let verdicts = fees.filter_map(|(i, line, _)| fee(season, &team, year, i, line));
    verdicts.max_by_key(|v| match v.standing {
        crate::Standing::Violation => 2,
        crate::Standing::Undetermined => 1,
        _ => 0,
    })
}

fn may_be_fee(line: &BudgetLine, marks: u16) -> bool {
    let drawn_by_name = marks & mark::PERSONNEL != 0 && marks & mark::INSURANCE == 0 && line.person.is_some();
    line.amount.is_none_or(|a| a > Money::ZERO) && (marks & mark::INVESTIGATOR != 0 || drawn_by_name)
}

fn fee<'a>(
    season: &Season<'a>,
    team: &[(Who, Role)],
    year: &Year,
    i: usize,
    line: &'a BudgetLine,
) -> Option<Verdict<'a>> {
    let roster = &season.roster;
    let named = line.person.as_ref().and_then(|id| roster.who(id));
    let in_role = |role: Role| line.position.is_none_or(|position| position == fee_of(role));
    // Without a name it is drawn by whoever has the role: surely an executive only if all of them are.
    let drawers: Vec<Who> = match (&line.person, named) {
        (Some(_), who) => team.iter().map(|(w, _)| *w).filter(|w| Some(*w) == who).collect(),
        (None, _) => team
            .iter()
            .filter(|(_, role)| in_role(*role))
            .map(|(w, _)| *w)
            .collect(),
    };
    if drawers.is_empty() {
        return by_name(season, named?, year, i, line);
    }
    let executive = drawers.iter().copied().find(|who| roster.is_executive(*who))?;
    let surely = drawers.iter().all(|who| roster.is_executive(*who));
    let verdict = match (
        surely,
        line.amount,
        line.position,
        roster.is_of_applicant(executive),
    ) {
        (true, Some(_), Some(_), Some(true)) => Verdict::violation(),
        (true, Some(_), Some(_), Some(false)) => Verdict::ask(),
        _ => Verdict::undetermined(),
    };
    Some(told(verdict, season, executive, year, i, line))
}

/// A fee drawn by an executive who is no investigator of the plan: the team or the drawer is wrong.
fn by_name<'a>(
    season: &Season<'a>,
    who: Who,
    year: &Year,
    i: usize,
    line: &'a BudgetLine,
) -> Option<Verdict<'a>> {
    line.position.filter(|_| season.roster.is_executive(who))?;
    let verdict = match line.amount {
        Some(_) => Verdict::ask().saying("not_in_team"),
        None => Verdict::undetermined(),
    };
    Some(told(verdict, season, who, year, i, line))
}

fn told<'a>(
    verdict: Verdict<'a>,
    season: &Season<'a>,
    executive: Who,
    year: &Year,
    i: usize,
    line: &'a BudgetLine,
) -> Verdict<'a> {
    let name = season.roster.name(executive);
    verdict
        .with("name", Value::Text(Cow::Borrowed(name)))
        .with("item", Value::Text(item(line)))
        .with("amount", Value::Dollars(line.amount.unwrap_or_default()))
        .at(year.line_pointer(i, "amount"))
        .at(year.line_pointer(i, "person"))
}

fn fee_of(role: Role) -> Position {
    match role {
        Role::PrincipalInvestigator => Position::PrincipalInvestigator,
        Role::CoPrincipalInvestigator => Position::CoPrincipalInvestigator,
        Role::AssociateInvestigator => Position::AssociateInvestigator,
        Role::Adviser | Role::Member => Position::Other,
    }
}
