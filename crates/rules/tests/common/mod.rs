//! Seasons for tests: the compliant ones, changed by patches.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook};
use usr_desk_workspace::Workspace;

/// A folder of the suites.
pub(crate) fn suite(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/suite")
        .join(path)
}

/// The compliant season of an edition, as JSON.
pub(crate) fn compliant(edition: &str) -> Value {
    let path = suite(&format!("contract/workspaces/compliant-{edition}.json"));
    serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap()
}

pub(crate) fn workspace(json: &Value) -> Workspace {
    usr_desk_workspace::format::read(json.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn check(season: &Workspace, language: Language) -> Vec<Outcome> {
    check_with(season, &AttachmentFacts::default(), language)
}

pub(crate) fn check_with(season: &Workspace, facts: &AttachmentFacts, language: Language) -> Vec<Outcome> {
    book().check(season, facts, language).unwrap()
}

/// The book, opened once.
pub(crate) fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| Rulebook::embedded().unwrap_or_else(|e| panic!("{e}")))
}

/// `add`, `replace` and `remove` of RFC 6902.
pub(crate) fn patch(json: &mut Value, op: &str, path: &str, value: Value) -> Result<(), String> {
    let (parent, key) = path
        .rsplit_once('/')
        .ok_or_else(|| format!("no pointer: {path}"))?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = json
        .pointer_mut(parent)
        .ok_or_else(|| format!("nothing at {parent}"))?;
    match (parent, op) {
        (Value::Object(fields), "remove") => fields
            .shift_remove(&key)
            .map(drop)
            .ok_or_else(|| format!("nothing at {path}")),
        (Value::Object(fields), _) => {
            fields.insert(key, value);
            Ok(())
        }
        (Value::Array(items), "add") if key == "-" => {
            items.push(value);
            Ok(())
        }
        (Value::Array(items), _) => {
            let index: usize = key.parse().map_err(|_| format!("no index: {path}"))?;
            let there = index < items.len() || (op == "add" && index == items.len());
            match (there, op) {
                (false, _) => return Err(format!("nothing at {path}")),
                (true, "add") => items.insert(index, value),
                (true, "remove") => drop(items.remove(index)),
                (true, _) => items[index] = value,
            }
            Ok(())
        }
        _ => Err(format!("nothing at {path}")),
    }
}

/// What must hold of every outcome, whatever the season.
pub(crate) fn sound(json: &Value, outcomes: &[Outcome]) -> Result<(), String> {
    let mut seen = std::collections::HashSet::new();
    for o in outcomes {
        let scope = (o.rule.clone(), o.proposal.clone(), o.year);
        if !seen.insert(scope) {
            return Err(format!("two outcomes for one scope: {o:?}"));
        }
        if o.message.trim().is_empty() || o.message.contains(['{', '}']) || o.clause.is_empty() {
            return Err(format!("an unfinished sentence: {o:?}"));
        }
        for target in &o.targets {
            let parent = target.rsplit_once('/').map_or("", |(parent, _)| parent);
            if json.pointer(target).is_none() && json.pointer(parent).is_none() {
                return Err(format!("{target} is nowhere: {o:?}"));
            }
        }
    }
    Ok(())
}
