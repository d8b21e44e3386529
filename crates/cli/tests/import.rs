//! Importing a budget sheet as an office does it: shown, planned, applied whole or not at all.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Folder, json_of, run, said, suite};
use serde_json::{Value, json};
use std::path::PathBuf;

fn d01() -> String {
    suite("budget-sheets/d01_moe_apply_112.xlsx")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn what_was_recognised_is_shown_and_nothing_changes() {
    let output = run(&["import-budget", &d01(), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let reading = json_of(&output.stdout);
    let expected = json_of(&std::fs::read(suite("budget-sheets/d01_moe_apply_112.expected.json")).unwrap());
    let sum = |lines: &Value| -> f64 {
        lines
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|l| l["amount"].as_f64())
            .sum()
    };
    assert_eq!(
        reading["lines"].as_array().unwrap().len(),
        expected["lines"].as_array().unwrap().len()
    );
    assert_eq!(sum(&reading["lines"]), sum(&expected["lines"]));
    let text = run(&["import-budget", &d01()]);
    assert!(String::from_utf8_lossy(&text.stdout).starts_with("認出 "));
}

#[test]
fn the_plan_is_carried_out_once_and_then_changes_nothing() {
    let folder = Folder::new();
    let path = folder.season();
    let before = json_of(&std::fs::read(&path).unwrap());
    let map = json!({ "fund": "grant", "year": 115 });
    let map = folder.with("map.json", &map.to_string());
    let import = [
        "import-budget",
        &d01(),
        "--into",
        &path,
        "--proposal",
        "a",
        "--map",
        &map,
        "--json",
    ];
    let output = run(&import);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json_of(&output.stdout);
    assert!(!plan["added"].as_array().unwrap().is_empty());
    let after = std::fs::read(&path).unwrap();
    assert_ne!(json_of(&after)["proposals"][0], before["proposals"][0]);
    assert_eq!(json_of(&after)["proposals"][1], before["proposals"][1]);
    // Lines that the sheet lacks stay.
    let first = &before["proposals"][0]["budget"][0]["lines"][0];
    let kept = json_of(&after)["proposals"][0]["budget"].to_string();
    assert!(kept.contains(first["id"].as_str().unwrap()));
    let again = run(&import);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(
        std::fs::read(&path).unwrap(),
        after,
        "the same file twice changes nothing"
    );
}

#[test]
fn while_a_line_has_no_place_nothing_is_written() {
    let folder = Folder::new();
    let path = folder.season();
    let before = std::fs::read(&path).unwrap();
    let sheet = suite("budget-sheets/d07_no_cached_values.xlsx")
        .to_string_lossy()
        .into_owned();
    for (into, proposal) in [(&path, "nobody"), (&path, "a")] {
        let output = run(&[
            "import-budget",
            &sheet,
            "--into",
            into,
            "--proposal",
            proposal,
            "--json",
        ]);
        assert_eq!(output.status.code(), Some(2));
        let error = json_of(&output.stdout)["error"].as_str().unwrap().to_owned();
        assert!(said(&output).contains(&error), "the sentence stands on both");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        if proposal == "a" {
            assert!(
                error.contains('!') && error.contains("請指定後再匯入"),
                "the cells are listed: {error}"
            );
        }
    }
    let bad = folder.with("bad.json", r#"{"fnud": "grant"}"#);
    let output = run(&["import-budget", &sheet, "--map", &bad]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("bad.json") && said(&output).contains("fnud"));
}

#[test]
fn no_bad_sheet_harms_the_season_or_takes_long() {
    let expected = json_of(&std::fs::read(suite("bad-sheets/expected.json")).unwrap());
    let folder = Folder::new();
    let path = folder.season();
    let before = std::fs::read(&path).unwrap();
    let mut names: Vec<PathBuf> = std::fs::read_dir(suite("bad-sheets"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.retain(|p| p.extension().is_some_and(|e| e != "json"));
    assert!(names.len() >= 33 && !expected.is_null());
    for sheet in names {
        let begun = std::time::Instant::now();
        let shown = sheet.to_string_lossy().into_owned();
        let output = run(&["import-budget", &shown, "--json"]);
        // What takes longer on the busiest machine never ends; how fast it is, benches say.
        assert!(begun.elapsed().as_secs() < 120, "{shown}");
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2)), "{shown}: {code:?}");
        if code == Some(2) {
            let error = json_of(&output.stdout)["error"].as_str().unwrap().to_owned();
            assert!(error.ends_with('。'), "{shown}: {error}");
            let refused = run(&["import-budget", &shown, "--into", &path, "--proposal", "a"]);
            assert_eq!(refused.status.code(), Some(2), "{shown}");
            assert_eq!(std::fs::read(&path).unwrap(), before, "{shown}");
        }
    }
}
