//! Rows that state sums: 小計, 合計, categories with their items below.

use super::amount::Read;
use super::checks::{self, Scope, Stated, Sums};
use super::reader::{Kind, Numbers, Parent, Reader};
use super::row::is_subtotal_label;
use crate::dictionary::{self, category_in};
use crate::grid::Cell;
use crate::reading::{Line, Reading, TotalKind, WarningCode};
use crate::role::Role;
use crate::words::{kept, label, squash};
use rust_decimal::Decimal;
use usr_desk_workspace::Money;

/// More sums than this no budget states; further ones are not checked, for each costs a look at every row.
const MAX_TOTALS: usize = 1_000;

impl<'a> Reader<'a> {
    /// 大寫 against the number beside it, or the last total above.
    pub(super) fn check_words(&self, row: u32, words: Decimal, numbers: &Numbers<'_>, reading: &mut Reading) {
        let here = numbers
            .amounts
            .iter()
            .find_map(|(c, _, _, read)| self.in_dollars(c, read));
        // Where no figure stands anywhere, the words are the total.
        let all = || match self.sums.as_slice() {
            [sums] if !self.items.is_empty() => Some(sums.said()),
            _ => None,
        };
        let Some(number) = here.or(self.last_total).or_else(all) else {
            return;
        };
        if number != words {
            let at = self
                .sheet
                .row(row)
                .map(|(c, _)| (row, c))
                .find(|(_, c)| self.spans(*c));
            let message = said!(
                "大寫金額為 {words}，數字為 {number}，請核對。",
                "The amount in words (大寫) is {words}, the figure {number}. Please check.",
                words = Money(words),
                number = Money(number),
            );
            reading.warn(WarningCode::AmountWordsMismatch, &self.sheet.name, at, message);
        }
    }

    /// Numbers without a word: a sum where they add up to one, else a doubt, and never a line.
    pub(super) fn nameless(&mut self, row: u32, numbers: &Numbers<'_>, reading: &mut Reading) {
        let stated = self.stated(row, "", TotalKind::Total, numbers, reading);
        let adds_up = |s: &Stated| {
            let is_nothing = s.stated.is_none_or(|n| n.is_zero());
            is_nothing || checks::agrees(s, Scope::Above, &self.items, &self.sums[s.index]) == Some(true)
        };
        if stated.iter().all(adds_up) {
            return;
        }
        let message = said!(
            "第 {n} 列有金額 {amount}，但沒有項目名稱，也不是上面的合計，沒有匯入；請補上名稱，或指定這一列是項目。",
            "Row {n} holds an amount ({amount}) but no name, and is no sum of what stands above; it was not imported. Give it a name, or say that it is an item.",
            n = row + 1,
            amount = stated
                .iter()
                .find_map(|s| s.stated)
                .map(Money)
                .unwrap_or_default(),
        );
        let at = stated.first().map(|s| s.at);
        reading.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
    }

    /// A row of 小計 or 合計.
    pub(super) fn total(&mut self, row: u32, label: &str, numbers: &Numbers<'_>, reading: &mut Reading) {
        let kind = if is_subtotal_label(label) {
            TotalKind::Subtotal
        } else {
            TotalKind::Total
        };
        // 小計 of a category ends no 經常門.
        self.close(reading, |p| kind == TotalKind::Total || p.kind != Kind::Gate);
        if reading.stated_totals.len() + self.deferred.len() > MAX_TOTALS {
            return;
        }
        let found = self.stated(row, label, kind, numbers, reading);
        self.last_total = found.first().and_then(|s| s.stated).or(self.last_total);
        for stated in found {
            let sums = &self.sums[stated.index];
            let agrees = checks::agrees(&stated, Scope::Above, &self.items, sums);
            if agrees == Some(false) {
                // The sum may stand above what it adds up: settled when all rows are read.
                self.deferred.push((stated, self.items.len()));
            } else {
                checks::record(self.sheet, stated, agrees, &self.items, sums, reading);
            }
        }
    }

    /// At the end of the table: sums that stood above their items, and those that nothing adds up to.
    pub(super) fn finish(&mut self, reading: &mut Reading) {
        self.close(reading, |_| true);
        for (stated, first) in std::mem::take(&mut self.deferred) {
            let (above, below) = self.items.split_at(first);
            let sums = Sums::of(below, stated.index);
            let agrees = checks::agrees(&stated, Scope::FirstOf, below, &sums);
            if agrees == Some(true) {
                checks::record(self.sheet, stated, agrees, below, &sums, reading);
            } else if self.is_sum_of_more(&stated, reading) {
                checks::record(self.sheet, stated, Some(true), above, &sums, reading);
            } else {
                let sums = Sums::of(above, stated.index);
                checks::record(self.sheet, stated, Some(false), above, &sums, reading);
            }
        }
    }

