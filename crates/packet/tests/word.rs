//! The packet for Word: read as its reader would, and read in again.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

mod common;

use common::{BOOK, SUITE, first, outcomes, season, with_set_text};
use std::collections::BTreeMap;
use usr_desk_packet::{Files, Scope, Setup, chapter_titles, word};
use usr_desk_word::{Loss, Narrative, Wanted, narrative, words};
use usr_desk_workspace::prose::{Attrs, MarkKind, Node, NodeKind};
use usr_desk_workspace::{Attachment, Prose, Workspace, fact};

fn written(season: &Workspace, files: &Files, scope: Scope) -> Vec<u8> {
    let outcomes = outcomes(season);
    word(&common::input(season, &outcomes, scope, Setup::usual()), files)
        .unwrap()
        .bytes
}

/// The parts of a file that this expects, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

#[test]
fn every_amount_and_title_is_in_the_words() {
    let season = season();
    let bytes = written(&season, &Files::new(), Scope::Season);
    let said: String = words(&bytes)
        .unwrap()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut looked_for = 0;
    for year in season
        .proposals
        .iter()
        .filter(|p| p.submit)
        .flat_map(|p| &p.budget)
    {
        for amount in year.lines.iter().filter_map(|line| line.amount) {
            assert!(said.contains(&amount.to_string()), "{amount} of {}", year.year);
            looked_for += 1;
        }
    }
    assert!(looked_for > 50, "only {looked_for} amounts");
    for proposal in season.proposals.iter().filter(|p| p.submit) {
        assert!(said.contains(&*proposal.title));
    }
    assert!(
        bytes == written(&season, &Files::new(), Scope::Season),
        "the same season, the same bytes"
    );
}

