//! What differs between two seasons, place by place.

use crate::alike::Alike;
use crate::path::{all_named, name_of};
use crate::{FieldPath, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use ts_rs::TS;

/// One place that differs. `before` or `after` is absent where the item was added or removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Change {
    /// Where.
    pub path: FieldPath,
    /// What stood there.
    #[ts(type = "unknown")]
    pub before: Option<Value>,
    /// What stands there now.
    #[ts(type = "unknown")]
    pub after: Option<Value>,
}

/// Every place that differs, in the order of the file form. Lists of named items are compared by name (a mere
/// change of order is one change of the list); other lists as a whole.
pub fn changes(before: &Workspace, after: &Workspace) -> Vec<Change> {
    between(&Alike::of(before, &[after]), before, after)
}

/// The same where that much is known to be alike.
pub(crate) fn between(alike: &Alike<'_>, before: &Workspace, after: &Workspace) -> Vec<Change> {
    let form = |season: &Workspace| serde_json::to_value(alike.left_out_of(season)).unwrap_or_default();
    let mut found = Vec::new();
    compare(&FieldPath::new(""), "", &form(before), &form(after), &mut found);
    // The version of the file form only follows from what else changed.
    found.retain(|change| change.path.as_str() != "/version");
    found
}

fn compare(at: &FieldPath, field: &str, before: &Value, after: &Value, found: &mut Vec<Change>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, old) in a {
                match b.get(key) {
                    Some(new) => compare(&at.then(key), key, old, new, found),
                    // A list that is left out is an empty one.
                    None if is_list(key, old) => {
                        compare(&at.then(key), key, old, &Value::Array(vec![]), found)
                    }
                    None => found.push(Change {
                        path: at.then(key),
                        before: Some(old.clone()),
                        after: None,
                    }),
                }
            }
            for (key, new) in b.iter().filter(|(key, _)| !a.contains_key(*key)) {
                if is_list(key, new) {
                    compare(&at.then(key), key, &Value::Array(vec![]), new, found);
                    continue;
                }
                found.push(Change {
                    path: at.then(key),
                    before: None,
                    after: Some(new.clone()),
                });
            }
        }
        (Value::Array(a), Value::Array(b)) if all_named(field, a) && all_named(field, b) => {
            compare_named(at, field, a, b, found);
        }
        _ => found.push(Change {
            path: at.clone(),
            before: Some(before.clone()),
            after: Some(after.clone()),
        }),
    }
}

fn is_list(field: &str, value: &Value) -> bool {
    value.as_array().is_some_and(|items| all_named(field, items))
}

fn compare_named(at: &FieldPath, field: &str, a: &[Value], b: &[Value], found: &mut Vec<Change>) {
    let names = |items: &[Value]| items.iter().filter_map(|i| name_of(field, i)).collect::<Vec<_>>();
    let (old_names, new_names) = (names(a), names(b));
    let first = |names: &[String]| -> HashMap<String, usize> {
        names
            .iter()
            .enumerate()
            .rev()
            .map(|(i, n)| (n.clone(), i))
            .collect()
    };
    let (old_at, new_at) = (first(&old_names), first(&new_names));
    for (name, old) in old_names.iter().zip(a) {
        match new_at.get(name) {
            Some(i) => compare(&at.then(name), "", old, &b[*i], found),
            None => found.push(Change {
                path: at.then(name),
                before: Some(old.clone()),
                after: None,
            }),
        }
    }
    for (name, new) in new_names
        .iter()
        .zip(b)
        .filter(|(name, _)| !old_at.contains_key(*name))
    {
        found.push(Change {
            path: at.then(name),
            before: None,
            after: Some(new.clone()),
        });
    }
    let stayed = old_names.iter().filter(|n| new_at.contains_key(*n));
    if !stayed.eq(new_names.iter().filter(|n| old_at.contains_key(*n))) {
        found.push(Change {
            path: at.clone(),
            before: Some(old_names.into()),
            after: Some(new_names.into()),
        });
    }
}
