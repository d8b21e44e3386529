//! Where the text can be read in two ways: both readings are told, with what they count in a season.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, compliant, suite, workspace};
use serde_json::{Value, json};
use usr_desk_rules::{AttachmentFacts, Language, Reading, ReadingRow};

fn readings(season: &Value) -> Vec<Reading> {
    book().readings(&workspace(season), &AttachmentFacts::default(), Language::ZhTw)
}

fn row(season: &Value, id: &str, proposal: Option<&str>, year: Option<u16>) -> ReadingRow {
    let reading = readings(season).into_iter().find(|r| r.id == id).unwrap();
    let mut rows = reading.rows.into_iter();
    rows.find(|r| r.proposal.as_deref() == proposal && r.year == year)
        .unwrap_or_else(|| panic!("{id} has no such row"))
}

fn check(row: &ReadingRow, literal: (&str, Option<bool>), careful: (&str, Option<bool>)) {
    let told = |count: &usr_desk_rules::ReadingCount| (count.says.clone(), count.kept);
    assert_eq!(
        (told(&row.literal), told(&row.careful)),
        (
            (literal.0.to_owned(), literal.1),
            (careful.0.to_owned(), careful.1)
        )
    );
}

#[test]
fn every_ambiguity_of_the_field_is_told_with_rows_for_the_season() {
    let listed = std::fs::read_to_string(suite("domain/RULES.md")).unwrap();
    let ids: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("| A")?.split(' ').next())
        .collect();
    assert_eq!(ids.len(), 19, "{ids:?}");
    let season = compliant("112-116");
    let told = readings(&season);
    let known: Vec<&str> = told.iter().map(|r| &r.id[1..]).collect();
    assert_eq!(known, ids);
    // What the example holds nothing of (no such line, no executive, no part of a year) has no rows.
    let empty: Vec<&str> = told
        .iter()
        .filter(|r| r.rows.is_empty())
        .map(|r| r.id.as_str())
        .collect();
    assert!(
        empty
            .iter()
            .all(|id| ["A11", "A12", "A16", "A18", "A19"].contains(id)),
        "{empty:?}"
    );
    for reading in &told {
        for rule in &reading.rules {
            assert!(
                book().clause(rule, "112-116").is_some(),
                "{} speaks of {rule}",
                reading.id
            );
        }
        for words in [
            &reading.question,
            &reading.literal,
            &reading.careful,
            &reading.literal_counts,
            &reading.careful_counts,
        ] {
            assert!(!words.is_empty(), "{reading:?}");
        }
    }
}

#[test]
fn both_readings_count_to_the_dollar() {
    let mut season = compliant("112-116");
    let year = |season: &Value, i: usize| {
        season["proposals"][i]["budget"][0]["grant_requested"]
            .as_i64()
            .unwrap()
    };
    // 10 % travel and 10 % exchange: each within 15 %, together beyond it.
    let grant = year(&season, 2);
    let lines = season["proposals"][2]["budget"][0]["lines"]
        .as_array_mut()
        .unwrap();
    lines.retain(|line| line["tags"].as_array().is_none_or(Vec::is_empty));
    for (id, tag) in [("t", "foreign_travel"), ("x", "international_exchange")] {
        lines.push(json!({ "id": id, "item": id, "category": "operations", "fund": "grant", "amount": grant / 10, "tags": [tag] }));
    }
    let both = row(&season, "A2", Some("c"), Some(115));
    assert_eq!(
        (both.literal.kept, both.careful.kept),
        (Some(true), Some(false)),
        "{both:?}"
    );
    check(
        &row(&season, "A15", None, None),
        ("4 件", Some(true)),
        ("5 件", Some(true)),
    );
    // Twelve months twice over: 24 added up, 18 of the union.
    season["proposals"][0]["past_projects"] = json!([
        { "title": "一", "program": "usr_sprout", "starts_on": "2020-01-01", "ends_on": "2020-12-31" },
        { "title": "二", "program": "usr_sprout", "starts_on": "2020-07-01", "ends_on": "2021-06-30" },
    ]);
    check(
        &row(&season, "A7", Some("a"), None),
        ("24 個月", Some(true)),
        ("18 個月", Some(false)),
    );
    // A plan that begins in October has three months of its first year.
    season["proposals"][0]["starts_on"] = "2026-10-01".into();
    let part = row(&season, "A19", Some("a"), Some(115));
    assert_eq!(part.literal.limit.as_deref(), Some("≤ 3,500,000 元"));
    assert_eq!(part.careful.limit.as_deref(), Some("≤ 875,000 元"));
    // Capital outside the type that the text names.
    season["proposals"][3]["budget"][0]["lines"][0]["category"] = "capital".into();
    let capital = row(&season, "A11", Some("d"), Some(115));
    assert_eq!(capital.literal.says, "0 元");
    assert_ne!(capital.careful.says, "0 元");
}

#[test]
fn a_share_of_a_fund_and_of_the_school() {
    let mut season = compliant("112-116");
    season["school"]["ownership"] = "municipal".into();
    let lines = season["proposals"][0]["budget"][0]["lines"]
        .as_array_mut()
        .unwrap();
    for line in lines.iter_mut().filter(|line| line["fund"] == "matching") {
        line["amount"] = 0.into();
    }
    lines.push(json!({ "id": "gift", "item": "捐款", "category": "personnel", "fund": "external", "amount": 400000, "tags": [] }));
    let outside = row(&season, "A16", Some("a"), Some(115));
    assert_eq!(
        (outside.literal.kept, outside.careful.kept),
        (Some(true), Some(false)),
        "{outside:?}"
    );
    let school = row(&season, "A3", None, Some(115));
    assert_eq!(school.careful.says, "3／4");
    let personnel = row(&season, "A5", Some("a"), Some(115));
    assert_eq!(
        (personnel.literal.kept, personnel.careful.kept),
        (Some(true), Some(false)),
        "{personnel:?}"
    );
}

#[test]
fn the_prior_edition_has_the_ambiguities_of_its_own_text() {
    let told = readings(&compliant("109-111"));
    assert!(told.iter().any(|r| r.id == "A2" && !r.rows.is_empty()) && told.iter().any(|r| r.id == "A16"));
    let six = told.iter().find(|r| r.id == "A6").unwrap();
    assert!(six.rows.is_empty(), "every type of it has a share: {six:?}");
}
