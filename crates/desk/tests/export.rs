//! The packet through the desk: progress is told, a stop leaves the old file, a place without faces says so.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use usr_desk_desk::protocol::{Code, Failure, Progress, Request, Response};
use usr_desk_desk::{Desk, Place};

fn faces() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packet/fonts")
}

fn desk(folder: &Path, fonts: Vec<PathBuf>, progress: Arc<dyn Fn(Progress) + Send + Sync>) -> Desk {
    Desk::open(Place {
        library: folder.join("library"),
        fonts,
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-01T00:00:00Z".parse().unwrap(),
        progress,
    })
    .unwrap()
}

fn export(desk: &Desk, path: &Path) -> Result<Response, Failure> {
    desk.handle(Request::ExportPacket {
        season: "1".into(),
        scope: Some("a".into()),
        draft: false,
        ticket: desk.destination(path.to_owned()),
    })
}

#[test]
fn a_packet_tells_its_progress_and_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let told: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let listener = told.clone();
    let desk = desk(
        folder.path(),
        vec![faces()],
        Arc::new(move |p| listener.lock().unwrap().push(p)),
    );
    desk.handle(Request::Practice).unwrap();
    let path = folder.path().join("甲.pdf");
    let Response::Saved(saved) = export(&desk, &path).unwrap() else {
        panic!()
    };
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!((saved.bytes, saved.name.as_str()), (bytes.len() as u64, "甲.pdf"));
    assert_eq!(saved.sha256, usr_desk_desk::files::sha256(&bytes));
    assert!(saved.draft, "the practice season has faults");
    let told = told.lock().unwrap();
    assert!(told.len() > 2 && told.iter().any(|p| p.total > 0 && p.done < p.total));
}

#[test]
fn a_stopped_export_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let slot: Arc<OnceLock<Desk>> = Arc::default();
    let stopper = slot.clone();
    // The first word of progress is answered with a stop, as a window does from another thread.
    let progress = Arc::new(move |_| {
        if let Some(desk) = stopper.get() {
            desk.handle(Request::Cancel).unwrap();
        }
    });
    let opened = slot.get_or_init(|| desk(folder.path(), vec![faces()], progress));
    opened.handle(Request::Practice).unwrap();
    let path = folder.path().join("甲.pdf");
    std::fs::write(&path, "before").unwrap();
    assert_eq!(export(opened, &path).unwrap_err().code, Code::Cancelled);
    assert_eq!(std::fs::read(&path).unwrap(), b"before");
}

#[test]
fn without_faces_a_sentence_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), Vec::new(), Arc::new(|_| {}));
    desk.handle(Request::Practice).unwrap();
    let failure = export(&desk, &folder.path().join("甲.pdf")).unwrap_err();
    assert_eq!(failure.code, Code::Refused);
    assert!(failure.message.contains("USR_DESK_FONTS"), "{}", failure.message);
}
