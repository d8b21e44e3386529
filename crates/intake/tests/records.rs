//! Rosters and lists of indicators: each workbook of `tests/suite/rosters` reads as its `*.expected.json` says, and what
//! would change is committed as it was shown. `UPDATE=1` writes what is read.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use usr_desk_intake::Map;
use usr_desk_intake::records::{RecordBundle, RecordPlan, Subject, plan, read};
use usr_desk_workspace::{FieldPath, PersonId, Workspace, edit, format};

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite")
}

fn season() -> Workspace {
    let bytes = std::fs::read(suite().join("contract/workspaces/compliant-112-116.json")).unwrap();
    format::read(&bytes).unwrap()
}

fn subject_of(name: &str) -> Subject {
    if name.starts_with('r') {
        Subject::People
    } else {
        Subject::Indicators
    }
}

fn told(bundle: &RecordBundle) -> Value {
    let warnings = &bundle.records.warnings;
    json!({
        "people": bundle.records.people,
        "indicators": bundle.records.indicators,
        "doubts": warnings.iter().map(|w| json!([w.code, w.source_cell, &*w.message])).collect::<Vec<_>>(),
        "columns": bundle.preview.sheets.iter().flat_map(|s| &s.tables).flat_map(|t| &t.columns)
            .map(|c| format!("{} {}", c.letters, c.role)).collect::<Vec<_>>(),
    })
}

