//! Importing through the desk, with the real worker process: survey, plan, one undoable step.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{desk, opened, suite};
use serde_json::{Value, json};
use usr_desk_desk::Desk;
use usr_desk_desk::protocol::{Code, Planned, Request, Response, Settings, Ticket, View};
use usr_desk_intake::{Map, Preview};

fn d01(desk: &Desk) -> Ticket {
    desk.offer(suite("budget-sheets/d01_moe_apply_112.xlsx"))
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
            .as_ref()
            .unwrap()
            .zh
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

fn surveyed(desk: &Desk, ticket: Ticket, map: Map) -> Preview {
    match desk.handle(Request::Survey { ticket, map }).unwrap() {
        Response::Surveyed(preview) => preview,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_corrected_layout_is_known_again_until_it_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    // The fund is the layout's; the year is next time another.
    let plan = planned(&desk, &start);
    let apply = Request::ApplyImport {
        season: start.season.id.clone(),
        base: plan.base,
        plan: plan.plan,
    };
    assert!(!surveyed(&desk, d01(&desk), Map::default()).is_remembered);
    opened(desk.handle(apply).unwrap());
    let again = surveyed(&desk, d01(&desk), Map::default());
    assert!(again.is_remembered);
    assert_eq!(
        serde_json::to_value(&again.map).unwrap(),
        json!({ "fund": "grant" })
    );
    assert_eq!(again.without_fund, 0);
    // A correction of this file goes before what is remembered.
    let other: Map = serde_json::from_value(json!({ "fund": "matching" })).unwrap();
    let corrected = surveyed(&desk, d01(&desk), other.clone());
    assert!(!corrected.is_remembered && corrected.map == other);
    let shape = again.shape.unwrap();
    assert!(matches!(
        desk.handle(Request::ForgetLayout { shape }),
        Ok(Response::Done)
    ));
    let fresh = surveyed(&desk, d01(&desk), Map::default());
    assert!(!fresh.is_remembered && fresh.map == Map::default());
}

#[test]
fn an_imported_line_keeps_its_file_sheet_and_cells_and_goes_out_and_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let plan = planned(&desk, &start);
    let source = &plan.changes["added"][0]["line"]["source"];
    assert_eq!(source["file"], "d01_moe_apply_112.xlsx");
    assert_eq!(source["sheet"], "經費表");
    assert_eq!(source["cells"]["amount"], "F8");
    assert_eq!(source["amount"], "486000");
    let out = folder.path().join("經費.xlsx");
    let ticket = desk.destination(out.clone());
    let season = start.season.id.clone();
    let scope = "a".to_owned();
    let written = desk
        .handle(Request::ExportBudget {
            season,
            scope,
            ticket,
        })
        .unwrap();
    assert!(matches!(written, Response::Saved(saved) if saved.bytes > 0));
    let planned = desk.handle(Request::PlanImport {
        season: start.season.id.clone(),
        into: "a".into(),
        ticket: desk.offer(out),
        map: Map::default(),
    });
    let Response::Planned(same) = planned.unwrap() else {
        panic!()
    };
    assert_eq!(same.changes["added"], json!([]));
    assert_eq!(same.changes["changed"], json!([]));
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

#[test]
fn doubts_speak_the_window_s_language() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let sheet = || {
        let rows = "類別,項目,單價,數量,金額\n業務費,場地費,4000,2,9000\n";
        desk.stage_bytes("經費.csv".into(), rows.as_bytes().to_vec())
    };
    let told = || {
        surveyed(&desk, sheet(), Map::default()).doubts[0]
            .message
            .to_string()
    };
    assert!(told().contains("請核對"), "{}", told());
    let settings = Settings {
        language: usr_desk_rules::Language::En,
        ..Settings::default()
    };
    desk.handle(Request::SetSettings(settings)).unwrap();
    assert!(told().ends_with("Please check."), "{}", told());
    let planned = desk.handle(Request::PlanImport {
        season: start.season.id,
        into: "a".into(),
        ticket: sheet(),
        map: Map::default(),
    });
    let Response::Planned(planned) = planned.unwrap() else {
        panic!()
    };
    let blocked = planned.changes["blocked"][0]["message"].as_str().unwrap();
    assert_eq!(
        blocked,
        "csv!E2 “場地費” has no year, no source of funds. Say it, then import."
    );
}

/// A sheet of so many items, as a system writes it.
fn long(items: usize) -> Vec<u8> {
    let rows = (0..items).map(|n| {
        format!(
            "業務費,印刷費（第{n}組）,100,{},{}\n",
            n % 90 + 1,
            (n % 90 + 1) * 100
        )
    });
    format!("類別,項目,單價,數量,金額\n{}", rows.collect::<String>()).into_bytes()
}

#[test]
fn a_sheet_of_many_lines_becomes_one_step_or_is_refused_before_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let season = start.season.id.clone();
    let plan = |items: usize| {
        desk.handle(Request::PlanImport {
            season: season.clone(),
            into: "a".into(),
            ticket: desk.stage_bytes("多.csv".into(), long(items)),
            map: map(),
        })
    };
    let refused = plan(20_001).unwrap_err();
    assert!(refused.message.contains("20001 個項目"), "{}", refused.message);
    let Response::Planned(planned) = plan(2_000).unwrap() else {
        panic!()
    };
    let after = opened(
        desk.handle(Request::ApplyImport {
            season: season.clone(),
            base: planned.base,
            plan: planned.plan,
        })
        .unwrap(),
    );
    assert_eq!(lines(&after.workspace), lines(&start.workspace) + 2_000);
    let base = after.revision;
    let undone = opened(desk.handle(Request::Undo { season, base }).unwrap());
    assert_eq!(undone.workspace, start.workspace);
}
