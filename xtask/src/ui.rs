//! The window's pages: installed when the lock file changed, built when a source is newer than what was built.

use crate::machine::root;
use crate::step::{Ran, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// A copy of the lock file that `node_modules` was installed from.
const INSTALLED: &str = "node_modules/.installed-from";

/// Installs and builds what is out of date; `src-tauri` embeds the result, so this comes before any compiling.
pub(crate) fn prepare() -> Vec<Ran> {
    let mut done = Vec::new();
    let lock = fs::read(folder().join("package-lock.json")).unwrap_or_default();
    if fs::read(folder().join(INSTALLED)).ok().as_ref() != Some(&lock) {
        let mut ran = install();
        if !ran.ok() {
            println!("   the registry may have been busy: once more");
            ran = install();
        }
        if ran.ok() {
            let _ = fs::write(folder().join(INSTALLED), &lock);
        }
        done.push(ran);
    }
    if done.iter().all(Ran::ok) && !fresh() {
        done.push(script("ui: build the pages", "build", 10));
    }
    done
}

/// Runs a script of `ui/package.json`.
pub(crate) fn script(title: &str, name: &str, minutes: u64) -> Ran {
    run(
        title,
        Duration::from_secs(minutes * 60),
        npm().args(["run", "--silent", name]),
    )
}

/// npm, in the folder of the pages.
pub(crate) fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder()).env("NO_UPDATE_NOTIFIER", "1");
    npm
}

fn install() -> Ran {
    let limit = Duration::from_secs(15 * 60);
    run(
        "ui: install packages",
        limit,
        npm().args(["ci", "--no-audit", "--no-fund"]),
    )
}

fn folder() -> PathBuf {
    root().join("ui")
}

fn fresh() -> bool {
    let Some(built) = changed(&folder().join("dist/index.html")) else {
        return false;
    };
    let sources = [
        "src",
        "public",
        "index.html",
        "package-lock.json",
        "vite.config.ts",
        "svelte.config.js",
    ];
    sources
        .iter()
        .filter_map(|name| newest(&folder().join(name)))
        .all(|at| at <= built)
}

/// The newest change at or below a path; a folder's own time tells of files taken away.
fn newest(path: &Path) -> Option<SystemTime> {
    let below = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| newest(&entry.path()));
    below.chain(changed(path)).max()
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|facts| facts.modified()).ok()
}
