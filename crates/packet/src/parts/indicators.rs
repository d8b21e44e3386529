//! 績效指標, year by year.

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use std::collections::BTreeSet;
use usr_desk_workspace::{Money, Proposal};

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let mut years: BTreeSet<u16> = proposal.budget.iter().map(|year| year.year).collect();
    years.extend(proposal.indicators.iter().flat_map(|i| i.targets.keys().copied()));
    let shown = |value: Option<Money>| value.map_or_else(|| "—".to_owned(), |v| v.to_string());
    let rows = proposal.indicators.iter().enumerate().map(|(i, indicator)| {
        let mut texts = vec![
            (i + 1).to_string(),
            words::or_blank(&indicator.name),
            words::or_blank(&indicator.unit),
            shown(indicator.baseline),
        ];
        texts.extend(
            years
                .iter()
                .map(|year| shown(indicator.targets.get(year).copied().flatten())),
        );
        Row::body(super::cells(texts))
    });
    let mut columns = vec![
        super::fixed(28.0, Align::Center),
        super::share(1.0, Align::Left),
        super::fixed(48.0, Align::Center),
        super::fixed(52.0, Align::Right),
    ];
    columns.extend(years.iter().map(|_| super::fixed(56.0, Align::Right)));
    let year_heads: Vec<String> = years.iter().map(|year| format!("{year}年度")).collect();
    let mut head = vec!["序", "指標", "單位", "基準值"];
    head.extend(year_heads.iter().map(String::as_str));
    let place = super::place(["proposals", proposal.id.as_str(), "indicators"]);
    vec![
        Block::From(place.clone()),
        builder.chapter("績效指標"),
        Block::From(place),
        super::list(columns, &head, rows.collect(), "尚未填寫績效指標。"),
    ]
}
