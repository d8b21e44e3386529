//! The command line as an office types it: exit codes, sentences, files.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const COMPLIANT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/suite/contract/workspaces/compliant-112-116.json"
);

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{}", out(&output));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn file(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

/// The compliant season with one place changed.
fn changed(to: &str, pointer: &str, value: serde_json::Value) {
    let mut season: serde_json::Value = serde_json::from_slice(&std::fs::read(COMPLIANT).unwrap()).unwrap();
    *season.pointer_mut(pointer).unwrap() = value;
    std::fs::write(to, serde_json::to_vec(&season).unwrap()).unwrap();
}

#[test]
fn a_call_that_makes_no_sense_says_what_to_do() {
    for arguments in [
        &["nonsense"][..],
        &["check"],
        &["check", COMPLIANT, "more"],
        &["check", COMPLIANT, "--edition"],
        &["check", COMPLIANT, "--port", "1"],
        &["convert", COMPLIANT],
        &[],
    ] {
        let said = refused(arguments);
        assert!(said.contains("usr-desk"), "{said}");
    }
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(run(&["check", "--help"]).status.code(), Some(0));
    assert!(out(&run(&["--version"])).starts_with("usr-desk "));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let said = refused(&["check", &file(&folder, "沒有.json")]);
    assert!(
        said.contains("「沒有.json」") && said.contains("不存在"),
        "{said}"
    );
    let path = file(&folder, "季.json");
    for (pointer, value, place) in [
        ("/version", 99.into(), "/version"),
        ("/format", "other".into(), "/format"),
        (
            "/proposals/1/budget/0/lines/2/fund",
            "gift".into(),
            "/proposals/1/budget/0/lines/2/fund",
        ),
    ] {
        changed(&path, pointer, value);
        let said = refused(&["check", &path]);
        assert!(said.contains(place) && said.contains("「季.json」"), "{said}");
    }
    let said = refused(&["check", COMPLIANT, "--edition", "999-999"]);
    assert!(said.contains("999-999"), "{said}");
    std::fs::write(&path, "{").unwrap();
    assert!(refused(&["check", &path]).contains("不是有效的 JSON"));
}

#[test]
fn a_violation_is_told_with_its_clause_and_its_dollars() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["check", COMPLIANT]).status.code(), Some(0));
    let path = file(&folder, "季.json");
    changed(&path, "/proposals/0/budget/0/grant_requested", 9_000_000.into());
    let output = run(&["check", &path]);
    assert_eq!(output.status.code(), Some(1));
    let said = out(&output);
    assert!(said.contains("【違規】") && said.contains("9,000,000"), "{said}");
    let english = run(&["check", &path, "--lang", "en"]);
    assert!(out(&english).contains("【Violations】"), "{}", out(&english));
    let output = run(&["check", &path, "--json"]);
    let checked: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let outcomes = checked["outcomes"].as_array().unwrap();
    let ceiling = outcomes
        .iter()
        .find(|o| o["rule"] == "annual-grant-ceiling" && o["outcome"] == "violation");
    assert_eq!(ceiling.unwrap()["figures"]["actual"], 9_000_000);
    // A draft is judged, but it is not what the school submits.
    let mut season: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    season["proposals"][0]["submit"] = false.into();
    std::fs::write(&path, season.to_string()).unwrap();
    assert_eq!(run(&["check", &path]).status.code(), Some(0));
}

#[test]
fn every_clause_of_both_editions_is_listed() {
    let output = run(&["rules", "--json"]);
    let tables: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let editions: Vec<&str> = tables
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["edition"].as_str().unwrap())
        .collect();
    assert_eq!(editions, ["112-116", "109-111"]);
    for table in tables.as_array().unwrap() {
        assert!(table["coverage"].as_array().unwrap().len() > 20);
    }
    assert!(out(&run(&["rules", "--edition", "109-111"])).starts_with("109-111"));
    assert!(refused(&["rules", "--edition", "1-2"]).contains("112-116"));
}

