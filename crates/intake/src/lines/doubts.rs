//! Doubts, in the office's words: about an item, a cell.

use super::amount::{Read, dollars};
use super::item::shown;
use super::reader::{Numbers, Reader};
use crate::grid::{At, Source, Value, cell_name};
use crate::reading::{Line, Reading, WarningCode};
use crate::role::Role;
use crate::words::{is_unsafe, squash};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use usr_desk_workspace::{Fund, Money, Position};

impl Reader<'_> {
    pub(super) fn warn_error(&self, at: At, text: &str, reading: &mut Reading) {
        let message = said!(
            "{cell} 公式錯誤 {text}，請在原檔修正或在此填入金額。",
            "{cell} shows the error {text}. Mend the workbook, or fill in the amount here.",
            cell = cell_name(at),
        );
        reading.warn(WarningCode::FormulaError, &self.sheet.name, Some(at), message);
    }

    pub(super) fn warn_no_cache(&self, at: At, reading: &mut Reading) {
        let message = said!(
            "{cell} 的公式沒有存下計算結果，已依單價、數量或公式重算，請確認。",
            "The formula in {cell} has no stored result; it was worked out from unit price, quantity or the formula itself. Please check.",
            cell = cell_name(at),
        );
        reading.warn(WarningCode::FormulaNoCache, &self.sheet.name, Some(at), message);
    }

    pub(super) fn warn_category(&mut self, row: u32, line: &Line, reading: &mut Reading) {
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
            Some(word) => said!(
                "{cell} 的類別「{word}」不在清單，請指定屬於人事費、業務費、雜支或設備費。",
                "{cell}: the category “{word}” is not known. Say whether it is personnel, operations, miscellaneous or capital.",
                cell = at.map(cell_name).unwrap_or_default(),
            ),
            None => said!(
                "第 {row} 列「{name}」看不出類別，請指定。",
                "Row {row} “{name}” does not tell its category. Please say it.",
                row = row + 1,
                name = &line.name,
            ),
        };
        reading.warn(WarningCode::UnknownCategory, &self.sheet.name, at, message);
    }

    pub(super) fn about_the_item(
        &self,
        row: u32,
        base: &Line,
        numbers: &Numbers<'_>,
        product: Option<Decimal>,
        reading: &mut Reading,
    ) {
        let name = &self.sheet.name;
        self.check_splits(row, base, numbers, reading);
        self.check_parts(row, base, numbers, reading);
        let total = self.row_total(numbers);
        let whole = numbers
            .amounts
            .iter()
            .find(|a| a.1.is_none() && a.2.is_none())
            .or(numbers.amounts.first());
        if let (Some(product), Some(total), Some((column, _, _, read))) = (product, total, whole)
            && (product - total).abs() > self.tolerance(column, read.value())
        {
            let message = said!(
                "第 {n} 列「{item}」單價 {price} × 數量 {quantity} ＝ {product}，與金額 {total} 不符，請核對。",
                "Row {n} “{item}”: unit price {price} × quantity {quantity} is {product}, but the amount says {total}. Please check.",
                n = row + 1,
                item = &base.name,
                price = shown(base.unit_price),
                quantity = shown(base.quantity),
                product = Money(product),
                total = Money(total),
            );
            reading.warn(WarningCode::RowArithmetic, name, Some((row, column.at)), message);
        }
        let made = reading.lines.iter().rev();
        let made = made.take_while(|l| l.source_row == row + 1 && *l.source_sheet == **name);
        let odd = made.filter_map(|l| {
            let amount = l.amount.filter(|a| a.is_negative() || !a.is_whole())?;
            Some((amount, l.source_cell))
        });
        for (amount, at) in odd.collect::<Vec<_>>() {
            let cell = cell_name(at);
            if amount.is_negative() {
                let message = said!(
                    "{cell} 的金額是負數（{amount}），請確認。",
                    "The amount in {cell} is negative ({amount}). Please check.",
                );
                reading.warn(WarningCode::NegativeAmount, name, Some(at), message);
            }
            if !amount.is_whole() {
                let message = said!(
                    "{cell} 的金額 {amount} 不是整數元，照原數字匯入，請確認如何進位。",
                    "The amount {amount} in {cell} is not whole dollars; it is imported as it stands. Decide how to round it.",
                );
                reading.warn(WarningCode::Rounding, name, Some(at), message);
            }
        }
        self.check_unit(row, base, reading);
        self.check_unit_of_item(row, base, reading);
        self.check_split_number(row, base, reading);
        if base.hidden {
            let message = said!(
                "第 {n} 列「{item}」是隱藏列，已匯入並標示，請確認。",
                "Row {n} “{item}” is hidden; it was imported and marked. Please check.",
                n = row + 1,
                item = &base.name,
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
                    let message = said!(
                        "{cell} 的文字以運算符號開頭，一律當作文字，不會成為公式。",
                        "The text in {cell} begins like a formula; it is kept as text and never becomes one.",
                        cell = cell_name((row, column)),
                    );
                    reading.warn(WarningCode::UnsafeText, name, Some((row, column)), message);
                }
            }
        }
    }

    /// 5,000 without quotes in a text of commas: the amount reads as 5, and its other digits lie beyond the last column.
    fn check_split_number(&self, row: u32, base: &Line, reading: &mut Reading) {
        let Some(last) = self.table.columns.last().filter(|_| self.source == Source::Text) else {
            return;
        };
        let is_rest = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let beyond = (row, last.at + 1);
        if self.text(beyond).is_some_and(|text| is_rest(text.trim())) {
            let message = said!(
                "第 {n} 列「{item}」比標題多出一欄，金額可能是未加引號的千分位（例如 5,000），請核對或在此填入金額。",
                "Row {n} “{item}” has a column more than the headings; its amount may hold a comma without quotes (such as 5,000). Check it, or fill in the amount here.",
                n = row + 1,
                item = &base.name,
            );
            let amount = self.table.amounts().last().map_or(last.at, |(c, _, _)| c.at);
            let made = reading.lines.iter_mut().rev();
            made.take_while(|l| l.source_row == row + 1)
                .for_each(|l| l.certain = false);
            reading.warn(
                WarningCode::NotANumber,
                &self.sheet.name,
                Some((row, amount)),
                message,
            );
        }
    }

    /// A row without a name that was taken for more of the item above.
    pub(super) fn warn_goes_on(&self, row: u32, base: &Line, reading: &mut Reading) {
        let message = said!(
            "第 {n} 列沒有項目名稱，沿用上一列的「{item}」，請確認。",
            "Row {n} has no name; it is taken for more of “{item}” above. Please check.",
            n = row + 1,
            item = &base.name,
        );
        let at = self.table.first(Role::Name).map(|c| (row, c));
        reading.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
    }

    /// The unit of the item is 千元: nobody can say whether its dollars are counted so.
    fn check_unit_of_item(&self, row: u32, base: &Line, reading: &mut Reading) {
        let unit = base.unit.as_deref().map(squash).unwrap_or_default();
        let is_scaled = matches!(unit.as_str(), "千元" | "仟元" | "萬元" | "百萬元");
        if !is_scaled || self.table.scale.0 != 1 {
            return;
        }
        let message = said!(
            "第 {n} 列「{item}」的單位是「{unit}」，金額照原數字當作元匯入，請確認。",
            "Row {n} “{item}” is counted in {unit}; its amount is taken as dollars as it stands. Please check.",
            n = row + 1,
            item = &base.name,
        );
        let at = self.table.first(Role::Unit).map(|c| (row, c));
        reading.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
    }

    /// A full-timer of half a million dollars a month: the sheet says 千元 and means 元.
    fn check_unit(&self, row: u32, base: &Line, reading: &mut Reading) {
        let is_full_time = || {
            let (position, _) = self.words.position_and_tags(&base.name);
            position.is_some_and(Position::is_full_time)
        };
        let price = base.unit_price.filter(|p| *p > Money::whole(500_000));
        let price = price.filter(|_| is_full_time());
        let (Some(price), Some(column)) = (price, self.table.of(Role::UnitPrice).next()) else {
            return;
        };
        let code = match self.scale(column) {
            scale if scale == Decimal::ONE_THOUSAND => WarningCode::UnitThousand,
            scale if scale > Decimal::ONE => WarningCode::UnitTenThousand,
            _ => return,
        };
        let message = said!(
            "「{item}」換算後單價為 {price} 元，單位可能其實是元，請確認後在此更正單位。",
            "“{item}” would cost {price} dollars a unit; the sheet's unit may be dollars (元) after all. Check it and correct the unit here.",
            item = &base.name,
        );
        reading.warn(code, &self.sheet.name, Some((row, column.at)), message);
    }

    /// A total over funds or years that its parts do not add up to.
    pub(super) fn check_splits(&self, row: u32, base: &Line, numbers: &Numbers<'_>, reading: &mut Reading) {
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
                    let (zh, en) = if by_fund {
                        ("各經費來源", "funds")
                    } else {
                        ("各年度", "years")
                    };
                    let message = said!(
                        "第 {n} 列「{item}」總額 {whole}，{zh}合計 {parts}，相差 {gap}，請核對。",
                        "Row {n} “{item}”: the total is {whole}, its {en} add up to {parts}, {gap} apart. Please check.",
                        n = row + 1,
                        item = &base.name,
                        whole = Money(total),
                        parts = Money(sum),
                        gap = Money((total - sum).abs()),
                    );
                    reading.warn(code, &self.sheet.name, Some((row, column.at)), message);
                }
            }
        }
    }

    /// Quarters, months or instalments that do not add up to the amount beside them.
    fn check_parts(&self, row: u32, base: &Line, numbers: &Numbers<'_>, reading: &mut Reading) {
        let parts = &self.table.parts;
        let mut sums: BTreeMap<(char, Option<u16>), Decimal> = BTreeMap::new();
        for part in parts {
            let column = self.table.columns.iter().find(|c| c.at == part.at);
            let Some(column) = column else { continue };
            let read = self.unshrunk(column, row, dollars(self.sheet, (row, part.at)));
            // Words in a part leave its sum open.
            if matches!(read, Read::NotANumber(_) | Read::Error(_)) {
                return;
            }
            let found = self.in_dollars(column, &read).unwrap_or_default();
            *sums.entry((part.kind, part.year)).or_default() += found;
        }
        for ((_, of_year), sum) in sums {
            let mut amounts = numbers.amounts.iter();
            let whole = amounts.find(|(_, fund, year, _)| fund.is_none() && *year == of_year);
            let Some((column, _, _, read)) = whole else {
                continue;
            };
            let Some(total) = self.in_dollars(column, read) else {
                continue;
            };
            if (sum - total).abs() > self.tolerance(column, read.value()) {
                let message = said!(
                    "第 {n} 列「{item}」金額 {whole}，各分欄合計 {parts}，相差 {gap}，請核對。",
                    "Row {n} “{item}”: the amount is {whole}, the columns of its parts add up to {parts}, {gap} apart. Please check.",
                    n = row + 1,
                    item = &base.name,
                    whole = Money(total),
                    parts = Money(sum),
                    gap = Money((total - sum).abs()),
                );
                let at = Some((row, column.at));
                reading.warn(WarningCode::YearSplitMismatch, &self.sheet.name, at, message);
            }
        }
    }
}
