//! Whether what was stored is still what was stored: a disk may give back other bytes than it took.
//!
//! # Invariants
//! - **No altered content is ever shown as the user's own**: a part is read against its hash, a step's list of parts
//!   against its seal. SQLite's own check sees broken pages, not a changed digit.
//! - **A part that was altered is taken from the newest copy that has it whole**, and only what the step's seal confirms.
//! - Only a sound library is copied, so that copies never follow damage.

use crate::backup;
use crate::error::Error;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A part of a step.
pub(crate) struct Stored {
    pub(crate) id: i64,
    pub(crate) hash: Vec<u8>,
    pub(crate) body: String,
    /// It stands so in the library; `false` = found elsewhere, or under another hash.
    pub(crate) as_kept: bool,
    /// Its hash is the one that the library keeps.
    pub(crate) is_proven: bool,
}

/// A step's list of parts and its card, as they are kept or as the newest copy that has the step has them.
pub(crate) struct Row {
    pub(crate) parts: String,
    pub(crate) card: String,
    pub(crate) at: String,
}

const STEP: &str = "SELECT parts, card, at FROM revision WHERE id = ?1";

fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        parts: words(r, 0)?,
        card: words(r, 1)?,
        at: words(r, 2)?,
    })
}

/// The step as it is kept.
pub(crate) fn step(db: &Connection, revision: i64) -> Result<Row, Error> {
    Ok(db.prepare_cached(STEP)?.query_row([revision], row)?)
}

/// The step as the newest copy has it.
pub(crate) fn copied_step(db: &Connection, revision: i64) -> Option<Row> {
    from_copies(db, |copy| copy.query_row(STEP, [revision], row).ok())
}

/// The words of a column, whatever became of their bytes: a label that was altered must not hide a whole history.
pub(crate) fn words(r: &rusqlite::Row<'_>, index: usize) -> rusqlite::Result<String> {
    Ok(match r.get_ref(index)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
}

/// What a part may be, likeliest first: as it is kept, where its hash agrees; else what the copies have under its hash or
/// its id, and its own words, if the hash is what was altered. More than one is for the seal to judge.
pub(crate) fn candidates(db: &Connection, id: i64) -> Result<Vec<Stored>, Error> {
    // Bytes that are no text any more are damage, not a fault of the call.
    let kept: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT CAST(hash AS BLOB), CAST(body AS BLOB) FROM part WHERE id = ?1")?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (hash, bytes) = kept.unwrap_or_default();
    let as_kept = is_of(&bytes, &hash);
    let stored = |bytes: Vec<u8>, as_kept| {
        let own = Sha256::digest(&bytes).to_vec();
        Some(Stored {
            id,
            is_proven: own == hash,
            hash: own,
            body: String::from_utf8(bytes).ok()?,
            as_kept,
        })
    };
    if as_kept {
        return Ok(stored(bytes, true).into_iter().collect());
    }
    let by_hash = from_copies(db, |copy| {
        let bytes: Vec<u8> = copy
            .query_row(
                "SELECT CAST(body AS BLOB) FROM part WHERE hash = ?1",
                [&hash],
                |r| r.get(0),
            )
            .ok()?;
        is_of(&bytes, &hash).then_some(bytes)
    });
    if by_hash.is_some() {
        return Ok(by_hash
            .and_then(|bytes| stored(bytes, false))
            .into_iter()
            .collect());
    }
    let by_id = from_copies(db, |copy| {
        copy.query_row("SELECT CAST(body AS BLOB) FROM part WHERE id = ?1", [id], |r| {
            r.get(0)
        })
        .ok()
    });
    let own = (!bytes.is_empty()).then_some(bytes);
    let found = by_id.into_iter().chain(own);
    Ok(found.filter_map(|bytes| stored(bytes, false)).collect())
}

/// Puts a part that was found elsewhere back in its place. Where even that fails it is found anew each time.
pub(crate) fn put_back(db: &Connection, stored: &Stored) {
    let _ = db.execute(
        "DELETE FROM part WHERE hash = ?2 AND id <> ?1",
        params![stored.id, stored.hash],
    );
    let _ = db.execute(
        "INSERT INTO part (id, hash, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, body = excluded.body",
        params![stored.id, stored.hash, stored.body],
    );
}

/// An attached file's bytes by their hash; mended in the same way.
pub(crate) fn content(db: &Connection, hash: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT bytes FROM content WHERE hash = ?1")?
        .query_row([hash], |r| r.get(0))
        .optional()?;
    match found {
        Some(bytes) if !is_of(&bytes, hash) => {
            let whole = from_copies(db, |copy| {
                let wanted = "SELECT bytes FROM content WHERE hash = ?1";
                let bytes: Vec<u8> = copy.query_row(wanted, [hash], |r| r.get(0)).ok()?;
                is_of(&bytes, hash).then_some(bytes)
            });
            if let Some(bytes) = &whole {
                db.execute(
                    "UPDATE content SET bytes = ?2 WHERE hash = ?1",
                    params![hash, bytes],
                )?;
            }
            Ok(whole)
        }
        other => Ok(other),
    }
}

/// What a step is sealed with: its list of parts and their hashes.
pub(crate) fn seal<'a>(list: &str, hashes: impl Iterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    digest.update(list);
    hashes.for_each(|hash| digest.update(hash));
    digest
        .finalize()
        .iter()
        .take(16)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Whether everything in the library is what it was when it was stored. Reads all of it: not for the user to wait for.
pub(crate) fn is_sound(db: &Connection) -> Result<bool, Error> {
    let said: String = db.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if said != "ok" {
        return Ok(false);
    }
    for all in [
        "SELECT hash, CAST(body AS BLOB) FROM part",
        "SELECT hash, bytes FROM content",
    ] {
        let mut found = db.prepare(all)?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, bytes): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
            if !is_of(&bytes, &hash) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn is_of(bytes: &[u8], hash: &[u8]) -> bool {
    Sha256::digest(bytes)[..] == *hash
}

/// The first answer of the copies, newest first.
fn from_copies<T>(db: &Connection, wanted: impl Fn(&Connection) -> Option<T>) -> Option<T> {
    let copies = backup::copies(Path::new(db.path()?));
    copies.into_iter().find_map(|(_, copy)| {
        let copy = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        wanted(&copy)
    })
}
