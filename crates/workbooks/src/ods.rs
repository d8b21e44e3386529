//! A book as `.ods` (OpenDocument 1.3).

use crate::book::{At, Book, Cell, Formula, Sheet, Value, address};
use crate::ods_styles::{self, NAMESPACES, cell_style, row_style};
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

pub(crate) fn write(book: &Book) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the container's own first day.
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default());
    let packed = stored.compression_method(CompressionMethod::Deflated);
    // The first part tells what the file is, uncompressed.
    zip.start_file("mimetype", stored)?;
    zip.write_all(MEDIA_TYPE.as_bytes())?;
    for (name, text) in [
        ("META-INF/manifest.xml", manifest()),
        ("meta.xml", ods_styles::meta(&book.title)?),
        ("styles.xml", ods_styles::styles()),
        ("content.xml", content(book)?),
    ] {
        zip.start_file(name, packed)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn manifest() -> String {
    let entry = |path: &str, media: &str| {
        format!(r#"<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>"#)
    };
    let parts = ["content.xml", "styles.xml", "meta.xml"].map(|part| entry(part, "text/xml"));
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">"#,
            "{}{}</manifest:manifest>"
        ),
        entry("/", MEDIA_TYPE),
        parts.concat()
    )
}

type Xml = Writer<Vec<u8>>;

