//! The tour of the practice season: what was planted, and the way out of each.

use crate::desk::Desk;
use crate::merging::differing;
use crate::places;
use crate::practice::{self, Fault};
use crate::protocol::{Planted, Response};
use serde_json::Value;
use usr_desk_rules::Language;
use usr_desk_workspace::diff::{Change, changes};
use usr_desk_workspace::{Edit, FieldPath, Sentence, Workspace, edit, window_form};

impl Desk {
    pub(crate) fn tour(&self) -> Response {
        let language = self.shelf().settings.language;
        let before = practice::compliant();
        let faults = practice::faults();
        Response::Tour(faults.iter().map(|f| planted(&before, f, language)).collect())
    }
}

/// A fault, and the edits that bring back what it was planted over.
pub fn planted(before: &Workspace, fault: &Fault, language: Language) -> Planted {
    let plant = Edit::All {
        label: Sentence::new(&fault.hint, &fault.hint_en),
        edits: fault.edits.clone(),
    };
    let faulty = edit::apply(before, &plant).expect("the shipped faults are planted by a test");
    let way: Vec<Change> = changes(&faulty, before).into_iter().flat_map(finer).collect();
    Planted {
        rule: fault.rule.clone(),
        outcome: fault.outcome,
        proposal: fault.proposal.clone(),
        year: fault.year,
        hint: match language {
            Language::En => &fault.hint_en,
            Language::ZhTw => &fault.hint,
        }
        .clone(),
        way: differing(&faulty, before, &way),
        cure: Edit::All {
            label: Sentence::new(
                format!("改正：{}", fault.hint),
                format!("Put right: {}", fault.hint_en),
            ),
            edits: way.iter().map(|change| back(before, &faulty, change)).collect(),
        },
    }
}

/// A list whose items have no names differs as a whole; where only some of its items changed, the fields that did.
fn finer(change: Change) -> Vec<Change> {
    let nested = |key: String, before: &Value, after: &Value| {
        finer(Change {
            path: change.path.then(key),
            before: Some(before.clone()),
            after: Some(after.clone()),
        })
    };
    match (&change.before, &change.after) {
        (before, after) if before == after => Vec::new(),
        (Some(Value::Array(a)), Some(Value::Array(b)))
            if a.len() == b.len() && a.iter().chain(b).all(Value::is_object) =>
        {
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .flat_map(|(i, (x, y))| nested(i.to_string(), x, y))
                .collect()
        }
        (Some(Value::Object(a)), Some(Value::Object(b))) if a.keys().eq(b.keys()) => {
            let pairs = a.iter().zip(b.values());
            pairs
                .flat_map(|((key, x), y)| nested(key.clone(), x, y))
                .collect()
        }
        _ => vec![change],
    }
}

/// The edit that makes this one change, with its amounts as the window sends them.
fn back(before: &Workspace, faulty: &Workspace, change: &Change) -> Edit {
    let path = change.path.clone();
    let (list, name) = parent(&path);
    let in_list = |season: &Workspace| {
        let form = serde_json::to_value(season).unwrap_or_default();
        places::value_at(&form, &list).and_then(Value::as_array).cloned()
    };
    let shown = |value: &Value| {
        let mut value = value.clone();
        window_form::to_window_at(&path.segments(), &mut value);
        value
    };
    match &change.after {
        None if in_list(faulty).is_some() => Edit::Remove { path },
        Some(item) if change.before.is_none() => match in_list(before) {
            Some(items) => Edit::Add {
                value: shown(item),
                before: follower(&items, &name),
                list,
            },
            None => Edit::Set {
                value: shown(item),
                path,
            },
        },
        after => Edit::Set {
            value: after.as_ref().map_or(Value::Null, shown),
            path,
        },
    }
}

fn parent(path: &FieldPath) -> (FieldPath, String) {
    let mut segments = path.segments();
    let name = segments.pop().unwrap_or_default();
    let list = segments.iter().fold(FieldPath::new(""), |at, one| at.then(one));
    (list, name)
}

/// The name of the item after this one.
fn follower(items: &[Value], name: &str) -> Option<String> {
    let id = |item: &Value| item.get("id").and_then(Value::as_str).map(str::to_owned);
    let at = items.iter().position(|item| id(item).as_deref() == Some(name))?;
    items.get(at + 1).and_then(id)
}
