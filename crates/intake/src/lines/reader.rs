//! What reading a table remembers from row to row, and how it looks at cells.

use super::amount::{Read, answered, dollars, price, quantity};
use super::checks::{Counted, Stated, Sums};
use super::meanings::Meanings;
use crate::answers::Told;
use crate::dictionary::is_other_fund;
use crate::grid::{At, Cell, Sheet, Source, Value};
use crate::map::Map;
use crate::office::Words;
use crate::role::Role;
use crate::survey::{Column, Table, year_in};
use crate::words::{one_line, squash};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;
use usr_desk_workspace::{Category, Fund};

#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) category: Option<Category>,
    /// The word that stands for a category and is not known.
    pub(super) word: Option<String>,
    /// The office's dictionary told the category.
    pub(super) by_office: bool,
}

pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet,
    /// Its name, shared by every line.
    pub(super) sheet_name: Arc<str>,
    pub(super) table: &'a Table,
    pub(super) source: Source,
    pub(super) map: &'a Map,
    /// What a person said of cells and rows of the sheet.
    pub(super) told: &'a Told<'a>,
    /// The office's dictionary.
    pub(super) words: Words<'a>,
    pub(super) meanings: Meanings<'a>,
    pub(super) category: Known,
    /// The words of the category's heading or cell.
    pub(super) heading: &'a str,
    pub(super) fund: Option<Fund>,
    pub(super) year: Option<u16>,
    pub(super) items: Vec<Counted>,
    /// The sums of all items so far, by column of dollars.
    pub(super) sums: Vec<Sums>,
    pub(super) last_total: Option<Decimal>,
    /// The name of the last item.
    pub(super) last_name: &'a str,
    /// Rows whose sums are those of the rows below them, outermost first.
    pub(super) parents: Vec<Parent>,
    /// Sums that nothing above adds up to, with the number of items above them.
    pub(super) deferred: Vec<(Stated, usize)>,
    /// Places of categories already asked about.
    pub(super) unknown: BTreeSet<At>,
}

/// Why a row is the sum of the rows below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 經常門: categories stand under it.
    Gate,
    /// A category: its items stand under it.
    Category,
    /// The deeper rows below add up to it.
    Sum,
}

/// A row whose sum is that of the rows below it.
pub(super) struct Parent {
    pub(super) kind: Kind,
    /// How deep it is numbered or set in; 0 = not at all.
    pub(super) depth: u8,
    pub(super) stated: Vec<Stated>,
    /// How many items stood above it.
    pub(super) first: usize,
}

/// The numbers of a row.
pub(super) struct Numbers<'a> {
    pub(super) amounts: Vec<(&'a Column, Option<Fund>, Option<u16>, Read)>,
    pub(super) price: Read,
    pub(super) quantities: Vec<Read>,
}

