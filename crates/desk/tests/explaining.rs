//! Why a rule says what it says: every input of every figure ends at a cell, or at a person and a time.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{desk, view};
use usr_desk_desk::Desk;
use usr_desk_desk::protocol::{Explained, Request, Response, View};
use usr_desk_rules::Scoped;
use usr_desk_workspace::{Edit, FieldPath};

fn practice(desk: &Desk) -> View {
    view(desk.handle(Request::Practice))
}

fn explain(desk: &Desk, season: &str, asked: Scoped) -> Explained {
    match desk
        .handle(Request::Explain {
            season: season.to_owned(),
            asked,
        })
        .unwrap()
    {
        Response::Explained(explained) => explained,
        other => panic!("{other:?}"),
    }
}

fn edit(desk: &Desk, view: &View, base: i64, edit: Edit) -> i64 {
    match desk
        .handle(Request::Edit {
            season: view.season.id.clone(),
            base,
            edit,
            typing: false,
            names: None,
        })
        .unwrap()
    {
        Response::Edited(edited) => edited.revision,
        other => panic!("{other:?}"),
    }
}

fn author(desk: &Desk, name: &str) {
    let settings = usr_desk_desk::protocol::Settings {
        author: name.to_owned(),
        ..Default::default()
    };
    desk.handle(Request::SetSettings(settings)).unwrap();
}

#[test]
fn every_figure_of_the_season_ends_at_a_step_of_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let view = practice(&desk);
    let mut inputs = 0;
    for finding in view.findings.iter().filter(|f| f.figures.is_some()) {
        let asked = Scoped {
            rule: finding.rule.clone(),
            proposal: finding.proposal.clone(),
            year: finding.year,
        };
        let told = explain(&desk, &view.season.id, asked);
        assert_eq!(told.figures, finding.figures);
        assert!(!told.inputs.is_empty() && !told.steps.is_empty(), "{finding:?}");
        for input in &told.inputs {
            assert!(
                !input.at.is_empty()
                    && !input.step.zh.is_empty()
                    && !input.step.en.is_empty()
                    && !input.name.is_empty(),
                "a dead end: {input:?}"
            );
            inputs += 1;
        }
    }
    assert!(inputs > 50, "only {inputs} values were followed");
}

#[test]
fn who_typed_a_value_and_which_cell_it_was_read_from() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let view = practice(&desk);
    let proposal = view.workspace["proposals"][0].clone();
    let (id, year) = (
        proposal["id"].as_str().unwrap(),
        proposal["budget"][0]["year"].as_u64().unwrap(),
    );
    let of_year = FieldPath::new(format!("/proposals/{id}/budget/{year}"));
    author(&desk, "王承辦");
    let one = edit(
        &desk,
        &view,
        view.revision,
        Edit::Set {
            path: of_year.then("grant_requested"),
            value: "2000000".into(),
        },
    );
    author(&desk, "李主任");
    let source = serde_json::json!({ "file": "經費表.xlsx", "sheet": "第一年", "cells": { "amount": "F12" }, "amount": "123456" });
    let line = serde_json::json!({
        "id": "imported", "item": "配合款項目", "category": "operations", "fund": "matching", "amount": "123456", "tags": [], "source": source,
    });
    let two = edit(
        &desk,
        &view,
        one,
        Edit::Add {
            list: of_year.then("lines"),
            value: line,
            before: None,
        },
    );
    author(&desk, "王承辦");
    let amount = of_year.then("lines").then("imported").then("amount");
    edit(
        &desk,
        &view,
        two,
        Edit::Set {
            path: amount.clone(),
            value: "200000".into(),
        },
    );
    let asked = Scoped {
        rule: "matching-fund".to_owned(),
        proposal: Some(id.to_owned()),
        year: u16::try_from(year).ok(),
    };
    let told = explain(&desk, &view.season.id, asked.clone());
    let line = told.inputs.iter().find(|input| input.place == amount).unwrap();
    assert_eq!(line.cell.as_deref(), Some("經費表.xlsx › 第一年 › F12"));
    assert_eq!(
        (line.imported.as_deref(), line.value.as_str(), line.by.as_str()),
        (Some("123,456"), "200,000", "王承辦")
    );
    let grant = told
        .inputs
        .iter()
        .find(|input| input.place == of_year.then("grant_requested"))
        .unwrap();
    assert_eq!((grant.by.as_str(), grant.cell.as_deref()), ("王承辦", None));
    assert!(grant.step.zh.contains("修改"), "{grant:?}");
    // What was taken back is not what the value came from.
    let state = match desk
        .handle(Request::Open {
            season: view.season.id.clone(),
        })
        .unwrap()
    {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    };
    desk.handle(Request::Undo {
        season: view.season.id.clone(),
        base: state.revision,
    })
    .unwrap();
    let told = explain(&desk, &view.season.id, asked);
    let line = told.inputs.iter().find(|input| input.place == amount).unwrap();
    assert_eq!((line.imported.as_deref(), line.by.as_str()), (None, "李主任"));
}

#[test]
fn both_readings_are_told_and_pasted_text_is_found_across_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let view = practice(&desk);
    match desk
        .handle(Request::Readings {
            season: view.season.id.clone(),
        })
        .unwrap()
    {
        Response::Readings(readings) => assert_eq!(readings.len(), 19),
        other => panic!("{other:?}"),
    }
    let id = view.workspace["proposals"][0]["id"].as_str().unwrap();
    let key = view.workspace["proposals"][0]["sections"][0]["key"]
        .as_str()
        .unwrap();
    let text = "大林糖廠停產二十年後，倉庫與鐵道閒置，鄰近三個里的青年外移比率高於全縣平均。團隊進駐後先以訪談與踏查記錄老員工的記憶，再逐區修繕並交由居民營運。";
    let place = FieldPath::new(format!("/proposals/{id}/sections/{key}/text"));
    edit(
        &desk,
        &view,
        view.revision,
        Edit::Set {
            path: place,
            value: text.into(),
        },
    );
    let find = |earlier: Vec<String>| match desk
        .handle(Request::FindAlike {
            season: view.season.id.clone(),
            scope: id.to_owned(),
            earlier,
        })
        .unwrap()
    {
        Response::AlikeFound(found) => found,
        other => panic!("{other:?}"),
    };
    let alone = find(Vec::new());
    assert!(
        alone.alike.iter().all(|a| !a.own.words.contains("大林")) && !alone.sources.is_empty(),
        "{alone:?}"
    );
    // Another season of the library with the same words.
    let season = match desk.handle(Request::Copy {
        season: view.season.id.clone(),
        new: usr_desk_desk::protocol::NewSeason {
            title: "前一季".to_owned(),
            edition: "112-116".to_owned(),
            cycle: "第四期".to_owned(),
            years: vec![115, 116],
            school: String::new(),
        },
    }) {
        Ok(Response::Opened(view)) => view,
        other => panic!("{other:?}"),
    };
    assert_eq!(season.season.title, "前一季");
    let found = find(Vec::new());
    let hit = found
        .alike
        .iter()
        .find(|a| a.source.starts_with("前一季") && a.own.words.contains("大林糖廠"));
    assert!(
        hit.is_some_and(|hit| hit.percent > 95 && hit.other.place.is_none()),
        "{found:?}"
    );
}
