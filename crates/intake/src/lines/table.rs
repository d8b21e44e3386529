//! One table, row by row.

use super::amount::{Read, dollars, quantity};
use super::checks::{self, Counted, Scope, Stated};
use super::row::{
    amount_in_words, is_footer, is_ratio_label, is_subtotal_label, is_total_label, numbers_columns,
};
use crate::dictionary::{self, category_in, category_of_item, category_word, fund_in};
use crate::grid::{At, Cell, Sheet, Source, Value, cell_name};
use crate::map::Map;
use crate::reading::{Line, Reading, TotalKind, WarningCode};
use crate::role::Role;
use crate::survey::{Column, Table, year_in};
use crate::words::{is_unsafe, kept, numbering, one_line, squash};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use usr_desk_workspace::{Category, Fund, Money};

/// Reads the table's rows into `reading`.
pub(super) fn read(sheet: &Sheet, table: &Table, source: Source, map: &Map, reading: &mut Reading) {
    let mut reader = Reader {
        sheet,
        table,
        source,
        map,
        category: Known {
            category: table.category,
            word: None,
        },
        fund: None,
        year: None,
        items: Vec::new(),
        last_total: None,
        parent: None,
        unknown: BTreeSet::new(),
    };
    reader.about_the_table(reading);
    let rows: Vec<u32> = (table.body.0..=table.body.1.min(table.body.0.saturating_add(20_000)))
        .filter(|row| !table.repeated.contains(row))
        .filter(|row| sheet.row(*row).any(|(c, _)| reader.spans(c)))
        .collect();
    for (index, row) in rows.iter().enumerate() {
        reader.row(*row, &rows[index + 1..], reading);
    }
    reader.close_parent(reading);
}

#[derive(Clone, Debug, Default)]
struct Known {
    category: Option<Category>,
    /// The word that stands for a category and is not known.
    word: Option<String>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    source: Source,
    map: &'a Map,
    category: Known,
    fund: Option<Fund>,
    year: Option<u16>,
    items: Vec<Counted>,
    last_total: Option<Decimal>,
    /// Category row with a sum, whose children follow: its stated sums and how many items stood above it.
    parent: Option<(Vec<Stated>, usize)>,
    unknown: BTreeSet<At>,
}

/// The numbers of a row.
struct Numbers<'a> {
    amounts: Vec<(&'a Column, Option<Fund>, Option<u16>, Read)>,
    price: Read,
    quantities: Vec<Read>,
}

impl Numbers<'_> {
    fn has_amount(&self) -> bool {
        self.amounts.iter().any(|(_, _, _, read)| read.is_numeric())
    }

    fn has_measure(&self) -> bool {
        self.price.is_numeric() || self.quantities.iter().any(Read::is_numeric)
    }

    fn quantity(&self) -> Option<Decimal> {
        let mut numbers = self.quantities.iter().filter_map(Read::value).peekable();
        numbers.peek()?;
        numbers.try_fold(Decimal::ONE, Decimal::checked_mul)
    }
}

impl<'a> Reader<'a> {
    fn spans(&self, column: u32) -> bool {
        let (first, last) = (self.table.columns.first(), self.table.columns.last());
        first.is_some_and(|c| c.at <= column) && last.is_some_and(|c| column <= c.at)
    }

