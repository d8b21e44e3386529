//! `read-bulletin` and `export-calendar` as the contract has them, through the real binary and its worker.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn usr_desk(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(arguments)
        .output()
        .unwrap()
}

fn suite(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/suite")
        .join(name)
}

fn json(path: &Path) -> (Option<i32>, Value) {
    let done = usr_desk(&["read-bulletin", &path.to_string_lossy(), "--json"]);
    (done.status.code(), serde_json::from_slice(&done.stdout).unwrap())
}

#[test]
fn the_seed_bulletin_in_exactly_the_form_of_the_contract() {
    let (code, read) = json(&suite("bulletins/seed.txt"));
    assert_eq!(code, Some(0));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&read), ["events", "exhibitions", "doubts"]);
    let events = read["events"].as_array().unwrap();
    let fields = [
        "title",
        "host",
        "kind",
        "starts_on",
        "ends_on",
        "weekday_stated",
        "weekday_conflict",
        "links",
    ];
    assert!(events.iter().all(|e| keys(e) == fields));
    let conflicts: Vec<bool> = events
        .iter()
        .map(|e| e["weekday_conflict"].as_bool().unwrap())
        .collect();
    assert_eq!(conflicts, [true, true, false]);
    assert_eq!(read["exhibitions"].as_array().unwrap().len(), 5);
    assert_eq!(keys(&read["exhibitions"][0]), ["year", "title", "link"]);
    assert_eq!(
        read["exhibitions"][0]["link"],
        "https://usr.moe.gov.tw/Exhibition"
    );
}

#[test]
fn a_pdf_says_what_its_text_says() {
    let (_, pdf) = json(&suite("bulletins/files/labelled-blocks.pdf"));
    let (_, text) = json(&suite("bulletins/labelled-blocks.txt"));
    assert_eq!(pdf["events"], text["events"]);
}

#[test]
fn what_is_no_bulletin_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, said) in [
        ("空.txt", &b""[..], "空的"),
        ("壞.pdf", b"%PDF-1.7\ntrailer<<>>", "損壞"),
        ("壞.docx", b"PK\x03\x04....", "損壞"),
        ("圖.png", b"\x89PNG\r\n\x1a\n", "圖片"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (code, told) = json(&path);
        assert_eq!(code, Some(2));
        assert!(told["error"].as_str().unwrap().contains(said), "{told}");
    }
}

#[test]
fn the_calendar_is_the_same_file_twice_and_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let season = suite("contract/workspaces/compliant-112-116.json");
    let out = folder.path().join("季.ics");
    let write = || {
        let done = usr_desk(&[
            "export-calendar",
            &season.to_string_lossy(),
            "-o",
            &out.to_string_lossy(),
        ]);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        std::fs::read(&out).unwrap()
    };
    assert_eq!(write(), write());
    let (_, read) = json(&out);
    let titles: Vec<&str> = read["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["title"].as_str())
        .collect();
    assert_eq!(titles, ["教育部公告期限", "預計送件"]);
    let refused = usr_desk(&[
        "export-calendar",
        &season.to_string_lossy(),
        "-o",
        "/nonexistent/x.txt",
    ]);
    assert_eq!(refused.status.code(), Some(2));
}
