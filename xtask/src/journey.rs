//! `cargo xtask run`: the program on a screen; without one, the same job by the command line.

use crate::machine::{self, Purpose, Screen, built, root};
use crate::step::{Ran, seconds};
use crate::{compile, ui};
use std::fs;
use std::path::Path;
use std::process::Command;
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

/// Draft, import, check, packet: all of it lies in `out/` afterwards.
fn headless() -> Result<(), String> {
    let out = root().join("out");
    let season = out.join("practice.json");
    let packet = out.join("packet.pdf");
    let sheets = root().join("tests/suite/budget-sheets");
    let copy = || {
        fs::create_dir_all(&out)?;
        fs::copy(root().join("crates/desk/src/practice.json"), &season)
    };
    copy().map_err(|e| {
        format!(
            "the practice season could not be copied to {}: {e}",
            season.display()
        )
    })?;
    println!("\n── the practice season: {}", season.display());

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
    export.arg("packet").arg(&season).arg("-o").arg(&packet);
    if violations {
        export.arg("--draft");
    }
    tell("print the packet", &mut export)?;
    println!("\nThe packet: {} ({})", packet.display(), size(&packet));
    Ok(())
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
