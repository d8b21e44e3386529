//! A file from outside the window is told for what it is, and goes into the right conversation.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::PathBuf;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place};
use usr_desk_workspace::handout::{Chapter, Purpose};

fn desk(folder: &tempfile::TempDir, name: &str) -> Desk {
    Desk::open(Place {
        library: folder.path().join(name),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap()
}

fn opened(desk: &Desk, request: Request) -> View {
    match desk.handle(request).unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}

fn identified(desk: &Desk, path: PathBuf) -> Result<ArrivedKind, Failure> {
    let ticket = desk.offer(path);
    match desk.handle(Request::Identify { ticket })? {
        Response::Identified(arrived) => Ok(arrived.what),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_part_knows_who_handed_it_out_and_who_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    let (office, holder) = (desk(&folder, "office"), desk(&folder, "holder"));
    let view = opened(&office, Request::Practice);
    let season = view.season.id.clone();
    let part = folder.path().join("漁村共老_王老師.usrdesk-part");
    let new = NewHandout {
        season: season.clone(),
        proposal: "a".to_owned(),
        to: "王老師".to_owned(),
        purpose: Purpose::Section,
        may_edit: Chapter::all(),
        ticket: office.destination(part.clone()),
        passphrase: None,
    };
    office.handle(Request::HandOut(new)).unwrap();
    let told = |ours: Option<&str>, held: Option<&str>| ArrivedKind::Part {
        proposal: view.workspace["proposals"][0]["title"]
            .as_str()
            .unwrap()
            .to_owned(),
        to: "王老師".to_owned(),
        by: String::new(),
        purpose: Purpose::Section,
        ours: ours.map(str::to_owned),
        held: held.map(str::to_owned),
    };
    assert_eq!(
        identified(&office, part.clone()).unwrap(),
        told(Some(&season), None)
    );
    assert_eq!(identified(&holder, part.clone()).unwrap(), told(None, None));
    let ticket = holder.offer(part.clone());
    let theirs = opened(&holder, Request::ImportSeason { ticket }).season.id;
    assert_eq!(
        identified(&holder, part.clone()).unwrap(),
        told(None, Some(&theirs))
    );
    // What was deleted is not there to go to.
    office.handle(Request::Delete { season }).unwrap();
    assert_eq!(identified(&office, part).unwrap(), told(None, None));
}

#[test]
fn a_whole_season_is_told_by_its_content_and_other_files_by_their_endings() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder, "library");
    let season = opened(&desk, Request::Practice).season.id;
    let file = folder.path().join("季.usrdesk");
    let ticket = desk.destination(file.clone());
    desk.handle(Request::ExportSeason {
        season,
        ticket,
        passphrase: None,
    })
    .unwrap();
    let expect = ArrivedKind::Season {
        school: "國立範例大學".to_owned(),
        proposals: 4,
    };
    assert_eq!(identified(&desk, file).unwrap(), expect);
    let by_name = |name: &str| identified(&desk, folder.path().join(name));
    assert_eq!(by_name("經費.XLSX").unwrap(), ArrivedKind::Budget);
    assert_eq!(by_name("合作意向書.pdf").unwrap(), ArrivedKind::Attachment);
    assert_eq!(by_name("公告.docx").unwrap(), ArrivedKind::Word);
    assert_eq!(by_name("公告.txt").unwrap(), ArrivedKind::Bulletin);
    let refused = by_name("照片.zip").unwrap_err();
    assert!(
        refused.message.contains("照片.zip") && refused.message.contains(".usrdesk"),
        "{}",
        refused.message
    );
    // Our own ending over something else: the reason is told, nothing is guessed.
    std::fs::write(folder.path().join("壞.usrdesk"), b"no").unwrap();
    assert!(by_name("壞.usrdesk").unwrap_err().message.contains("壞.usrdesk"));
}

#[test]
fn only_a_picture_is_written_under_a_pictures_name() {
    use base64::Engine;
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder, "library");
    let write = |name: &str, bytes: &[u8]| {
        desk.handle(Request::SavePicture {
            content: base64::engine::general_purpose::STANDARD.encode(bytes),
            ticket: desk.destination(folder.path().join(name)),
        })
    };
    write("圖.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    write("圖.PNG", b"\x89PNG\r\n").unwrap();
    assert!(folder.path().join("圖.svg").is_file());
    for (name, bytes) in [
        ("run.sh", b"<svg".as_slice()),
        ("圖.png", b"<svg"),
        ("x.svg", b"#!/bin/sh"),
    ] {
        let refused = write(name, bytes).unwrap_err();
        assert!(refused.message.contains(name), "{}", refused.message);
        assert!(!folder.path().join(name).exists());
    }
}
