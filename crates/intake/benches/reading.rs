//! How long a long sheet takes and how much memory: `cargo bench -p usr-desk-intake`. A few rows of figures, then it ends.
//!
//! Goals: 5,000 rows of 20 columns are cells in 0.15 s and a preview in 0.5 s; 100,000 rows of 8 columns are a preview in
//! 1.5 s and within 100 MB. It fails at twice that, so that a busy machine is no failure and a slip of an order of
//! magnitude is one.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks to its reader and may fail"
)]

mod long;

use std::process::Command;
use std::time::{Duration, Instant};
use usr_desk_intake::{Map, Wanted, answer, guard, workbook::workbook};

const NAME: &str = "經費.xlsx";
const PART: &str = "INTAKE_BENCH_PART";
const TIMES: usize = 5;

/// A sheet, what is done with it, and what that may cost.
struct Part {
    rows: u32,
    columns: u32,
    wanted: Option<Wanted>,
    seconds: f64,
    megabytes: u64,
}

const PARTS: [Part; 4] = [
    Part {
        rows: 5_000,
        columns: 20,
        wanted: None,
        seconds: 0.15,
        megabytes: 100,
    },
    Part {
        rows: 5_000,
        columns: 20,
        wanted: Some(Wanted::Preview),
        seconds: 0.5,
        megabytes: 100,
    },
    Part {
        rows: 100_000,
        columns: 8,
        wanted: Some(Wanted::Preview),
        seconds: 1.5,
        megabytes: 100,
    },
    Part {
        rows: 100_000,
        columns: 8,
        wanted: Some(Wanted::Reading),
        seconds: 1.5,
        megabytes: 100,
    },
];

/// The most memory that this process ever held, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// What the worker does with the file, its answer written out and thrown away; how many bytes that was.
fn work(bytes: &[u8], wanted: Option<Wanted>) -> usize {
    struct Counted(usize);
    impl std::io::Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let Some(wanted) = wanted else {
        let book = workbook(guard(NAME, bytes).unwrap()).unwrap();
        return book.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    };
    let answer = answer(NAME, bytes, &Map::default(), wanted);
    assert_eq!(answer.error, None);
    let mut counted = Counted(0);
    serde_json::to_writer(&mut counted, &answer).unwrap();
    counted.0
}

/// One part in a process of its own, so that its memory is its own.
fn measure(part: &Part) {
    let file = std::env::var("INTAKE_BENCH_FILE").unwrap();
    let bytes = std::fs::read(file).unwrap();
    let mut made = 0;
    let times = (0..TIMES).map(|_| {
        let begun = Instant::now();
        made = work(&bytes, part.wanted);
        begun.elapsed()
    });
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    let (best, median) = (times[0].as_secs_f64(), times[TIMES / 2].as_secs_f64());
    let (what, unit) = match part.wanted {
        None => ("cells", "cells"),
        Some(Wanted::Preview) => ("preview", "bytes of answer"),
        Some(Wanted::Reading) => ("lines", "bytes of answer"),
    };
    println!(
        "{:>7} × {:<2} {what:<8} best {best:.3} s, median {median:.3} s (goal {} s), peak {} MB (goal {} MB), {made} {unit}",
        part.rows,
        part.columns,
        part.seconds,
        peak(),
        part.megabytes
    );
    assert!(best < part.seconds * 2.0, "{best} s is over twice the goal");
    assert!(
        peak() < part.megabytes * 2,
        "{} MB is over twice the goal",
        peak()
    );
}

fn main() {
    if let Ok(part) = std::env::var(PART) {
        return measure(&PARTS[part.parse::<usize>().unwrap()]);
    }
    let folder = tempfile::tempdir().unwrap();
    for (index, part) in PARTS.iter().enumerate() {
        let file = folder.path().join(format!("{}-{}.xlsx", part.rows, part.columns));
        if !file.exists() {
            std::fs::write(&file, long::workbook(part.rows, part.columns)).unwrap();
        }
        let run = Command::new(std::env::current_exe().unwrap())
            .env(PART, index.to_string())
            .env("INTAKE_BENCH_FILE", &file)
            .status();
        assert!(run.unwrap().success());
    }
}
