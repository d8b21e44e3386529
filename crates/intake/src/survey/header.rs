//! Headings: rows of words that name an amount and an item, and hold no number.

use crate::dictionary::{self, category_word, column_role};
use crate::grid::{Cell, Sheet, Value};
use crate::map::Map;
use crate::number::{self, Form};
use crate::role::Role;
use crate::survey::context::year_in;
use crate::survey::{beside, parts};
use crate::words::squash;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A heading: its rows, its columns, and over each column its texts from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    pub(super) rows: (u32, u32),
    pub(super) span: (u32, u32),
    pub(super) labels: BTreeMap<u32, Vec<String>>,
}

/// More rows than this are no heading.
const MAX_DEPTH: u32 = 4;

/// Longer texts (in characters) are no headings.
const LONGEST: usize = 40;

pub(super) fn find(sheet: &Sheet, rows: &[u32]) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let roles = Roles::default();
    for &row in rows {
        if sheet.row(row).nth(1).is_none() || !may_head(sheet, row, &roles) {
            continue;
        }
        let spans = segments(sheet, row, &roles);
        let spans = spans
            .into_iter()
            .flat_map(|span| beside::parted(sheet, row, span, &roles));
        for span in spans {
            let is_taken = found
                .iter()
                .any(|h| h.rows.1 >= row && h.span.0 <= span.1 && span.0 <= h.span.1);
            if !is_taken && qualifies(sheet, row, span, &roles) {
                found.push(block(sheet, row, span));
            }
        }
    }
    found
}

/// A heading names at least an item and an amount. Most rows of a long sheet do not, and are looked at no further.
fn may_head(sheet: &Sheet, row: u32, roles: &Roles) -> bool {
    if sheet.is_plain(row) && !may_head_plainly(sheet, row, roles) {
        return false;
    }
    let mut named = 0;
    sheet.showing(row).any(|cell| {
        named += usize::from(matches!(&cell.value, Value::Text(text) if roles.of(text).is_some()));
        named >= 2
    })
}

/// Of a row without merges, as far as it can be told without asking for a text that was never asked for: a number parts
/// two headings, and each names at least two columns.
fn may_head_plainly(sheet: &Sheet, row: u32, roles: &Roles) -> bool {
    let mut named = 0;
    for (_, cell) in sheet.row(row) {
        match &cell.value {
            Value::Text(text) => named += usize::from(roles.may_be(text)),
            Value::Number(n) if is_no_year(*n) => named = 0,
            _ => {}
        }
        if named >= 2 {
            return true;
        }
    }
    false
}

/// No number of a year, whatever is written behind it.
fn is_no_year(n: Decimal) -> bool {
    !n.is_integer() || n < Decimal::ONE_HUNDRED || n > Decimal::from(2_100)
}

/// Where recognition found nothing and a person named columns: everything is body.
pub(super) fn by_hand(sheet: &Sheet, rows: &[u32], map: &Map) -> Vec<Header> {
    let first = rows
        .iter()
        .copied()
        .find(|row| sheet.row(*row).any(|(_, cell)| is_number(cell)));
    let Some(first) = first.filter(|row| *row > 0) else {
        return Vec::new();
    };
    let columns: Vec<u32> = map
        .columns
        .keys()
        .filter_map(|letters| crate::grid::column_at(letters))
        .collect();
    let (Some(low), Some(high)) = (columns.iter().min(), columns.iter().max()) else {
        return Vec::new();
    };
    let above = first - 1;
    let labels = (*low..=*high)
        .map(|column| (column, sheet.text_at((above, column)).into_iter().collect()))
        .collect();
    vec![Header {
        rows: (above, above),
        span: (*low, *high),
        labels,
    }]
}

