//! Word files of several programs: `tests/suite/word/*.docx`, and beside each what must come of it. `UPDATE=1` rewrites
//! the answers, to be read before they are kept.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use std::path::Path;
use usr_desk_word::{Wanted, narrative};

const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite/word");

fn main() {
    let mut trials = Vec::new();
    for entry in std::fs::read_dir(SUITE).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "docx") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            trials.push(Trial::test(name, move || check(&path)));
        }
    }
    assert!(trials.len() >= 3, "the walk found only {} files", trials.len());
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn check(path: &Path) -> Result<(), Failed> {
    let wanted = Wanted {
        titles: vec!["背景與問題意識".to_owned()],
        heading: None,
    };
    let read = narrative(&std::fs::read(path)?, &wanted).map_err(|e| e.to_string())?;
    let pictures: Vec<Value> = read
        .pictures
        .iter()
        .map(|p| json!({"id": p.id, "name": p.name, "bytes": p.bytes.len()}))
        .collect();
    let came = json!({
        "taken": read.taken,
        "headings": read.headings,
        "words": read.document.plain_text(),
        "document": read.document,
        "pictures": pictures,
        "dropped": read.dropped,
    });
    let expected = path.with_extension("expected.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&expected, format!("{}\n", serde_json::to_string_pretty(&came)?))?;
    }
    let wanted: Value = serde_json::from_slice(&std::fs::read(&expected)?)?;
    for (key, value) in wanted.as_object().unwrap() {
        if came[key] != *value {
            let (wanted, came) = (
                serde_json::to_string_pretty(value)?,
                serde_json::to_string_pretty(&came[key])?,
            );
            return Err(format!("{key}\nwanted {wanted}\ncame {came}").into());
        }
    }
    Ok(())
}
