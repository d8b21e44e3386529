//! `cargo xtask run`: the program on a screen; without one, the same job by the command line.

use crate::machine::{self, Purpose, Screen, built, root};
use crate::step::{Ran, seconds};
use crate::{compile, ui};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The proposal of the practice season that gets the sheet.
const PROPOSAL: &str = "a";

/// Builds, then opens the window or does the main job without one.
pub(crate) fn run(screen: Screen) -> Result<(), String> {
    let start = Instant::now();
    machine::prepare(Purpose::Run)?;
    let mut done = ui::prepare();
    if done.iter().all(Ran::ok) {
        done.push(compile::programs());
    }
    if let Some(ran) = done.iter().find(|ran| !ran.ok()) {
        return Err(format!(
            "{}: this step failed; what it said stands above",
            ran.title
        ));
    }
    println!("\n── built in {}", seconds(start.elapsed()));
    match screen {
        Screen::Present => {
            println!("   opening the window (an empty library shows the practice season)");
            let window = Command::new(built("usr-desk-window")).status();
            let window = window.map_err(|e| format!("the window could not be started: {e}"))?;
            if window.success() {
                Ok(())
            } else {
                Err(format!("the window ended with {window}"))
            }
        }
        Screen::None => {
            println!(
                "   no display here (neither DISPLAY nor WAYLAND_DISPLAY): the same job by the command line"
            );
            headless()
        }
    }
}

/// What `usr-desk call` is told in a library of its own, whose first season is `1` and whose first ticket is `t1`.
const COPY: &str = r#"{"destination": "out/practice.json"}
"practice"
{"export_season": {"season": "1", "ticket": "t1"}}
"#;

/// Draft, import, check, packet: all of it lies in `out/` afterwards.
fn headless() -> Result<(), String> {
    let out = root().join("out");
    let season = out.join("practice.json");
    let packet = out.join("packet.pdf");
    let sheets = root().join("tests/suite/budget-sheets");
    copy_practice(&out).map_err(|e| {
        format!(
            "the practice season could not be copied to {}: {e}",
            season.display()
        )
    })?;
    println!(
        "\n── the practice season, with its planted faults: {}",
        season.display()
    );

    let sheet = sheets.join("d01_moe_apply_112.xlsx");
    let map = sheets.join("d01.map.json");
    let mut import = Command::new(built("usr-desk"));
    import.arg("import-budget").arg(&sheet).arg("--into").arg(&season);
    import.args(["--proposal", PROPOSAL]).arg("--map").arg(&map);
    tell("import the sample budget sheet", &mut import)?;

    // Violations are what the sample is there to show; only a call that cannot be used stops the journey.
    let mut check = Command::new(built("usr-desk"));
    let violations = tell("check the season", check.arg("check").arg(&season))?;
    let mut export = Command::new(built("usr-desk"));
    export
        .current_dir(root())
        .arg("packet")
        .arg(&season)
        .arg("-o")
        .arg(&packet);
    if violations {
        export.arg("--draft");
    }
    tell("print the packet", &mut export)?;
    println!("\nThe packet: {} ({})", packet.display(), size(&packet));
    Ok(())
}

/// The season that an empty library shows, as a file.
fn copy_practice(out: &Path) -> std::io::Result<()> {
    let library = out.join("library");
    if library.exists() {
        fs::remove_dir_all(&library)?;
    }
    fs::create_dir_all(out)?;
    let mut call = Command::new(built("usr-desk"));
    call.arg("call")
        .arg("--library")
        .arg(&library)
        .current_dir(root());
    let mut call = call.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut script) = call.stdin.take() {
        script.write_all(COPY.as_bytes())?;
    }
    let answers = call.wait_with_output()?;
    fs::remove_dir_all(&library)?;
    let answers = String::from_utf8_lossy(&answers.stdout);
    match answers.lines().last() {
        Some(last) if last.contains(r#""saved""#) => Ok(()),
        last => Err(std::io::Error::other(
            last.unwrap_or("usr-desk did not answer").to_owned(),
        )),
    }
}

/// Runs one command of `usr-desk` and says whether it found violations.
fn tell(title: &str, command: &mut Command) -> Result<bool, String> {
    println!("\n── {title}");
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|e| format!("{title}: usr-desk could not be started: {e}"))?;
    println!("   {}", seconds(start.elapsed()));
    match status.code() {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        _ => Err(format!("{title}: {status}; the sentence above says why")),
    }
}

fn size(path: &Path) -> String {
    fs::metadata(path).map_or_else(
        |_| "missing".to_owned(),
        |facts| format!("{} KiB", facts.len() / 1024),
    )
}
