//! Rows that state sums: 小計, 合計, categories with their items below.

use super::amount::Read;
use super::checks::{self, Scope, Stated, Sums};
use super::reader::{Numbers, Parent, Reader};
use super::row::is_subtotal_label;
use crate::dictionary::category_in;
use crate::grid::Cell;
use crate::reading::{Reading, TotalKind, WarningCode};
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
        let Some(number) = here.or(self.last_total) else {
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

    /// A row of 小計 or 合計.
    pub(super) fn total(&mut self, row: u32, label: &str, numbers: &Numbers<'_>, reading: &mut Reading) {
        self.close_parents(0, reading);
        let kind = if is_subtotal_label(label) {
            TotalKind::Subtotal
        } else {
            TotalKind::Total
        };
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
        self.close_parents(0, reading);
        for (stated, first) in std::mem::take(&mut self.deferred) {
            let (above, below) = self.items.split_at(first);
            let sums = Sums::of(below, stated.index);
            let agrees = checks::agrees(&stated, Scope::FirstOf, below, &sums);
            if agrees == Some(true) {
                checks::record(self.sheet, stated, agrees, below, &sums, reading);
            } else {
                let sums = Sums::of(above, stated.index);
                checks::record(self.sheet, stated, Some(false), above, &sums, reading);
            }
        }
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
    pub(super) fn is_sum_of_all(&self, name: &str, numbers: &Numbers<'_>) -> bool {
        let mut columns = numbers.amounts.iter().zip(&self.sums);
        self.items.len() > 1
            && name.contains('總')
            && numbers.has_amount()
            && !numbers.has_measure()
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
        let Some(next) = below.first() else { return false };
        let next_name = self.name(*next);
        if next_name.is_empty() || self.meanings.is_total(next_name) || !self.numbers(*next).has_amount() {
            return false;
        }
        if self.meanings.category(name).is_none() && !names_itself {
            return self.is_sum_of_deeper(name, below, numbers);
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
        if own == 0 {
            return false;
        }
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
        let value =
            |n: &Numbers<'_>, i: usize| n.amounts.get(i).and_then(|a| a.3.value()).unwrap_or_default();
        (0..numbers.amounts.len())
            .all(|i| children.iter().map(|n| value(n, i)).sum::<Decimal>() == value(numbers, i))
    }

    /// A row whose sum is that of the rows below it.
    pub(super) fn open_parent(
        &mut self,
        row: u32,
        label: &'a str,
        numbers: &Numbers<'_>,
        reading: &mut Reading,
    ) {
        let depth = self.meanings.depth(label);
        self.close_parents(depth, reading);
        let stated = self.stated(row, label, TotalKind::Subtotal, numbers, reading);
        self.parents.push(Parent {
            depth,
            stated,
            first: self.items.len(),
        });
    }

    /// Closes the parents that a row of this depth ends; an unnumbered row ends all.
    pub(super) fn close_parents(&mut self, depth: u8, reading: &mut Reading) {
        while let Some(parent) = self
            .parents
            .pop_if(|p| depth == 0 || p.depth == 0 || p.depth >= depth)
        {
            let items = &self.items[parent.first..];
            for stated in parent.stated {
                let sums = Sums::of(items, stated.index);
                let agrees = checks::agrees(&stated, Scope::All, items, &sums);
                checks::record(self.sheet, stated, agrees, items, &sums, reading);
            }
        }
    }
}
