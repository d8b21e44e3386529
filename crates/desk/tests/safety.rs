//! What keeps a library whole: thinning, daily copies, damage, folders that a sync program keeps.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place};
use usr_desk_workspace::{Edit, FieldPath};

thread_local! {
    static MINUTES: Cell<i64> = const { Cell::new(0) };
}

fn open(folder: &Path) -> Result<Desk, Failure> {
    Desk::open(Place {
        library: folder.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: || {
            let start: jiff::Timestamp = "2026-03-02T01:00:00Z".parse().unwrap();
            MINUTES.with(|m| start + jiff::SignedDuration::from_mins(m.get()))
        },
        progress: Arc::new(|_| {}),
    })
}

fn practice(desk: &Desk) -> View {
    match desk.handle(Request::Practice).unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}

fn steps(desk: &Desk, season: &str) -> Vec<Step> {
    match desk
        .handle(Request::History {
            season: season.to_owned(),
        })
        .unwrap()
    {
        Response::History(steps) => steps,
        other => panic!("{other:?}"),
    }
}

fn name(desk: &Desk, season: &str, base: i64, name: &str) -> i64 {
    let edit = Edit::Set {
        path: FieldPath::new("/school/name"),
        value: name.into(),
    };
    let asked = Request::Edit {
        season: season.to_owned(),
        base,
        edit,
        typing: false,
        names: None,
    };
    match desk.handle(asked).unwrap() {
        Response::Edited(edited) => edited.revision,
        other => panic!("{other:?}"),
    }
}

/// The copy is made beside the work; the test waits for it.
fn copied(folder: &Path, day: &str) -> std::path::PathBuf {
    let copy = folder.join(format!("backups/library-{day}.sqlite3"));
    for _ in 0..400 {
        if copy.exists() {
            return copy;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("no copy of {day}");
}

#[test]
fn old_steps_are_thinned_and_what_was_named_and_the_last_stay() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path()).unwrap();
    let view = practice(&desk);
    let season = view.season.id.clone();
    let mut base = view.revision;
    for n in 0..350_i64 {
        MINUTES.with(|m| m.set(n * 10));
        base = name(&desk, &season, base, &format!("第{n}校"));
        if n == 5 {
            desk.handle(Request::Checkpoint {
                season: season.clone(),
                name: "校內審查版".to_owned(),
            })
            .unwrap();
        }
    }
    let before = steps(&desk, &season);
    assert_eq!(before.len(), 351);
    drop(desk);
    let desk = open(folder.path()).unwrap();
    let after = steps(&desk, &season);
    let kept: Vec<i64> = after.iter().map(|s| s.revision).collect();
    let newest: Vec<i64> = before.iter().take(200).map(|s| s.revision).collect();
    assert_eq!(kept[..200], newest);
    assert!(after.len() < 215, "{} steps", after.len());
    assert!(
        after
            .iter()
            .any(|s| s.checkpoint.as_deref() == Some("校內審查版"))
    );
    assert_eq!(after.last().unwrap().revision, view.revision, "the first of all");
    // Undo goes on through what stayed, down to the first.
    let mut undone = 0;
    let mut at = base;
    while let Ok(Response::Opened(view)) = desk.handle(Request::Undo {
        season: season.clone(),
        base: at,
    }) {
        at = view.revision;
        undone += 1;
    }
    assert_eq!(undone, after.len() - 1);
}

#[test]
fn a_damaged_library_gives_way_to_its_copy_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path()).unwrap();
    practice(&desk);
    drop(desk);
    // The next day the library holds something, and a copy is made of it.
    MINUTES.with(|m| m.set(24 * 60));
    let desk = open(folder.path()).unwrap();
    copied(folder.path(), "2026-03-03");
    drop(desk);
    let library = folder.path().join("library.sqlite3");
    let whole = std::fs::read(&library).unwrap();
    for (what, bytes) in [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("overwritten", vec![7; 4096]),
    ] {
        std::fs::write(&library, &bytes).unwrap();
        let _ = std::fs::remove_file(folder.path().join("library.sqlite3-wal"));
        let desk = open(folder.path()).unwrap_or_else(|e| panic!("{what}: {e}"));
        let Response::Welcome(welcome) = desk.handle(Request::Hello).unwrap() else {
            panic!()
        };
        assert_eq!(welcome.seasons, 1, "{what}");
        assert!(
            welcome.warnings[0].contains("2026-03-03 的備份"),
            "{:?}",
            welcome.warnings
        );
    }
    assert_eq!(
        std::fs::read(folder.path().join("library-damaged-2.sqlite3")).unwrap(),
        vec![7; 4096]
    );
}

#[test]
fn without_a_copy_the_damage_is_said_and_nothing_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.sqlite3");
    std::fs::write(&library, vec![7; 4096]).unwrap();
    let failure = open(folder.path()).err().unwrap();
    assert!(
        failure.message.contains("已損壞") && failure.code == Code::Disk,
        "{failure:?}"
    );
    assert_eq!(std::fs::read(&library).unwrap(), vec![7; 4096]);
}

#[test]
fn a_new_library_is_refused_in_a_synced_folder_and_an_old_one_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let synced = folder.path().join("OneDrive - 國立範例大學/usr");
    let failure = open(&synced).err().unwrap();
    assert!(failure.message.contains("OneDrive"), "{failure:?}");
    assert!(!synced.exists(), "nothing was made there");
    let here = folder.path().join("here");
    drop(open(&here).unwrap());
    std::fs::create_dir_all(synced.parent().unwrap()).unwrap();
    std::fs::rename(&here, &synced).unwrap();
    let desk = open(&synced).unwrap();
    let Response::Welcome(welcome) = desk.handle(Request::Hello).unwrap() else {
        panic!()
    };
    assert!(welcome.warnings[0].contains("OneDrive"));
}
