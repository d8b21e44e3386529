//! What was handed in is kept with its bytes for ever, and what changed since is told by fields and pages.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place, files, place};
use usr_desk_workspace::{Edit, FieldPath};

fn open(folder: &Path) -> Desk {
    Desk::open(Place {
        library: folder.join("library"),
        fonts: place::font_folders(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap()
}

fn opened(desk: &Desk) -> View {
    match desk.handle(Request::Practice).unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}

fn export(desk: &Desk, path: &Path, scope: Option<&str>) -> Saved {
    let request = Request::ExportPacket {
        season: "1".into(),
        scope: scope.map(str::to_owned),
        draft: false,
        ticket: desk.destination(path.to_owned()),
    };
    match desk.handle(request).unwrap() {
        Response::Saved(saved) => saved,
        other => panic!("{other:?}"),
    }
}

fn set(desk: &Desk, base: Revision, path: &str, value: serde_json::Value, typing: bool) -> Revision {
    let edit = Request::Edit {
        season: "1".into(),
        base,
        edit: Edit::Set {
            path: FieldPath::new(path),
            value,
        },
        typing,
        names: None,
    };
    match desk.handle(edit).unwrap() {
        Response::Edited(edited) => edited.revision,
        other => panic!("{other:?}"),
    }
}

fn freeze(desk: &Desk, sha256: &str) -> Result<Vec<FreezeCard>, Failure> {
    let new = NewFreeze {
        season: "1".into(),
        sha256: sha256.to_owned(),
        receipt: " USR-115-0042 ".to_owned(),
        note: String::new(),
    };
    desk.handle(Request::Freeze(new)).map(|response| match response {
        Response::Freezes(cards) => cards,
        other => panic!("{other:?}"),
    })
}

fn since(desk: &Desk, freeze: i64) -> SinceFreeze {
    let season = "1".to_owned();
    match desk.handle(Request::SinceFreeze { season, freeze }).unwrap() {
        Response::SinceFreeze(since) => since,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_frozen_packet_is_kept_to_the_byte_and_its_step_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let view = opened(&desk);
    // The step is one of typing: the next keystroke would replace it, were it not printed.
    let typed = set(
        &desk,
        view.revision,
        "/proposals/a/title",
        "送件時的題目".into(),
        true,
    );
    let path = folder.path().join("甲.pdf");
    let saved = export(&desk, &path, Some("a"));
    set(&desk, typed, "/proposals/a/title", "送件後的題目".into(), true);
    let written = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();

    let refused = freeze(&desk, "of another file").unwrap_err();
    assert!(
        refused.code == Code::NotFound && refused.message.contains("重新輸出"),
        "{refused:?}"
    );
    let cards = freeze(&desk, &saved.sha256).unwrap();
    let card = &cards[0];
    assert_eq!((card.revision, card.receipt.as_str()), (typed, "USR-115-0042"));
    assert_eq!((card.scope.as_deref(), card.files.len()), (Some("a"), 1));
    assert_eq!(
        (
            &card.files[0].sha256,
            card.files[0].bytes,
            Some(card.files[0].pages)
        ),
        (&saved.sha256, written.len() as u64, saved.pages)
    );

    // Closed, opened again, noted: the very bytes come back.
    drop(desk);
    let desk = open(folder.path());
    let note = FreezeNote {
        season: "1".into(),
        freeze: card.id,
        receipt: "USR-115-0042-1".to_owned(),
        note: "補件".to_owned(),
    };
    let Response::Freezes(cards) = desk.handle(Request::NoteFreeze(note)).unwrap() else {
        panic!()
    };
    assert_eq!(
        (cards[0].receipt.as_str(), cards[0].note.as_str()),
        ("USR-115-0042-1", "補件")
    );
    let again = folder.path().join("again.pdf");
    let wanted = FrozenWanted {
        season: "1".into(),
        freeze: card.id,
        file: 0,
        ticket: desk.destination(again.clone()),
    };
    let Response::Saved(once_more) = desk.handle(Request::SaveFrozen(wanted)).unwrap() else {
        panic!()
    };
    assert_eq!(once_more.sha256, saved.sha256);
    assert_eq!(std::fs::read(&again).unwrap(), written);
    assert_eq!(files::sha256(&written), saved.sha256);
    let Response::History(steps) = desk.handle(Request::History { season: "1".into() }).unwrap() else {
        panic!()
    };
    let step = steps.iter().find(|step| step.revision == typed).unwrap();
    assert!(
        step.checkpoint
            .as_deref()
            .is_some_and(|name| name.starts_with("送件版")),
        "{step:?}"
    );
}

#[test]
fn what_changed_since_is_told_by_fields_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let view = opened(&desk);
    let saved = export(&desk, &folder.path().join("甲.pdf"), Some("a"));
    let frozen = freeze(&desk, &saved.sha256).unwrap()[0].id;
    let nothing = since(&desk, frozen);
    assert!(
        nothing.changes.is_empty() && nothing.pages.is_empty(),
        "{nothing:?}"
    );

    // Another proposal and the office's own dates are not in this packet.
    let comment =
        serde_json::json!([{"id": "k", "kind": "review", "path": "/proposals/a/title", "text": "？"}]);
    let revision = set(&desk, view.revision, "/comments", comment, false);
    let other = view.workspace["proposals"][1]["id"].as_str().unwrap();
    let revision = set(
        &desk,
        revision,
        &format!("/proposals/{other}/title"),
        "別案".into(),
        false,
    );
    assert!(since(&desk, frozen).changes.is_empty());

    let line = view.workspace["proposals"][0]["budget"][0]["lines"][0]["id"]
        .as_str()
        .unwrap();
    let year = &view.workspace["proposals"][0]["budget"][0]["year"];
    let note = format!("/proposals/a/budget/{year}/lines/{line}/note");
    set(&desk, revision, &note, "改過的說明".into(), false);
    let changed = since(&desk, frozen);
    let [change] = changed.changes.as_slice() else {
        panic!("{:?}", changed.changes)
    };
    assert_eq!(change.change.path.as_str(), note);
    let (then, now) = (&change.then[0], &change.now[0]);
    assert_eq!((then.file.as_str(), now.file.as_str()), ("甲.pdf", "甲.pdf"));
    assert!(!then.pages.is_empty() && !now.pages.is_empty());
    // The page that holds the budget reads otherwise; the cover does not, unless the packet grew.
    let pages = &changed.pages[0].pages;
    let all = saved.pages.unwrap() as usize;
    assert!(
        pages.iter().any(|page| now.pages.contains(page)),
        "{pages:?} {now:?}"
    );
    assert!(pages.len() >= all || !pages.contains(&1), "{pages:?}");
}

#[test]
fn an_upload_set_is_frozen_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    opened(&desk);
    let request = Request::ExportParts {
        season: "1".into(),
        scope: Some("a".into()),
        draft: false,
        ticket: desk.destination(folder.path().join("分檔")),
    };
    let Response::SavedSet(set) = desk.handle(request).unwrap() else {
        panic!()
    };
    let cards = freeze(&desk, &set.files[0].sha256).unwrap();
    let named = |files: &[FrozenFile]| -> Vec<(String, String)> {
        files.iter().map(|f| (f.name.clone(), f.sha256.clone())).collect()
    };
    let listed: Vec<(String, String)> = set
        .files
        .iter()
        .map(|f| (f.name.clone(), f.sha256.clone()))
        .collect();
    assert_eq!(named(&cards[0].files), listed);
    let nothing = since(&desk, cards[0].id);
    assert!(nothing.pages.is_empty(), "{nothing:?}");
}
