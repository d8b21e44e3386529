//! Two people changed the same season: what each changed is taken, what both changed differently is asked.
//!
//! # Invariants
//! - **Nobody is overwritten and no clock decides.** A place that both changed, differently, is a [`Conflict`]; until a
//!   person settles it, ours stands.
//! - **The order of arrival does not matter** for changes that do not conflict.

use crate::path::{all_named, name_of};
use crate::{FieldPath, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A place that both sides changed, differently. An absent value means that the side has no such item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// Where.
    pub path: FieldPath,
    /// What both began with.
    #[ts(type = "unknown")]
    pub base: Option<Value>,
    /// What stands here.
    #[ts(type = "unknown")]
    pub ours: Option<Value>,
    /// What came back.
    #[ts(type = "unknown")]
    pub theirs: Option<Value>,
}

/// Which side a person chose for a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// What stands here.
    Ours,
    /// What came back.
    Theirs,
}

/// What merging comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The season with everything that could be taken; open conflicts stand as ours.
    pub merged: Workspace,
    /// Conflicts that no choice settles.
    pub open: Vec<Conflict>,
}

/// Merges what came back (`theirs`) into what stands here (`ours`); both began as `base`.
///
/// `Err` only if the parts fit singly but not together (a person was deleted here and an id reused there): the
/// sentence says where.
pub fn merge(
    base: &Workspace,
    ours: &Workspace,
    theirs: &Workspace,
    choices: &BTreeMap<FieldPath, Choice>,
) -> Result<Merge, String> {
    let form = |w: &Workspace| serde_json::to_value(w).unwrap_or_default();
    let mut settling = Settling {
        choices,
        open: Vec::new(),
    };
    let (base, ours, theirs) = (form(base), form(ours), form(theirs));
    let merged = settling
        .three_ways(&FieldPath::new(""), "", Some(&base), Some(&ours), Some(&theirs))
        .unwrap_or_default();
    let mut merged: Workspace = serde_path_to_error::deserialize(merged).map_err(|e| e.to_string())?;
    merged.version = crate::version::lowest(&merged);
    Ok(Merge {
        merged,
        open: settling.open,
    })
}

struct Settling<'a> {
    choices: &'a BTreeMap<FieldPath, Choice>,
    open: Vec<Conflict>,
}

impl Settling<'_> {
    fn three_ways(
        &mut self,
        at: &FieldPath,
        field: &str,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if ours == theirs || base == theirs {
            return ours.cloned();
        }
        if base == ours {
            return theirs.cloned();
        }
        match (ours, theirs) {
            (Some(Value::Object(a)), Some(Value::Object(b))) => {
                Some(self.objects(at, base.and_then(Value::as_object), a, b))
            }
            (Some(Value::Array(a)), Some(Value::Array(b))) if all_named(field, a) && all_named(field, b) => {
                let base = base
                    .and_then(Value::as_array)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                Some(self.lists(at, field, base, a, b))
            }
            _ => match self.choices.get(at) {
                Some(Choice::Ours) => ours.cloned(),
                Some(Choice::Theirs) => theirs.cloned(),
                None => {
                    self.open.push(Conflict {
                        path: at.clone(),
                        base: base.cloned(),
                        ours: ours.cloned(),
                        theirs: theirs.cloned(),
                    });
                    ours.cloned()
                }
            },
        }
    }

    fn objects(
        &mut self,
        at: &FieldPath,
        base: Option<&Map<String, Value>>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Value {
        let mut merged = Map::new();
        let new = theirs.keys().filter(|key| !ours.contains_key(*key));
        for key in ours.keys().chain(new) {
            let before = base.and_then(|b| b.get(key));
            if let Some(value) = self.three_ways(&at.then(key), key, before, ours.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
        }
        Value::Object(merged)
    }

    fn lists(
        &mut self,
        at: &FieldPath,
        field: &str,
        base: &[Value],
        ours: &[Value],
        theirs: &[Value],
    ) -> Value {
        let by_name = |items: &[Value]| -> BTreeMap<String, Value> {
            items
                .iter()
                .filter_map(|i| Some((name_of(field, i)?, i.clone())))
                .collect()
        };
        let (old, here, back) = (by_name(base), by_name(ours), by_name(theirs));
        let mut merged = Vec::new();
        for name in order(&names(field, base), &names(field, ours), &names(field, theirs)) {
            let item = self.three_ways(
                &at.then(&name),
                "",
                old.get(&name),
                here.get(&name),
                back.get(&name),
            );
            merged.extend(item);
        }
        Value::Array(merged)
    }
}

fn names(field: &str, items: &[Value]) -> Vec<String> {
    items.iter().filter_map(|i| name_of(field, i)).collect()
}

/// The order of the merged list. Items of the base stand as the side that moved them has them (ours where both did);
/// what a side added follows the item that it followed there. Where both added at one place, their additions stand by
/// name: that depends on nothing but the set, so that it does not matter which file arrived first.
fn order(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let kept =
        |side: &[String]| -> Vec<String> { side.iter().filter(|n| base.contains(n)).cloned().collect() };
    let untouched: Vec<String> = base.iter().filter(|n| ours.contains(n)).cloned().collect();
    let mut spine = if kept(ours) == untouched {
        kept(theirs)
    } else {
        kept(ours)
    };
    // What one side deleted and the other may have edited is decided item by item: it keeps its place.
    let gone: Vec<String> = base.iter().filter(|n| !spine.contains(n)).cloned().collect();
    spine.extend(gone);
    let (mut here, mut back) = (additions(base, ours), additions(base, theirs));
    let mut placed: Vec<String> = Vec::new();
    for anchor in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        placed.extend(anchor.clone());
        let (mine, yours) = (
            here.remove(&anchor).unwrap_or_default(),
            back.remove(&anchor).unwrap_or_default(),
        );
        let mut both = mine.clone();
        both.extend(yours.iter().filter(|n| !mine.contains(n)).cloned());
        if !mine.is_empty() && !yours.is_empty() && mine != yours {
            both.sort();
        }
        both.retain(|n| !placed.contains(n));
        placed.extend(both);
    }
    placed
}

/// What a side added, by the item of the base that it follows there.
fn additions(base: &[String], side: &[String]) -> BTreeMap<Option<String>, Vec<String>> {
    let mut anchor = None;
    let mut found: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for name in side {
        if base.contains(name) {
            anchor = Some(name.clone());
        } else {
            found.entry(anchor.clone()).or_default().push(name.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edit, edit, format};
    use serde_json::json;

    fn season() -> Workspace {
        format::read(include_bytes!(
            "../../../tests/suite/contract/workspaces/compliant-112-116.json"
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
}
