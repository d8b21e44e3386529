//! Damaged files by the hundred, for every reader of files: whatever arrives is read or refused in a sentence, soon, and
//! what was read is sound.
//!
//! The bounded stand-in for a fuzzer, on the stable compiler: seeds from the suites and from `tests/suite/damage`,
//! altered by a fixed sequence, so that a failure comes again and means the same everywhere. A file that once did harm is
//! kept in `tests/suite/damage/READER/` and read as it is, first of all.
//!
//! `cargo test --workspace --test damage` alters each seed a few times. The longer run, by one command:
//! `DAMAGE_SECONDS=600 cargo test --workspace --release --test damage -- --nocapture`. What it finds is written to the
//! temporary folder and named.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly")]

mod alter;
mod readers;
mod seeds;

use alter::{Dice, altered};
use readers::Reader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Alterations of each seed in the short run.
const EACH: u64 = 14;
/// Reading that takes longer than this, unoptimised and on a busy machine, never ends.
const TIME: Duration = Duration::from_secs(60);

/// A file with its name.
type File = (String, Vec<u8>);

fn judged(read: Reader, name: &str, bytes: &[u8]) -> Result<(), String> {
    let begun = Instant::now();
    let fault = catch_unwind(AssertUnwindSafe(|| read(name, bytes)));
    let took = begun.elapsed();
    match fault {
        Err(_) => Err("ended in a panic".to_owned()),
        Ok(Err(fault)) => Err(fault),
        Ok(Ok(())) if took > TIME => Err(format!("took {took:?}")),
        Ok(Ok(())) => Ok(()),
    }
}

/// Keeps the input where a person finds it: to be copied into the suite with its mend.
fn kept(reader: &str, number: u64, name: &str, bytes: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("damage-{reader}-{number}-{name}"));
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

fn run(reader: &str, read: Reader, mut seeds: Vec<File>) {
    seeds.extend(seeds::kept(reader));
    assert!(!seeds.is_empty(), "{reader} has no seeds");
    let asked = std::env::var("DAMAGE_SECONDS").ok().and_then(|s| s.parse().ok());
    let end = asked.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut faults: Vec<String> = Vec::new();
    let mut tried = 0_u64;
    let mut check = |number: u64, name: &str, bytes: &[u8]| {
        tried += 1;
        if let Err(fault) = judged(read, name, bytes) {
            let path = kept(reader, number, name, bytes);
            faults.push(format!("{name}, alteration {number}: {fault}; kept as {path}"));
        }
        faults.len() < 20
    };
    for (name, bytes) in &seeds {
        check(0, name, bytes);
    }
    let numbers = 1..if end.is_some() { u64::MAX } else { EACH + 1 };
    'all: for number in numbers {
        for (index, (name, bytes)) in (0_u64..).zip(&seeds) {
            let mut dice = Dice::new(index * 1_000_003 + number);
            let other = &seeds[dice.below(seeds.len())].1;
            let goes_on = check(number, name, &altered(bytes, other, &mut dice));
            if !goes_on || end.is_some_and(|end| Instant::now() > end) {
                break 'all;
            }
        }
    }
    println!("{reader}: {tried} files from {} seeds", seeds.len());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn sheets() {
    run("sheets", readers::sheet, seeds::sheets());
}

#[test]
fn words_of_bulletins() {
    run("words", readers::words, seeds::words());
}

#[test]
fn calendars() {
    run("ics", readers::calendar, seeds::calendars());
}

#[test]
fn seasons_parcels_and_parts() {
    run("season", readers::season, seeds::seasons());
}

#[test]
fn locked_parts() {
    run("locked", readers::locked, seeds::locked());
}

#[test]
fn settings_of_an_office() {
    run("settings", readers::settings, seeds::settings());
}

#[test]
fn attachments() {
    run("attachments", readers::attachment, seeds::attachments());
}
