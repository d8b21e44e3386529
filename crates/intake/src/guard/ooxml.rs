//! Zip containers: xlsx, xlsb, ods. Limits first, then one pass over each sheet.

use super::{Kind, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, formats, tags};
use crate::Unreadable;
use crate::grid::{Layout, Merge, cell_at, cell_name};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read};

const MAX_PARTS: usize = 10_000;
const MAX_PART_BYTES: u64 = 128 << 20;
const MAX_BYTES: u64 = 256 << 20;
/// No sheet that a person fills in is as large, however many rows it has.
const ABSURD_BYTES: u64 = 768 << 20;
/// Strings that cells share: no more than cells.
const MAX_STRINGS: usize = MAX_CELLS;

pub(super) type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn admit(bytes: &[u8]) -> Result<Kind<'_>, Unreadable> {
    // Counted before the directory is loaded: 20,000 empty parts are no workbook.
    let mut archive = Archive::new(Cursor::new(bytes))
        .map_err(|_| Unreadable::Damaged(said!("壓縮檔結構", "its zip structure")))?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::TooManyParts(archive.len(), MAX_PARTS));
    }
    let mut declared = 0_u64;
    let mut too_large = false;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|_| Unreadable::Damaged(said!("壓縮檔目錄", "its zip directory")))?;
        declared = declared.saturating_add(part.size());
        if part.size() > MAX_PART_BYTES || declared > MAX_BYTES {
            too_large = true;
        }
        if part.encrypted() {
            return Err(Unreadable::Password);
        }
        names.push(part.name().map(|n| n.replace('\\', "/")).unwrap_or_default());
    }
    if too_large {
        // A legitimate sheet of a million rows is told so; what is merely huge is refused as that.
        let is_absurd = declared > ABSURD_BYTES;
        let overlong = (!is_absurd)
            .then(|| overlong_sheet(&mut archive, &names))
            .flatten();
        return Err(overlong.unwrap_or(Unreadable::Bomb));
    }
    let types = read_small(&mut archive, "[Content_Types].xml").unwrap_or_default();
    let has = |start: &str| names.iter().any(|n| n.starts_with(start));
    if types.contains("wordprocessingml") || has("word/") {
        return Err(Unreadable::NotSpreadsheet(said!("Word 文件", "a Word document")));
    }
    if types.contains("presentationml") || has("ppt/") {
        return Err(Unreadable::NotSpreadsheet(said!(
            "PowerPoint 簡報",
            "a PowerPoint presentation"
        )));
    }
    if names.iter().any(|n| n == "xl/workbook.bin") {
        check_parts(&mut archive, &names, &[])?;
        let layouts = super::xlsb::survey(&mut archive, &names)?;
        return Ok(Kind::Xlsb { bytes, layouts });
    }
    if has("xl/") {
        let parts = sheet_parts(&mut archive);
        check_parts(&mut archive, &names, parts.as_deref().unwrap_or_default())?;
        let layouts = sheets(&mut archive, parts?)?;
        return Ok(Kind::Xlsx { bytes, layouts });
    }
    check_parts(&mut archive, &names, &[])?;
    if names.iter().any(|n| n == "content.xml") {
        let kind = read_small(&mut archive, "mimetype").unwrap_or_default();
        if kind.contains("opendocument.text") {
            return Err(Unreadable::NotSpreadsheet(said!(
                "文書處理文件（ODT）",
                "a text document (ODT)"
            )));
        }
        let manifest = read_small(&mut archive, "META-INF/manifest.xml").unwrap_or_default();
        if manifest.contains("encryption-data") {
            return Err(Unreadable::Password);
        }
        let part = open(&mut archive, "content.xml")?;
        let layouts = super::ods::survey(part)?;
        return Ok(Kind::Ods { bytes, layouts });
    }
    Err(Unreadable::NotSpreadsheet(said!("壓縮檔", "an archive")))
}

/// A sheet with too many rows, within the bytes that are read of it. Rows are counted by their marks alone: a part of
/// this size is not worth parsing.
fn overlong_sheet(archive: &mut Archive<'_>, names: &[String]) -> Option<Unreadable> {
    for name in names
        .iter()
        .filter(|n| n.starts_with("xl/worksheets/") && n.ends_with(".xml"))
    {
        let mut part = open(archive, name).ok()?.take(MAX_PART_BYTES / 4);
        let mut rows = 0;
        let mut chunk = Vec::new();
        while part
            .by_ref()
            .take(256 << 10)
            .read_to_end(&mut chunk)
            .is_ok_and(|read| read > 0)
        {
            rows += memmem::find_iter(&chunk, b"<row").count();
            if rows > MAX_ROWS as usize {
                let sheet = name.rsplit('/').next().unwrap_or(name).to_owned();
                return Some(Unreadable::TooManyRows {
                    sheet,
                    limit: MAX_ROWS,
                });
            }
            chunk.clear();
        }
    }
    None
}

