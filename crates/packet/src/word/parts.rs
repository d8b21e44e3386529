//! The parts of the container: document, styles, numbering, notes, head and foot, properties.

use super::body::{Body, field, run_xml};
use super::styles;
use crate::block::Run;
use crate::outline::Outline;
use crate::packet::Input;
use crate::page::{BOTTOM, HEIGHT, Ink, LEFT, TOP, WIDTH};
use std::fmt::Write;
use std::io;
use usr_desk_word::{escape, names, pack};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The file: the same season gives the same bytes.
pub(super) fn package(
    outline: &Outline,
    input: &Input,
    body: Body,
    draft: Option<&str>,
) -> io::Result<Vec<u8>> {
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("r1", "officeDocument", "word/document.xml".into()), ("r3", "extended-properties", "docProps/app.xml".into())])
            .replace("</Relationships>", &format!(
                r#"<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
            ))),
        ("docProps/core.xml", core(outline, input)),
        ("docProps/app.xml", application(input)),
        ("word/document.xml", document(input, &body)),
        ("word/_rels/document.xml.rels", document_relations(&body)),
        ("word/styles.xml", part("styles", &styles::styles())),
        ("word/numbering.xml", part("numbering", &body.numbering.xml())),
        ("word/footnotes.xml", part("footnotes", &notes(&body))),
        ("word/settings.xml", part("settings", SETTINGS)),
        ("word/header1.xml", part("hdr", &header(outline, draft))),
        ("word/footer1.xml", part("ftr", &footer())),
    ];
    let media: Vec<(String, &Vec<u8>)> = body
        .pictures
        .iter()
        .map(|(name, bytes)| (format!("word/media/{name}"), bytes))
        .collect();
    let texts = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    pack(
        texts.chain(
            media
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
        ),
    )
}

fn part(root: &str, content: &str) -> String {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    format!(
        r#"{HEAD}<w:{root} xmlns:w="{word}" xmlns:r="{OFFICE}" xmlns:wp="{drawing}">{content}</w:{root}>"#
    )
}

fn types() -> String {
    let defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
    ];
    let mut xml = String::new();
    for (ending, kind) in defaults {
        let _ = write!(xml, r#"<Default Extension="{ending}" ContentType="{kind}"/>"#);
    }
    let _ = write!(
        xml,
        r#"<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>"#
    );
    for (name, kind) in [
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
    ] {
        let _ = write!(
            xml,
            r#"<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>"#
        );
    }
    for (name, kind) in [
        (
            "core",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        (
            "app",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    ] {
        let _ = write!(
            xml,
            r#"<Override PartName="/docProps/{name}.xml" ContentType="{kind}"/>"#
        );
    }
    format!(r#"{HEAD}<Types xmlns="{PACKAGE}/content-types">{xml}</Types>"#)
}

fn relations(all: &[(&str, &str, String)]) -> String {
    let one = |(id, kind, target): &(&str, &str, String)| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let all: String = all.iter().map(one).collect();
    format!(r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#)
}

fn document_relations(body: &Body) -> String {
    let mut all = vec![
        ("rStyles", "styles", "styles.xml".to_owned()),
        ("rNumbering", "numbering", "numbering.xml".to_owned()),
        ("rNotes", "footnotes", "footnotes.xml".to_owned()),
        ("rSettings", "settings", "settings.xml".to_owned()),
        ("rHead", "header", "header1.xml".to_owned()),
        ("rFoot", "footer", "footer1.xml".to_owned()),
    ];
    let ids: Vec<String> = (1..=body.pictures.len())
        .map(|i| format!("rPicture{i}"))
        .collect();
    for (id, (name, _)) in ids.iter().zip(&body.pictures) {
        all.push((id, "image", format!("media/{name}")));
    }
    relations(&all)
}

/// The body, then A4 with the margins of the packet.
fn document(input: &Input, body: &Body) -> String {
    let twips = |points: f32| (points * 20.0).round() as u32;
    let section = format!(
        concat!(
            r#"<w:sectPr><w:headerReference w:type="default" r:id="rHead"/><w:footerReference w:type="default" r:id="rFoot"/>"#,
            r#"<w:pgSz w:w="{}" w:h="{}"/><w:pgMar w:top="{}" w:right="{side}" w:bottom="{}" w:left="{side}" w:header="900" w:footer="700" w:gutter="{}"/>"#,
            r#"<w:titlePg/></w:sectPr>"#
        ),
        twips(WIDTH),
        twips(HEIGHT),
        twips(TOP),
        twips(HEIGHT - BOTTOM),
        twips(crate::setup::gutter(input.setup)),
        side = twips(LEFT)
    );
    part("document", &format!("<w:body>{}{section}</w:body>", body.xml))
}

/// Fields are brought up to date when the file is opened: the contents name Word's own pages. A line that ends with a
/// break of its own is not stretched.
const SETTINGS: &str = concat!(
    r#"<w:defaultTabStop w:val="480"/><w:characterSpacingControl w:val="compressPunctuation"/><w:updateFields w:val="true"/>"#,
    r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#,
    r#"<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-TW"/>"#
);

fn notes(body: &Body) -> String {
    let mut xml = String::new();
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        let _ = write!(
            xml,
            r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"#
        );
    }
    for (i, content) in body.notes.iter().enumerate() {
        let _ = write!(
            xml,
            concat!(
                r#"<w:footnote w:id="{}"><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>"#,
                r#"<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:footnoteRef/></w:r>"#,
                r#"<w:r><w:t xml:space="preserve"> </w:t></w:r>{}</w:p></w:footnote>"#
            ),
            i + 1,
            names::NOTE_TEXT,
            names::NOTE_MARK,
            content
        );
    }
    xml
}

fn header(outline: &Outline, draft: Option<&str>) -> String {
    let mut content = run_xml(&Run::plain(&*outline.running_head));
    let right = match draft {
        Some(words) => run_xml(&Run::inked(words, Ink::Red)),
        None => run_xml(&Run::plain(&*outline.title)),
    };
    let _ = write!(content, "<w:r><w:tab/></w:r>{right}");
    format!(r#"<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{content}</w:p>"#)
}

fn footer() -> String {
    let plain = |text: &str| run_xml(&Run::plain(text));
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{}{}{}{}{}</w:p>"#,
        plain("第 "),
        field(" PAGE ", "1"),
        plain(" 頁／共 "),
        field(" NUMPAGES ", "1"),
        plain(" 頁")
    )
}

fn core(outline: &Outline, input: &Input) -> String {
    let stamp = format!("{}T00:00:00Z", input.printed_on);
    format!(
        concat!(
            r#"{}<cp:coreProperties xmlns:cp="{}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
            r#"xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>zh-TW</dc:language>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{s}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{s}</dcterms:modified>"#,
            r#"</cp:coreProperties>"#
        ),
        HEAD,
        PACKAGE,
        escape(&outline.title),
        escape(input.workspace.school.name.trim()),
        s = stamp
    )
}

fn application(input: &Input) -> String {
    let version: String = input
        .program_version
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let mut numbers = version.split('.').map(|n| n.parse::<u8>().unwrap_or(0));
    let version = format!(
        "{:02}.{:04}",
        numbers.next().unwrap_or(0),
        numbers.next().unwrap_or(0)
    );
    format!(
        concat!(
            r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
            r#"<Application>USR Desk</Application><AppVersion>{}</AppVersion></Properties>"#
        ),
        HEAD, version
    )
}
