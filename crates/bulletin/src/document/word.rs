//! Word (.docx): the words of its body. Tables become lines of cells; links stand behind their words.

use super::{LARGEST_TEXT, Unreadable};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const MAX_PARTS: usize = 5_000;
/// Of the body, unpacked: markup is some twenty times the words.
const MAX_PART: usize = 32 << 20;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let damaged = |_| Unreadable::Damaged("壓縮檔結構", "the archive");
    let mut archive = Archive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::Damaged("檔案裡的部件過多", "too many parts"));
    }
    let Some(body) = part(&mut archive, "word/document.xml")? else {
        let others = [
            ("xl/workbook.xml", "試算表", "a workbook"),
            ("ppt/presentation.xml", "簡報", "a presentation"),
            (
                "content.xml",
                "OpenDocument 文件；請另存成 .docx",
                "an OpenDocument file (save it as .docx)",
            ),
        ];
        let kind = others
            .iter()
            .find(|(name, ..)| archive.index_for_name(name).is_some());
        let (zh, en) = kind.map_or(("壓縮檔", "an archive"), |(_, zh, en)| (zh, en));
        return Err(Unreadable::OtherKind(zh, en));
    };
    let links = part(&mut archive, "word/_rels/document.xml.rels")?.unwrap_or_default();
    words(&body, &targets(&links)?)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let part = archive.by_index(index).map_err(|e| match e {
        zip::result::ZipError::UnsupportedArchive(_) => Unreadable::Password,
        _ => Unreadable::Damaged("壓縮資料", "compressed data"),
    })?;
    let mut bytes = Vec::new();
    let read = part.take(MAX_PART as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|_| Unreadable::Damaged("壓縮資料", "compressed data"))?;
    if bytes.len() > MAX_PART {
        return Err(Unreadable::TooLarge(MAX_PART >> 20));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| Unreadable::Damaged("文字編碼", "the encoding of its text"))?;
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(Unreadable::Entities);
    }
    Ok(Some(text))
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|v| v.into_owned())
}

/// Outside targets by their names.
fn targets(relations: &str) -> Result<HashMap<String, String>, Unreadable> {
    let mut reader = Reader::from_str(relations);
    let mut targets = HashMap::new();
    loop {
        match reader
            .read_event()
            .map_err(|_| Unreadable::Damaged("XML 語法", "its XML"))?
        {
            Event::Eof => return Ok(targets),
            Event::Start(e) | Event::Empty(e) => {
                if let (Some(id), Some(target)) = (attribute(&e, "Id"), attribute(&e, "Target"))
                    && target.starts_with("http")
                {
                    targets.insert(id, target);
                }
            }
            _ => {}
        }
    }
}

fn words(body: &str, targets: &HashMap<String, String>) -> Result<String, Unreadable> {
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
                    let target = attribute(&e, "id").and_then(|id| targets.get(&id).cloned());
                    link = target.map(|target| (out.len(), target));
                }
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" => out.push('\t'),
                "br" | "cr" => out.push('\n'),
                _ => {}
            },
            Event::Text(text) if in_text => out.push_str(&text),
            Event::GeneralRef(r) if in_text => out.push_str(&character(&r)),
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

/// The character of a reference; unknown entities stand for nothing.
fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_xml_entity(reference).unwrap_or_default().to_owned(),
    }
}
