//! 經費結構比率: the amounts that clauses set against the grant, and their shares of it. It judges nothing.

use crate::block::{Align, Block, Cell, Row, Table};
use usr_desk_workspace::{BudgetLine, BudgetYear, Category, Fund, Money, Tag};

/// A label, and which lines it counts.
type Counted = (&'static str, fn(&BudgetLine) -> bool);

const ROWS: [Counted; 5] = [
    ("人事費（補助款）", |l| {
        l.fund == Some(Fund::Grant) && l.is_personnel()
    }),
    ("國外差旅費（補助款）", |l| {
        l.fund == Some(Fund::Grant) && l.is_tagged(Tag::ForeignTravel)
    }),
    ("國際交流費用（補助款）", |l| {
        l.fund == Some(Fund::Grant) && l.is_tagged(Tag::InternationalExchange)
    }),
    ("設備及投資（補助款）", |l| {
        l.fund == Some(Fund::Grant) && l.category == Some(Category::Capital)
    }),
    ("學校配合款", |l| l.fund == Some(Fund::Matching)),
];

/// One row an amount, one column a year: amount above, share of the grant below.
pub(crate) fn table(years: &[BudgetYear]) -> Block {
    let row = |(label, counts): Counted| {
        let cell = |year: &BudgetYear| {
            let amount: Money = year
                .lines
                .iter()
                .filter(|l| counts(l))
                .filter_map(|l| l.amount)
                .sum();
            Cell::new(format!("{amount}\n{}", share(amount, year.grant())))
        };
        let mut cells = vec![Cell::new(label)];
        cells.extend(years.iter().map(cell));
        Row::body(cells)
    };
    let mut columns = vec![super::share(1.0, Align::Left)];
    columns.extend(years.iter().map(|_| super::budget::amount_column(years.len())));
    let mut head = vec![Cell::new("項目（元；占當年度補助款比率）")];
    head.extend(years.iter().map(|year| Cell::new(format!("{}年度", year.year))));
    Block::Table(Table {
        columns,
        head: vec![head],
        rows: ROWS.into_iter().map(row).collect(),
        ..Table::default()
    })
}

/// A share of the grant in per cent, to two places; exact limits are judged by the rules, in whole dollars.
fn share(amount: Money, grant: Option<Money>) -> String {
    let hundred = Money::whole(100);
    let ratio = grant.and_then(|grant| amount.times(hundred).0.checked_div(grant.0));
    ratio.map_or_else(|| "—".to_owned(), |ratio| format!("{:.2} %", ratio.round_dp(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        assert_eq!(
            share(Money::whole(1_400_000), Some(Money::whole(3_500_000))),
            "40.00 %"
        );
        assert_eq!(share(Money::whole(1), Some(Money::ZERO)), "—");
        assert_eq!(share(Money::whole(1), None), "—");
    }
}