#[test]
fn a_packet_is_written_whole_and_says_whether_it_is_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(&folder, "申請.pdf");
    let output = run(&["packet", COMPLIANT, "-o", &pdf, "--proposal", "a", "--json"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let saved: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(saved["draft"], false);
    assert!(saved["pages"].as_u64().unwrap() > 3);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let forced = run(&[
        "packet",
        COMPLIANT,
        "-o",
        &pdf,
        "--proposal",
        "support_plan",
        "--draft",
    ]);
    assert!(out(&forced).contains("草稿"));
    let before = std::fs::read(&pdf).unwrap();
    let said = refused(&["packet", COMPLIANT, "-o", &pdf, "--proposal", "nobody"]);
    assert!(said.contains("nobody"), "{said}");
    assert_eq!(std::fs::read(&pdf).unwrap(), before);
    assert_eq!(names(folder.path()), ["申請.pdf"]);
    assert!(refused(&["packet", COMPLIANT]).contains("-o"));
}

#[test]
fn a_printed_file_is_held_against_its_season_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let [pdf, plan, changed, setup] =
        ["申請.pdf", "印製單.json", "改過.json", "設定.json"].map(|n| file(&folder, n));
    std::fs::write(&setup, r#"{"both_sides": true}"#).unwrap();
    let print = [
        "packet",
        COMPLIANT,
        "-o",
        &pdf,
        "--proposal",
        "a",
        "--plan",
        &plan,
        "--setup",
        &setup,
    ];
    let printed = run(&print);
    assert_eq!(
        printed.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&printed.stderr)
    );
    let plan: serde_json::Value = serde_json::from_slice(&std::fs::read(&plan).unwrap()).unwrap();
    assert_eq!(plan["both_sides"], true);
    let sound = run(&["verify-page", &pdf, "--against", COMPLIANT]);
    assert_eq!(
        sound.status.code(),
        Some(0),
        "{}{}",
        out(&sound),
        String::from_utf8_lossy(&sound.stderr)
    );
    let mut season: serde_json::Value = serde_json::from_slice(&std::fs::read(COMPLIANT).unwrap()).unwrap();
    season["proposals"][0]["pi_selection_basis"] = "改由院務會議擇定".into();
    std::fs::write(&changed, season.to_string()).unwrap();
    let stale = run(&["verify-page", &pdf, "--against", &changed, "--json"]);
    assert_eq!(stale.status.code(), Some(1));
    let said: serde_json::Value = serde_json::from_slice(&stale.stdout).unwrap();
    assert_eq!(
        said["codes"].as_array().unwrap().len(),
        plan["pages"].as_u64().unwrap() as usize
    );
    let faults = said["faults"].as_array().unwrap();
    assert_eq!(
        (faults.len(), &faults[0]["fault"]),
        (1, &serde_json::json!("stale")),
        "{faults:?}"
    );
    assert!(refused(&["verify-page", COMPLIANT]).contains("PDF"));
}

#[test]
fn a_season_travels_through_the_parcel_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    let (parcel, again) = (file(&folder, "季.usrdesk"), file(&folder, "again.json"));
    assert_eq!(run(&["convert", COMPLIANT, &parcel]).status.code(), Some(0));
    assert_eq!(run(&["convert", &parcel, &again]).status.code(), Some(0));
    let read =
        |path: &str| -> serde_json::Value { serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap() };
    assert_eq!(read(COMPLIANT), read(&again));
    let mut bytes = std::fs::read(&parcel).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&parcel, bytes).unwrap();
    let said = refused(&["convert", &parcel, &again]);
    assert!(said.contains("季.usrdesk") && said.contains("損壞"), "{said}");
    let said = refused(&["convert", COMPLIANT, &file(&folder, "季.docx")]);
    assert!(said.contains("季.docx"), "{said}");
    assert_eq!(names(folder.path()), ["again.json", "季.usrdesk"]);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn requests_are_played_line_by_line() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let library: PathBuf = folder.path().join("library");
    let mut child = Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(["call", "--library"])
        .arg(&library)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let saved = file(&folder, "季.json");
    let script = format!(
        "# a comment\n\"practice\"\n{{\"destination\":{saved:?}}}\n{{\"export_season\":{{\"season\":\"1\",\"ticket\":\"t1\"}}}}\n{{\"open\":{{\"season\":\"7\"}}}}\n"
    );
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let answers: Vec<serde_json::Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers[0]["ok"]["opened"]["season"]["practice"], true);
    assert_eq!(answers[1]["ticket"], "t1");
    assert_eq!(answers[2]["ok"]["saved"]["name"], "季.json");
    assert_eq!(answers[3]["failure"]["code"], "not_found");
    assert_eq!(
        run(&["check", &saved]).status.code(),
        Some(1),
        "the practice season has faults"
    );
}
