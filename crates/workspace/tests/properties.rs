//! Laws over generated edits: nothing fails, a refusal changes nothing, every place can be put back as it was.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use serde_json::{Value, json};
use usr_desk_workspace::{Edit, FieldPath, Money, Sentence, Workspace, diff, edit, format, window_form};

const SEASON: &[u8] = include_bytes!("../../../tests/suite/contract/workspaces/compliant-112-116.json");

fn season() -> Workspace {
    format::read(SEASON).unwrap()
}

/// Places that exist, places that do not, and values that fit or do not.
fn any_edit() -> impl Strategy<Value = Edit> {
    let place = prop_oneof![
        Just("/school/name"),
        Just("/call/deadline"),
        Just("/people/p1/name"),
        Just("/people/p404/name"),
        Just("/proposals/a/title"),
        Just("/proposals/b/starts_on"),
        Just("/proposals/c/agreements/0/kind"),
        Just("/proposals/c/agreements/7/kind"),
        Just("/proposals/a/budget/115/grant_requested"),
        Just("/proposals/a/budget/115/lines/a115-01/amount"),
        Just("/proposals/a/budget/115/lines/a115-01"),
        Just("/proposals/a/indicators/0/targets/115"),
        Just("/proposals/a/justifications/personnel-share/115"),
        Just("/support_plan/sections/hub"),
        Just("/proposals/d"),
        Just("/edition"),
        Just("/version"),
        Just("/"),
        Just(""),
    ]
    .prop_map(FieldPath::new);
    let value = prop_oneof![
        Just(Value::Null),
        any::<i32>().prop_map(Value::from),
        "[a-z王李0-9 ]{0,8}".prop_map(Value::from),
        Just(json!("2026-02-28")),
        Just(json!({"id": "new"})),
        Just(json!(true)),
    ];
    let before = prop_oneof![
        Just(None),
        Just(Some("a115-02".to_owned())),
        Just(Some("b".to_owned()))
    ];
    let one = (place, value, before, 0..4u8).prop_map(|(path, value, before, kind)| match kind {
        0 => Edit::Add {
            list: path,
            value,
            before,
        },
        1 => Edit::Remove { path },
        2 => Edit::Move { path, before },
        _ => Edit::Set { path, value },
    });
    let several = proptest::collection::vec(one.clone(), 0..4);
    prop_oneof![4 => one, 1 => several.prop_map(|edits| Edit::All { label: Sentence::alike("數件"), edits })]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_edit_is_applied_or_refused_and_what_it_leaves_can_be_read(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let mut now = season();
        for edit in &edits {
            let before = now.clone();
            match edit::apply(&now, edit) {
                Ok(after) => {
                    let read = format::read(&format::write(&after));
                    prop_assert_eq!(read.unwrap(), after.clone());
                    now = after;
                }
                Err(refusal) => prop_assert!(!refusal.reason.zh.is_empty() && !refusal.reason.en.is_empty()),
            }
            prop_assert_eq!(edit::apply(&before, edit).ok(), edit::apply(&before, edit).ok());
        }
    }

    #[test]
    fn what_was_set_can_be_set_back(edit in any_edit()) {
        let before = season();
        if let Ok(after) = edit::apply(&before, &edit) {
            let mut back = after.clone();
            for change in diff::changes(&before, &after).into_iter().rev() {
                if let (Some(old), Some(_)) = (change.before, change.after) {
                    if old.is_array() { continue; } // an order of names, put back by Move
                    back = edit::apply(&back, &Edit::Set { path: change.path, value: old }).unwrap();
                }
            }
            let left = diff::changes(&before, &back);
            prop_assert!(left.iter().all(|c| c.before.is_none() || c.after.is_none() || c.after.as_ref().unwrap().is_array()), "{:?}", left);
        }
    }

    #[test]
    fn the_window_form_is_there_and_back(whole in -1_000_000_000i64..1_000_000_000_000, cents in 0..99_999u32) {
        let money = Money::parse(&format!("{whole}.{cents}")).unwrap();
        let edit = Edit::Set {
            path: FieldPath::new("/proposals/a/budget/115/lines/a115-01/amount"),
            value: serde_json::to_value(money).unwrap(),
        };
        let value = serde_json::to_value(edit::apply(&season(), &edit).unwrap()).unwrap();
        let mut there = value.clone();
        window_form::to_window(&mut there);
        let amount = there.pointer("/proposals/0/budget/0/lines/0/amount");
        prop_assert!(amount.is_some_and(Value::is_string));
        window_form::from_window(&mut there);
        prop_assert_eq!(there, value);
    }
}
