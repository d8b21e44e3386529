//! Places in a season: what an edit is about, and what a rule's JSON pointer means.

use usr_desk_workspace::{BudgetYear, Edit, FieldPath, Workspace, window_form};

/// The place that an edit is about: where a window goes when the step is taken back.
pub(crate) fn focus(edit: &Edit) -> Option<FieldPath> {
    match edit {
        Edit::Set { path, .. } | Edit::Remove { path } | Edit::Move { path, .. } => Some(path.clone()),
        Edit::Add { list, value, .. } => {
            let name = ["id", "key", "year"].iter().find_map(|key| value.get(key));
            Some(match name {
                Some(serde_json::Value::String(name)) => list.then(name),
                Some(name) => list.then(name),
                None => list.clone(),
            })
        }
        Edit::All { edits, .. } => edits.iter().find_map(focus),
    }
}

/// The edit with its amounts as numbers again; the window sends them as strings.
pub(crate) fn from_window(edit: Edit) -> Edit {
    match edit {
        Edit::Set { path, mut value } => {
            window_form::from_window_at(&path.segments(), &mut value);
            Edit::Set { path, value }
        }
        Edit::Add {
            list,
            mut value,
            before,
        } => {
            window_form::from_window(&mut value);
            Edit::Add { list, value, before }
        }
        Edit::All { label, edits } => Edit::All {
            label,
            edits: edits.into_iter().map(from_window).collect(),
        },
        other => other,
    }
}

/// What stands at an address of a file form.
pub(crate) fn value_at<'a>(form: &'a serde_json::Value, at: &FieldPath) -> Option<&'a serde_json::Value> {
    let mut here = form;
    for segment in at.segments() {
        here = match here {
            serde_json::Value::Array(items) => {
                let named = items.iter().find(|item| {
                    ["id", "key", "year"].iter().any(|key| match item.get(key) {
                        Some(serde_json::Value::String(name)) => *name == segment,
                        Some(serde_json::Value::Number(name)) => name.to_string() == segment,
                        _ => false,
                    })
                });
                named.or_else(|| items.get(segment.parse::<usize>().ok()?))?
            }
            other => other.get(&segment)?,
        };
    }
    Some(here)
}

/// The edit with its amounts as decimal strings, for the window to show and to send back.
pub(crate) fn to_window(edit: Edit) -> Edit {
    match edit {
        Edit::Set { path, value } => {
            let last = path.segments().pop().unwrap_or_default();
            let mut field = serde_json::json!({ last.as_str(): value });
            window_form::to_window(&mut field);
            Edit::Set {
                path,
                value: field[&last].take(),
            }
        }
        Edit::Add {
            list,
            mut value,
            before,
        } => {
            window_form::to_window(&mut value);
            Edit::Add { list, value, before }
        }
        Edit::All { label, edits } => Edit::All {
            label,
            edits: edits.into_iter().map(to_window).collect(),
        },
        other => other,
    }
}

/// The place of a JSON pointer, which counts list items, as an address that names them.
pub(crate) fn place(season: &Workspace, pointer: &str) -> FieldPath {
    let segments = FieldPath::new(pointer).segments();
    let mut path = FieldPath::new("");
    for (depth, segment) in segments.iter().enumerate() {
        let name = segment
            .parse()
            .ok()
            .and_then(|index| name_of(season, &segments[..depth], index));
        path = path.then(name.unwrap_or_else(|| segment.clone()));
    }
    path
}

/// The name of item `index` of the list at `list`, where items of that list have names.
fn name_of(season: &Workspace, list: &[String], index: usize) -> Option<String> {
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    let proposal = |i: &str| season.proposals.get(i.parse::<usize>().ok()?);
    let line = |years: &[BudgetYear], year: &str| {
        let year = years.get(year.parse::<usize>().ok()?)?;
        Some(year.lines.get(index)?.id.to_string())
    };
    match list.as_slice() {
        ["people"] => Some(season.people.get(index)?.id.to_string()),
        ["attachments"] => Some(season.attachments.get(index)?.id.to_string()),
        ["proposals"] => Some(season.proposals.get(index)?.id.to_string()),
        ["proposals", i, "attachments"] => Some(proposal(i)?.attachments.get(index)?.id.to_string()),
        ["proposals", i, "sections"] => Some(proposal(i)?.sections.get(index)?.key.clone()),
        ["proposals", i, "budget"] => Some(proposal(i)?.budget.get(index)?.year.to_string()),
        ["proposals", i, "budget", year, "lines"] => line(&proposal(i)?.budget, year),
        ["support_plan", "budget"] => Some(season.support_plan.as_ref()?.budget.get(index)?.year.to_string()),
        ["support_plan", "budget", year, "lines"] => line(&season.support_plan.as_ref()?.budget, year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_become_addresses_that_edits_understand() {
        let season = crate::practice::season();
        let proposal = &season.proposals[1];
        let line = &proposal.budget[0].lines[2];
        let path = place(&season, "/proposals/1/budget/0/lines/2/amount");
        assert_eq!(
            path.as_str(),
            format!(
                "/proposals/{}/budget/{}/lines/{}/amount",
                proposal.id, proposal.budget[0].year, line.id
            )
        );
        let edit = Edit::Set {
            path,
            value: serde_json::json!(1),
        };
        assert!(usr_desk_workspace::edit::apply(&season, &edit).is_ok());
        // Lists whose items have no name keep the index.
        assert_eq!(
            place(&season, "/proposals/0/team/1").segments().last().unwrap(),
            "1"
        );
        assert_eq!(place(&season, "/people").as_str(), "/people");
    }
}