/// Stretches of a row's columns with words over them; two empty columns part them, and so does a number.
fn segments(sheet: &Sheet, row: u32, roles: &Roles) -> Vec<(u32, u32)> {
    let own: BTreeMap<u32, &Cell> = sheet.row(row).collect();
    let mut last = own.keys().last().copied().unwrap_or(0);
    while sheet.text_at((row, last + 1)).is_some() {
        last += 1;
    }
    // Columns under a merge from above, or inside one of this row, or over words of a second row.
    let mut columns: BTreeSet<u32> = (0..=last)
        .filter(|column| sheet.text_at((row, *column)).is_some())
        .collect();
    columns.extend(second_row(sheet, row + 1, last, roles));
    let mut segments: Vec<(u32, u32)> = Vec::new();
    let mut is_parted = false;
    for column in columns {
        // Neither a number nor a tall cell of other matters at the side belongs to a heading.
        if own.get(&column).is_some_and(|cell| is_number(cell)) || is_tall_aside(sheet, (row, column)) {
            is_parted = true;
            continue;
        }
        match segments.last_mut() {
            Some((_, end)) if column <= *end + 2 && !is_parted => *end = column,
            _ => segments.push((column, column)),
        }
        is_parted = false;
    }
    // A lone word left of a gap belongs to what follows: a name column beside empty merged-looking ones.
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for segment in segments {
        match joined.last_mut() {
            Some(left) if is_name_only(sheet, row, *left, roles) && segment.0 <= left.1 + 5 => {
                left.1 = segment.1
            }
            _ => joined.push(segment),
        }
    }
    joined
        .into_iter()
        .map(|span| without_title(sheet, row, span, roles))
        .collect()
}

/// Behind a gap a word that names no column is the title of another table, whose heading may stand a row lower.
fn without_title(sheet: &Sheet, row: u32, span: (u32, u32), roles: &Roles) -> (u32, u32) {
    let text = |column: u32| sheet.text_at((row, column));
    let Some(gap) = (span.0..=span.1).rev().find(|column| text(*column).is_none()) else {
        return span;
    };
    let names_none = (gap..=span.1).filter_map(text).all(|t| !roles.names_column(&t));
    match (span.0..gap).rev().find(|column| text(*column).is_some()) {
        Some(end) if names_none => (span.0, end),
        _ => span,
    }
}

fn is_tall_aside(sheet: &Sheet, at: (u32, u32)) -> bool {
    let anchor = sheet.anchor(at);
    let height = sheet.merge_at(anchor).map_or(0, |m| m.last.0 - m.first.0);
    height >= MAX_DEPTH
        && sheet
            .text_at(at)
            .is_some_and(|text| role_of_text(&text).is_none())
}

/// Columns of a row that holds nothing but words for columns.
fn second_row(sheet: &Sheet, row: u32, last: u32, roles: &Roles) -> Vec<u32> {
    let cells: Vec<(u32, &Cell)> = sheet.row(row).filter(|(c, _)| *c <= last).collect();
    let all_named = cells
        .iter()
        .all(|(_, cell)| !is_number(cell) && roles.names_column(&cell.shown()));
    if all_named {
        cells.into_iter().map(|(column, _)| column).collect()
    } else {
        Vec::new()
    }
}

fn is_name_only(sheet: &Sheet, row: u32, span: (u32, u32), roles: &Roles) -> bool {
    let roles = texts(sheet, row, span).into_iter().map(|t| roles.of(&t));
    let roles: Vec<Option<Role>> = roles.collect();
    roles
        .iter()
        .any(|r| matches!(r, Some(Role::Name | Role::Category)))
        && !roles
            .iter()
            .flatten()
            .any(|r| r.is_amount() || *r == Role::UnitPrice)
}

/// The different texts that show in a row of the span; a merge counts once.
fn texts(sheet: &Sheet, row: u32, span: (u32, u32)) -> Vec<String> {
    let mut anchors = BTreeSet::new();
    (span.0..=span.1)
        .filter(|column| anchors.insert(sheet.anchor((row, *column))))
        .filter_map(|column| sheet.text_at((row, column)))
        .collect()
}

pub(super) fn qualifies(sheet: &Sheet, row: u32, span: (u32, u32), roles: &Roles) -> bool {
    if has_numbers(sheet, row, span) {
        return false;
    }
    let texts = texts(sheet, row, span);
    if texts.iter().any(|t| squash(t).chars().count() > LONGEST) {
        return false;
    }
    // Quarters say that there is a sum of them.
    let parts = texts.iter().filter(|t| parts::kind(t).is_some()).count();
    let roles: Vec<Role> = texts
        .iter()
        .filter(|t| parts::kind(t).is_none())
        .filter_map(|t| roles.of(t))
        .collect();
    let has = |wanted: fn(&Role) -> bool| roles.iter().any(wanted);
    let counts = |wanted: fn(&Role) -> bool| roles.iter().filter(|r| wanted(r)).count();
    let measures = counts(|r| matches!(r, Role::UnitPrice | Role::Quantity));
    let has_item = has(|r| matches!(r, Role::Name | Role::Category));
    let has_amount = has(|r| r.is_amount());
    let told = roles.iter().filter(|r| **r != Role::Ignore).count() + parts;
    let has_dollars = (has_amount && (has_item || measures >= 2)) || (has_item && measures >= 2);
    // Two columns are a budget only where they say so plainly: 項目、金額.
    let is_plain = told == 2 && texts.len() == 2 && has_item && has_amount;
    let is_told = (told >= 3 || is_plain) && told * 2 >= texts.len();
    has_dollars
        && (is_told || (told >= 2 && has_item && has_amount && parts_add_up(sheet, row, span, &texts)))
}