#[test]
fn it_is_made_of_what_word_knows() {
    let (season, files) = with_set_text();
    let parts = parts(&written(&season, &files, first(&season)));
    let document = &parts["word/document.xml"];
    for (what, mark) in [
        ("headings", r#"<w:pStyle w:val="Heading1"/>"#),
        ("headings below", r#"<w:pStyle w:val="Heading4"/>"#),
        ("a contents field", r#"TOC \o"#),
        ("repeated heads", "<w:tblHeader/>"),
        ("footnotes", "<w:footnoteReference "),
        ("著重號", r#"<w:em w:val="underDot"/>"#),
        ("alternative texts", "descr=\"行動長照站"),
        ("A4", r#"<w:pgSz w:w="11906" w:h="16838"/>"#),
        ("amounts at the right", r#"<w:jc w:val="right"/>"#),
    ] {
        assert!(document.contains(mark), "{what}: {mark}");
    }
    assert!(
        parts["word/styles.xml"].contains("標楷體") && parts["word/styles.xml"].contains("Times New Roman")
    );
    assert!(
        parts.contains_key("word/media/image1.jpg") && parts["word/footnotes.xml"].contains("研究倫理委員會")
    );
    for (name, text) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(e) => panic!("{name}: {e}"),
            }
        }
    }
}

#[derive(serde::Deserialize)]
struct Suite {
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    document: serde_json::Value,
    plain: Option<String>,
}

/// The season with one section, and pictures for whatever figures it names.
fn with_document(document: &Prose) -> (Workspace, Files) {
    let mut season = season();
    let mut files = Files::new();
    let proposal = &mut season.proposals[0];
    let section = proposal
        .sections
        .iter_mut()
        .find(|s| s.key == "background")
        .unwrap();
    section.document = Some(document.clone());
    section.text = document.plain_text().into();
    let mut ids: Vec<String> = Vec::new();
    for figure in document
        .content
        .iter()
        .filter(|node| node.kind == NodeKind::Figure)
    {
        let id = figure
            .attrs
            .as_ref()
            .unwrap()
            .attachment
            .as_ref()
            .unwrap()
            .to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    for (i, id) in ids.iter().enumerate() {
        // Pictures that differ, so that each is known by its bytes.
        let dots = image::GrayImage::from_fn(40, 20, |x, _| image::Luma([(x as u8) * 3 + i as u8]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        dots.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let json = serde_json::json!({"id": id, "title": id, "file": format!("{id}.png")});
        let attachment: Attachment = serde_json::from_value(json).unwrap();
        proposal.attachments.push(attachment);
        files.insert(format!("{id}.png"), bytes.into_inner());
    }
    (season, files)
}

/// Out to Word and in again: below the heading of its section.
fn there_and_back(document: &Prose) -> Narrative {
    let (season, files) = with_document(document);
    let proposal = &season.proposals[0];
    let bytes = written(&season, &files, first(&season));
    let wanted = Wanted {
        titles: chapter_titles(&BOOK, &season.edition, proposal.proposal_type, "background"),
        heading: None,
    };
    let mut read = narrative(&bytes, &wanted).unwrap();
    assert!(read.taken.is_some(), "{:?}", read.headings);
    for picture in &read.pictures {
        let (file, _) = files
            .iter()
            .find(|(_, bytes)| **bytes == picture.bytes)
            .expect("the bytes as attached");
        let id = file.trim_end_matches(".png");
        for figure in read
            .document
            .content
            .iter_mut()
            .filter(|n| n.kind == NodeKind::Figure)
        {
            let attrs = figure.attrs.as_mut().unwrap();
            if attrs.attachment.as_ref().unwrap().as_str() == picture.id {
                attrs.attachment = Some(id.into());
            }
        }
    }
    read
}

/// What is printed of a document: blank paragraphs and headings, boldness of headings and heads of tables, what is as usual, and
/// how wide columns are beyond their proportion say nothing.
fn printed(document: &Prose, season: &Workspace) -> Prose {
    let mut document = document.with_present_facts(&fact::of_proposal(season, &season.proposals[0]));
    let may_be_blank = |node: &Node| !matches!(node.kind, NodeKind::Paragraph | NodeKind::Heading);
    document
        .content
        .retain(|node| may_be_blank(node) || !is_blank(node));
    document.content.iter_mut().for_each(|node| usual(node, false));
    document
}

fn is_blank(node: &Node) -> bool {
    node.content.iter().all(|node| match node.kind {
        NodeKind::Text => node.text.as_deref().unwrap_or_default().trim().is_empty(),
        NodeKind::HardBreak => true,
        _ => false,
    })
}

fn usual(node: &mut Node, is_bold: bool) {
    let is_bold = is_bold || matches!(node.kind, NodeKind::Heading | NodeKind::TableHeader);
    if is_bold {
        node.marks.retain(|mark| mark.kind != MarkKind::Strong);
    }
    // An item begins with a paragraph.
    if node.kind == NodeKind::ListItem && node.content.first().is_none_or(|n| n.kind != NodeKind::Paragraph) {
        node.content.insert(0, Node::new(NodeKind::Paragraph));
    }
    if let Some(attrs) = &mut node.attrs {
        attrs.colspan = attrs.colspan.filter(|n| *n > 1);
        attrs.rowspan = attrs.rowspan.filter(|n| *n > 1);
        attrs.width = attrs.width.filter(|n| *n != 80);
        // Only their proportion means something; it is compared in a test of its own.
        attrs.colwidth = None;
        if *attrs == Attrs::default() {
            node.attrs = None;
        }
    }
    node.content.iter_mut().for_each(|child| usual(child, is_bold));
    let content = std::mem::take(&mut node.content);
    for child in content {
        match node.content.last_mut() {
            Some(last)
                if child.kind == NodeKind::Text
                    && last.kind == NodeKind::Text
                    && last.marks == child.marks =>
            {
                let text = child.text.unwrap();
                last.text.as_mut().unwrap().push_str(&text);
            }
            _ => node.content.push(child),
        }
    }
}

#[test]
fn what_goes_out_to_word_comes_in_as_it_was() {
    let text = std::fs::read_to_string(format!("{SUITE}/prose/documents.json")).unwrap();
    let suite: Suite = serde_json::from_str(&text).unwrap();
    let mut walked = 0;
    let (set_text, _) = with_set_text();
    let long = set_text.proposals[0].sections[1].document.clone().unwrap();
    let documents = suite
        .cases
        .into_iter()
        .filter(|case| case.plain.is_some())
        .map(|case| {
            let document: Prose = serde_json::from_value(case.document).unwrap();
            (case.name, document)
        });
    for (name, document) in documents.chain([("the long one".to_owned(), long)]) {
        let season = season();
        let wanted = printed(&document, &season);
        if wanted.content.is_empty() {
            continue;
        }
        let read = there_and_back(&document);
        let came = printed(&read.document, &season);
        assert_eq!(
            serde_json::to_string_pretty(&came).unwrap(),
            serde_json::to_string_pretty(&wanted).unwrap(),
            "{name}"
        );
        let lost: Vec<_> = read
            .dropped
            .iter()
            .filter(|d| {
                !matches!(
                    d.what,
                    Loss::Elsewhere | Loss::Contents | Loss::HeadFoot | Loss::Look
                )
            })
            .collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        walked += 1;
    }
    assert!(walked > 10, "only {walked} documents");
}

#[test]
fn drawn_columns_keep_their_proportion() {
    let cell = |width: u16| {
        serde_json::json!({"type": "table_cell", "attrs": {"colwidth": [width]},
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "字"}]}]})
    };
    let document = serde_json::json!({"type": "doc", "content": [{"type": "table", "content": [
        {"type": "table_row", "content": [cell(100), cell(300)]}]}]});
    let read = there_and_back(&serde_json::from_value(document).unwrap());
    let widths: Vec<u16> = read.document.content[0].content[0]
        .content
        .iter()
        .flat_map(|cell| cell.attrs.clone().unwrap().colwidth.unwrap())
        .collect();
    assert_eq!(widths.len(), 2);
    assert!(
        (f32::from(widths[1]) / f32::from(widths[0]) - 3.0).abs() < 0.03,
        "{widths:?}"
    );
}
