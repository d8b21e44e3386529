//! The season's overview (全校總覽): proposals × years × categories, what every clause says, people and indicators.

use crate::book::{Book, Cell, Formula, Look, Range, Row, Sheet};
use crate::budget::{UNOFFICIAL, lines_of};
use crate::{lists, words};
use rust_decimal::Decimal;
use usr_desk_rules::{Outcome, Standing};
use usr_desk_workspace::{BudgetYear, Money, ProposalType, Workspace};

const MONEY_HEADS: [&str; 10] = [
    "人事費",
    "業務費",
    "雜支",
    "設備及投資",
    "未分類",
    "經費合計",
    "補助款",
    "配合款",
    "外部資源",
    "申請補助額",
];
/// Columns before those of money: 計畫, 類型, 送件, 年度.
const BEFORE: u16 = 4;
const WIDTHS: [u8; 15] = [34, 18, 8, 8, 13, 13, 13, 13, 13, 14, 14, 14, 14, 14, 14];

/// A sheet of amounts, one of outcomes, the roster and the indicators.
pub fn overview(season: &Workspace, outcomes: &[Outcome]) -> Book {
    Book {
        title: format!("{}　全校總覽", season.school.name.trim()),
        sheets: vec![
            amounts(season),
            standings(season, outcomes),
            lists::people(season),
            lists::indicators(season),
        ],
    }
}

/// A scope with budgets.
struct Scope<'a> {
    title: &'a str,
    of_type: Option<ProposalType>,
    submit: bool,
    years: &'a [BudgetYear],
}

fn scopes(season: &Workspace) -> Vec<Scope<'_>> {
    let proposals = season.proposals.iter().map(|p| Scope {
        title: &p.title,
        of_type: p.proposal_type,
        submit: p.submit,
        years: &p.budget,
    });
    let support = season.support_plan.iter().map(|plan| Scope {
        title: "校務支持規劃方案",
        of_type: None,
        submit: true,
        years: &plan.budget,
    });
    proposals.chain(support).collect()
}

fn line(sheet: &mut Sheet, text: String, look: Look, lines: u8) {
    let row = next(sheet);
    let width = u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX);
    let mut cells = vec![Cell::text(text, look)];
    cells.resize(usize::from(width), Cell::blank(look));
    sheet.rows.push(Row { cells, lines });
    sheet.merges.push(Range::row(row, 0, width - 1));
}

fn next(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX)
}

fn heads(sheet: &mut Sheet, texts: &[&str]) {
    let row = next(sheet);
    let cells = texts.iter().map(|text| Cell::text(*text, Look::Head)).collect();
    sheet.rows.push(Row { cells, lines: 2 });
    sheet.head = (row, row);
}

fn amounts(season: &Workspace) -> Sheet {
    let mut sheet = Sheet {
        name: "總表".to_owned(),
        widths: WIDTHS.to_vec(),
        ..Sheet::default()
    };
    let title = format!(
        "{}　大學社會責任實踐計畫經費總表　{}",
        season.school.name.trim(),
        season.cycle.trim()
    );
    line(&mut sheet, title, Look::Title, 2);
    line(
        &mut sheet,
        format!("單位：新臺幣元　　{UNOFFICIAL}"),
        Look::Plain,
        1,
    );
    let mut texts = vec!["計畫名稱", "類型", "送件", "年度"];
    texts.extend(MONEY_HEADS);
    texts.push("核定補助額");
    heads(&mut sheet, &texts);
    let first = next(&sheet);
    let mut sums = [Decimal::ZERO; 11];
    for scope in scopes(season) {
        for year in scope.years {
            year_row(&mut sheet, &scope, year, &mut sums);
        }
    }
    let last = next(&sheet);
    let mut cells = vec![Cell::text("合計", Look::Total)];
    cells.resize(usize::from(BEFORE), Cell::blank(Look::Total));
    for (column, sum) in (BEFORE..).zip(sums) {
        let formula = if last > first {
            Formula::Sum(Range::column(column, first, last - 1))
        } else {
            Formula::Plus(Vec::new())
        };
        cells.push(Cell::computed(formula, sum, Look::Total));
    }
    let row = next(&sheet);
    sheet.merges.push(Range::row(row, 0, BEFORE - 1));
    sheet.rows.push(Row { cells, lines: 1 });
    sheet
}

