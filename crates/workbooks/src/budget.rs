//! The budget (經費表) of one proposal or of the support plan: one sheet a year, in the manner of the ministry's form.
//!
//! The form itself comes with each call and is nowhere fixed: ours is marked 「非公告格式」.

use crate::book::{At, Book, Cell, Formula, Look, Range, Row, Sheet};
use crate::words;
use rust_decimal::Decimal;
use usr_desk_workspace::{BudgetLine, BudgetYear, Category, Money, Workspace};

/// The columns of the form.
mod at {
    pub(super) const CATEGORY: u16 = 0;
    pub(super) const ITEM: u16 = 1;
    pub(super) const PRICE: u16 = 2;
    pub(super) const QUANTITY: u16 = 3;
    pub(super) const AMOUNT: u16 = 5;
    /// The first of the funds.
    pub(super) const FUND: u16 = 6;
    pub(super) const NOTE: u16 = 9;
}

const WIDTHS: [u8; 10] = [13, 30, 12, 9, 8, 14, 14, 14, 14, 36];

/// What the form says of its own standing.
pub(crate) const UNOFFICIAL: &str = "※ 本表由 USR 提案工作台產生，非公告格式；請依當期公告之表件為準。";

/// Whose budget is written.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// 申請單位.
    pub school: &'a str,
    /// 計畫名稱.
    pub title: &'a str,
    /// 計畫期程, where it is known.
    pub period: Option<(usr_desk_workspace::Date, usr_desk_workspace::Date)>,
    /// Its years.
    pub years: &'a [BudgetYear],
}

/// The budget of a proposal by its id, or of the `support_plan`; `None` where there is no such scope.
pub fn budget_of(season: &Workspace, scope: &str) -> Option<Book> {
    let school = &season.school.name;
    if scope == "support_plan" {
        let plan = season.support_plan.as_ref()?;
        return Some(budget(&Owner {
            school,
            title: "校務支持規劃方案",
            period: None,
            years: &plan.budget,
        }));
    }
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == scope)?;
    Some(budget(&Owner {
        school,
        title: &proposal.title,
        period: proposal.starts_on.zip(proposal.ends_on),
        years: &proposal.budget,
    }))
}

/// One sheet a year; without any year one empty form.
pub fn budget(owner: &Owner<'_>) -> Book {
    let mut sheets: Vec<Sheet> = owner.years.iter().map(|year| sheet(owner, Some(year))).collect();
    if sheets.is_empty() {
        sheets.push(sheet(owner, None));
    }
    Book {
        title: format!("{}　經費表", owner.title),
        sheets,
    }
}

fn sheet(owner: &Owner<'_>, year: Option<&BudgetYear>) -> Sheet {
    let mut form = Form::new(year.map_or("經費表".to_owned(), |y| format!("{}年", y.year)));
    form.top(owner, year);
    form.heading();
    let lines: Vec<&BudgetLine> =
        year.map_or(Vec::new(), |y| y.lines.iter().filter(|l| !l.is_empty()).collect());
    for category in words::CATEGORIES {
        let within: Vec<&BudgetLine> = lines.iter().copied().filter(|l| l.category == category).collect();
        if !within.is_empty() {
            form.category(category, &within);
        }
    }
    form.total();
    form.bottom();
    form.sheet
}

/// A sheet while it is filled from the top, with the sums so far.
struct Form {
    sheet: Sheet,
    /// Rows of 小計, with their sums by column.
    subtotals: Vec<(u32, [Decimal; 4])>,
}

