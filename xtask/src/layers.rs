//! `cargo xtask test`: every layer, in the order in which they stand on one another, and a table at the end.

use crate::machine::{self, Purpose, built, root};
use crate::step::{Ran, ask, run, seconds};
use crate::{compile, ui, windows};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A layer of tests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Format, lints, tests of the crates.
    Rust,
    /// The command line against the contract's cases and the sample sheets.
    Cli,
    /// Types, lints and units of the pages.
    Ui,
    /// The pages in Chromium over the loopback bridge.
    E2e,
    /// The real window under Xvfb.
    Window,
    /// Types for Windows.
    Windows,
}

impl Layer {
    pub(crate) const ALL: [Self; 6] = [
        Self::Rust,
        Self::Cli,
        Self::Ui,
        Self::E2e,
        Self::Window,
        Self::Windows,
    ];

    pub(crate) fn parse(list: &str) -> Result<Vec<Self>, String> {
        let layer = |name: &str| match name {
            "rust" => Ok(Self::Rust),
            "cli" => Ok(Self::Cli),
            "ui" => Ok(Self::Ui),
            "e2e" => Ok(Self::E2e),
            "window" => Ok(Self::Window),
            "windows" => Ok(Self::Windows),
            _ => Err(format!(
                "no layer is called {name:?}: rust, cli, ui, e2e, window, windows"
            )),
        };
        list.split(',').map(layer).collect()
    }
}

/// Runs the layers and prints what came of them.
pub(crate) fn test(layers: &[Layer]) -> Result<(), String> {
    let start = Instant::now();
    machine::prepare(Purpose::Test)?;
    let wanted = |layer: Layer| layers.contains(&layer);
    let mut done = ui::prepare();
    let pages = done.iter().all(Ran::ok);

    if wanted(Layer::Ui) {
        done.push(ui::script("ui: types", "check", 10));
        done.push(ui::script("ui: lint", "lint", 10));
        done.push(ui::script("ui: units", "test", 15));
    }
    if wanted(Layer::Rust) {
        done.push(compile::style());
    }
    let mut compiled = pages;
    if pages && layers.iter().any(|layer| *layer != Layer::Ui) {
        done.push(compile::everything());
        compiled = done.last().is_some_and(Ran::ok);
    }
    if wanted(Layer::Rust) {
        if compiled {
            done.extend(rust());
        } else {
            done.push(Ran::not_tried("rust: clippy and tests", "it does not build"));
        }
    }
    for (layer, title, layer_test) in [
        (Layer::Cli, "command line", cli as fn() -> Vec<Ran>),
        (Layer::E2e, "pages in Chromium", e2e),
        (Layer::Window, "the window", window),
        (Layer::Windows, "types for Windows", windows),
    ] {
        match (wanted(layer), compiled) {
            (true, true) => done.extend(layer_test()),
            (true, false) => done.push(Ran::not_tried(title, "it does not build")),
            (false, _) => {}
        }
    }
    conclude(&done, start.elapsed())
}

fn rust() -> Vec<Ran> {
    vec![compile::lints(), compile::tests()]
}

fn cli() -> Vec<Ran> {
    let suite = root().join("tests/suite");
    let minutes = Duration::from_secs(10 * 60);
    let mut python = Command::new("python3");
    python
        .arg(suite.join("contract/run_cases.py"))
        .arg(built("usr-desk"));
    let mut done = vec![run("cli: the contract's cases", minutes, &mut python)];
    done.push(sheets(&suite));
    done
}

/// Reads every sample sheet with the command line and holds it against what it says, to the dollar.
fn sheets(suite: &Path) -> Ran {
    println!("\n── cli: budget sheets");
    let start = Instant::now();
    let found = std::env::temp_dir().join(format!("usr-desk-sheet-{}.json", std::process::id()));
    let files = fs::read_dir(suite.join("budget-sheets"))
        .into_iter()
        .flatten()
        .flatten();
    let mut sheets: Vec<PathBuf> = files.map(|file| file.path()).collect();
    sheets.retain(|path| path.extension().is_some_and(|e| e != "json"));
    sheets.sort();
    let (mut passed, mut failed) = (0, 0);
    for sheet in sheets {
        let expected = sheet.with_extension("expected.json");
        let read = Command::new(built("usr-desk"))
            .arg("import-budget")
            .arg(&sheet)
            .arg("--json")
            .output();
        let written = read.is_ok_and(|out| fs::write(&found, out.stdout).is_ok());
        let score =
            [&suite.join("compare_import.py"), &expected, &found].map(|p| p.to_string_lossy().into_owned());
        let exact = written && ask("python3", &score.each_ref().map(String::as_str)).is_some();
        println!("   {} {}", if exact { "exact" } else { "WRONG" }, sheet.display());
        if exact { passed += 1 } else { failed += 1 }
    }
    let _ = fs::remove_file(found);
    // A folder that lost its sheets proves nothing.
    failed += u32::from(passed + failed == 0);
    Ran {
        title: "cli: budget sheets".to_owned(),
        passed,
        failed,
        took: start.elapsed(),
    }
}

fn e2e() -> Vec<Ran> {
    let mut npm = ui::npm();
    npm.args(["run", "--silent", "e2e"])
        .env("USR_DESK_BIN", built("usr-desk"));
    if let Some(browser) = machine::browser() {
        npm.env("CHROMIUM_BIN", browser);
    }
    vec![run(
        "e2e: the pages in Chromium over the loopback bridge",
        Duration::from_secs(30 * 60),
        &mut npm,
    )]
}

/// A display and a session bus of its own: no window of the developer's is touched.
fn window() -> Vec<Ran> {
    if !cfg!(target_os = "linux") {
        println!("\n── window: skipped; WebDriver drives the window on Linux only");
        return Vec::new();
    }
    let _ = fs::create_dir_all(root().join("out"));
    let mut command = Command::new("dbus-run-session");
    command.args([
        "--",
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1440x900x24 -nolisten tcp",
    ]);
    command.args(["node", "--test", "tests/e2e/window.test.mjs"]);
    command.current_dir(root());
    command.env("USR_DESK_WINDOW", built("usr-desk-window"));
    command.envs([
        ("GDK_BACKEND", "x11"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ("NO_AT_BRIDGE", "1"),
    ]);
    vec![run(
        "window: the real one under Xvfb",
        Duration::from_secs(5 * 60),
        &mut command,
    )]
}

/// Without Debian's packages of a second compiler this is skipped with a word, and counts as nothing.
fn windows() -> Vec<Ran> {
    match windows::checked() {
        Ok(ran) => vec![ran],
        Err(why) => {
            println!("\n── windows: skipped, {why}");
            Vec::new()
        }
    }
}

fn conclude(done: &[Ran], took: Duration) -> Result<(), String> {
    println!("\n── in all: {}", seconds(took));
    for ran in done {
        let mark = if ran.ok() { "ok    " } else { "FAILED" };
        println!(
            "   {mark} {:>5} passed {:>3} failed  {:>12}  {}",
            ran.passed,
            ran.failed,
            seconds(ran.took),
            ran.title
        );
    }
    let passed: u32 = done.iter().map(|r| r.passed).sum();
    let failed: u32 = done.iter().map(|r| r.failed).sum();
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 {
        Ok(())
    } else {
        Err("some layers do not hold: the table says which".to_owned())
    }
}
