//! Two people changed the same season: what each changed is taken, what both changed differently is asked.
//!
//! # Invariants
//! - **Nobody is overwritten and no clock decides.** A place that both changed, differently, is a [`Conflict`]; until a
//!   person settles it, ours stands.
//! - **The order of arrival does not matter** for changes that do not conflict.

use crate::alike::Alike;
use crate::format::in_words;
use crate::objects::Objects;
use crate::path::{all_named, name_of};
use crate::{FieldPath, Sentence, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
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

/// What a person chose for a conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// What stands here.
    Ours,
    /// What came back.
    Theirs,
    /// What both began with.
    Base,
    /// Something of the person's own.
    Value(#[ts(type = "unknown")] Value),
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
) -> Result<Merge, Sentence> {
    three(&Alike::of(ours, &[base, theirs]), base, ours, theirs, choices)
}

/// The same where that much is known to be alike.
pub(crate) fn three(
    alike: &Alike<'_>,
    base: &Workspace,
    ours: &Workspace,
    theirs: &Workspace,
    choices: &BTreeMap<FieldPath, Choice>,
) -> Result<Merge, Sentence> {
    let form = |w: &Workspace| serde_json::to_value(alike.left_out_of(w)).unwrap_or_default();
    let mut settling = Settling {
        choices,
        open: Vec::new(),
    };
    let (base, ours, theirs) = (form(base), form(ours), form(theirs));
    let merged = settling
        .three_ways(&FieldPath::new(""), "", Some(&base), Some(&ours), Some(&theirs))
        .unwrap_or_default();
    // Looking for the place takes time: it is looked for only where something does not fit.
    let mut merged: Workspace = match Workspace::deserialize(Objects(&merged)) {
        Ok(merged) => merged,
        Err(_) => serde_path_to_error::deserialize(Objects(&merged)).map_err(|e| {
            let (at, what) = (e.path().to_string(), in_words(e.inner()));
            Sentence::new(format!("位置 {at}：{}", what.zh), format!("At {at}: {}", what.en))
        })?,
    };
    alike.put_back_into(&mut merged);
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
            _ if [base, ours, theirs].into_iter().flatten().any(is_set_section) => {
                Some(self.set_section(at, base, ours, theirs)?)
            }
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
            _ => self.asked(at, base, ours, theirs),
        }
    }

    /// What a person chose for this place; without an answer the conflict is open and ours stands.
    fn asked(
        &mut self,
        at: &FieldPath,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        match self.choices.get(at) {
            Some(Choice::Ours) => ours.cloned(),
            Some(Choice::Theirs) => theirs.cloned(),
            Some(Choice::Base) => base.cloned(),
            Some(Choice::Value(value)) => Some(value.clone()),
            None => {
                self.open.push(Conflict {
                    path: at.clone(),
                    base: base.cloned(),
                    ours: ours.cloned(),
                    theirs: theirs.cloned(),
                });
                ours.cloned()
            }
        }
    }

    /// A section whose text is set (a document beside its plain text): the two are one thing, asked once, by the
    /// words that a person reads.
    fn set_section(
        &mut self,
        at: &FieldPath,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        let (Some(here), Some(back)) = (ours, theirs) else {
            return self.asked(at, base, ours, theirs);
        };
        let prose = |of: &Value| (of.get("text").cloned(), of.get("document").cloned());
        let before = base.map(prose);
        let taken = if prose(here) == prose(back) || before == Some(prose(back)) {
            prose(here)
        } else if before == Some(prose(here)) {
            prose(back)
        } else {
            let text = |of: &Value| of.get("text").cloned();
            let (old, mine, yours) = (base.and_then(text), text(here), text(back));
            match self.choices.get(&at.then("text")) {
                Some(Choice::Theirs) => prose(back),
                Some(Choice::Base) => before.unwrap_or((None, None)),
                Some(Choice::Value(value)) => (Some(value.clone()), None),
                Some(Choice::Ours) => prose(here),
                None => {
                    self.asked(&at.then("text"), old.as_ref(), mine.as_ref(), yours.as_ref());
                    prose(here)
                }
            }
        };
        let mut merged = here.clone();
        let fields = merged.as_object_mut()?;
        for (name, value) in [("text", taken.0), ("document", taken.1)] {
            match value {
                Some(value) => fields.insert(name.to_owned(), value),
                None => fields.shift_remove(name),
            };
        }
        Some(merged)
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

    /// Both sides moved items of the list, differently: a person says whose order stands, the other side's is given up.
    fn sequence(
        &mut self,
        at: &FieldPath,
        base: &[String],
        ours: &mut Vec<String>,
        theirs: &mut Vec<String>,
    ) {
        let (here, back) = (set_of(ours), set_of(theirs));
        let before: Vec<String> = base
            .iter()
            .filter(|n| here.contains(n.as_str()) && back.contains(n.as_str()))
            .cloned()
            .collect();
        let shared = set_of(&before);
        let kept = |side: &[String]| -> Vec<String> {
            side.iter()
                .filter(|n| shared.contains(n.as_str()))
                .cloned()
                .collect()
        };
        let (mine, yours) = (kept(ours), kept(theirs));
        if mine == yours || mine == before || yours == before {
            return;
        }
        let value = |names: &[String]| Value::from(names.to_vec());
        let (old, here, back) = (value(&before), value(&mine), value(&yours));
        let chosen = self.asked(at, Some(&old), Some(&here), Some(&back));
        let wanted: Vec<String> = chosen
            .as_ref()
            .and_then(Value::as_array)
            .map(|names| {
                names
                    .iter()
                    .filter_map(|n| n.as_str().map(str::to_owned))
                    .collect()
            })
            .unwrap_or_default();
        let sorted = |names: &[String]| {
            let mut names = names.to_vec();
            names.sort();
            names
        };
        let wanted = if sorted(&wanted) == sorted(&before) {
            wanted
        } else {
            mine
        };
        // Both sides now stand in the order that was chosen; what only one side has keeps its place beside it.
        for side in [ours, theirs] {
            let mut next = wanted.iter();
            for name in side.iter_mut() {
                if shared.contains(name.as_str())
                    && let Some(placed) = next.next()
                {
                    *name = placed.clone();
                }
            }
        }
    }

    fn lists(
        &mut self,
        at: &FieldPath,
        field: &str,
        base: &[Value],
        ours: &[Value],
        theirs: &[Value],
    ) -> Value {
        let (old, here, back) = (by_name(field, base), by_name(field, ours), by_name(field, theirs));
        let mut merged = Vec::new();
        let (before, mut mine, mut yours) = (names(field, base), names(field, ours), names(field, theirs));
        self.sequence(at, &before, &mut mine, &mut yours);
        for name in order(&before, &mine, &yours) {
            let item = self.three_ways(
                &at.then(&name),
                "",
                old.get(&name).copied(),
                here.get(&name).copied(),
                back.get(&name).copied(),
            );
            merged.extend(item);
        }
        Value::Array(merged)
    }
}

