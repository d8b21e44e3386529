//! Rule packs lie in a folder and are read at start; what is altered, unknown or cannot be used is refused by name.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::judging::rulebook;
use usr_desk_desk::protocol::{Request, Response};
use usr_desk_desk::{Desk, Place, files};

const EDITION: &str = include_str!("../../rules/tests/packs/117-121.md");
const OFFICE: &str = include_str!("../../rules/tests/packs/office.md");

fn folder(packs: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in packs {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn seal(folder: &Path, listed: &[(&str, &str)]) {
    let lines: Vec<String> = listed
        .iter()
        .map(|(name, text)| format!("{}  {name}\n", files::sha256(text.as_bytes())))
        .collect();
    std::fs::write(folder.join("packs.sha256"), lines.concat()).unwrap();
}

fn refusal(folder: &Path) -> String {
    rulebook(&[folder.to_owned()]).err().unwrap().to_string()
}

#[test]
fn packs_of_a_folder_are_read_at_start_and_a_window_is_told_which() {
    let packs = folder(&[("117-121.md", EDITION), ("office.md", OFFICE)]);
    let library = tempfile::tempdir().unwrap();
    let desk = Desk::open(Place {
        library: library.path().to_owned(),
        fonts: Vec::new(),
        packs: vec![packs.path().to_owned()],
        worker: None,
        clock: || "2026-03-01T00:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap();
    let welcome = match desk.handle(Request::Hello).unwrap() {
        Response::Welcome(welcome) => welcome,
        other => panic!("{other:?}"),
    };
    assert_eq!(welcome.editions[0].id, "117-121");
    let names: Vec<_> = welcome
        .packs
        .iter()
        .map(|pack| (pack.name.as_str(), pack.version.as_str()))
        .collect();
    assert_eq!(names, [("117-121.md", ""), ("office.md", "115.1")]);
    let season = match desk.handle(Request::Practice).unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    };
    assert!(
        season
            .findings
            .iter()
            .any(|finding| finding.rule == "own-personnel-share")
    );
}

#[test]
fn a_sealed_folder_takes_its_packs_as_they_were_sealed() {
    let packs = folder(&[("117-121.md", EDITION), ("office.md", OFFICE)]);
    seal(packs.path(), &[("117-121.md", EDITION), ("office.md", OFFICE)]);
    assert_eq!(rulebook(&[packs.path().to_owned()]).unwrap().packs().len(), 2);
    std::fs::write(packs.path().join("office.md"), OFFICE.replace("55", "65")).unwrap();
    let altered = refusal(packs.path());
    assert!(
        altered.contains("office.md") && altered.contains("packs.sha256 所載不同"),
        "{altered}"
    );
    std::fs::write(packs.path().join("office.md"), OFFICE).unwrap();
    seal(packs.path(), &[("117-121.md", EDITION)]);
    let unknown = refusal(packs.path());
    assert!(
        unknown.contains("office.md") && unknown.contains("沒有列出"),
        "{unknown}"
    );
}

#[test]
fn what_cannot_be_used_is_named_with_its_place() {
    let packs = folder(&[("office.md", "不是規則")]);
    let broken = refusal(packs.path());
    assert!(
        broken.contains("office.md") && broken.contains("請修正或移除"),
        "{broken}"
    );
    std::fs::write(packs.path().join("office.md"), [0xff, 0xfe, 0x00]).unwrap();
    assert!(refusal(packs.path()).contains("UTF-8"));
}