fn year_row(sheet: &mut Sheet, scope: &Scope<'_>, year: &BudgetYear, sums: &mut [Decimal; 11]) {
    let row = next(sheet);
    let lines: Vec<_> = year.lines.iter().filter(|l| !l.is_empty()).collect();
    let of = |keep: &dyn Fn(&usr_desk_workspace::BudgetLine) -> bool| -> Decimal {
        lines
            .iter()
            .filter(|l| keep(l))
            .filter_map(|l| l.amount)
            .map(|a| a.0)
            .sum()
    };
    let mut cells = vec![
        Cell::text(scope.title.trim(), Look::Text),
        Cell::text(words::proposal_type(scope.of_type), Look::Middle),
        Cell::text(if scope.submit { "是" } else { "否" }, Look::Middle),
        Cell::number(Some(Decimal::from(year.year)), Look::Middle),
    ];
    let mut figures: Vec<Decimal> = words::CATEGORIES
        .iter()
        .map(|category| of(&|l| l.category == *category))
        .collect();
    let total: Decimal = figures.iter().copied().sum();
    cells.extend(
        figures
            .iter()
            .map(|figure| Cell::number(Some(*figure), Look::Number)),
    );
    let parts = Range::row(row, BEFORE, BEFORE + 4);
    cells.push(Cell::computed(Formula::Sum(parts), total, Look::Number));
    figures.push(total);
    for fund in words::FUNDS {
        let figure = of(&|l| l.fund == Some(fund));
        cells.push(Cell::number(Some(figure), Look::Number));
        figures.push(figure);
    }
    // What is not filled in stays blank, and counts for nothing in the sum below.
    for grant in [year.grant_requested, year.grant_approved] {
        let figure = grant.map(|g: Money| g.0);
        cells.push(Cell::number(figure, Look::Number));
        figures.push(figure.unwrap_or_default());
    }
    for (sum, figure) in sums.iter_mut().zip(figures) {
        *sum += figure;
    }
    sheet.rows.push(Row {
        cells,
        lines: lines_of(scope.title.trim(), WIDTHS[0]),
    });
}

const OUTCOME_WIDTHS: [u8; 9] = [28, 8, 20, 14, 60, 14, 14, 14, 26];

fn standings(season: &Workspace, outcomes: &[Outcome]) -> Sheet {
    let mut sheet = Sheet {
        name: "檢核結果".to_owned(),
        widths: OUTCOME_WIDTHS.to_vec(),
        ..Sheet::default()
    };
    line(&mut sheet, "逐條檢核結果".to_owned(), Look::Title, 2);
    let note = "※ 本表為 USR 提案工作台的檢核結果，供人工判斷參考，並非核定或審查結論。".to_owned();
    line(&mut sheet, note, Look::Plain, 1);
    heads(
        &mut sheet,
        &[
            "計畫",
            "年度",
            "點次",
            "結果",
            "說明",
            "實際",
            "上限或下限",
            "餘裕",
            "檢核代號",
        ],
    );
    let title = |id: &str| match id {
        "support_plan" => "校務支持規劃方案".to_owned(),
        id => season
            .proposals
            .iter()
            .find(|p| p.id.as_str() == id)
            .map_or(id.to_owned(), |p| p.title.trim().to_owned()),
    };
    for outcome in outcomes.iter().filter(|o| o.outcome != Standing::NotApplicable) {
        let scope = outcome.proposal.as_deref().map_or("全校".to_owned(), title);
        let figures = outcome.figures.as_ref();
        let figure = |of: Option<i64>| Cell::number(of.map(Decimal::from), Look::Number);
        let lines = lines_of(&outcome.message, OUTCOME_WIDTHS[4]).max(lines_of(&scope, OUTCOME_WIDTHS[0]));
        sheet.rows.push(Row {
            cells: vec![
                Cell::text(scope, Look::Text),
                Cell::number(outcome.year.map(Decimal::from), Look::Middle),
                Cell::text(&*outcome.clause, Look::Text),
                Cell::text(words::standing(outcome.outcome), Look::Middle),
                Cell::text(&outcome.message, Look::Text),
                figure(figures.map(|f| f.actual)),
                figure(figures.map(|f| f.limit)),
                figure(figures.map(|f| f.headroom)),
                Cell::text(&outcome.rule, Look::Text),
            ],
            lines,
        });
    }
    sheet
}
