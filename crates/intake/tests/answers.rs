//! What a person says of cells and rows, and what the office's dictionary says of words: read so, told so, and no more.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use usr_desk_intake::preview::{Asks, RowKind, Weight};
use usr_desk_intake::{Bundle, Line, Map, WarningCode, plan, read_all};
use usr_desk_workspace::{Category, Fund, Money, Position, Tag};

const SHEET: &str = "\
114年度經費表,,,,,
單位：千元,,,,,
類別,項目,單價,數量,金額,說明
業務費,講座,2,10,20,
業務費,場地費,4,2,另議,
業務費,合計車資,1,5,5,
聯盟分攤款,年費,,,3,
業務費,餐費,,,另議,
合計,,,,48,
";

fn read(map: &str) -> Bundle {
    let map: Map = serde_json::from_str(map).unwrap();
    read_all("經費.csv", SHEET.as_bytes(), &map).unwrap()
}

fn line<'a>(bundle: &'a Bundle, name: &str) -> &'a Line {
    let found = bundle.reading.lines.iter().find(|l| &*l.name == name);
    found.unwrap_or_else(|| panic!("no {name} in {:#?}", bundle.reading.lines))
}

fn count(bundle: &Bundle, code: WarningCode) -> usize {
    bundle.reading.warnings.iter().filter(|w| w.code == code).count()
}

fn weighs(bundle: &Bundle, weight: Weight) -> usize {
    bundle
        .preview
        .doubts
        .iter()
        .filter(|d| d.weight == weight)
        .count()
}

