use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use usr_desk_workspace::Date;

/// 補助計畫期間.
pub(crate) struct ProposalPeriod;

impl Rule for ProposalPeriod {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("proposal_period.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let edition = season.edition;
        let (first, last) = (Value::Day(edition.first_day), Value::Day(edition.last_day));
        Some(judge(season, case).with("first", first).with("last", last))
    }
}

fn judge<'a>(season: &Season<'a>, case: &Case<'a>) -> Verdict<'a> {
    let edition = season.edition;
    let dates = [
        ("starts_on", case.proposal.starts_on),
        ("ends_on", case.proposal.ends_on),
    ];
    let day = |on: Date| Value::Day(on);
    for (field, on) in dates {
        if let Some(on) = on.filter(|on| !(edition.first_day..=edition.last_day).contains(on)) {
            return Verdict::violation().with("day", day(on)).at(case.at(field));
        }
    }
    if let [(_, Some(start)), (_, Some(end))] = dates
        && start > end
    {
        let verdict = Verdict::violation().saying("reversed").with("start", day(start));
        return verdict
            .with("end", day(end))
            .at(case.at("starts_on"))
            .at(case.at("ends_on"));
    }
    let years = edition.years();
    let from = case.proposal.starts_on.map_or(*years.start(), Date::roc_year);
    let to = case.proposal.ends_on.map_or(*years.end(), Date::roc_year);
    if let Some(year) = case.years.iter().find(|y| !(from..=to).contains(&y.budget.year)) {
        let outside = Value::Count(i64::from(year.budget.year));
        return Verdict::violation()
            .saying("budget_year")
            .with("outside", outside)
            .at(format!("{}/year", year.pointer));
    }
    let blanks: Vec<_> = dates
        .iter()
        .filter(|(_, on)| on.is_none())
        .map(|(field, _)| case.at(field))
        .collect();
    match blanks.is_empty() {
        true => Verdict::pass().at(case.at("starts_on")),
        false => Verdict::undetermined().at_all(blanks),
    }
}
