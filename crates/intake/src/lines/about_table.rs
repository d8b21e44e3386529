//! Doubts about a table as a whole: its unit, its sets of amounts, what is hidden or merged in it.

use super::reader::Reader;
use crate::grid::{Value, cell_name};
use crate::reading::{Reading, WarningCode};
use crate::role::Role;
use crate::said::Said;
use crate::survey::{Sets, unit_line};
use crate::words::one_line;
use rust_decimal::Decimal;
use usr_desk_workspace::Money;

impl Reader<'_> {
    pub(super) fn about_the_table(&self, reading: &mut Reading) {
        let (sheet, table) = (self.sheet, self.table);
        let scale = table
            .amounts()
            .find_map(|(c, _, _)| c.scale)
            .unwrap_or(table.scale.0);
        let at = table
            .scale
            .1
            .unwrap_or((table.header.1, table.columns.first().map_or(0, |c| c.at)));
        let is_scaled = self.about_formats(scale, reading);
        match scale {
            // Where every cell holds dollars and only shows thousands, nothing is multiplied.
            _ if !is_scaled => {}
            1000 => {
                let message = said!(
                    "金額單位是千元，已乘以 1,000 換算為元，請確認。",
                    "Amounts are in thousands (千元) and were multiplied by 1,000. Please check.",
                );
                reading.warn(WarningCode::UnitThousand, &sheet.name, Some(at), message);
            }
            10_000 => {
                let message = said!(
                    "金額單位是萬元，已乘以 10,000 換算為元，請確認。",
                    "Amounts are in ten thousands (萬元) and were multiplied by 10,000. Please check.",
                );
                reading.warn(WarningCode::UnitTenThousand, &sheet.name, Some(at), message);
            }
            _ => {}
        }
        if let Some(sets) = &table.sets {
            let at = table.amounts().next().map(|(c, _, _)| (table.header.1, c.at));
            reading.warn(WarningCode::MultipleAmountSets, &sheet.name, at, about_sets(sets));
        }
        for column in table.columns.iter().filter(|c| c.hidden) {
            let has_content = (table.body.0..=table.body.1).any(|row| sheet.own((row, column.at)).is_some());
            if has_content || !column.heading.is_empty() {
                let at = (table.header.1, column.at);
                let message = said!(
                    "隱藏欄 {letters}「{heading}」不匯入。",
                    "Hidden column {letters} “{heading}” is not imported.",
                    letters = crate::grid::column_name(column.at),
                    heading = &column.heading,
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
            let message = said!(
                "{cell} 起有直向合併的儲存格，類別由合併範圍帶入各列。",
                "From {cell} on cells are merged over rows; each row takes its category from the merged cell.",
                cell = cell_name(merge.first),
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
                let message = said!(
                    "「{heading}」是外幣，請確認匯率與新臺幣金額。",
                    "“{heading}” is a foreign currency; check the rate and the amount in dollars (NT$).",
                    heading = &column.heading,
                );
                reading.warn(WarningCode::ForeignCurrency, &sheet.name, Some(at), message);
            }
        }
    }

    /// Among the rows another unit is said than the table's.
    pub(super) fn about_another_unit(
        &self,
        row: u32,
        (words, below): (&[&str], &[u32]),
        reading: &mut Reading,
    ) {
        let said = words.iter().find_map(|text| Some((*text, unit_line(text)?)));
        let holds_for_some = || below.iter().any(|row| self.numbers(*row).has_amount());
        let other = said.filter(|(_, scale)| *scale != self.table.scale.0 && holds_for_some());
        let Some((text, _)) = other else {
            return;
        };
        let at = self
            .sheet
            .row(row)
            .map(|(c, _)| (row, c))
            .find(|at| self.spans(at.1));
        let message = said!(
            "{cell}「{text}」與這張表採用的單位（{scale} 元）不同，以下各列仍依原單位讀取，請確認。",
            "{cell} “{text}” names another unit than the table's ({scale} dollars); the rows below are still read in the table's. Please check.",
            cell = at.map(cell_name).unwrap_or_default(),
            scale = Money(self.table.scale.0.into()),
        );
        reading.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
    }

    /// A row that repeats a part of the row above it.
    pub(super) fn warn_of_which(&self, row: u32, name: &str, reading: &mut Reading) {
        let at = self.table.first(Role::Name).map(|c| self.sheet.anchor((row, c)));
        let message = said!(
            "第 {n} 列「{item}」是上一列的一部分，不另外計入，請確認。",
            "Row {n} “{item}” is a part of the row above and is not counted again. Please check.",
            n = row + 1,
            item = one_line(name),
        );
        reading.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
    }

    /// Cells whose format shows thousands of what they hold: the page and the file say different numbers. Gives whether
    /// any other cell of dollars is there, to which the unit applies.
    fn about_formats(&self, scale: u32, reading: &mut Reading) -> bool {
        let shrunk = &self.sheet.layout.shrunk;
        if shrunk.is_empty() {
            return true;
        }
        let dollars = |c: &u32| {
            let is_price = self.table.of(Role::UnitPrice).any(|p| p.at == *c);
            is_price || self.table.amounts().any(|(a, _, _)| a.at == *c)
        };
        let cells = self
            .sheet
            .cells
            .rows_between(self.table.body.0, self.table.body.1);
        let numbers = cells.iter().filter_map(|(at, cell)| match cell.value {
            Value::Number(n) if dollars(&at.1) && !n.is_zero() => Some((*at, n)),
            _ => None,
        });
        let (mut first, mut is_scaled) = (None, false);
        for (at, number) in numbers {
            match shrunk.tens(at) {
                0 => is_scaled = true,
                tens => first = first.or(Some((at, number, tens))),
            }
        }
        let Some((at, number, tens)) = first else {
            return true;
        };
        let power = 10_i64
            .checked_pow(tens.into())
            .map_or(Decimal::ONE, Decimal::from);
        let message = said!(
            "{cell} 等儲存格的格式隱藏位數：顯示 {seen}，存的是 {stored}。存的數字當作元，沒有再乘以單位（{scale}），請確認。",
            "{cell} and others are formatted to show less than they hold: {seen} is shown, {stored} is stored. What is stored is taken as dollars and was not multiplied by the unit ({scale}). Please check.",
            cell = cell_name(at),
            seen = Money(
                number
                    .checked_div(power)
                    .unwrap_or(number)
                    .round_dp(4)
                    .normalize()
            ),
            stored = Money(number),
            scale = Money(scale.into()),
        );
        reading.warn(WarningCode::ShrunkFormat, &self.sheet.name, Some(at), message);
        is_scaled
    }
}

fn about_sets(sets: &Sets) -> Said {
    let listed = |years: &[u16]| years.iter().map(u16::to_string).collect::<Vec<_>>();
    match sets {
        Sets::Amounts => said!(
            "有兩組金額（例如原核定與變更後），採用後者，請確認。",
            "There are two sets of amounts (such as 原核定 and 變更後); the later is taken. Please check.",
        ),
        Sets::Compared { taken, left } => said!(
            "各年度的金額並列比較，只匯入 {taken} 年度，{zh} 年度不匯入；不對時請在這一欄指定。",
            "The years stand side by side to be compared: only {taken} is imported, {en} is not. If that is wrong, say what the columns are.",
            zh = listed(left).join("、"),
            en = listed(left).join(", "),
        ),
        Sets::Open(years) => said!(
            "{zh} 年度的金額並列，各匯入為該年度的經費；若有一欄只供比較，請把那一欄指定為不匯入。",
            "The amounts of {en} stand side by side, and each is imported as a budget of its year. If a column is only there to compare, say that it is not read.",
            zh = listed(years).join("、"),
            en = listed(years).join(" and "),
        ),
    }
}