#[test]
fn every_workbook_reads_as_expected() {
    let folder = suite().join("rosters");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".json"))
        .collect();
    names.sort();
    assert!(names.len() >= 8, "{names:?}");
    let mut wrong = Vec::new();
    for name in names {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        let bundle =
            read(subject_of(&name), &name, &bytes, &Map::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let (stem, _) = name.rsplit_once('.').unwrap();
        let path = folder.join(format!("{stem}.expected.json"));
        let found = told(&bundle);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
            continue;
        }
        let wanted: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        if found != wanted {
            wrong.push(format!("{name}\n  wanted {wanted:#}\n  found {found:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn roster(rows: &str, map: &Map) -> RecordBundle {
    read(Subject::People, "名冊.csv", rows.as_bytes(), map).unwrap()
}

fn carried_out(season: &Workspace, list: &str, plan: &RecordPlan) -> Workspace {
    let mut next = 0;
    let mut new_id = || {
        next += 1;
        PersonId::from(format!("n{next}").as_str())
    };
    edit::apply(season, &plan.edit(&FieldPath::new(list), &mut new_id)).unwrap()
}

const ROSTER: &str = "\
姓名,員工編號,系所,職稱,是否教師
王大明,S0001,社會工作學系,特聘教授,是
新老師,S0999,護理學系,助理教授,V
李小華,,社會工作學系,教授,是
";

#[test]
fn the_staff_number_tells_a_person_and_a_name_alone_is_asked() {
    let before = season();
    let read = roster(ROSTER, &Map::default());
    let asked = plan("名冊.csv", &read.records, &before.people, None, &Map::default());
    assert_eq!(
        (asked.added.len(), asked.changed.len(), asked.unchanged),
        (1, 1, 0)
    );
    assert_eq!(asked.changed[0].fields[0].field, "title");
    let question = &asked.questions[0];
    assert_eq!((question.name.as_str(), question.candidates.len()), ("李小華", 1));
    assert_eq!(question.candidates[0].id.as_str(), "p2");
    assert_eq!(asked.missing.len(), before.people.len() - 2);

    let mut map = Map::default();
    map.same.insert(question.row.clone(), "p2".to_owned());
    let settled = plan("名冊.csv", &read.records, &before.people, None, &map);
    assert_eq!((settled.questions.len(), settled.unchanged), (0, 1));
    let after = carried_out(&before, "/people", &settled);
    assert_eq!(after.people.len(), before.people.len() + 1);
    let wang = after.people.iter().find(|p| p.id.as_str() == "p1").unwrap();
    assert_eq!(&*wang.title, "特聘教授");
    // What the sheet says nothing of stays.
    assert_eq!(wang.email, before.people[0].email);
    let newcomer = after.people.iter().find(|p| &*p.name == "新老師").unwrap();
    assert_eq!(
        (newcomer.is_teacher, &*newcomer.staff_number),
        (Some(true), "S0999")
    );
    // The same file again: nothing to do.
    let again = plan("名冊.csv", &read.records, &after.people, None, &map);
    assert!(again.is_empty() && again.questions.is_empty(), "{again:#?}");

    map.same.insert(question.row.clone(), "new".to_owned());
    let other = plan("名冊.csv", &read.records, &before.people, None, &map);
    assert_eq!(other.added.len(), 2);
}

#[test]
fn the_same_name_with_another_number_is_asked_too() {
    let before = season();
    let read = roster("姓名,員工編號,系所\n李小華,S7777,社會工作學系\n", &Map::default());
    let asked = plan("名冊.csv", &read.records, &before.people, None, &Map::default());
    assert_eq!((asked.added.len(), asked.questions.len()), (0, 1));
}

#[test]
fn a_column_is_what_a_person_says_and_a_row_may_be_left_out() {
    let map: Map = serde_json::from_value(json!({
        "columns": {"A": "name", "B": "title"}, "rows": {"2": {"use": "skip"}}
    }))
    .unwrap();
    let read = roster("甲,乙,丙\n張三,教授,1\n李四,職員,2\n", &map);
    let names: Vec<_> = read
        .records
        .people
        .iter()
        .map(|p| (p.name.as_str(), p.title.as_deref()))
        .collect();
    assert_eq!(names, [("李四", Some("職員"))]);
    let unnamed = roster("甲,乙,丙\n張三,教授,1\n", &Map::default());
    assert!(!unnamed.preview.is_found && unnamed.records.people.is_empty());
    assert_eq!(unnamed.preview.sheets[0].rows.len(), 2);
}

#[test]
fn indicators_change_by_name_and_year_and_rows_of_other_plans_are_left() {
    let before = season();
    let proposal = &before.proposals[0];
    let title: &str = &proposal.title;
    let sheet = format!(
        "計畫,指標名稱,單位,基準值,115年目標值,116年目標值\n\
         {title},參與學生人次,人次,0,120,100\n\
         {title},滿意度,,70%,至少80%,85%\n\
         別的計畫,參與學生人次,人次,0,999,999\n"
    );
    let read = read(Subject::Indicators, "指標.csv", sheet.as_bytes(), &Map::default()).unwrap();
    let found = plan(
        "指標.csv",
        &read.records,
        &before.people,
        Some(proposal),
        &Map::default(),
    );
    assert_eq!(
        (found.added.len(), found.changed.len(), found.elsewhere),
        (1, 1, 1)
    );
    assert_eq!(found.changed[0].fields.len(), 1);
    assert_eq!(found.changed[0].fields[0].field, "targets/115");
    let list = format!("/proposals/{}/indicators", proposal.id);
    let after = carried_out(&before, &list, &found);
    let indicators = serde_json::to_value(&after.proposals[0].indicators).unwrap();
    assert_eq!(indicators[0]["targets"], json!({"115": 120, "116": 100}));
    assert_eq!(
        indicators[1],
        json!({"name": "滿意度", "unit": "%", "baseline": 70, "targets": {"115": 80, "116": 85}})
    );
    let again = plan(
        "指標.csv",
        &read.records,
        &after.people,
        Some(&after.proposals[0]),
        &Map::default(),
    );
    assert!(again.is_empty(), "{again:#?}");
}

#[test]
fn a_value_that_is_no_number_is_answered_at_its_cell() {
    let sheet = "指標名稱,單位,115年\n培訓場次,場,另訂\n";
    let of = |map: &str| {
        let map: Map = serde_json::from_str(map).unwrap();
        read(Subject::Indicators, "指標.csv", sheet.as_bytes(), &map).unwrap()
    };
    let asked = of("{}");
    assert_eq!(asked.preview.doubts[0].cell.as_deref(), Some("C2"));
    assert!(asked.records.indicators[0].targets.is_empty());
    let answered = of(r#"{"cells": {"C2": "１２"}}"#);
    assert_eq!(
        serde_json::to_value(&answered.records.indicators[0].targets).unwrap(),
        json!({"115": 12})
    );
    assert_eq!(
        &*answered.preview.doubts[0].message,
        "C2「另訂」依您的更正讀為 12。"
    );
}
