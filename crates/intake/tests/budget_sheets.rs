//! Every workbook of `tests/suite/budget-sheets` and `tests/suite/sheets` reads as its `expected.json` says, under the
//! rules of `compare_import.py`: each line with its name, amount, category, fund and year, no line too many, the right
//! total, every required warning and no forbidden one. Unit prices and quantities must agree too.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use usr_desk_intake::{Map, Reading, read_all, words::squash};

fn suite(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/suite")
        .join(folder)
}

fn number(value: &Value) -> Option<f64> {
    value.as_number().and_then(|n| n.as_str().parse().ok())
}

fn equal(expected: &Value, actual: &Value) -> bool {
    match (number(expected), number(actual)) {
        (Some(e), Some(a)) => (e - a).abs() <= 0.01,
        _ => expected == actual,
    }
}

/// The values that may stand in a field, or anything.
fn allowed<'a>(file: &'a Value, line: &'a Value, field: &str) -> Option<Vec<&'a Value>> {
    for accept in [&line["accept"][field], &file["accept"][field]] {
        match accept {
            Value::Null => {}
            Value::Array(values) => return Some(values.iter().collect()),
            _ => return None,
        }
    }
    Some(vec![&line[field]])
}

fn fits(file: &Value, expected: &Value, actual: &Value, field: &str) -> bool {
    let Some(values) = allowed(file, expected, field) else {
        return true;
    };
    let bare = |v: &Value| {
        squash(v.as_str().unwrap_or_default())
            .replace(['(', ')'], "")
            .to_lowercase()
    };
    values.into_iter().any(|value| match field {
        "name" => bare(&actual["name"]).contains(&bare(value)),
        _ => equal(value, &actual[field]),
    })
}

fn place_fits(file: &Value, expected: &Value, actual: &Value) -> bool {
    let sheet =
        file["accept"]["source_sheet"] != Value::Null || expected["source_sheet"] == actual["source_sheet"];
    let is_relative = file["accept"]["source_row"] != Value::Null;
    sheet && (is_relative || expected["source_cell"] == actual["source_cell"])
}

/// What is wrong with a reading; empty = it passes.
fn faults(file: &Value, reading: &Reading) -> Vec<String> {
    let actual = serde_json::to_value(reading).unwrap();
    let zero = |l: &&Value| number(&l["amount"]) == Some(0.0);
    let mut lines: Vec<&Value> = actual["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|l| !zero(l))
        .collect();
    let mut faults = Vec::new();
    let grand: f64 = lines.iter().filter_map(|l| number(&l["amount"])).sum();
    for expected in file["lines"].as_array().unwrap() {
        let key = [
            "name",
            "amount",
            "category",
            "fund",
            "year",
            "unit_price",
            "quantity",
        ];
        let matches =
            |l: &&Value| place_fits(file, expected, l) && key.iter().all(|k| fits(file, expected, l, k));
        match lines.iter().position(matches) {
            Some(index) => {
                lines.remove(index);
            }
            None => {
                let near: Vec<_> = lines
                    .iter()
                    .filter(|l| place_fits(file, expected, l))
                    .take(2)
                    .collect();
                faults.push(format!("missing {expected}\n   near {near:?}"));
            }
        }
    }
    let optional = |l: &&&Value| {
        let allowed = file["optional_lines"].as_array().into_iter().flatten();
        allowed
            .into_iter()
            .any(|o| equal(&o["amount"], &l["amount"]) && o["source_row"] == l["source_row"])
    };
    faults.extend(
        lines
            .iter()
            .filter(|l| !optional(l))
            .map(|l| format!("extra {l}")),
    );
    let totals = match &file["accept"]["grand"] {
        Value::Array(values) => values.clone(),
        _ => vec![file["totals"]["grand"].clone()],
    };
    let uncertain: f64 = file["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|l| l["certain"] == Value::Bool(false))
        .flat_map(|l| l["accept"]["amount"].as_array().into_iter().flatten())
        .filter_map(number)
        .sum();
    if !totals
        .iter()
        .filter_map(number)
        .any(|t| [t, t + uncertain].iter().any(|t| (t - grand).abs() < 0.01))
    {
        faults.push(format!("total {grand}, expected {totals:?}"));
    }
    let warnings = actual["warnings"].as_array().unwrap();
    for wanted in file["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["required"] == Value::Bool(true))
    {
        let row_fits = |w: &Value| {
            wanted["source_row"].is_null()
                || w["source_row"].is_null()
                || equal(&wanted["source_row"], &w["source_row"])
        };
        if !warnings
            .iter()
            .any(|w| w["code"] == wanted["code"] && row_fits(w))
        {
            faults.push(format!("no warning {wanted}"));
        }
    }
    let forbidden = file["forbidden_warnings"].as_array().unwrap();
    faults.extend(
        warnings
            .iter()
            .filter(|w| forbidden.contains(&w["code"]))
            .map(|w| format!("false alarm {w}")),
    );
    for stated in file["stated_totals"].as_array().unwrap() {
        let is_there = actual["stated_totals"].as_array().unwrap().iter().any(|s| {
            s["source_cell"] == stated["source_cell"]
                && equal(&stated["stated"], &s["stated"])
                && s["ok"] == stated["ok"]
        });
        let settles = file["accept"]["source_row"].is_null() && stated["stated"] != Value::Null;
        // Where the same sum is right or wrong depending on what is added, either answer stands.
        if settles && !is_there && !is_contested(file, stated) {
            faults.push(format!("stated total {stated}"));
        }
    }
    faults
}

fn is_contested(file: &Value, stated: &Value) -> bool {
    let warnings = file["warnings"].as_array().unwrap();
    let uncertain = file["lines"]
        .as_array()
        .unwrap()
        .iter()
        .any(|l| l["certain"] == Value::Bool(false));
    uncertain
        || warnings
            .iter()
            .any(|w| w["source_cell"] == stated["source_cell"] && w["required"] == Value::Bool(false))
}

/// Reads every workbook of a folder; how many there are, and what is wrong with them.
fn judged(folder: &str) -> (usize, String) {
    let mut read = 0;
    let mut wrong = String::new();
    let mut names: Vec<PathBuf> = std::fs::read_dir(suite(folder))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    for path in names
        .iter()
        .filter(|p| p.to_string_lossy().ends_with(".expected.json"))
    {
        let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let name = file["file"].as_str().unwrap();
        let bytes = std::fs::read(suite(folder).join(name)).unwrap();
        let faults = match read_all(name, &bytes, &Map::default()) {
            Ok(bundle) => {
                let again: Reading =
                    serde_json::from_value(serde_json::to_value(&bundle.reading).unwrap()).unwrap();
                assert_eq!(again, bundle.reading, "{name}: the JSON reads back");
                faults(&file, &bundle.reading)
            }
            Err(error) => vec![error.to_string()],
        };
        read += 1;
        for fault in faults {
            wrong.push_str(&format!("{name}: {fault}\n"));
        }
    }
    (read, wrong)
}

#[test]
fn every_budget_sheet_is_read_to_the_dollar() {
    let (read, wrong) = judged("budget-sheets");
    assert_eq!(read, 10);
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn layouts_that_nobody_had_seen_are_read_to_the_dollar() {
    let (read, wrong) = judged("sheets");
    assert!(read >= 12, "{read}");
    assert!(wrong.is_empty(), "\n{wrong}");
}
