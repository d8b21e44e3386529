//! Steps of a season: made, taken back, brought again, named.
//!
//! # Invariants
//! - **A revision is never changed**, only followed, undone or (while typing) replaced by a new one with a new id.
//! - **Undo moves the head along `parent`**; redo moves it to the one undone child. Both survive a restart.
//! - **A new step leaves undone ones behind**: they can no longer be redone.

use crate::error::Error;
use crate::parts::parts;
use crate::protocol::{Revision, Step, UndoRedo};
use crate::soundness::words;
use crate::state::{Kept, State, list, of_revision, seal};
use crate::time::seconds_between;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;
use usr_desk_workspace::handout::Handout;
use usr_desk_workspace::{FieldPath, Moment, Sentence, Workspace};

/// Keystrokes in one field join into one step as long as they follow each other this closely.
const TYPING_SECONDS: i64 = 30;
/// As many steps as a history shows.
const STEPS_SHOWN: u32 = 500;

/// What a step was.
pub(crate) struct Deed<'a> {
    pub(crate) label: &'a Sentence,
    pub(crate) by: &'a str,
    pub(crate) at: &'a str,
    pub(crate) focus: Option<&'a str>,
    pub(crate) typing: bool,
}

/// Makes `after` the newest step; what did not change is shared with `before`.
pub(crate) fn commit(
    db: &Transaction<'_>,
    season: i64,
    before: Option<&State>,
    after: Workspace,
    deed: &Deed<'_>,
) -> Result<State, Error> {
    let stored = store(db, before, &after)?;
    let replaced = match before {
        Some(before) if deed.typing => joins(db, before, deed)?,
        _ => None,
    };
    let parent = match (&replaced, before) {
        (Some(parent), _) => Some(*parent),
        (None, before) => before.map(|b| b.revision),
    };
    db.prepare_cached("UPDATE revision SET fate = 2 WHERE season = ?1 AND fate = 1")?
        .execute([season])?;
    db.prepare_cached(
        "INSERT INTO revision (season, parent, label, label_en, by, at, focus, typing, parts, card)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        season,
        parent,
        deed.label.zh,
        deed.label.en,
        deed.by,
        deed.at,
        deed.focus,
        deed.typing,
        list(&stored),
        crate::seasons::card(&after, &seal(&stored)).to_string(),
    ])?;
    let revision = db.last_insert_rowid();
    set_head(db, season, revision)?;
    if let (Some(_), Some(before)) = (replaced, before) {
        db.prepare_cached("DELETE FROM revision WHERE id = ?1")?
            .execute([before.revision])?;
    }
    Ok(State {
        revision,
        season: Arc::new(after),
        at: deed.at.to_owned(),
        parts: stored,
    })
}

fn set_head(db: &Connection, season: i64, revision: Revision) -> Result<(), Error> {
    db.prepare_cached("UPDATE season SET head = ?2 WHERE id = ?1")?
        .execute([season, revision])?;
    Ok(())
}

fn store(db: &Connection, before: Option<&State>, after: &Workspace) -> Result<Vec<Kept>, Error> {
    let old = before.map(|b| (parts(&b.season), &b.parts));
    let known: HashMap<&str, usize> = old
        .iter()
        .flat_map(|(pieces, _)| pieces.iter().enumerate())
        .map(|(i, (name, _))| (name.as_str(), i))
        .collect();
    let mut stored = Vec::new();
    for (name, part) in parts(after) {
        let shared = old.as_ref().and_then(|(pieces, kept)| {
            let i = *known.get(name.as_str())?;
            (pieces[i].1 == part).then(|| kept[i].clone())
        });
        stored.push(match shared {
            Some(kept) => kept,
            None => put(db, name, &part.body())?,
        });
    }
    Ok(stored)
}

fn put(db: &Connection, name: String, body: &str) -> Result<Kept, Error> {
    let hash = Sha256::digest(body.as_bytes()).to_vec();
    let known: Option<i64> = db
        .prepare_cached("SELECT id FROM part WHERE hash = ?1")?
        .query_row([&hash], |r| r.get(0))
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => {
            db.prepare_cached("INSERT INTO part (hash, body) VALUES (?1, ?2)")?
                .execute(params![hash, body])?;
            db.last_insert_rowid()
        }
    };
    Ok(Kept { name, id, hash })
}

