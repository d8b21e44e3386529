//! The last layer of `cargo xtask test`: everything type-checked for Windows on a Debian machine.
//!
//! Debian packs a compiler, the standard library's sources and MinGW. They are unpacked into a cache and never
//! installed, so that rustup stays as it is. The `web` builds are what Debian 12 has that is new enough. Where the
//! packages cannot be had the check is skipped, and says so: it must not keep anyone from testing the rest.

use crate::machine::root;
use crate::step::{Ran, ask, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const TARGET: &str = "x86_64-pc-windows-gnu";
const PACKAGES: [&str; 18] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "libstd-rust-web-dev",
    "libstd-rust-web-1.96",
    "libllvm22",
    "libgit2-1.5",
    "libhttp-parser2.9",
    "libmbedcrypto7",
    "libmbedx509-1",
    "libmbedtls14",
    "gcc-mingw-w64-base",
    "gcc-mingw-w64-x86-64-win32",
    "gcc-mingw-w64-x86-64-win32-runtime",
    "g++-mingw-w64-x86-64-win32",
    "binutils-mingw-w64-x86-64",
    "mingw-w64-x86-64-dev",
    "mingw-w64-common",
];

/// The check as a step, or why it cannot be tried here.
pub(crate) fn checked() -> Result<Ran, String> {
    let toolchain = toolchain()?;
    let programs = toolchain.join("usr/bin");
    let mut cargo = Command::new(programs.join("cargo"));
    cargo.args([
        "check",
        "--locked",
        "-Zbuild-std=std,panic_abort",
        "--target",
        TARGET,
    ]);
    cargo.args(["-p", "usr-desk-cli", "-p", "usr-desk-window"]);
    cargo.current_dir(root());
    // Nothing of the rustup toolchain that runs this may leak into the other compiler.
    for variable in [
        "CARGO",
        "RUSTUP_TOOLCHAIN",
        "RUSTUP_HOME",
        "RUSTC_WRAPPER",
        "RUSTFLAGS",
    ] {
        cargo.env_remove(variable);
    }
    cargo.env("RUSTC", programs.join("rustc"));
    // -Zbuild-std on a compiler that calls itself stable.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("LD_LIBRARY_PATH", toolchain.join("usr/lib/x86_64-linux-gnu"));
    cargo.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
    cargo.env(
        "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER",
        "x86_64-w64-mingw32-gcc",
    );
    cargo.env("CARGO_TARGET_DIR", target());
    let limit = Duration::from_secs(25 * 60);
    Ok(run("windows: type-check", limit, &mut cargo))
}

/// Beside the other builds, so that `cargo clean` takes it along.
fn target() -> PathBuf {
    let debug = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_path_buf));
    let target = debug.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    target.unwrap_or_else(|| root().join("target")).join("windows")
}

/// The unpacked compiler; fetched at the first time.
fn toolchain() -> Result<PathBuf, String> {
    let cache = cache().ok_or("there is no folder for caches (neither XDG_CACHE_HOME nor HOME)")?;
    let folder = cache.join("usr-desk/windows-toolchain");
    if folder.join("complete").exists() {
        return Ok(folder);
    }
    if std::env::consts::ARCH != "x86_64" || ask("apt-get", &["--version"]).is_none() {
        return Err("the compiler comes from Debian's packages for x86_64".to_owned());
    }
    let io = |e: std::io::Error| format!("{}: {e}", folder.display());
    let packed = folder.join("packed");
    fs::create_dir_all(&packed).map_err(io)?;
    let mut fetch = Command::new("apt-get");
    fetch
        .args(["download", "-qq"])
        .args(PACKAGES)
        .current_dir(&packed);
    if !run(
        "windows: fetch the compiler (205 MB, once)",
        Duration::from_secs(10 * 60),
        &mut fetch,
    )
    .ok()
    {
        return Err("Debian's packages of the compiler cannot be had here".to_owned());
    }
    for package in fs::read_dir(&packed).map_err(io)?.flatten() {
        let mut unpack = Command::new("dpkg-deb");
        unpack.arg("-x").arg(package.path()).arg(&folder);
        if !unpack.status().is_ok_and(|status| status.success()) {
            return Err(format!("{} cannot be unpacked", package.path().display()));
        }
    }
    for tool in ["gcc", "g++", "cpp"] {
        let name = folder.join(format!("usr/bin/x86_64-w64-mingw32-{tool}"));
        let _ = fs::remove_file(&name);
        link(&format!("x86_64-w64-mingw32-{tool}-win32"), &name).map_err(io)?;
    }
    fs::remove_dir_all(&packed).map_err(io)?;
    fs::write(folder.join("complete"), "").map_err(io)?;
    Ok(folder)
}

fn cache() -> Option<PathBuf> {
    let set = |variable| {
        std::env::var_os(variable)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
}

#[cfg(unix)]
fn link(to: &str, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("only on Debian"))
}
