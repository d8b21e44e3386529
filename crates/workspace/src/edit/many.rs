//! Many edits of one budget year, as an import makes them: the year's file form is made once and read back once.
//!
//! **What comes of it is what comes of one edit after the other**; done singly, twenty thousand lines would be written
//! out and read back twenty thousand times.

use super::{Edit, Refusal, act, change, put, read_back};
use crate::path::name_of;
use crate::{BudgetYear, Workspace};
use serde_json::Value;
use std::collections::HashMap;

/// The edits from the first on that concern what stands in one year.
pub(super) fn of_one_year(edits: &[Edit]) -> usize {
    let first = edits.first().and_then(year_of);
    first.map_or(0, |first| {
        let alike = edits
            .iter()
            .take_while(|edit| year_of(edit).as_ref() == Some(&first));
        alike.count()
    })
}

/// All of them, or a refusal that names the first that is at fault.
pub(super) fn apply(workspace: &mut Workspace, edits: &[Edit]) -> Result<(), Refusal> {
    match edits {
        [] => Ok(()),
        [edit] => change(workspace, edit),
        _ if at_once(workspace, edits).is_some() => Ok(()),
        // One of them is refused, and nothing was changed: its words come when it stands alone.
        _ => {
            let (first, rest) = edits.split_at(edits.len() / 2);
            apply(workspace, first)?;
            apply(workspace, rest)
        }
    }
}

/// The address of the year, and what of it an edit is about.
fn year_of(edit: &Edit) -> Option<Vec<String>> {
    let mut segments = segments(edit)?;
    let depth = depth(&segments)?;
    segments.truncate(depth);
    Some(segments)
}

fn segments(edit: &Edit) -> Option<Vec<String>> {
    match edit {
        Edit::Add { list, .. } => Some(list.segments()),
        Edit::Set { path, .. } | Edit::Remove { path } | Edit::Move { path, .. } => Some(path.segments()),
        Edit::All { .. } => None,
    }
}

fn depth(segments: &[String]) -> Option<usize> {
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    match names.as_slice() {
        ["proposals", _, "budget", _, _, ..] => Some(4),
        ["support_plan", "budget", _, _, ..] => Some(3),
        _ => None,
    }
}

fn year<'a>(workspace: &'a mut Workspace, address: &[String]) -> Option<&'a mut BudgetYear> {
    let years = match address {
        [_, id, _, _] => {
            let proposals = &mut workspace.proposals;
            &mut proposals.iter_mut().find(|p| p.id.as_str() == *id)?.budget
        }
        _ => &mut workspace.support_plan.as_mut()?.budget,
    };
    let wanted = address.last()?;
    years.iter_mut().find(|year| year.year.to_string() == *wanted)
}

fn at_once(workspace: &mut Workspace, edits: &[Edit]) -> Option<()> {
    let address = year_of(edits.first()?)?;
    let year = year(workspace, &address)?;
    let mut form = serde_json::to_value(&*year).ok()?;
    let mut places = None;
    for edit in edits {
        let segments = segments(edit)?;
        one(&mut form, &mut places, segments.get(address.len()..)?, edit)?;
    }
    *year = read_back(form).ok()?;
    Some(())
}

/// Where each line stands, by its name.
type Places = HashMap<String, usize>;

const LINES: &str = "lines";

fn one(form: &mut Value, places: &mut Option<Places>, at: &[String], edit: &Edit) -> Option<()> {
    let items = form.get_mut(LINES).and_then(Value::as_array_mut);
    if let (Some(items), Some(list)) = (items, at.first())
        && list == LINES
    {
        let places = places.get_or_insert_with(|| places_of(items));
        match (edit, at) {
            (
                Edit::Add {
                    value, before: None, ..
                },
                [_],
            ) => {
                let name = name_of(LINES, value)?;
                if places.insert(name, items.len()).is_some() {
                    return None;
                }
                items.push(value.clone());
                return Some(());
            }
            (Edit::Set { value, .. }, [_, name, field @ ..]) if !field.is_empty() && field[0] != "id" => {
                if let Some(item) = places.get(name).and_then(|at| items.get_mut(*at)) {
                    return put(item, field, value.clone());
                }
            }
            _ => {}
        }
    }
    *places = None;
    let path = match edit {
        Edit::Add { list, .. } => list,
        Edit::Set { path, .. } | Edit::Remove { path } | Edit::Move { path, .. } => path,
        Edit::All { .. } => return None,
    };
    act(form, at, path, edit).ok()
}