fn content(book: &Book) -> io::Result<String> {
    let mut xml: Xml = Writer::new(Vec::new());
    let root = xml
        .create_element("office:document-content")
        .with_attributes(NAMESPACES)
        .with_attribute(("office:version", "1.3"));
    root.write_inner_content(|xml| {
        ods_styles::automatic(xml, book)?;
        xml.create_element("office:body").write_inner_content(|xml| {
            xml.create_element("office:spreadsheet")
                .write_inner_content(|xml| {
                    (0..)
                        .zip(&book.sheets)
                        .try_for_each(|(index, sheet)| table(xml, index, sheet))
                })?;
            Ok(())
        })?;
        Ok(())
    })?;
    let text = String::from_utf8(xml.into_inner()).map_err(io::Error::other)?;
    Ok(format!(r#"<?xml version="1.0" encoding="UTF-8"?>{text}"#))
}

fn table(xml: &mut Xml, index: usize, sheet: &Sheet) -> io::Result<()> {
    let last = (
        u32::try_from(sheet.rows.len().max(1) - 1).unwrap_or(u32::MAX),
        u16::try_from(sheet.widths.len().max(1) - 1).unwrap_or(u16::MAX),
    );
    let printed = format!("{}:{}", named(&sheet.name, (0, 0)), named(&sheet.name, last));
    xml.create_element("table:table")
        .with_attribute(("table:name", sheet.name.as_str()))
        .with_attribute(("table:style-name", "sheet"))
        .with_attribute(("table:print-ranges", printed.as_str()))
        .write_inner_content(|xml| {
            for column in 0..sheet.widths.len() {
                xml.create_element("table:table-column")
                    .with_attribute(("table:style-name", format!("w{index}-{column}").as_str()))
                    .write_empty()?;
            }
            let (first, end) = (sheet.head.0 as usize, sheet.head.1 as usize + 1);
            let (first, end) = (first.min(sheet.rows.len()), end.min(sheet.rows.len()));
            rows(xml, sheet, 0..first)?;
            xml.create_element("table:table-header-rows")
                .write_inner_content(|xml| rows(xml, sheet, first..end))?;
            rows(xml, sheet, end..sheet.rows.len())
        })?;
    Ok(())
}

fn rows(xml: &mut Xml, sheet: &Sheet, range: std::ops::Range<usize>) -> io::Result<()> {
    for index in range {
        let row = &sheet.rows[index];
        xml.create_element("table:table-row")
            .with_attribute(("table:style-name", row_style(row.lines).as_str()))
            .write_inner_content(|xml| {
                let number = u32::try_from(index).unwrap_or(u32::MAX);
                (0..)
                    .zip(&row.cells)
                    .try_for_each(|(column, cell)| write_cell(xml, sheet, (number, column), cell))
            })?;
    }
    Ok(())
}

fn write_cell(xml: &mut Xml, sheet: &Sheet, at: At, cell: &Cell) -> io::Result<()> {
    let over = sheet
        .merges
        .iter()
        .find(|m| (m.first.0..=m.last.0).contains(&at.0) && (m.first.1..=m.last.1).contains(&at.1));
    let is_covered = over.is_some_and(|m| m.first != at);
    let name = if is_covered {
        "table:covered-table-cell"
    } else {
        "table:table-cell"
    };
    let places = match &cell.value {
        Value::Number(n) | Value::Computed(_, n) => n.scale(),
        _ => 0,
    };
    let mut element = xml
        .create_element(name)
        .with_attribute(("table:style-name", cell_style(cell.look, places).as_str()));
    if let Some(merge) = over.filter(|m| m.first == at && m.first != m.last) {
        let columns = (merge.last.1 - merge.first.1 + 1).to_string();
        let rows = (merge.last.0 - merge.first.0 + 1).to_string();
        element = element
            .with_attribute(("table:number-columns-spanned", columns.as_str()))
            .with_attribute(("table:number-rows-spanned", rows.as_str()));
    }
    if is_covered {
        element.write_empty()?;
        return Ok(());
    }
    match &cell.value {
        Value::Blank => {
            element.write_empty()?;
        }
        Value::Text(text) => {
            element
                .with_attribute(("office:value-type", "string"))
                .write_inner_content(|xml| paragraphs(xml, text))?;
        }
        Value::Number(number) => {
            let text = number.to_string();
            element
                .with_attribute(("office:value-type", "float"))
                .with_attribute(("office:value", text.as_str()))
                .write_inner_content(|xml| paragraphs(xml, &text))?;
        }
        Value::Computed(formula, result) => {
            let text = result.to_string();
            element
                .with_attribute(("table:formula", in_open_formula(formula).as_str()))
                .with_attribute(("office:value-type", "float"))
                .with_attribute(("office:value", text.as_str()))
                .write_inner_content(|xml| paragraphs(xml, &text))?;
        }
    }
    Ok(())
}

/// Each line a paragraph; runs of spaces would be folded, so each but the first is an element.
fn paragraphs(xml: &mut Xml, text: &str) -> io::Result<()> {
    for line in text.split('\n') {
        xml.create_element("text:p").write_inner_content(|xml| {
            let mut plain = String::new();
            let mut was_space = true;
            for c in line.chars() {
                let is_space = c == ' ';
                if (is_space && was_space) || c == '\t' {
                    xml.write_event(Event::Text(BytesText::new(&plain)))?;
                    plain.clear();
                    xml.create_element(if is_space { "text:s" } else { "text:tab" })
                        .write_empty()?;
                } else {
                    plain.push(c);
                }
                was_space = is_space;
            }
            xml.write_event(Event::Text(BytesText::new(&plain)))
        })?;
    }
    Ok(())
}

fn in_open_formula(formula: &Formula) -> String {
    let cell = |at: &At| format!("[.{}]", address(*at));
    match formula {
        Formula::Same(at) => format!("of:={}", cell(at)),
        Formula::Product(a, b) => format!("of:={}*{}", cell(a), cell(b)),
        Formula::Sum(range) => format!("of:=SUM([.{}:.{}])", address(range.first), address(range.last)),
        Formula::Plus(places) if places.is_empty() => "of:=0".to_owned(),
        Formula::Plus(places) => {
            let places: Vec<String> = places.iter().map(cell).collect();
            format!("of:={}", places.join("+"))
        }
    }
}

/// `$'115年'.$A$1`.
fn named(sheet: &str, at: At) -> String {
    let split = address(at);
    let letters = split.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("$'{}'.${letters}${}", sheet.replace('\'', "''"), at.0 + 1)
}
