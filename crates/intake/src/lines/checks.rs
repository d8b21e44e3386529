//! Sums that the sheet states, against the sums of what was read.

use crate::grid::{Sheet, cell_name};
use crate::reading::{Line, Reading, StatedTotal, TotalKind, WarningCode};
use rust_decimal::Decimal;
use std::collections::HashMap;
use usr_desk_workspace::{Category, Money};

/// An item as the sums count it.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) category: Option<Category>,
    pub(super) is_hidden: bool,
    /// Its amount could not be read.
    pub(super) is_open: bool,
    /// Dollars by column: as the sheet says, and as the parts add up.
    pub(super) said: HashMap<u32, Decimal>,
    pub(super) added: HashMap<u32, Decimal>,
}

/// A sum that the sheet states in one cell.
pub(super) struct Stated {
    pub(super) label: String,
    pub(super) at: (u32, u32),
    pub(super) kind: TotalKind,
    pub(super) stated: Option<Decimal>,
    pub(super) tolerance: Decimal,
}

/// No 小計 is over more rows than this.
const MAX_STRETCH: usize = 2_000;

/// Which of the items a sum may be of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scope {
    /// Some stretch that ends with the last, some category, everything.
    Above,
    /// Some stretch that starts with the first, some category, everything.
    FirstOf,
    /// Exactly these.
    All,
}

/// Whether something adds up to what is stated; `None` where nothing readable is stated.
pub(super) fn agrees(found: &Stated, scope: Scope, items: &[Counted]) -> Option<bool> {
    let stated = found.stated?;
    Some(
        sums(scope, items, found.at.1)
            .iter()
            .any(|sum| (*sum - stated).abs() <= found.tolerance),
    )
}

/// Compares and records; a sum that nothing adds up to is a doubt.
pub(super) fn record(sheet: &Sheet, found: Stated, scope: Scope, items: &[Counted], reading: &mut Reading) {
    let all: Decimal = items.iter().filter_map(|i| i.said.get(&found.at.1)).sum();
    let agrees = agrees(&found, scope, items);
    // While an amount is open, nobody can say that the sum is wrong.
    let ok = if agrees == Some(false) && items.iter().any(|i| i.is_open) {
        None
    } else {
        agrees
    };
    let computed = if agrees == Some(true) {
        found.stated
    } else {
        Some(all)
    };
    if ok == Some(false) {
        let (code, what) = match found.kind {
            TotalKind::Subtotal => (WarningCode::SubtotalMismatch, "小計"),
            TotalKind::Total => (WarningCode::TotalMismatch, "合計"),
        };
        let message = format!(
            "{} {what}「{}」為 {}，細項加總為 {}；請核對漏列或重複的項目。",
            cell_name(found.at),
            found.label,
            found.stated.map(Money).unwrap_or_default(),
            Money(all),
        );
        reading.warn(code, &sheet.name, Some(found.at), message);
    }
    reading.stated_totals.push(StatedTotal {
        kind: found.kind,
        label: found.label,
        source_sheet: sheet.name.clone(),
        source_cell: cell_name(found.at),
        stated: found.stated.map(Money),
        computed_from_lines: computed.map(Money),
        ok,
    });
}

fn sums(scope: Scope, items: &[Counted], column: u32) -> Vec<Decimal> {
    let mut found = Vec::new();
    type Pick = fn(&Counted) -> &HashMap<u32, Decimal>;
    let pick: [Pick; 2] = [|i| &i.said, |i| &i.added];
    for pick in pick {
        let value = |i: &Counted| pick(i).get(&column).copied().unwrap_or_default();
        let total = |keep: &dyn Fn(&Counted) -> bool| -> Decimal {
            items.iter().filter(|i| keep(i)).map(value).sum()
        };
        found.push(total(&|_| true));
        if scope == Scope::All {
            continue;
        }
        let mut ordered: Vec<&Counted> = items.iter().collect();
        if scope == Scope::Above {
            ordered.reverse();
        }
        // Stretches, hidden rows counted or not.
        let (mut all, mut visible) = (Decimal::ZERO, Decimal::ZERO);
        for item in ordered.into_iter().take(MAX_STRETCH) {
            all += value(item);
            found.push(all);
            if !item.is_hidden {
                visible += value(item);
                found.push(visible);
            }
        }
        for category in [
            Category::Personnel,
            Category::Operations,
            Category::Miscellaneous,
            Category::Capital,
        ] {
            found.push(total(&|i| i.category == Some(category)));
        }
        // 經常門; and 業務費 with 雜支 under it.
        found.push(total(&|i| i.category != Some(Category::Capital)));
        found.push(total(&|i| {
            matches!(i.category, Some(Category::Operations | Category::Miscellaneous))
        }));
    }
    found
}

/// The same line twice in one sheet.
pub(super) fn duplicates(reading: &mut Reading, first: usize) {
    let key = |l: &Line| {
        (
            l.category,
            crate::words::squash(&l.name),
            l.unit_price,
            l.quantity,
            l.amount,
            l.fund,
            l.year,
        )
    };
    let mut seen: HashMap<_, u32> = HashMap::new();
    let mut found = Vec::new();
    for line in reading.lines[first..].iter().filter(|l| l.amount.is_some()) {
        match seen.get(&key(line)) {
            Some(row) => found.push((line.clone(), *row)),
            None => {
                seen.insert(key(line), line.source_row);
            }
        }
    }
    for (line, row) in found {
        let at = crate::grid::cell_at(&line.source_cell);
        let message = format!(
            "第 {row}、{} 列「{}」完全相同，請確認是否重複編列。",
            line.source_row, line.name
        );
        reading.warn(WarningCode::DuplicateLine, &line.source_sheet, at, message);
    }
}