/// Opens a part by its name; some writers change its case or its slashes.
pub(super) fn open<'a, 'b>(
    archive: &'a mut Archive<'b>,
    name: &str,
) -> Result<impl BufRead + use<'a, 'b>, Unreadable> {
    let plain = |n: &str| n.replace('\\', "/").to_ascii_lowercase();
    let wanted = plain(name);
    let index = archive
        .file_names()
        .position(|n| n.is_ok_and(|n| plain(&n) == wanted));
    let missing = || {
        Unreadable::Damaged(said!(
            "缺少 {part}",
            "{part} is missing",
            part = crate::words::one_line(name),
        ))
    };
    let part = archive
        .by_index(index.ok_or_else(missing)?)
        .map_err(|_| missing())?;
    Ok(BufReader::new(part))
}

fn read_small(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let part = archive.by_name(name).ok()?;
    let mut text = Vec::new();
    part.take(4 << 20).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Reads every XML part to its end: sizes and checksums are those of the data, and no part declares entities. Of the
/// sheets of cells that is seen to when their tags are looked at.
fn check_parts(archive: &mut Archive<'_>, names: &[String], sheets: &[SheetPart]) -> Result<(), Unreadable> {
    let mut buffer = vec![0_u8; 64 << 10];
    for (index, name) in names.iter().enumerate() {
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        if !is_xml && !name.ends_with(".bin") {
            continue;
        }
        if sheets.iter().any(|s| s.part.eq_ignore_ascii_case(name)) {
            continue;
        }
        let is_strings = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let mut part = archive
            .by_index(index)
            .map_err(|_| Unreadable::Damaged(said!("壓縮資料", "its compressed data")))?;
        let mut kept = 0;
        let mut strings = 0;
        loop {
            let read = part
                .read(&mut buffer[kept..])
                .map_err(|_| Unreadable::Damaged(said!("壓縮資料錯誤", "its compressed data are wrong")))?;
            if read == 0 {
                break;
            }
            let seen = &buffer[..kept + read];
            let declares = |word: &[u8]| memmem::find(seen, word).is_some();
            if is_xml && (declares(b"<!DOCTYPE") || declares(b"<!ENTITY")) {
                return Err(Unreadable::Entities);
            }
            if is_strings {
                let count = |text: &[u8]| memmem::find_iter(text, b"<si").count();
                strings += count(seen) - count(&buffer[..kept]);
                if strings > MAX_STRINGS {
                    return Err(Unreadable::TooManyCells(MAX_CELLS));
                }
            }
            // The tail is kept, so that a word across two reads is found.
            let end = kept + read;
            let tail = end.min(16);
            buffer.copy_within(end - tail..end, 0);
            kept = tail;
        }
    }
    Ok(())
}

/// The value of an attribute, by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| {
            a.normalized_value(XmlVersion::Implicit1_0)
                .ok()
                .map(|v| v.into_owned())
        })
}

/// A sheet of cells, by its name and its part.
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
}

/// The sheets of cells in the workbook's order; chart sheets and macros have none.
pub(super) fn sheet_parts(archive: &mut Archive<'_>) -> Result<Vec<SheetPart>, Unreadable> {
    let mut targets = BTreeMap::new();
    each_element(open(archive, "xl/_rels/workbook.xml.rels")?, |e| {
        let is_sheet = attribute(e, "Type").is_some_and(|t| t.ends_with("/worksheet"));
        if let (Some(id), Some(target), true) = (attribute(e, "Id"), attribute(e, "Target"), is_sheet) {
            let target = target.trim_start_matches("./").replace('\\', "/");
            let part = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
    })?;
    let mut parts = Vec::new();
    each_element(open(archive, "xl/workbook.xml")?, |e| {
        if e.local_name().as_ref() == "sheet" {
            let part = attribute(e, "id").and_then(|id| targets.get(&id).cloned());
            if let (Some(name), Some(part)) = (attribute(e, "name"), part) {
                parts.push(SheetPart { name, part });
            }
        }
    })?;
    Ok(parts)
}

fn each_element(part: impl BufRead, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) => see(&e),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Unreadable::Malformed(said!("XML 語法", "its XML"))),
        }
        buffer.clear();
    }
}

