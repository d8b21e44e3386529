//! Papers beside the packet say what the season holds, as a reader of PDF files finds it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{desk, view};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use usr_desk_desk::Desk;
use usr_desk_desk::protocol::*;
use usr_desk_workspace::{Edit, FieldPath, Sentence};

#[test]
fn revisions_answers_and_the_finance_check_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder.path().join("library"));
    let view = view(desk.handle(Request::Practice));
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
            path: FieldPath::new(at("starts_on")),
            value: "2026-09-17".into(),
        },
        Edit::Set {
            path: FieldPath::new("/comments"),
            value: serde_json::json!([comment, finance]),
        },
    ];
    let edit = Edit::All {
        label: Sentence::new("修正", "Mend"),
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
    for words in [
        "計畫書修正對照表",
        "富岡漁港",
        "115年9月17日",
        "依審查意見",
        "修正理由",
        "非公告",
    ] {
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
        "檢核依據：",
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

/// What a page of a PDF says, or all of them, without its white space.
fn says(path: &Path, page: Option<u32>) -> String {
    let mut reader = Command::new("pdftotext");
    if let Some(page) = page {
        reader.args(["-f", &page.to_string(), "-l", &page.to_string()]);
    }
    let text = reader.arg("-layout").arg(path).arg("-").output();
    let text = text.expect("pdftotext (poppler-utils) is installed");
    String::from_utf8_lossy(&text.stdout).split_whitespace().collect()
}

fn saved(desk: &Desk, request: impl FnOnce(Ticket) -> Request, path: &Path) -> Saved {
    match desk.handle(request(desk.destination(path.to_owned()))).unwrap() {
        Response::Saved(saved) => saved,
        other => panic!("{other:?}"),
    }
}

/// Numbers that stand behind this word.
fn numbers(text: &str, word: &str) -> Vec<u32> {
    let behind = text.split(word).skip(1);
    behind
        .filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
        .collect()
}

#[test]
fn the_pages_of_a_revision_are_those_on_which_the_words_stand() {
    const OLD: &str = "舊碼頭有燈塔";
    const NEW: &str = "新漁港有風車";
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder.path().join("library"));
    let start = view(desk.handle(Request::Practice));
    let season = start.season.id.clone();
    let written = |base: Revision, section: &str, text: &str| {
        let answer = desk.handle(Request::Edit {
            season: season.clone(),
            base,
            edit: Edit::Set {
                path: FieldPath::new(format!("/proposals/a/sections/{section}/text")),
                value: text.into(),
            },
            typing: false,
            names: None,
        });
        match answer.unwrap() {
            Response::Edited(edited) => edited.revision,
            other => panic!("{other:?}"),
        }
    };
    let packet = |name: &str| {
        let path = folder.path().join(name);
        let pages = saved(
            &desk,
            |ticket| Request::ExportPacket {
                season: season.clone(),
                scope: Some("a".to_owned()),
                draft: false,
                ticket,
            },
            &path,
        )
        .pages
        .unwrap();
        (path, pages)
    };
    let on = |path: &Path, pages: u32, words: &str| -> Vec<u32> {
        (1..=pages)
            .filter(|n| says(path, Some(*n)).contains(words))
            .collect()
    };
    let before = written(start.revision, "evaluation_and_sustainability", OLD);
    let (old, old_pages) = packet("before.pdf");
    // An earlier chapter grows by pages, so that the later one moves.
    let long = "漁村的長者與學生一起記錄潮間帶的變化。\n".repeat(150);
    let grown = written(before, "background", &long);
    written(grown, "evaluation_and_sustainability", NEW);
    let (new, new_pages) = packet("after.pdf");
    let paper = folder.path().join("paper.pdf");
    saved(
        &desk,
        |ticket| Request::PrintPaper {
            season: season.clone(),
            paper: PaperKind::Revisions {
                from: grown,
                to: None,
                reasons: BTreeMap::new(),
            },
            ticket,
        },
        &paper,
    );
    let then = on(&new, new_pages, NEW);
    assert_eq!(numbers(&says(&paper, None), "新"), then);
    saved(
        &desk,
        |ticket| Request::PrintPaper {
            season: season.clone(),
            paper: PaperKind::Revisions {
                from: before,
                to: None,
                reasons: BTreeMap::new(),
            },
            ticket,
        },
        &paper,
    );
    let text = says(&paper, None);
    let first = on(&old, old_pages, OLD);
    assert_eq!((first.len(), then.len()), (1, 1), "{first:?} {then:?}");
    assert!(then[0] > first[0], "the chapter moved: {first:?} → {then:?}");
    // Rows stand in the order of the plan: the grown chapter first.
    assert_eq!(numbers(&text, "原").last(), first.first(), "{text}");
    assert_eq!(numbers(&text, "新").last(), then.first(), "{text}");
}
