//! Sums that the sheet states, against the sums of what was read.

use crate::grid::{Sheet, cell_name};
use crate::reading::{Line, Reading, StatedTotal, TotalKind, WarningCode};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash, Hasher};
use usr_desk_workspace::{Category, Money};

/// An item as the sums count it.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) category: Option<Category>,
    pub(super) is_hidden: bool,
    /// Its amount could not be read.
    pub(super) is_open: bool,
    /// By the table's columns of dollars, in their order.
    pub(super) dollars: Box<[Dollars]>,
}

/// What an item has in a column: as the sheet says, and as the parts add up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dollars {
    pub(super) said: Decimal,
    pub(super) added: Decimal,
}

/// What items add up to in one column, by category; kept while rows are read, so that a sum costs no look at every row.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums([Dollars; 5]);

impl Sums {
    pub(super) fn of(items: &[Counted], index: usize) -> Sums {
        let mut sums = Sums::default();
        for item in items {
            sums.add(item, index);
        }
        sums
    }

    pub(super) fn add(&mut self, item: &Counted, index: usize) {
        let dollars = item.dollars.get(index).copied().unwrap_or_default();
        let sum = &mut self.0[item.category.map_or(4, |c| c as usize)];
        sum.said += dollars.said;
        sum.added += dollars.added;
    }

    /// All items together, as the sheet says.
    pub(super) fn said(&self) -> Decimal {
        self.all(|d| d.said)
    }

    fn all(&self, pick: Pick) -> Decimal {
        self.0.iter().map(pick).sum()
    }

    /// Sums of one category, of 經常門, and of 業務費 with 雜支 under it.
    fn parts(&self, pick: Pick) -> [Decimal; 6] {
        let of = |category: Category| pick(&self.0[category as usize]);
        let (operations, capital) = (of(Category::Operations), of(Category::Capital));
        let miscellaneous = of(Category::Miscellaneous);
        [
            of(Category::Personnel),
            operations,
            miscellaneous,
            capital,
            self.all(pick) - capital,
            operations + miscellaneous,
        ]
    }
}

type Pick = fn(&Dollars) -> Decimal;

/// A sum that the sheet states in one cell.
pub(super) struct Stated {
    pub(super) label: String,
    pub(super) at: (u32, u32),
    /// Which of the table's columns of dollars.
    pub(super) index: usize,
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

/// Whether something adds up to what is stated; `None` where nothing readable is stated. `sums` are those of `items`.
pub(super) fn agrees(found: &Stated, scope: Scope, items: &[Counted], sums: &Sums) -> Option<bool> {
    let stated = found.stated?;
    let is_it = |sum: Decimal| (sum - stated).abs() <= found.tolerance;
    let picks: [Pick; 2] = [|d| d.said, |d| d.added];
    if picks.iter().any(|pick| is_it(sums.all(*pick))) {
        return Some(true);
    }
    if scope == Scope::All {
        return Some(false);
    }
    if picks.iter().any(|pick| sums.parts(*pick).into_iter().any(is_it)) {
        return Some(true);
    }
    let stretch = |pick: Pick| {
        // Hidden rows counted or not.
        let (mut all, mut visible) = (Decimal::ZERO, Decimal::ZERO);
        let mut ends_here = |item: &Counted| {
            let dollars = item.dollars.get(found.index).map(pick).unwrap_or_default();
            all += dollars;
            if !item.is_hidden {
                visible += dollars;
            }
            is_it(all) || is_it(visible)
        };
        match scope {
            Scope::Above => items.iter().rev().take(MAX_STRETCH).any(&mut ends_here),
            _ => items.iter().take(MAX_STRETCH).any(&mut ends_here),
        }
    };
    Some(picks.into_iter().any(stretch))
}

/// Records a sum of `items`; one that nothing adds up to is a doubt.
pub(super) fn record(
    sheet: &Sheet,
    found: Stated,
    agrees: Option<bool>,
    items: &[Counted],
    sums: &Sums,
    reading: &mut Reading,
) {
    let all = sums.all(|d| d.said);
    // While an amount is open, nobody can say that the sum is wrong.
    let ok = agrees.filter(|agrees| *agrees || !items.iter().any(|i| i.is_open));
    let computed = if agrees == Some(true) {
        found.stated
    } else {
        Some(all)
    };
    if ok == Some(false) {
        let (code, what) = match found.kind {
            TotalKind::Subtotal => (WarningCode::SubtotalMismatch, said!("小計", "subtotal")),
            TotalKind::Total => (WarningCode::TotalMismatch, said!("合計", "total")),
        };
        let message = said!(
            "{cell} {what}「{label}」為 {stated}，細項加總為 {sum}；請核對漏列或重複的項目。",
            "{cell}: the {kind} “{label}” is {stated}, its items add up to {sum}. Look for items that are missing or twice there.",
            cell = cell_name(found.at),
            label = &found.label,
            stated = found.stated.map(Money).unwrap_or_default(),
            sum = Money(all),
            kind = what.en(),
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

/// A total beside one of several tables may be of all of them, those that were read after it too.
pub(super) fn sums_of_the_sheet(reading: &mut Reading, sheet: &str, first: usize) {
    let lines = reading.lines.iter().skip(first);
    let sum: Money = lines.filter_map(|line| line.amount).sum();
    let mut settled = Vec::new();
    for total in &mut reading.stated_totals {
        let is_open = total.ok == Some(false) && total.kind == TotalKind::Total;
        if is_open && total.source_sheet == sheet && total.stated == Some(sum) {
            total.ok = Some(true);
            total.computed_from_lines = total.stated;
            settled.push(total.source_cell.clone());
        }
    }
    let is_settled = |cell: &Option<String>| cell.as_ref().is_some_and(|cell| settled.contains(cell));
    reading.warnings.retain(|warning| {
        let is_of_it = warning.code == WarningCode::TotalMismatch && is_settled(&warning.source_cell);
        !(is_of_it && warning.source_sheet.as_deref() == Some(sheet))
    });
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
    // Only what the key comes to is kept: the keys of a long sheet are as large as its lines.
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut found = Vec::new();
    for (index, line) in reading.lines.iter().enumerate().skip(first) {
        if line.amount.is_none() {
            continue;
        }
        let own = key(line);
        let mut hasher = DefaultHasher::new();
        own.hash(&mut hasher);
        let mut place = hasher.finish();
        loop {
            match seen.entry(place) {
                Entry::Occupied(other) if key(&reading.lines[*other.get()]) == own => {
                    found.push((index, reading.lines[*other.get()].source_row));
                }
                // Another key that comes to the same: the next place is tried.
                Entry::Occupied(_) => {
                    place = place.wrapping_add(1);
                    continue;
                }
                Entry::Vacant(free) => {
                    free.insert(index);
                }
            }
            break;
        }
    }
    for (index, row) in found {
        let line = &reading.lines[index];
        let at = Some(line.source_cell);
        let message = said!(
            "第 {row}、{again} 列「{name}」完全相同，請確認是否重複編列。",
            "Rows {row} and {again} “{name}” are the same; check whether one is there twice by mistake.",
            again = line.source_row,
            name = &line.name,
        );
        let sheet = line.source_sheet.clone();
        reading.warn(WarningCode::DuplicateLine, &sheet, at, message);
    }
}
