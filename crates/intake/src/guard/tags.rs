//! The tags of an XML part, one after another, without taking the part apart: a sheet of a hundred thousand rows has
//! three million of them, and the guard wants a few words of each.
//!
//! It reads a superset of what a parser would: text that only looks like a tag is none of a sheet's cells, and counts
//! against the limits all the same.

use crate::Unreadable;
use memchr::memmem;
use std::io::Read;

/// What is read at a time.
const CHUNK: usize = 256 << 10;
/// A longer tag, comment or stretch of text is no part of a sheet.
const LONGEST: usize = 4 << 20;

/// A tag that opens an element or is one: its name without prefix, and what stands behind the name.
pub(super) struct Tag<'a> {
    pub(super) name: &'a [u8],
    attributes: &'a [u8],
}

impl Tag<'_> {
    /// The text of an attribute, by its local name. References stay as they are written: no number has any.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let mut rest = self.attributes;
        while let Some(equals) = find(b'=', rest) {
            let (before, after) = (&rest[..equals], &rest[equals + 1..]);
            let open = after.iter().position(|b| !b.is_ascii_whitespace())?;
            let quote = *after.get(open).filter(|b| matches!(b, b'"' | b'\''))?;
            let value = &after[open + 1..];
            let end = find(quote, value)?;
            if local(before.trim_ascii()) == wanted.as_bytes() {
                return std::str::from_utf8(&value[..end]).ok();
            }
            rest = &value[end + 1..];
        }
        None
    }
}

/// Where a byte is. Tags stand a few bytes apart, where a plain loop is as quick as any.
fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| *b == byte)
}

/// `row` of `x:row`.
fn local(name: &[u8]) -> &[u8] {
    find(b':', name).map_or(name, |at| &name[at + 1..])
}

/// Shows every opening tag of the part to `see`, and reads the part to its end.
pub(super) fn each(
    mut part: impl Read,
    mut see: impl FnMut(Tag<'_>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let damaged = |_| Unreadable::Damaged(said!("壓縮資料錯誤", "its compressed data are wrong"));
    let mut seen = Vec::with_capacity(2 * CHUNK);
    loop {
        let read = Read::by_ref(&mut part)
            .take(CHUNK as u64)
            .read_to_end(&mut seen)
            .map_err(damaged)?;
        let done = whole_tags(&seen, &mut see)?;
        seen.drain(..done);
        if read == 0 {
            let is_text = !seen.contains(&b'<');
            return is_text
                .then_some(())
                .ok_or_else(|| Unreadable::Malformed(said!("工作表 XML 語法", "the XML of a sheet")));
        }
        if seen.len() > LONGEST {
            return Err(Unreadable::Malformed(said!(
                "工作表 XML 語法",
                "the XML of a sheet"
            )));
        }
    }
}

/// Shows the tags that are there from beginning to end; gives back how many bytes are done with.
fn whole_tags(
    seen: &[u8],
    see: &mut impl FnMut(Tag<'_>) -> Result<(), Unreadable>,
) -> Result<usize, Unreadable> {
    let mut at = 0;
    while let Some(open) = find(b'<', &seen[at..]) {
        at += open;
        let rest = &seen[at..];
        let length = match rest {
            [b'<', b'!', b'-', b'-', ..] => memmem::find(&rest[4..], b"-->").map(|end| end + 7),
            [b'<', b'!', b'[', ..] => memmem::find(rest, b"]]>").map(|end| end + 3),
            // What begins like a comment may still become one.
            [b'<', b'!', more @ ..] if more.len() < 8 => None,
            [b'<', b'!', ..] => return Err(Unreadable::Entities),
            [b'<', b'?', ..] => memmem::find(rest, b"?>").map(|end| end + 2),
            _ => end_of(rest),
        };
        let Some(length) = length else { return Ok(at) };
        if let [b'<', body @ .., b'>'] = &rest[..length]
            && !matches!(body.first(), None | Some(b'/' | b'!' | b'?'))
        {
            let end = body.iter().position(|b| b.is_ascii_whitespace() || *b == b'/');
            let (name, attributes) = body.split_at(end.unwrap_or(body.len()));
            let name = local(name);
            see(Tag { name, attributes })?;
        }
        at += length;
    }
    // Text behind the last tag holds none.
    Ok(seen.len())
}

/// How long the tag is that begins here; a `>` between quotes does not end it.
fn end_of(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let marks = |b: &u8| matches!(b, b'>' | b'"' | b'\'');
        let found = at + rest.get(at..)?.iter().position(marks)?;
        match rest[found] {
            b'>' => return Some(found + 1),
            quote => at = found + 2 + find(quote, &rest[found + 1..])?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Result<Vec<(String, Option<String>)>, Unreadable> {
        let mut found = Vec::new();
        each(text.as_bytes(), |tag| {
            let name = String::from_utf8_lossy(tag.name).into_owned();
            found.push((name, tag.attribute("r").map(str::to_owned)));
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn tags_are_told_from_what_looks_like_one() {
        let text = "<?xml version='1.0'?><!-- <c r='A1'> --><x:row x:r = '7' note=\"a > b r='8'\"><c r=\"B7\"/>\
                    <v>1 > 0</v></x:row><![CDATA[<c r='Z9'>]]>  ";
        let of = |name: &str, r: Option<&str>| (name.to_owned(), r.map(str::to_owned));
        assert_eq!(
            tags(text).ok(),
            Some(vec![of("row", Some("7")), of("c", Some("B7")), of("v", None)])
        );
    }

    #[test]
    fn a_tag_across_two_reads_is_one() {
        let filling = "<v>1</v>".repeat(CHUNK / 8);
        let found = tags(&format!("{filling}<row r='12'>")).unwrap_or_default();
        assert_eq!(found.len(), CHUNK / 8 + 1);
        assert_eq!(found.last().and_then(|t| t.1.as_deref()), Some("12"));
    }

    #[test]
    fn document_types_and_open_ends_are_refused() {
        assert_eq!(tags("<!DOCTYPE x><c/>"), Err(Unreadable::Entities));
        assert!(tags("<row r='1").is_err());
        assert!(tags("<!-- never ends").is_err());
        assert_eq!(tags("no tags at all").map(|t| t.len()), Ok(0));
    }
}