/// Columns that nobody knows (甲大學、乙大學, 經常門、資本門) beside one of their sum, with numbers under them.
fn parts_add_up(sheet: &Sheet, row: u32, span: (u32, u32), texts: &[String]) -> bool {
    let Some(sum) = (span.0..=span.1).rev().find(|c| {
        let text = sheet.text_at((row, *c));
        text.is_some_and(|text| crate::lines::is_total_label(&text))
    }) else {
        return false;
    };
    let number = |row: u32, column: u32| match sheet.own((row, column)).map(|cell| &cell.value) {
        Some(Value::Number(n)) => Some(*n),
        Some(Value::Text(text)) => number::amount(text).map(|f| f.value),
        _ => None,
    };
    let below = sheet.cells.rows_between(row + 1, row.saturating_add(SEEN_BELOW));
    let (mut agree, mut differ) = (0, 0);
    for cells in below.chunk_by(|a, b| a.0.0 == b.0.0) {
        let Some(row) = cells.first().map(|(at, _)| at.0) else {
            continue;
        };
        let parts: Vec<Decimal> = (span.0..sum).filter_map(|c| number(row, c)).collect();
        if let Some(total) = number(row, sum).filter(|_| parts.len() > 1) {
            let is_sum = parts.iter().sum::<Decimal>() == total;
            *(if is_sum { &mut agree } else { &mut differ }) += 1;
        }
    }
    texts.len() >= 4 && agree > 0 && agree >= differ
}

/// Rows below a heading that show whether its columns add up.
const SEEN_BELOW: u32 = 60;

fn role_of_text(text: &str) -> Option<Role> {
    if text.chars().filter(|c| !c.is_whitespace()).count() > LONGEST {
        return None;
    }
    match (column_role(text), year_in(text)) {
        (Some(Role::Ignore), _) => Some(Role::Ignore),
        (None | Some(Role::Amount { .. } | Role::Year), Some(year)) => Some(Role::Amount {
            fund: None,
            year: Some(year),
        }),
        (role, _) => role,
    }
}

pub(super) fn has_numbers(sheet: &Sheet, row: u32, span: (u32, u32)) -> bool {
    sheet
        .row(row)
        .filter(|(c, _)| (span.0..=span.1).contains(c))
        .any(|(_, cell)| is_number(cell))
}

/// A number that is no year; text that is one counts too (text exports).
fn is_number(cell: &Cell) -> bool {
    match &cell.value {
        Value::Number(n) => is_no_year(*n) || year_in(&format!("{}年", n.normalize())).is_none(),
        Value::Text(text) => {
            number::figure(text).is_some_and(|f| f.form == Form::Plain) && !text.contains('年')
        }
        Value::Error(_) | Value::Unusable(_) => true,
        Value::Blank => cell.formula.is_some(),
    }
}

/// The rows above and below that belong to the same heading, and the texts over each column.
fn block(sheet: &Sheet, row: u32, span: (u32, u32)) -> Header {
    let mut first = row;
    while first > 0 && row - first < MAX_DEPTH && is_parent(sheet, first - 1, first, span) {
        first -= 1;
    }
    let mut last = row;
    while last - first < MAX_DEPTH && is_child(sheet, last, last + 1, span) {
        last += 1;
    }
    let labels = (span.0..=span.1)
        .map(|column| {
            let mut texts: Vec<String> = Vec::new();
            for row in first..=last {
                let text = sheet
                    .text_at((row, column))
                    .or_else(|| spread_parent(sheet, (row, column), last, span));
                texts.extend(text.filter(|t| texts.last() != Some(t)));
            }
            (column, texts)
        })
        .collect();
    Header {
        rows: (first, last),
        span,
        labels,
    }
}

