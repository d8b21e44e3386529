//! The packet through the desk: progress is told, a stop leaves the old file, a place without faces says so.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use usr_desk_desk::protocol::{Code, Failure, NewAttachment, Progress, Request, Response};
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

/// A desk, and all that it tells of long work.
fn overheard(folder: &Path) -> (Desk, Arc<Mutex<Vec<Progress>>>) {
    let told: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let listener = told.clone();
    let hear = Arc::new(move |p| listener.lock().unwrap().push(p));
    (desk(folder, vec![faces()], hear), told)
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
    let (desk, told) = overheard(folder.path());
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

/// A stop at each thing that is told, up to the last: whatever was begun leaves nothing behind.
#[test]
fn every_stage_is_told_and_may_be_the_last() {
    for stage in ["開啟附件", "排版", "產生 PDF", "寫出檔案"] {
        let folder = tempfile::tempdir().unwrap();
        let slot: Arc<OnceLock<Desk>> = Arc::default();
        let stopper = slot.clone();
        let told: Arc<Mutex<Vec<Progress>>> = Arc::default();
        let listener = told.clone();
        let progress = Arc::new(move |progress: Progress| {
            listener.lock().unwrap().push(progress.clone());
            if let Some(desk) = stopper.get().filter(|_| progress.doing == stage) {
                desk.handle(Request::Cancel).unwrap();
            }
        });
        let opened = slot.get_or_init(|| desk(folder.path(), vec![faces()], progress));
        with_a_scan(opened);
        let failure = export(opened, &folder.path().join("甲.pdf")).unwrap_err();
        assert_eq!(failure.code, Code::Cancelled, "{stage}");
        assert_eq!(names(folder.path()), ["library"], "{stage}");
        let told = told.lock().unwrap();
        assert!(told.iter().all(|p| p.done < p.total || p.total == 0), "{told:?}");
        assert_eq!(
            told.last().unwrap().doing,
            stage,
            "nothing was done after the stop"
        );
    }
}

/// The practice season with a picture that has more dots than the setup asks for, and a file that cannot be merged.
fn with_a_scan(desk: &Desk) {
    let Response::Opened(view) = desk.handle(Request::Practice).unwrap() else {
        panic!()
    };
    let dots = (0..4200u32 * 200).map(|i| (i % 4200 * 7 + i / 4200 * 13) as u8);
    let mut scan = Vec::new();
    let mut encoder = png::Encoder::new(&mut scan, 4200, 200);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&dots.collect::<Vec<u8>>()).unwrap();
    writer.finish().unwrap();
    let mut base = view.revision;
    for (name, bytes) in [("掃描.png", scan), ("壞檔.pdf", b"%PDF-1.4 nothing".to_vec())] {
        let attached = desk.handle(Request::Attach(NewAttachment {
            season: "1".into(),
            base,
            proposal: Some("a".into()),
            kind: String::new(),
            title: String::new(),
            ticket: desk.stage_bytes(name.to_owned(), bytes),
        }));
        let Response::Opened(view) = attached.unwrap() else {
            panic!()
        };
        base = view.revision;
    }
}

#[test]
fn what_there_is_to_know_and_how_far_it_is_speaks_the_windows_language() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, told) = overheard(folder.path());
    with_a_scan(&desk);
    let Response::Welcome(welcome) = desk.handle(Request::Hello).unwrap() else {
        panic!()
    };
    let mut settings = welcome.settings;
    settings.language = usr_desk_rules::Language::En;
    desk.handle(Request::SetSettings(settings)).unwrap();
    let Response::Saved(saved) = export(&desk, &folder.path().join("a.pdf")).unwrap() else {
        panic!()
    };
    let has = |word: &str| saved.notes.iter().any(|note| note.contains(word));
    assert!(has("was not merged: the PDF is damaged"), "{:?}", saved.notes);
    assert!(has("1 were reduced"), "{:?}", saved.notes);
    let doing: Vec<String> = told.lock().unwrap().iter().map(|p| p.doing.clone()).collect();
    assert!(doing.contains(&"Setting pages".to_owned()));
    assert!(doing.iter().all(|words| words.is_ascii()), "{doing:?}");
    let parts = export_parts(&desk, &folder.path().join("set"));
    let Response::SavedSet(set) = parts.unwrap() else {
        panic!()
    };
    let notes: Vec<&String> = set.files.iter().flat_map(|file| &file.notes).collect();
    assert!(
        notes.iter().any(|note| note.contains("was not merged")),
        "{notes:?}"
    );
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

fn export_parts(desk: &Desk, folder: &Path) -> Result<Response, Failure> {
    desk.handle(Request::ExportParts {
        season: "1".into(),
        scope: None,
        draft: false,
        ticket: desk.destination(folder.to_owned()),
    })
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_upload_set_is_listed_with_sizes_and_hashes_and_never_replaces_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), vec![faces()], Arc::new(|_| {}));
    desk.handle(Request::Practice).unwrap();
    let wanted = folder.path().join("上傳用分檔");
    let Response::SavedSet(set) = export_parts(&desk, &wanted).unwrap() else {
        panic!()
    };
    assert_eq!(set.folder, "上傳用分檔");
    let mut listed: Vec<String> = set.files.iter().map(|f| f.name.clone()).collect();
    for (start, end) in [
        ("00_", "校務支持規劃方案.pdf"),
        ("01_", "計畫書.pdf"),
        ("01_", "經費表.pdf"),
    ] {
        assert!(
            listed
                .iter()
                .any(|name| name.starts_with(start) && name.ends_with(end)),
            "{start}…{end} in {listed:?}"
        );
    }
    for file in &set.files {
        let bytes = std::fs::read(wanted.join(&file.name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-"), "{}", file.name);
        assert_eq!(file.bytes, bytes.len() as u64);
        assert_eq!(file.sha256, usr_desk_desk::files::sha256(&bytes));
    }
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(wanted.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["files"], serde_json::to_value(&set.files).unwrap());
    listed.push("manifest.json".to_owned());
    listed.sort();
    assert_eq!(names(&wanted), listed);
    // The folder of yesterday stays as it was handed in.
    let Response::SavedSet(again) = export_parts(&desk, &wanted).unwrap() else {
        panic!()
    };
    assert_eq!(again.folder, "上傳用分檔 (2)");
    assert_eq!(names(folder.path()), ["library", "上傳用分檔", "上傳用分檔 (2)"]);
}

#[test]
fn a_stopped_upload_set_leaves_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let slot: Arc<OnceLock<Desk>> = Arc::default();
    let stopper = slot.clone();
    let told: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let listener = told.clone();
    let progress = Arc::new(move |progress: Progress| {
        listener.lock().unwrap().push(progress.clone());
        // In the midst of the third file.
        if let Some(desk) = stopper.get().filter(|_| progress.doing.starts_with("第 3／")) {
            desk.handle(Request::Cancel).unwrap();
        }
    });
    let opened = slot.get_or_init(|| desk(folder.path(), vec![faces()], progress));
    opened.handle(Request::Practice).unwrap();
    let failure = export_parts(opened, &folder.path().join("分檔")).unwrap_err();
    assert_eq!(failure.code, Code::Cancelled);
    assert_eq!(names(folder.path()), ["library"]);
    let told = told.lock().unwrap();
    assert!(
        told.windows(2)
            .all(|two| two[0].done <= two[1].done && two[1].done < two[1].total),
        "it never goes back, and is not done before it is: {told:?}"
    );
    assert!(
        told.iter()
            .any(|p| p.doing.starts_with("第 1／") && p.doing.ends_with("個檔案：排版")),
        "{told:?}"
    );
}
