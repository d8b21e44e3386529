//! 經費: a table a year by category and fund, then all years side by side.

use super::shares;
use crate::block::{Align, Block, Cell, Column, Row, RowKind, Run, Table};
use crate::outline::Builder;
use crate::page::Ink;
use crate::words;
use usr_desk_workspace::{BudgetLine, BudgetYear, Category, FieldPath, Fund, Money};

const CATEGORIES: [Option<Category>; 5] = [
    Some(Category::Personnel),
    Some(Category::Operations),
    Some(Category::Miscellaneous),
    Some(Category::Capital),
    None,
];

/// The chapter; `place` is where the years stand in the season, `scope` whose outcomes the chart shows.
pub(crate) fn blocks(
    builder: &mut Builder,
    years: &[BudgetYear],
    title: &str,
    place: &FieldPath,
    scope: Option<&str>,
) -> Vec<Block> {
    let mut blocks = vec![Block::From(place.clone()), builder.chapter("經費")];
    if years.is_empty() {
        blocks.push(super::note("（尚未編列經費）"));
        return blocks;
    }
    blocks.push(builder.section("各年度經費彙總"));
    blocks.push(Block::From(place.clone()));
    blocks.push(summary(years));
    blocks.push(builder.section("經費結構比率"));
    blocks.push(Block::From(place.clone()));
    blocks.push(shares::table(years));
    let outcomes = builder.outcomes(scope);
    blocks.extend(years.iter().filter_map(|year| shares::chart(year, &outcomes)));
    for year in years {
        let place = place.then(year.year);
        blocks.push(Block::Need(150.0));
        blocks.push(Block::From(place.clone()));
        blocks.push(builder.section(&format!("{}年度經費明細表", year.year)));
        blocks.push(super::note(&format!("計畫名稱：{title}　　單位：新臺幣元")));
        blocks.push(Block::From(place.clone()));
        blocks.push(detail(year, &place));
    }
    blocks
}

/// The funds of a year: grant and matching always, the others where they occur.
fn funds<'a>(lines: impl Iterator<Item = &'a BudgetLine> + Clone) -> Vec<Option<Fund>> {
    let mut funds = vec![Some(Fund::Grant), Some(Fund::Matching)];
    for fund in [Some(Fund::External), None] {
        if lines.clone().any(|line| line.fund == fund && !line.is_empty()) {
            funds.push(fund);
        }
    }
    funds
}

fn sum<'a>(lines: impl Iterator<Item = &'a BudgetLine>) -> Money {
    lines.filter_map(|line| line.amount).sum()
}

/// How a year's table is laid out: with three funds and more no column is left for notes, and each stands under its
/// item.
struct Shape {
    funds: Vec<Option<Fund>>,
    notes_below: bool,
}

impl Shape {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            super::fixed(30.0, Align::Center),
            super::share(1.25, Align::Left),
            super::fixed(54.0, Align::Right),
            super::fixed(36.0, Align::Right),
            super::fixed(32.0, Align::Center),
        ];
        let amounts = self.funds.iter().map(|_| super::fixed(58.0, Align::Right));
        columns.extend(amounts);
        if !self.notes_below {
            columns.push(super::share(1.0, Align::Left));
        }
        columns
    }

    fn head(&self) -> Vec<Cell> {
        let mut head = super::cells(["編號", "項目", "單價", "數量", "單位"]);
        head.extend(self.funds.iter().map(|fund| Cell::new(words::fund(*fund))));
        if !self.notes_below {
            head.push(Cell::new("說明"));
        }
        head
    }
}