    /// 三年總計 under the last of several tables: all lines of the sheet so far, or of every sheet.
    fn is_sum_of_more(&self, found: &Stated, reading: &Reading) -> bool {
        let Some((_, fund, year)) = self.table.amounts().nth(found.index) else {
            return false;
        };
        let (mut everywhere, mut here) = (Decimal::ZERO, Decimal::ZERO);
        let of_it = |l: &&Line| (fund.is_none() || l.fund == fund) && (year.is_none() || l.year == year);
        for line in reading.lines.iter().filter(of_it) {
            let amount = line.amount.map_or(Decimal::ZERO, |a| a.0);
            everywhere += amount;
            if *line.source_sheet == *self.sheet.name {
                here += amount;
            }
        }
        let is_it = |sum: Decimal| found.stated.is_some_and(|s| (s - sum).abs() <= found.tolerance);
        found.kind == TotalKind::Total && (is_it(here) || is_it(everywhere))
    }

    fn stated(
        &self,
        row: u32,
        label: &str,
        kind: TotalKind,
        numbers: &Numbers<'_>,
        reading: &mut Reading,
    ) -> Vec<Stated> {
        let mut found = Vec::new();
        for (index, (column, _, _, read)) in numbers.amounts.iter().enumerate() {
            let at = (row, column.at);
            match read {
                Read::Blank | Read::NotANumber(_) | Read::OutOfRange(_) => continue,
                Read::Error(text) => self.warn_error(at, text, reading),
                Read::NoCache(_) => self.warn_no_cache(at, reading),
                Read::Number { .. } => {}
            }
            let value = read.value().filter(|_| !matches!(read, Read::NoCache(_)));
            found.push(Stated {
                label: kept(label),
                at,
                index,
                kind,
                stated: value.and_then(|_| self.in_dollars(column, read)),
                tolerance: self.tolerance(column, value),
            });
        }
        found
    }

    /// A row that is called 總… and holds in every column what all items above add up to, whatever else it is called.
    pub(super) fn is_sum_of_all(&self, label: &str, numbers: &Numbers<'_>) -> bool {
        let mut columns = numbers.amounts.iter().zip(&self.sums);
        self.items.len() > 1
            && numbers.has_amount()
            && !numbers.has_measure()
            && (label.contains('總') || adds_letters(label))
            && columns.all(|((column, _, _, read), sums)| {
                self.in_dollars(column, read).unwrap_or_default() == sums.said()
            })
    }

    /// A category with a sum, its items below it; or a numbered heading that is the sum of what follows.
    pub(super) fn is_parent(
        &self,
        row: u32,
        below: &[u32],
        name: &'a str,
        category_text: &'a str,
        numbers: &Numbers<'_>,
    ) -> bool {
        if !numbers.has_amount() || numbers.has_measure() {
            return false;
        }
        if self.meanings.is_gate(name) {
            return true;
        }
        let own_category = |row: u32| {
            let column = self.table.first(Role::Category);
            let cell = column.and_then(|c| self.sheet.own((row, c)));
            cell.map(Cell::shown).unwrap_or_default()
        };
        let names_itself = name.is_empty() && category_in(&own_category(row)).is_some();
        // 國外旅費 under 業務費 is an item, though elsewhere it heads a category.
        let within = if category_text.is_empty() {
            self.heading
        } else {
            category_text
        };
        let own = self.meanings.category(name);
        if own.is_some() && self.meanings.category_in(within) == own && label(within) != label(name) {
            return self.is_sum_of_deeper(name, below, numbers);
        }
        // 百分比 under a category is none of its items.
        let is_ratio = |row: &&u32| {
            let texts = self.sheet.row(**row).filter(|(c, _)| self.spans(*c));
            let lead = texts.filter_map(|(c, _)| self.text((**row, c))).next();
            lead.is_some_and(|lead| self.meanings.is_ratio(lead))
        };
        let Some(next) = below.iter().find(|row| !is_ratio(row)) else {
            return false;
        };
        let next_name = self.name(*next);
        if next_name.is_empty() || self.meanings.is_total(next_name) || !self.numbers(*next).has_amount() {
            return false;
        }
        if self.meanings.category(name).is_none() && !names_itself {
            return self.is_sum_of_deeper(name, below, numbers);
        }
        if dictionary::is_gate_heading(name) && self.is_category_below(name, below) {
            return true;
        }
        if is_of_which(next_name) {
            return self.is_sum_of_which(below, numbers);
        }
        let next_own = own_category(*next);
        let is_of_it = next_own.is_empty() || squash(&next_own) == squash(category_text);
        let (own, under) = (self.meanings.depth(name), self.meanings.depth(next_name));
        let is_deeper = own > 0 && under > own;
        let is_like = own > 0 && under > 0 && under <= own;
        is_of_it && (is_deeper || (!is_like && self.meanings.category(next_name).is_none()))
    }

    /// The rows of the next deeper numbering add up to this one.
    fn is_sum_of_deeper(&self, name: &'a str, below: &[u32], numbers: &Numbers<'_>) -> bool {
        let own = self.meanings.depth(name);
        let depth = |name| self.meanings.depth(name);
        let names = below.iter().map(|row| (self.name(*row), *row));
        let deeper = names.take_while(|(name, _)| depth(name) > own && !self.meanings.is_total(name));
        let deeper: Vec<(u8, u32)> = deeper.map(|(name, row)| (depth(name), row)).collect();
        let Some((first, _)) = deeper.first().copied() else {
            return false;
        };
        let children: Vec<Numbers<'_>> = deeper
            .into_iter()
            .filter(|(depth, _)| *depth == first)
            .map(|(_, row)| self.numbers(row))
            .collect();
        // What stands at the margin is a sum only of several.
        (own > 0 || children.len() > 1) && is_sum(numbers, &children)
    }

