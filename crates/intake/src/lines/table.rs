//! One table, row by row.

use super::checks::Sums;
use super::meanings::Meanings;
use super::reader::{Known, Reader};
use super::row::{is_footer, numbers_columns};
use super::totals::is_of_which;
use crate::answers::Told;
use crate::dictionary::{self, category_word, fund_in};
use crate::grid::{Cell, Sheet, Source, Value};
use crate::map::Map;
use crate::number;
use crate::office::Words;
use crate::reading::Reading;
use crate::role::Role;
use crate::survey::{Table, year_in};
use crate::words::{one_line, squash};
use std::collections::BTreeSet;

/// Reads the table's rows into `reading`.
pub(super) fn read(
    (sheet, table): (&Sheet, &Table),
    source: Source,
    map: &Map,
    told: &Told<'_>,
    reading: &mut Reading,
) {
    let mut reader = Reader {
        sheet,
        sheet_name: sheet.name.as_str().into(),
        meanings: Meanings::default(),
        table,
        source,
        map,
        told,
        words: Words::of(&map.words),
        category: Known {
            category: table.category,
            ..Known::default()
        },
        heading: "",
        fund: None,
        year: None,
        items: Vec::new(),
        sums: table.amounts().map(|_| Sums::default()).collect(),
        last_total: None,
        last_name: "",
        parents: Vec::new(),
        deferred: Vec::new(),
        unknown: BTreeSet::new(),
    };
    reader.about_the_table(reading);
    let mut rows: Vec<u32> = Vec::new();
    for (at, _) in sheet.cells.rows_between(table.body.0, table.body.1) {
        if reader.spans(at.1) && rows.last() != Some(&at.0) && table.repeated.binary_search(&at.0).is_err() {
            rows.push(at.0);
        }
    }
    // Grown step by step, both would for a while be held twice.
    reading.lines.reserve(rows.len());
    reader.items.reserve(rows.len());
    for (index, row) in rows.iter().enumerate() {
        reader.row(*row, &rows[index + 1..], reading);
    }
    reader.finish(reading);
    reader.about_answers(reading);
}

impl<'a> Reader<'a> {
    fn row(&mut self, row: u32, below: &[u32], reading: &mut Reading) {
        let sheet = self.sheet;
        let own: Vec<(u32, &'a Cell)> = sheet.row(row).filter(|(c, _)| self.spans(*c)).collect();
        // 「113年度」 and 「40時」 are words here.
        let word = |cell: &'a Cell| match &cell.value {
            Value::Text(text) if !number::is_plain(text) => Some(&**text),
            _ => None,
        };
        let words: Vec<&'a str> = own.iter().filter_map(|(_, c)| word(c)).collect();
        if words.len() == own.len() && numbers_columns(&words) {
            return;
        }
        let lead = words.first().copied().unwrap_or_default();
        let name = self.name(row);
        let category_text = self
            .table
            .first(Role::Category)
            .and_then(|c| self.text((row, c)))
            .unwrap_or_default();
        let numbers = self.numbers(row);
        if self.told.insists_on(row) {
            self.item(row, name, lead, category_text, &numbers, reading);
            return;
        }
        if !numbers.has_measure()
            && let Some(found) = words.iter().find_map(|t| self.meanings.amount_in_words(t))
        {
            self.check_words(row, found, &numbers, reading);
            if !numbers.has_amount() {
                return;
            }
        }
        let mut labels = [lead, name, category_text].into_iter();
        if let Some(label) = labels.find(|t| self.meanings.is_total(t)) {
            self.total(row, label, &numbers, reading);
            return;
        }
        let mut labels = [name, category_text, lead].into_iter();
        if let Some(label) = labels.find(|t| self.is_sum_of_all(t, &numbers)) {
            self.total(row, label, &numbers, reading);
            return;
        }
        if !numbers.has_measure() && [lead, name].into_iter().any(|t| self.meanings.is_ratio(t)) {
            return;
        }
        let is_wordy = !numbers.has_amount() && !numbers.has_measure();
        if is_wordy {
            self.about_another_unit(row, (&words, below), reading);
        }
        if is_wordy && !numbers.has_figures() && self.band(&words, name, category_text) {
            if words.iter().any(|t| self.meanings.is_gate(t)) {
                self.close_for_gate(self.meanings.depth(lead), reading);
            } else {
                self.close_for_category(self.meanings.depth(lead), reading);
            }
            return;
        }
        // A page mark in the category's column is no category of what follows.
        if is_wordy && is_footer(lead) {
            return;
        }
        if self.is_parent(row, below, name, category_text, &numbers) {
            let label = if name.is_empty() { category_text } else { name };
            self.see_category(row, name, category_text);
            if let Some(category) = self.meanings.category(label) {
                self.heading = under(label);
                self.category = Known {
                    category: Some(category),
                    ..Known::default()
                };
            }
            self.open_parent((row, below), label, &numbers, reading);
            return;
        }
        if words.is_empty() && name.is_empty() && self.number_as_name(row).is_none() && numbers.has_amount() {
            self.nameless(row, &numbers, reading);
            return;
        }
        self.close_for_item(name, reading);
        // What 其中 says is in the row above already, unless that is the sum of such rows.
        if is_of_which(name) && self.parents.is_empty() {
            self.warn_of_which(row, name, reading);
            return;
        }
        self.item(row, name, lead, category_text, &numbers, reading);
    }

