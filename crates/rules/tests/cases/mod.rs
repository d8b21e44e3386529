//! Cases as they stand in the rules' documents and in the contract: read, applied to a season, held against a rule book.

#![allow(
    dead_code,
    reason = "each of the tests that share the cases asks for its part"
)]

use crate::common::{compliant, patch, sound, suite, workspace};
use libtest_mimic::Failed;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use usr_desk_rules::{AttachmentFacts, FileFact, Language, Outcome, Rulebook};

/// A case of a rule's document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    edition: String,
    /// Whose compliant season it starts from; the edition's own unless said otherwise.
    base: Option<String>,
    #[serde(default)]
    set: BTreeMap<String, toml::Value>,
    #[serde(default)]
    blank: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    add: BTreeMap<String, toml::Value>,
    /// What the host found on disk.
    #[serde(default)]
    files: BTreeMap<String, FileFact>,
    #[serde(default)]
    expect: Vec<Expected>,
    /// Scopes of which the rule says nothing.
    #[serde(default)]
    absent: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: Option<String>,
    proposal: Option<String>,
    year: Option<u16>,
    outcome: Option<String>,
    outcome_not: Option<Vec<String>>,
    #[serde(default)]
    figures: BTreeMap<String, i64>,
    /// Words of the zh-TW sentence.
    says: Option<String>,
    clause: Option<String>,
    /// One of the targets.
    at: Option<String>,
}

/// The book that judges a case, and the edition that stands in for the case's own.
#[derive(Clone, Copy)]
pub(crate) struct Before<'b> {
    pub(crate) book: &'b Rulebook,
    pub(crate) edition: Option<&'b str>,
}

/// Holds a case against a rule book.
pub(crate) type Run = Box<dyn Fn(Before) -> Result<(), Failed> + Send + Sync>;

/// A case by its name.
pub(crate) struct Named {
    pub(crate) name: String,
    /// Of which edition it speaks.
    pub(crate) edition: String,
    /// Of which rules.
    pub(crate) rules: Vec<String>,
    pub(crate) run: Run,
}

