//! Tables side by side: where one heading ends and the next begins, and whose the words above them are.

use super::header::{Header, Roles, has_numbers, qualifies};
use crate::dictionary;
use crate::grid::{At, Cell, Sheet, Value};
use crate::role::Role;
use crate::words::squash;

/// Rows above a heading in which 變更前 and 變更後 are looked for.
const ABOVE: u32 = 3;

/// The headings in a stretch of a row: where its first words come again, with a heading on either side, another begins.
pub(super) fn parted(sheet: &Sheet, row: u32, span: (u32, u32), roles: &Roles) -> Vec<(u32, u32)> {
    // Most rows are no heading at all, let alone two.
    let is_amount = |cell: &&Cell| match &cell.value {
        Value::Text(text) => roles.of(text).is_some_and(Role::is_amount),
        _ => false,
    };
    if sheet.showing(row).filter(is_amount).count() < 2 || has_numbers(sheet, row, span) {
        return vec![span];
    }
    let own = |column: &u32| sheet.anchor((row, *column)).1 == *column;
    let heads: Vec<(u32, String)> = (span.0..=span.1)
        .filter(own)
        .filter_map(|column| Some((column, squash(&sheet.text_at((row, column))?))))
        .collect();
    for (index, (column, text)) in heads.iter().enumerate().skip(2) {
        let is_worded = |c: &u32| sheet.text_at((row, *c)).is_some();
        let Some(end) = (span.0..*column).rev().find(is_worded) else {
            continue;
        };
        let (left, right) = ((span.0, end), (*column, span.1));
        let is_again = |word: &String| heads[..index].iter().any(|(_, earlier)| earlier == word);
        let mut amounts = heads[index..].iter().map(|(_, word)| word);
        let is_amount_again = amounts.any(|w| roles.of(w).is_some_and(Role::is_amount) && is_again(w));
        // The words come again, an empty column lies between, or 支出 stands beside 收入.
        let income = dictionary::income(text);
        let is_other_side = income.is_some_and(|income| {
            let mut left = heads[..index].iter();
            left.any(|(_, earlier)| dictionary::income(earlier) == Some(!income))
        });
        let is_again = is_again(text) && is_amount_again;
        let is_next =
            begins(roles.of(text)) && (is_again || is_other_side || is_gap(sheet, row, (end, *column)));
        let both = || qualifies(sheet, row, left, roles) && qualifies(sheet, row, right, roles);
        if is_next && both() && !names_sets(sheet, row, span) {
            let mut found = vec![left];
            found.extend(parted(sheet, row, right, roles));
            return found;
        }
    }
    vec![span]
}

/// The first column of a table is as a rule one of these.
fn begins(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Seq | Role::Category | Role::Name))
}

/// Rows below a heading that are looked at for what stands between two tables.
const BELOW: u32 = 200;

/// Nothing at all stands between the columns, from the heading down.
fn is_gap(sheet: &Sheet, row: u32, (end, next): (u32, u32)) -> bool {
    let within = |at: &At| (end + 1..next).contains(&at.1);
    let below = sheet.cells.rows_between(row, row.saturating_add(BELOW));
    end + 1 < next && !below.iter().any(|(at, _)| within(at))
}

/// 變更前 and 變更後 over the halves: two sets of amounts of one table.
fn names_sets(sheet: &Sheet, row: u32, span: (u32, u32)) -> bool {
    (row.saturating_sub(ABOVE)..row).any(|above| {
        let mut texts = (span.0..=span.1).filter_map(|column| sheet.text_at((above, column)));
        texts.any(|text| dictionary::amount_set(&text).is_some())
    })
}

/// The columns whose words speak of a table that has others beside it; `None` = it has none, every word does.
pub(super) fn range(headers: &[Header], of: &Header) -> Option<(u32, u32)> {
    let is_beside = |other: &&Header| {
        let apart = other.span.1 < of.span.0 || of.span.1 < other.span.0;
        apart && other.rows.0.abs_diff(of.rows.0) <= ABOVE
    };
    let beside: Vec<&Header> = headers.iter().filter(is_beside).collect();
    if beside.is_empty() {
        return None;
    }
    let ends = beside.iter().map(|other| other.span.1 + 1);
    let first = ends.filter(|end| *end <= of.span.0).max().unwrap_or(0);
    // A gap belongs to the table at its right: titles begin at the left.
    let is_before = beside.iter().any(|other| other.span.0 > of.span.1);
    Some((first, if is_before { of.span.1 } else { u32::MAX }))
}

/// Whether a text stands over these columns, or its merge reaches them.
pub(super) fn is_over(sheet: &Sheet, at: At, range: (u32, u32)) -> bool {
    let end = sheet.merge_at(at).map_or(at.1, |merge| merge.last.1);
    at.1 <= range.1 && end >= range.0
}