/// The parent that a replacing step takes over, where the newest step was typing in the same field a moment ago.
fn joins(db: &Connection, before: &State, deed: &Deed<'_>) -> Result<Option<Revision>, Error> {
    let head: Option<(Revision, String)> = db
        .prepare_cached(
            "SELECT parent, at FROM revision AS r
             WHERE id = ?1 AND typing = 1 AND parent IS NOT NULL AND checkpoint IS NULL AND focus = ?2 AND by = ?3
               AND NOT EXISTS (SELECT 1 FROM revision WHERE parent = r.id)",
        )?
        .query_row(params![before.revision, deed.focus, deed.by], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .optional()?;
    Ok(head.and_then(|(parent, at)| {
        let passed = seconds_between(&at, deed.at)?;
        (0..=TYPING_SECONDS).contains(&passed).then_some(parent)
    }))
}

/// What a step is called: its column, and that of the other language beside it.
pub(crate) fn named(r: &rusqlite::Row<'_>, index: usize) -> rusqlite::Result<Sentence> {
    let zh = words(r, index)?;
    // A step of an older program was named once, for both.
    Ok(match r.get_ref(index + 1)? {
        ValueRef::Null => Sentence::alike(zh),
        _ => Sentence::new(zh, words(r, index + 1)?),
    })
}

/// What undo and redo would do from this step.
pub(crate) fn undo_redo(db: &Connection, revision: Revision) -> Result<UndoRedo, Error> {
    Ok(UndoRedo {
        undo: db
            .prepare_cached("SELECT label, label_en FROM revision WHERE id = ?1 AND parent IS NOT NULL")?
            .query_row([revision], |r| named(r, 0))
            .optional()?,
        redo: db
            .prepare_cached("SELECT label, label_en FROM revision WHERE parent = ?1 AND fate = 1")?
            .query_row([revision], |r| named(r, 0))
            .optional()?,
    })
}

/// Takes the newest step back; with the place that it had changed.
pub(crate) fn undo(
    db: &Transaction<'_>,
    season: i64,
    head: Revision,
) -> Result<(State, Option<String>), Error> {
    let (parent, focus): (Option<Revision>, Option<String>) = db
        .prepare_cached("SELECT parent, focus FROM revision WHERE id = ?1")?
        .query_row([head], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let parent = parent.ok_or_else(|| Error::refused("沒有可以復原的步驟。", "There is no step to undo."))?;
    db.prepare_cached("UPDATE revision SET fate = 1 WHERE id = ?1")?
        .execute([head])?;
    set_head(db, season, parent)?;
    Ok((of_revision(db, parent)?, focus))
}

/// Brings the step that was undone last; with the place that it changes.
pub(crate) fn redo(
    db: &Transaction<'_>,
    season: i64,
    head: Revision,
) -> Result<(State, Option<String>), Error> {
    let next: Option<(Revision, Option<String>)> = db
        .prepare_cached("SELECT id, focus FROM revision WHERE parent = ?1 AND fate = 1")?
        .query_row([head], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (next, focus) =
        next.ok_or_else(|| Error::refused("沒有可以重做的步驟。", "There is no step to redo."))?;
    db.prepare_cached("UPDATE revision SET fate = 0 WHERE id = ?1")?
        .execute([next])?;
    set_head(db, season, next)?;
    Ok((of_revision(db, next)?, focus))
}

/// Who changed a place last since a part was handed out, and when; `None` where the history does not tell.
pub(crate) fn last_change(
    db: &Connection,
    head: Revision,
    path: &FieldPath,
    handout: &Handout,
) -> Result<Option<(String, String)>, Error> {
    let since = handout.on.as_ref().map(Moment::as_str);
    let mut step = db.prepare_cached("SELECT parent, by, at, parts FROM revision WHERE id = ?1")?;
    let mut read = |id: Revision| {
        step.query_row([id], |r| {
            Ok((
                r.get::<_, Option<Revision>>(0)?,
                r.get(1)?,
                r.get(2)?,
                r.get::<_, String>(3)?,
            ))
        })
    };
    let value = |id: Revision| -> Result<_, Error> {
        let season = serde_json::to_value(&*of_revision(db, id)?.season).map_err(unexpected)?;
        Ok(crate::places::value_at(&season, path).cloned())
    };
    let now = value(head)?;
    let mut at: (Option<Revision>, String, String, String) = read(head)?;
    for _ in 0..STEPS_SHOWN {
        let Some(parent) = at.0 else { return Ok(None) };
        if since.is_some_and(|since| seconds_between(since, &at.2).is_none_or(|s| s < 0)) {
            return Ok(None);
        }
        let before = read(parent)?;
        if before.3 != at.3 && value(parent)? != now {
            return Ok(Some((at.1, at.2)));
        }
        at = before;
    }
    Ok(None)
}

/// An old state to be committed as a new step, and what that step is called.
pub(crate) fn to_restore(
    db: &Connection,
    season: i64,
    revision: Revision,
) -> Result<(Workspace, Sentence), Error> {
    let (old, name) = old_state(db, season, revision)?;
    let label = Sentence::new(format!("回復到「{name}」"), format!("Go back to “{name}”"));
    Ok((old, label))
}

/// An old state, and what it is called.
pub(crate) fn old_state(
    db: &Connection,
    season: i64,
    revision: Revision,
) -> Result<(Workspace, String), Error> {
    let named: Option<(String, Option<String>)> = db
        .query_row(
            "SELECT at, checkpoint FROM revision WHERE id = ?1 AND season = ?2",
            [revision, season],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .optional()?;
    let (at, name) = named.ok_or_else(|| {
        Error::not_found(
            "找不到這個版本。它可能已被新的修改取代，請重新開啟版本紀錄。",
            "There is no such version. A newer change may have taken its place; open the history again.",
        )
    })?;
    let state = of_revision(db, revision)?;
    let name = name.unwrap_or_else(|| at.get(..16).unwrap_or(&at).replace('T', " "));
    let season = Arc::try_unwrap(state.season).unwrap_or_else(|shared| (*shared).clone());
    Ok((season, name))
}

/// Names the newest step.
pub(crate) fn checkpoint(db: &Connection, head: Revision, name: &str) -> Result<(), Error> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::refused(
            "請替這個版本取一個名稱，例如「校內審查版」。",
            "Give this version a name, for example “internal review”.",
        ));
    }
    db.execute(
        "UPDATE revision SET checkpoint = ?2 WHERE id = ?1",
        params![head, name],
    )?;
    Ok(())
}

/// What is typed next is a step of its own, even in the same field.
pub(crate) fn close(db: &Connection, head: Revision) -> Result<(), Error> {
    db.prepare_cached("UPDATE revision SET typing = 0 WHERE id = ?1 AND typing = 1")?
        .execute([head])?;
    Ok(())
}

/// Names a step that has no name yet, so that it is kept for ever.
pub(crate) fn keep(db: &Connection, revision: Revision, name: &str) -> Result<(), Error> {
    db.prepare_cached("UPDATE revision SET checkpoint = coalesce(checkpoint, ?2) WHERE id = ?1")?
        .execute(params![revision, name])?;
    Ok(())
}

/// Steps, newest first; those left behind only where they were named.
pub(crate) fn steps(db: &Connection, season: i64, head: Revision) -> Result<Vec<Step>, Error> {
    let mut found = db.prepare_cached(
        "SELECT id, label, label_en, by, at, checkpoint FROM revision
         WHERE season = ?1 AND (fate < 2 OR checkpoint IS NOT NULL) ORDER BY id DESC LIMIT ?2",
    )?;
    let steps = found.query_map(params![season, STEPS_SHOWN], |r| {
        let revision = r.get(0)?;
        Ok(Step {
            revision,
            label: named(r, 1)?,
            by: words(r, 3)?,
            at: words(r, 4)?,
            checkpoint: r.get(5)?,
            current: revision == head,
        })
    })?;
    Ok(steps.collect::<Result<_, _>>()?)
}

fn unexpected(error: impl std::fmt::Display) -> Error {
    Error::Unexpected(error.to_string())
}