    fn about_the_table(&self, reading: &mut Reading) {
        let (sheet, table) = (self.sheet, self.table);
        let scale = table
            .amounts()
            .find_map(|(c, _, _)| c.scale)
            .unwrap_or(table.scale.0);
        let at = table
            .scale
            .1
            .unwrap_or((table.header.1, table.columns.first().map_or(0, |c| c.at)));
        match scale {
            1000 => {
                let message = "金額單位是千元，已乘以 1,000 換算為元，請確認。".to_owned();
                reading.warn(WarningCode::UnitThousand, &sheet.name, Some(at), message);
            }
            10_000 => {
                let message = "金額單位是萬元，已乘以 10,000 換算為元，請確認。".to_owned();
                reading.warn(WarningCode::UnitTenThousand, &sheet.name, Some(at), message);
            }
            _ => {}
        }
        if table.has_sets {
            let at = table.amounts().next().map(|(c, _, _)| (table.header.1, c.at));
            let message = "有兩組金額（例如原核定與變更後），採用後者，請確認。".to_owned();
            reading.warn(WarningCode::MultipleAmountSets, &sheet.name, at, message);
        }
        for column in table.columns.iter().filter(|c| c.hidden) {
            let has_content = (table.body.0..=table.body.1).any(|row| sheet.own((row, column.at)).is_some());
            if has_content || !column.heading.is_empty() {
                let at = (table.header.1, column.at);
                let message = format!(
                    "隱藏欄 {}「{}」不匯入。",
                    crate::grid::column_name(column.at),
                    column.heading
                );
                reading.warn(WarningCode::HiddenColumn, &sheet.name, Some(at), message);
            }
        }
        let is_merged = sheet.layout.merges.iter().find(|m| {
            m.last.0 > m.first.0
                && m.first.0 >= table.body.0
                && m.first.0 <= table.body.1
                && self.spans(m.first.1)
        });
        if let Some(merge) = is_merged {
            let message = format!(
                "{} 起有直向合併的儲存格，類別由合併範圍帶入各列。",
                cell_name(merge.first)
            );
            reading.warn(WarningCode::MergedCells, &sheet.name, Some(merge.first), message);
        }
        for column in table
            .of(Role::UnitPrice)
            .chain(table.amounts().map(|(c, _, _)| c))
        {
            if [
                "美元", "美金", "USD", "日圓", "日幣", "JPY", "歐元", "EUR", "外幣",
            ]
            .iter()
            .any(|w| column.heading.contains(w))
            {
                let at = (table.header.1, column.at);
                let message = format!("「{}」是外幣，請確認匯率與新臺幣金額。", column.heading);
                reading.warn(WarningCode::ForeignCurrency, &sheet.name, Some(at), message);
            }
        }
    }

    fn row(&mut self, row: u32, below: &[u32], reading: &mut Reading) {
        let sheet = self.sheet;
        let own: Vec<(u32, &Cell)> = sheet.row(row).filter(|(c, _)| self.spans(*c)).collect();
        let is_words =
            |cell: &Cell| matches!(&cell.value, Value::Text(t) if crate::number::figure(t).is_none());
        let words: Vec<String> = own
            .iter()
            .filter(|(_, c)| is_words(c))
            .map(|(_, c)| c.shown())
            .collect();
        if numbers_columns(&words) && words.len() == own.len() {
            return;
        }
        let lead = words.first().cloned().unwrap_or_default();
        let name_cell = self.table.first(Role::Name).map(|c| (row, c));
        let name = name_cell.and_then(|at| self.text(at)).unwrap_or_default();
        let category_text = self
            .table
            .first(Role::Category)
            .and_then(|c| self.text((row, c)))
            .unwrap_or_default();
        let numbers = self.numbers(row);
        if let Some(found) = words.iter().find_map(|t| amount_in_words(t)) {
            if !numbers.has_measure() {
                self.check_words(row, found, &numbers, reading);
                if !numbers.has_amount() {
                    return;
                }
            }
        }
        let label = [&lead, &name, &category_text]
            .into_iter()
            .find(|t| is_total_label(t))
            .cloned();
        if let Some(label) = label {
            self.total(row, &label, &numbers, reading);
            return;
        }
        if [&lead, &name].into_iter().any(|t| is_ratio_label(t)) && !numbers.has_measure() {
            return;
        }
        if !numbers.has_amount() && !numbers.has_measure() && self.band(&words, &name, &category_text) {
            self.close_parent(reading);
            return;
        }
        if self.is_parent(row, below, &name, &category_text, &numbers) {
            self.see_category(row, &name, &category_text);
            self.open_parent(
                row,
                if name.is_empty() { &category_text } else { &name },
                &numbers,
                reading,
            );
            return;
        }
        if numbers.has_amount() && category_word(&name).is_some() && !numbers.has_measure() {
            self.close_parent(reading);
        }
        self.item(row, &name, &lead, &category_text, &numbers, reading);
    }

