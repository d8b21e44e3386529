//! What differs between two seasons, place by place.

use crate::path::{all_named, name_of};
use crate::{FieldPath, Proposal, ProposalId, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
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
    let mut found = Vec::new();
    let (a, b) = without_equal_proposals(before, after);
    compare(&FieldPath::new(""), "", &a, &b, &mut found);
    // The version of the file form only follows from what else changed.
    found.retain(|change| change.path.as_str() != "/version");
    found
}

/// Both in the file form, but a proposal that is the same on both sides is only its id there: most of a season are its
/// budgets, and most steps change one proposal.
fn without_equal_proposals(before: &Workspace, after: &Workspace) -> (Value, Value) {
    let stays = |a: &Proposal| after.proposals.iter().any(|b| b.id == a.id && b == a);
    let same: BTreeSet<&ProposalId> = before
        .proposals
        .iter()
        .filter(|p| stays(p))
        .map(|p| &p.id)
        .collect();
    let form = |season: &Workspace| {
        let proposal = |p: &Proposal| {
            if same.contains(&p.id) {
                Proposal::blank(p.id.clone())
            } else {
                p.clone()
            }
        };
        serde_json::to_value(Workspace {
            people: season.people.clone(),
            support_plan: season.support_plan.clone(),
            proposals: season.proposals.iter().map(proposal).collect(),
            ..season.frame()
        })
        .unwrap_or_default()
    };
    (form(before), form(after))
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
