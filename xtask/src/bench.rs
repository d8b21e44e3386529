//! `cargo xtask bench`: every bench on this machine, one after another, and the peers on the same work; `BENCHMARKS.md` is
//! written anew with machine, versions and date.
//!
//! Nothing here judges: a figure is what was measured, on what, when. Run it on a machine that does nothing else.

use crate::machine::{self, Purpose, built_release, root};
use crate::step::{ask, seconds};
use crate::ui;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

/// One bench: what it measures, and the command that prints it.
struct Bench {
    title: &'static str,
    /// What a reader must know to read the rows.
    note: &'static str,
    command: Command,
}

/// Runs everything; `with_peers` also those of other makers, which must be installed or be had from their registries.
pub(crate) fn bench(with_peers: bool) -> Result<(), String> {
    let start = Instant::now();
    machine::prepare(Purpose::Test)?;
    if let Some(failed) = ui::prepare().into_iter().find(|ran| !ran.ok()) {
        return Err(format!("{}: this step failed", failed.title));
    }
    // Always the whole workspace: a package by itself has other features, and everything under it would be built anew.
    let programs = ["build", "--release", "--locked", "--workspace", "--bins"];
    if !cargo(&programs).status().is_ok_and(|status| status.success()) {
        return Err("the programs could not be built in release".to_owned());
    }
    let mut all = own();
    if with_peers {
        all.extend(peers());
    }
    let mut page = heading();
    for mut bench in all {
        println!("\n── {}", bench.title);
        let begun = Instant::now();
        let said = bench
            .command
            .current_dir(root())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output();
        let (said, ended) = match said {
            Ok(said) => (
                String::from_utf8_lossy(&said.stdout).trim().to_owned(),
                said.status.success(),
            ),
            Err(e) => (format!("could not be started: {e}"), false),
        };
        println!("{said}\n   {}", seconds(begun.elapsed()));
        let _ = write!(page, "\n## {}\n\n{}\n\n", bench.title, bench.note);
        page.push_str(&shown(&said));
        if !ended {
            page.push_str(
                "\n**This bench did not reach its end here, or a figure is beyond what it allows.**\n",
            );
        }
    }
    let path = root().join("BENCHMARKS.md");
    fs::write(&path, page).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("\n{} written after {}", path.display(), seconds(start.elapsed()));
    Ok(())
}

/// Tables stay tables; everything else is shown as it was printed.
fn shown(said: &str) -> String {
    if said.lines().any(|line| line.starts_with("|---")) {
        format!("{said}\n")
    } else {
        format!("```\n{said}\n```\n")
    }
}

fn own() -> Vec<Bench> {
    let library = |title, note, bench| Bench {
        title,
        note,
        command: cargo(&["bench", "--quiet", "--locked", "--workspace", "--bench", bench]),
    };
    let mut window = Command::new("dbus-run-session");
    window
        .args([
            "--",
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1440x900x24 -nolisten tcp",
        ])
        .args(["node", "tests/e2e/window-bench.mjs"])
        .env("USR_DESK_WINDOW", built_release("usr-desk-window"))
        .envs([
            ("GDK_BACKEND", "x11"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("NO_AT_BRIDGE", "1"),
        ]);
    let mut pages = ui::npm();
    pages
        .args(["--prefix", "ui", "run", "--silent", "bench"])
        .env("USR_DESK_BIN", built_release("usr-desk"));
    vec![
        library(
            "Checks",
            "One check of the whole school: the compliant season, and five proposals of five years with 300 lines each.",
            "check",
        ),
        library(
            "Reading budget sheets",
            "From the bytes of a workbook; 20 and 8 columns.",
            "reading",
        ),
        library("Reading bulletins", "A bulletin of about 200 activities.", "read"),
        library(
            "Edits",
            "From the request until the edit is durable (full synchronous) and judged.",
            "edit",
        ),
        library(
            "Section files, undo, opening",
            "Five section files merged, each shown first; an import of 300 lines undone; the library opened; on the largest season.",
            "exchange",
        ),
        library("Packets", "A proposal grown to 60 and to 300 pages.", "packet"),
        library(
            "The preview",
            "From an edit until the picture of the page is there.",
            "preview",
        ),
        library(
            "Growth",
            "The last column is the cost of one: level where cost is in proportion.",
            "growth",
        ),
        library(
            "A day's work",
            "Eight simulated hours of edits without the waiting.",
            "soak",
        ),
        Bench {
            title: "The pages in Chromium",
            note: "Software raster, over the loopback bridge; release build of the program.",
            command: pages,
        },
        Bench {
            title: "The real window",
            note: "WebKitGTK under Xvfb with software raster.",
            command: window,
        },
    ]
}

fn peers() -> Vec<Bench> {
    let python = |script: &str| {
        let mut python = Command::new("python3");
        python.arg(script);
        python
    };
    let mut rules = python("crates/rules/benches/peer.py");
    rules.arg(built_release("usr-desk"));
    vec![
        Bench {
            title: "Budget sheets beside others",
            note: "The same file; whole processes, the best of several.",
            command: python("crates/intake/benches/peers.py"),
        },
        Bench {
            title: "Packets beside others",
            note: "The same words through other typesetters; whole processes, the best of several.",
            command: {
                let mut packets = python("crates/packet/benches/peers.py");
                packets.arg(built_release("usr-desk"));
                packets
            },
        },
        Bench {
            title: "Limits beside a spreadsheet's",
            note: "Whole processes, the best of several; LibreOffice's start is part of its figure.",
            command: rules,
        },
    ]
}

fn heading() -> String {
    let told = |program: &str, words: &[&str]| ask(program, words).unwrap_or_else(|| "–".to_owned());
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split(':').nth(1)?.trim().to_owned())
    });
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "# Measured\n\n`cargo xtask bench --peers` writes this page. Figures are of one machine on one day; they are told, not promised.\n\n\
         | what | |\n|---|---|\n| date | {} |\n| processors | {} × {} |\n| load before | {} |\n| system | {} |\n| Rust | {} |\n| Node | {} |\n| commit | {} |\n",
        told("date", &["-u", "+%Y-%m-%d %H:%M UTC"]),
        machine::jobs(),
        processor.unwrap_or_else(|| "–".to_owned()),
        load.split_whitespace().take(3).collect::<Vec<_>>().join(" "),
        told("uname", &["-srm"]),
        told("rustc", &["--version"]),
        told("node", &["--version"]),
        told(
            "git",
            &["-C", &root().to_string_lossy(), "rev-parse", "--short", "HEAD"]
        ),
    )
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words).current_dir(root());
    cargo
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_table_stays_a_table_and_lines_stay_lines() {
        assert_eq!(shown("| a |\n|---|"), "| a |\n|---|\n");
        assert_eq!(shown("cold: 60 pages"), "```\ncold: 60 pages\n```\n");
    }
}
