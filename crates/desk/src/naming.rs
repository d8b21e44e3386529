//! Names of budget items that are typed or pasted into the sheet: what the dictionary knows of them, in the same step.
//!
//! **What an import would have filled in is filled in here, by the same words**; what stands already is left alone.

use crate::dictionary;
use crate::error::Error;
use crate::protocol::Names;
use rusqlite::Connection;
use serde_json::json;
use std::collections::HashSet;
use usr_desk_intake::office::Words;
use usr_desk_workspace::{BudgetLine, BudgetYear, Edit, FieldPath, Workspace};

/// The edits that belong to `edit`, where it names items; `after` is the season that it was applied to.
pub(crate) fn told(
    db: &Connection,
    edit: &Edit,
    after: &Workspace,
    names: Names,
) -> Result<Vec<Edit>, Error> {
    let mut named = HashSet::new();
    lines_named(edit, &mut named);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let known = dictionary::all(db)?;
    let words = Words::of(&known);
    let mut edits = Vec::new();
    for (base, years) in budgets(after) {
        for year in years {
            let list = base.then("budget").then(year.year).then("lines");
            for line in &year.lines {
                let place = list.then(&line.id);
                if named.contains(&place.to_string()) {
                    edits.extend(filled(&place, line, &words, names));
                }
            }
        }
    }
    Ok(edits)
}

/// Lines that get a name: added with one, or named anew.
fn lines_named(edit: &Edit, found: &mut HashSet<String>) {
    match edit {
        Edit::Set { path, .. } => {
            if let Some(line) = path.to_string().strip_suffix("/item") {
                found.insert(line.to_owned());
            }
        }
        Edit::Add { list, value, .. } => {
            if let Some(id) = value["id"].as_str() {
                found.insert(list.then(id).to_string());
            }
        }
        Edit::All { edits, .. } => edits.iter().for_each(|edit| lines_named(edit, found)),
        Edit::Remove { .. } | Edit::Move { .. } => {}
    }
}

fn budgets(season: &Workspace) -> impl Iterator<Item = (FieldPath, &[BudgetYear])> {
    let proposals = season.proposals.iter();
    let proposals = proposals.map(|p| (FieldPath::new("/proposals").then(&p.id), p.budget.as_slice()));
    let support = season.support_plan.iter();
    proposals.chain(support.map(|plan| (FieldPath::new("/support_plan"), plan.budget.as_slice())))
}

fn filled(place: &FieldPath, line: &BudgetLine, words: &Words<'_>, names: Names) -> Vec<Edit> {
    if line.item.trim().is_empty() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut set = |field: &str, value| {
        let path = place.then(field);
        edits.push(Edit::Set { path, value });
    };
    if line.position.is_none() && line.tags.is_empty() {
        let (position, tags) = words.position_and_tags(&line.item);
        if position.is_some() {
            set("position", json!(position));
        }
        if !tags.is_empty() {
            set("tags", json!(tags));
        }
    }
    let category = line.category.or_else(|| words.category_of_item(&line.item));
    if category != line.category {
        set("category", json!(category));
    }
    let renamed = words.renamed(&line.item).filter(|_| names == Names::Pasted);
    if let Some(name) = renamed.filter(|name| *name != line.item.trim()) {
        set("item", json!(name));
    }
    edits
}
