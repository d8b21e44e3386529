//! A season's history as a host sees it: steps, undo and redo, across restarts.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{desk, view};
use usr_desk_desk::Desk;
use usr_desk_desk::protocol::{Code, Edited, Failure, Request, Response, View};
use usr_desk_workspace::{Edit, FieldPath, Sentence};

fn set(
    desk: &Desk,
    view: &View,
    base: i64,
    path: &str,
    value: &str,
    typing: bool,
) -> Result<Edited, Failure> {
    let answer = desk.handle(Request::Edit {
        season: view.season.id.clone(),
        base,
        edit: Edit::Set {
            path: FieldPath::new(path),
            value: value.into(),
        },
        typing,
        names: None,
    })?;
    match answer {
        Response::Edited(edited) => Ok(edited),
        other => panic!("{other:?}"),
    }
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = desk(folder.path());
    let start = view(first.handle(Request::Practice));
    let one = set(&first, &start, start.revision, "/school/name", "甲大學", false).unwrap();
    let two = set(&first, &start, one.revision, "/cycle", "第五期", false).unwrap();
    drop(first);

    let second = desk(folder.path());
    let season = start.season.id.clone();
    let open = view(second.handle(Request::Open {
        season: season.clone(),
    }));
    assert_eq!(
        (open.revision, open.workspace["cycle"].as_str()),
        (two.revision, Some("第五期"))
    );
    let undone = view(second.handle(Request::Undo {
        season: season.clone(),
        base: two.revision,
    }));
    assert_eq!(undone.focus, Some(FieldPath::new("/cycle")));
    assert_eq!(undone.workspace["cycle"], start.workspace["cycle"]);
    drop(second);

    let third = desk(folder.path());
    let open = view(third.handle(Request::Open {
        season: season.clone(),
    }));
    assert_eq!(open.revision, one.revision);
    assert!(open.steps.redo.is_some() && open.steps.undo.is_some());
    let redone = view(third.handle(Request::Redo {
        season: season.clone(),
        base: open.revision,
    }));
    assert_eq!(redone.workspace["cycle"], "第五期");
    // Back to the beginning, then another way: what was undone can no longer be redone.
    for base in [redone.revision, one.revision] {
        view(third.handle(Request::Undo {
            season: season.clone(),
            base,
        }));
    }
    let other = set(&third, &start, start.revision, "/school/name", "乙大學", false).unwrap();
    assert!(other.steps.redo.is_none());
    assert!(other.revision > two.revision, "ids are never reused");
}

#[test]
fn a_stale_or_refused_edit_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let edited = set(&desk, &start, start.revision, "/school/name", "甲大學", false).unwrap();
    let stale = set(&desk, &start, start.revision, "/school/name", "乙大學", false).unwrap_err();
    assert_eq!(stale.code, Code::Stale);
    let refused = set(&desk, &start, edited.revision, "/school/ownership", "公營", false).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(
        refused.message.contains("/school/ownership"),
        "{}",
        refused.message
    );
    let missing = set(
        &desk,
        &start,
        edited.revision,
        "/proposals/nobody/title",
        "x",
        false,
    )
    .unwrap_err();
    assert_eq!(missing.code, Code::Refused);
    let season = start.season.id;
    let open = view(desk.handle(Request::Open { season }));
    assert_eq!(
        (open.revision, &open.workspace["school"]["name"]),
        (edited.revision, &"甲大學".into())
    );
}

#[test]
fn typing_in_one_field_is_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let mut base = start.revision;
    for text in ["甲", "甲大", "甲大學"] {
        let edited = set(&desk, &start, base, "/school/name", text, true).unwrap();
        assert!(edited.revision > base);
        base = edited.revision;
    }
    base = set(&desk, &start, base, "/cycle", "第", true).unwrap().revision;
    let season = start.season.id.clone();
    let undone = view(desk.handle(Request::Undo {
        season: season.clone(),
        base,
    }));
    assert_eq!(undone.workspace["school"]["name"], "甲大學");
    let undone = view(desk.handle(Request::Undo {
        season,
        base: undone.revision,
    }));
    assert_eq!(undone.revision, start.revision);
    assert_eq!(
        undone.workspace["school"]["name"],
        start.workspace["school"]["name"]
    );
}

#[test]
fn amounts_cross_as_strings_and_are_kept_to_the_digit() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let proposal = start.workspace["proposals"][0]["id"].as_str().unwrap();
    let year = start.workspace["proposals"][0]["budget"][0]["year"]
        .as_u64()
        .unwrap();
    let line = start.workspace["proposals"][0]["budget"][0]["lines"][0]["id"]
        .as_str()
        .unwrap();
    let path = format!("/proposals/{proposal}/budget/{year}/lines/{line}/amount");
    set(&desk, &start, start.revision, &path, "1234567.10", false).unwrap();
    let season = start.season.id.clone();
    let open = view(desk.handle(Request::Open { season }));
    assert_eq!(
        open.workspace["proposals"][0]["budget"][0]["lines"][0]["amount"],
        "1234567.10"
    );
}

#[test]
fn an_old_state_comes_back_as_a_new_step_and_a_name_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let season = start.season.id.clone();
    let named = desk.handle(Request::Checkpoint {
        season: season.clone(),
        name: " 校內審查版 ".into(),
    });
    let Ok(Response::History(steps)) = named else {
        panic!()
    };
    assert_eq!(steps[0].checkpoint.as_deref(), Some("校內審查版"));
    set(&desk, &start, start.revision, "/school/name", "甲大學", false).unwrap();
    let back = view(desk.handle(Request::Restore {
        season: season.clone(),
        revision: start.revision,
    }));
    assert_eq!(back.workspace, start.workspace);
    assert_eq!(
        back.steps.undo,
        Some(Sentence::new("回復到「校內審查版」", "Go back to “校內審查版”"))
    );
    let Ok(Response::History(steps)) = desk.handle(Request::History { season }) else {
        panic!()
    };
    assert_eq!(steps.len(), 3);
    assert!(steps[0].current);
}

#[test]
fn a_deleted_season_keeps_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let start = view(desk.handle(Request::Practice));
    let season = start.season.id.clone();
    let Ok(Response::Library(cards)) = desk.handle(Request::Delete {
        season: season.clone(),
    }) else {
        panic!()
    };
    assert!(cards[0].deleted);
    let again = view(desk.handle(Request::Practice));
    assert_ne!(again.season.id, season, "a new practice season is made");
    desk.handle(Request::Undelete {
        season: season.clone(),
    })
    .unwrap();
    assert_eq!(
        view(desk.handle(Request::Open { season })).workspace,
        start.workspace
    );
    assert_eq!(
        desk.handle(Request::Open { season: "99".into() })
            .unwrap_err()
            .code,
        Code::NotFound
    );
}
