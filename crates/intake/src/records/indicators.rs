//! Indicators from the rows of a list.

use super::people::text;
use super::survey::field;
use super::{IndicatorRow, Records, RowPlace};
use crate::grid::{At, Sheet, Value, cell_name};
use crate::map::Map;
use crate::number::{Form, figure};
use crate::reading::WarningCode;
use crate::role::{Field, Role};
use crate::survey::Table;
use crate::words::{kept, squash};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use usr_desk_workspace::Money;

pub(super) fn read(sheet: &Sheet, table: &Table, map: &Map, records: &mut Records) {
    let told = map.told_of(&sheet.name);
    let Some(name_column) = table.first(Role::Name) else {
        return;
    };
    let unit_column = table.first(Role::Unit);
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in (table.body.0..=table.body.1).filter(|row| !table.repeated.contains(row)) {
        if told.skips(row) || sheet.row(row).next().is_none() {
            continue;
        }
        let at = (row, name_column);
        let Some(name) = text(sheet, at).map(|t| kept(&t)).filter(|t| !t.is_empty()) else {
            continue;
        };
        let mut values = Values {
            sheet,
            told: &told.cells,
            unit: unit_column.and_then(|c| text(sheet, (row, c))),
            is_percent: false,
        };
        values.is_percent = values
            .unit
            .as_deref()
            .is_some_and(|u| matches!(squash(u).as_str(), "%" | "百分比"));
        let baseline = field(table, Field::Baseline).and_then(|c| values.read((row, c), records));
        let mut targets = BTreeMap::new();
        let mut has_words = false;
        for column in &table.columns {
            if let Role::Target(year) = column.role {
                let at = (row, column.at);
                let value = values.read(at, records);
                has_words |= value.is_none() && sheet.at(at).is_some();
                if let Some(value) = value {
                    targets.insert(year, value);
                }
            }
        }
        // A name alone is a heading (質化指標) or a note below the list.
        let says = baseline.is_some() || !targets.is_empty() || has_words || values.unit.is_some();
        let is_note = ["註", "※", "備註", "說明", "承辦", "製表", "填表"]
            .iter()
            .any(|w| squash(&name).starts_with(w));
        if (!says || is_note) && !told.insists_on(row) {
            continue;
        }
        let proposal = field(table, Field::Proposal).and_then(|c| text(sheet, (row, c)));
        let key = format!(
            "{} {}",
            squash(&name),
            squash(proposal.as_deref().unwrap_or_default())
        );
        if let Some(first) = seen.insert(key, row + 1) {
            let message = said!(
                "第 {first}、{again} 列都是「{name}」，兩列都讀入，請確認。",
                "Rows {first} and {again} are both “{name}”; both are taken. Please check.",
                again = row + 1,
            );
            records.warn(WarningCode::DuplicateLine, &sheet.name, at, message);
        }
        if sheet.layout.hidden_rows.contains(&row) {
            let message = said!(
                "第 {row} 列「{name}」是隱藏列，已讀入，請確認。",
                "Row {row} “{name}” is hidden; it was read. Please check.",
                row = row + 1,
            );
            records.warn(WarningCode::HiddenRow, &sheet.name, at, message);
        }
        records.indicators.push(IndicatorRow {
            place: RowPlace {
                sheet: sheet.name.clone(),
                row: row + 1,
                cell: cell_name(at),
            },
            name,
            unit: values.unit,
            baseline,
            targets,
            proposal,
        });
    }
}

/// The values of a row; a unit that is written with a value is the row's where it has none of its own.
struct Values<'a> {
    sheet: &'a Sheet,
    told: &'a BTreeMap<At, &'a str>,
    unit: Option<String>,
    is_percent: bool,
}