/// Every case of every document and of both folders of cases, by name.
pub(crate) fn all() -> Vec<Named> {
    let mut found = Vec::new();
    for path in documents() {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = text
            .lines()
            .find_map(|l| l.strip_prefix("id = "))
            .unwrap()
            .trim_matches('"')
            .to_owned();
        let Some((_, cases)) = text.split_once("\n## 案例\n") else {
            continue;
        };
        for case in cases.split("\n### ").skip(1) {
            let (name, body) = case.split_once('\n').unwrap();
            let toml = body.split("```toml\n").nth(1).and_then(|b| b.split("```").next());
            let toml = toml.unwrap_or_default().to_owned();
            let (id, edition) = (id.clone(), toml::from_str::<Case>(&toml).map(|case| case.edition));
            found.push(Named {
                name: format!("{id}::{}", name.trim()),
                edition: edition.unwrap_or_default(),
                rules: vec![id.clone()],
                run: Box::new(move |before| document_case(before, &id, &toml)),
            });
        }
    }
    for folder in ["contract/cases", "more-cases"] {
        for entry in std::fs::read_dir(suite(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let case: ContractCase = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            found.push(Named {
                name: format!("{folder}::{name}"),
                edition: case.base.trim_start_matches("compliant-").to_owned(),
                rules: case
                    .expect
                    .iter()
                    .filter_map(|wanted| wanted.rule.clone())
                    .collect(),
                run: Box::new(move |before| contract_case(before, &case)),
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

pub(crate) fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for chapter in std::fs::read_dir(src)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
    {
        if chapter.ends_with("editions") {
            continue;
        }
        let files = std::fs::read_dir(chapter).unwrap().map(|e| e.unwrap().path());
        found.extend(files.filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    found.sort();
    found
}

fn document_case(before: Before, id: &str, toml: &str) -> Result<(), Failed> {
    let case: Case = toml::from_str(toml)?;
    let mut season = compliant(case.base.as_ref().unwrap_or(&case.edition));
    let edition = before.edition.unwrap_or(&case.edition);
    patch(&mut season, "replace", "/edition", edition.into())?;
    for (path, value) in &case.set {
        patch(&mut season, "replace", path, json(value))?;
    }
    for path in &case.blank {
        patch(&mut season, "replace", path, Value::Null)?;
    }
    for path in &case.remove {
        patch(&mut season, "remove", path, Value::Null)?;
    }
    for (path, value) in &case.add {
        match value {
            toml::Value::Array(items) if path.ends_with("/-") => {
                items
                    .iter()
                    .try_for_each(|item| patch(&mut season, "add", path, json(item)))?;
            }
            value => patch(&mut season, "add", path, json(value))?,
        }
    }
    judge(
        before.book,
        &season,
        AttachmentFacts(case.files),
        Some(id),
        &case.expect,
        &case.absent,
    )
}

/// TOML knows no `null`, and its floats are written back as they were read.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Float(number) => serde_json::from_str(&number.to_string()).unwrap(),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(fields) => fields.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

#[derive(Deserialize)]
struct ContractCase {
    base: String,
    patch: Vec<Operation>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
struct Operation {
    op: String,
    path: String,
    #[serde(default)]
    value: Value,
}

fn contract_case(before: Before, case: &ContractCase) -> Result<(), Failed> {
    let mut season = compliant(case.base.trim_start_matches("compliant-"));
    for step in &case.patch {
        patch(&mut season, &step.op, &step.path, step.value.clone())?;
    }
    if let Some(edition) = before.edition {
        patch(&mut season, "replace", "/edition", edition.into())?;
    }
    judge(
        before.book,
        &season,
        AttachmentFacts::default(),
        None,
        &case.expect,
        &[],
    )
}

fn judge(
    book: &Rulebook,
    season: &Value,
    facts: AttachmentFacts,
    id: Option<&str>,
    expected: &[Expected],
    absent: &[Expected],
) -> Result<(), Failed> {
    let read = workspace(season);
    let outcomes = book.check(&read, &facts, Language::ZhTw)?;
    sound(season, &outcomes)?;
    sound(season, &book.check(&read, &facts, Language::En)?)?;
    for wanted in expected.iter().chain(absent) {
        let rule = wanted.rule.as_deref().or(id).unwrap_or_default();
        let of_scope = |o: &&Outcome| {
            rule == "*" || (o.rule == rule && o.proposal == wanted.proposal && o.year == wanted.year)
        };
        let got: Vec<&Outcome> = outcomes.iter().filter(of_scope).collect();
        if let Some(not) = &wanted.outcome_not {
            if let Some(alarm) = got.iter().find(|o| not.contains(&word(o))) {
                return Err(format!("a false alarm: {alarm:#?}").into());
            }
        } else if wanted.outcome.is_none() {
            if !got.is_empty() {
                return Err(format!("wanted nothing, got {got:#?}").into());
            }
        } else if !got.iter().any(|o| fits(wanted, o)) {
            let scope = (
                rule,
                &wanted.proposal,
                wanted.year,
                &wanted.outcome,
                &wanted.figures,
                &wanted.says,
                &wanted.at,
            );
            return Err(format!("wanted {scope:?}\ngot {got:#?}").into());
        }
    }
    Ok(())
}

fn word(outcome: &Outcome) -> String {
    serde_json::to_value(outcome.outcome)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn fits(wanted: &Expected, got: &Outcome) -> bool {
    let figures = got
        .figures
        .map(|f| [("actual", f.actual), ("limit", f.limit), ("headroom", f.headroom)]);
    let figure = |name: &str| figures?.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
    wanted.outcome.as_deref() == Some(&word(got))
        && wanted
            .figures
            .iter()
            .all(|(name, value)| figure(name) == Some(*value))
        && wanted.says.as_ref().is_none_or(|says| got.message.contains(says))
        && wanted.clause.as_ref().is_none_or(|clause| *clause == *got.clause)
        && wanted.at.as_ref().is_none_or(|at| got.targets.contains(at))
}
