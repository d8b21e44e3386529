//! Cargo, always over the whole workspace: with a part of it the shared libraries would get other features and be
//! compiled again.

use crate::machine::{jobs, root};
use crate::step::{Ran, run};
use std::process::Command;
use std::time::Duration;

/// A cold Tauri build took 11 minutes on two busy processors.
const LIMIT: Duration = Duration::from_secs(50 * 60);

/// Programs and tests in one go: apart, a few libraries would get other features and come twice.
pub(crate) fn everything() -> Ran {
    let words = ["build", "--workspace", "--all-targets"];
    run("build: everything, tests too", LIMIT, cargo().args(words))
}

/// The command line and the window.
pub(crate) fn programs() -> Ran {
    let words = ["build", "--workspace", "--exclude", "xtask", "--bins"];
    run("build: usr-desk and its window", LIMIT, cargo().args(words))
}

/// Every test of every crate.
pub(crate) fn tests() -> Ran {
    run(
        "rust: tests",
        LIMIT,
        cargo().args(["test", "--workspace", "--no-fail-fast"]),
    )
}

/// The style that rustfmt.toml names.
pub(crate) fn style() -> Ran {
    run("rust: format", LIMIT, cargo().args(["fmt", "--all", "--check"]))
}

/// No warning stands.
pub(crate) fn lints() -> Ran {
    let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run("rust: clippy", LIMIT, cargo().args(words))
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    if std::env::var_os("CARGO_BUILD_JOBS").is_none() {
        cargo.env("CARGO_BUILD_JOBS", jobs().to_string());
    }
    cargo
}
