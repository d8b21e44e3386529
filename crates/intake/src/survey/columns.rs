//! What each column is: its heading proposes, the content decides.

use crate::dictionary::{self, category_in, column_role, fund_in};
use crate::grid::{Cell, Sheet, Value};
use crate::map::Map;
use crate::number::{self, Form};
use crate::role::Role;
use crate::said::Said;
use crate::survey::amounts::{drop_empty_amounts, settle_amounts, settle_sets};
use crate::survey::context::{Around, nth, nth_year, scale_in, year_in};
use crate::survey::header::Header;
use crate::survey::names::settle_names;
use crate::survey::{Column, Sets, Table, parts, years};
use crate::words::{label, one_line, squash};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::num::NonZeroU32;
use usr_desk_workspace::Fund;

/// `first` is the first column that is no other table's.
pub(super) fn table(
    sheet: &Sheet,
    header: &Header,
    (body, first): ((u32, u32), u32),
    around: Around,
    map: &Map,
) -> Table {
    let mut drafts: Vec<Draft<'_>> = widened(sheet, header, body, first)
        .map(|at| Draft::new(sheet, header, at, around.first_year))
        .collect();
    fill(&mut drafts, sheet, body);
    let has_sets = settle_sets(&mut drafts);
    drop_empty_amounts(&mut drafts);
    let parts = parts::settle(&mut drafts);
    let years = years::settle(&mut drafts, map.year, around.year);
    let has_sets = settle_amounts(&mut drafts) || has_sets;
    drop_shared_measures(&mut drafts);
    keep_one(&mut drafts, Role::UnitPrice);
    keep_one(&mut drafts, Role::Unit);
    let (more_names, gate) = settle_names(&mut drafts);
    for draft in &mut drafts {
        if draft.hidden && draft.role != Some(Role::Ignore) {
            draft.set(Role::Ignore, said!("隱藏欄不匯入", "it is hidden"));
        }
        if let Some(role) = map.role_of(draft.at) {
            draft.set(role, said!("依使用者指定", "you said so"));
        }
    }
    Table {
        header: header.rows,
        body,
        repeated: Vec::new(),
        more_names,
        gate,
        scale: match (map.unit_scale.map(NonZeroU32::get), around.scale) {
            (Some(scale), _) => (scale, None),
            (None, Some((scale, at))) => (scale, Some(at)),
            (None, None) => (1, None),
        },
        year: around.year,
        fund: around.fund,
        category: around.category,
        sets: years.or(has_sets.then_some(Sets::Amounts)),
        parts,
        is_income: around.is_income,
        columns: drafts
            .into_iter()
            .map(|d| Column {
                at: d.at,
                heading: one_line(&d.labels.join(" ")),
                role: d.role.unwrap_or(Role::Ignore),
                why: d.why,
                scale: if map.unit_scale.is_some() { None } else { d.scale },
                hidden: d.hidden,
            })
            .collect(),
    }
}

/// The heading's columns, and columns just left of it without a heading: of category words, or of any words where
/// the heading names no item.
fn widened(sheet: &Sheet, header: &Header, body: (u32, u32), least: u32) -> std::ops::RangeInclusive<u32> {
    let names_item = header
        .labels
        .values()
        .flatten()
        .any(|l| column_role(l) == Some(Role::Name));
    let belongs = |column: u32| {
        let texts =
            (body.0..=body.1.min(body.0 + 300)).filter_map(|row| match &sheet.own((row, column))?.value {
                Value::Text(text) => Some(text),
                _ => None,
            });
        let words: Vec<_> = texts.filter(|t| !crate::lines::is_total_label(t)).collect();
        let named = words
            .iter()
            .filter(|t| category_in(t).is_some() || dictionary::is_gate(t))
            .count();
        let is_short = words.iter().all(|t| squash(t).chars().count() <= 30);
        !words.is_empty() && (named * 2 >= words.len() || (!names_item && is_short))
    };
    let mut first = header.span.0;
    while first > least && header.span.0 - first < 3 && belongs(first - 1) {
        first -= 1;
    }
    first..=header.span.1
}

/// Rows whose words are counted.
const SAMPLE: usize = 400;

/// As many words leave no doubt that a column which no heading calls dollars holds words.
const ENOUGH: usize = 2_000;

