//! A working day: eight simulated hours of edits, undo, checks and restarts of the reader, one edit every five seconds,
//! without the waiting. Memory must stay level and the library must not grow without end.
//!
//! `cargo bench -p usr-desk-desk --bench soak` prints a row an hour and fails where memory grew by more than a fifth
//! after the first hour.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks to its reader and may fail"
)]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use usr_desk_desk::protocol::{Edited, Request, Response, View};
use usr_desk_desk::{Desk, Place, practice};
use usr_desk_workspace::{Edit, FieldPath, Workspace};

const HOURS: usize = 8;
/// One every five seconds.
const EDITS_AN_HOUR: usize = 720;
/// Its places are those of the season that is edited.
static PRACTICE: LazyLock<Workspace> = LazyLock::new(practice::season);
/// In seconds since the day began; the desk's clock reads it.
static TIME: AtomicI64 = AtomicI64::new(0);

fn clock() -> jiff::Timestamp {
    let morning: jiff::Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
    morning + jiff::SignedDuration::from_secs(TIME.load(Ordering::Relaxed))
}

/// Memory that this process holds now, in MB; nothing where the system does not say.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(Place {
        library: folder.path().to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock,
        progress: Arc::new(|_| {}),
    })
    .unwrap();
    let Response::Opened(mut view) = desk.handle(Request::Practice).unwrap() else {
        panic!("the practice season opens")
    };
    println!("| hour | edits | memory | library |\n|---:|---:|---:|---:|");
    let mut after_first = None;
    for hour in 1..=HOURS {
        for i in 0..EDITS_AN_HOUR {
            TIME.fetch_add(5, Ordering::Relaxed);
            let count = hour * EDITS_AN_HOUR + i;
            view = act(&desk, view, count);
        }
        let held = resident();
        let library = std::fs::metadata(folder.path().join("library.sqlite3")).map_or(0, |m| m.len());
        let shown = held.map_or_else(|| "–".to_owned(), |mb| format!("{mb:.1} MB"));
        println!(
            "| {hour} | {} | {shown} | {:.1} MB |",
            hour * EDITS_AN_HOUR,
            library as f64 / 1e6
        );
        after_first = after_first.or(held);
    }
    if let (Some(first), Some(last)) = (after_first, resident()) {
        assert!(
            last <= first * 1.2,
            "memory grew from {first:.1} MB to {last:.1} MB"
        );
    }
}

/// Mostly typing in a budget and in a title; now and then undo, a look at the history, a fresh open.
fn act(desk: &Desk, view: View, count: usize) -> View {
    let season = view.season.id.clone();
    let base = view.revision;
    let proposal = &PRACTICE.proposals[count % PRACTICE.proposals.len()];
    let opened = |request: Request| match desk.handle(request).unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    };
    if count.is_multiple_of(50) {
        return opened(Request::Open { season });
    }
    if count.is_multiple_of(17) {
        return opened(Request::Undo { season, base });
    }
    if count.is_multiple_of(97) {
        desk.handle(Request::History {
            season: season.clone(),
        })
        .unwrap();
    }
    let (path, value) = if count.is_multiple_of(3) {
        (
            format!("/proposals/{}/title", proposal.id),
            format!("漁村共老（第 {count} 稿）"),
        )
    } else {
        let year = &proposal.budget[0];
        let line = &year.lines[count % year.lines.len()];
        (
            format!(
                "/proposals/{}/budget/{}/lines/{}/amount",
                proposal.id, year.year, line.id
            ),
            (1_000 + count).to_string(),
        )
    };
    let edit = Edit::Set {
        path: FieldPath::new(path),
        value: value.into(),
    };
    let request = Request::Edit {
        season,
        base,
        edit,
        typing: false,
        names: None,
    };
    let Response::Edited(Edited { revision, .. }) = desk.handle(request).unwrap() else {
        panic!("an edit is answered as one")
    };
    View { revision, ..view }
}
