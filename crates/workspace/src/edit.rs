//! Edits: the only way in which a season changes.
//!
//! An edit names a place and what shall stand there; it is applied to the file form of the smallest part that holds
//! the place and read back, so that whatever the file form refuses, an edit refuses too, with the same words.

mod many;

use crate::format::in_words;
use crate::objects::Objects;
use crate::path::{name_of, position};
use crate::{FieldPath, Proposal, Prose, Sentence, SupportSections, Workspace, version};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;
use ts_rs::TS;

/// One change, or several that are one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Puts a value at a place that exists, or under a new key of a map.
    Set {
        /// Where.
        path: FieldPath,
        /// What; `null` blanks a field.
        #[ts(type = "unknown")]
        value: Value,
    },
    /// Puts a new item into a list.
    Add {
        /// The list.
        list: FieldPath,
        /// The item; in lists of named items it carries its own new name.
        #[ts(type = "unknown")]
        value: Value,
        /// Before which item (its segment); absent = at the end.
        #[serde(default)]
        before: Option<String>,
    },
    /// Takes an item out of a list, or a key out of a map.
    Remove {
        /// The item.
        path: FieldPath,
    },
    /// Moves an item within its list.
    Move {
        /// The item.
        path: FieldPath,
        /// Before which other item (its segment); absent = to the end.
        #[serde(default)]
        before: Option<String>,
    },
    /// Several edits as one undoable step: all or none.
    All {
        /// What the user did, in the user's words (貼上 12 格).
        label: Sentence,
        /// In order.
        edits: Vec<Edit>,
    },
}

/// Why an edit was not applied; nothing changed.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.sentence())]
pub struct Refusal {
    /// Where.
    pub path: FieldPath,
    /// What is wrong, in the user's words.
    pub reason: Sentence,
}

impl Refusal {
    /// Where and what.
    pub fn sentence(&self) -> Sentence {
        let Refusal { path, reason } = self;
        Sentence::new(
            format!("位置 {path}：{}", reason.zh),
            format!("At {path}: {}", reason.en),
        )
    }
}

/// The season after the edit.
pub fn apply(workspace: &Workspace, edit: &Edit) -> Result<Workspace, Refusal> {
    let mut changed = workspace.clone();
    change(&mut changed, edit)?;
    changed.version = version::lowest(&changed);
    Ok(changed)
}

fn change(workspace: &mut Workspace, edit: &Edit) -> Result<(), Refusal> {
    let path = match edit {
        Edit::All { edits, .. } => return all(workspace, edits),
        Edit::Add { list, .. } => list,
        Edit::Set { path, .. } | Edit::Remove { path } | Edit::Move { path, .. } => path,
    };
    let segments = path.segments();
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] | ["format" | "version"] => Err(refused(
            path,
            Sentence::new("這個位置不能直接修改。", "This place cannot be changed directly."),
        )),
        ["proposals", id, "budget", year, _, ..] => {
            let proposal = workspace.proposals.iter_mut().find(|p| p.id.as_str() == *id);
            let year = proposal.and_then(|p| p.budget.iter_mut().find(|b| b.year.to_string() == *year));
            within(year.ok_or_else(|| nowhere(path))?, &segments[4..], path, edit)
        }
        ["proposals", id, field, ..] => {
            let proposal = workspace.proposals.iter_mut().find(|p| p.id.as_str() == *id);
            let proposal = proposal.ok_or_else(|| nowhere(path))?;
            // Years are the bulk of a proposal: lifted out unless they are what changes.
            let years = if *field == "budget" {
                Vec::new()
            } else {
                std::mem::take(&mut proposal.budget)
            };
            let result = within(proposal, &segments[2..], path, edit);
            if *field != "budget" {
                proposal.budget = years;
            }
            result?;
            if *field == "sections" {
                reset_sections(proposal, names.last() == Some(&"text"), &names[3..], path)?;
            }
            Ok(())
        }
        ["support_plan", "budget", year, _, ..] => {
            let years = workspace.support_plan.as_mut().map(|s| &mut s.budget);
            let year = years.and_then(|y| y.iter_mut().find(|b| b.year.to_string() == *year));
            within(year.ok_or_else(|| nowhere(path))?, &segments[3..], path, edit)
        }
        ["proposals", ..] => within(workspace, &segments, path, edit),
        _ => {
            let proposals = std::mem::take(&mut workspace.proposals);
            let result = within(workspace, &segments, path, edit);
            workspace.proposals = proposals;
            result?;
            match (names.as_slice(), &mut workspace.support_plan) {
                (["support_plan", "sections", rest @ ..], Some(plan)) => {
                    reset_parts(&mut plan.sections, rest, path)
                }
                _ => Ok(()),
            }
        }
    }
}

fn all(workspace: &mut Workspace, mut edits: &[Edit]) -> Result<(), Refusal> {
    while let Some((first, rest)) = edits.split_first() {
        match many::of_one_year(edits) {
            0 | 1 => {
                change(workspace, first)?;
                edits = rest;
            }
            alike => {
                many::apply(workspace, &edits[..alike])?;
                edits = &edits[alike..];
            }
        }
    }
    Ok(())
}

/// The plain text of a section follows its document; typing plain text over a document drops the document.
fn reset_sections(
    proposal: &mut Proposal,
    plain: bool,
    below: &[&str],
    path: &FieldPath,
) -> Result<(), Refusal> {
    for section in &mut proposal.sections {
        let Some(document) = &section.document else {
            continue;
        };
        if plain && below.first() == Some(&section.key.as_str()) {
            section.document = None;
        } else {
            section.text = set_text(document, path)?;
        }
    }
    Ok(())
}

