//! Tables side by side: where one heading ends and the next begins, and whose the words above them are.

use super::header::{Header, Roles, qualifies};
use crate::dictionary;
use crate::grid::{At, Sheet};
use crate::role::Role;
use crate::words::squash;

/// Rows above a heading in which 變更前 and 變更後 are looked for.
const ABOVE: u32 = 3;

/// The headings in a stretch of a row: where its first words come again, with a heading on either side, another begins.
pub(super) fn parted(sheet: &Sheet, row: u32, span: (u32, u32), roles: &Roles) -> Vec<(u32, u32)> {
    let own = |column: &u32| sheet.anchor((row, *column)).1 == *column;
    let heads: Vec<(u32, String)> = (span.0..=span.1)
        .filter(own)
        .filter_map(|column| Some((column, squash(&sheet.text_at((row, column))?))))
        .collect();
    for (index, (column, text)) in heads.iter().enumerate().skip(2) {
        let begins = matches!(roles.of(text), Some(Role::Seq | Role::Category | Role::Name));
        if !begins || !heads[..index].iter().any(|(_, earlier)| earlier == text) {
            continue;
        }
        let is_worded = |c: &u32| sheet.text_at((row, *c)).is_some();
        let Some(end) = (span.0..*column).rev().find(is_worded) else {
            continue;
        };
        let (left, right) = ((span.0, end), (*column, span.1));
        let is_amount_again = heads[index..].iter().any(|(_, word)| {
            let is_amount = roles.of(word).is_some_and(Role::is_amount);
            is_amount && heads[..index].iter().any(|(_, earlier)| earlier == word)
        });
        let both = qualifies(sheet, row, left, roles) && qualifies(sheet, row, right, roles);
        if is_amount_again && both && !names_sets(sheet, row, span) {
            let mut found = vec![left];
            found.extend(parted(sheet, row, right, roles));
            return found;
        }
    }
    vec![span]
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
    let starts = beside.iter().filter_map(|other| other.span.0.checked_sub(1));
    let last = starts.filter(|start| *start >= of.span.1).min();
    Some((first, last.unwrap_or(u32::MAX)))
}

/// Whether a text stands over these columns, or its merge reaches them.
pub(super) fn is_over(sheet: &Sheet, at: At, range: (u32, u32)) -> bool {
    let end = sheet.merge_at(at).map_or(at.1, |merge| merge.last.1);
    at.1 <= range.1 && end >= range.0
}
