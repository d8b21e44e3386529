//! How long each stage of reading takes: `cargo run --release -p usr-desk-intake --example stages -- FILE`.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::time::Instant;
use usr_desk_intake::{Map, guard, lines, preview, survey, workbook::workbook};

fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = work();
    println!("{stage:>9} {:>8.1} ms", begun.elapsed().as_secs_f64() * 1000.0);
    made
}

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("a readable file");
    let map = Map::default();
    let admitted = timed("guard", || guard(&path, &bytes)).expect("a workbook that is let in");
    let book = timed("workbook", || workbook(admitted)).expect("a workbook that can be read");
    let found = timed("survey", || survey(&book, &map));
    let reading = timed("lines", || lines(&book, &found, &map));
    let shown = timed("preview", || preview(&path, &book, &found, &reading, &map));
    let text = timed("json", || serde_json::to_string(&(&reading, &shown))).expect("plain data");
    println!(
        "{} lines, {} doubts, {} bytes",
        reading.lines.len(),
        reading.warnings.len(),
        text.len()
    );
}
