//! Conversations with the desk, as files that an outsider can read: `tests/suite/transcripts/*.txt`.
//!
//! `> ` asks, `< ` is the answer, anything else is prose. Each file begins with an empty library at nine in the
//! morning, and every request comes a minute after the one before. Besides requests: `{"wait": 20}` asks the next
//! one so many seconds later instead, `"restart"` closes the desk and opens it again, `{"offer": "FILE"}` picks a
//! file of `tests/suite`. In answers the season itself and the findings are shortened.
//! `UPDATE=1 cargo test -p usr-desk-desk --test transcripts` writes the answers as they are.

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use usr_desk_desk::{Desk, Place};

thread_local! {
    static SECONDS: Cell<i64> = const { Cell::new(0) };
}

fn main() {
    let folder = suite().join("transcripts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the transcripts are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let trials = files
        .into_iter()
        .map(|path| {
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            Trial::test(name, move || play(&path))
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite")
}

fn open(folder: &Path) -> Result<Desk, Failed> {
    let place = Place {
        library: folder.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: || {
            let morning: jiff::Timestamp = "2026-03-02T01:00:00Z".parse().expect("a moment");
            SECONDS.with(|s| morning + jiff::SignedDuration::from_secs(s.get()))
        },
        progress: Arc::new(|_| {}),
    };
    Desk::open(place).map_err(|failure| failure.message.into())
}

fn play(path: &Path) -> Result<(), Failed> {
    let written = std::fs::read_to_string(path)?;
    let folder = tempfile::tempdir()?;
    // Trials share threads, and so their clock.
    SECONDS.with(|s| s.set(0));
    let mut desk = Some(open(folder.path())?);
    let mut played = String::new();
    let mut wait = 0;
    for line in written.lines().filter(|line| !line.starts_with('<')) {
        played.push_str(line);
        played.push('\n');
        let Some(asked) = line.strip_prefix("> ") else {
            continue;
        };
        let asked: Value = serde_json::from_str(asked).map_err(|e| format!("{line}: {e}"))?;
        if let Some(seconds) = asked["wait"].as_i64() {
            wait = seconds;
            continue;
        }
        if asked == "restart" {
            desk = None;
            desk = Some(open(folder.path())?).filter(|_| desk.is_none());
            continue;
        }
        let desk = desk.as_ref().ok_or("the desk is closed")?;
        let answer = match asked["offer"].as_str() {
            Some(file) => json!({ "ticket": desk.offer(suite().join(file)) }),
            None => {
                SECONDS.with(|s| s.set(s.get() + if wait > 0 { wait } else { 60 }));
                wait = 0;
                let request = serde_json::from_value(asked).map_err(|e| format!("{line}: {e}"))?;
                match desk.handle(request) {
                    Ok(response) => serde_json::to_value(response)?,
                    Err(failure) => {
                        json!({ "failure": { "code": failure.code, "message": failure.message } })
                    }
                }
            }
        };
        played.push_str(&format!("< {}\n", shortened(answer)));
    }
    if played == written {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, played)?;
        return Ok(());
    }
    let first = played
        .lines()
        .zip(written.lines().chain(std::iter::repeat("")))
        .find(|(now, then)| now != then);
    let (now, then) = first.unwrap_or(("", "more lines in the file than were played"));
    Err(format!("the file says\n  {then}\nand the desk\n  {now}\nUPDATE=1 writes what the desk says.").into())
}

/// Without what would bury the conversation.
fn shortened(mut answer: Value) -> Value {
    if let Value::Object(fields) = &mut answer {
        for (name, value) in fields {
            let short = match (name.as_str(), &*value) {
                ("workspace", season) => json!({
                    "school": season["school"]["name"],
                    "cycle": season["cycle"],
                    "proposals": season["proposals"].as_array().map_or(0, Vec::len),
                }),
                ("findings" | "clauses" | "editions", Value::Array(_)) => json!("…"),
                ("rules", Value::Object(_)) => json!("…"),
                ("sections" | "library" | "default_setup", Value::Object(_) | Value::String(_)) => json!("…"),
                _ => shortened(value.take()),
            };
            *value = short;
        }
    } else if let Value::Array(items) = &mut answer {
        items.iter_mut().for_each(|item| *item = shortened(item.take()));
    }
    answer
}
