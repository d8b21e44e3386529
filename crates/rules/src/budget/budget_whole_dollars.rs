use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use usr_desk_workspace::Money;

/// 金額為整數元、不為負.
pub(crate) struct BudgetWholeDollars;

impl Rule for BudgetWholeDollars {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("budget_whole_dollars.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }
}

fn judge<'v>(year: &Year) -> Verdict<'v> {
    let grants = [
        ("grant_requested", year.budget.grant_requested),
        ("grant_approved", year.budget.grant_approved),
    ];
    let grants = grants
        .into_iter()
        .map(|(field, amount)| (format!("{}/{field}", year.pointer), amount));
    let lines = year
        .lines(mark::NOT_WHOLE)
        .map(|(i, line, _)| (year.line_pointer(i, "amount"), line.amount));
    let odd = |amount: Option<Money>| amount.filter(|a| !a.is_whole() || a.is_negative());
    let odd: Vec<_> = grants
        .chain(lines)
        .filter_map(|(at, amount)| Some((at, odd(amount)?)))
        .collect();
    match odd.first() {
        None => Verdict::pass(),
        Some((_, first)) => Verdict::violation()
            .with(
                "count",
                Value::Count(i64::try_from(odd.len()).unwrap_or(i64::MAX)),
            )
            .with("first", Value::Dollars(*first))
            .at_all(odd.into_iter().map(|(at, _)| at)),
    }
}
