//! No network: with it cut the program does all that it does otherwise, it asks the system for no connection, and the
//! window may reach none.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and says what it could not try"
)]

use serde_json::Value;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_window_may_reach_no_network() {
    let read =
        |path: &str| -> Value { serde_json::from_slice(&std::fs::read(root().join(path)).unwrap()).unwrap() };
    let config = read("src-tauri/tauri.conf.json");
    let csp = config["app"]["security"]["csp"].as_object().unwrap();
    assert!(csp.contains_key("default-src") && csp.contains_key("connect-src"));
    for (directive, sources) in csp {
        for source in sources.as_str().unwrap().split(' ') {
            // The last is how the window's own commands arrive on Windows: no host answers to it.
            let own = [
                "'self'",
                "'none'",
                "data:",
                "blob:",
                "ipc:",
                "http://ipc.localhost",
            ];
            assert!(own.contains(&source), "{directive} {source}");
        }
    }
    assert!(
        config["plugins"]["updater"].is_null(),
        "no updater is called by default"
    );
    let folder = root().join("src-tauri/capabilities");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = format!("src-tauri/capabilities/{}", entry.unwrap().file_name().display());
        for permission in read(&name)["permissions"].as_array().unwrap() {
            let permission = permission.as_str().unwrap();
            let own = permission.starts_with("core:event:") || permission.starts_with("allow-");
            assert!(own, "{name}: {permission}");
        }
    }
}

#[cfg(target_os = "linux")]
mod cut {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};

    const PROGRAM: &str = env!("CARGO_BIN_EXE_usr-desk");

    fn works(program: &str, arguments: &[&str]) -> bool {
        let tried = Command::new(program).args(arguments).output();
        tried.is_ok_and(|done| done.status.success())
    }

    /// A season made, printed, locked, its calendar; a bulletin and a sheet read by workers.
    fn script(folder: &Path) -> String {
        let suite = root().join("tests/suite");
        let (packet, copy) = (folder.join("packet.pdf"), folder.join("copy.usrdesk"));
        let bulletin = suite.join("bulletins/files/labelled-blocks.pdf");
        let sheet = suite.join("budget-sheets/d01_moe_apply_112.xlsx");
        [
            "\"practice\"".to_owned(),
            format!("{{\"destination\": {packet:?}}}"),
            r#"{"export_packet": {"season": "1", "scope": "a", "draft": false, "ticket": "t1"}}"#.to_owned(),
            format!("{{\"destination\": {copy:?}}}"),
            r#"{"export_season": {"season": "1", "ticket": "t2", "passphrase": "long enough"}}"#.to_owned(),
            format!("{{\"offer\": {bulletin:?}}}"),
            r#"{"read_bulletin": {"source": {"file": "t3"}}}"#.to_owned(),
            format!("{{\"offer\": {sheet:?}}}"),
            r#"{"survey": {"ticket": "t4", "map": {}}}"#.to_owned(),
            "\"manual\"".to_owned(),
        ]
        .join("\n")
    }

    fn played(mut command: Command, folder: &Path) {
        let mut child = command
            .args(["call", "--library"])
            .arg(folder.join("library"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let script = script(folder);
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        let answers = String::from_utf8_lossy(&done.stdout);
        assert_eq!(answers.lines().count(), script.lines().count(), "{done:?}");
        for answer in answers.lines() {
            assert!(!answer.starts_with("{\"failure\""), "{answer}");
        }
        assert!(folder.join("packet.pdf").exists() && folder.join("copy.usrdesk").exists());
    }

    #[test]
    fn with_the_network_cut_everything_is_done() {
        let cut = ["--map-root-user", "--net"];
        if !works("unshare", &[cut[0], cut[1], "true"]) {
            println!("this machine lets nobody cut the network; the other test still watches");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("unshare");
        command.args(cut).arg(PROGRAM);
        played(command, folder.path());
    }

    #[test]
    fn the_system_is_asked_for_no_connection() {
        if !works("strace", &["-e", "trace=network", "true"]) {
            println!("strace is not on this machine");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("calls");
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-e", "trace=network,execve", "-o"])
            .arg(&log)
            .arg(PROGRAM);
        played(command, folder.path());
        let calls = std::fs::read_to_string(log).unwrap();
        assert!(
            calls.matches("--import-worker").count() >= 2,
            "the workers are watched too"
        );
        for line in calls.lines() {
            assert!(!line.contains("AF_INET"), "{line}");
        }
    }
}
