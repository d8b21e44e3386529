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

/// Which items a sum may be of.
pub(super) enum Scope<'a> {
    /// Some stretch of the rows above, some category, everything.
    Above {
        items: &'a [Counted],
        whole_sheet: &'a [Counted],
    },
    /// Exactly these: the children below a category row.
    Below(&'a [Counted]),
}

/// Compares and records; a sum that nothing adds up to is a doubt.
pub(super) fn total(sheet: &Sheet, found: Stated, scope: &Scope<'_>, reading: &mut Reading) {
    let column = found.at.1;
    let sums = sums(scope, column);
    let nearest = found
        .stated
        .and_then(|s| sums.iter().copied().min_by_key(|sum| (*sum - s).abs()));
    let all = match scope {
        Scope::Above { items, .. } => sum(items, column, |_| true),
        Scope::Below(items) => sum(items, column, |_| true),
    };
    let items = match scope {
        Scope::Above { items, .. } | Scope::Below(items) => items,
    };
    let agrees = found
        .stated
        .zip(nearest)
        .map(|(s, n)| (s - n).abs() <= found.tolerance);
    let is_open = items.iter().any(|i| i.is_open);
    let ok = if agrees == Some(false) && is_open {
        None
    } else {
        agrees
    };
    let computed = if agrees == Some(true) { nearest } else { Some(all) };
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

/// The items' dollars in a column, as said.
fn sum(items: &[Counted], column: u32, keep: impl Fn(&Counted) -> bool) -> Decimal {
    items
        .iter()
        .filter(|i| keep(i))
        .filter_map(|i| i.said.get(&column))
        .sum()
}

fn sums(scope: &Scope<'_>, column: u32) -> Vec<Decimal> {
    let (items, whole) = match scope {
        Scope::Below(items) => (*items, *items),
        Scope::Above { items, whole_sheet } => (*items, *whole_sheet),
    };
    let mut found = Vec::new();
    let pick: [fn(&Counted) -> &HashMap<u32, Decimal>; 2] = [|i| &i.said, |i| &i.added];
    for pick in pick {
        let value = |i: &Counted| pick(i).get(&column).copied().unwrap_or_default();
        let total = |items: &[Counted], keep: &dyn Fn(&Counted) -> bool| -> Decimal {
            items.iter().filter(|i| keep(i)).map(value).sum()
        };
        found.push(total(items, &|_| true));
        if matches!(scope, Scope::Below(_)) {
            continue;
        }
        // Any stretch of rows that ends here, hidden ones counted or not.
        let (mut all, mut visible) = (Decimal::ZERO, Decimal::ZERO);
        for item in items.iter().rev() {
            all += value(item);
            found.push(all);
            if !item.is_hidden {
                visible += value(item);
                found.push(visible);
            }
        }
        for items in [items, whole] {
            found.push(total(items, &|_| true));
            found.push(total(items, &|i| !i.is_hidden));
            for category in [
                Category::Personnel,
                Category::Operations,
                Category::Miscellaneous,
                Category::Capital,
            ] {
                found.push(total(items, &|i| i.category == Some(category)));
            }
            found.push(total(items, &|i| i.category != Some(Category::Capital)));
            // 業務費 with 雜支 under it.
            found.push(total(items, &|i| {
                matches!(i.category, Some(Category::Operations | Category::Miscellaneous))
            }));
        }
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