/// What the words of a column are.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    pub(super) all: usize,
    /// Names of categories, 經常門 and 資本門 included.
    pub(super) named: usize,
    /// 經常門 and 資本門.
    pub(super) gates: usize,
    pub(super) distinct: usize,
}

pub(super) struct Draft<'a> {
    pub(super) at: u32,
    pub(super) labels: Vec<String>,
    pub(super) role: Option<Role>,
    why: Said,
    scale: Option<u32>,
    pub(super) hidden: bool,
    /// Its numbers with their rows, top to bottom.
    pub(super) numbers: Vec<(u32, Decimal)>,
    pub(super) texts: Vec<&'a str>,
    formulas: usize,
    pub(super) words: Words,
}

impl<'a> Draft<'a> {
    fn new(sheet: &Sheet, header: &Header, at: u32, first_year: Option<u16>) -> Draft<'a> {
        let labels = header.labels.get(&at).cloned().unwrap_or_default();
        let role = role_of(&labels, first_year);
        let why = if role.is_some() {
            said!(
                "標題「{heading}」",
                "its heading “{heading}”",
                heading = one_line(&labels.join(" ")),
            )
        } else {
            Said::One(String::new())
        };
        Draft {
            at,
            role,
            why,
            scale: labels.iter().rev().find_map(|l| scale_in(bracketed(l)?)),
            labels,
            hidden: sheet.layout.hidden_columns.contains(&at),
            numbers: Vec::new(),
            texts: Vec::new(),
            formulas: 0,
            words: Words::default(),
        }
    }

    fn see(&mut self, row: u32, cell: &'a Cell) {
        self.formulas += usize::from(cell.formula.is_some());
        match &cell.value {
            Value::Number(n) => self.numbers.push((row, *n)),
            // Where words are expected, many words settle that there are words.
            Value::Text(_) if self.texts.len() >= ENOUGH && !self.may_hold_numbers() => {}
            Value::Text(t) => match number::figure(t) {
                Some(f) if f.form != Form::Words => self.numbers.push((row, f.value)),
                _ => self.texts.push(t),
            },
            Value::Error(_) | Value::Unusable(_) => self.formulas += 1,
            Value::Blank => {}
        }
    }

    fn may_hold_numbers(&self) -> bool {
        self.role
            .is_some_and(|r| r.is_amount() || matches!(r, Role::UnitPrice | Role::Quantity))
    }

    /// Numbers, or what becomes one.
    pub(super) fn holds_numbers(&self) -> bool {
        !self.numbers.is_empty() || self.formulas > 0
    }

    /// The kind and the year of the part of an amount that it holds.
    pub(super) fn part(&self) -> Option<(char, Option<u16>)> {
        let mut labels = self.labels.iter().rev();
        let kind = labels.find_map(|l| parts::kind(l))?;
        Some((kind, self.labels.iter().rev().find_map(|l| year_in(l))))
    }

    /// The number in a row.
    pub(super) fn number(&self, row: u32) -> Option<Decimal> {
        let index = self.numbers.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.numbers.get(index).map(|(_, number)| *number)
    }

    pub(super) fn set(&mut self, role: Role, why: Said) {
        self.role = Some(role);
        self.why = why;
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.role == Some(role)
    }

    /// Nothing but ticks.
    pub(super) fn is_marks(&self) -> bool {
        let is_mark = |t: &str| {
            matches!(
                squash(t).to_uppercase().as_str(),
                "V" | "✓" | "✔" | "○" | "●" | "■" | "◎" | "是"
            )
        };
        !self.texts.is_empty() && self.numbers.is_empty() && self.texts.iter().all(|t| is_mark(t))
    }

    /// Counts its words, over a sample that decides as well as all would.
    fn count_words(&mut self) {
        let words = self.texts.iter().take(SAMPLE);
        for text in words.filter(|t| !crate::lines::is_total_label(t)) {
            let is_gate = dictionary::is_gate(text) || label(text) == "資本門";
            self.words.all += 1;
            self.words.gates += usize::from(is_gate);
            self.words.named += usize::from(is_gate || category_in(text).is_some());
        }
        let distinct: BTreeSet<String> = self.texts.iter().take(SAMPLE).map(|t| squash(t)).collect();
        self.words.distinct = distinct.len();
    }
}

