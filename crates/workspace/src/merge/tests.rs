//! What two sides come to.

use super::*;
use crate::{Edit, edit, format};
use serde_json::json;

fn season() -> Workspace {
    format::read(include_bytes!(
        "../../../../tests/suite/contract/workspaces/compliant-112-116.json"
    ))
    .unwrap()
}

fn with(season: &Workspace, edits: &[Edit]) -> Workspace {
    edits
        .iter()
        .fold(season.clone(), |s, e| edit::apply(&s, e).unwrap())
}

fn set(path: &str, value: Value) -> Edit {
    Edit::Set {
        path: FieldPath::new(path),
        value,
    }
}

fn add_line(id: &str, after: Option<&str>) -> Edit {
    Edit::Add {
        list: FieldPath::new("/proposals/a/budget/115/lines"),
        value: json!({"id": id, "item": id}),
        before: after.map(str::to_owned),
    }
}

fn merged(base: &Workspace, ours: &Workspace, theirs: &Workspace) -> Merge {
    merge(base, ours, theirs, &BTreeMap::new()).unwrap()
}

#[test]
fn what_one_side_changed_is_taken() {
    let base = season();
    let ours = with(&base, &[set("/proposals/a/title", json!("甲"))]);
    let theirs = with(
        &base,
        &[
            set("/proposals/a/sections/summary/text", json!("乙")),
            add_line("n1", None),
        ],
    );
    let result = merged(&base, &ours, &theirs);
    assert!(result.open.is_empty());
    let expected = with(
        &ours,
        &[
            set("/proposals/a/sections/summary/text", json!("乙")),
            add_line("n1", None),
        ],
    );
    assert_eq!(result.merged, expected);
    assert_eq!(merged(&base, &base, &theirs).merged, theirs);
    assert_eq!(merged(&base, &ours, &base).merged, ours);
    assert_eq!(
        merged(&base, &result.merged, &theirs).merged,
        result.merged,
        "twice changes nothing"
    );
}

#[test]
fn what_both_changed_differently_is_asked_and_ours_stands() {
    let base = season();
    let at = "/proposals/a/budget/115/lines/a115-05/amount";
    let (ours, theirs) = (
        with(&base, &[set(at, json!(1))]),
        with(&base, &[set(at, json!(2))]),
    );
    let result = merged(&base, &ours, &theirs);
    assert_eq!(result.open.len(), 1);
    assert_eq!(result.open[0].path.as_str(), at);
    assert_eq!(result.merged, ours);
    let choices = BTreeMap::from([(FieldPath::new(at), Choice::Theirs)]);
    let settled = merge(&base, &ours, &theirs, &choices).unwrap();
    assert!(settled.open.is_empty());
    assert_eq!(settled.merged, theirs);
}

#[test]
fn deleting_what_the_other_edited_is_asked() {
    let base = season();
    let ours = with(
        &base,
        &[Edit::Remove {
            path: FieldPath::new("/proposals/a/budget/115/lines/a115-05"),
        }],
    );
    let theirs = with(
        &base,
        &[set("/proposals/a/budget/115/lines/a115-05/amount", json!(2))],
    );
    assert_eq!(merged(&base, &ours, &theirs).open.len(), 1);
    assert_eq!(merged(&base, &theirs, &ours).open.len(), 1);
}

#[test]
fn three_files_come_to_the_same_in_every_order() {
    let base = season();
    let files = [
        with(
            &base,
            &[
                set("/proposals/a/title", json!("甲")),
                add_line("n3", Some("a115-02")),
            ],
        ),
        with(
            &base,
            &[
                set("/proposals/b/title", json!("乙")),
                add_line("n1", Some("a115-02")),
                add_line("n9", None),
            ],
        ),
        with(
            &base,
            &[
                set("/people/p1/title", json!("副教授")),
                add_line("n2", Some("a115-02")),
            ],
        ),
    ];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let results = orders.map(|o| {
        o.iter()
            .fold(base.clone(), |now, &i| merged(&base, &now, &files[i]).merged)
    });
    assert!(results.iter().all(|r| *r == results[0]));
    let ids: Vec<_> = results[0].proposals[0].budget[0]
        .lines
        .iter()
        .map(|l| l.id.as_str())
        .collect();
    assert_eq!(ids[..5], ["a115-01", "n1", "n2", "n3", "a115-02"]);
}

#[test]
fn two_orders_of_one_list_are_asked() {
    let base = season();
    let to_front = |id: &str| {
        with(
            &base,
            &[Edit::Move {
                path: FieldPath::new(format!("/proposals/a/budget/115/lines/{id}")),
                before: Some("a115-01".to_owned()),
            }],
        )
    };
    let (ours, theirs) = (to_front("a115-03"), to_front("a115-04"));
    let result = merged(&base, &ours, &theirs);
    let at = FieldPath::new("/proposals/a/budget/115/lines");
    assert_eq!(result.open.iter().map(|c| &c.path).collect::<Vec<_>>(), [&at]);
    assert_eq!(result.merged, ours);
    let settled = |choice| merge(&base, &ours, &theirs, &BTreeMap::from([(at.clone(), choice)])).unwrap();
    assert_eq!(settled(Choice::Theirs).merged, theirs);
    assert_eq!(settled(Choice::Ours).merged, ours);
    assert_eq!(settled(Choice::Base).merged, base);
}

#[test]
fn set_text_and_its_plain_text_are_one_thing() {
    let base = season();
    let typed = |words: &str| {
        with(
            &base,
            &[Edit::Set {
                path: FieldPath::new("/proposals/a/sections/summary/document"),
                value: serde_json::to_value(crate::Prose::of_plain_text(words)).unwrap(),
            }],
        )
    };
    let (ours, theirs) = (typed("我方"), typed("對方"));
    assert_eq!(merged(&base, &base, &theirs).merged, theirs);
    let result = merged(&base, &ours, &theirs);
    let at = FieldPath::new("/proposals/a/sections/summary/text");
    assert_eq!(result.open.iter().map(|c| &c.path).collect::<Vec<_>>(), [&at]);
    assert_eq!(result.open[0].theirs, Some(json!("對方")));
    let chosen = |choice| merge(&base, &ours, &theirs, &BTreeMap::from([(at.clone(), choice)])).unwrap();
    assert_eq!(chosen(Choice::Theirs).merged, theirs);
    assert_eq!(chosen(Choice::Base).merged, base);
    let own = chosen(Choice::Value(json!("兩者皆用"))).merged;
    assert_eq!(own, with(&base, &[set(at.as_str(), json!("兩者皆用"))]));
}
