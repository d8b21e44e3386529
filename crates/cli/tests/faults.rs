//! A full disk, a folder that may not be written, no temporary folder, a second window: a sentence, nothing half-written,
//! and what was acknowledged is there.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_usr-desk");
const COMPLIANT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/suite/contract/workspaces/compliant-112-116.json"
);

/// The program with files of at most so many half kilobytes: the nearest thing to a full disk that needs no mount.
fn with_room_for(half_kilobytes: u64, arguments: &[&str]) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {half_kilobytes}; exec \"$0\" \"$@\""
        ))
        .arg(PROGRAM)
        .args(arguments);
    command
}

fn output(mut command: Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn answers(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn set_cycle(base: i64, value: &str) -> String {
    format!(
        "{{\"edit\":{{\"season\":\"1\",\"base\":{base},\"edit\":{{\"set\":{{\"path\":\"/cycle\",\"value\":\"{value}\"}}}}}}}}\n"
    )
}

/// Opens the season in a library and tells its cycle and its revision.
fn opened(library: &str) -> (String, i64) {
    let mut command = Command::new(PROGRAM);
    command.args(["call", "--library", library]);
    let output = output(command, "\"hello\"\n\"practice\"\n");
    let answers = answers(&output);
    // No warning is left out of the answer.
    assert_eq!(
        answers[0]["ok"]["welcome"]["warnings"]
            .as_array()
            .map_or(0, Vec::len),
        0,
        "nothing is damaged"
    );
    let view = &answers[1]["ok"]["opened"];
    (
        view["workspace"]["cycle"].as_str().unwrap().to_owned(),
        view["revision"].as_i64().unwrap(),
    )
}

#[test]
fn a_full_disk_keeps_every_acknowledged_edit_and_refuses_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library").to_string_lossy().into_owned();
    let (_, base) = opened(&library);
    let size = std::fs::metadata(format!("{library}/library.sqlite3"))
        .unwrap()
        .len();
    // Edits of 60 KB each: at some point the journal finds no room.
    let text = "季".repeat(20_000);
    let script: String = (0..40)
        .map(|n| set_cycle(base + n, &format!("{n}{text}")))
        .collect();
    let tail = "{\"history\":{\"season\":\"1\"}}\n\"practice\"\n";
    let output = output(
        with_room_for(size / 512 + 1000, &["call", "--library", &library]),
        &(script + tail),
    );
    let answers = answers(&output);
    assert_eq!(answers.len(), 42, "{}", said(&output));
    let kept = answers[..40]
        .iter()
        .take_while(|a| a["ok"]["edited"].is_object())
        .count();
    assert!(kept > 0 && kept < 40, "{kept} edits were kept");
    let refused = &answers[kept]["failure"];
    assert_eq!(refused["code"], "disk", "{refused}");
    assert!(
        refused["message"].as_str().unwrap().contains("磁碟空間"),
        "{refused}"
    );
    // The program lives on, and shows what is there.
    assert!(answers[40]["ok"]["history"].is_array());
    let shown = answers[41]["ok"]["opened"]["workspace"]["cycle"]
        .as_str()
        .unwrap();
    assert!(shown.starts_with(&format!("{}季", kept - 1)));
    let (cycle, _) = opened(&library);
    assert!(
        cycle.starts_with(&format!("{}季", kept - 1)),
        "the last acknowledged"
    );
}

#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::copy(COMPLIANT, path("季.json")).unwrap();
    for (arguments, target) in [
        (vec!["convert", "季.json", "出.usrdesk"], "出.usrdesk"),
        (
            vec!["export-budget", "季.json", "--proposal", "a", "-o", "出.xlsx"],
            "出.xlsx",
        ),
        (vec!["export-calendar", "季.json", "-o", "出.ics"], "出.ics"),
        (
            vec![
                "handout",
                "季.json",
                "--proposal",
                "a",
                "--to",
                "王",
                "-o",
                "出.usrdesk-part",
            ],
            "出.usrdesk-part",
        ),
    ] {
        std::fs::write(path(target), "before").unwrap();
        let before = names(folder.path());
        let mut command = with_room_for(0, &arguments);
        command.current_dir(folder.path());
        let output = output(command, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = said(&output);
        assert!(said.contains("無法寫入") && said.contains(target), "{said}");
        assert_eq!(std::fs::read(path(target)).unwrap(), b"before", "{target}");
        assert_eq!(names(folder.path()), before);
        std::fs::remove_file(path(target)).unwrap();
    }
}

/// Who is root may write anywhere: such a test is run as nobody.
fn as_nobody(command: &mut Command) {
    if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let closed = folder.path().join("唯讀");
    let library = closed.join("library").to_string_lossy().into_owned();
    opened(&library);
    std::fs::copy(COMPLIANT, closed.join("季.json")).unwrap();
    for (path, mode) in [
        (closed.join("季.json"), 0o444),
        (closed.join("library/library.sqlite3"), 0o444),
        (closed.join("library/library.lock"), 0o444),
        (closed.join("library"), 0o555),
        (closed.clone(), 0o555),
    ] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    // The program itself must be within reach of nobody.
    let program = folder.path().join("usr-desk");
    std::fs::hard_link(PROGRAM, &program)
        .or_else(|_| std::fs::copy(PROGRAM, &program).map(|_| ()))
        .unwrap();
    let before = names(&closed);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(&closed);
        as_nobody(&mut command);
        output(command, "\"practice\"\n")
    };
    for (arguments, named) in [
        (vec!["convert", "季.json", "出.usrdesk"], "出.usrdesk"),
        (vec!["export-calendar", "季.json", "-o", "出.ics"], "出.ics"),
        (vec!["call", "--library", "library"], "library"),
        (vec!["call", "--library", "另一個"], "另一個"),
    ] {
        let output = run(&arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("沒有權限") && said.contains(named), "{said}");
        assert_eq!(names(&closed), before);
    }
    // What only reads goes on working there.
    assert_eq!(run(&["check", "季.json"]).status.code(), Some(0));
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(closed.join("library"), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn without_a_temporary_folder_everything_is_saved_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library").to_string_lossy().into_owned();
    let (_, base) = opened(&library);
    let out = folder.path().join("出.usrdesk");
    let mut command = Command::new(PROGRAM);
    command
        .args(["call", "--library", &library])
        .env("TMPDIR", "/nonexistent")
        .env("SQLITE_TMPDIR", "/nonexistent");
    let script = format!(
        "{}{{\"destination\":{}}}\n{{\"export_season\":{{\"season\":\"1\",\"ticket\":\"t1\"}}}}\n",
        set_cycle(base, "第四期"),
        serde_json::json!(out)
    );
    let answers = answers(&output(command, &script));
    assert!(answers[0]["ok"]["edited"].is_object(), "{answers:?}");
    assert!(answers[2]["ok"]["saved"].is_object(), "{answers:?}");
    assert_eq!(opened(&library).0, "第四期");
    assert!(out.is_file());
}

#[test]
fn a_second_window_is_told_that_the_library_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_string_lossy().into_owned();
    let mut first = Command::new(PROGRAM)
        .args(["call", "--library", &library])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = first.stdin.take().unwrap();
    pipe.write_all(b"\"hello\"\n").unwrap();
    let mut line = String::new();
    let mut out = std::io::BufReader::new(first.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    for (language, word) in [("zh-TW", "使用中"), ("en", "Another window")] {
        let mut command = Command::new(PROGRAM);
        command.args(["call", "--library", &library, "--lang", language]);
        let second = output(command, "\"hello\"\n");
        assert_eq!(second.status.code(), Some(2));
        assert!(said(&second).contains(word), "{}", said(&second));
    }
    // A crash of the first gives the library back.
    first.kill().unwrap();
    first.wait().unwrap();
    opened(&library);
}
