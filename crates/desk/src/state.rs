//! A season read back from the parts of a step.
//!
//! **The last good state opens**: where a step's parts were altered and no copy has them whole, the newest step before it
//! that is whole becomes a new step, named so; nothing is deleted.

use crate::error::Error;
use crate::history::{self, Deed};
use crate::parts::joined;
use crate::protocol::Revision;
use crate::soundness::{self, Row, Stored};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;
use usr_desk_workspace::{Sentence, Workspace, many};

/// A season as it stands, and where its pieces lie.
pub(crate) struct State {
    pub(crate) revision: Revision,
    pub(crate) season: Arc<Workspace>,
    pub(crate) at: String,
    pub(crate) parts: Vec<Kept>,
}

/// A piece of a season where it is stored.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) id: i64,
    pub(crate) hash: Vec<u8>,
}

/// A step's list of parts, as it is stored.
pub(crate) fn list(parts: &[Kept]) -> String {
    let list: Vec<(&str, i64)> = parts.iter().map(|p| (p.name.as_str(), p.id)).collect();
    serde_json::to_string(&list).unwrap_or_default()
}

/// What a step with these parts is sealed with.
pub(crate) fn seal(parts: &[Kept]) -> String {
    soundness::seal(&list(parts), parts.iter().map(|p| p.hash.as_slice()))
}

/// The season as its newest step left it.
pub(crate) fn load(db: &Connection, season: i64) -> Result<State, Error> {
    let head: Option<Revision> = db
        .prepare_cached("SELECT head FROM season WHERE id = ?1")?
        .query_row([season], |r| r.get(0))
        .optional()?
        .flatten();
    let head = head.ok_or_else(Error::no_season)?;
    match of_revision(db, head) {
        Err(Error::StepDamaged) => last_good(db, season, head),
        other => other,
    }
}

/// The season as this step left it.
pub(crate) fn of_revision(db: &Connection, revision: Revision) -> Result<State, Error> {
    let kept = soundness::step(db, revision)?;
    match assembled(db, revision, &kept) {
        Err(Error::StepDamaged) => {
            let copied = soundness::copied_step(db, revision).ok_or(Error::StepDamaged)?;
            let state = assembled(db, revision, &copied)?;
            let _ = db.execute(
                "UPDATE revision SET parts = ?2, card = ?3, at = ?4 WHERE id = ?1",
                params![revision, copied.parts, copied.card, copied.at],
            );
            Ok(state)
        }
        other => other,
    }
}

fn assembled(db: &Connection, revision: Revision, row: &Row) -> Result<State, Error> {
    let damaged = |_| Error::StepDamaged;
    let names: Vec<(String, i64)> = serde_json::from_str(&row.parts).map_err(damaged)?;
    let card: serde_json::Value = serde_json::from_str(&row.card).map_err(damaged)?;
    let sealed = card["seal"].as_str();
    let found = names
        .iter()
        .map(|(_, id)| soundness::candidates(db, *id))
        .collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
    let stored = confirmed(&names, found, sealed).ok_or(Error::StepDamaged)?;
    stored
        .iter()
        .filter(|part| !part.as_kept)
        .for_each(|part| soundness::put_back(db, part));
    let (parts, bodies): (Vec<Kept>, Vec<String>) = names
        .into_iter()
        .zip(stored)
        .map(|(name, Stored { id, hash, body, .. })| (Kept { name, id, hash }, body))
        .unzip();
    let pieces = parts
        .iter()
        .zip(&bodies)
        .map(|(part, body)| (part.name.as_str(), body.as_str()));
    let season = Arc::new(joined(pieces).ok_or(Error::StepDamaged)?);
    Ok(State {
        revision,
        season,
        at: row.at.clone(),
        parts,
    })
}

/// As many combinations as are tried: a disk that altered more than a few parts gave up.
const TRIED: usize = 16;

/// The parts that the seal confirms. Steps of older programs have no seal: of them only what is kept as it was counts.
fn confirmed(names: &[String], found: Vec<Vec<Stored>>, sealed: Option<&str>) -> Option<Vec<Stored>> {
    let combinations: usize = found.iter().map(Vec::len).product();
    if combinations == 0 || combinations > TRIED {
        return None;
    }
    let mut found = found;
    for mut number in 0..combinations {
        // The number spells one choice for each part.
        let choice: Vec<usize> = found
            .iter()
            .map(|candidates| {
                let one = number % candidates.len();
                number /= candidates.len();
                one
            })
            .collect();
        let kept: Vec<Kept> = names
            .iter()
            .zip(found.iter().zip(&choice))
            .map(|(name, (candidates, one))| Kept {
                name: name.clone(),
                id: candidates[*one].id,
                hash: candidates[*one].hash.clone(),
            })
            .collect();
        let is_confirmed = match sealed {
            Some(sealed) => sealed == seal(&kept),
            None => found.iter().flatten().all(|part| part.is_proven),
        };
        if is_confirmed {
            return Some(
                found
                    .iter_mut()
                    .zip(choice)
                    .map(|(candidates, one)| candidates.swap_remove(one))
                    .collect(),
            );
        }
    }
    None
}

fn last_good(db: &Connection, season: i64, head: Revision) -> Result<State, Error> {
    let mut parent = db.prepare("SELECT parent, at FROM revision WHERE id = ?1")?;
    let mut lost = Vec::new();
    let mut here = Some(head);
    let mut newest = String::new();
    while let Some(revision) = here {
        let good = match of_revision(db, revision) {
            Err(Error::StepDamaged) => None,
            other => Some(other?),
        };
        let (before, at): (Option<Revision>, String) =
            parent.query_row([revision], |r| Ok((r.get(0)?, soundness::words(r, 1)?)))?;
        if newest.is_empty() {
            newest = at;
        }
        let Some(good) = good else {
            lost.push(revision);
            here = before;
            continue;
        };
        let transaction = db.unchecked_transaction()?;
        let mut left_behind = transaction.prepare("UPDATE revision SET fate = 2 WHERE id = ?1")?;
        for revision in &lost {
            left_behind.execute([revision])?;
        }
        drop(left_behind);
        let steps = lost.len();
        let damaged = many(steps, "later step is", "later steps are");
        let at = good.at.get(..16).unwrap_or(&good.at).replace('T', " ");
        let deed = Deed {
            label: &Sentence::new(
                format!("之後 {steps} 步的內容已損壞，回到 {at} 的內容"),
                format!("{damaged} damaged; back to what stood at {at}"),
            ),
            by: "",
            at: &newest,
            focus: None,
            typing: false,
        };
        let state = history::commit(&transaction, season, Some(&good), (*good.season).clone(), &deed)?;
        transaction.commit()?;
        return Ok(state);
    }
    Err(Error::StepDamaged)
}
