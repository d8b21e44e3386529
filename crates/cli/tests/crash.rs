//! What was acknowledged is there after a kill in the middle of saving.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A few with every run; `USR_DESK_CRASH_ROUNDS=200` for the long one.
fn rounds() -> u64 {
    std::env::var("USR_DESK_CRASH_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10)
}

fn start(library: &Path) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(["call", "--library"])
        .arg(library)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

fn answer(output: &mut BufReader<ChildStdout>) -> Option<serde_json::Value> {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    // The last line may be cut by the kill.
    serde_json::from_str(&line).ok()
}

#[test]
fn every_acknowledged_step_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0_u64;
    for round in 0..rounds() {
        let (mut child, mut input, mut output) = start(folder.path());
        input.write_all(b"\"practice\"\n").unwrap();
        let opened = answer(&mut output).unwrap();
        let view = &opened["ok"]["opened"];
        let kept: u64 = view["workspace"]["cycle"].as_str().unwrap().parse().unwrap_or(0);
        assert!(
            kept >= written,
            "round {round}: {written} was acknowledged, {kept} is there"
        );
        let mut base = view["revision"].as_u64().unwrap();
        // Killed from outside, at another moment each round, while edits follow each other without a pause.
        let killer = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(30 + 17 * (round % 20)));
            child.kill().unwrap();
            child.wait().unwrap();
        });
        let mut next = kept;
        loop {
            next += 1;
            let edit = format!(
                "{{\"edit\":{{\"season\":\"1\",\"base\":{base},\"edit\":{{\"set\":{{\"path\":\"/cycle\",\"value\":\"{next}\"}}}}}}}}\n"
            );
            if input.write_all(edit.as_bytes()).is_err() {
                break;
            }
            let Some(edited) = answer(&mut output) else { break };
            base = edited["ok"]["edited"]["revision"].as_u64().unwrap();
            written = next;
        }
        killer.join().unwrap();
    }
    // On a busy machine a kill may come before the first edit; not every time.
    assert!(written > 0, "nothing was ever written");
    let (mut child, mut input, mut output) = start(folder.path());
    input.write_all(b"{\"history\":{\"season\":\"1\"}}\n").unwrap();
    let steps = answer(&mut output).unwrap();
    assert!(!steps["ok"]["history"].as_array().unwrap().is_empty());
    drop(input);
    assert!(child.wait().unwrap().success());
}
