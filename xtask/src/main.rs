//! `cargo xtask run`, `cargo xtask test`, `cargo xtask bundle`: what a fresh machine needs is installed, built and shown, step by step,
//! and each step says what it does and how long it took.
//!
//! **Whatever a developer runs, the same packages are built with the same features** (`--workspace`), so that nothing is
//! compiled twice. Start with [`layers`] (what `test` does) and [`journey`] (what `run` does without a display).
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks"
)]

mod bench;
mod bundle;
mod compile;
mod journey;
mod layers;
mod machine;
mod step;
mod ui;
mod windows;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask run [--headless]      build, then open the program; without a display: the main job into out/
       cargo xtask test [--only LAYERS]  every layer, or some: rust,cli,ui,e2e,window,windows
       cargo xtask bench [--peers]       every bench, into BENCHMARKS.md; with others on the same work
       cargo xtask bundle [--webview-offline]  the installers of this system, in release, and their bill of materials";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["run"] => journey::run(machine::Screen::find()),
        ["run", "--headless"] => journey::run(machine::Screen::None),
        ["test"] => layers::test(&layers::Layer::ALL),
        ["test", "--only", list] => layers::Layer::parse(list).and_then(|some| layers::test(&some)),
        ["bench"] => bench::bench(false),
        ["bench", "--peers"] => bench::bench(true),
        ["bundle"] => bundle::bundle(bundle::WebView::Fetched),
        ["bundle", "--webview-offline"] => bundle::bundle(bundle::WebView::Brought),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
