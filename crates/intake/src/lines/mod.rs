//! Budget lines from the surveyed tables, and every doubt about them.

mod about_table;
mod amount;
mod answers;
mod checks;
mod doubts;
mod item;
mod meanings;
mod merged;
mod reader;
mod row;
mod table;
mod totals;

pub(crate) use row::is_total_label;

use crate::grid::{Cell, Value, Workbook, cell_name};
use crate::map::Map;
use crate::reading::{Reading, SkippedSheet, Warning, WarningCode};
use crate::said::Said;
use crate::survey::{Survey, Table};

/// Reads every table of every sheet that is not left out.
pub fn lines(workbook: &Workbook, survey: &Survey, map: &Map) -> Reading {
    let mut reading = Reading {
        warnings: about_the_file(workbook),
        ..Reading::default()
    };
    for (sheet, found) in workbook.sheets.iter().zip(&survey.sheets) {
        if let Some((code, reason)) = &found.skipped {
            reading.skipped_sheets.push(SkippedSheet {
                sheet: sheet.name.clone(),
                reason: reason.clone(),
            });
            // Three empty default sheets are no news.
            if !sheet.rows().is_empty() {
                reading.warnings.push(Warning {
                    code: *code,
                    source_sheet: Some(sheet.name.clone()),
                    source_row: None,
                    source_cell: None,
                    message: left_out(&sheet.name, reason),
                });
            }
            continue;
        }
        let first = reading.lines.len();
        let told = map.told_of(&sheet.name);
        let spends = found.tables.iter().filter(|t| !t.is_income).count();
        if spends > 1 {
            let message = said!(
                "工作表「{name}」有 {count} 個經費表，全部匯入，請確認。",
                "Sheet “{name}” holds {count} budget tables; all are imported. Please check.",
                name = &sheet.name,
                count = spends,
            );
            reading.warn(WarningCode::MultipleTables, &sheet.name, None, message);
        }
        for table in &found.tables {
            if table.is_income && spends > 0 {
                about_income(&sheet.name, table, &mut reading);
                continue;
            }
            if reading.unit_scale == 0 {
                let first = table.amounts().find_map(|(c, _, _)| c.scale);
                reading.unit_scale = first.unwrap_or(table.scale.0);
            }
            table::read((sheet, table), workbook.source, map, &told, &mut reading);
        }
        checks::sums_of_the_sheet(&mut reading, &sheet.name, first);
        checks::duplicates(&mut reading, first);
    }
    answers::lost(workbook, survey, map, &mut reading);
    reading.unit_scale = reading.unit_scale.max(1);
    reading
}

/// What comes in is no line of the budget.
fn about_income(sheet: &str, table: &Table, reading: &mut Reading) {
    let at = (table.header.0, table.columns.first().map_or(0, |c| c.at));
    let message = said!(
        "{cell} 起的表是收入，不匯入；若是支出，請修正標題後再匯入。",
        "The table from {cell} on lists income (收入) and is not imported. If it is spending, correct its heading and import again.",
        cell = cell_name(at),
    );
    reading.warn(WarningCode::LookAgain, sheet, Some(at), message);
}

impl Reading {
    /// Adds a doubt about a cell of a sheet, or about the sheet.
    fn warn(&mut self, code: WarningCode, sheet: &str, at: Option<(u32, u32)>, message: Said) {
        self.warnings.push(Warning {
            code,
            source_sheet: Some(sheet.to_owned()),
            source_row: at.map(|at| at.0 + 1),
            source_cell: at.map(cell_name),
            message,
        });
    }
}

/// A sheet that is left out, and what to do about it.
pub(crate) fn left_out(sheet: &str, reason: &Said) -> Said {
    said!(
        "工作表「{sheet}」未匯入：{reason}。要匯入請指定使用這張工作表。",
        "Sheet “{sheet}” was left out: {why}. To import it, say that the sheet is to be used.",
        why = reason.en(),
    )
}

/// Doubts about how the file is stored, whatever it holds.
pub(crate) fn about_the_file(workbook: &Workbook) -> Vec<Warning> {
    let mut reading = Reading::default();
    let mut say = |code, message| {
        reading.warnings.push(Warning {
            code,
            source_sheet: None,
            source_row: None,
            source_cell: None,
            message,
        });
    };
    if let Some((extension, what)) = &workbook.mismatch {
        say(
            WarningCode::FileTypeMismatch,
            said!(
                "副檔名是 .{extension}，內容是{what}；已依內容讀取，請確認檔案來源。",
                "The file is named .{extension}, but holds {content}; it was read as what it holds. Check where it comes from.",
                content = what.en(),
            ),
        );
    }
    if let Some(encoding) = workbook.encoding {
        say(
            WarningCode::EncodingGuessed,
            said!(
                "檔案沒有註明編碼，已依 {encoding} 讀取，請確認中文是否正確。",
                "The file does not say its encoding; it was read as {encoding}. Check that its Chinese is right.",
            ),
        );
    }
    let is_external = |cell: &Cell| {
        let formula = cell.formula.as_ref();
        formula.is_some_and(|f| f.contains('[') && f.contains(']') && f.contains('!'))
    };
    for sheet in &workbook.sheets {
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| is_external(cell)).take(50) {
            let is_blank = cell.value == Value::Blank;
            let message = said!(
                "{cell} 參照其他檔案，採用存檔時的值 {value}；沒有開啟外部檔案，請確認數字。",
                "{cell} refers to another file; its stored value {stored} is taken and no other file was opened. Check the number.",
                value = if is_blank {
                    "（無）".into()
                } else {
                    cell.shown()
                },
                stored = if is_blank { "(none)".into() } else { cell.shown() },
                cell = cell_name(*at),
            );
            reading.warn(WarningCode::ExternalLink, &sheet.name, Some(*at), message);
        }
    }
    reading.warnings
}
