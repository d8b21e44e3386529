//! What is no container: HTML, Excel 2003 XML, delimited text, in whichever encoding.

use super::Kind;
use crate::Unreadable;

/// Text forms are small; a page of this size is no budget.
const MAX_TEXT: usize = 8 << 20;

/// What the text is, and the encoding where it was guessed.
pub(super) fn admit(bytes: &[u8]) -> Result<(Kind<'static>, Option<&'static str>), Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotSpreadsheet(said!("PDF 文件", "a PDF document")));
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Err(Unreadable::NotSpreadsheet(said!("圖片", "a picture")));
    }
    if bytes.len() > MAX_TEXT {
        return Err(Unreadable::TooLarge(8));
    }
    let (text, guessed) = decode(bytes)?;
    let start: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") && start.contains("<workbook") {
        if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
            return Err(Unreadable::Entities);
        }
        return Ok((Kind::Xml2003(text), guessed));
    }
    if start.contains("<table") || start.contains("<html") || text.to_ascii_lowercase().contains("<table") {
        return Ok((Kind::Html(text), guessed));
    }
    if start.trim_start().starts_with("<?xml") || start.trim_start().starts_with('{') {
        return Err(Unreadable::UnknownFormat);
    }
    let separator = separator(&text).ok_or(Unreadable::UnknownFormat)?;
    Ok((Kind::Delimited { text, separator }, guessed))
}

fn decode(bytes: &[u8]) -> Result<(String, Option<&'static str>), Unreadable> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, is_bad) = encoding.decode(bytes);
        return if is_bad {
            Err(Unreadable::UnknownFormat)
        } else {
            Ok((text.into_owned(), None))
        };
    }
    if bytes.contains(&0) {
        return Err(Unreadable::UnknownFormat);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    // Big5 as browsers read it includes what cp950 added (恒).
    let (text, _, is_bad) = encoding_rs::BIG5.decode(bytes);
    let (text, name) = if is_bad {
        let (text, _, is_bad) = encoding_rs::GB18030.decode(bytes);
        if is_bad {
            return Err(Unreadable::UnknownFormat);
        }
        (text, "GB18030")
    } else {
        (text, "Big5")
    };
    Ok((text.into_owned(), Some(name)))
}

/// The separator that most of the first lines agree on; text without one is no table.
fn separator(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(20).collect();
    of_many_columns(&lines).or_else(|| of_two_columns(&lines))
}

/// 項目 and 金額 alone: one mark in nearly every line, so that a letter with a comma in it is no table.
fn of_two_columns(lines: &[&str]) -> Option<u8> {
    let score = |mark: char| lines.iter().filter(|l| l.contains(mark)).count();
    let best = ['\t', ',', ';', '|']
        .into_iter()
        .max_by_key(|mark| score(*mark))?;
    // A title above and a note below have none.
    let is_table = score(best) >= 2 && lines.len() - score(best) <= 2;
    is_table.then_some(u8::try_from(best).unwrap_or(b','))
}

fn of_many_columns(lines: &[&str]) -> Option<u8> {
    let score = |mark: char| lines.iter().filter(|l| l.matches(mark).count() >= 2).count();
    let best = ['\t', ',', ';', '|']
        .into_iter()
        .max_by_key(|mark| (score(*mark), u32::from(*mark == '\t')))?;
    let found = score(best) >= 2 || (lines.len() == 1 && score(best) == 1);
    found.then_some(u8::try_from(best).unwrap_or(b','))
}
