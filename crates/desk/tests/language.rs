//! What the desk refuses it refuses in the window's language, from the moment that it is chosen.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place};
use usr_desk_rules::Language;
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{Edit, FieldPath};

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

fn set(path: &str, value: serde_json::Value) -> Edit {
    Edit::Set {
        path: FieldPath::new(path),
        value,
    }
}

#[test]
fn refusals_speak_the_windows_language() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(Place {
        library: folder.path().to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap();
    let Response::Opened(view) = desk.handle(Request::Practice).unwrap() else {
        panic!()
    };
    let (season, base) = (view.season.id.clone(), view.revision);
    let first = view.workspace["proposals"][0]["id"].as_str().unwrap().to_owned();
    let edit = |edit: Edit| Request::Edit {
        season: season.clone(),
        base,
        edit,
        typing: false,
        names: None,
    };
    let to = |name: &str| desk.destination(folder.path().join(name));
    let from = |name: &str, bytes: &[u8]| desk.stage_bytes(name.to_owned(), bytes.to_vec());
    let new = |title: &str, edition: &str, years: Vec<u16>| NewSeason {
        title: title.to_owned(),
        school: "x".to_owned(),
        edition: edition.to_owned(),
        cycle: String::new(),
        years,
    };
    let handed = |proposal: &str, to_whom: &str, name: &str| NewHandout {
        season: season.clone(),
        proposal: proposal.to_owned(),
        to: to_whom.to_owned(),
        purpose: Purpose::Section,
        may_edit: Chapter::all(),
        ticket: to(name),
        passphrase: None,
    };
    let asked: Vec<Request> = vec![
        Request::Open {
            season: "99".to_owned(),
        },
        Request::Create(new(" ", "112-116", vec![115])),
        Request::Create(new("x", "112-116", vec![])),
        Request::Create(new("x", "112-116", vec![99])),
        Request::Create(new("x", "999", vec![115])),
        edit(set("/proposals/nowhere/title", "x".into())),
        edit(set("/version", 9.into())),
        edit(set("/proposals/0/starts_on", "2026-02-30".into())),
        edit(set(&format!("/proposals/{first}/starts_on"), "2026-02-30".into())),
        edit(set(
            &format!("/proposals/{first}/budget/115/grant_requested"),
            "1e40".into(),
        )),
        edit(set(&format!("/proposals/{first}/submit"), "x".into())),
        Request::Edit {
            season: season.clone(),
            base: base + 7,
            edit: set("/cycle", "x".into()),
            typing: false,
            names: None,
        },
        Request::Undo {
            season: season.clone(),
            base,
        },
        Request::Redo {
            season: season.clone(),
            base,
        },
        Request::Checkpoint {
            season: season.clone(),
            name: " ".to_owned(),
        },
        Request::Restore {
            season: season.clone(),
            revision: 999,
        },
        Request::ImportSeason {
            ticket: from("x.json", b"{"),
        },
        Request::ImportSeason {
            ticket: from("x.usrdesk", b"PK nothing"),
        },
        Request::ImportSeason {
            ticket: "t999".to_owned(),
        },
        Request::ImportSeason { ticket: to("x.json") },
        Request::ExportSeason {
            season: season.clone(),
            ticket: to("x.usrdesk-part"),
            passphrase: None,
        },
        Request::ExportSeason {
            season: season.clone(),
            ticket: to("no/such/folder/x.json"),
            passphrase: None,
        },
        Request::ExportSeason {
            season: season.clone(),
            ticket: to("x.json"),
            passphrase: Some(Passphrase::new("long enough")),
        },
        Request::ExportSeason {
            season: season.clone(),
            ticket: to("x.usrdesk"),
            passphrase: Some(Passphrase::new("short")),
        },
        Request::ImportSeason {
            ticket: from("x.usrdesk", b"age-encryption.org/v1\n"),
        },
        Request::Unlock {
            ticket: from("x.usrdesk", b"age-encryption.org/v1\n"),
            passphrase: Passphrase::new("long enough"),
        },
        Request::HandOut(handed(&first, " ", "x.usrdesk-part")),
        Request::HandOut(handed("nobody", "x", "x.usrdesk-part")),
        Request::HandOut(handed(&first, "x", "x.zip")),
        Request::PlanMerge {
            season: season.clone(),
            ticket: from("x.json", b"{}"),
        },
        Request::ApplyMerge {
            season: season.clone(),
            base,
            plan: "merge-9".to_owned(),
            choices: BTreeMap::new(),
        },
        Request::ApplyImport {
            season: season.clone(),
            base,
            plan: "plan-9".to_owned(),
        },
        Request::Survey {
            ticket: from("x.xlsx", b"PK"),
            map: Default::default(),
        },
        Request::Attach(NewAttachment {
            season: season.clone(),
            base,
            proposal: None,
            kind: "x".to_owned(),
            title: String::new(),
            ticket: from("x.exe", b"MZ"),
        }),
        Request::Narrative {
            season: season.clone(),
            scope: "nobody".to_owned(),
        },
        Request::Picture {
            season: season.clone(),
            file: "x.png".to_owned(),
        },
        Request::ExportBudget {
            season: season.clone(),
            scope: first.clone(),
            ticket: to("x.pdf"),
        },
        Request::CarryActivity {
            season: season.clone(),
            base,
            activity: "none".to_owned(),
            proposal: first.clone(),
        },
        Request::ExportPacket {
            season: season.clone(),
            scope: None,
            draft: false,
            ticket: to("x.pdf"),
        },
        Request::Clauses {
            edition: "999".to_owned(),
        },
    ];
    for language in [Language::ZhTw, Language::En] {
        let settings = Settings {
            language,
            ..Settings::default()
        };
        desk.handle(Request::SetSettings(settings)).unwrap();
        for request in &asked {
            let failure = desk.handle(request.clone()).unwrap_err();
            let said = &failure.message;
            assert!(said.len() > 15, "{request:?}: {said}");
            assert_eq!(
                said.contains(is_chinese),
                language == Language::ZhTw,
                "{request:?}: {said}"
            );
        }
    }
}
