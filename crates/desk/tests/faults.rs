//! What a bad disk or a bad mail does to a library and to section files: whatever byte is altered or cut off, what opens is
//! what was stored, or it is said that it is not.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::exchange;
use usr_desk_desk::protocol::*;
use usr_desk_desk::sections::{Terms, hand_out};
use usr_desk_desk::{Desk, Place, practice};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{Edit, FieldPath};

thread_local! {
    static DAY: Cell<i64> = const { Cell::new(0) };
}

fn open(folder: &Path) -> Result<Desk, Failure> {
    Desk::open(Place {
        library: folder.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: || {
            let start: jiff::Timestamp = "2026-03-02T01:00:00Z".parse().unwrap();
            DAY.with(|day| start + jiff::SignedDuration::from_hours(24 * day.get()))
        },
        progress: Arc::new(|_| {}),
    })
}

fn view(desk: &Desk, request: Request) -> Result<View, Failure> {
    match desk.handle(request)? {
        Response::Opened(view) => Ok(view),
        other => panic!("{other:?}"),
    }
}

/// A season with some history, and its library's bytes; the folder holds a copy of it made by the program.
fn worked_in(folder: &Path) -> (serde_json::Value, Vec<u8>) {
    let desk = open(folder).unwrap();
    let mut view_now = view(&desk, Request::Practice).unwrap();
    for n in 0..12 {
        let edit = Edit::Set {
            path: FieldPath::new("/school/name"),
            value: format!("國立第{n}大學").into(),
        };
        let asked = Request::Edit {
            season: view_now.season.id.clone(),
            base: view_now.revision,
            edit,
            typing: false,
            names: None,
        };
        desk.handle(asked).unwrap();
        let season = view_now.season.id.clone();
        view_now = view(&desk, Request::Open { season }).unwrap();
    }
    drop(desk);
    DAY.with(|day| day.set(1));
    let desk = open(folder).unwrap();
    let copy = folder.join("backups/library-2026-03-03.sqlite3");
    for _ in 0..400 {
        if copy.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    assert!(copy.exists());
    drop(desk);
    let bytes = std::fs::read(folder.join("library.sqlite3")).unwrap();
    (view_now.workspace, bytes)
}

/// Some with every run; `USR_DESK_FLIPS=2000` for the long one.
fn flips() -> usize {
    std::env::var("USR_DESK_FLIPS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(60)
}

/// What became of a library that was put there in this state: what the season holds, or what was said.
fn found(library: &[u8], copies: Option<&Path>) -> Result<(serde_json::Value, String), Failure> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("library.sqlite3"), library).unwrap();
    if let Some(copies) = copies {
        std::fs::create_dir(folder.path().join("backups")).unwrap();
        let name = "backups/library-2026-03-03.sqlite3";
        std::fs::copy(copies.join(name), folder.path().join(name)).unwrap();
    }
    let desk = open(folder.path())?;
    let Response::Welcome(welcome) = desk.handle(Request::Hello)? else {
        panic!()
    };
    let opened = view(
        &desk,
        Request::Open {
            season: "1".to_owned(),
        },
    )?;
    let told = format!(
        "{}{}",
        welcome.warnings.join(""),
        opened.steps.undo.unwrap_or_default()
    );
    Ok((opened.workspace, told))
}

#[test]
fn no_altered_bit_of_a_library_is_shown_as_the_users_own() {
    let folder = tempfile::tempdir().unwrap();
    let (season, whole) = worked_in(folder.path());
    assert_eq!(
        found(&whole, None).unwrap().0,
        season,
        "the library as it was closed"
    );
    let flips = flips();
    let (mut same, mut mended, mut refused) = (0, 0, 0);
    for n in 0..flips {
        let mut library = whole.clone();
        // Past the header, whose fields are either SQLite's own affair or the version, below.
        let at = 100 + n * (whole.len() - 100) / flips;
        library[at] ^= 1 << (n % 8);
        let copies = (n % 2 == 0).then(|| folder.path());
        match found(&library, copies) {
            Ok((shown, told)) if shown == season => match told.contains("損壞") {
                true => mended += 1,
                false => same += 1,
            },
            Ok((_, told)) => {
                assert!(
                    copies.is_none() && told.contains("損壞"),
                    "byte {at}: other content, and nothing is said ({told})"
                );
                mended += 1;
            }
            Err(failure) => {
                assert!(copies.is_none(), "byte {at}: {failure:?}");
                assert!(
                    failure.message.contains("損壞") && failure.code == Code::Disk,
                    "byte {at}: {failure:?}"
                );
                refused += 1;
            }
        }
    }
    // Most of a library is history: a flip there is no matter of the open season.
    assert!(
        same > 0 && mended + refused > 0,
        "{same} same, {mended} mended, {refused} refused"
    );
}

#[test]
fn a_library_that_broke_off_gives_way_to_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (season, whole) = worked_in(folder.path());
    for n in 1..16 {
        let library = &whole[..whole.len() * n / 16];
        let (shown, told) = found(library, Some(folder.path())).unwrap();
        assert!(
            shown == season && told.contains("2026-03-03 的備份"),
            "{n}: {told}"
        );
        let failure = found(library, None).unwrap_err();
        assert!(
            failure.code == Code::Disk && failure.message.contains("damaged"),
            "{n}: {failure:?}"
        );
    }
}

#[test]
fn a_library_without_its_journal_opens_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (season, whole) = worked_in(folder.path());
    // Half a journal, as a lost power cut leaves it: what was committed before stands.
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("library.sqlite3"), &whole).unwrap();
    std::fs::write(place.path().join("library.sqlite3-wal"), vec![0x37; 3000]).unwrap();
    let desk = open(place.path()).unwrap();
    let opened = view(
        &desk,
        Request::Open {
            season: "1".to_owned(),
        },
    )
    .unwrap();
    assert_eq!(opened.workspace, season);
}

#[test]
fn a_section_file_is_whole_or_refused() {
    let season = practice::season();
    let proposal = season.proposals[0].id.to_string();
    let terms = Terms {
        proposal: &proposal,
        to: "王老師",
        by: "",
        on: "2026-03-02T09:00:00+08:00",
        purpose: Purpose::Section,
        may_edit: Chapter::all(),
    };
    let part = hand_out(&season, Vec::new(), terms).unwrap();
    let whole = exchange::write("a.usrdesk-part", &part).unwrap();
    for n in 0..64 {
        let cut = &whole[..whole.len() * n / 64];
        let said = exchange::read("a.usrdesk-part", cut).err().map(|e| e.to_string());
        assert!(said.unwrap().contains("「a.usrdesk-part」"), "{n} of 64");
    }
    let mut refused = 0;
    const FLIPS: usize = 400;
    for n in 0..FLIPS {
        let mut bytes = whole.clone();
        let at = n * whole.len() / FLIPS;
        bytes[at] ^= 1 << (n % 8);
        match exchange::read("a.usrdesk-part", &bytes) {
            // Bytes that nothing reads: dates and attributes within the archive.
            Ok(read) => assert!(
                read.season == part.season && read.handed == part.handed,
                "byte {at}: other content was taken"
            ),
            Err(error) => {
                assert!(error.to_string().contains("「a.usrdesk-part」"), "{error}");
                refused += 1;
            }
        }
    }
    assert!(refused > FLIPS * 8 / 10, "{refused} of {FLIPS}");
}
