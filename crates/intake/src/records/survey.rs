//! Where the list is on each sheet: the row of headings that names most, and the rows below it.

use super::{Subject, headings};
use crate::dictionary::is_sample_sheet;
use crate::grid::{At, Sheet, Shown, Value, Workbook};
use crate::map::{Map, SheetUse};
use crate::number::{Form, figure};
use crate::reading::WarningCode;
use crate::role::{Field, Role};
use crate::said::Said;
use crate::survey::{Column, SheetSurvey, Survey, Table};
use crate::words::{label, one_line, squash};

/// Headings stand no deeper than this.
const DEEPEST_HEADING: usize = 60;

pub(super) fn survey(workbook: &Workbook, subject: Subject, map: &Map) -> Survey {
    let mut shapes = Vec::new();
    let sheets = workbook.sheets.iter().map(|sheet| {
        let table = table(sheet, subject, map);
        let skipped = skipped(sheet, table.is_some(), map);
        if sheet.shown == Shown::Visible && !is_sample_sheet(&sheet.name) {
            shapes.extend(shape(sheet, subject));
        }
        SheetSurvey {
            name: sheet.name.clone(),
            skipped,
            tables: table.into_iter().collect(),
        }
    });
    let sheets = sheets.collect();
    shapes.sort();
    shapes.dedup();
    Survey {
        sheets,
        shape: Some(shapes.join("\n")).filter(|shape| !shape.is_empty()),
    }
}

fn skipped(sheet: &Sheet, has_table: bool, map: &Map) -> Option<(WarningCode, Said)> {
    match map.sheets.get(&sheet.name) {
        Some(SheetUse::Use) => return None,
        Some(SheetUse::Skip) => {
            return Some((
                WarningCode::SheetSkipped,
                said!("依使用者指定不匯入", "you left it out"),
            ));
        }
        None => {}
    }
    if sheet.shown == Shown::Hidden {
        Some((
            WarningCode::HiddenSheet,
            said!("隱藏工作表，預設不匯入", "it is hidden"),
        ))
    } else if is_sample_sheet(&sheet.name) {
        let why = said!("範例或說明工作表", "it is an example or an explanation");
        Some((WarningCode::SheetSkipped, why))
    } else if !has_table {
        Some((
            WarningCode::SheetSkipped,
            said!("找不到標題列", "it has no row of headings"),
        ))
    } else {
        None
    }
}

/// By what a file of the same headings is known again, whatever a person says of its columns.
fn shape(sheet: &Sheet, subject: Subject) -> Option<String> {
    let heading = heading(sheet, subject).or_else(|| sheet.rows().first().copied())?;
    let heads = sheet
        .row(heading)
        .map(|(column, cell)| format!("{column}:{}", squash(&cell.shown())));
    Some(format!("{subject:?} {}", heads.collect::<Vec<_>>().join("|")))
}

/// The row that names most.
fn heading(sheet: &Sheet, subject: Subject) -> Option<u32> {
    let mut best: Option<(usize, u32)> = None;
    for row in sheet.rows().into_iter().take(DEEPEST_HEADING) {
        let score = score(sheet, subject, row);
        if score > best.map_or(0, |b| b.0) {
            best = Some((score, row));
        }
    }
    best.map(|(_, row)| row)
}