#[test]
fn without_an_answer_each_doubt_says_what_would_answer_it() {
    let read = read("{}");
    let asked: Vec<_> = read
        .preview
        .doubts
        .iter()
        .filter(|d| d.weight == Weight::Blocking)
        .map(|d| {
            (
                d.cell.as_deref(),
                d.text.as_deref(),
                d.asks,
                d.suggested.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        asked,
        [
            (Some("E5"), Some("另議"), Asks::Number, Some("8000")),
            (Some("A7"), Some("聯盟分攤款"), Asks::Category, None),
            (Some("E8"), Some("另議"), Asks::Number, None),
        ]
    );
    assert_eq!(line(&read, "場地費").amount, None);
}

#[test]
fn a_number_is_dollars_whatever_the_sheet_counts_in_and_is_told_to_be_an_answer() {
    let read = read(r#"{"cells": {"E5": 12000, "E8": "１萬２千"}, "columns": {}}"#);
    let venue = line(&read, "場地費");
    assert_eq!((venue.amount, venue.certain), (Some(Money::whole(12_000)), true));
    assert_eq!(venue.source_cell, (4, 4));
    assert_eq!(line(&read, "餐費").amount, Some(Money::whole(12_000)));
    assert_eq!(count(&read, WarningCode::NotANumber), 0);
    assert_eq!(count(&read, WarningCode::Answered), 2);
    let told = read
        .preview
        .doubts
        .iter()
        .find(|d| d.code == WarningCode::Answered)
        .unwrap();
    assert_eq!(&*told.message, "E5「另議」依您的更正讀為 12,000。");
    assert_eq!(told.weight, Weight::Notice);
    // 單價 4 千 × 2 is not 12,000: an answer is checked like any other number.
    assert_eq!(count(&read, WarningCode::RowArithmetic), 1);
}

#[test]
fn an_answer_that_is_no_number_leaves_the_doubt_and_says_so() {
    let read = read(r#"{"cells": {"E5": "再說"}}"#);
    let doubt = read
        .reading
        .warnings
        .iter()
        .find(|w| w.code == WarningCode::NotANumber)
        .unwrap();
    assert_eq!(&*doubt.message, "E5「再說」不是數字，請改填金額或略過這一列。");
}

#[test]
fn a_row_is_left_out_or_insisted_on_and_the_sums_of_the_sheet_still_hold() {
    let read = read(
        r#"{"rows": {"5": {"use": "skip"}, "8": {"use": "skip"}, "6": {"use": "use"}}, "categories": {"聯盟分攤款": "operations"}}"#,
    );
    let names: Vec<&str> = read.reading.lines.iter().map(|l| &*l.name).collect();
    assert_eq!(names, ["講座", "合計車資", "年費"]);
    // 20 + 5 + 3, and the sheet says 48 with two rows that were never filled in: the sheet's own sum is wrong.
    assert_eq!(count(&read, WarningCode::TotalMismatch), 1);
    assert_eq!(weighs(&read, Weight::Blocking), 0);
    let sheet = &read.preview.sheets[0];
    let kinds: Vec<_> = sheet.rows.iter().map(|r| r.kind).collect();
    assert_eq!(kinds[4], RowKind::Skipped);
    assert_eq!(kinds[5], RowKind::Item);
}

#[test]
fn a_row_has_a_category_a_fund_and_a_year_of_its_own() {
    let read = read(
        r#"{"fund": "grant", "rows": {"7": {"category": "miscellaneous", "fund": "matching", "year": 115}}}"#,
    );
    let fee = line(&read, "年費");
    assert_eq!(
        (fee.category, fee.fund, fee.year),
        (Some(Category::Miscellaneous), Some(Fund::Matching), Some(115))
    );
    let lecture = line(&read, "講座");
    assert_eq!((lecture.fund, lecture.year), (Some(Fund::Grant), Some(114)));
    assert_eq!(count(&read, WarningCode::UnknownCategory), 0);
}

#[test]
fn what_was_looked_at_no_longer_asks_but_a_missing_number_still_does() {
    let read = read(r#"{"cells": {"E5": "12000"}, "checked": ["E5", "E8"]}"#);
    let of = |code| read.preview.doubts.iter().find(|d| d.code == code).unwrap();
    assert_eq!(of(WarningCode::RowArithmetic).weight, Weight::Notice);
    assert_eq!(of(WarningCode::NotANumber).weight, Weight::Blocking);
}

#[test]
fn an_answer_that_meets_nothing_is_told() {
    let read = read(r#"{"cells": {"Z99": 5, "沒有這張!E5": 5}, "rows": {"不是列": {"use": "skip"}}}"#);
    assert_eq!(count(&read, WarningCode::AnswerUnused), 2);
    assert_eq!(line(&read, "場地費").amount, None);
}

#[test]
fn answers_are_of_this_file_and_what_is_remembered_is_of_the_layout() {
    let map: Map = serde_json::from_str(
        r#"{"year": 114, "fund": "grant", "unit_scale": 1000, "cells": {"E5": 1}, "rows": {"5": {"use": "skip"}}, "checked": ["E5"], "words": [{"text": "講座", "item": "講座鐘點費"}]}"#,
    )
    .unwrap();
    assert_eq!(
        serde_json::to_value(map.of_the_layout()).unwrap(),
        serde_json::json!({"fund": "grant", "unit_scale": 1000})
    );
    // A map that was written before answers existed reads as it did.
    assert_eq!(serde_json::from_str::<Map>("{}").unwrap(), Map::default());
    assert!(serde_json::from_str::<Map>(r#"{"cells": {"E5": true}}"#).is_err());
}

#[test]
fn the_office_s_words_rename_place_and_tag() {
    let map = r#"{"words": [
        {"text": "講座", "item": "講座鐘點費"},
        {"text": "聯盟分攤款", "category": "operations"},
        {"text": "合計車資", "category": "miscellaneous"},
        {"text": "餐", "position": "other", "tags": ["international_exchange"]}
    ], "rows": {"6": {"use": "use"}}, "fund": "grant"}"#;
    let read = read(map);
    let lecture = line(&read, "講座鐘點費");
    assert_eq!(lecture.source_cells.by_name()["item"], "B4");
    assert_eq!(line(&read, "年費").category, Some(Category::Operations));
    // The sheet itself says 業務費: it wins.
    assert_eq!(line(&read, "合計車資").category, Some(Category::Operations));
    let told: Vec<&str> = read
        .reading
        .warnings
        .iter()
        .filter(|w| w.code == WarningCode::OfficeWord)
        .map(|w| &*w.message)
        .collect();
    assert_eq!(
        told,
        [
            "B4「講座」依字典稱為「講座鐘點費」。",
            "B7「年費」依字典歸入業務費。"
        ]
    );
    let map: Map = serde_json::from_str(map).unwrap();
    let plan = plan("經費.csv", &read.reading, &[], &map);
    let meal = plan.added.iter().find(|a| &*a.line.item == "餐費").unwrap();
    assert_eq!(
        (meal.line.position, meal.line.tags.as_slice()),
        (Some(Position::Other), [Tag::InternationalExchange].as_slice())
    );
}