/// One year, line by line.
fn detail(year: &BudgetYear, place: &FieldPath) -> Block {
    let lines: Vec<&BudgetLine> = year.lines.iter().filter(|line| !line.is_empty()).collect();
    let funds = funds(lines.iter().copied());
    let shape = Shape {
        notes_below: funds.len() > 2,
        funds,
    };
    let columns = shape.columns();
    let mut rows = Vec::new();
    for (group, category) in CATEGORIES.into_iter().enumerate() {
        let of: Vec<&BudgetLine> = lines
            .iter()
            .copied()
            .filter(|line| line.category == category)
            .collect();
        if of.is_empty() {
            continue;
        }
        let name = words::category(category);
        let title = Cell::new(name).over(columns.len()).aligned(Align::Left);
        rows.push(Row::of(RowKind::Subtotal, vec![title]).kept());
        for (i, line) in of.iter().enumerate() {
            let number = format!("{}-{:02}", group + 1, i + 1);
            let place = place.then("lines").then(&line.id);
            rows.extend(line_rows(line, &shape, &number, columns.len(), &place));
            // Two lines at least stay with the title above them and with the sum below.
            let is_at_an_end = i + 2 >= of.len() || i == 0;
            if let (true, Some(last)) = (is_at_an_end, rows.last_mut()) {
                last.keep_with_next = true;
            }
        }
        rows.push(sums(RowKind::Subtotal, &format!("{name}小計"), &of, &shape));
    }
    if let Some(last) = rows.last_mut() {
        last.keep_with_next = true;
    }
    rows.push(sums(RowKind::Total, "合計", &lines, &shape).kept());
    rows.extend(grand(year, &lines, &shape));
    Block::Table(Table {
        columns,
        head: vec![shape.head()],
        rows,
        ..Table::default()
    })
}

/// A line: one row, or two where its note stands under it.
fn line_rows(line: &BudgetLine, shape: &Shape, number: &str, columns: usize, place: &FieldPath) -> Vec<Row> {
    let money = |value: Option<Money>| value.map_or_else(|| "—".to_owned(), |v| v.to_string());
    let mut texts = vec![
        number.to_owned(),
        words::or_blank(&line.item),
        money(line.unit_price),
        money(line.quantity),
        line.unit.trim().to_owned(),
    ];
    for fund in &shape.funds {
        texts.push(if line.fund == *fund {
            line.amount
                .map_or_else(|| words::BLANK.to_owned(), |v| v.to_string())
        } else {
            String::new()
        });
    }
    let remark = remark(line);
    if !shape.notes_below {
        texts.push(remark);
        return vec![Row::body(super::cells(texts)).from(place.clone())];
    }
    let mut cells = super::cells(texts);
    if remark.is_empty() {
        return vec![Row::body(cells).from(place.clone())];
    }
    // The number stands beside both.
    cells[0].rows = 2;
    let note = Cell::new(Run::inked(remark, Ink::Grey))
        .over(columns - 1)
        .aligned(Align::Left);
    vec![
        Row::body(cells).from(place.clone()).kept(),
        Row::body(vec![note]).from(place.clone()),
    ]
}

/// 說明, with what else the line is.
fn remark(line: &BudgetLine) -> String {
    let mut words: Vec<String> = line.note.filled().map(str::to_owned).into_iter().collect();
    if let Some(position) = line.position {
        let word = words::position(position);
        if !line.item.contains(word) {
            words.push(word.to_owned());
        }
    }
    words.extend(
        line.tags
            .iter()
            .map(|tag| words::tag(*tag))
            .filter(|w| !line.item.contains(w))
            .map(str::to_owned),
    );
    if line.extra_item == Some(true) {
        words.push("增加之經費項目".to_owned());
    }
    if let Some(approval) = &line.approval {
        let text = format!(
            "{} {}",
            words::approval(approval.status),
            approval.document.trim()
        );
        words.extend(Some(text.trim().to_owned()).filter(|t| !t.is_empty()));
    }
    words.join("；")
}

fn sums(kind: RowKind, name: &str, lines: &[&BudgetLine], shape: &Shape) -> Row {
    let mut cells = vec![Cell::new(name).over(5).aligned(Align::Right)];
    for fund in &shape.funds {
        cells.push(Cell::new(
            sum(lines.iter().copied().filter(|l| l.fund == *fund)).to_string(),
        ));
    }
    if !shape.notes_below {
        cells.push(Cell::new(""));
    }
    Row::of(kind, cells)
}

