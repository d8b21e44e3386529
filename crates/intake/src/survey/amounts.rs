//! Which of the columns of dollars are read: of two sets the later, of the same amount once, of 經常門 and 資本門 both.

use super::columns::Draft;
use crate::dictionary::{self, AmountSet};
use crate::role::Role;
use rust_decimal::Decimal;

/// Of 變更前 and 變更後 the later is taken; where nothing is called later, what is not called earlier is.
pub(super) fn settle_sets(drafts: &mut [Draft<'_>]) -> bool {
    let set = |d: &Draft<'_>| d.labels.iter().find_map(|l| dictionary::amount_set(l));
    let of_set = |wanted| {
        drafts
            .iter()
            .filter(move |d| set(d) == wanted && !d.numbers.is_empty())
    };
    let is_amount = |d: &Draft<'_>| d.role.is_some_and(Role::is_amount);
    let has_later = of_set(Some(AmountSet::Later)).next().is_some();
    let has_earlier = of_set(Some(AmountSet::Earlier)).next().is_some();
    let has_other = of_set(None).any(is_amount) && of_set(Some(AmountSet::Earlier)).any(is_amount);
    if has_later || has_other {
        for draft in drafts.iter_mut().filter(|d| set(d) == Some(AmountSet::Earlier)) {
            let why = said!(
                "有兩組金額，採用變更後的一組",
                "of two sets of amounts the later is taken"
            );
            draft.set(Role::Ignore, why);
        }
    }
    (has_later && has_earlier) || has_other
}

pub(super) fn drop_empty_amounts(drafts: &mut [Draft<'_>]) {
    let any_filled = drafts
        .iter()
        .any(|d| d.role.is_some_and(Role::is_amount) && d.holds_numbers());
    for draft in drafts.iter_mut().filter(|d| d.role.is_some_and(Role::is_amount)) {
        if let (Some(Role::Amount { fund: Some(fund), .. }), true) = (draft.role, draft.is_marks()) {
            draft.set(Role::FundMark(fund), said!("欄內是勾選記號", "it holds ticks"));
        } else if any_filled && !draft.holds_numbers() {
            draft.set(Role::Ignore, said!("欄內沒有數字", "it holds no numbers"));
        }
    }
}

/// Of several columns for the same amount one is taken: where price × quantity agrees, else the last.
pub(super) fn settle_amounts(drafts: &mut [Draft<'_>]) -> bool {
    let roles: Vec<Role> = drafts
        .iter()
        .filter_map(|d| d.role)
        .filter(|r| r.is_amount())
        .collect();
    let mut is_asked = false;
    for role in roles.iter().copied().collect::<std::collections::HashSet<_>>() {
        let same: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].is(role)).collect();
        if same.len() < 2 {
            continue;
        }
        let agreeing = |i: usize| agreement(drafts, i);
        let best = same
            .iter()
            .copied()
            .max_by_key(|i| (agreeing(*i), drafts[*i].numbers.len(), *i))
            .unwrap_or(same[0]);
        if settle_gates(drafts, &same) {
            continue;
        }
        let differs = same.iter().any(|i| drafts[*i].numbers != drafts[best].numbers);
        is_asked |= differs;
        for index in same.into_iter().filter(|i| *i != best) {
            let why = said!(
                "另一欄才是採用的金額",
                "the amounts are taken from another column"
            );
            drafts[index].set(Role::Ignore, why);
        }
    }
    is_asked
}

/// 經常門 and 資本門 under one fund or year add up: they are its amounts, or where their sum stands beside them, that is.
fn settle_gates(drafts: &mut [Draft<'_>], same: &[usize]) -> bool {
    let is_gate = |i: &usize| {
        drafts[*i]
            .labels
            .last()
            .is_some_and(|l| dictionary::is_gate_heading(l))
    };
    let (gates, others): (Vec<usize>, Vec<usize>) = same.iter().partition(|i| is_gate(i));
    if gates.len() < 2 {
        return false;
    }
    let [sum] = others.as_slice() else {
        return others.is_empty();
    };
    let adds_up = drafts[*sum].numbers.iter().all(|(row, total)| {
        let parts = gates.iter().filter_map(|i| drafts[*i].number(*row));
        parts.sum::<Decimal>() == *total
    });
    if adds_up {
        for index in gates {
            let why = said!(
                "經常門與資本門的合計欄才是採用的金額",
                "the amounts are those of the column that adds up 經常門 and 資本門"
            );
            drafts[index].set(Role::Ignore, why);
        }
    }
    adds_up
}

/// In how many rows price × quantity is what the column says.
fn agreement(drafts: &[Draft<'_>], index: usize) -> usize {
    let Some(price) = drafts.iter().find(|d| d.is(Role::UnitPrice)) else {
        return 0;
    };
    let quantities: Vec<&Draft<'_>> = drafts.iter().filter(|d| d.is(Role::Quantity)).collect();
    let computed = |row: u32| {
        let start = price.number(row)?;
        quantities
            .iter()
            .filter_map(|q| q.number(row))
            .try_fold(start, Decimal::checked_mul)
    };
    let rows = drafts[index]
        .numbers
        .iter()
        .filter(|(row, n)| computed(*row).is_some_and(|c| (c - *n).abs() <= Decimal::ONE && !n.is_zero()));
    rows.count()
}
