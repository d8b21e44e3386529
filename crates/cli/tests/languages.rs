//! What the program refuses it refuses in the language of the call: `--lang en` has no Chinese but what the user typed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::process::Command;

const COMPLIANT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/suite/contract/workspaces/compliant-112-116.json"
);

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Everything that the program said, and how it ended.
fn said(arguments: &[&str], language: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(arguments)
        .args(["--lang", language])
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn every_refusal_speaks_the_language_of_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    };
    let changed = |name: &str, pointer: &str, value: serde_json::Value| {
        let mut season: serde_json::Value =
            serde_json::from_slice(&std::fs::read(COMPLIANT).unwrap()).unwrap();
        *season.pointer_mut(pointer).unwrap() = value;
        file(name, season.to_string().as_bytes())
    };
    let newer = changed("newer.json", "/version", 99.into());
    let other = changed("other.json", "/format", "other".into());
    let fund = changed("fund.json", "/proposals/1/budget/0/lines/2/fund", "gift".into());
    let date = changed("date.json", "/proposals/0/starts_on", "2026-02-30".into());
    let money = changed(
        "money.json",
        "/proposals/0/budget/0/grant_requested",
        serde_json::json!(1e30),
    );
    let half = file("half.json", b"{");
    let zip = file("zip.usrdesk", b"PK\x03\x04 nonsense");
    let part = folder
        .path()
        .join("a.usrdesk-part")
        .to_string_lossy()
        .into_owned();
    let season = changed("season.json", "/proposals/0/submit", true.into());
    let handed = ["handout", &season, "--proposal", "a", "--to", "Wang", "-o", &part];
    assert_eq!(said(&handed, "en").0, Some(0));
    let word = file("word.docx", b"\xD0\xCF\x11\xE0");
    let empty = file("empty.txt", b"");
    let missing = folder.path().join("missing.json").to_string_lossy().into_owned();
    let calls: Vec<Vec<&str>> = vec![
        vec!["nonsense"],
        vec!["check"],
        vec!["check", &season, "more"],
        vec!["check", &season, "--port", "1"],
        vec!["check", &season, "--colour"],
        vec!["check", &season, "--edition", "999"],
        vec!["check", &missing],
        vec!["check", &newer],
        vec!["check", &other],
        vec!["check", &fund],
        vec!["check", &date],
        vec!["check", &money],
        vec!["check", &half],
        vec!["check", &zip],
        vec!["check", "/"],
        vec!["rules", "--edition", "999"],
        vec!["handout", &season, "--proposal", "a", "--to", "Wang"],
        vec![
            "handout",
            &season,
            "--proposal",
            "zz",
            "--to",
            "Wang",
            "-o",
            &part,
        ],
        vec!["handout", &season, "--proposal", "a", "--to", " ", "-o", &part],
        vec!["handout", &part, "--proposal", "a", "--to", "Wang", "-o", &part],
        vec![
            "handout",
            &season,
            "--proposal",
            "a",
            "--to",
            "Wang",
            "-o",
            "x.zip",
        ],
        vec!["merge", &season, &season],
        vec!["merge", &part, &part],
        vec!["merge", &season, &part, "--settle", &half],
        vec!["convert", &season, "x.pdf"],
        vec!["convert", &season, "x.usrdesk-part"],
        vec!["export-budget", &season, "-o", "x.xlsx"],
        vec!["export-budget", &season, "--proposal", "a", "-o", "x.pdf"],
        vec!["export-budget", &season, "--proposal", "zz", "-o", "x.xlsx"],
        vec!["export-calendar", &season, "-o", "x.txt"],
        vec!["import-budget", &missing],
        vec!["import-budget", &season, "--into", &season],
        vec!["packet", &season, "-o", "x.pdf", "--proposal", "zz"],
        vec!["verify-page", &half],
        vec!["read-bulletin", &word],
        vec!["read-bulletin", &empty],
    ];
    for call in &calls {
        let (code, english) = said(call, "en");
        assert_eq!(code, Some(2), "{call:?}: {english}");
        assert!(english.len() > 20, "{call:?}: {english}");
        // What the PDF reader says is not ours to translate yet.
        if call[0] != "verify-page" {
            assert!(!english.contains(is_chinese), "{call:?}: {english}");
        }
        let (code, chinese) = said(call, "zh-TW");
        assert_eq!(code, Some(2), "{call:?}: {chinese}");
        assert!(chinese.contains(is_chinese), "{call:?}: {chinese}");
    }
}

#[test]
fn what_went_well_is_told_in_english_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let season = place("season.json");
    std::fs::copy(COMPLIANT, &season).unwrap();
    let part = place("a.usrdesk-part");
    for (call, word) in [
        (vec!["--help"], "Usage"),
        (
            vec![
                "export-budget",
                &season,
                "--proposal",
                "a",
                "-o",
                &place("a.xlsx"),
            ],
            "Wrote",
        ),
        (vec!["export-calendar", &season, "-o", &place("a.ics")], "Wrote"),
        (
            vec!["handout", &season, "--proposal", "a", "--to", "Wang", "-o", &part],
            "Handed",
        ),
        (vec!["merge", &season, &part], "nothing was changed"),
    ] {
        let (code, said) = said(&call, "en");
        assert_eq!(code, Some(0), "{call:?}: {said}");
        assert!(said.contains(word), "{call:?}: {said}");
    }
}
