//! Years as columns: those of a plan over years are all read; last year's beside this year's is only there to compare.

use super::columns::Draft;
use crate::dictionary;
use crate::role::Role;
use crate::words::squash;
use std::collections::BTreeSet;

/// Sets of amounts side by side, of which a person must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sets {
    /// 變更前 and 變更後, or a column that says the same again: one was taken.
    Amounts,
    /// Years that are compared: one was taken.
    Compared {
        /// The year whose amounts are read.
        taken: u16,
        /// The others.
        left: Vec<u16>,
    },
    /// Nothing says whether two years are compared or both asked for: both are read, each as its own.
    Open(Vec<u16>),
}

/// Settles which years are read. `asked` is the year that a person named, `titled` the one of the title.
pub(super) fn settle(drafts: &mut [Draft<'_>], asked: Option<u16>, titled: Option<u16>) -> Option<Sets> {
    let year = |d: &Draft<'_>| match d.role {
        Some(Role::Amount { year, .. }) if d.holds_numbers() && !d.hidden => year,
        _ => None,
    };
    let years: BTreeSet<u16> = drafts.iter().filter_map(year).collect();
    let latest = years.last().copied().filter(|_| years.len() > 1)?;
    let compares = drafts.iter().any(|d| d.labels.iter().any(|l| is_comparison(l)));
    let has_sum = drafts
        .iter()
        .any(|d| matches!(d.role, Some(Role::Amount { year: None, .. })) && d.holds_numbers());
    if !compares && (has_sum || years.len() > 2) {
        return None;
    }
    if !compares && titled != Some(latest) {
        return Some(Sets::Open(years.into_iter().collect()));
    }
    let named = |year: &u16| years.contains(year);
    let taken = asked.filter(named).or(titled.filter(named)).unwrap_or(latest);
    for draft in drafts.iter_mut().filter(|d| year(d).is_some_and(|y| y != taken)) {
        let why = said!(
            "比較用的年度，採用 {taken} 年度",
            "a year to compare with; the amounts are those of {taken}"
        );
        draft.set(Role::Ignore, why);
    }
    let left = years.into_iter().filter(|y| *y != taken).collect();
    Some(Sets::Compared { taken, left })
}

/// 比較增減, 與上年度比較, 成長率.
fn is_comparison(heading: &str) -> bool {
    let word = squash(heading);
    let compares = ["增減", "比較", "成長", "差異"];
    compares.iter().any(|w| word.contains(w))
        || dictionary::amount_set(&word) == Some(dictionary::AmountSet::Earlier)
}