/// The same for the parts of the support plan.
fn reset_parts(parts: &mut SupportSections, below: &[&str], path: &FieldPath) -> Result<(), Refusal> {
    if let [part] = below
        && *part != "documents"
    {
        parts.documents.remove(*part);
    }
    for (part, document) in parts.documents.clone() {
        let text = set_text(&document, path)?;
        *parts.text_mut(&part).ok_or_else(|| nowhere(path))? = text;
    }
    Ok(())
}

fn set_text(document: &Prose, path: &FieldPath) -> Result<crate::Text, Refusal> {
    match document.fault() {
        Some((_, sentence)) => Err(refused(path, sentence)),
        None => Ok(document.plain_text().into()),
    }
}

/// Applies one edit to the file form of `part` and reads it back; on refusal `part` is as it was.
fn within<T>(part: &mut T, at: &[String], path: &FieldPath, edit: &Edit) -> Result<(), Refusal>
where
    T: Serialize + DeserializeOwned,
{
    let mut form = serde_json::to_value(&*part).map_err(|e| refused(path, in_words(&e)))?;
    act(&mut form, at, path, edit)?;
    *part = read_back(form).map_err(|reason| refused(path, reason))?;
    Ok(())
}

fn read_back<T: DeserializeOwned>(form: Value) -> Result<T, Sentence> {
    serde_path_to_error::deserialize(Objects(form)).map_err(|e| in_words(e.inner()))
}

/// One edit of a file form that is not read back yet.
fn act(form: &mut Value, at: &[String], path: &FieldPath, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Add { value, before, .. } => {
            // An empty list may be left out of the file form; a list that does not exist is refused when read back.
            let parents = at
                .split_last()
                .and_then(|(last, above)| Some((last, find(form, above)?.as_object_mut()?)));
            if let Some((last, fields)) = parents {
                fields
                    .entry(last.as_str())
                    .or_insert_with(|| Value::Array(Vec::new()));
            }
            let items = find(form, at)
                .and_then(Value::as_array_mut)
                .ok_or_else(|| nowhere(path))?;
            let list = at.last().map(String::as_str).unwrap_or_default();
            if let Some(name) = name_of(list, value)
                && items.iter().any(|i| name_of(list, i).as_ref() == Some(&name))
            {
                return Err(refused(
                    path,
                    Sentence::new(
                        format!("「{name}」已經存在。"),
                        format!("“{name}” exists already."),
                    ),
                ));
            }
            let index = place(list, items, before.as_deref(), path)?;
            items.insert(index, value.clone());
        }
        Edit::Set { value, .. } => put(form, at, value.clone()).ok_or_else(|| nowhere(path))?,
        Edit::Remove { .. } => {
            take(form, at).ok_or_else(|| nowhere(path))?;
        }
        Edit::Move { before, .. } => {
            let item = take(form, at).ok_or_else(|| nowhere(path))?;
            let list_at = &at[..at.len() - 1];
            let items = find(form, list_at)
                .and_then(Value::as_array_mut)
                .ok_or_else(|| nowhere(path))?;
            let list = list_at.last().map(String::as_str).unwrap_or_default();
            let index = place(list, items, before.as_deref(), path)?;
            items.insert(index, item);
        }
        Edit::All { .. } => unreachable!("taken apart by the caller"),
    }
    Ok(())
}

fn find<'a>(form: &'a mut Value, at: &[String]) -> Option<&'a mut Value> {
    let mut here = form;
    let mut list = "";
    for segment in at {
        here = match here {
            Value::Object(fields) => fields.get_mut(segment)?,
            Value::Array(items) => {
                let index = position(list, items, segment)?;
                items.get_mut(index)?
            }
            _ => return None,
        };
        list = segment;
    }
    Some(here)
}

/// Maps of the file form: only here may a new key appear; elsewhere it would be a field that does not exist, and
/// reading back refuses that.
fn put(form: &mut Value, at: &[String], value: Value) -> Option<()> {
    let (last, parents) = at.split_last()?;
    // A first justification of a rule makes the map of its years; a first document the map of documents.
    if let [above @ .., map] = parents
        && (map == "documents" || above.last().is_some_and(|name| name == "justifications"))
    {
        let maps = find(form, above)?.as_object_mut()?;
        maps.entry(map.as_str())
            .or_insert_with(|| Value::Object(Default::default()));
    }
    match find(form, parents)? {
        Value::Object(fields) => {
            fields.insert(last.clone(), value);
        }
        Value::Array(items) => {
            let list = parents.last().map(String::as_str).unwrap_or_default();
            let index = position(list, items, last)?;
            *items.get_mut(index)? = value;
        }
        _ => return None,
    }
    Some(())
}

fn take(form: &mut Value, at: &[String]) -> Option<Value> {
    let (last, parents) = at.split_last()?;
    match find(form, parents)? {
        Value::Object(fields) => fields.shift_remove(last),
        Value::Array(items) => {
            let list = parents.last().map(String::as_str).unwrap_or_default();
            let index = position(list, items, last)?;
            Some(items.remove(index))
        }
        _ => None,
    }
}

fn place(list: &str, items: &[Value], before: Option<&str>, path: &FieldPath) -> Result<usize, Refusal> {
    match before {
        None => Ok(items.len()),
        Some(name) => position(list, items, name).ok_or_else(|| nowhere(path)),
    }
}

fn nowhere(path: &FieldPath) -> Refusal {
    refused(
        path,
        Sentence::new(
            "找不到這個位置，可能已被刪除。",
            "There is no such place; it may have been deleted.",
        ),
    )
}

fn refused(path: &FieldPath, reason: Sentence) -> Refusal {
    Refusal {
        path: path.clone(),
        reason,
    }
}
