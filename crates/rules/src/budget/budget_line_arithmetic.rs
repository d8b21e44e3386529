use super::item;
use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use usr_desk_workspace::{BudgetLine, Money};

/// 單價乘以數量等於總價.
pub(crate) struct BudgetLineArithmetic;

impl Rule for BudgetLineArithmetic {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("budget_line_arithmetic.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }
}

fn judge<'a>(year: &Year<'a>) -> Verdict<'a> {
    let mut wrong = Vec::new();
    let mut blank = Vec::new();
    for (i, line, _) in year.lines(mark::FILLED) {
        match (line.unit_price, line.quantity, line.amount) {
            (Some(price), Some(quantity), Some(amount)) => {
                if multiplies_out(price, quantity, amount) {
                    continue;
                }
                let difference = price.times(quantity).minus(amount);
                if difference >= Money::whole(1) || difference <= Money::whole(-1) {
                    wrong.push((i, line, difference));
                }
            }
            _ => blank.push(i),
        }
    }
    let names =
        |lines: &[(usize, &'a BudgetLine, Money)]| Value::List(lines.iter().map(|l| item(l.1)).collect());
    match (wrong.as_slice(), blank.as_slice()) {
        ([(_, first, difference), ..], _) => Verdict::violation()
            .with("items", names(&wrong))
            .with("first", Value::Text(item(first)))
            .with("difference", Value::Dollars(Money(difference.0.abs())))
            .at_all(wrong.iter().map(|(i, ..)| year.line_pointer(*i, "amount"))),
        ([], [_, ..]) => Verdict::undetermined()
            .with(
                "count",
                Value::Count(i64::try_from(blank.len()).unwrap_or(i64::MAX)),
            )
            .at_all(
                blank
                    .iter()
                    .map(|i| year.line_pointer(*i, blank_field(&year.budget.lines[*i]))),
            ),
        ([], []) => Verdict::pass(),
    }
}

/// Exactly, in integers: nearly every line, without a decimal division of scales.
fn multiplies_out(price: Money, quantity: Money, amount: Money) -> bool {
    match (price.as_integer(), quantity.as_integer(), amount.as_integer()) {
        (Some(price), Some(quantity), Some(amount)) => price.checked_mul(quantity) == Some(amount),
        _ => false,
    }
}

fn blank_field(line: &BudgetLine) -> &'static str {
    match line {
        BudgetLine { amount: None, .. } => "amount",
        BudgetLine { unit_price: None, .. } => "unit_price",
        _ => "quantity",
    }
}
