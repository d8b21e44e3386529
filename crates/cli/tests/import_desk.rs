//! Importing through the desk, with the real worker process: survey, plan, one undoable step.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::protocol::{Code, Planned, Request, Response, Ticket, View};
use usr_desk_desk::{Desk, Place};
use usr_desk_intake::Map;

fn desk(folder: &Path) -> Desk {
    Desk::open(Place {
        library: folder.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: Some(env!("CARGO_BIN_EXE_usr-desk").into()),
        clock: || "2026-03-01T00:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap()
}

fn d01(desk: &Desk) -> Ticket {
    desk.offer(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/budget-sheets/d01_moe_apply_112.xlsx"),
    )
}

fn opened(answer: Response) -> View {
    match answer {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}

fn map() -> Map {
    serde_json::from_value(json!({ "fund": "grant", "year": 115 })).unwrap()
}

fn planned(desk: &Desk, view: &View) -> Planned {
    let answer = desk.handle(Request::PlanImport {
        season: view.season.id.clone(),
        into: "a".into(),
        ticket: d01(desk),
        map: map(),
    });
    match answer.unwrap() {
        Response::Planned(planned) => planned,
        other => panic!("{other:?}"),
    }
}

fn lines(workspace: &Value) -> usize {
    let years = workspace["proposals"][0]["budget"].as_array().unwrap();
    years.iter().map(|y| y["lines"].as_array().unwrap().len()).sum()
}

#[test]
fn what_was_shown_becomes_one_step_that_undo_takes_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let Response::Surveyed(preview) = desk
        .handle(Request::Survey {
            ticket: d01(&desk),
            map: Map::default(),
        })
        .unwrap()
    else {
        panic!()
    };
    assert!(preview.is_budget && !preview.lines.is_empty());
    let plan = planned(&desk, &start);
    assert_eq!(plan.base, start.revision);
    let added = plan.changes["added"].as_array().unwrap();
    assert!(
        added.iter().all(|a| !a["line"]["amount"].is_number()),
        "amounts cross as text"
    );
    let apply = Request::ApplyImport {
        season: start.season.id.clone(),
        base: plan.base,
        plan: plan.plan.clone(),
    };
    let after = opened(desk.handle(apply.clone()).unwrap());
    assert_eq!(lines(&after.workspace), lines(&start.workspace) + added.len());
    assert!(
        after
            .steps
            .undo
            .as_deref()
            .unwrap()
            .contains("d01_moe_apply_112.xlsx")
    );
    // The same plan again: the season has moved on.
    assert_eq!(desk.handle(apply).unwrap_err().code, Code::Stale);
    let again = planned(&desk, &after);
    assert!(again.changes["added"].as_array().unwrap().is_empty());
    assert!(again.changes["changed"].as_array().unwrap().is_empty());
    let undone = opened(
        desk.handle(Request::Undo {
            season: start.season.id.clone(),
            base: after.revision,
        })
        .unwrap(),
    );
    assert_eq!(undone.workspace, start.workspace);
}

#[test]
fn a_file_that_is_no_workbook_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let ticket = desk.stage_bytes("會議紀錄.docx".into(), b"%PDF-1.7".to_vec());
    let failure = desk
        .handle(Request::Survey {
            ticket,
            map: Map::default(),
        })
        .unwrap_err();
    assert_eq!(failure.code, Code::Refused);
    assert!(failure.message.ends_with('。'), "{}", failure.message);
}