    /// 資本門 with 設備費 under it parts the categories as 經常門 does.
    fn is_category_below(&self, name: &'a str, below: &[u32]) -> bool {
        let next = below.first().map(|row| self.name(*row)).unwrap_or_default();
        let is_same = self.meanings.category(next) == self.meanings.category(name);
        is_same && !dictionary::is_gate_heading(next)
    }

    /// The rows that say 其中 are all of the row above them.
    fn is_sum_of_which(&self, below: &[u32], numbers: &Numbers<'_>) -> bool {
        let is_part = |row: &&u32| {
            let name = self.name(**row);
            let is_set_in = self.meanings.depth(name) > 0;
            (is_of_which(name) || is_set_in) && self.meanings.category(name).is_none()
        };
        let parts = below.iter().take_while(is_part);
        let parts: Vec<Numbers<'_>> = parts.map(|row| self.numbers(*row)).collect();
        is_sum(numbers, &parts)
    }

    /// A row whose sum is that of the rows below it.
    pub(super) fn open_parent(
        &mut self,
        (row, below): (u32, &[u32]),
        label: &'a str,
        numbers: &Numbers<'_>,
        reading: &mut Reading,
    ) {
        let depth = self.meanings.depth(label);
        let is_gate = dictionary::is_gate_heading(label) && self.is_category_below(label, below);
        let kind = if is_gate || self.meanings.is_gate(label) {
            Kind::Gate
        } else if self.meanings.category_in(label).is_some() {
            Kind::Category
        } else {
            Kind::Sum
        };
        match kind {
            Kind::Gate => self.close_for_gate(depth, reading),
            Kind::Category => self.close_for_category(depth, reading),
            Kind::Sum => self.close(reading, |p| {
                p.depth >= depth && (depth > 0 || p.kind == Kind::Sum)
            }),
        }
        let stated = self.stated(row, label, TotalKind::Subtotal, numbers, reading);
        self.parents.push(Parent {
            kind,
            depth,
            stated,
            first: self.items.len(),
        });
    }

    /// Closes the parents that a 經常門 of this depth ends.
    pub(super) fn close_for_gate(&mut self, depth: u8, reading: &mut Reading) {
        self.close(reading, |p| depth == 0 || p.depth == 0 || p.depth >= depth);
    }

    /// Closes the parents that a category of this depth ends: every one but a 經常門 that it may stand under.
    pub(super) fn close_for_category(&mut self, depth: u8, reading: &mut Reading) {
        self.close(reading, |p| match p.kind {
            Kind::Gate => depth > 0 && p.depth >= depth,
            _ => depth == 0 || p.depth == 0 || p.depth >= depth,
        });
    }

    /// An item of its own category, or one that stands no deeper than the parent, is none of its children.
    pub(super) fn close_for_item(&mut self, name: &'a str, reading: &mut Reading) {
        if self.parents.is_empty() {
            return;
        }
        let depth = self.meanings.depth(name);
        if self.meanings.category(name).is_some() {
            self.close_for_category(depth, reading);
        } else {
            self.close(reading, |p| {
                p.depth >= depth && (depth > 0 || p.kind == Kind::Sum)
            });
        }
    }

    /// Closes the innermost parents that are ended.
    fn close(&mut self, reading: &mut Reading, is_ended: impl Fn(&Parent) -> bool) {
        while let Some(parent) = self.parents.pop_if(|p| is_ended(p)) {
            let items = &self.items[parent.first..];
            for stated in parent.stated {
                let sums = Sums::of(items, stated.index);
                let agrees = checks::agrees(&stated, Scope::All, items, &sums);
                checks::record(self.sheet, stated, agrees, items, &sums, reading);
            }
        }
    }
}

/// A+B, (A)+(B)+(C), D=A+B: sums that were given letters, added up.
fn adds_letters(label: &str) -> bool {
    let squashed = squash(label);
    let is_mark = |c: char| c.is_ascii_uppercase() || matches!(c, '+' | '=' | '(' | ')');
    squashed.contains('+') && squashed.chars().all(is_mark)
}

/// 其中: a part of the row above, said once more.
pub(super) fn is_of_which(name: &str) -> bool {
    squash(name).starts_with("其中")
}

/// The rows add up to the sum in every column.
fn is_sum(sum: &Numbers<'_>, rows: &[Numbers<'_>]) -> bool {
    let value = |n: &Numbers<'_>, i: usize| n.amounts.get(i).and_then(|a| a.3.value()).unwrap_or_default();
    let mut columns = 0..sum.amounts.len();
    columns.all(|i| rows.iter().map(|n| value(n, i)).sum::<Decimal>() == value(sum, i))
}
