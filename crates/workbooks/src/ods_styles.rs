//! How an `.ods` looks: page, columns, rows, cells.

use crate::book::{Book, Look};
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};
use std::io;

/// Decimal places that a number may have.
const MAX_PLACES: u32 = 8;
/// Lines that a row may be high.
const MAX_LINES: u8 = 20;

pub(crate) const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    (
        "xmlns:number",
        "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    ),
    (
        "xmlns:fo",
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    ),
    ("xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
];

pub(crate) fn meta(title: &str) -> io::Result<String> {
    let mut xml = Writer::new(Vec::new());
    xml.create_element("office:document-meta")
        .with_attribute(("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"))
        .with_attribute(("xmlns:dc", "http://purl.org/dc/elements/1.1/"))
        .with_attribute(("office:version", "1.3"))
        .write_inner_content(|xml| {
            xml.create_element("office:meta").write_inner_content(|xml| {
                xml.create_element("dc:title")
                    .write_text_content(BytesText::new(title))?;
                Ok(())
            })?;
            Ok(())
        })?;
    let text = String::from_utf8(xml.into_inner()).map_err(io::Error::other)?;
    Ok(format!(r#"<?xml version="1.0" encoding="UTF-8"?>{text}"#))
}

/// A4, lying, one page wide, numbered.
pub(crate) fn styles() -> String {
    let namespaces: String = NAMESPACES
        .iter()
        .map(|(name, value)| format!(r#" {name}="{value}""#))
        .collect();
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-styles{} office:version="1.3">"#,
            r#"<office:automatic-styles><style:page-layout style:name="a4"><style:page-layout-properties "#,
            r#"fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" "#,
            r#"fo:margin-top="1.5cm" fo:margin-bottom="1cm" fo:margin-left="1.2cm" fo:margin-right="1.2cm" "#,
            r#"style:scale-to-X="1" style:scale-to-Y="0" style:table-centering="horizontal"/>"#,
            r#"<style:footer-style><style:header-footer-properties fo:min-height="0.8cm"/></style:footer-style>"#,
            r#"</style:page-layout></office:automatic-styles><office:master-styles>"#,
            r#"<style:master-page style:name="a4-page" style:page-layout-name="a4"><style:footer>"#,
            r#"<text:p>第 <text:page-number/> 頁，共 <text:page-count/> 頁</text:p></style:footer>"#,
            r#"</style:master-page></office:master-styles></office:document-styles>"#
        ),
        namespaces
    )
}

pub(crate) fn row_style(lines: u8) -> String {
    format!("r{}", lines.clamp(1, MAX_LINES))
}

pub(crate) fn cell_style(look: Look, places: u32) -> String {
    format!("{look:?}-{}", places.min(MAX_PLACES))
}

/// The styles that the sheets name: written here, because their number is small.
pub(crate) fn automatic(xml: &mut Writer<Vec<u8>>, book: &Book) -> io::Result<()> {
    let mut text = String::from(
        r#"<style:style style:name="sheet" style:family="table" style:master-page-name="a4-page"><style:table-properties table:display="true"/></style:style>"#,
    );
    for (index, sheet) in book.sheets.iter().enumerate() {
        for (column, width) in sheet.widths.iter().enumerate() {
            let width = f64::from(*width) * 0.21;
            text.push_str(&format!(
                r#"<style:style style:name="w{index}-{column}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2}cm"/></style:style>"#
            ));
        }
    }
    for lines in 1..=MAX_LINES {
        let height = 0.6 * f64::from(lines);
        text.push_str(&format!(
            r#"<style:style style:name="r{lines}" style:family="table-row"><style:table-row-properties style:row-height="{height:.2}cm" style:use-optimal-row-height="false"/></style:style>"#
        ));
    }
    for places in 0..=MAX_PLACES {
        text.push_str(&format!(
            r#"<number:number-style style:name="n{places}"><number:number number:decimal-places="{places}" number:min-decimal-places="{places}" number:min-integer-digits="1" number:grouping="true"/></number:number-style>"#
        ));
        text.extend(Look::ALL.map(|look| cell(look, places)));
    }
    // Its parts are ours alone: nothing of the season stands in a style.
    xml.create_element("office:automatic-styles")
        .write_inner_content(|xml| xml.write_event(Event::Text(BytesText::from_escaped(text))))?;
    Ok(())
}

fn cell(look: Look, places: u32) -> String {
    let framed = r#" fo:border="0.5pt solid #000000""#;
    let grey = r##" fo:background-color="#ededed""##;
    let pale = r##" fo:background-color="#f7f7f7""##;
    let (frame, ground, align, weight, size) = match look {
        Look::Plain => ("", "", "start", "normal", 12),
        Look::PlainRight => ("", "", "end", "normal", 12),
        Look::Title => ("", "", "center", "bold", 16),
        Look::Head => (framed, grey, "center", "bold", 12),
        Look::Text => (framed, "", "start", "normal", 12),
        Look::Middle => (framed, "", "center", "normal", 12),
        Look::Number => (framed, "", "end", "normal", 12),
        Look::Subtotal => (framed, pale, "end", "normal", 12),
        Look::Total => (framed, grey, "end", "bold", 12),
    };
    let name = cell_style(look, places);
    format!(
        concat!(
            r#"<style:style style:name="{name}" style:family="table-cell" style:data-style-name="n{places}">"#,
            r#"<style:table-cell-properties{frame}{ground} fo:wrap-option="wrap" style:vertical-align="middle" style:text-align-source="fix"/>"#,
            r#"<style:paragraph-properties fo:text-align="{align}"/>"#,
            r#"<style:text-properties fo:font-family="標楷體" style:font-family-asian="標楷體" fo:font-weight="{weight}" style:font-weight-asian="{weight}" fo:font-size="{size}pt" style:font-size-asian="{size}pt"/>"#,
            "</style:style>"
        ),
        name = name,
        places = places,
        frame = frame,
        ground = ground,
        align = align,
        weight = weight,
        size = size
    )
}
