//! Papers beside the packet say what the season holds, as a reader of PDF files finds it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place, place};
use usr_desk_workspace::{Edit, FieldPath};

#[test]
fn revisions_answers_and_the_finance_check_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(Place {
        library: folder.path().join("library"),
        fonts: place::font_folders(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap();
    let Response::Opened(view) = desk.handle(Request::Practice).unwrap() else {
        panic!()
    };
    let season = view.season.id.clone();
    let proposal = view.workspace["proposals"][0]["id"].as_str().unwrap().to_owned();
    let at = |field: &str| format!("/proposals/{proposal}/{field}");
    let comment = serde_json::json!({
        "id": "k1", "kind": "review", "round": "第一次審查", "path": at("title"), "text": "題目宜點出場域。",
        "answer": "已於題目加入漁港名稱。", "changed": [at("title")]
    });
    let finance = serde_json::json!({
        "id": "k2", "kind": "finance", "path": at("budget"), "text": "鐘點費單價依據？", "by": "主計室"
    });
    let edits = vec![
        Edit::Set {
            path: FieldPath::new(at("title")),
            value: "富岡漁港共老計畫".into(),
        },
        Edit::Set {
            path: FieldPath::new("/comments"),
            value: serde_json::json!([comment, finance]),
        },
    ];
    let edit = Edit::All {
        label: "修正".to_owned(),
        edits,
    };
    desk.handle(Request::Edit {
        season: season.clone(),
        base: view.revision,
        edit,
        typing: false,
        names: None,
    })
    .unwrap();

    let printed = |paper: PaperKind| -> String {
        let path = folder.path().join("paper.pdf");
        let ticket = desk.destination(path.clone());
        let Response::Saved(saved) = desk
            .handle(Request::PrintPaper {
                season: season.clone(),
                paper,
                ticket,
            })
            .unwrap()
        else {
            panic!()
        };
        assert_eq!(saved.notes, Vec::<String>::new());
        let text = Command::new("pdftotext")
            .arg("-layout")
            .arg(&path)
            .arg("-")
            .output()
            .expect("pdftotext (poppler-utils) is installed");
        // A cell's text may go on in the next line.
        String::from_utf8_lossy(&text.stdout).split_whitespace().collect()
    };
    let revisions = printed(PaperKind::Revisions {
        from: view.revision,
        to: None,
        reasons: BTreeMap::new(),
    });
    for words in ["計畫書修正對照表", "富岡漁港", "依審查意見", "修正理由", "非公告"]
    {
        assert!(revisions.contains(words), "{words} in {revisions}");
    }
    let answers = printed(PaperKind::Answers { proposal: None });
    for words in [
        "審查意見研復表",
        "第一次審查",
        "題目宜點出場域",
        "已於題目加入漁港名稱",
    ] {
        assert!(answers.contains(words), "{words} in {answers}");
    }
    assert!(
        !answers.contains("鐘點費單價依據"),
        "the accounting office's are on its own paper"
    );
    let check = printed(PaperKind::Finance {
        proposal: proposal.clone(),
    });
    for words in [
        "經費編列檢核表",
        "鐘點費單價依據",
        "承辦單位",
        "主（會）計單位",
        "首長",
    ] {
        assert!(check.contains(words), "{words} in {check}");
    }
    if let Some(kept) = std::env::var_os("USR_DESK_KEEP") {
        std::fs::copy(folder.path().join("paper.pdf"), kept).unwrap();
    }
}
