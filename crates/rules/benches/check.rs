//! How long one check takes: the compliant season, and the largest one that an office could have.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot start says so by panicking"
)]

use divan::Bencher;
use serde_json::{Value, json};
use usr_desk_rules::{AttachmentFacts, Language, Rulebook};
use usr_desk_workspace::Workspace;

fn main() {
    divan::main();
}

fn compliant() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/suite/contract/workspaces/compliant-112-116.json"
    );
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Five proposals of five years of 300 lines each, and a support plan like them.
fn largest() -> Value {
    let mut season = compliant();
    let years = |budget: &Value| -> Value {
        let lines = budget[0]["lines"].as_array().unwrap();
        let year = |year: u16| {
            let mut copy = budget[0].clone();
            let line = |i: usize| {
                let mut line = lines[i % lines.len()].clone();
                line["id"] = format!("{year}-{i}").into();
                line
            };
            copy["lines"] = (0..300).map(line).collect();
            copy["year"] = year.into();
            copy
        };
        (112..=116).map(year).collect()
    };
    season["support_plan"]["budget"] = years(&season["support_plan"]["budget"]);
    let fifth = season["proposals"][0].clone();
    season["proposals"].as_array_mut().unwrap().push(fifth);
    season["proposals"][4]["id"] = "e".into();
    for i in 0..5 {
        let proposal = &mut season["proposals"][i];
        proposal["budget"] = years(&proposal["budget"]);
        proposal["starts_on"] = json!("2023-01-01");
        for section in proposal["sections"].as_array_mut().unwrap() {
            section["text"] = section["text"].as_str().unwrap().repeat(20).into();
        }
    }
    season
}

fn read(json: &Value) -> Workspace {
    usr_desk_workspace::format::read(json.to_string().as_bytes()).unwrap()
}

#[divan::bench]
fn opening_the_book(bencher: Bencher) {
    bencher.bench(Rulebook::embedded);
}

#[divan::bench]
fn compliant_season(bencher: Bencher) {
    let (book, season, facts) = (
        Rulebook::embedded().unwrap(),
        read(&compliant()),
        AttachmentFacts::default(),
    );
    bencher.bench(|| book.check(&season, &facts, Language::ZhTw));
}

#[divan::bench]
fn largest_season(bencher: Bencher) {
    let (book, season, facts) = (
        Rulebook::embedded().unwrap(),
        read(&largest()),
        AttachmentFacts::default(),
    );
    bencher.bench(|| book.check(&season, &facts, Language::ZhTw));
}