fn places_of(items: &[Value]) -> Places {
    let named = items.iter().enumerate();
    // Of two alike the first is meant, as everywhere.
    let named = named
        .rev()
        .filter_map(|(at, item)| Some((name_of(LINES, item)?, at)));
    named.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use crate::edit::{Edit, apply};
    use crate::{FieldPath, Sentence, Workspace, format};
    use serde_json::json;

    const SEASON: &[u8] =
        include_bytes!("../../../../tests/suite/contract/workspaces/compliant-112-116.json");

    fn year() -> FieldPath {
        FieldPath::new("/proposals/a/budget/115")
    }

    fn add(id: &str, amount: serde_json::Value) -> Edit {
        Edit::Add {
            list: year().then("lines"),
            value: json!({"id": id, "item": "印刷費", "category": "operations", "fund": "grant", "amount": amount}),
            before: None,
        }
    }

    fn set(id: &str, field: &str, value: serde_json::Value) -> Edit {
        let path = year().then("lines").then(id).then(field);
        Edit::Set { path, value }
    }

    /// The same edits in one step and one after the other.
    fn check(edits: Vec<Edit>) -> Result<Workspace, String> {
        let season = format::read(SEASON).unwrap();
        let mut singly = Ok(season.clone());
        for edit in &edits {
            singly = singly.and_then(|season| apply(&season, edit));
        }
        let label = Sentence::alike("匯入");
        let together = apply(&season, &Edit::All { label, edits });
        assert_eq!(together, singly);
        together.map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn many_at_once_are_what_one_after_the_other_are() {
        let first = format::read(SEASON).unwrap().proposals[0].budget[0].lines[0]
            .id
            .to_string();
        let other = Edit::Set {
            path: FieldPath::new("/proposals/a/title"),
            value: json!("改名"),
        };
        let adds = |n: usize| {
            (0..n)
                .map(|n| add(&format!("n{n}"), json!(n)))
                .collect::<Vec<_>>()
        };
        check(adds(40)).unwrap();
        let mut mixed = adds(5);
        mixed.push(set("n3", "amount", json!(7)));
        mixed.push(set(&first, "note", json!("註")));
        mixed.push(Edit::Remove {
            path: year().then("lines").then("n2"),
        });
        mixed.push(Edit::Move {
            path: year().then("lines").then("n4"),
            before: Some(first.clone()),
        });
        mixed.push(set("n4", "item", json!("郵資")));
        mixed.push(other);
        mixed.push(add("n9", json!(1)));
        mixed.push(set(&first, "id", json!("renamed")));
        mixed.push(set("renamed", "amount", json!(3)));
        let after = check(mixed).unwrap();
        assert_eq!(after.proposals[0].title.to_string(), "改名");
    }

    #[test]
    fn the_first_that_is_at_fault_is_named_and_nothing_is_changed() {
        for fault in [
            add("n1", json!(1)),
            add("x", json!("many")),
            set("nobody", "amount", json!(1)),
            set("n0", "colour", json!("red")),
        ] {
            let mut edits: Vec<Edit> = (0..20).map(|n| add(&format!("n{n}"), json!(n))).collect();
            edits.insert(13, fault);
            assert!(check(edits).is_err());
        }
    }

    #[test]
    fn twenty_thousand_lines_are_one_step() {
        let season = format::read(SEASON).unwrap();
        let edits = (0..20_000).map(|n| add(&format!("n{n}"), json!(n))).collect();
        let label = Sentence::alike("匯入");
        // Singly this takes hours; a test that hangs is one that fails.
        let after = apply(&season, &Edit::All { label, edits }).unwrap();
        assert!(after.proposals[0].budget[0].lines.len() > 20_000);
    }
}
