//! What holds for every season: files survive a round trip, refusals change nothing and name their place.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};
use usr_desk_workspace::{Edit, FieldPath, Sentence, Workspace, diff, edit, format, label};

const NEW: &[u8] = include_bytes!("../../../tests/suite/contract/workspaces/compliant-112-116.json");
const OLD: &[u8] = include_bytes!("../../../tests/suite/contract/workspaces/compliant-109-111.json");

fn season() -> Workspace {
    format::read(NEW).unwrap()
}

fn set(path: &str, value: Value) -> Edit {
    Edit::Set {
        path: FieldPath::new(path),
        value,
    }
}

#[test]
fn both_examples_survive_to_the_last_value() {
    for bytes in [NEW, OLD] {
        let written = format::write(&format::read(bytes).unwrap());
        let value = |b: &[u8]| serde_json::from_slice::<Value>(b).unwrap();
        assert_eq!(value(&written), value(bytes));
    }
}

#[test]
fn a_fraction_and_null_come_back_as_written() {
    let mut value: Value = serde_json::from_slice(NEW).unwrap();
    value["proposals"][0]["budget"][0]["lines"][0]["amount"] = serde_json::from_str("540000.110").unwrap();
    value["people"][0]["staff_number"] = Value::Null;
    let written = format::write(&format::read(&serde_json::to_vec(&value).unwrap()).unwrap());
    assert_eq!(serde_json::from_slice::<Value>(&written).unwrap(), value);
}

fn refused(pointer: &str, value: Value) -> String {
    let mut form: Value = serde_json::from_slice(NEW).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match form.pointer_mut(parent).unwrap() {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => other[key] = value,
    }
    format::read(&serde_json::to_vec(&form).unwrap())
        .unwrap_err()
        .to_string()
}

#[test]
fn refusals_name_the_place() {
    let cases = [
        (
            "/proposals/1/budget/0/lines/2/colour",
            json!("red"),
            "/proposals/1/budget/0/lines/2/colour",
        ),
        ("/proposals/0/type", json!("seed"), "/proposals/0/type"),
        (
            "/proposals/0/budget/0/lines/0/amount",
            json!("540000"),
            "/proposals/0/budget/0/lines/0/amount",
        ),
        ("/school/ownership", json!("royal"), "/school/ownership"),
        (
            "/proposals/0/starts_on",
            json!("2026-02-30"),
            "/proposals/0/starts_on",
        ),
        ("/version", json!(3), "/version"),
        ("/format", json!("other"), "/format"),
        ("/people/1/id", json!("p1"), "/people/1/id"),
        (
            "/proposals/0/budget/1/year",
            json!(115),
            "/proposals/0/budget/1/year",
        ),
    ];
    for (pointer, value, place) in cases {
        let sentence = refused(pointer, value);
        assert!(sentence.contains(place), "{pointer}: {sentence}");
    }
    assert!(format::read(b"{\"format\": ").is_err());
    assert!(format::read(b"").is_err());
}

#[test]
fn edits_reach_every_kind_of_place() {
    let season = season();
    let edits = [
        set("/school/name", json!("國立測試大學")),
        set("/proposals/a/title", json!("新題")),
        set("/proposals/a/budget/115/lines/a115-05/amount", json!(1)),
        set("/proposals/a/budget/115/grant_approved", json!(3_000_000)),
        set("/proposals/a/sections/summary/text", json!("摘要")),
        set("/proposals/a/team/1/role", json!("adviser")),
        set("/proposals/a/justifications/personnel-share/115", json!("理由")),
        set(
            "/proposals/a/confirmations/submission-deadline",
            json!({"by": "甲", "on": null, "basis": null}),
        ),
        set("/support_plan/sections/hub", json!("育成")),
        set("/support_plan/budget/115/lines/s115-01/note", json!("說明")),
        Edit::Add {
            list: FieldPath::new("/proposals/b/budget/115/lines"),
            value: json!({"id": "n1", "item": "茶水"}),
            before: Some("b115-02".into()),
        },
        Edit::Remove {
            path: FieldPath::new("/proposals/b/budget/115/lines/b115-02"),
        },
        Edit::Move {
            path: FieldPath::new("/proposals/b/budget/115/lines/b115-01"),
            before: None,
        },
        Edit::Remove {
            path: FieldPath::new("/proposals/d"),
        },
        Edit::Add {
            list: FieldPath::new("/people"),
            value: json!({"id": "p99"}),
            before: None,
        },
    ];
    for edit in edits {
        let after = edit::apply(&season, &edit).unwrap_or_else(|e| panic!("{edit:?}: {e}"));
        let changes = diff::changes(&season, &after);
        assert_eq!(changes.len(), 1, "{edit:?}: {changes:?}");
        let label = label::label(&season, &edit);
        assert!(!label.zh.is_empty() && !label.en.is_empty());
        let back = format::read(&format::write(&after)).unwrap();
        assert_eq!(back, after);
    }
}

