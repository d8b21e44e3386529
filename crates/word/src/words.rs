//! The words of a Word file alone. Tables become lines of cells; links stand behind their words.

use crate::dom::character;
use crate::package::{Package, Relation, Unreadable, attribute};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Text of this size is a hundred plans (8 MB).
const LARGEST_TEXT: usize = 8 << 20;

/// The words of a file, as lines.
pub fn words(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut package = Package::open(bytes)?;
    let body = package.body()?;
    let relations = package.relations("word/_rels/document.xml.rels")?;
    lines(&body, &relations)
}

fn lines(body: &str, relations: &BTreeMap<String, Relation>) -> Result<String, Unreadable> {
    let mut reader = Reader::from_str(body);
    let mut out = String::new();
    let (mut in_text, mut deleted, mut cells) = (false, 0_u32, 0_u32);
    let mut link: Option<(usize, String)> = None;
    loop {
        let event = reader
            .read_event()
            .map_err(|_| Unreadable::Damaged("XML 語法", "its XML"))?;
        match event {
            Event::Eof => break,
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => in_text = deleted == 0,
                "del" | "moveFrom" => deleted += 1,
                "tc" => cells += 1,
                "hyperlink" => {
                    let target = attribute(&e, "id").and_then(|id| relations.get(&id));
                    let target = target
                        .map(|r| &r.target)
                        .filter(|target| target.starts_with("http"));
                    link = target.map(|target| (out.len(), target.clone()));
                }
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" => out.push('\t'),
                "br" | "cr" => out.push('\n'),
                _ => {}
            },
            Event::Text(text) if in_text => out.push_str(&text),
            Event::GeneralRef(name) if in_text => out.push_str(&character(&name)),
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "moveFrom" => deleted = deleted.saturating_sub(1),
                "hyperlink" => {
                    if let Some((start, target)) = link.take()
                        && !out[start..].contains(&target)
                    {
                        out.push_str(&format!(" {target} "));
                    }
                }
                // Paragraphs of one cell stay in its line.
                "p" => out.push(if cells > 0 { ' ' } else { '\n' }),
                "tc" => {
                    cells = cells.saturating_sub(1);
                    out.push('\t');
                }
                "tr" => out.push('\n'),
                _ => {}
            },
            _ => {}
        }
        if out.len() > LARGEST_TEXT {
            return Err(Unreadable::TooLarge(LARGEST_TEXT >> 20));
        }
    }
    match out.chars().any(char::is_alphabetic) {
        true => Ok(out),
        false => Err(Unreadable::Empty),
    }
}
