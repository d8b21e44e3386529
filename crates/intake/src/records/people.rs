//! People from the rows of a roster.

use super::survey::field;
use super::{PersonRow, Records, RowPlace};
use crate::grid::{At, Sheet, cell_name};
use crate::map::Map;
use crate::reading::WarningCode;
use crate::role::{Field, Role};
use crate::said::Said;
use crate::survey::Table;
use crate::words::{one_line, squash};
use std::collections::HashMap;
use usr_desk_workspace::Executive;

pub(super) fn read(sheet: &Sheet, table: &Table, map: &Map, records: &mut Records) {
    let told = map.told_of(&sheet.name);
    let Some(name_column) = table.first(Role::Name) else {
        return;
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in (table.body.0..=table.body.1).filter(|row| !table.repeated.contains(row)) {
        if told.skips(row) || sheet.row(row).next().is_none() {
            continue;
        }
        let at = (row, name_column);
        let name = person_name(&text(sheet, at).unwrap_or_default());
        if name.is_empty() {
            let lead = sheet.row(row).next().map(|(_, cell)| squash(&cell.shown()));
            if lead.is_some_and(|lead| is_below_the_list(&lead) || lead.ends_with(':')) {
                continue;
            }
            no_name(sheet, table, at, records);
            continue;
        }
        if is_below_the_list(&name) && !told.insists_on(row) {
            continue;
        }
        let person = person(sheet, table, at, name, records);
        if sheet.layout.hidden_rows.contains(&row) {
            let message = said!(
                "第 {row} 列「{name}」是隱藏列，已讀入，請確認。",
                "Row {row} “{name}” is hidden; it was read. Please check.",
                row = row + 1,
                name = &person.name,
            );
            records.warn(WarningCode::HiddenRow, &sheet.name, at, message);
        }
        let key = person.staff_number.as_deref().map(squash);
        let key = key.unwrap_or_else(|| {
            format!(
                "{} {:?} {:?}",
                squash(&person.name),
                person.email,
                person.department
            )
        });
        match seen.get(&key).map(|first| &records.people[*first]) {
            Some(first) => {
                let alike = PersonRow {
                    place: person.place.clone(),
                    ..first.clone()
                };
                let how = if alike == person {
                    said!("相同", "is the same as")
                } else {
                    said!(
                        "員工編號相同而內容不同",
                        "has the staff number, but not the words, of"
                    )
                };
                let message = said!(
                    "第 {row} 列「{name}」與第 {before} 列「{other}」{how}，只採用第 {before} 列，請確認。",
                    "Row {row} “{name}” {is} row {before} “{other}”; only row {before} is taken. Please check.",
                    row = row + 1,
                    name = &person.name,
                    before = first.place.row,
                    other = &first.name,
                    is = how.en(),
                );
                records.warn(WarningCode::DuplicateLine, &sheet.name, at, message);
            }
            None => {
                seen.insert(key, records.people.len());
                records.people.push(person);
            }
        }
    }
}

fn person(sheet: &Sheet, table: &Table, at: At, name: String, records: &mut Records) -> PersonRow {
    let read = |f: Field| field(table, f).and_then(|c| text(sheet, (at.0, c)));
    let title = read(Field::Title);
    let told = read(Field::Executive).as_deref().and_then(executive);
    let by_title = title.as_deref().and_then(executive).filter(|_| told.is_none());
    if let (Some(executive), Some(column)) = (by_title, field(table, Field::Title)) {
        let what = match executive {
            Executive::President => said!("校長", "president"),
            Executive::VicePresident => said!("副校長", "vice president"),
        };
        let message = said!(
            "「{name}」的職稱是{what}，已標為{what}，請確認。",
            "“{name}” has the title of {rank} ({what}) and was marked so. Please check.",
            rank = what.en(),
        );
        look(records, sheet, (at.0, column), message);
    }
    let mut affiliation = read(Field::Affiliation);
    if let Some(column) = field(table, Field::Outside)
        && let Some(said) = text(sheet, (at.0, column))
    {
        let is_mark = yes_or_no(&said).is_some() || ["校外", "校內"].contains(&squash(&said).as_str());
        let is_outside = yes_or_no(&said) == Some(true) || squash(&said) == "校外";
        if !is_mark {
            // 校外 columns often hold the school's name itself.
            affiliation = affiliation.or(Some(said));
        } else if is_outside && affiliation.is_none() {
            let message = said!(
                "「{name}」是校外人員，但沒有服務學校或機構，請匯入後補填。",
                "“{name}” is from outside, but no school or organisation is given. Fill it in after the import.",
            );
            look(records, sheet, (at.0, column), message);
        }
    }
    PersonRow {
        place: RowPlace {
            sheet: sheet.name.clone(),
            row: at.0 + 1,
            cell: cell_name(at),
        },
        staff_number: read(Field::StaffNumber).map(|t| squash(&t)),
        email: email(sheet, table, at.0, &name, records),
        affiliation,
        department: read(Field::Department),
        is_teacher: is_teacher(sheet, table, at.0, &name, records),
        title,
        executive: told.or(by_title),
        name,
    }
}

fn look(records: &mut Records, sheet: &Sheet, at: At, message: Said) {
    records.warn(WarningCode::LookAgain, &sheet.name, at, message);
}

/// Text in one line; numbers as they are shown, errors as nothing.
pub(super) fn text(sheet: &Sheet, at: At) -> Option<String> {
    use crate::grid::Value;
    match &sheet.at(at)?.value {
        Value::Text(text) => Some(one_line(text).trim().to_owned()),
        Value::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty() && !matches!(text.as_str(), "-" | "－" | "—" | "無" | "N/A"))
}

/// 王 小 明 is 王小明; other names keep their spaces.
pub(super) fn person_name(text: &str) -> String {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇' | '．' | '‧' | '·');
    let trimmed = text.trim();
    if trimmed.chars().all(|c| is_han(c) || c.is_whitespace()) {
        trimmed.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Signatures and sums below a roster.
fn is_below_the_list(name: &str) -> bool {
    let squashed = squash(name);
    let starts = [
        "合計",
        "總計",
        "小計",
        "共計",
        "備註",
        "註:",
        "註：",
        "※",
        "說明:",
        "承辦",
        "製表",
        "填表",
        "單位主管",
        "校長核",
        "以下空白",
    ];
    starts.iter().any(|w| squashed.starts_with(&squash(w)))
        || (squashed.starts_with('共') && squashed.ends_with('人'))
}

fn no_name(sheet: &Sheet, table: &Table, at: At, records: &mut Records) {
    // A row with a number or a title and no name is a person whose name was forgotten.
    let tells = |f: Field| field(table, f).is_some_and(|c| text(sheet, (at.0, c)).is_some());
    if [Field::StaffNumber, Field::Title, Field::Email]
        .into_iter()
        .any(tells)
    {
        let message = said!(
            "第 {row} 列沒有姓名，這一列不匯入；請在原檔補上姓名。",
            "Row {row} has no name and is not imported. Write the name into the workbook.",
            row = at.0 + 1,
        );
        records.warn(WarningCode::NameMissing, &sheet.name, at, message);
    }
}

fn executive(title: &str) -> Option<Executive> {
    match squash(title).as_str() {
        "校長" | "代理校長" => Some(Executive::President),
        "副校長" | "學術副校長" | "行政副校長" => Some(Executive::VicePresident),
        _ => None,
    }
}

fn email(sheet: &Sheet, table: &Table, row: u32, name: &str, records: &mut Records) -> Option<String> {
    let at = (row, field(table, Field::Email)?);
    let said = text(sheet, at)?;
    let address = squash(&said);
    let address = address.strip_prefix("mailto:").unwrap_or(&address);
    let is_address = address.split_once('@').is_some_and(|(who, where_)| {
        !who.is_empty() && where_.contains('.') && !where_.contains('@') && !where_.starts_with('.')
    });
    if is_address {
        return Some(address.to_owned());
    }
    let message = said!(
        "{cell}「{said}」不是電子郵件（{name}），這一格留白。",
        "{cell} “{said}” is no e-mail address ({name}); it was left blank.",
        cell = cell_name(at),
    );
    records.warn(WarningCode::NotReadable, &sheet.name, at, message);
    None
}

fn is_teacher(sheet: &Sheet, table: &Table, row: u32, name: &str, records: &mut Records) -> Option<bool> {
    let at = (row, field(table, Field::Teacher)?);
    let said = text(sheet, at)?;
    let squashed = squash(&said);
    let has = |words: &[&str]| words.iter().any(|w| squashed.contains(w));
    let told = yes_or_no(&said).or_else(|| {
        if has(&[
            "非教師",
            "職員",
            "行政",
            "學生",
            "助理人員",
            "專任助理",
            "兼任助理",
            "社區",
            "業師",
        ]) {
            Some(false)
        } else if has(&["教師", "教授", "講師", "教學人員"]) {
            Some(true)
        } else {
            None
        }
    });
    if told.is_none() {
        let message = said!(
            "{cell}「{said}」看不出「{name}」是不是教師，這一格留白，請匯入後指定。",
            "{cell} “{said}” does not tell whether “{name}” is a teacher; it was left blank. Say it after the import.",
            cell = cell_name(at),
        );
        records.warn(WarningCode::NotReadable, &sheet.name, at, message);
    }
    told
}

/// V, 是, Y, ✓, 1; X, 否, N, 0.
fn yes_or_no(said: &str) -> Option<bool> {
    match squash(said).to_uppercase().as_str() {
        "V" | "ˇ" | "✓" | "✔" | "○" | "O" | "●" | "■" | "是" | "有" | "Y" | "YES" | "TRUE" | "1" => {
            Some(true)
        }
        "X" | "✗" | "×" | "□" | "否" | "非" | "不是" | "N" | "NO" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_marks() {
        assert_eq!(person_name("王　小 明"), "王小明");
        assert_eq!(person_name(" Kolas  Yotaka "), "Kolas Yotaka");
        assert_eq!(person_name("高金‧素梅"), "高金‧素梅");
        assert_eq!(
            (yes_or_no("ｖ"), yes_or_no("否"), yes_or_no("也許")),
            (Some(true), Some(false), None)
        );
    }
}
