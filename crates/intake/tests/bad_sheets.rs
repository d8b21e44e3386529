//! Every hostile or broken file of `tests/suite/bad-sheets` is refused in a sentence or read right, each in a process
//! of its own, within the time and memory of its entry in `expected.json`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use usr_desk_intake::{Map, Wanted, WorkerAnswer, answer};

const FILE: &str = "INTAKE_TEST_FILE";
const MARK: &str = "ANSWER ";

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/bad-sheets")
}

/// Most memory that this process ever held, in megabytes, where the system tells.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .unwrap_or("0 kB");
    line.trim()
        .trim_end_matches(" kB")
        .trim()
        .parse::<u64>()
        .unwrap_or(0)
        / 1024
}

/// Not a test of its own: what each file is read by, in a process of its own.
#[test]
fn reads_one_file() {
    let Ok(path) = std::env::var(FILE) else { return };
    let name = Path::new(&path)
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let bytes = std::fs::read(&path).unwrap();
    let started = Instant::now();
    let answer = answer(&name, &bytes, &Map::default(), Wanted::Reading);
    let seconds = started.elapsed().as_secs_f64();
    let line = json!({ "answer": answer, "seconds": seconds, "megabytes": peak_megabytes() });
    println!("\n{MARK}{line}");
}

fn read_apart(path: &Path) -> Result<Value, String> {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "reads_one_file", "--nocapture"])
        .env(FILE, path)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&child.stdout).into_owned();
    let line = printed.lines().find_map(|l| l.strip_prefix(MARK));
    line.map(|l| serde_json::from_str(l).unwrap()).ok_or_else(|| {
        format!(
            "the process ended with {}:\n{}",
            child.status,
            String::from_utf8_lossy(&child.stderr)
        )
    })
}

/// The message has the sense of the expected one: a word of two characters in common, 檔案 aside.
fn has_sense(message: &str, expected: &str) -> bool {
    let chars: Vec<char> = expected
        .replace("檔案", "")
        .chars()
        .filter(|c| !c.is_ascii_punctuation())
        .collect();
    chars
        .windows(2)
        .any(|w| message.contains(&w.iter().collect::<String>()))
}

fn faults(entry: &Value) -> Vec<String> {
    let name = entry["file"].as_str().unwrap();
    let seen = match read_apart(&suite().join(name)) {
        Ok(seen) => seen,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    let seconds = seen["seconds"].to_string().parse::<f64>().unwrap();
    let megabytes = seen["megabytes"].as_u64().unwrap();
    println!("{name}: {:.0} ms, {megabytes} MB", seconds * 1000.0);
    if seconds > entry["max_seconds"].as_u64().unwrap() as f64 {
        faults.push(format!("took {seconds} s"));
    }
    if megabytes > entry["max_rss_mb"].as_u64().unwrap() {
        faults.push(format!("took {megabytes} MB"));
    }
    let answer: WorkerAnswer = serde_json::from_value(seen["answer"].clone()).unwrap();
    match (answer.into_reading(), entry["must"].as_str().unwrap()) {
        (Err(message), "import") => faults.push(format!("refused: {message}")),
        (Err(message), _) => {
            let expected = entry["message_should_say"].as_str().unwrap_or_default();
            if !expected.is_empty() && !has_sense(&message, expected) {
                faults.push(format!("says 「{message}」, should say 「{expected}」"));
            }
        }
        (Ok(_), "error") => faults.push("was read".to_owned()),
        (Ok((reading, _)), _) => {
            let amounts: Vec<_> = reading.lines.iter().filter_map(|l| l.amount).collect();
            let total = amounts.iter().copied().sum::<usr_desk_workspace::Money>();
            let count = entry["expected_lines"]
                .as_u64()
                .or(entry["expected_valid_lines"].as_u64());
            if count.is_some_and(|count| count != amounts.len() as u64) {
                faults.push(format!("{} lines, expected {count:?}", amounts.len()));
            }
            let grand = entry["expected_grand"]
                .as_number()
                .map(|n| usr_desk_workspace::Money::parse(n.as_str()).unwrap());
            if grand.is_some_and(|grand| grand != total) {
                faults.push(format!("total {total}, expected {grand:?}"));
            }
            for code in entry["required_warnings"].as_array().into_iter().flatten() {
                if !reading
                    .warnings
                    .iter()
                    .any(|w| serde_json::to_value(w.code).unwrap() == *code)
                {
                    faults.push(format!("no warning {code}"));
                }
            }
        }
    }
    faults
}

#[test]
fn no_file_does_harm() {
    let entries: Vec<Value> =
        serde_json::from_slice(&std::fs::read(suite().join("expected.json")).unwrap()).unwrap();
    assert_eq!(entries.len(), 33);
    let wrong: Vec<String> = entries
        .iter()
        .flat_map(|entry| {
            faults(entry)
                .into_iter()
                .map(move |f| format!("{}: {f}", entry["file"]))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