impl Numbers<'_> {
    pub(super) fn has_amount(&self) -> bool {
        self.amounts.iter().any(|(_, _, _, read)| read.is_numeric())
    }

    pub(super) fn has_measure(&self) -> bool {
        self.price.is_numeric() || self.quantities.iter().any(Read::is_numeric)
    }

    /// An amount that is no number, but holds one: 約5,000.
    pub(super) fn has_figures(&self) -> bool {
        let has_digit = |text: &str| text.chars().any(char::is_numeric) && year_in(text).is_none();
        let mut amounts = self.amounts.iter();
        amounts.any(|(_, _, _, read)| matches!(read, Read::NotANumber(text) if has_digit(text)))
    }

    pub(super) fn quantity(&self) -> Option<Decimal> {
        let mut numbers = self.quantities.iter().filter_map(Read::value).peekable();
        numbers.peek()?;
        numbers.try_fold(Decimal::ONE, Decimal::checked_mul)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn spans(&self, column: u32) -> bool {
        let (first, last) = (self.table.columns.first(), self.table.columns.last());
        first.is_some_and(|c| c.at <= column) && last.is_some_and(|c| column <= c.at)
    }

    /// The text of a row's name column.
    pub(super) fn name(&self, row: u32) -> &'a str {
        let column = self.table.first(Role::Name);
        column.and_then(|c| self.text((row, c))).unwrap_or_default()
    }

    /// Text at a place, or from the merge over it; numbers are none.
    pub(super) fn text(&self, at: At) -> Option<&'a str> {
        match self.sheet.at(at)?.value {
            Value::Text(ref t) if !t.trim().is_empty() => Some(t),
            _ => None,
        }
    }

    pub(super) fn numbers(&self, row: u32) -> Numbers<'a> {
        let sheet = self.sheet;
        let told = |column: &Column, scale: Decimal| {
            let text = self.told.cells.get(&(row, column.at))?;
            Some(answered(text, scale))
        };
        let price_column = self.table.of(Role::UnitPrice).next();
        let price = price_column.map_or(Read::Blank, |c| {
            told(c, self.scale(c)).unwrap_or_else(|| self.unshrunk(c, row, price(sheet, (row, c.at))))
        });
        let quantities = self.table.of(Role::Quantity);
        let quantities = quantities
            .map(|c| told(c, Decimal::ONE).unwrap_or_else(|| quantity(sheet, (row, c.at))))
            .collect();
        let amounts = self.table.amounts();
        let amounts = amounts
            .map(|(c, fund, year)| {
                let read = told(c, self.scale(c));
                let read = read
                    .or_else(|| self.share_of_merged(c, row))
                    .unwrap_or_else(|| self.unshrunk(c, row, dollars(sheet, (row, c.at))));
                (c, fund, year, read)
            })
            .collect();
        Numbers {
            amounts,
            price,
            quantities,
        }
    }

    /// A cell that shows thousands of what it holds holds dollars: its number in the sheet's unit.
    pub(super) fn unshrunk(&self, column: &Column, row: u32, read: Read) -> Read {
        let scale = self.scale(column);
        if scale == Decimal::ONE || self.sheet.layout.shrunk.tens((row, column.at)) == 0 {
            return read;
        }
        match read {
            Read::Number {
                value,
                is_text: false,
                is_loose,
                unit,
            } => Read::Number {
                value: value.checked_div(scale).unwrap_or(value),
                is_text: false,
                is_loose,
                unit,
            },
            Read::NoCache(value) => Read::NoCache(value.and_then(|v| v.checked_div(scale))),
            other => other,
        }
    }

    pub(super) fn scale(&self, column: &Column) -> Decimal {
        Decimal::from(column.scale.unwrap_or(self.table.scale.0))
    }

    pub(super) fn in_dollars(&self, column: &Column, read: &Read) -> Option<Decimal> {
        let value = read.value()?;
        if column.scale.unwrap_or(self.table.scale.0) == 1 {
            return Some(value.normalize());
        }
        value.checked_mul(self.scale(column)).map(|n| n.normalize())
    }

    /// One dollar, or half of the last digit that the sheet writes.
    pub(super) fn tolerance(&self, column: &Column, value: Option<Decimal>) -> Decimal {
        let digits = value.map_or(0, |v| v.normalize().scale().min(9));
        let unit = self.scale(column) / Decimal::from(10_i64.pow(digits)) / Decimal::TWO;
        unit.max(Decimal::ONE)
    }

    pub(super) fn fund_of(&self, row: u32) -> Option<Fund> {
        let cell = self.table.first(Role::Fund).and_then(|c| self.text((row, c)));
        let told = cell.and_then(|t| {
            let named = self.meanings.fund(t);
            named.or_else(|| is_other_fund(t).then_some(Fund::External))
        });
        let marked = || {
            let mut columns = self.table.columns.iter();
            columns.find_map(|c| match c.role {
                Role::FundMark(fund) if self.sheet.at((row, c.at)).is_some() => Some(fund),
                _ => None,
            })
        };
        let answered = self.told.rows.get(&row).and_then(|answer| answer.fund);
        answered
            .or(told)
            .or_else(marked)
            .or(self.fund)
            .or(self.map.fund)
            .or(self.table.fund)
    }

    pub(super) fn year_of(&self, row: u32) -> Option<u16> {
        let cell = self
            .table
            .first(Role::Year)
            .and_then(|c| self.sheet.text_at((row, c)));
        let stated = cell.and_then(|t| year_in(&t).or_else(|| year_in(&format!("{}年", squash(&t)))));
        let answered = self.told.rows.get(&row).and_then(|answer| answer.year);
        answered
            .or(stated)
            .or(self.year)
            .or(self.map.year)
            .or(self.table.year)
    }

    /// These words as the row's own cell holds them, where one does: of a long sheet each text is kept once.
    pub(super) fn shared(&self, row: u32, words: &str) -> Arc<str> {
        let mut texts = self.sheet.row(row).filter_map(|(_, cell)| match &cell.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        let own = texts.find(|text| ***text == *words);
        own.map_or_else(|| words.into(), Arc::clone)
    }

    pub(super) fn unit(&self, row: u32, numbers: &Numbers<'_>) -> Option<Arc<str>> {
        let written = self.table.first(Role::Unit).and_then(|c| self.text((row, c)));
        let counted = || {
            numbers.quantities.iter().find_map(|q| match q {
                Read::Number { unit, .. } => unit.clone(),
                _ => None,
            })
        };
        let unit = written.map(one_line).or_else(counted);
        unit.map(|unit| self.shared(row, &unit))
    }

    pub(super) fn note(&self, row: u32) -> Option<Arc<str>> {
        let cells = self.table.of(Role::Note);
        let shown = cells.filter_map(|c| self.sheet.at((row, c.at)).map(Cell::shown));
        let mut notes: Option<String> = None;
        for note in shown.filter(|t| !t.trim().is_empty()) {
            let notes = notes.get_or_insert_default();
            if !notes.is_empty() {
                notes.push('；');
            }
            notes.push_str(note.trim());
        }
        notes.map(|notes| self.shared(row, &notes))
    }

    /// What the row says it is in all.
    pub(super) fn row_total(&self, numbers: &Numbers<'_>) -> Option<Decimal> {
        let whole = numbers
            .amounts
            .iter()
            .find(|(_, fund, year, _)| fund.is_none() && year.is_none());
        let parts = || {
            numbers
                .amounts
                .iter()
                .filter_map(|(c, _, _, read)| self.in_dollars(c, read))
        };
        match whole.and_then(|(c, _, _, read)| self.in_dollars(c, read)) {
            Some(total) => Some(total),
            None if numbers.amounts.len() > 1 => Some(parts().sum()),
            None => parts().next(),
        }
    }

    /// Columns whose dollars become lines: those that no other column splits further.
    pub(super) fn is_leaf(&self, fund: Option<Fund>, year: Option<u16>, numbers: &Numbers<'_>) -> bool {
        let splits = |f: &Option<Fund>, y: &Option<u16>| {
            let finer_fund = fund.is_none() && f.is_some() && (year == *y || year.is_none());
            let finer_year = year.is_none() && y.is_some() && (fund == *f || fund.is_none());
            finer_fund || finer_year
        };
        !numbers
            .amounts
            .iter()
            .any(|(_, f, y, read)| splits(f, y) && read.value().is_some_and(|n| !n.is_zero()))
    }
}
