//! Number formats that show a number divided: `#,##0,` shows thousands, `0!.0,` ten thousands with one place. The stored
//! number is what it is; **whoever reads the page sees another**.

use super::ooxml::{Archive, open};
use super::tags;
use std::collections::BTreeMap;

/// By how many tens a number format divides what it shows; 0 = by nothing.
pub(super) fn tens(format: &str) -> u8 {
    let format = format.replace("&quot;", "\"").replace("&amp;", "&");
    let mut characters = format.chars();
    // Commas behind the last digit divide by a thousand each; a point that is only drawn divides by its places.
    let (mut commas, mut places) = (0_u8, None::<u8>);
    while let Some(c) = characters.next() {
        match c {
            ';' => break,
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '"' => {
                let literal: String = characters.by_ref().take_while(|c| *c != '"').collect();
                if literal == "." {
                    places = Some(0);
                }
            }
            '\\' | '!' => {
                let drawn = characters.next();
                if drawn == Some('.') {
                    places = Some(0);
                }
            }
            '_' | '*' => {
                characters.next();
            }
            '0' | '#' | '?' => {
                commas = 0;
                places = places.map(|n| n.saturating_add(1));
            }
            ',' => commas = commas.saturating_add(1),
            // In front of the point they divide too.
            '.' if commas > 0 => break,
            _ => {}
        }
    }
    commas
        .saturating_mul(3)
        .saturating_add(places.unwrap_or(0))
        .min(12)
}

/// By how many tens each style of an .xlsx divides, by its number; empty = none does.
pub(super) fn of_styles(archive: &mut Archive<'_>) -> Vec<u8> {
    let Ok(part) = open(archive, "xl/styles.xml") else {
        return Vec::new();
    };
    let mut formats = BTreeMap::new();
    let mut styles = Vec::new();
    let mut is_within = false;
    let seen = tags::each(part, |tag| {
        match tag.name {
            b"numFmt" => {
                let id = tag.attribute("numFmtId").map(str::to_owned);
                if let (Some(id), Some(code)) = (id, tag.attribute("formatCode")) {
                    formats.insert(id, tens(code));
                }
            }
            b"cellXfs" => is_within = true,
            b"cellStyles" | b"dxfs" => is_within = false,
            b"xf" if is_within => {
                let id = tag.attribute("numFmtId").unwrap_or_default();
                styles.push(formats.get(id).copied().unwrap_or(0));
            }
            _ => {}
        }
        Ok(())
    });
    if seen.is_err() || styles.iter().all(|tens| *tens == 0) {
        return Vec::new();
    }
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_divide_are_told_from_those_that_do_not() {
        for (format, hidden) in [
            ("General", 0),
            ("#,##0", 0),
            ("#,##0.00", 0),
            ("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", 0),
            ("\"NT$\"#,##0;[Red]-#,##0", 0),
            ("#,##0,", 3),
            ("#,##0,;[Red]-#,##0,", 3),
            ("#,##0.0,", 3),
            ("#,##0,.00", 3),
            ("0,,", 6),
            ("#,##0,\"千元\"", 3),
            ("#,##0,&quot;千元&quot;", 3),
            ("0!.0,", 4),
            ("0\\.0,", 4),
            ("0\".\"0,", 4),
            ("0!.0000", 4),
            ("yyyy\\.mm", 0),
            ("0,\"a\"0", 0),
        ] {
            assert_eq!(tens(format), hidden, "{format}");
        }
    }
}