fn table(sheet: &Sheet, subject: Subject, map: &Map) -> Option<Table> {
    let rows = sheet.rows();
    let last_row = rows.last().copied()?;
    // Named by hand, the first row that holds anything is the heading.
    let by_hand = || (!map.columns.is_empty()).then(|| rows[0]);
    let heading = heading(sheet, subject).or_else(by_hand)?;
    let mut columns: Vec<Column> = Vec::new();
    for column in 0..sheet.cells.width() {
        let text = sheet.text_at((heading, column)).unwrap_or_default();
        let hidden = sheet.layout.hidden_columns.contains(&column);
        let above = above(sheet, (heading, column));
        let found = headings::role(subject, &text, above.as_deref());
        let told = map.role_of(column);
        if text.is_empty() && told.is_none() {
            continue;
        }
        let (role, why) = match (told, found) {
            (Some(role), _) => (role, said!("使用者指定", "you said so")),
            (None, Some(role)) if hidden => (
                Role::Ignore,
                said!(
                    "隱藏欄，標題「{heading}」（{role}）",
                    "it is hidden, its heading “{heading}” ({role})",
                    heading = one_line(&text),
                ),
            ),
            (None, Some(role)) => (
                role,
                said!(
                    "標題「{heading}」",
                    "its heading “{heading}”",
                    heading = one_line(&text),
                ),
            ),
            (None, None) => (Role::Ignore, said!("標題不在清單", "its heading is not known")),
        };
        // Of two columns that name the same the first holds; 教師 and 身分別 may stand side by side.
        let is_taken = role != Role::Ignore && told.is_none() && columns.iter().any(|c| c.role == role);
        let (role, why) = if is_taken {
            (
                Role::Ignore,
                said!("前面已有同樣的欄位", "an earlier column is the same"),
            )
        } else {
            (role, why)
        };
        columns.push(Column {
            at: column,
            heading: one_line(&text),
            role,
            why,
            scale: None,
            hidden,
        });
    }
    columns.iter().any(|c| c.role == Role::Name).then_some(())?;
    let first = (0..heading)
        .rev()
        .take_while(|row| is_part_of_heading(sheet, *row, heading));
    let first = first.last().unwrap_or(heading);
    let repeated = rows
        .iter()
        .copied()
        .filter(|r| *r > heading && repeats(sheet, *r, &columns));
    Some(Table {
        header: (first, heading),
        body: (heading + 1, last_row),
        repeated: repeated.collect(),
        columns,
        more_names: Vec::new(),
        gate: None,
        scale: (1, None),
        year: None,
        fund: None,
        category: None,
        sets: None,
        parts: Vec::new(),
        is_income: false,
    })
}

/// How many different things the row names; nothing where it has no name column, or holds figures.
fn score(sheet: &Sheet, subject: Subject, row: u32) -> usize {
    let mut roles = Vec::new();
    for (column, cell) in sheet.row(row) {
        let above = above(sheet, (row, column));
        let found = headings::role(subject, &cell.shown(), above.as_deref());
        let is_figure = match &cell.value {
            Value::Number(_) => true,
            Value::Text(text) => figure(text).is_some_and(|f| f.form == Form::Plain),
            _ => false,
        };
        if is_figure && found.is_none() {
            return 0;
        }
        roles.extend(found.filter(|r| *r != Role::Ignore && *r != Role::Seq));
    }
    // A heading that is merged down from above is a heading of this row too.
    for column in 0..sheet.cells.width() {
        if sheet.anchor((row, column)) != (row, column) {
            let text = sheet.text_at((row, column)).unwrap_or_default();
            roles.extend(
                headings::role(subject, &text, None).filter(|r| *r != Role::Ignore && *r != Role::Seq),
            );
        }
    }
    let has_name = roles.contains(&Role::Name);
    // 「成員」 in a title names no list: something of a person or an indicator must stand beside it.
    let tells_more = roles
        .iter()
        .any(|r| matches!(r, Role::Field(_) | Role::Target(_) | Role::Unit));
    let mut different: Vec<String> = roles.iter().map(Role::to_string).collect();
    different.sort();
    different.dedup();
    if has_name && tells_more {
        different.len()
    } else {
        0
    }
}

/// What stands over a heading, where it spans this column and is another cell.
fn above(sheet: &Sheet, at: At) -> Option<String> {
    let row = at.0.checked_sub(1)?;
    if sheet.anchor(at) != at {
        return None;
    }
    let anchor = sheet.anchor((row, at.1));
    let is_wide = sheet.merge_at(anchor).is_some_and(|m| m.last.1 > m.first.1);
    sheet.text_at((row, at.1)).filter(|_| is_wide)
}

/// A row over the headings that is merged down into them or spans some of them.
fn is_part_of_heading(sheet: &Sheet, row: u32, heading: u32) -> bool {
    let width = sheet.cells.width();
    (0..width).any(|c| sheet.anchor((heading, c)).0 == row && sheet.own((row, c)).is_some())
}

/// The headings again (次頁).
fn repeats(sheet: &Sheet, row: u32, columns: &[Column]) -> bool {
    let named = columns.iter().filter(|c| !c.heading.is_empty());
    let mut same = named.map(|c| {
        let text = sheet.text_at((row, c.at)).unwrap_or_default();
        label(&text) == label(&c.heading)
    });
    same.all(|is_same| is_same)
}

/// The column of a field.
pub(super) fn field(table: &Table, field: Field) -> Option<u32> {
    table.first(Role::Field(field))
}
