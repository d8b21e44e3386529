//! One address for a place in the season.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Write};
use ts_rs::TS;

/// An address like `/proposals/a/budget/115/lines/a115-01/amount`.
///
/// It is a JSON pointer, but for lists whose items have a name of their own (`id`; `key` of a section; `year` of
/// a budget): there the segment is that name, so that an address outlives insertions. Other lists use the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct FieldPath(String);

impl FieldPath {
    /// From its written form; must start with `/` unless it is the root `""`.
    pub fn new(path: impl Into<String>) -> FieldPath {
        FieldPath(path.into())
    }

    /// The place below this one.
    pub fn then(&self, segment: impl fmt::Display) -> FieldPath {
        let mut path = String::with_capacity(self.0.len() + 16);
        path.push_str(&self.0);
        path.push('/');
        // Writing into a string cannot fail.
        let _ = write!(Escaped(&mut path), "{segment}");
        FieldPath(path)
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments, unescaped.
    pub fn segments(&self) -> Vec<String> {
        self.0
            .split('/')
            .skip(1)
            .map(|s| {
                if s.contains('~') {
                    s.replace("~1", "/").replace("~0", "~")
                } else {
                    s.to_owned()
                }
            })
            .collect()
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Escapes what is written through it, without a string of its own: paths are made by the thousand.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            match letter {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
        Ok(())
    }
}

pub(crate) fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// The field that names the items of the list `list`, where they have names.
fn name_field(list: &str) -> Option<&'static str> {
    Some(match list {
        "people" | "proposals" | "lines" | "attachments" | "contacts" | "sites" | "comments"
        | "activities" | "milestones" => "id",
        "sections" => "key",
        "budget" => "year",
        _ => return None,
    })
}

/// Whether `items` of the list `list` all have names: such lists are compared and merged item by item.
pub(crate) fn all_named(list: &str, items: &[serde_json::Value]) -> bool {
    name_field(list).is_some() && items.iter().all(|item| name_of(list, item).is_some())
}

/// The name by which an item of the list `list` is addressed, where it has one.
pub(crate) fn name_of(list: &str, item: &serde_json::Value) -> Option<String> {
    match item.get(name_field(list)?)? {
        serde_json::Value::String(name) => Some(name.clone()),
        serde_json::Value::Number(name) => Some(name.to_string()),
        _ => None,
    }
}

/// Where in `items` of the list `list` the segment points.
pub(crate) fn position(list: &str, items: &[serde_json::Value], segment: &str) -> Option<usize> {
    items
        .iter()
        .position(|item| name_of(list, item).as_deref() == Some(segment))
        .or_else(|| {
            let index: usize = segment.parse().ok()?;
            let unnamed = items.get(index).is_some_and(|item| name_of(list, item).is_none());
            unnamed.then_some(index)
        })
}
