//! How a file is damaged: bytes, words, the parts of an archive, the values of a JSON file.

use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;

/// A fixed sequence (Knuth's constants): a failure comes again.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed);
        // Neighbouring seeds begin alike.
        dice.below(2);
        dice.below(2);
        dice
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn one_of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Words on which readers have stumbled.
const WORDS: [&[u8]; 26] = [
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&#x0;",
    b"&#1114112;",
    b"&a;",
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"NaN",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xF0\x9F\x92",
    b"((((((((((((((((((((((((((((((((",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"\r\n ",
    b"BEGIN:VEVENT\r\n",
    b"DTSTART;TZID=Nowhere:20261332T256199Z\r\n",
    b"RRULE:FREQ=SECONDLY\r\n",
    b"Content-Transfer-Encoding: base64\r\n\r\n",
    b"=?UTF-8?B?////?=",
    b"r=\"XFD1048576\"",
    b"113\xE5\xB9\xB413\xE6\x9C\x8840\xE6\x97\xA5",
];

/// A damaged copy. `other` is another seed of the same reader, for what only two together do.
pub(crate) fn altered(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let made = match dice.below(4) {
        0 | 1 => with_a_part_altered(bytes, dice).or_else(|| with_a_value_altered(bytes, dice)),
        2 => Some(spliced(bytes, other, dice)),
        _ => None,
    };
    made.unwrap_or_else(|| {
        let mut copy = bytes.to_vec();
        alter(&mut copy, dice);
        copy
    })
}

fn alter(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = *dice.one_of(b"0<>&\"'9-\xff\x00"),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => bytes.truncate(at),
            5 => drop(bytes.splice(at..at, dice.one_of(&WORDS).iter().copied())),
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

/// The beginning of one and the end of another.
fn spliced(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut made = bytes[..dice.below(bytes.len() + 1)].to_vec();
    made.extend_from_slice(&other[dice.below(other.len() + 1)..]);
    made
}

/// The same archive with one of its parts altered and packed anew: deeper than damage to compressed bytes goes.
fn with_a_part_altered(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(archive.len());
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.to_string();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        if index == chosen {
            match with_a_value_altered(&text, dice) {
                Some(other) => text = other,
                None => alter(&mut text, dice),
            }
        }
        made.start_file(name, SimpleFileOptions::default()).ok()?;
        made.write_all(&text).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}

/// The same JSON with one of its values another.
fn with_a_value_altered(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut whole: Value = serde_json::from_slice(bytes).ok()?;
    let mut here = &mut whole;
    for _ in 0..dice.below(9) {
        let inner = match here {
            Value::Array(items) => items.len(),
            Value::Object(fields) => fields.len(),
            _ => 0,
        };
        if inner == 0 {
            break;
        }
        let chosen = dice.below(inner);
        here = match here {
            Value::Array(items) => &mut items[chosen],
            Value::Object(fields) => fields.values_mut().nth(chosen)?,
            _ => break,
        };
    }
    let others = [
        json!([]),
        json!({}),
        json!(null),
        json!(true),
        json!(""),
        json!(-1),
        json!(0.1),
        json!(18_446_744_073_709_551_615_u64),
        json!([[]]),
        json!([here.clone(), here.clone()]),
        json!({ "": here.clone() }),
        serde_json::from_str("1e400").unwrap_or_default(),
        serde_json::from_str("123456789012345678901234567890.123456789").unwrap_or_default(),
        json!("𡘙\u{202e}\u{0}\u{fffe}\n"),
        json!("9999-99-99"),
    ];
    *here = dice.one_of(&others).clone();
    serde_json::to_vec(&whole).ok()
}