fn sheets(archive: &mut Archive<'_>, parts: Vec<SheetPart>) -> Result<BTreeMap<String, Layout>, Unreadable> {
    if parts.len() > MAX_SHEETS {
        return Err(Unreadable::TooManySheets(parts.len(), MAX_SHEETS));
    }
    let mut layouts = BTreeMap::new();
    let mut cells = 0;
    let styles = formats::of_styles(archive);
    for SheetPart { name, part } in parts {
        let layout = sheet(&name, open(archive, &part)?, &styles, &mut cells)?;
        layouts.insert(name, layout);
    }
    Ok(layouts)
}

/// `styles` say by how many tens each divides what it shows.
fn sheet(name: &str, part: impl Read, styles: &[u8], cells: &mut usize) -> Result<Layout, Unreadable> {
    let mut layout = Layout::default();
    let mut here = (0_u32, 0_u32);
    let mut next_row = 0;
    let mut next_column = 0;
    tags::each(part, |tag| {
        match tag.name {
            b"row" => {
                let number = tag.attribute("r").and_then(|r| r.parse::<u32>().ok());
                here.0 = number.map_or(next_row, |r| r.saturating_sub(1));
                next_row = here.0.saturating_add(1);
                next_column = 0;
                if is_true(tag.attribute("hidden")) && here.0 < MAX_ROWS {
                    layout.hidden_rows.insert(here.0);
                }
            }
            b"c" => {
                here = match tag.attribute("r") {
                    Some(r) => cell_at(r).ok_or_else(|| {
                        Unreadable::Malformed(said!("儲存格位址不合法", "an address of a cell"))
                    })?,
                    None => (here.0, next_column),
                };
                next_column = here.1.saturating_add(1);
                if !styles.is_empty() && here.0 < MAX_ROWS && here.1 < MAX_COLUMNS {
                    let style = tag.attribute("s").and_then(|s| s.parse::<usize>().ok());
                    let tens = style.and_then(|style| styles.get(style));
                    layout.shrunk.see(here, tens.copied().unwrap_or(0));
                }
                layout.cells += 1;
                if layout.cells > super::MAX_SPREAD {
                    return Err(Unreadable::TooManyCells(MAX_CELLS));
                }
            }
            // Empty cells may reach far: formatting. Content may not.
            b"v" | b"is" | b"f" => {
                if here.1 >= MAX_COLUMNS || here.0 >= MAX_ROWS {
                    return Err(too_far(name, here));
                }
                *cells += 1;
                // A cell has a formula and a value at most.
                if *cells > 2 * MAX_CELLS {
                    return Err(Unreadable::TooManyCells(MAX_CELLS));
                }
            }
            b"col" if is_true(tag.attribute("hidden")) => {
                let bound = |key| tag.attribute(key).and_then(|v| v.parse::<u32>().ok());
                if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
                    layout
                        .hidden_columns
                        .extend(first.max(1) - 1..last.min(MAX_COLUMNS));
                }
            }
            // The reading library subtracts the corners.
            b"dimension" => {
                let range = tag.attribute("ref").unwrap_or_default();
                let corners = range
                    .split_once(':')
                    .and_then(|(a, b)| Some((cell_at(a)?, cell_at(b)?)));
                if corners.is_some_and(|(a, b)| a.0 > b.0 || a.1 > b.1) {
                    return Err(Unreadable::Malformed(said!(
                        "工作表宣告的範圍反向",
                        "the range that a sheet declares"
                    )));
                }
            }
            b"mergeCell" => {
                let range = tag.attribute("ref").unwrap_or_default();
                let corners = range.split_once(':').unwrap_or((range, range));
                if let (Some(a), Some(b)) = (cell_at(corners.0), cell_at(corners.1)) {
                    layout.merges.push(Merge::new(a, b));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(layout)
}

pub(super) fn too_far(sheet: &str, at: (u32, u32)) -> Unreadable {
    if at.1 < MAX_COLUMNS && at.0 < MAX_ROWS + 2_000 {
        return Unreadable::TooManyRows {
            sheet: sheet.to_owned(),
            limit: MAX_ROWS,
        };
    }
    Unreadable::TooWide {
        sheet: sheet.to_owned(),
        cell: cell_name(at),
    }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}
