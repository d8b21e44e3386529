//! One item of a table: its lines, one for each fund and year, and the doubts about it.

use super::amount::Read;
use super::checks::{Counted, Dollars};
use super::reader::{Known, Numbers, Reader};
use super::row::is_footer;
use crate::grid::{Source, Value, cell_name};
use crate::reading::{Field, Line, Reading, SourceCells, WarningCode};
use crate::role::Role;
use crate::words::{kept, one_line};
use rust_decimal::Decimal;
use std::sync::Arc;
use usr_desk_workspace::{Category, Money};

impl<'a> Reader<'a> {
    pub(super) fn item(
        &mut self,
        row: u32,
        name: &'a str,
        lead: &str,
        category_text: &'a str,
        numbers: &Numbers<'_>,
        reading: &mut Reading,
    ) {
        let more = || {
            self.table
                .more_names
                .iter()
                .rev()
                .find_map(|c| self.text((row, *c)))
        };
        let name = Some(name)
            .filter(|n| !n.is_empty())
            .or_else(more)
            .unwrap_or_default();
        // Under an item whose name stands once (外聘, 內聘) the next row goes on with it; a number may be a name too.
        let is_blank = name.is_empty() && category_text.is_empty();
        let number = if name.is_empty() {
            self.number_as_name(row)
        } else {
            None
        };
        let goes_on = is_blank && number.is_none() && numbers.has_amount();
        let name = if goes_on { self.last_name } else { name };
        let mut known = self.see_category(row, name, category_text);
        if let Some(category) = self.told.rows.get(&row).and_then(|answer| answer.category) {
            known = Known {
                category: Some(category),
                ..Known::default()
            };
        }
        let shown = number
            .as_deref()
            .unwrap_or(if name.is_empty() { category_text } else { name });
        if shown.is_empty() {
            return;
        }
        let is_told = numbers.has_measure() || !category_text.is_empty() || self.category.category.is_some();
        let words_only =
            !numbers.has_amount() && numbers.amounts.iter().any(|(_, _, _, r)| *r != Read::Blank);
        if words_only && !self.told.insists_on(row) && (is_footer(lead) || !is_told) {
            return;
        }
        let price_column = self.table.of(Role::UnitPrice).next();
        let price = price_column.and_then(|c| self.in_dollars(c, &numbers.price));
        let quantity = numbers.quantity();
        let product = price
            .zip(quantity)
            .and_then(|(p, q)| p.checked_mul(q))
            .map(|n| n.normalize());
        let base = Line {
            category: known.category,
            name: match self.words.renamed(shown) {
                Some(name) => name.into(),
                None => self.shared(row, &kept(shown)),
            },
            unit_price: price.map(money),
            quantity: quantity.map(money),
            unit: self.unit(row, numbers),
            amount: None,
            fund: None,
            year: None,
            note: self.note(row),
            source_sheet: Arc::clone(&self.sheet_name),
            source_row: row + 1,
            source_cell: (row, 0),
            source_cells: self.cells(row),
            row_amount: None,
            hidden: self.sheet.layout.hidden_rows.contains(&row),
            certain: true,
            category_text: known.word.clone(),
        };
        let before = (reading.lines.len(), reading.warnings.len());
        let is_open = self.amounts(row, &base, numbers, product, reading);
        if reading.lines.len() == before.0 {
            return;
        }
        if self.told.skips(row) {
            // What a person leaves out still counts in the sums that the sheet states, as far as it can be read.
            reading.lines.truncate(before.0);
            reading.warnings.truncate(before.1);
            self.count(known.category, base.hidden, false, numbers, product);
            return;
        }
        self.count(known.category, base.hidden, is_open, numbers, product);
        if goes_on {
            self.warn_goes_on(row, &base, reading);
        } else if !name.is_empty() {
            self.last_name = name;
        }
        self.about_the_item(row, &base, numbers, product, reading);
        self.about_words(row, shown, &base, known.by_office, reading);
        if known.category.is_none() {
            self.warn_category(row, &base, reading);
        }
    }

