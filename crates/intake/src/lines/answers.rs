//! What a person said, told back at its cell; and answers that met nothing.

use super::reader::Reader;
use crate::grid::{At, Workbook, cell_name};
use crate::map::{Map, SheetUse};
use crate::number::figure;
use crate::reading::{Line, Reading, Warning, WarningCode};
use crate::role::Role;
use crate::said::Said;
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
            let message = said!(
                "{cell}「{shown}」依您的更正讀為 {value}。",
                "{cell} “{shown}” is read as {value}, as you said.",
                cell = cell_name(*at),
                shown = shown.unwrap_or_default(),
                value = Money(found.value.normalize()),
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
                Some(SheetUse::Skip) => said.push(said!("不匯入", "left out")),
                Some(SheetUse::Use) => said.push(said!("當作項目匯入", "imported as an item")),
                None => {}
            }
            said.extend(answer.category.map(category_name));
            said.extend(answer.fund.map(fund_name));
            said.extend(answer.year.map(|y| said!("{y} 年度", "year {y}")));
            if said.is_empty() {
                continue;
            }
            let at = self
                .sheet
                .row(*row)
                .map(|(c, _)| (*row, c))
                .find(|at| self.spans(at.1));
            let (zh, en) = listed(&said);
            let message = said!(
                "第 {row} 列「{name}」依您的更正：{zh}。",
                "Row {row} “{name}”, as you said: {en}.",
                name = one_line(self.name(*row)),
                row = row + 1,
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
            said.push(said!("稱為「{name}」", "called “{name}”", name = &line.name));
        }
        if let Some(category) = line.category.filter(|_| is_category) {
            let name = category_name(category);
            said.push(said!("歸入{name}", "put under {en}", en = name.en()));
        }
        if !said.is_empty() {
            let (zh, en) = listed(&said);
            let message = said!(
                "{cell}「{written}」依字典{zh}。",
                "{cell} “{written}” is {en} by the dictionary.",
                cell = cell_name(at),
                written = one_line(written),
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
            message: said!(
                "更正「{place}」不在匯入的經費表裡，沒有作用；請核對位置。",
                "The correction of “{place}” lies in no table that is imported and does nothing. Check its place.",
            ),
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

/// What was said, one after the other, in both languages.
fn listed(said: &[Said]) -> (String, String) {
    let zh: Vec<&str> = said.iter().map(|s| &**s).collect();
    let en: Vec<&str> = said.iter().map(Said::en).collect();
    (zh.join("、"), en.join(", "))
}

fn category_name(category: Category) -> Said {
    match category {
        Category::Personnel => said!("人事費", "personnel"),
        Category::Operations => said!("業務費", "operations"),
        Category::Miscellaneous => said!("雜支", "miscellaneous"),
        Category::Capital => said!("設備及投資", "capital"),
    }
}

fn fund_name(fund: Fund) -> Said {
    match fund {
        Fund::Grant => said!("補助款", "grant"),
        Fund::Matching => said!("配合款", "matching"),
        Fund::External => said!("外部資源", "external"),
    }
}
