//! 經費結構比率: the amounts that clauses set against the grant, and their shares of it. It judges nothing.

use crate::block::{Align, Bar, Bars, Block, Cell, Row, Table};
use usr_desk_rules::Outcome;
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

/// Rules whose figures are shares of the grant, as the chart names them and their limits.
const CHARTED: [(&str, &str, &str); 3] = [
    ("personnel-share", "人事費", "上限"),
    ("foreign-travel-share", "國外差旅及國際交流", "上限"),
    ("matching-fund", "學校配合款", "下限"),
];

/// The shares of one year against the limits that the rules state; absent where none was compared.
pub(crate) fn chart(year: &BudgetYear, outcomes: &[&Outcome]) -> Option<Block> {
    let grant = year.grant()?;
    let percent = |dollars: i64| -> Option<f32> {
        let hundred = Money::whole(100);
        let ratio = Money::whole(dollars).times(hundred).0.checked_div(grant.0)?;
        ratio.round_dp(2).to_string().parse().ok()
    };
    let bar = |(rule, label, word): &(&str, &str, &str)| {
        let of_rule = |o: &&&Outcome| o.rule == *rule && o.year == Some(year.year);
        let figures = outcomes.iter().find(of_rule)?.figures?;
        let (share, limit) = (percent(figures.actual)?, percent(figures.limit)?);
        Some(Bar {
            label: (*label).to_owned(),
            share,
            shown: format!("{share:.2} %"),
            limit: Some((limit, format!("{word} {limit:.2} %"))),
        })
    };
    let bars: Vec<Bar> = CHARTED.iter().filter_map(bar).collect();
    let largest = bars
        .iter()
        .map(|bar| bar.share.max(bar.limit.as_ref().map_or(0.0, |limit| limit.0)))
        .fold(20.0, f32::max);
    (!bars.is_empty()).then(|| {
        Block::Bars(Bars {
            title: format!("{}年度：占補助款比率（豎線為依要點計算之上下限）", year.year),
            bars,
            full: largest * 1.1,
        })
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
