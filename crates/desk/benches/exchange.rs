//! What happens once a season, on the largest season: five section files come back, an import is undone, the library is
//! opened.
//!
//! `cargo bench -p usr-desk-desk --bench exchange`; the targets are 0.3 s for the five, 0.2 s for undo, 100 ms to open.
#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]

mod common;

use common::{largest, place};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use usr_desk_desk::Desk;
use usr_desk_desk::exchange::{self, Parcel};
use usr_desk_desk::protocol::{Request, Response, View};
use usr_desk_desk::sections::{Terms, hand_out};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{Edit, FieldPath, Sentence, Workspace, edit};

const ROUNDS: usize = 20;
/// As many lines as a large sheet brings.
const IMPORTED: usize = 300;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = Desk::open(place(folder.path())).expect("a new library");
    let season = largest();
    let parts = parts(&season);
    let bytes =
        exchange::write("season.usrdesk", &Parcel::from(season.clone())).expect("a season can be written");
    let ticket = desk.stage_bytes("season.usrdesk".into(), bytes);
    let mut view = opened(&desk, Request::ImportSeason { ticket });
    let first = view.revision;

    let mut merges = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        for bytes in &parts {
            view = merged(&desk, &view, bytes.clone());
        }
        merges.push(begun.elapsed());
        view = opened(
            &desk,
            Request::Restore {
                season: view.season.id.clone(),
                revision: first,
            },
        );
    }
    tell("five section files merged, each shown first", merges);

    let mut undone = Vec::new();
    for _ in 0..ROUNDS {
        let base = imported(&desk, &season, &view);
        let begun = Instant::now();
        view = opened(
            &desk,
            Request::Undo {
                season: view.season.id.clone(),
                base,
            },
        );
        undone.push(begun.elapsed());
    }
    tell("an import of 300 lines undone", undone);

    drop(desk);
    let mut starts = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let desk = Desk::open(place(folder.path())).expect("the library");
        opened(
            &desk,
            Request::Open {
                season: view.season.id.clone(),
            },
        );
        starts.push(begun.elapsed());
    }
    let size = std::fs::metadata(folder.path().join("library.sqlite3")).map_or(0, |m| m.len());
    tell(
        &format!("the library of {size} bytes and its season opened"),
        starts,
    );
}

/// One part for each proposal, with some hundred changes in each.
fn parts(season: &Workspace) -> Vec<Vec<u8>> {
    let part = |proposal: &usr_desk_workspace::Proposal| {
        let terms = Terms {
            proposal: proposal.id.as_str(),
            to: "主持人",
            by: "承辦人",
            on: "2026-03-02T09:00:00+08:00",
            purpose: Purpose::Section,
            may_edit: Chapter::all(),
        };
        let mut part = hand_out(season, Vec::new(), terms).expect("the proposal is there");
        let at = |rest: String| FieldPath::new(format!("/proposals/{}/{rest}", proposal.id));
        let set = |rest: String, value: serde_json::Value| Edit::Set {
            path: at(rest),
            value,
        };
        let lines = proposal.budget.iter().flat_map(|year| {
            let lines = year.lines.iter().step_by(15);
            lines.map(move |line| format!("budget/{}/lines/{}/note", year.year, line.id))
        });
        let mut edits: Vec<Edit> = lines.map(|place| set(place, "主持人補的說明".into())).collect();
        edits.push(set("title".into(), "主持人改的題目".into()));
        let filled = Edit::All {
            label: Sentence::alike(""),
            edits,
        };
        part.season = edit::apply(&part.season, &filled).expect("places of the proposal");
        exchange::write("a.usrdesk-part", &part).expect("a part can be written")
    };
    season.proposals.iter().map(part).collect()
}

fn merged(desk: &Desk, view: &View, bytes: Vec<u8>) -> View {
    let season = view.season.id.clone();
    let ticket = desk.stage_bytes("a.usrdesk-part".into(), bytes);
    let asked = Request::PlanMerge {
        season: season.clone(),
        ticket,
    };
    let Ok(Response::MergePlanned(plan)) = desk.handle(asked) else {
        panic!("a part of this season");
    };
    opened(
        desk,
        Request::ApplyMerge {
            season,
            base: plan.base,
            plan: plan.plan,
            choices: BTreeMap::new(),
        },
    )
}

/// As an import commits it: one step of so many new lines; answers its revision.
fn imported(desk: &Desk, season: &Workspace, view: &View) -> i64 {
    let proposal = &season.proposals[0];
    let year = &proposal.budget[0];
    let list = FieldPath::new(format!("/proposals/{}/budget/{}/lines", proposal.id, year.year));
    let edits = (0..IMPORTED).map(|n| {
        let mut value = serde_json::to_value(&year.lines[n % year.lines.len()]).expect("a line");
        value["id"] = format!("i{}-{n}", view.revision).into();
        usr_desk_workspace::window_form::to_window(&mut value);
        Edit::Add {
            list: list.clone(),
            value,
            before: None,
        }
    });
    let asked = Request::Edit {
        season: view.season.id.clone(),
        base: view.revision,
        edit: Edit::All {
            label: Sentence::alike("匯入"),
            edits: edits.collect(),
        },
        typing: false,
        names: None,
    };
    match desk.handle(asked) {
        Ok(Response::Edited(edited)) => edited.revision,
        other => panic!("{other:?}"),
    }
}

fn opened(desk: &Desk, request: Request) -> View {
    match desk.handle(request) {
        Ok(Response::Opened(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    println!(
        "{what}: median {:?}, slowest of {} {:?}",
        times[times.len() / 2],
        times.len(),
        times[times.len() - 1]
    );
}
