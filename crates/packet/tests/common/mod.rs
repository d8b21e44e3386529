//! What the tests of the packet share: a season, the faces, what a reader sees of a file.

#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)] // each test file uses some of it, may fail, and says why it was skipped

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use usr_desk_packet::{DraftMark, Files, Fonts, Input, Packet, Scope, Setup, packet_with_files};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook};
use usr_desk_workspace::{Date, Prose, Workspace};

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
    Fonts::find(&|name| std::fs::read(format!("{folder}{name}")).ok()).unwrap()
});
pub(crate) static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().unwrap());
pub(crate) const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite");

pub(crate) fn season() -> Workspace {
    let path = format!("{SUITE}/contract/workspaces/compliant-112-116.json");
    usr_desk_workspace::format::read(&std::fs::read(path).unwrap()).unwrap()
}

pub(crate) fn outcomes(season: &Workspace) -> Vec<Outcome> {
    BOOK.check(season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap()
}

/// The first proposal.
pub(crate) fn first(season: &Workspace) -> Scope {
    Scope::Proposal(season.proposals[0].id.clone())
}

pub(crate) fn input<'a>(
    season: &'a Workspace,
    outcomes: &'a [Outcome],
    scope: Scope,
    setup: &'a Setup,
) -> Input<'a> {
    Input {
        workspace: season,
        outcomes,
        book: &BOOK,
        scope,
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "0.1.0",
        draft: DraftMark::Auto,
        setup,
    }
}

/// With these outcomes and files, as usual.
pub(crate) fn print(season: &Workspace, outcomes: &[Outcome], files: &Files, scope: Scope) -> Packet {
    set_up(season, outcomes, files, scope, Setup::usual())
}

pub(crate) fn set_up(
    season: &Workspace,
    outcomes: &[Outcome],
    files: &Files,
    scope: Scope,
    setup: &Setup,
) -> Packet {
    let input = input(season, outcomes, scope, setup);
    packet_with_files(&input, files, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The first proposal with its files, nothing judged.
pub(crate) fn print_with(season: &Workspace, files: &Files) -> Packet {
    print(season, &[], files, first(season))
}

/// A file of the suite of attachments.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{SUITE}/attachments/{name}")).unwrap()
}

/// A season whose first proposal has these files attached.
pub(crate) fn with_files(names: &[&str]) -> (Workspace, Files) {
    let mut season = season();
    let mut files = Files::new();
    for name in names {
        let json = serde_json::json!({"id": name, "kind": "佐證", "title": format!("佐證資料 {name}"), "file": name});
        let attachment = serde_json::from_value(json).unwrap();
        season.proposals[0].attachments.push(attachment);
        files.insert((*name).to_owned(), sample(name));
    }
    (season, files)
}

/// The season with the document of `tests/suite/packet/set_text.json` as its second section.
pub(crate) fn with_set_text() -> (Workspace, Files) {
    let (mut season, files) = with_files(&["scan.jpg"]);
    let bytes = std::fs::read(format!("{SUITE}/packet/set_text.json")).unwrap();
    let document: Prose = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(document.fault(), None);
    let section = &mut season.proposals[0].sections[1];
    section.text = document.plain_text().into();
    section.document = Some(document);
    season.proposals[0].attachments.last_mut().unwrap().id = "fig-1".into();
    (season, files)
}

pub(crate) fn saved(packet: &Packet, name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("usr-desk-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, &packet.bytes).unwrap();
    path
}

/// Text of each page, without white space; `None` where poppler is missing (CI installs it).
pub(crate) fn pages(packet: &Packet, name: &str) -> Option<Vec<String>> {
    let path = saved(packet, name);
    let answer = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output();
    std::fs::remove_file(&path).unwrap();
    let Ok(answer) = answer else {
        println!("SKIPPED: pdftotext (poppler-utils) is not installed");
        return None;
    };
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let text = String::from_utf8(answer.stdout).unwrap();
    let bare = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut pages: Vec<String> = text.split('\u{c}').map(bare).collect();
    pages.pop();
    Some(pages)
}
