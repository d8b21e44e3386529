//! Every doubt, reason and refusal is written in Chinese and in English: what stands in quotes is the sheet's own, all
//! else is English.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use usr_desk_intake::records::{self, Subject};
use usr_desk_intake::{Map, Reading, Said, plan, read_all};

fn files(folder: &str) -> Vec<PathBuf> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let found = std::fs::read_dir(suite.join(folder)).unwrap();
    let mut found: Vec<PathBuf> = found.map(|e| e.unwrap().path()).collect();
    found.retain(|p| p.extension().is_some_and(|e| e != "json" && e != "py"));
    found.sort();
    found
}

/// Without what is quoted, without the official terms that stand in brackets, without places (`經費表!F8`).
fn own_words(en: &str) -> String {
    let mut depth = 0_i32;
    let words: Vec<&str> = en.split(' ').filter(|word| !word.contains('!')).collect();
    let en = words.join(" ");
    let kept = en.chars().filter(|c| {
        let closes = matches!(c, '”' | ')');
        depth += i32::from(matches!(c, '“' | '(')) - i32::from(closes);
        depth <= 0 && !closes
    });
    kept.collect()
}

fn check(said: &Said, whence: &str) {
    let is_han =
        |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    assert!(said.contains(is_han), "{whence}: {said}");
    let en = said.en();
    let known = ["項目 and 金額", "原核定 and 變更後"];
    let own = known
        .iter()
        .fold(own_words(en), |text, official| text.replace(official, ""));
    assert!(!en.is_empty() && !own.contains(is_han), "{whence}: {en}");
}

fn check_reading(reading: &Reading, whence: &str) -> usize {
    reading.warnings.iter().for_each(|w| check(&w.message, whence));
    reading
        .skipped_sheets
        .iter()
        .for_each(|s| check(&s.reason, whence));
    let open = plan("經費.xlsx", reading, &[], &Map::default());
    open.blocked.iter().for_each(|b| check(&b.message, whence));
    reading.warnings.len() + open.blocked.len()
}

#[test]
fn every_doubt_about_a_budget_is_written_in_both_languages() {
    let (mut said, mut refused) = (0, 0);
    for path in ["budget-sheets", "sheets", "bad-sheets"].map(files).concat() {
        let whence = path.display().to_string();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match read_all(&name, &std::fs::read(&path).unwrap(), &Map::default()) {
            Ok(bundle) => {
                said += check_reading(&bundle.reading, &whence);
                bundle
                    .preview
                    .doubts
                    .iter()
                    .for_each(|d| check(&d.message, &whence));
                let tables = bundle.preview.sheets.iter().flat_map(|s| &s.tables);
                let columns = tables.flat_map(|t| &t.columns);
                let told = columns.filter(|c| !c.why.is_empty());
                told.for_each(|c| check(&c.why, &whence));
            }
            Err(refusal) => {
                check(&refusal.said(), &whence);
                refused += 1;
            }
        }
    }
    assert!(said > 200 && refused > 15, "{said} doubts, {refused} refusals");
}

#[test]
fn answers_and_open_amounts_are_told_in_both_languages() {
    let sheet = "類別,項目,單價,數量,金額\n業務費,場地費,4000,2,另議\n業務費,講座,2000,10,-3\n聯盟分攤款,年費,,,3000.5\n業務費,餐費,1,1,9999999999999\n,水電,,,5\n";
    let map = r#"{"cells": {"E2": "1萬", "Z9": "3"}, "rows": {"3": {"category": "capital", "fund": "grant", "year": 115},
        "4": {"use": "skip"}}, "words": [{"text": "水電", "item": "水電費", "category": "operations"}]}"#;
    let map: Map = serde_json::from_str(map).unwrap();
    let read = read_all("經費.csv", sheet.as_bytes(), &map).unwrap();
    assert!(
        check_reading(&read.reading, "answers") > 6,
        "{:#?}",
        read.reading.warnings
    );
}

#[test]
fn every_doubt_about_a_list_is_written_in_both_languages() {
    let mut said = 0;
    for path in files("rosters") {
        let whence = path.display().to_string();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let subject = if name.starts_with('r') {
            Subject::People
        } else {
            Subject::Indicators
        };
        let bytes = std::fs::read(&path).unwrap();
        let bundle = records::read(subject, &name, &bytes, &Map::default()).unwrap();
        bundle
            .records
            .warnings
            .iter()
            .for_each(|w| check(&w.message, &whence));
        said += bundle.records.warnings.len();
        let columns = bundle
            .preview
            .sheets
            .iter()
            .flat_map(|s| &s.tables)
            .flat_map(|t| &t.columns);
        columns
            .filter(|c| !c.why.is_empty())
            .for_each(|c| check(&c.why, &whence));
    }
    assert!(said > 5, "{said}");
}

#[test]
fn the_reader_s_language_leaves_one_text_for_the_window_and_for_json() {
    let sheet = "類別,項目,單價,數量,金額\n業務費,場地費,4000,2,9000\n";
    let mut read = read_all("經費.csv", sheet.as_bytes(), &Map::default()).unwrap();
    read.reading.settle(&|_, en| en);
    read.preview.settle(&|_, en| en);
    let told = serde_json::to_value(&read.reading.warnings[0].message).unwrap();
    assert_eq!(
        told,
        "Row 2 “場地費”: unit price 4,000 × quantity 2 is 8,000, but the amount says 9,000. Please check."
    );
    let preview = serde_json::to_value(&read.preview).unwrap();
    assert_eq!(preview["doubts"][0]["message"], told);
    assert_eq!(
        preview["sheets"][0]["tables"][0]["columns"][0]["why"],
        "most of it is categories"
    );
}
