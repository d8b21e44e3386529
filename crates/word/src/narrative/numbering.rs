//! Numbering of a file: which levels are numbers, which are marks, and which lists count on together.

use crate::dom::Element;
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Numbering {
    instances: HashMap<String, Instance>,
    /// Formats by level, of each abstract numbering.
    formats: HashMap<String, HashMap<usize, String>>,
}

struct Instance {
    of: String,
    /// Levels that begin anew in this instance.
    begins: Vec<usize>,
    /// Levels with a format of their own.
    own: HashMap<usize, String>,
}

/// What a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Numbers,
    Marks,
}

pub(super) fn read(root: Option<&Element>) -> Numbering {
    let mut numbering = Numbering::default();
    for e in root.into_iter().flat_map(Element::elements) {
        let val = |name: &str| e.child(name).and_then(Element::val).map(str::to_owned);
        if let (true, Some(id)) = (e.is("abstractNum"), e.get("abstractNumId")) {
            numbering.formats.insert(id.to_owned(), formats(e));
        }
        if let (true, Some(id), Some(of)) = (e.is("num"), e.get("numId"), val("abstractNumId")) {
            let overrides = e.elements().filter(|e| e.is("lvlOverride"));
            let mut instance = Instance {
                of,
                begins: Vec::new(),
                own: HashMap::new(),
            };
            for one in overrides {
                let Some(level) = one.get("ilvl").and_then(|v| v.parse().ok()) else {
                    continue;
                };
                if one.child("startOverride").is_some() {
                    instance.begins.push(level);
                }
                instance.own.extend(formats(one));
            }
            numbering.instances.insert(id.to_owned(), instance);
        }
    }
    numbering
}

fn formats(holder: &Element) -> HashMap<usize, String> {
    let levels = holder.elements().filter(|e| e.is("lvl"));
    let format = |e: &Element| {
        let format = e.child("numFmt").and_then(Element::val).unwrap_or("decimal");
        Some((e.get("ilvl")?.parse().ok()?, format.to_owned()))
    };
    levels.filter_map(format).collect()
}

impl Numbering {
    /// What a level of an instance is; none = no list.
    pub(super) fn kind(&self, id: &str, level: usize) -> Option<Kind> {
        let instance = self.instances.get(id)?;
        let shared = || self.formats.get(&instance.of)?.get(&level);
        match instance.own.get(&level).or_else(shared).map(String::as_str) {
            Some("none") => None,
            Some("bullet") => Some(Kind::Marks),
            _ => Some(Kind::Numbers),
        }
    }
}

/// Which paragraphs count on from each other, as they are met: those of one abstract numbering do, until an instance
/// that begins anew is used for the first time.
#[derive(Default)]
pub(super) struct Counting {
    begun: HashSet<(String, usize)>,
    runs: HashMap<(String, usize), usize>,
}

impl Counting {
    /// The sequence of a paragraph; the same words = it counts on.
    pub(super) fn sequence(&mut self, numbering: &Numbering, id: &str, level: usize) -> String {
        let Some(instance) = numbering.instances.get(id) else {
            return format!("n{id}");
        };
        let run = self.runs.entry((instance.of.clone(), level)).or_default();
        if instance.begins.contains(&level) && self.begun.insert((id.to_owned(), level)) {
            *run += 1;
        }
        format!("{} {run}", instance.of)
    }
}
