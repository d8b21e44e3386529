//! Damaged workbooks by the hundred: every sample, bytes and inner XML altered, cut and doubled at places that a fixed
//! sequence chooses. Whatever arrives is read or refused in a sentence; a reading stays within what the sheet shows.
//!
//! The bounded stand-in for a fuzzer: it runs with every test, and the same sequence everywhere. More of it:
//! `MUTATIONS=2000 cargo test --release -p usr-desk-intake --test mutations`.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use usr_desk_intake::grid::cell_at;
use usr_desk_intake::{Map, Unreadable, answer};
use zip::write::SimpleFileOptions;

/// Alterations of each sample, half of the file's bytes and half of its inner parts.
const EACH: u64 = 24;
const TIME: Duration = Duration::from_secs(60);

/// A fixed sequence (Knuth's constants): a failure comes again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

fn alter(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = *b"0<>&\"'9-\xff\x00".get(dice.below(10)).unwrap(),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => bytes.truncate(at),
            // A number grows: row 8 becomes row 88888.
            _ => {
                let digit = (at..bytes.len()).find(|i| bytes[*i].is_ascii_digit());
                if let Some(digit) = digit {
                    let grown = [bytes[digit]; 4];
                    bytes.splice(digit..digit, grown);
                }
            }
        }
    }
}

/// The same archive with one of its parts altered and packed anew: deeper than damage to compressed bytes goes.
fn with_a_part_altered(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(archive.len());
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.to_string();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        if index == chosen {
            alter(&mut text, dice);
        }
        made.start_file(name, SimpleFileOptions::default()).ok()?;
        made.write_all(&text).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/budget-sheets");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.retain(|p| p.extension().is_some_and(|e| e != "json"));
    paths.sort();
    let named = |p: &PathBuf| {
        (
            p.file_name().unwrap().to_string_lossy().into_owned(),
            std::fs::read(p).unwrap(),
        )
    };
    paths.iter().map(named).collect()
}

fn check(name: &str, number: u64, bytes: &[u8]) {
    let begun = Instant::now();
    let answer = answer(name, bytes, &Map::default());
    let what = format!("{name}, alteration {number}");
    assert!(begun.elapsed() < TIME, "{what} took {:?}", begun.elapsed());
    if let Some(error) = &answer.error {
        assert_ne!(
            *error,
            Unreadable::Unexpected.to_string(),
            "{what} ended in a panic"
        );
        assert!(!error.is_ascii(), "{what}: {error} is no sentence");
    } else {
        assert!(answer.bundle.is_some(), "{what}: neither lines nor a reason");
    }
    for line in answer.bundle.iter().flat_map(|b| &b.reading.lines) {
        assert!(
            cell_at(&line.source_cell).is_some(),
            "{what}: {line:?} has no cell"
        );
        assert!(!line.name.is_empty(), "{what}: {line:?} has no name");
    }
}

#[test]
fn whatever_arrives_is_read_or_refused_in_a_sentence() {
    let each = std::env::var("MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(EACH);
    let samples = samples();
    assert_eq!(samples.len(), 10);
    for (index, (name, bytes)) in (1_u64..).zip(&samples) {
        for number in 0..each {
            let mut dice = Dice(index * 1_000_003 + number);
            let inner = (number % 2 == 0)
                .then(|| with_a_part_altered(bytes, &mut dice))
                .flatten();
            let altered = inner.unwrap_or_else(|| {
                let mut altered = bytes.clone();
                alter(&mut altered, &mut dice);
                altered
            });
            check(name, number, &altered);
        }
    }
}
