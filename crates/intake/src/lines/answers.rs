//! What a person said, told back at its cell; and answers that met nothing.

use super::reader::Reader;
use crate::grid::{At, Workbook, cell_name};
use crate::map::{Map, SheetUse};
use crate::number::figure;
use crate::reading::{Line, Reading, Warning, WarningCode};
use crate::role::Role;
use crate::survey::{Survey, Table};
use crate::words::{kept, one_line, squash};
use usr_desk_workspace::{Category, Fund, Money};

impl Reader<'_> {
    /// Every answer that held in this table, so that what was imported is told to be a person's word.
    pub(super) fn about_answers(&self, reading: &mut Reading) {
        let name = &self.sheet.name;
        for (at, text) in self.told.cells.iter().filter(|(at, _)| holds(self.table, **at)) {
            let Some(found) = figure(text) else { continue };
            let shown = self.sheet.own(*at).map(|c| one_line(&c.shown()));
            let message = format!(
                "{}「{}」依您的更正讀為 {}。",
                cell_name(*at),
                shown.unwrap_or_default(),
                Money(found.value.normalize())
            );
            reading.warn(WarningCode::Answered, name, Some(*at), message);
        }
        for (row, answer) in self
            .told
            .rows
            .iter()
            .filter(|(row, _)| is_within(self.table, **row))
        {
            let mut said = Vec::new();
            match answer.usage {
                Some(SheetUse::Skip) => said.push("不匯入".to_owned()),
                Some(SheetUse::Use) => said.push("當作項目匯入".to_owned()),
                None => {}
            }
            said.extend(answer.category.map(|c| category_name(c).to_owned()));
            said.extend(answer.fund.map(|f| fund_name(f).to_owned()));
            said.extend(answer.year.map(|y| format!("{y} 年度")));
            if said.is_empty() {
                continue;
            }
            let at = self
                .sheet
                .row(*row)
                .map(|(c, _)| (*row, c))
                .find(|at| self.spans(at.1));
            let message = format!(
                "第 {} 列「{}」依您的更正：{}。",
                row + 1,
                one_line(self.name(*row)),
                said.join("、")
            );
            reading.warn(WarningCode::Answered, name, at, message);
        }
    }

    /// What the office's dictionary decided of an item.
    pub(super) fn about_words(
        &self,
        row: u32,
        written: &str,
        line: &Line,
        is_category: bool,
        reading: &mut Reading,
    ) {
        let Some(column) = self.table.first(Role::Name) else {
            return;
        };
        let at = self.sheet.anchor((row, column));
        let mut said = Vec::new();
        if squash(&line.name) != squash(&kept(written)) {
            said.push(format!("稱為「{}」", line.name));
        }
        if let Some(category) = line.category.filter(|_| is_category) {
            said.push(format!("歸入{}", category_name(category)));
        }
        if !said.is_empty() {
            let message = format!(
                "{}「{}」依字典{}。",
                cell_name(at),
                one_line(written),
                said.join("、")
            );
            reading.warn(WarningCode::OfficeWord, &self.sheet.name, Some(at), message);
        }
    }
}

/// Answers that no table took: the sheet is not read, the cell lies elsewhere, the place is written wrongly.
pub(super) fn lost(workbook: &Workbook, survey: &Survey, map: &Map, reading: &mut Reading) {
    let mut say = |sheet: Option<&str>, at: Option<At>, place: &str| {
        reading.warnings.push(Warning {
            code: WarningCode::AnswerUnused,
            source_sheet: sheet.map(str::to_owned),
            source_row: at.map(|at| at.0 + 1),
            source_cell: at.map(cell_name),
            message: format!("更正「{place}」不在匯入的經費表裡，沒有作用；請核對位置。"),
        });
    };
    let names: Vec<&str> = workbook.sheets.iter().map(|s| s.name.as_str()).collect();
    for place in map.lost(&names) {
        say(None, None, place);
    }
    let is_named = |place: &str| {
        let places = map.cells.keys().chain(map.rows.keys());
        places.into_iter().any(|known| known == place)
    };
    for (sheet, found) in workbook.sheets.iter().zip(&survey.sheets) {
        let told = map.told_of(&sheet.name);
        let tables = if found.skipped.is_none() {
            found.tables.as_slice()
        } else {
            &[]
        };
        for at in told
            .cells
            .keys()
            .filter(|at| !tables.iter().any(|t| holds(t, **at)))
        {
            let place = format!("{}!{}", sheet.name, cell_name(*at));
            if is_named(&place) {
                say(Some(&sheet.name), Some(*at), &place);
            }
        }
        for row in told
            .rows
            .keys()
            .filter(|r| !tables.iter().any(|t| is_within(t, **r)))
        {
            let place = format!("{}!{}", sheet.name, row + 1);
            if is_named(&place) {
                say(Some(&sheet.name), None, &place);
            }
        }
    }
}

fn is_within(table: &Table, row: u32) -> bool {
    (table.body.0..=table.body.1).contains(&row)
}

/// A number cell of the table.
fn holds(table: &Table, at: At) -> bool {
    let is_number = |role: Role| role.is_amount() || matches!(role, Role::UnitPrice | Role::Quantity);
    is_within(table, at.0) && table.columns.iter().any(|c| c.at == at.1 && is_number(c.role))
}

fn category_name(category: Category) -> &'static str {
    match category {
        Category::Personnel => "人事費",
        Category::Operations => "業務費",
        Category::Miscellaneous => "雜支",
        Category::Capital => "設備及投資",
    }
}

fn fund_name(fund: Fund) -> &'static str {
    match fund {
        Fund::Grant => "補助款",
        Fund::Matching => "配合款",
        Fund::External => "外部資源",
    }
}
