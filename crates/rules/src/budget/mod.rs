//! 第七點、第八點：經費編列. What these rules have in common is here; each judgement is beside its document.

pub(crate) mod annual_grant_ceiling;
pub(crate) mod budget_grant_total;
pub(crate) mod budget_line_arithmetic;
pub(crate) mod budget_whole_dollars;
pub(crate) mod capital_approval;
pub(crate) mod executive_draws_no_fee;
pub(crate) mod extra_item_approval;
pub(crate) mod foreign_travel_share;
pub(crate) mod full_time_insurance;
pub(crate) mod matching_fund;
pub(crate) mod municipal_grant_share;
pub(crate) mod pay_standard;
pub(crate) mod personnel_listed_positions;
pub(crate) mod personnel_share;

use crate::limit::{Kept, Limit, Sum};
use crate::message::Value;
use crate::verdict::Verdict;
use crate::year::Year;
use std::borrow::Cow;
use usr_desk_workspace::{BudgetLine, Money};

/// Whether a line budgets anything: a line of zero dollars asks for nothing.
pub(crate) fn is_budgeted(line: &BudgetLine) -> bool {
    line.amount != Some(Money::ZERO)
}

/// What the line is called in a sentence.
pub(crate) fn item<'a>(line: &'a BudgetLine) -> Cow<'a, str> {
    Cow::Borrowed(line.item.filled().unwrap_or("（未填項目名稱）"))
}

/// The grant of a year is at most so many dollars.
pub(crate) fn grant_at_most<'v>(year: &Year, dollars: i64) -> Verdict<'v> {
    let Some(grant) = year.grant else {
        return Verdict::undetermined().at(year.grant_pointer());
    };
    let limit = Limit::dollars(Money::whole(dollars));
    let verdict = match limit.as_ceiling(&Sum::known(grant)) {
        Kept::No => Verdict::violation(),
        Kept::Yes | Kept::Open => Verdict::pass(),
    };
    verdict
        .figures(limit.ceiling_figures(grant))
        .at(year.grant_pointer())
}

/// A sum of granted lines is at most so many percent of the grant; `beyond` says what it is if it is more.
pub(crate) fn at_most_of_grant<'v>(
    year: &Year,
    sum: &Sum,
    percent: u32,
    beyond: Verdict<'v>,
    counts: impl Fn(&BudgetLine) -> bool,
) -> Verdict<'v> {
    let Some(grant) = year.grant else {
        return Verdict::undetermined()
            .saying("blank_grant")
            .at(year.grant_pointer());
    };
    if grant == Money::ZERO && sum.is_zero() {
        return Verdict::not_applicable()
            .saying("zero_grant")
            .at(year.grant_pointer());
    }
    let limit = Limit::share(grant, percent, 100);
    let verdict = match limit.as_ceiling(sum) {
        Kept::Yes => Verdict::pass().at(year.grant_pointer()),
        Kept::Open => return Verdict::undetermined().at_all(year.blanks(sum)),
        // Money budgeted from a grant of nothing is an error of the data, whatever the share is.
        Kept::No if grant == Money::ZERO => Verdict::violation()
            .saying("spent_without_grant")
            .at_all(year.amounts(counts)),
        Kept::No => beyond.at(year.grant_pointer()).at_all(year.amounts(counts)),
    };
    let share = Value::Share {
        part: sum.low(),
        whole: grant,
        limit: percent,
    };
    verdict
        .figures(limit.ceiling_figures(sum.low()))
        .with("share", share)
        .with("percent", Value::Count(i64::from(percent)))
}

/// The matching fund is at least `above`/`below` of the grant; `short` says what it is if it is less.
pub(crate) fn matching_at_least<'v>(
    year: &Year,
    (above, below): (u32, u32),
    short: Verdict<'v>,
) -> Verdict<'v> {
    use usr_desk_workspace::Fund;
    let Some(grant) = year.grant else {
        return Verdict::undetermined()
            .saying("blank_grant")
            .at(year.grant_pointer());
    };
    if grant <= Money::ZERO {
        return Verdict::not_applicable()
            .saying("zero_grant")
            .at(year.grant_pointer());
    }
    let limit = Limit::share(grant, above, below);
    let verdict = match limit.as_minimum(&year.matching) {
        Kept::Yes => Verdict::pass(),
        Kept::Open => return Verdict::undetermined().at_all(year.blanks(&year.matching)),
        Kept::No => short
            .at_all(year.amounts(|line| line.fund == Some(Fund::Matching)))
            .at(format!("{}/lines", year.pointer)),
    };
    verdict.figures(limit.minimum_figures(year.matching.low()))
}

/// Lines that are allowed only 「報本部核准後」: each is surely one of them, or a blank field decides.
pub(crate) fn approved_lines<'v, 'l: 'v>(
    year: &Year<'l>,
    lines: impl Iterator<Item = (usize, &'l BudgetLine, bool)>,
) -> Verdict<'v> {
    let lacks =
        |line: &BudgetLine| is_budgeted(line) && !line.approval.as_ref().is_some_and(|a| a.is_given());
    let (sure, unsure): (Vec<_>, Vec<_>) = lines
        .filter(|(_, line, _)| lacks(line))
        .partition(|(_, line, surely)| *surely && line.amount.is_some());
    let names =
        |lines: &[(usize, &'l BudgetLine, bool)]| Value::List(lines.iter().map(|l| item(l.1)).collect());
    if sure.is_empty() && unsure.is_empty() {
        return Verdict::pass();
    }
    if sure.is_empty() {
        let verdict = Verdict::undetermined().with("items", names(&unsure));
        return verdict.at_all(unsure.iter().map(|(i, line, _)| {
            let field = if line.amount.is_none() {
                "amount"
            } else if line.category.is_none() {
                "category"
            } else {
                "approval"
            };
            year.line_pointer(*i, field)
        }));
    }
    let sum = sure.iter().filter_map(|(_, line, _)| line.amount).sum();
    Verdict::needs_approval()
        .with("items", names(&sure))
        .with("sum", Value::Dollars(sum))
        .at_all(sure.iter().map(|(i, ..)| year.line_pointer(*i, "approval")))
}