#[test]
fn a_refused_edit_says_why() {
    let season = season();
    let edits = [
        set("/proposals/a/budget/115/lines/a115-05/amount", json!("abc")),
        set("/proposals/zzz/title", json!("x")),
        set("/proposals/a/colour", json!("x")),
        set("/version", json!(9)),
        Edit::Add {
            list: FieldPath::new("/people"),
            value: json!({"id": "p1"}),
            before: None,
        },
        Edit::All {
            label: Sentence::alike("兩件"),
            edits: vec![set("/school/name", json!("x")), set("/school/name", json!(3))],
        },
    ];
    for edit in edits {
        let refusal = edit::apply(&season, &edit).unwrap_err();
        let Sentence { zh, en } = &refusal.reason;
        assert!(!zh.is_empty() && !en.is_empty(), "{refusal}");
    }
}

#[test]
fn every_planted_fault_of_the_practice_season_can_be_planted() {
    let faults: Value =
        serde_json::from_slice(include_bytes!("../../../tests/suite/practice/faults.json")).unwrap();
    let planted = faults.as_array().unwrap().iter().fold(season(), |season, fault| {
        let edits: Vec<Edit> = serde_json::from_value(fault["edits"].clone()).unwrap();
        let edit = Edit::All {
            label: Sentence::alike(fault["hint"].to_string()),
            edits,
        };
        edit::apply(&season, &edit).unwrap_or_else(|e| panic!("{}: {e}", fault["hint"]))
    });
    assert!(diff::changes(&season(), &planted).len() >= 15);
}

#[test]
fn a_file_is_written_in_the_lowest_version_that_holds_it() {
    let season = season();
    let add = |list: &str, value: Value| Edit::Add {
        list: FieldPath::new(list),
        value,
        before: None,
    };
    let prose = json!({"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "走入"}, {"type": "text", "text": "部落", "marks": [{"type": "strong"}]}]},
    ]});
    let newer = [
        add("/school/contacts", json!({"id": "c1", "name": "王"})),
        add("/proposals/a/contacts", json!({"id": "c1", "duty": "計畫聯絡人"})),
        add("/proposals/a/sites", json!({"id": "s1", "county": "屏東縣"})),
        add(
            "/comments",
            json!({"id": "k1", "kind": "finance", "path": "/proposals/a/budget/115"}),
        ),
        add("/activities", json!({"id": "v1", "title": "共培"})),
        add(
            "/milestones",
            json!({"id": "m1", "kind": "seal", "on": "2026-11-30"}),
        ),
        add("/holidays", json!("2026-10-10")),
        add("/make_up_days", json!("2026-02-07")),
        add("/same_people", json!({"people": ["p1", "p2"], "same": false})),
        set("/proposals/a/sections/summary/document", prose.clone()),
        set("/support_plan/sections/documents/hub", prose),
        set("/proposals/a/budget/115/lines/a115-05/locked", json!(true)),
        set(
            "/proposals/a/budget/115/lines/a115-05/source",
            json!({"file": "甲.xlsx", "cells": {"amount": "F3"}}),
        ),
    ];
    for edit in newer {
        let after = edit::apply(&season, &edit).unwrap_or_else(|e| panic!("{edit:?}: {e}"));
        assert_eq!(after.version, 2, "{edit:?}");
        let written = format::write(&after);
        assert_eq!(format::read(&written).unwrap(), after);
        let mut form: Value = serde_json::from_slice(&written).unwrap();
        form["version"] = json!(1);
        let refusal = format::read(&serde_json::to_vec(&form).unwrap()).unwrap_err();
        assert!(refusal.to_string().contains("第 2 版"), "{refusal}");
        let changes = diff::changes(&season, &after);
        assert!(!changes.is_empty() && changes.len() <= 2, "{edit:?}: {changes:?}");
        assert!(
            changes.iter().all(|c| c.path.as_str() != "/version"),
            "{changes:?}"
        );
    }
    assert!(edit::apply(&season, &add("/proposals/a/colours", json!(1))).is_err());
    form_with_a_stated_version_keeps_its_lowest(&season);
}

fn form_with_a_stated_version_keeps_its_lowest(season: &Workspace) {
    let mut form: Value = serde_json::from_slice(NEW).unwrap();
    form["version"] = json!(2);
    let read = format::read(&serde_json::to_vec(&form).unwrap()).unwrap();
    assert_eq!(&read, season);
}

#[test]
fn plain_text_follows_the_document() {
    let season = season();
    let prose = |words: &str| json!({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]});
    let at = "/proposals/a/sections/summary/document";
    let set_in = edit::apply(&season, &set(at, prose("新的摘要"))).unwrap();
    let section = |w: &Workspace| {
        w.proposals[0]
            .sections
            .iter()
            .find(|s| s.key == "summary")
            .unwrap()
            .clone()
    };
    assert_eq!(&*section(&set_in).text, "新的摘要");
    let typed = edit::apply(
        &set_in,
        &set("/proposals/a/sections/summary/text", json!("純文字")),
    )
    .unwrap();
    assert_eq!(
        (&*section(&typed).text, section(&typed).document),
        ("純文字", None)
    );
    assert_eq!(typed.version, 1);
    let ill = json!({"type": "doc", "content": [{"type": "text", "text": "x"}]});
    assert!(edit::apply(&season, &set(at, ill)).is_err());
    let mut form: Value = serde_json::from_slice(&format::write(&set_in)).unwrap();
    let sections = form["proposals"][0]["sections"].as_array_mut().unwrap();
    sections.iter_mut().find(|s| s["key"] == "summary").unwrap()["text"] = json!("別的字");
    let refusal = format::read(&serde_json::to_vec(&form).unwrap())
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("不一致"), "{refusal}");
}
