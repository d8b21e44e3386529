//! Every bulletin of `tests/suite/bulletins` against what must be read from it. `UPDATE=1` writes what is read now:
//! look at the difference before you keep it.

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use usr_desk_bulletin::{Context, document, read, told};
use usr_desk_workspace::Sentence;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/bulletins");
    let mut texts: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the suite is there")
        .map(|entry| entry.expect("the suite can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    assert!(texts.len() >= 12, "only {} bulletins", texts.len());
    let pdf = texts[0].with_file_name("files").join("labelled-blocks.pdf");
    let from_pdf = Trial::test("labelled-blocks.pdf", move || check_pdf(&pdf));
    let trials = texts.into_iter().map(|path| {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.chain([from_pdf]).collect()).exit();
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let bulletin = read(&text, Context::default());
    let mut came = serde_json::to_value(told::told(&bulletin, &text, |said| &said.zh))?;
    for doubt in &bulletin.doubts {
        told_in_both(&doubt.message)?;
    }
    // Of a doubt: what kind, of which event, at which words.
    for doubt in came["doubts"].as_array_mut().into_iter().flatten() {
        let words = json!({ "kind": doubt["kind"], "event": doubt["event"], "text": doubt["text"] });
        *doubt = words;
    }
    let expected = path.with_extension("expected.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&expected, serde_json::to_string_pretty(&came)? + "\n")?;
        return Ok(());
    }
    let wanted: Value = serde_json::from_slice(&std::fs::read(expected)?)?;
    if wanted == came {
        return Ok(());
    }
    Err(format!("wanted {wanted:#}\n came {came:#}").into())
}

/// Outside of what it quotes, the English has no Chinese.
fn told_in_both(said: &Sentence) -> Result<(), Failed> {
    let mut own = said.en.clone();
    while let (Some(open), Some(close)) = (own.find('“'), own.find('”')) {
        own.replace_range(open..close + '”'.len_utf8(), "");
    }
    match own.is_ascii() && own.ends_with('.') && said.zh.ends_with('。') {
        true => Ok(()),
        false => Err(format!("{said:?}").into()),
    }
}

/// The PDF that a browser made of a text says what the text says.
fn check_pdf(path: &Path) -> Result<(), Failed> {
    let words = document::document(&std::fs::read(path)?)?;
    let text = std::fs::read_to_string(path.with_file_name("../labelled-blocks.txt"))?;
    let facts = |text: &str| {
        let events = read(text, Context::default()).events;
        let facts = events
            .into_iter()
            .map(|e| (e.host, e.starts_on, e.ends_on, e.title, e.place, e.links));
        facts.collect::<Vec<_>>()
    };
    let (wanted, came) = (facts(&text), facts(&words.text));
    match wanted == came {
        true => Ok(()),
        false => Err(format!("wanted {wanted:#?}\n came {came:#?}").into()),
    }
}
