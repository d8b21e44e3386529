//! Every way by which a file comes in, each with what must hold of whatever it says.

use usr_desk_bulletin::document::document;
use usr_desk_desk::exchange;
use usr_desk_desk::locked::{Passphrase, opened};
use usr_desk_intake::{Map, Unreadable, Wanted, answer};
use usr_desk_packet::Setup;
use usr_desk_rules::Rulebook;
use usr_desk_workspace::{format, objects};

/// Reads a file of this name; an error is what should not have been.
pub(crate) type Reader = fn(&str, &[u8]) -> Result<(), String>;

/// A refusal is a sentence of the office's language.
fn sentence(said: &str) -> Result<(), String> {
    if said.is_ascii() || said.trim().is_empty() {
        return Err(format!("「{said}」 is no sentence"));
    }
    Ok(())
}

pub(crate) fn sheet(name: &str, bytes: &[u8]) -> Result<(), String> {
    let answer = answer(name, bytes, &Map::default(), Wanted::Reading);
    let Some(reading) = answer.reading else {
        let error = answer.error.ok_or("neither lines nor a reason")?;
        if error == Unreadable::Unexpected.said() {
            return Err("a reader panicked".to_owned());
        }
        return sentence(&error);
    };
    for line in &reading.lines {
        if line.name.is_empty() {
            return Err(format!("{line:?} has no cell or no name"));
        }
        if line.amount.is_none() && reading.warnings.is_empty() {
            return Err(format!("{line:?} has no amount, and nothing says so"));
        }
    }
    Ok(())
}

pub(crate) fn words(_: &str, bytes: &[u8]) -> Result<(), String> {
    match document(bytes) {
        Ok(read) => events(&read.text),
        Err(error) => sentence(&error.to_string()),
    }
}

pub(crate) fn calendar(_: &str, bytes: &[u8]) -> Result<(), String> {
    events(&String::from_utf8_lossy(bytes))
}

/// Doubts lie at words that are there.
fn events(text: &str) -> Result<(), String> {
    let length = text.chars().count();
    let read = usr_desk_bulletin::read(text, usr_desk_bulletin::Context::default());
    let json = serde_json::to_value(&read).map_err(|e| e.to_string())?;
    let mut outside = Vec::new();
    places(&json, length, &mut outside);
    outside.pop().map_or(Ok(()), Err)
}

fn places(value: &serde_json::Value, length: usize, outside: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            let end = fields.get("end").and_then(serde_json::Value::as_u64);
            if end.is_some_and(|end| end > length as u64) {
                outside.push(format!("{value} lies behind the end of {length} characters"));
            }
            fields.values().for_each(|v| places(v, length, outside));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| places(v, length, outside)),
        _ => {}
    }
}

pub(crate) fn season(name: &str, bytes: &[u8]) -> Result<(), String> {
    let parcel = match exchange::read(name, bytes) {
        Ok(parcel) => parcel,
        Err(error) => return sentence(&error.to_string()),
    };
    let written = format::write(&parcel.season);
    let again = format::read(&written).map_err(|e| format!("what was written is not read: {e}"))?;
    if format::write(&again) != written {
        return Err("written, read and written again it is another season".to_owned());
    }
    Ok(())
}

/// A file behind a passphrase, by the one that opens the kept ones.
pub(crate) fn locked(name: &str, bytes: &[u8]) -> Result<(), String> {
    let passphrase = Passphrase::new("correct horse");
    match opened(name, bytes.to_vec(), Some(&passphrase)) {
        Ok(plain) => season(name, &plain),
        Err(error) => sentence(&error.to_string()),
    }
}

/// The corrections of a sheet (`--map`), the setup of the print room, a pack of rules.
pub(crate) fn settings(name: &str, bytes: &[u8]) -> Result<(), String> {
    if name.ends_with(".md") {
        let mut book = Rulebook::embedded().map_err(|e| e.to_string())?;
        let text = String::from_utf8_lossy(bytes);
        return book.add_pack(name, &text).or_else(|e| sentence(&e.to_string()));
    }
    if let Ok(map) = objects::from_slice::<Map>(bytes) {
        let text = serde_json::to_vec(&map).map_err(|e| e.to_string())?;
        let again: Map = objects::from_slice(&text).map_err(|e| e.to_string())?;
        if again != map {
            return Err("the corrections read back are others".to_owned());
        }
    }
    Setup::read(bytes).map(drop).or_else(|said| sentence(&said.zh))
}

pub(crate) fn attachment(_: &str, bytes: &[u8]) -> Result<(), String> {
    usr_desk_packet::page_count(bytes)
        .map(drop)
        .or_else(|why| sentence(why.zh))?;
    usr_desk_packet::read_printed(bytes).map(drop).or_else(sentence)
}