/// Whether this is a section with set text.
fn is_set_section(value: &Value) -> bool {
    value.get("document").is_some_and(Value::is_object) && value.get("key").is_some()
}

fn by_name<'v>(field: &str, items: &'v [Value]) -> HashMap<String, &'v Value> {
    items
        .iter()
        .filter_map(|i| Some((name_of(field, i)?, i)))
        .collect()
}

fn names(field: &str, items: &[Value]) -> Vec<String> {
    items.iter().filter_map(|i| name_of(field, i)).collect()
}

/// The order of the merged list. Items of the base stand as the side that moved them has them (ours where both did);
/// what a side added follows the item that it followed there. Where both added at one place, their additions stand by
/// name: that depends on nothing but the set, so that it does not matter which file arrived first.
fn order(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let known = set_of(base);
    let of_the_base = |side: &[String]| -> Vec<String> {
        side.iter()
            .filter(|n| known.contains(n.as_str()))
            .cloned()
            .collect()
    };
    let (here, mine) = (set_of(ours), of_the_base(ours));
    let mut spine = if base.iter().filter(|n| here.contains(n.as_str())).eq(&mine) {
        of_the_base(theirs)
    } else {
        mine
    };
    // What one side deleted and the other may have edited is decided item by item: it keeps its place.
    let stays = set_of(&spine);
    let gone: Vec<String> = base
        .iter()
        .filter(|n| !stays.contains(n.as_str()))
        .cloned()
        .collect();
    spine.extend(gone);
    let (mut here, mut back) = (additions(&known, ours), additions(&known, theirs));
    let mut placed: Vec<String> = Vec::new();
    let mut stands: HashSet<String> = HashSet::new();
    for anchor in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        placed.extend(anchor.clone());
        stands.extend(anchor.clone());
        let (mine, yours) = (
            here.remove(&anchor).unwrap_or_default(),
            back.remove(&anchor).unwrap_or_default(),
        );
        let mut both = mine.clone();
        both.extend(yours.iter().filter(|n| !mine.contains(n)).cloned());
        if !mine.is_empty() && !yours.is_empty() && mine != yours {
            both.sort();
        }
        both.retain(|n| stands.insert(n.clone()));
        placed.extend(both);
    }
    placed
}

fn set_of(names: &[String]) -> HashSet<&str> {
    names.iter().map(String::as_str).collect()
}

/// What a side added, by the item of the base that it follows there.
fn additions(base: &HashSet<&str>, side: &[String]) -> BTreeMap<Option<String>, Vec<String>> {
    let mut anchor = None;
    let mut found: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for name in side {
        if base.contains(name.as_str()) {
            anchor = Some(name.clone());
        } else {
            found.entry(anchor.clone()).or_default().push(name.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests;