/// Over a column of the last row, an upper row without merges speaks for the empty cells at its right.
fn spread_parent(sheet: &Sheet, at: (u32, u32), last: u32, span: (u32, u32)) -> Option<String> {
    if at.0 == last || sheet.own((last, at.1)).is_none() {
        return None;
    }
    let left = (span.0..at.1)
        .rev()
        .take_while(|c| sheet.own((last, *c)).is_some());
    let mut left = left.filter_map(|c| sheet.text_at((at.0, c)));
    left.next()
        .filter(|text| dictionary::amount_set(text).is_some() || parts_amounts(text))
}

/// Words under which amounts are split: 經費來源, 112年度.
fn parts_amounts(text: &str) -> bool {
    column_role(text) == Some(Role::Fund) || year_in(text).is_some() || dictionary::fund_in(text).is_some()
}

/// The row above holds words over several of our columns, but not over all.
fn is_parent(sheet: &Sheet, above: u32, below: u32, span: (u32, u32)) -> bool {
    if has_numbers(sheet, above, span) {
        return false;
    }
    let width = span.1 - span.0;
    let cells = sheet.row(above).filter(|(c, _)| (span.0..=span.1).contains(c));
    cells.into_iter().any(|(column, cell)| {
        let merge = sheet.merge_at((above, column));
        let reach = merge.map_or(0, |m| m.last.1.saturating_sub(m.first.1));
        let is_tall = merge.is_some_and(|m| m.last.0 >= below);
        let is_partial = (1..width).contains(&reach) && squash(&cell.shown()).chars().count() <= 30;
        let text = cell.shown();
        let covers_words = merge.is_none() && width > 2 && column > span.0 && parts_amounts(&text);
        is_tall || is_partial || (covers_words && squash(&text).chars().count() <= 12)
    })
}

/// The row below goes on with the heading: words under a wide cell, or beside cells that reach down.
fn is_child(sheet: &Sheet, above: u32, below: u32, span: (u32, u32)) -> bool {
    let own: Vec<(u32, &Cell)> = sheet
        .row(below)
        .filter(|(c, _)| (span.0..=span.1).contains(c))
        .collect();
    if own.is_empty() || has_numbers(sheet, below, span) {
        return false;
    }
    let is_category = |text: &str| category_word(text).is_some() || dictionary::is_gate(text);
    // 經常門 and 資本門 under each fund part its amounts.
    let are_gates = own.len() > 1
        && own
            .iter()
            .all(|(_, cell)| dictionary::is_gate_heading(&cell.shown()));
    if !are_gates && own.iter().any(|(_, cell)| is_category(&cell.shown())) {
        return false;
    }
    let reaches_down = (span.0..=span.1).any(|c| {
        let anchor = sheet.anchor((below, c));
        anchor.0 <= above && anchor != (below, c)
    });
    let under_wide = own
        .iter()
        .any(|(c, _)| sheet.anchor((above, *c)) != (above, *c) && sheet.own((above, *c)).is_none());
    let is_named = |cell: &Cell| are_gates || names_column(&cell.shown());
    let named = own.iter().filter(|(_, cell)| is_named(cell)).count();
    let all_named = named == own.len() && named >= 2 && own.len() < texts(sheet, above, span).len();
    (reaches_down && named > 0) || (under_wide && named * 2 >= own.len() && named > 0) || all_named
}

/// What texts are as headings, each looked up once: most of a sheet is no heading.
#[derive(Default)]
pub(super) struct Roles(RefCell<HashMap<String, Option<Role>>>);

/// As many texts are remembered: where every row says something else, remembering is no help.
const KEPT: usize = 8_192;

impl Roles {
    pub(super) fn of(&self, text: &str) -> Option<Role> {
        if let Some(known) = self.0.borrow().get(text) {
            return *known;
        }
        let role = role_of_text(text);
        let mut known = self.0.borrow_mut();
        if known.len() < KEPT {
            known.insert(text.to_owned(), role);
        }
        role
    }

    /// Whether the text may name a column; what was never asked for may.
    fn may_be(&self, text: &str) -> bool {
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | ' ');
        !text.chars().all(is_figure) && self.0.borrow().get(text).is_none_or(Option::is_some)
    }

    fn names_column(&self, text: &str) -> bool {
        self.of(text).is_some() || names_part(text)
    }
}

fn names_column(text: &str) -> bool {
    role_of_text(text).is_some() || names_part(text)
}

/// 其他, 變更後: words that only stand under or over others.
fn names_part(text: &str) -> bool {
    dictionary::is_other_fund(text) || dictionary::amount_set(text).is_some() || parts::kind(text).is_some()
}