    /// Text at a place, or from the merge over it; numbers are none.
    fn text(&self, at: At) -> Option<String> {
        match self.sheet.at(at)?.value {
            Value::Text(ref t) if !t.trim().is_empty() => Some(t.clone()),
            _ => None,
        }
    }

    fn numbers(&self, row: u32) -> Numbers<'a> {
        let sheet = self.sheet;
        let price = self
            .table
            .first(Role::UnitPrice)
            .map_or(Read::Blank, |c| dollars(sheet, (row, c)));
        let quantities = self
            .table
            .of(Role::Quantity)
            .map(|c| quantity(sheet, (row, c.at)))
            .collect();
        let amounts = self
            .table
            .amounts()
            .map(|(c, fund, year)| (c, fund, year, dollars(sheet, (row, c.at))))
            .collect();
        Numbers {
            amounts,
            price,
            quantities,
        }
    }

    fn scale(&self, column: &Column) -> Decimal {
        Decimal::from(column.scale.unwrap_or(self.table.scale.0))
    }

    fn in_dollars(&self, column: &Column, read: &Read) -> Option<Decimal> {
        read.value()?
            .checked_mul(self.scale(column))
            .map(|n| n.normalize())
    }

    /// One dollar, or half of the last digit that the sheet writes.
    fn tolerance(&self, column: &Column, value: Option<Decimal>) -> Decimal {
        let digits = value.map_or(0, |v| v.normalize().scale().min(9));
        let unit = self.scale(column) / Decimal::from(10_i64.pow(digits)) / Decimal::TWO;
        unit.max(Decimal::ONE)
    }

    fn check_words(&self, row: u32, words: Decimal, numbers: &Numbers<'_>, reading: &mut Reading) {
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
            let message = format!("大寫金額為 {}，數字為 {}，請核對。", Money(words), Money(number));
            reading.warn(WarningCode::AmountWordsMismatch, &self.sheet.name, at, message);
        }
    }

    fn total(&mut self, row: u32, label: &str, numbers: &Numbers<'_>, reading: &mut Reading) {
        self.close_parent(reading);
        let kind = if is_subtotal_label(label) {
            TotalKind::Subtotal
        } else {
            TotalKind::Total
        };
        let mut is_first = true;
        for found in self.stated(row, label, kind, numbers, reading) {
            if is_first {
                self.last_total = found.stated.or(self.last_total);
                is_first = false;
            }
            let scope = Scope::Above {
                items: &self.items,
                whole_sheet: &self.items,
            };
            checks::total(self.sheet, found, &scope, reading);
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
        for (column, _, _, read) in &numbers.amounts {
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
                kind,
                stated: value.and_then(|_| self.in_dollars(column, read)),
                tolerance: self.tolerance(column, value),
            });
        }
        found
    }

    /// A row of words above items: a category, a fund, a year.
    fn band(&mut self, words: &[String], name: &str, category_text: &str) -> bool {
        let text = [category_text, name]
            .into_iter()
            .find(|t| !t.is_empty())
            .or(words.first().map(String::as_str));
        let Some(text) = text else { return true };
        let is_alone = name.is_empty() || squash(name) == squash(text);
        let mut candidates = words.iter().map(String::as_str).chain([text]);
        let category = candidates
            .clone()
            .find_map(|t| category_word(t).or_else(|| self.map.category_of(t)));
        if is_alone && (category.is_some() || candidates.any(dictionary::is_gate)) {
            self.category = Known { category, word: None };
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

    /// A category with a sum, its items below it; or a numbered heading that is the sum of what follows.
    fn is_parent(
        &self,
        row: u32,
        below: &[u32],
        name: &str,
        category_text: &str,
        numbers: &Numbers<'_>,
    ) -> bool {
        if !numbers.has_amount() || numbers.has_measure() {
            return false;
        }
        let own_category = self
            .table
            .first(Role::Category)
            .and_then(|c| self.sheet.own((row, c)));
        let is_category = category_word(name).is_some()
            || dictionary::is_gate(name)
            || (name.is_empty() && own_category.is_some() && category_in(category_text).is_some());
        let depth = |text: &str| numbering(&squash(text)).0;
        let Some(next) = below.first() else { return false };
        let next_name = self
            .table
            .first(Role::Name)
            .and_then(|c| self.text((*next, c)))
            .unwrap_or_default();
        if dictionary::is_gate(name) {
            return true;
        }
        if is_category {
            let next_category = self
                .table
                .first(Role::Category)
                .and_then(|c| self.sheet.own((*next, c)));
            let next_own = next_category.map(Cell::shown).unwrap_or_default();
            let goes_deeper = depth(name) == 0 || depth(&next_name) == 0 || depth(&next_name) > depth(name);
            return !next_name.is_empty()
                && category_word(&next_name).is_none()
                && !is_total_label(&next_name)
                && (next_own.is_empty() || squash(&next_own) == squash(category_text))
                && self.numbers(*next).has_amount()
                && goes_deeper;
        }
        self.is_sum_of_deeper(name, below, numbers)
    }

    fn is_sum_of_deeper(&self, name: &str, below: &[u32], numbers: &Numbers<'_>) -> bool {
        let depth = |text: &str| numbering(&squash(text)).0;
        let own = depth(name);
        if own == 0 {
            return false;
        }
        let children: Vec<Numbers<'_>> = below
            .iter()
            .map(|row| {
                (
                    self.table
                        .first(Role::Name)
                        .and_then(|c| self.text((*row, c)))
                        .unwrap_or_default(),
                    *row,
                )
            })
            .take_while(|(name, _)| depth(name) > own && !is_total_label(name))
            .map(|(_, row)| self.numbers(row))
            .collect();
        if children.is_empty() {
            return false;
        }
        let value =
            |n: &Numbers<'_>, i: usize| n.amounts.get(i).and_then(|a| a.3.value()).unwrap_or_default();
        (0..numbers.amounts.len())
            .all(|i| children.iter().map(|n| value(n, i)).sum::<Decimal>() == value(numbers, i))
    }

    fn open_parent(&mut self, row: u32, label: &str, numbers: &Numbers<'_>, reading: &mut Reading) {
        self.close_parent(reading);
        let stated = self.stated(row, label, TotalKind::Subtotal, numbers, reading);
        self.parent = Some((stated, self.items.len()));
    }

    fn close_parent(&mut self, reading: &mut Reading) {
        let Some((stated, first)) = self.parent.take() else {
            return;
        };
        for found in stated {
            checks::total(self.sheet, found, &Scope::Below(&self.items[first..]), reading);
        }
    }

    /// The category of a row: its own cell, the merge over it, the last one seen, its name, the dictionary.
    fn see_category(&mut self, row: u32, name: &str, category_text: &str) -> Known {
        if let Some(category) = self.map.category_of(name) {
            return Known {
                category: Some(category),
                word: None,
            };
        }
        let gate = self
            .table
            .gate
            .and_then(|c| self.text((row, c)))
            .and_then(|t| category_word(&t));
        if !category_text.is_empty() {
            let category = self
                .map
                .category_of(category_text)
                .or_else(|| category_in(category_text));
            let is_gate = dictionary::is_gate(category_text);
            let word = (category.is_none() && !is_gate && gate.is_none()).then(|| one_line(category_text));
            self.category = Known {
                category: category.or(gate),
                word,
            };
        } else if let Some(category) = category_word(name) {
            self.category = Known {
                category: Some(category),
                word: None,
            };
        }
        let mut known = self.category.clone();
        if known.category.is_none() && known.word.is_none() {
            known.category = gate.or_else(|| category_of_item(name));
        }
        known
    }

    fn item(
        &mut self,
        row: u32,
        name: &str,
        lead: &str,
        category_text: &str,
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
        let name = Some(name.to_owned())
            .filter(|n| !n.is_empty())
            .or_else(more)
            .unwrap_or_default();
        let known = self.see_category(row, &name, category_text);
        let shown = if name.is_empty() { category_text } else { &name };
        if shown.is_empty() {
            return;
        }
        let is_told = numbers.has_measure() || !category_text.is_empty() || self.category.category.is_some();
        let words_only =
            !numbers.has_amount() && numbers.amounts.iter().any(|(_, _, _, r)| *r != Read::Blank);
        if words_only && (is_footer(lead) || !is_told) {
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
            name: kept(shown),
            unit_price: price.map(money),
            quantity: quantity.map(money),
            unit: self.unit(row, numbers),
            amount: None,
            fund: None,
            year: None,
            note: self.note(row),
            source_sheet: self.sheet.name.clone(),
            source_row: row + 1,
            source_cell: String::new(),
            row_amount: None,
            hidden: self.sheet.layout.hidden_rows.contains(&row),
            certain: true,
            category_text: known.word.clone(),
        };
        let before = reading.lines.len();
        let is_open = self.amounts(row, &base, numbers, product, reading);
        if reading.lines.len() == before {
            return;
        }
        self.count(known.category, base.hidden, is_open, numbers, product);
        self.about_the_item(row, &base, numbers, product, reading);
        if known.category.is_none() {
            self.warn_category(row, &base, reading);
        }
    }

    fn warn_category(&mut self, row: u32, line: &Line, reading: &mut Reading) {
        let column = self
            .table
            .first(Role::Category)
            .filter(|_| line.category_text.is_some());
        let at = column
            .or(self.table.first(Role::Name))
            .map(|c| self.sheet.anchor((row, c)));
        if at.is_some_and(|at| !self.unknown.insert(at)) {
            return;
        }
        let message = match &line.category_text {
            Some(word) => format!(
                "{} 的類別「{word}」不在清單，請指定屬於人事費、業務費、雜支或設備費。",
                at.map(cell_name).unwrap_or_default()
            ),
            None => format!("第 {} 列「{}」看不出類別，請指定。", row + 1, line.name),
        };
        reading.warn(WarningCode::UnknownCategory, &self.sheet.name, at, message);
    }

    /// Columns whose dollars become lines: those that no other column splits further.
    fn is_leaf(&self, fund: Option<Fund>, year: Option<u16>, numbers: &Numbers<'_>) -> bool {
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

    /// Makes the lines of a row; tells whether an amount is still open.
    fn amounts(
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
                source_cell: cell_name(at),
                row_amount: total
                    .filter(|_| is_split && leaves.iter().any(|l| l.1.is_some()))
                    .map(money),
                ..base.clone()
            };
            // Only a lone amount may be computed: of several it is not known which one is meant.
            let product = product.filter(|_| !is_split);
            match read {
                Read::Blank if product.is_some_and(|p| !p.is_zero()) => line.amount = product.map(money),
                Read::Blank => continue,
                Read::Number { value, .. } if value.is_zero() => continue,
                Read::Number {
                    is_loose, is_text, ..
                } => {
                    line.amount = self.in_dollars(column, read).map(money);
                    line.certain = !is_loose;
                    if *is_loose {
                        let message = format!(
                            "{} 以文字書寫金額，讀為 {}，請確認。",
                            cell_name(at),
                            shown(line.amount)
                        );
                        reading.warn(WarningCode::TextNumber, &self.sheet.name, Some(at), message);
                    } else if *is_text && self.source == Source::Spreadsheet {
                        let message =
                            format!("{} 的數字存成文字，讀為 {}。", cell_name(at), shown(line.amount));
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
                    let message = format!(
                        "{}「{}」不是數字，請改填金額或略過這一列。",
                        cell_name(at),
                        one_line(text)
                    );
                    reading.warn(WarningCode::NotANumber, &self.sheet.name, Some(at), message);
                    line.certain = false;
                }
                Read::OutOfRange(text) => {
                    let message = format!(
                        "{} 的金額 {text} 超出合理範圍（上限一兆元），未採用，請確認。",
                        cell_name(at)
                    );
                    reading.warn(WarningCode::AmountOutOfRange, &self.sheet.name, Some(at), message);
                    line.certain = false;
                }
            }
            is_open |= line.amount.is_none();
            reading.lines.push(line);
        }
        if numbers.amounts.is_empty() {
            if let (Some(product), Some(column)) = (
                product.filter(|p| !p.is_zero()),
                self.table.first(Role::UnitPrice),
            ) {
                reading.lines.push(Line {
                    amount: Some(money(product)),
                    fund: self.fund_of(row),
                    year: self.year_of(row),
                    source_cell: cell_name((row, column)),
                    ..base.clone()
                });
            }
        }
        is_open
    }

    /// What the row says it is in all.
    fn row_total(&self, numbers: &Numbers<'_>) -> Option<Decimal> {
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

    fn count(
        &mut self,
        category: Option<Category>,
        is_hidden: bool,
        is_open: bool,
        numbers: &Numbers<'_>,
        product: Option<Decimal>,
    ) {
        let mut counted = Counted {
            category,
            is_hidden,
            is_open,
            said: HashMap::new(),
            added: HashMap::new(),
        };
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
            counted.said.insert(column.at, said);
            counted
                .added
                .insert(column.at, if parts.is_zero() { said } else { parts });
        }
        self.items.push(counted);
    }

    fn about_the_item(
        &self,
        row: u32,
        base: &Line,
        numbers: &Numbers<'_>,
        product: Option<Decimal>,
        reading: &mut Reading,
    ) {
        let name = &self.sheet.name;
        self.check_splits(row, base, numbers, reading);
        let total = self.row_total(numbers);
        let whole = numbers
            .amounts
            .iter()
            .find(|a| a.1.is_none() && a.2.is_none())
            .or(numbers.amounts.first());
        if let (Some(product), Some(total), Some((column, _, _, read))) = (product, total, whole) {
            if (product - total).abs() > self.tolerance(column, read.value()) {
                let message = format!(
                    "第 {} 列「{}」單價 {} × 數量 {} ＝ {}，與金額 {} 不符，請核對。",
                    row + 1,
                    base.name,
                    shown(base.unit_price),
                    shown(base.quantity),
                    Money(product),
                    Money(total)
                );
                reading.warn(WarningCode::RowArithmetic, name, Some((row, column.at)), message);
            }
        }
        let made: Vec<(Option<Money>, String)> = reading
            .lines
            .iter()
            .rev()
            .take_while(|l| l.source_row == row + 1 && l.source_sheet == *name)
            .map(|l| (l.amount, l.source_cell.clone()))
            .collect();
        for (amount, cell) in made {
            let at = crate::grid::cell_at(&cell);
            let Some(amount) = amount else { continue };
            if amount.is_negative() {
                let message = format!("{cell} 的金額是負數（{amount}），請確認。");
                reading.warn(WarningCode::NegativeAmount, name, at, message);
            }
            if !amount.is_whole() {
                let message = format!("{cell} 的金額 {amount} 不是整數元，照原數字匯入，請確認如何進位。");
                reading.warn(WarningCode::Rounding, name, at, message);
            }
        }
        if base.hidden {
            let message = format!(
                "第 {} 列「{}」是隱藏列，已匯入並標示，請確認。",
                row + 1,
                base.name
            );
            let at = self.sheet.row(row).map(|(c, _)| (row, c)).next();
            reading.warn(WarningCode::HiddenRow, name, at, message);
        }
        for (column, cell) in self.sheet.row(row).filter(|(c, _)| self.spans(*c)) {
            if let Value::Text(text) = &cell.value {
                let is_number_column = self.table.columns.iter().any(|c| {
                    c.at == column
                        && (c.role.is_amount() || matches!(c.role, Role::UnitPrice | Role::Quantity))
                });
                if is_unsafe(text) && !is_number_column {
                    let message = format!(
                        "{} 的文字以運算符號開頭，一律當作文字，不會成為公式。",
                        cell_name((row, column))
                    );
                    reading.warn(WarningCode::UnsafeText, name, Some((row, column)), message);
                }
            }
        }
    }

    /// A total over funds or years that its parts do not add up to.
    fn check_splits(&self, row: u32, base: &Line, numbers: &Numbers<'_>, reading: &mut Reading) {
        for (column, fund, year, read) in &numbers.amounts {
            let Some(total) = self.in_dollars(column, read) else {
                continue;
            };
            for (code, by_fund) in [
                (WarningCode::FundSplitMismatch, true),
                (WarningCode::YearSplitMismatch, false),
            ] {
                let is_part = |f: &Option<Fund>, y: &Option<u16>| {
                    if by_fund {
                        fund.is_none() && f.is_some() && y == year
                    } else {
                        year.is_none() && y.is_some() && f == fund
                    }
                };
                let parts: Vec<Decimal> = numbers
                    .amounts
                    .iter()
                    .filter(|(_, f, y, _)| is_part(f, y))
                    .filter_map(|(c, _, _, read)| self.in_dollars(c, read))
                    .collect();
                let sum: Decimal = parts.iter().sum();
                if !parts.is_empty() && (sum - total).abs() > self.tolerance(column, read.value()) {
                    let what = if by_fund { "各經費來源" } else { "各年度" };
                    let message = format!(
                        "第 {} 列「{}」總額 {}，{what}合計 {}，相差 {}，請核對。",
                        row + 1,
                        base.name,
                        Money(total),
                        Money(sum),
                        Money((total - sum).abs())
                    );
                    reading.warn(code, &self.sheet.name, Some((row, column.at)), message);
                }
            }
        }
    }

    fn warn_error(&self, at: At, text: &str, reading: &mut Reading) {
        let message = format!("{} 公式錯誤 {text}，請在原檔修正或在此填入金額。", cell_name(at));
        reading.warn(WarningCode::FormulaError, &self.sheet.name, Some(at), message);
    }

    fn warn_no_cache(&self, at: At, reading: &mut Reading) {
        let message = format!(
            "{} 的公式沒有存下計算結果，已依單價、數量或公式重算，請確認。",
            cell_name(at)
        );
        reading.warn(WarningCode::FormulaNoCache, &self.sheet.name, Some(at), message);
    }

    fn fund_of(&self, row: u32) -> Option<Fund> {
        let cell = self.table.first(Role::Fund).and_then(|c| self.text((row, c)));
        cell.and_then(|t| fund_in(&t))
            .or(self.fund)
            .or(self.map.fund)
            .or(self.table.fund)
    }

    fn year_of(&self, row: u32) -> Option<u16> {
        let cell = self
            .table
            .first(Role::Year)
            .and_then(|c| self.sheet.text_at((row, c)));
        let stated = cell.and_then(|t| year_in(&t).or_else(|| year_in(&format!("{}年", squash(&t)))));
        stated.or(self.year).or(self.map.year).or(self.table.year)
    }

    fn unit(&self, row: u32, numbers: &Numbers<'_>) -> Option<String> {
        let written = self.table.first(Role::Unit).and_then(|c| self.text((row, c)));
        let counted = || {
            numbers.quantities.iter().find_map(|q| match q {
                Read::Number { unit, .. } => unit.clone(),
                _ => None,
            })
        };
        written.map(|t| one_line(&t)).or_else(counted)
    }

    fn note(&self, row: u32) -> Option<String> {
        let notes: Vec<String> = self
            .table
            .of(Role::Note)
            .filter_map(|c| self.sheet.text_at((row, c.at)))
            .map(|t| t.trim().to_owned())
            .collect();
        (!notes.is_empty()).then(|| notes.join("；"))
    }
}

/// Dollars with no more places than a season keeps.
fn money(value: Decimal) -> Money {
    Money(value.round_dp(8).normalize())
}

fn shown(amount: Option<Money>) -> String {
    amount.map_or_else(|| "（空白）".to_owned(), |a| a.to_string())
}