impl Form {
    fn new(name: String) -> Form {
        Form {
            sheet: Sheet {
                name,
                widths: WIDTHS.to_vec(),
                ..Sheet::default()
            },
            subtotals: Vec::new(),
        }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX)
    }

    /// A row of text over the whole width.
    fn line(&mut self, text: impl Into<String>, look: Look, lines: u8) {
        let row = self.next();
        let mut cells = vec![Cell::text(text, look)];
        cells.resize(WIDTHS.len(), Cell::blank(look));
        self.sheet.rows.push(Row { cells, lines });
        self.sheet.merges.push(Range::row(row, 0, at::NOTE));
    }

    fn top(&mut self, owner: &Owner<'_>, year: Option<&BudgetYear>) {
        let of = year.map_or(String::new(), |y| format!("{}年度", y.year));
        self.line(
            format!("教育部推動大專校院社會責任實踐計畫　{of}經費表"),
            Look::Title,
            2,
        );
        self.line(
            format!("申請單位：{}　　計畫名稱：{}", owner.school, owner.title),
            Look::Plain,
            1,
        );
        let grant = |amount: Option<Money>| amount.map_or("未填".to_owned(), |a| format!("{a}元"));
        let period = owner.period.map_or(String::new(), |(from, to)| {
            format!("計畫期程：{}至{}　　", from.in_roc(), to.in_roc())
        });
        let asked = year.map_or(String::new(), |y| {
            format!(
                "申請補助額：{}　　核定補助額：{}",
                grant(y.grant_requested),
                grant(y.grant_approved)
            )
        });
        self.line(format!("{period}{asked}"), Look::Plain, 1);
        let row = self.next();
        let mut cells = vec![Cell::text(UNOFFICIAL, Look::Plain)];
        cells.resize(usize::from(at::NOTE), Cell::blank(Look::Plain));
        cells.push(Cell::text("單位：新臺幣元", Look::PlainRight));
        self.sheet.rows.push(Row { cells, lines: 1 });
        self.sheet.merges.push(Range::row(row, 0, at::NOTE - 1));
    }

    fn heading(&mut self) {
        let row = self.next();
        let head = |text: &str| Cell::text(text, Look::Head);
        let upper = [
            "經費項目",
            "",
            "計畫經費明細",
            "",
            "",
            "",
            "經費來源",
            "",
            "",
            "說明",
        ];
        let lower = [
            "",
            "",
            "單價（元）",
            "數量",
            "單位",
            "總價（元）",
            "補助款",
            "配合款",
            "外部資源",
            "",
        ];
        for texts in [upper, lower] {
            let cells = texts.into_iter().map(head).collect();
            self.sheet.rows.push(Row { cells, lines: 1 });
        }
        let block = |first: u16, last: u16, rows: u32| Range {
            first: (row, first),
            last: (row + rows - 1, last),
        };
        self.sheet.merges.extend([
            block(at::CATEGORY, at::ITEM, 2),
            block(at::PRICE, at::AMOUNT, 1),
            block(at::FUND, at::NOTE - 1, 1),
            block(at::NOTE, at::NOTE, 2),
        ]);
        self.sheet.head = (row, row + 1);
    }

    /// The lines of a category and their 小計.
    fn category(&mut self, category: Option<Category>, lines: &[&BudgetLine]) {
        let first = self.next();
        let mut sums = [Decimal::ZERO; 4];
        for line in lines {
            self.item(line, words::category(category), &mut sums);
        }
        let last = self.next() - 1;
        let row = self.next();
        let mut cells = vec![
            Cell::text(words::category(category), Look::Middle),
            subtotal("小計"),
        ];
        cells.resize(usize::from(at::AMOUNT), Cell::blank(Look::Subtotal));
        for (column, sum) in (at::AMOUNT..at::NOTE).zip(sums) {
            let formula = Formula::Sum(Range::column(column, first, last));
            cells.push(Cell::computed(formula, sum, Look::Subtotal));
        }
        cells.push(Cell::blank(Look::Subtotal));
        self.sheet.rows.push(Row { cells, lines: 1 });
        self.sheet.merges.push(Range::column(at::CATEGORY, first, row));
        self.subtotals.push((row, sums));
    }

    fn item(&mut self, line: &BudgetLine, category: &str, sums: &mut [Decimal; 4]) {
        let row = self.next();
        let number = |m: Option<Money>| Cell::number(m.map(|m| m.0), Look::Number);
        let amount = line.amount.map(|a| a.0);
        let here = |column: u16| -> At { (row, column) };
        let product = line
            .unit_price
            .zip(line.quantity)
            .and_then(|(p, q)| p.0.checked_mul(q.0));
        let total = match amount {
            // A line that says something else than price × quantity keeps what it says.
            Some(amount) if product == Some(amount) && crate::book::is_exact(amount) => Cell::computed(
                Formula::Product(here(at::PRICE), here(at::QUANTITY)),
                amount,
                Look::Number,
            ),
            amount => Cell::number(amount, Look::Number),
        };
        let mut cells = vec![
            Cell::text(category, Look::Middle),
            Cell::text(line.item.trim(), Look::Text),
            number(line.unit_price),
            number(line.quantity),
            Cell::text(line.unit.trim(), Look::Middle),
            total,
        ];
        sums[0] += amount.unwrap_or_default();
        for (fund, sum) in words::FUNDS.into_iter().zip(&mut sums[1..]) {
            cells.push(match amount.filter(|_| line.fund == Some(fund)) {
                Some(amount) if crate::book::is_exact(amount) => {
                    *sum += amount;
                    Cell::computed(Formula::Same(here(at::AMOUNT)), amount, Look::Number)
                }
                other => Cell::number(other, Look::Number),
            });
        }
        cells.push(Cell::text(line.note.trim(), Look::Text));
        let lines = lines_of(line.item.trim(), WIDTHS[1]).max(lines_of(line.note.trim(), WIDTHS[9]));
        self.sheet.rows.push(Row { cells, lines });
    }

    fn total(&mut self) {
        let row = self.next();
        let mut cells = vec![Cell::text("合計", Look::Total)];
        cells.resize(usize::from(at::AMOUNT), Cell::blank(Look::Total));
        for (index, column) in (at::AMOUNT..at::NOTE).enumerate() {
            let places = self.subtotals.iter().map(|(row, _)| (*row, column)).collect();
            let sum = self.subtotals.iter().map(|(_, sums)| sums[index]).sum();
            cells.push(Cell::computed(Formula::Plus(places), sum, Look::Total));
        }
        cells.push(Cell::blank(Look::Total));
        self.sheet.rows.push(Row { cells, lines: 1 });
        self.sheet.merges.push(Range::row(row, at::CATEGORY, at::ITEM));
    }

    fn bottom(&mut self) {
        let gap = "　".repeat(14);
        self.line(
            format!("承辦單位：{gap}主(會)計單位：{gap}首長："),
            Look::Plain,
            3,
        );
    }
}

fn subtotal(text: &str) -> Cell {
    Cell::text(text, Look::Subtotal)
}

/// How many lines a text takes in a column of this width; a Chinese character is two wide.
pub(crate) fn lines_of(text: &str, width: u8) -> u8 {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    let of_line = |line: &str| {
        line.chars()
            .map(wide)
            .sum::<usize>()
            .div_ceil(usize::from(width).max(1))
            .max(1)
    };
    let lines: usize = text.split('\n').map(of_line).sum();
    u8::try_from(lines.clamp(1, 20)).unwrap_or(20)
}