/// Gives every column its cells, in one pass over the body.
fn fill<'a>(drafts: &mut [Draft<'a>], sheet: &'a Sheet, body: (u32, u32)) {
    let Some(first) = drafts.first().map(|d| d.at) else {
        return;
    };
    for ((row, column), cell) in sheet.cells.rows_between(body.0, body.1) {
        let index = column.checked_sub(first).and_then(|i| usize::try_from(i).ok());
        if let Some(draft) = index.and_then(|i| drafts.get_mut(i)) {
            draft.see(*row, cell);
        }
    }
    for draft in drafts {
        draft.count_words();
    }
}

/// The part of a heading that may name its unit: in brackets, or at the end.
fn bracketed(text: &str) -> Option<&str> {
    let ends = ["千元", "仟元", "萬元"]
        .iter()
        .find(|u| text.trim_end().ends_with(*u));
    let start = text
        .find(['(', '（', '／', '/', ':', '：'])
        .or(ends.and_then(|u| text.rfind(u)))?;
    Some(&text[start..])
}

/// The role that the texts over a column propose: the lowest that says one, split by fund and year from any.
fn role_of(labels: &[String], first_year: Option<u16>) -> Option<Role> {
    if labels.iter().any(|l| squash(l).contains("請勿填寫")) {
        return Some(Role::Ignore);
    }
    let lowest = labels.last()?;
    let parents = &labels[..labels.len() - 1];
    let year = labels
        .iter()
        .rev()
        .find_map(|l| year_in(l).or_else(|| nth_year(nth(l)?, first_year)));
    let proposed = column_role(lowest);
    match proposed {
        Some(Role::Amount { fund, .. }) => {
            let fund = fund.or_else(|| parents.iter().rev().find_map(|p| fund_in(p)));
            Some(Role::Amount { fund, year })
        }
        Some(Role::Year) if year.is_some() => Some(Role::Amount { fund: None, year }),
        Some(role) => Some(role),
        None => {
            let under_fund = parents
                .iter()
                .any(|p| column_role(p) == Some(Role::Fund) || fund_in(p).is_some());
            let fund =
                fund_in(lowest).or_else(|| dictionary::is_other_fund(lowest).then_some(Fund::External));
            // 經常門 under 補助款 is a part of it.
            let of_parents = || parents.iter().rev().find_map(|p| fund_in(p));
            let is_gate = dictionary::is_gate_heading(lowest);
            let fund = fund.or_else(|| if is_gate { of_parents() } else { None });
            match fund {
                Some(fund) if under_fund => Some(Role::Amount {
                    fund: Some(fund),
                    year,
                }),
                _ if year.is_some() => Some(Role::Amount { fund: None, year }),
                // 「其他」 at the end of columns that name funds.
                Some(fund) => Some(Role::Amount {
                    fund: Some(fund),
                    year: None,
                }),
                None => None,
            }
        }
    }
}

/// Where each fund or year has a price of its own, no price is that of the row.
fn drop_shared_measures(drafts: &mut [Draft<'_>]) {
    let split = |d: &Draft<'_>| {
        let (fund, year) = (
            d.labels.iter().find_map(|l| fund_in(l)),
            d.labels.iter().find_map(|l| year_in(l)),
        );
        (fund.is_some() || year.is_some()).then_some((fund, year))
    };
    let prices = drafts
        .iter()
        .filter(|d| d.is(Role::UnitPrice) && !d.numbers.is_empty());
    let splits: BTreeSet<Option<(Option<Fund>, Option<u16>)>> = prices.map(split).collect();
    if splits.len() < 2 || splits.contains(&None) {
        return;
    }
    for draft in drafts
        .iter_mut()
        .filter(|d| d.is(Role::UnitPrice) || d.is(Role::Quantity))
    {
        let why = said!(
            "各經費來源或年度有自己的單價與數量",
            "each fund or year has a price and a quantity of its own"
        );
        draft.set(Role::Ignore, why);
    }
}

fn keep_one(drafts: &mut [Draft<'_>], role: Role) {
    let mut filled: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].is(role)).collect();
    let weight = |d: &Draft<'_>| d.numbers.len().max(d.texts.len());
    filled.sort_by_key(|i| std::cmp::Reverse(weight(&drafts[*i])));
    for index in filled.into_iter().skip(1) {
        let why = said!("另一欄才是採用的", "another column is taken");
        drafts[index].set(Role::Ignore, why);
    }
}