    /// Makes the lines of a row; tells whether an amount is still open.
    pub(super) fn amounts(
        &self,
        row: u32,
        base: &Line,
        numbers: &Numbers<'_>,
        product: Option<Decimal>,
        reading: &mut Reading,
    ) -> bool {
        let mut is_open = false;
        let leaves: Vec<_> = numbers
            .amounts
            .iter()
            .filter(|(_, f, y, _)| self.is_leaf(*f, *y, numbers))
            .collect();
        let is_split = leaves.len() < numbers.amounts.len() || leaves.len() > 1;
        let total = self.row_total(numbers);
        for (column, fund, year, read) in &leaves {
            let at = (row, column.at);
            let mut line = Line {
                fund: fund.or_else(|| self.fund_of(row)),
                year: year.or_else(|| self.year_of(row)),
                source_cell: at,
                source_cells: base.source_cells.with(Field::Amount, at),
                row_amount: total
                    .filter(|_| is_split && leaves.iter().any(|l| l.1.is_some()))
                    .map(money),
                ..base.clone()
            };
            // Only a lone amount may be computed: of several it is not known which one is meant.
            let product = product.filter(|_| !is_split);
            match read {
                // Under a merged amount the row is part of that amount.
                Read::Blank if product.is_some_and(|p| !p.is_zero()) && self.sheet.anchor(at) == at => {
                    line.amount = product.map(money);
                }
                Read::Blank => continue,
                Read::Number { value, .. } if value.is_zero() => continue,
                Read::Number {
                    is_loose, is_text, ..
                } => {
                    line.amount = self.in_dollars(column, read).map(money);
                    line.certain = !is_loose;
                    if *is_loose {
                        let message = said!(
                            "{cell} 以文字書寫金額，讀為 {amount}，請確認。",
                            "{cell} writes its amount in words; it is read as {amount}. Please check.",
                            cell = cell_name(at),
                            amount = shown(line.amount),
                        );
                        reading.warn(WarningCode::TextNumber, &self.sheet.name, Some(at), message);
                    } else if *is_text && self.source == Source::Spreadsheet {
                        let message = said!(
                            "{cell} 的數字存成文字，讀為 {amount}。",
                            "{cell} holds its number as text; it is read as {amount}.",
                            cell = cell_name(at),
                            amount = shown(line.amount),
                        );
                        reading.warn(WarningCode::TextNumber, &self.sheet.name, Some(at), message);
                    }
                }
                Read::NoCache(value) => {
                    self.warn_no_cache(at, reading);
                    line.amount = product.or(*value).map(money);
                    line.certain = product.is_some();
                    if product.is_none() {
                        line.amount = self.in_dollars(column, read).map(money);
                    }
                }
                Read::Error(text) => {
                    self.warn_error(at, text, reading);
                    line.amount = product.map(money);
                    line.certain = false;
                }
                Read::NotANumber(text) => {
                    let message = said!(
                        "{cell}「{text}」不是數字，請改填金額或略過這一列。",
                        "{cell} “{text}” is no number. Fill in the amount or leave the row out.",
                        cell = cell_name(at),
                        text = one_line(text),
                    );
                    reading.warn(WarningCode::NotANumber, &self.sheet.name, Some(at), message);
                    line.certain = false;
                }
                Read::OutOfRange(text) => {
                    let message = said!(
                        "{cell} 的金額 {text} 超出合理範圍（上限一兆元），未採用，請確認。",
                        "{cell}: the amount {text} is beyond reason (a million million dollars at most) and was not taken. Please check.",
                        cell = cell_name(at),
                    );
                    reading.warn(WarningCode::AmountOutOfRange, &self.sheet.name, Some(at), message);
                    line.certain = false;
                }
            }
            is_open |= line.amount.is_none();
            reading.lines.push(line);
        }
        if numbers.amounts.is_empty()
            && let (Some(product), Some(column)) = (
                product.filter(|p| !p.is_zero()),
                self.table.first(Role::UnitPrice),
            )
        {
            reading.lines.push(Line {
                amount: Some(money(product)),
                fund: self.fund_of(row),
                year: self.year_of(row),
                source_cell: (row, column),
                source_cells: base.source_cells.with(Field::Amount, (row, column)),
                ..base.clone()
            });
        }
        is_open
    }

    /// The number that stands where the item's name belongs.
    pub(super) fn number_as_name(&self, row: u32) -> Option<String> {
        let cell = self.sheet.at((row, self.table.first(Role::Name)?))?;
        matches!(cell.value, Value::Number(_)).then(|| cell.shown().into_owned())
    }

    /// The cells of a row, by the field of a budget line that each fills.
    fn cells(&self, row: u32) -> SourceCells {
        let fields = [
            (Field::Category, Role::Category),
            (Field::Item, Role::Name),
            (Field::UnitPrice, Role::UnitPrice),
            (Field::Quantity, Role::Quantity),
            (Field::Unit, Role::Unit),
            (Field::Note, Role::Note),
        ];
        let found = fields.into_iter().filter_map(|(field, role)| {
            let at = self.sheet.anchor((row, self.table.first(role)?));
            self.sheet.own(at)?;
            Some((field, at))
        });
        found.fold(SourceCells::default(), |cells, (field, at)| cells.with(field, at))
    }

    pub(super) fn count(
        &mut self,
        category: Option<Category>,
        is_hidden: bool,
        is_open: bool,
        numbers: &Numbers<'_>,
        product: Option<Decimal>,
    ) {
        let mut dollars = Vec::with_capacity(numbers.amounts.len());
        for (column, fund, year, read) in &numbers.amounts {
            let said = match read {
                Read::NoCache(value) => product.or(*value),
                Read::Error(_) | Read::Blank if numbers.amounts.len() == 1 => product,
                _ => self.in_dollars(column, read),
            };
            let parts: Decimal = numbers
                .amounts
                .iter()
                .filter(|(_, f, y, _)| (fund.is_none() || f == fund) && (year.is_none() || y == year))
                .filter(|(_, f, y, _)| (f, y) != (fund, year) && self.is_leaf(*f, *y, numbers))
                .filter_map(|(c, _, _, read)| self.in_dollars(c, read))
                .sum();
            let said = said.unwrap_or_default();
            let added = if parts.is_zero() { said } else { parts };
            dollars.push(Dollars { said, added });
        }
        let counted = Counted {
            category,
            is_hidden,
            is_open,
            dollars: dollars.into(),
        };
        for (index, sums) in self.sums.iter_mut().enumerate() {
            sums.add(&counted, index);
        }
        self.items.push(counted);
    }
}

/// Dollars with no more places than a season keeps.
fn money(value: Decimal) -> Money {
    Money(value.round_dp(8).normalize())
}

pub(super) fn shown(amount: Option<Money>) -> String {
    amount.map_or_else(|| "—".to_owned(), |a| a.to_string())
}
