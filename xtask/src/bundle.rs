//! `cargo xtask bundle`: the installers of the system that this runs on, with the import worker beside the window.
//!
//! The worker is put where Tauri's bundler looks for programs of other makers (`src-tauri/binaries/NAME-TRIPLE`), and
//! named in a configuration of its own: were it in the main one, every plain `cargo build` would ask for it.

use crate::machine::{self, Purpose, root};
use crate::step::{Ran, ask, run, seconds};
use crate::ui;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A cold release build with link-time optimisation took 21 minutes on two busy processors.
const LIMIT: Duration = Duration::from_secs(60 * 60);

/// How a Windows without WebView2 comes by it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WebView {
    /// The installer fetches it.
    Fetched,
    /// The installer brings it along (127 MB more), for machines that reach no network.
    Brought,
}

/// Builds the installers and says where they lie, how large they are, and their hashes.
pub(crate) fn bundle(webview: WebView) -> Result<(), String> {
    let start = Instant::now();
    machine::prepare(Purpose::Run)?;
    let mut done = ui::prepare();
    if done.iter().all(Ran::ok) {
        let words = ["build", "--release", "--locked", "-p", "usr-desk-cli"];
        done.push(run(
            "release: the command line, which is the import worker",
            LIMIT,
            Command::new("cargo").args(words).current_dir(root()),
        ));
    }
    if done.iter().all(Ran::ok) {
        worker_beside()?;
        done.push(installers(webview));
        done.push(bill());
    }
    if let Some(failed) = done.iter().find(|ran| !ran.ok()) {
        return Err(format!(
            "{}: this step failed; what it said stands above",
            failed.title
        ));
    }
    let made = found(&target().join("release/bundle"));
    println!("\n── made in {}", seconds(start.elapsed()));
    for file in &made {
        let bytes = fs::metadata(file).map(|facts| facts.len()).unwrap_or_default();
        println!("   {:>6.1} MB  {}", bytes as f64 / 1e6, file.display());
        if let Some(hash) = ask("sha256sum", &[&file.to_string_lossy()]) {
            println!(
                "              SHA-256 {}",
                hash.split(' ').next().unwrap_or_default()
            );
        }
    }
    if made.is_empty() {
        Err("the bundler made no installer".to_owned())
    } else {
        Ok(())
    }
}

/// The worker under the name by which the bundler finds it; it takes the triple off again.
fn worker_beside() -> Result<(), String> {
    let version = ask("rustc", &["-vV"]).ok_or("rustc was not found")?;
    let triple = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc does not say what it builds for")?;
    let exe = std::env::consts::EXE_SUFFIX;
    let folder = root().join("src-tauri/binaries");
    let built = target().join(format!("release/usr-desk{exe}"));
    let named = folder.join(format!("usr-desk-{triple}{exe}"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&built, &named))
        .map(|_| ())
        .map_err(|e| format!("{} → {}: {e}", built.display(), named.display()))
}

fn installers(webview: WebView) -> Ran {
    let mut tauri = Command::new("node");
    tauri.arg("ui/node_modules/@tauri-apps/cli/tauri.js").args([
        "build",
        "--ci",
        "--config",
        "src-tauri/tauri.bundle.json",
    ]);
    if webview == WebView::Brought {
        tauri.args(["--config", "src-tauri/tauri.webview-offline.json"]);
    }
    tauri.args(["--", "--locked"]).current_dir(root());
    run("release: the window and its installers", LIMIT, &mut tauri)
}

/// What the program is made of, for machines (SBOM): it lies beside the installers.
fn bill() -> Ran {
    let out = target().join("release/bundle/usr-desk.cdx.json");
    let words = [
        "run",
        "--quiet",
        "--locked",
        "-p",
        "usr-desk-tests",
        "--example",
        "sbom",
        "--",
    ];
    run(
        "release: the bill of materials",
        LIMIT,
        Command::new("cargo").args(words).arg(out).current_dir(root()),
    )
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn found(folder: &Path) -> Vec<PathBuf> {
    let kinds = ["deb", "rpm", "dmg", "exe", "AppImage"];
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|kind| fs::read_dir(kind.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|e| kinds.iter().any(|kind| e == *kind))
        })
        .collect();
    files.sort();
    files
}