    /// A row of words above items: a category, a fund, a year.
    fn band(&mut self, words: &[&'a str], name: &'a str, category_text: &'a str) -> bool {
        let text = [category_text, name]
            .into_iter()
            .find(|t| !t.is_empty())
            .or(words.first().copied());
        let Some(text) = text else { return true };
        let is_alone = name.is_empty() || squash(name) == squash(text);
        let mut candidates = words.iter().copied().chain([text]);
        let category = candidates
            .clone()
            .find_map(|t| category_word(t).or_else(|| self.map.category_of(t)));
        if is_alone && (category.is_some() || candidates.any(dictionary::is_gate)) {
            self.category = Known {
                category,
                ..Known::default()
            };
            self.heading = under(text);
            return true;
        }
        if words.len() == 1 && !is_footer(text) {
            let fund = fund_in(text).filter(|_| squash(text).contains('款') || squash(text).contains("自籌"));
            if squash(text).chars().count() <= 16 && (fund.is_some() || year_in(text).is_some()) {
                self.fund = fund.or(self.fund);
                self.year = year_in(text).or(self.year);
                return true;
            }
        }
        false
    }

    /// The category of a row: its own cell, the merge over it, the last one seen, its name, the dictionary.
    pub(super) fn see_category(&mut self, row: u32, name: &'a str, category_text: &'a str) -> Known {
        if let Some(category) = self.map.category_of(name) {
            return Known {
                category: Some(category),
                ..Known::default()
            };
        }
        let gate = self
            .table
            .gate
            .and_then(|c| self.text((row, c)))
            .and_then(|t| self.meanings.category(t));
        if !category_text.is_empty() {
            self.heading = category_text;
            let category = self
                .map
                .category_of(category_text)
                .or_else(|| self.meanings.category_in(category_text));
            let by_office = || self.words.whole(category_text)?.category;
            let office = if category.is_none() { by_office() } else { None };
            let is_gate = self.meanings.is_gate(category_text);
            let is_unknown = category.or(office).is_none() && !is_gate && gate.is_none();
            self.category = Known {
                category: category.or(office).or(gate),
                word: is_unknown.then(|| one_line(category_text)),
                by_office: office.is_some(),
            };
        } else if let Some(category) = self.meanings.category(name) {
            // An item that is a category of its own (雜支) says nothing about the rows below it.
            return Known {
                category: Some(category),
                ..Known::default()
            };
        }
        let mut known = self.category.clone();
        if known.category.is_none() && known.word.is_none() {
            let office = gate.is_none().then(|| self.words.category_of(name));
            let office = office.flatten();
            known.by_office = office.is_some();
            known.category = gate.or(office).or_else(|| self.meanings.category_of_item(name));
        }
        known
    }
}

/// The words that items stand under: of 資本門 categories stand under it.
fn under(label: &str) -> &str {
    if dictionary::is_gate_heading(label) {
        ""
    } else {
        label
    }
}
