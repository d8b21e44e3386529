//! 自我檢核表: what the rules say, clause by clause, with a shape and a word for each outcome.

use crate::block::{Align, Block, Cell, Row, Run};
use crate::outline::Builder;
use crate::page::Ink;
use crate::words;
use std::collections::BTreeMap;
use usr_desk_rules::{Language, Outcome, Standing};
use usr_desk_workspace::{Confirmation, Text};

/// The chapter, for one scope: a proposal, `support_plan`, or the whole season.
pub(crate) fn blocks(
    builder: &mut Builder,
    scope: Option<&str>,
    confirmations: &BTreeMap<String, Confirmation>,
    justifications: &BTreeMap<String, BTreeMap<u16, Text>>,
) -> Vec<Block> {
    let outcomes = builder.outcomes(scope);
    // Where a person answers what is asked here; the support plan has no such place of its own.
    let place = match scope {
        None => super::place(["confirmations"]),
        Some("support_plan") => super::place(["support_plan"]),
        Some(proposal) => super::place(["proposals", proposal, "confirmations"]),
    };
    let chapter = if scope.is_none() {
        "全校自我檢核表"
    } else {
        "自我檢核表"
    };
    let mut blocks = vec![Block::From(place.clone()), builder.chapter(chapter)];
    if !outcomes.is_empty() {
        blocks.push(super::note(&tally(&outcomes)));
    }
    let by = builder.input.book.basis(Language::ZhTw);
    blocks.push(super::note(&format!("檢核依據：{by}。")));
    let title = |rule: &str| {
        let clause = builder.input.book.clause(rule, &builder.input.workspace.edition);
        clause.map_or_else(|| rule.to_owned(), |c| c.title)
    };
    let rows = outcomes
        .iter()
        .map(|outcome| row(outcome, title(&outcome.rule)))
        .collect();
    let columns = vec![
        super::fixed(78.0, Align::Left),
        super::fixed(104.0, Align::Left),
        super::fixed(70.0, Align::Left),
        super::share(1.0, Align::Left),
    ];
    blocks.push(Block::From(place));
    blocks.push(super::list(
        columns,
        &["依據", "檢核事項", "結果", "說明"],
        rows,
        "尚無檢核結果。",
    ));
    let mut records = Vec::new();
    for (rule, confirmation) in confirmations.iter().filter(|(_, c)| c.is_complete()) {
        records.push(Row::body(super::cells([
            title(rule),
            "確認".to_owned(),
            confirmation.basis.trim().to_owned(),
            format!("{}\n{}", confirmation.by.trim(), words::date(confirmation.on)),
        ])));
    }
    for (rule, reasons) in justifications {
        for (year, reason) in reasons.iter().filter(|(_, reason)| !reason.is_blank()) {
            let name = format!("{}（{year}年度）", title(rule));
            let reason = reason.trim().to_owned();
            records.push(Row::body(super::cells([
                name,
                "超過原則之理由".to_owned(),
                reason,
                String::new(),
            ])));
        }
    }
    if !records.is_empty() {
        blocks.push(builder.section("確認及理由紀錄"));
        let columns = vec![
            super::fixed(130.0, Align::Left),
            super::fixed(76.0, Align::Center),
            super::share(1.0, Align::Left),
            super::fixed(110.0, Align::Left),
        ];
        blocks.push(super::list(
            columns,
            &["事項", "性質", "依據或理由", "確認人及日期"],
            records,
            "",
        ));
    }
    blocks
}

fn row(outcome: &Outcome, title: String) -> Row {
    let (shape, word) = words::standing(outcome.outcome);
    let is_grave = matches!(outcome.outcome, Standing::Violation);
    let ink = if is_grave { Ink::Red } else { Ink::Black };
    let subject = outcome
        .year
        .map_or_else(|| title.clone(), |year| format!("{title}（{year}年度）"));
    let result = Run {
        bold: outcome.outcome.is_open(),
        ..Run::inked(format!("{shape} {word}"), ink)
    };
    Row::body(vec![
        Cell::new(outcome.clause.to_string()),
        Cell::new(subject),
        Cell::new(result),
        Cell::new(outcome.message.clone()),
    ])
}

/// How many of each, in one sentence.
fn tally(outcomes: &[&Outcome]) -> String {
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    outcomes
        .iter()
        .for_each(|o| *counts.entry(o.outcome).or_default() += 1);
    let count = |(standing, n): (&Standing, &usize)| {
        let (shape, word) = words::standing(*standing);
        format!("{shape} {word} {n}")
    };
    let counts: Vec<String> = counts.iter().map(count).collect();
    format!(
        "共 {} 項：{}。結果以形狀及文字標示；「－ 不適用」表示該點次不拘束本案或要點未訂。",
        outcomes.len(),
        counts.join("、")
    )
}
