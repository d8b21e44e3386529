//! Attached files: kept once, named by the season, gone and back with undo.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{desk, view};
use usr_desk_desk::protocol::{Code, Failure, NewAttachment, Request, Response, View};
use usr_desk_desk::{Desk, exchange};

fn attach(desk: &Desk, view: &View, name: &str, bytes: &[u8]) -> Result<Response, Failure> {
    desk.handle(Request::Attach(NewAttachment {
        season: view.season.id.clone(),
        base: view.revision,
        proposal: None,
        kind: "公文".into(),
        title: String::new(),
        ticket: desk.stage_bytes(name.into(), bytes.to_vec()),
    }))
}

#[test]
fn a_file_becomes_part_of_the_season_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let with = view(attach(&desk, &start, "函文:1.pdf", b"%PDF-1.7 ..."));
    let attached = with.workspace["attachments"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(attached["title"], "函文:1");
    let file = attached["file"].as_str().unwrap().to_owned();
    assert!(exchange::is_inside(&file), "{file}");
    // It goes along when the season is saved as a file.
    let path = folder.path().join("季.usrdesk");
    let ticket = desk.destination(path.clone());
    desk.handle(Request::ExportSeason {
        season: with.season.id.clone(),
        ticket,
        passphrase: None,
    })
    .unwrap();
    let parcel = exchange::read("季.usrdesk", &std::fs::read(path).unwrap()).unwrap();
    assert_eq!(parcel.attachments, [(file, b"%PDF-1.7 ...".to_vec())]);
    let without = view(desk.handle(Request::Undo {
        season: with.season.id.clone(),
        base: with.revision,
    }));
    assert_eq!(without.workspace, start.workspace);
}

#[test]
fn what_no_packet_can_hold_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    for (name, bytes) in [
        ("a.docx", &b"PK\x03\x04"[..]),
        ("b.pdf", b""),
        ("c.pdf", b"<html>"),
    ] {
        let failure = attach(&desk, &start, name, bytes).unwrap_err();
        assert_eq!(failure.code, Code::Refused);
        assert!(failure.message.contains(name), "{}", failure.message);
    }
    let season = start.season.id;
    assert_eq!(
        view(desk.handle(Request::Open { season })).revision,
        start.revision
    );
}