impl Values<'_> {
    fn read(&mut self, at: At, records: &mut Records) -> Option<Money> {
        let cell = self.sheet.at(at);
        if let Some(answer) = self.told.get(&at) {
            let value = self.of_text(answer).map(|(value, _)| value);
            let shown = cell.map(|c| c.shown()).unwrap_or_default();
            match value {
                Some(value) => {
                    let message = said!(
                        "{cell}「{shown}」依您的更正讀為 {value}。",
                        "{cell} “{shown}” is read as {value}, as you said.",
                        cell = cell_name(at),
                    );
                    records.warn(WarningCode::Answered, &self.sheet.name, at, message);
                }
                None => self.not_a_number(at, answer, records),
            }
            return value;
        }
        match &cell?.value {
            Value::Number(number) => {
                if self.is_percent && number.abs() <= Decimal::ONE && !number.is_zero() {
                    let message = said!(
                        "{cell} 的值是 {number}，單位是 %；若是 {percent} %，請在此更正。",
                        "{cell} is {number} and its unit is %; if {percent} % is meant, correct it here.",
                        cell = cell_name(at),
                        percent = (number * Decimal::ONE_HUNDRED).normalize(),
                    );
                    records.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
                }
                Money::parse(&number.normalize().to_string())
                    .inspect(|value| self.negative(at, *value, records))
            }
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => match self.of_text(text) {
                Some((value, is_settled)) => {
                    if !is_settled {
                        let message = said!(
                            "{cell}「{text}」讀為 {value}，請確認。",
                            "{cell} “{text}” is read as {value}. Please check.",
                            cell = cell_name(at),
                            text = text.trim(),
                        );
                        records.warn(WarningCode::LookAgain, &self.sheet.name, at, message);
                    }
                    self.negative(at, value, records);
                    Some(value)
                }
                None if squash(text).chars().all(|c| matches!(c, '-' | '—' | '－')) => None,
                None => {
                    self.not_a_number(at, text.trim(), records);
                    None
                }
            },
            Value::Error(text) | Value::Unusable(text) => {
                self.not_a_number(at, text, records);
                None
            }
            Value::Blank => None,
        }
    }

    fn negative(&self, at: At, value: Money, records: &mut Records) {
        if value.is_negative() {
            let message = said!(
                "{cell} 的值是負數（{value}），請確認。",
                "The value in {cell} is negative ({value}). Please check.",
                cell = cell_name(at),
            );
            records.warn(WarningCode::NegativeAmount, &self.sheet.name, at, message);
        }
    }

    fn not_a_number(&self, at: At, text: &str, records: &mut Records) {
        let message = said!(
            "{cell}「{text}」不是數字，請在此填入數值，或留白匯入。",
            "{cell} “{text}” is no number. Fill it in here, or import it blank.",
            cell = cell_name(at),
        );
        records.warn(WarningCode::NotANumber, &self.sheet.name, at, message);
    }

    /// 1,200, 80%, 30人次, 至少30, 30以上; whether that is beyond doubt.
    fn of_text(&mut self, text: &str) -> Option<(Money, bool)> {
        let squashed = squash(text);
        let mut bare = squashed.as_str();
        for word in ["至少", "達", "約", "≥", ">=", "≧", ">", "每年"] {
            bare = bare.strip_prefix(word).unwrap_or(bare);
        }
        for word in ["以上", "(含)以上", "以內"] {
            bare = bare.strip_suffix(word).unwrap_or(bare);
        }
        let found = figure(bare)?;
        let value = match found.form {
            Form::Dash => return None,
            Form::Percent => {
                self.unit.get_or_insert_with(|| "%".to_owned());
                found.value.checked_mul(Decimal::ONE_HUNDRED)?
            }
            _ => found.value,
        };
        if let (Some(unit), None) = (&found.unit, &self.unit) {
            self.unit = Some(unit.clone());
        }
        let is_settled = bare.len() == squashed.len() && found.form != Form::Words;
        Money::parse(&value.normalize().to_string()).map(|value| (value, is_settled))
    }
}
