//! Who made a value what it is, and when: the history walked back from the newest step, once for all values asked about.
//!
//! Only the pieces that hold the values are read, and only where a step changed them.

use crate::error::Error;
use crate::history;
use crate::places::value_at;
use crate::protocol::Revision;
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use usr_desk_workspace::{FieldPath, Sentence};

/// The step that made a value what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Origin {
    /// Blank where no name was told.
    pub(crate) by: String,
    /// RFC 3339.
    pub(crate) at: String,
    /// What the step was called.
    pub(crate) step: Sentence,
}

struct Step {
    parent: Option<Revision>,
    made: Origin,
    parts: HashMap<String, i64>,
}

/// A value that is looked for: the piece that holds it, its place within.
struct Sought {
    piece: String,
    within: FieldPath,
    found: Option<Origin>,
}

/// For each place the step that made its value what it is; `None` where the history does not tell.
pub(crate) fn of(
    db: &Connection,
    season: i64,
    head: Revision,
    places: &[FieldPath],
) -> Result<Vec<Option<Origin>>, Error> {
    let mut sought: Vec<Sought> = places.iter().map(sought).collect();
    let mut pieces = Pieces {
        db,
        read: HashMap::new(),
    };
    let mut now = step(db, season, head)?;
    while let Some(here) = now {
        let before = match here.parent {
            Some(parent) => step(db, season, parent)?,
            None => None,
        };
        for one in sought.iter_mut().filter(|one| one.found.is_none()) {
            let then = before
                .as_ref()
                .and_then(|before| before.parts.get(&one.piece))
                .copied();
            let piece = here.parts.get(&one.piece).copied();
            let made_here =
                piece != then && pieces.value(piece, &one.within)? != pieces.value(then, &one.within)?;
            if made_here || here.parent.is_none() {
                one.found = Some(here.made.clone());
            }
        }
        now = before.filter(|_| sought.iter().any(|one| one.found.is_none()));
    }
    Ok(sought.into_iter().map(|one| one.found).collect())
}

fn step(db: &Connection, season: i64, revision: Revision) -> Result<Option<Step>, Error> {
    let row = db
        .prepare_cached(
            "SELECT parent, by, at, label, label_en, parts FROM revision WHERE id = ?1 AND season = ?2",
        )?
        .query_row([revision, season], |r| {
            let made = Origin {
                by: r.get(1)?,
                at: r.get(2)?,
                step: history::named(r, 3)?,
            };
            Ok((r.get(0)?, made, r.get::<_, String>(5)?))
        })
        .optional()?;
    let step = row.map(|(parent, made, parts)| {
        let parts: Vec<(String, i64)> = serde_json::from_str(&parts).unwrap_or_default();
        Step {
            parent,
            made,
            parts: parts.into_iter().collect(),
        }
    });
    Ok(step)
}

struct Pieces<'d> {
    db: &'d Connection,
    read: HashMap<i64, Value>,
}

impl Pieces<'_> {
    fn value(&mut self, piece: Option<i64>, within: &FieldPath) -> Result<Option<Value>, Error> {
        let Some(piece) = piece else {
            return Ok(None);
        };
        if let Entry::Vacant(vacant) = self.read.entry(piece) {
            let body: Option<String> = self
                .db
                .prepare_cached("SELECT body FROM part WHERE id = ?1")?
                .query_row([piece], |r| r.get(0))
                .optional()?;
            let value = body
                .and_then(|body| serde_json::from_str(&body).ok())
                .unwrap_or_default();
            vacant.insert(value);
        }
        Ok(self
            .read
            .get(&piece)
            .and_then(|form| value_at(form, within))
            .cloned())
    }
}

/// The piece of a place ([`crate::parts`]), and the place within it.
fn sought(place: &FieldPath) -> Sought {
    let names = place.segments();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (piece, within) = match names.as_slice() {
        ["proposals", id, "sections", key, rest @ ..] => (format!("section:{id}/{key}"), rest),
        ["proposals", id, "budget", year, rest @ ..] => (format!("year:{id}/{year}"), rest),
        ["proposals", id, rest @ ..] => (format!("proposal:{id}"), rest),
        ["people", rest @ ..] => ("people".to_owned(), rest),
        ["support_plan", "budget", year, rest @ ..] => (format!("support_plan_year:{year}"), rest),
        ["support_plan", rest @ ..] => ("support_plan".to_owned(), rest),
        rest => ("school".to_owned(), rest),
    };
    Sought {
        piece,
        within: within
            .iter()
            .fold(FieldPath::new(""), |path, name| path.then(name)),
        found: None,
    }
}
