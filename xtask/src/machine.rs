//! What the machine must have: system packages, Node, a screen. What is missing is installed where that is allowed, and
//! named, with the line that installs it, where it is not.

use crate::step::{ask, run};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// To compile the window.
const BUILD: [&str; 7] = [
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libsoup-3.0-dev",
    "libjavascriptcoregtk-4.1-dev",
];
/// To read Chinese: without a face WebKit draws nothing at all.
const SHOW: [&str; 1] = ["fonts-noto-cjk"];
/// To test: a display and a session bus, the two browsers' drivers, the tools that look at PDF pages, real dialogs.
const TEST: [&str; 13] = [
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "webkit2gtk-driver",
    "imagemagick",
    "x11-utils",
    "poppler-utils",
    "qpdf",
    "openbox",
    "xdotool",
    "xclip",
    "python3",
];

/// What will be done, and so what must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Run,
    Test,
}

/// Whether there is something to open a window on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    Present,
    None,
}

impl Screen {
    pub(crate) fn find() -> Self {
        let named = |variable| std::env::var_os(variable).is_some_and(|v| !v.is_empty());
        let present = !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY");
        if present { Self::Present } else { Self::None }
    }
}

/// Sees to it that everything is there, or says in one sentence what is not and what to do.
pub(crate) fn prepare(purpose: Purpose) -> Result<(), String> {
    node()?;
    if cfg!(target_os = "linux") {
        packages(purpose)
    } else {
        Ok(())
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A program that Cargo built, beside this one.
pub(crate) fn built(name: &str) -> PathBuf {
    let folder = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_path_buf));
    folder
        .unwrap_or_default()
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The same, built in release.
pub(crate) fn built_release(name: &str) -> PathBuf {
    let debug = built(name);
    let folder = debug
        .parent()
        .and_then(Path::parent)
        .map(|target| target.join("release"));
    folder
        .unwrap_or_default()
        .join(debug.file_name().unwrap_or_default())
}

/// The Chromium of the system, by whatever name it goes.
pub(crate) fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}

/// Compilers side by side: as many as there are processors, and one for each 2 GiB of memory.
pub(crate) fn jobs() -> usize {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    let kib = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find(|l| l.starts_with("MemTotal:"))?;
        line.split_whitespace().nth(1)?.parse::<usize>().ok()
    });
    let fit = kib.map_or(processors, |kib| (kib / (2 << 20)).max(1));
    processors.min(fit)
}

fn node() -> Result<(), String> {
    let wanted = "Node 20.19 or newer with npm is needed (https://nodejs.org, or: nvm install 22)";
    let version = ask("node", &["--version"]).ok_or(format!("node was not found. {wanted}."))?;
    if !new_enough(&version) {
        return Err(format!("node {version} is too old. {wanted}."));
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    ask(npm, &["--version"])
        .map(|_| ())
        .ok_or(format!("npm was not found. {wanted}."))
}

fn new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|n| n.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= (20, 19)
}

fn packages(purpose: Purpose) -> Result<(), String> {
    let mut wanted = [&BUILD[..], &SHOW].concat();
    if purpose == Purpose::Test {
        wanted.extend(TEST);
        if browser().is_none() {
            wanted.push("chromium");
        }
    }
    if ask("dpkg-query", &["--version"]).is_none() {
        return elsewhere();
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {list}");
    println!("Missing system packages: {list}");
    let root = ask("id", &["-u"]).as_deref() == Some("0");
    if !root && ask("sudo", &["-n", "true"]).is_none() {
        return Err(format!(
            "I may not install them here. Run this, then the same command again:\n  sudo sh -c '{by_hand}'"
        ));
    }
    let apt = |words: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        if !root {
            command.args(["-n", "env"]);
        }
        command.args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=600",
            "-qq",
        ]);
        command.args(words);
        command
    };
    let limit = Duration::from_secs(20 * 60);
    run("system: package lists", limit, &mut apt(&["update"]));
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    if run("system: install packages", limit, install.args(&missing)).ok() {
        return Ok(());
    }
    Err(format!(
        "The system packages could not be installed. By hand:\n  {by_hand}"
    ))
}

fn installed(name: &str) -> bool {
    ask("dpkg-query", &["-W", "-f=${db:Status-Status}", name]).as_deref() == Some("installed")
}

/// Not Debian: nothing is installed, but what compiling needs is asked for.
fn elsewhere() -> Result<(), String> {
    if ask("pkg-config", &["--exists", "webkit2gtk-4.1", "librsvg-2.0"]).is_some() {
        return Ok(());
    }
    Err("WebKitGTK 4.1 and librsvg with their headers are needed, found through pkg-config (Fedora: dnf install \
         webkit2gtk4.1-devel librsvg2-devel; Arch: pacman -S webkit2gtk-4.1 librsvg)."
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_node_is_told_from_new() {
        for (version, enough) in [
            ("v20.19.0", true),
            ("v20.18.3", false),
            ("v24.1.0", true),
            ("v18.20.4", false),
        ] {
            assert_eq!(new_enough(version), enough, "{version}");
        }
    }
}
