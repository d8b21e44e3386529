//! Answers to single cells, rosters and indicators from the command line; the dictionary and a roster through the desk.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{Folder, desk, json_of, opened, run};
use serde_json::json;
use usr_desk_desk::Desk;
use usr_desk_desk::protocol::{Names, Request, Response, Ticket};
use usr_desk_intake::{Map, OfficeWord};
use usr_desk_workspace::{Category, Edit, FieldPath, Sentence, Tag};

const BUDGET: &str = "類別,項目,單價,數量,金額\n業務費,場地費,4000,2,另議\n業務費,講座,2000,10,20000\n聯盟分攤款,年費,,,3000\n";

#[test]
fn answers_of_a_map_are_carried_out_and_keep_their_cells() {
    let folder = Folder::new();
    let sheet = folder.with("預算.csv", BUDGET);
    let map = json!({
        "year": 115, "fund": "matching",
        "cells": {"E2": 12000}, "rows": {"4": {"use": "skip"}},
        "words": [{"text": "講座", "item": "講座鐘點費", "position": "other"}],
    });
    let map = folder.with("map.json", &map.to_string());
    let season = folder.season();
    let done = run(&[
        "import-budget",
        &sheet,
        "--into",
        &season,
        "--proposal",
        "a",
        "--map",
        &map,
        "--json",
    ]);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let after = json_of(&std::fs::read(&season).unwrap());
    let lines = after["proposals"][0]["budget"][0]["lines"].as_array().unwrap();
    let line = |item: &str| {
        lines
            .iter()
            .find(|l| l["item"] == item)
            .unwrap_or_else(|| panic!("{item}"))
    };
    assert_eq!(line("場地費")["amount"], 12000);
    assert_eq!(line("場地費")["source"]["cells"]["amount"], "E2");
    assert_eq!(line("講座鐘點費")["position"], "other");
    assert!(lines.iter().all(|l| l["item"] != "年費"));
    // A misspelt answer is refused before anything is read.
    let wrong = folder.with("wrong.json", r#"{"rows": {"4": {"used": "skip"}}}"#);
    let refused = run(&["import-budget", &sheet, "--map", &wrong]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_roster_is_shown_asked_about_and_carried_out_whole_or_not_at_all() {
    let folder = Folder::new();
    let season = folder.season();
    let before = std::fs::read(&season).unwrap();
    let sheet = folder.with(
        "名冊.csv",
        "姓名,員工編號,職稱\n王大明,S0001,特聘教授\n李小華,,副教授\n新同仁,S0900,講師\n",
    );
    let shown = run(&["import-roster", &sheet, "--json"]);
    assert_eq!(json_of(&shown.stdout)["people"].as_array().unwrap().len(), 3);
    let asked = run(&["import-roster", &sheet, "--into", &season]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&asked.stderr).contains("李小華"));
    assert_eq!(std::fs::read(&season).unwrap(), before);
    let map = folder.with("map.json", r#"{"same": {"csv!3": "p2"}}"#);
    let done = run(&[
        "import-roster",
        &sheet,
        "--into",
        &season,
        "--map",
        &map,
        "--json",
    ]);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let plan = json_of(&done.stdout);
    assert_eq!(plan["added"].as_array().unwrap().len(), 1);
    assert_eq!(plan["changed"].as_array().unwrap().len(), 2);
    let after = json_of(&std::fs::read(&season).unwrap());
    let people = after["people"].as_array().unwrap();
    assert_eq!(people[0]["title"], "特聘教授");
    assert!(
        people
            .iter()
            .any(|p| p["name"] == "新同仁" && p["staff_number"] == "S0900")
    );
}

#[test]
fn indicators_go_out_with_the_overview_and_come_into_another_season() {
    let folder = Folder::new();
    let season = folder.season();
    let out = folder.path("總覽.xlsx");
    assert_eq!(
        run(&["export-overview", &season, "-o", &out]).status.code(),
        Some(0)
    );
    let same = run(&[
        "import-indicators",
        &out,
        "--into",
        &season,
        "--proposal",
        "a",
        "--json",
    ]);
    let plan = json_of(&same.stdout);
    assert_eq!((&plan["added"], &plan["changed"]), (&json!([]), &json!([])));
    let same = json_of(&run(&["import-roster", &out, "--into", &season, "--json"]).stdout);
    assert_eq!(
        (&same["added"], &same["changed"], &same["missing"]),
        (&json!([]), &json!([]), &json!([]))
    );
    let half = run(&["import-indicators", &out, "--into", &season]);
    assert_eq!(half.status.code(), Some(2));
}

fn words(answer: Response) -> Vec<OfficeWord> {
    match answer {
        Response::Dictionary(words) | Response::DictionaryMerged { words, .. } => words,
        other => panic!("{other:?}"),
    }
}

fn sheet(desk: &Desk) -> Ticket {
    desk.stage_bytes("預算.csv".to_owned(), BUDGET.as_bytes().to_vec())
}

#[test]
fn the_dictionary_of_the_library_is_used_and_corrections_are_offered_not_learned() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let season = start.season.id.clone();
    let word = OfficeWord {
        text: "聯盟分攤款".to_owned(),
        category: Some(Category::Operations),
        ..OfficeWord::default()
    };
    let kept = words(
        desk.handle(Request::SetDictionary {
            words: vec![word.clone(), word],
        })
        .unwrap(),
    );
    assert_eq!(kept.len(), 1);
    let map: Map = serde_json::from_value(json!({
        "year": 115, "fund": "matching", "cells": {"csv!E2": "8000"}
    }))
    .unwrap();
    let Ok(Response::Surveyed(preview)) = desk.handle(Request::Survey {
        ticket: sheet(&desk),
        map: map.clone(),
    }) else {
        panic!("not surveyed")
    };
    assert!(preview.unknown_categories.is_empty());
    assert!(preview.map.words.is_empty(), "the dictionary is the desk's own");
    let planned = desk.handle(Request::PlanImport {
        season: season.clone(),
        into: "a".to_owned(),
        ticket: sheet(&desk),
        map,
    });
    let Ok(Response::Planned(planned)) = planned else {
        panic!("{planned:?}")
    };
    let after = opened(
        desk.handle(Request::ApplyImport {
            season: season.clone(),
            base: planned.base,
            plan: planned.plan,
        })
        .unwrap(),
    );
    let lines = after.workspace["proposals"][0]["budget"][0]["lines"]
        .as_array()
        .unwrap();
    let line = lines.iter().find(|l| l["item"] == "講座").unwrap();
    let learned = |desk: &Desk| {
        words(
            desk.handle(Request::LearnedWords {
                season: season.clone(),
            })
            .unwrap(),
        )
    };
    assert_eq!(learned(&desk), []);
    let path = FieldPath::new("/proposals/a/budget/115/lines").then(line["id"].as_str().unwrap());
    desk.handle(Request::Edit {
        season: season.clone(),
        base: after.revision,
        edit: Edit::Set {
            path: path.then("tags"),
            value: json!(["international_exchange"]),
        },
        typing: false,
        names: None,
    })
    .unwrap();
    let offered = learned(&desk);
    assert_eq!(offered.len(), 1);
    assert_eq!((offered[0].text.as_str(), offered[0].tags.len()), ("講座", 1));
    assert_eq!(
        words(desk.handle(Request::Dictionary).unwrap()),
        kept,
        "nothing is learned by itself"
    );

    let file = folder.path().join("字典.json");
    let ticket = desk.destination(file.clone());
    desk.handle(Request::ExportDictionary { ticket }).unwrap();
    desk.handle(Request::SetDictionary { words: Vec::new() }).unwrap();
    let ticket = desk.offer(file.clone());
    assert_eq!(
        words(desk.handle(Request::ImportDictionary { ticket }).unwrap()),
        kept
    );
    std::fs::write(
        &file,
        r#"{"format": "something else", "version": 1, "words": []}"#,
    )
    .unwrap();
    let refused = desk
        .handle(Request::ImportDictionary {
            ticket: desk.offer(file),
        })
        .unwrap_err();
    assert!(refused.message.contains("不是字典檔"), "{}", refused.message);
    assert_eq!(words(desk.handle(Request::Dictionary).unwrap()), kept);
}

#[test]
fn names_that_are_typed_or_pasted_into_the_sheet_are_looked_up_as_in_an_import() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = opened(desk.handle(Request::Practice).unwrap());
    let season = start.season.id.clone();
    let word = OfficeWord {
        text: "鐘點費".to_owned(),
        item: Some("講座鐘點費".to_owned()),
        category: Some(Category::Operations),
        tags: vec![Tag::InternationalExchange],
        ..OfficeWord::default()
    };
    desk.handle(Request::SetDictionary { words: vec![word] }).unwrap();
    let lines = FieldPath::new("/proposals/a/budget/115/lines");
    let line = |id: &str, item: &str| Edit::Add {
        list: lines.clone(),
        value: json!({ "id": id, "item": item, "fund": "grant", "amount": "1000" }),
        before: None,
    };
    let send = |base, edit, names| {
        let edit = Request::Edit {
            season: season.clone(),
            base,
            edit,
            typing: false,
            names,
        };
        match desk.handle(edit).unwrap() {
            Response::Edited(edited) => edited,
            other => panic!("{other:?}"),
        }
    };
    let stands = |id: &str| {
        let view = opened(
            desk.handle(Request::Open {
                season: season.clone(),
            })
            .unwrap(),
        );
        let years = view.workspace["proposals"][0]["budget"].as_array().unwrap();
        let lines = years.iter().flat_map(|y| y["lines"].as_array().unwrap()).cloned();
        lines.into_iter().find(|l| l["id"] == id).unwrap()
    };
    let pasted = Edit::All {
        label: Sentence::new("貼上 2 格", "Paste 2 cells"),
        edits: vec![line("x1", "鐘點費"), line("x2", "專任助理薪資")],
    };
    let told = send(start.revision, pasted, Some(Names::Pasted));
    assert_eq!(told.told.len(), 5, "{:?}", told.told);
    assert_eq!(stands("x1")["item"], "講座鐘點費");
    assert_eq!(stands("x1")["category"], "operations");
    assert_eq!(stands("x1")["tags"], json!(["international_exchange"]));
    assert_eq!(stands("x2")["position"], "full_time_assistant");
    // One step: undo takes the words and what they mean back together.
    let undone = opened(
        desk.handle(Request::Undo {
            season: season.clone(),
            base: told.revision,
        })
        .unwrap(),
    );
    assert_eq!(undone.workspace, start.workspace);
    // A name that a person types stays as it was typed; what stands already is left alone.
    let typed = send(undone.revision, line("x3", "鐘點費"), Some(Names::Typed));
    assert_eq!(stands("x3")["item"], "鐘點費");
    assert_eq!(stands("x3")["tags"], json!(["international_exchange"]));
    let name = |name: &str| Edit::Set {
        path: lines.then("x3").then("item"),
        value: json!(name),
    };
    let renamed = send(typed.revision, name("專任助理薪資"), Some(Names::Typed));
    assert_eq!(renamed.told, [], "its tags stand already");
    let plain = send(renamed.revision, line("x4", "鐘點費"), None);
    assert_eq!(plain.told, []);
    assert_eq!(stands("x4")["category"], serde_json::Value::Null);
}