/// All funds together, and the grant that is asked for beside the grant that the lines add up to.
fn grand(year: &BudgetYear, lines: &[&BudgetLine], shape: &Shape) -> Vec<Row> {
    let total = sum(lines.iter().copied());
    let (name, amount) = match (year.grant_approved, year.grant_requested) {
        (Some(approved), _) => ("核定補助額", Some(approved)),
        (None, Some(requested)) => ("申請補助額", Some(requested)),
        (None, None) => ("申請補助額", None),
    };
    let funds: Vec<&str> = shape.funds.iter().map(|f| words::fund(*f)).collect();
    let label = format!("{}年度總經費（{}）", year.year, funds.join("＋"));
    let over_funds = |text: String| Cell::new(text).over(shape.funds.len()).aligned(Align::Right);
    let mut total = vec![
        Cell::new(label).over(5).aligned(Align::Right),
        over_funds(total.to_string()),
    ];
    if shape.notes_below {
        let granted = vec![
            Cell::new(name).over(5).aligned(Align::Right),
            over_funds(amount.map_or_else(|| words::BLANK.to_owned(), |v| v.to_string())),
        ];
        return vec![
            Row::of(RowKind::Total, total).kept(),
            Row::of(RowKind::Subtotal, granted),
        ];
    }
    let granted = amount.map_or_else(|| format!("{name}未填"), |v| format!("{name} {v} 元"));
    total.push(Cell::new(granted).aligned(Align::Left));
    vec![Row::of(RowKind::Total, total)]
}

/// Categories and funds down, years across.
fn summary(years: &[BudgetYear]) -> Block {
    let all = years.iter().flat_map(|year| &year.lines);
    let mut rows = Vec::new();
    for fund in funds(all.clone()) {
        for category in CATEGORIES {
            let is_of = |line: &&BudgetLine| line.fund == fund && line.category == category;
            if all.clone().any(|line| is_of(&line) && !line.is_empty()) {
                let label = format!("{}　{}", words::fund(fund), words::category(category));
                rows.push(across(RowKind::Body, &label, years, &|line| is_of(&line)));
            }
        }
        if let Some(last) = rows.last_mut() {
            last.keep_with_next = true;
        }
        rows.push(across(
            RowKind::Subtotal,
            &format!("{}小計", words::fund(fund)),
            years,
            &|l| l.fund == fund,
        ));
    }
    rows.push(across(RowKind::Total, "總經費", years, &|_| true));
    let granted = |f: fn(&BudgetYear) -> Option<Money>, label: &str| {
        let mut cells = vec![Cell::new(label)];
        cells.extend(
            years
                .iter()
                .map(|y| f(y).map_or_else(blank, |v| Cell::new(v.to_string()))),
        );
        let known: Money = years.iter().filter_map(f).sum();
        cells.push(Cell::new(known.to_string()));
        Row::body(cells)
    };
    rows.push(granted(|y| y.grant_requested, "申請補助額"));
    if years.iter().any(|y| y.grant_approved.is_some()) {
        rows.push(granted(|y| y.grant_approved, "核定補助額"));
    }
    let mut columns = vec![super::share(1.0, Align::Left)];
    columns.extend((0..=years.len()).map(|_| amount_column(years.len())));
    let mut head = vec![Cell::new("經費項目（元）")];
    head.extend(years.iter().map(|year| Cell::new(format!("{}年度", year.year))));
    head.push(Cell::new("合計"));
    Block::Table(Table {
        columns,
        head: vec![head],
        rows,
        ..Table::default()
    })
}

fn blank() -> Cell {
    Cell::new(Run::inked(words::BLANK, Ink::Red))
}

/// Wide enough for its figures, narrow enough for five years.
pub(crate) fn amount_column(years: usize) -> Column {
    super::fixed(if years > 3 { 58.0 } else { 80.0 }, Align::Right)
}

fn across(kind: RowKind, label: &str, years: &[BudgetYear], of: &dyn Fn(&BudgetLine) -> bool) -> Row {
    let mut cells = vec![Cell::new(label)];
    let year_sum = |year: &BudgetYear| sum(year.lines.iter().filter(|line| of(line)));
    cells.extend(years.iter().map(|year| Cell::new(year_sum(year).to_string())));
    cells.push(Cell::new(years.iter().map(year_sum).sum::<Money>().to_string()));
    Row::of(kind, cells)
}
