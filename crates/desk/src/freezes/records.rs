//! What was handed in, as the library keeps it.

use super::Exported;
use crate::error::Error;
use crate::protocol::{FreezeCard, FrozenFile, NewFreeze, Revision};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use usr_desk_packet::{AsPrinted, Printed, Scope};

/// A file that was handed in, as it is compared.
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) scope: Scope,
    pub(super) pages: u32,
    pub(crate) places: Vec<Printed>,
    pub(super) codes: Vec<String>,
}

pub(super) fn store(
    t: &Transaction<'_>,
    exported: &Exported,
    new: &NewFreeze,
    by: &str,
    at: &str,
) -> Result<(), Error> {
    let from = &exported.from;
    t.execute(
        "INSERT INTO freeze (season, revision, printed, receipt, note, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            from.season,
            from.revision,
            json(&from.as_printed)?,
            new.receipt.trim(),
            new.note.trim(),
            by,
            at
        ],
    )?;
    let freeze = t.last_insert_rowid();
    for ((name, scope, packet), position) in exported.files.iter().zip(0i64..) {
        let hash = Sha256::digest(&packet.bytes);
        t.prepare_cached("INSERT INTO content VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?
            .execute(params![&hash[..], packet.bytes])?;
        t.prepare_cached("INSERT INTO frozen_file VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                freeze,
                position,
                name,
                &hash[..],
                json(scope)?,
                packet.pages,
                packet.is_draft,
                json(&packet.places)?,
                json(&packet.plan.codes)?
            ])?;
    }
    Ok(())
}

pub(super) fn cards(db: &Connection, season: i64) -> Result<Vec<FreezeCard>, Error> {
    let mut found = db.prepare_cached(
        "SELECT id, revision, printed, receipt, note, by, at FROM freeze WHERE season = ?1 ORDER BY id DESC",
    )?;
    let rows = found.query_map([season], |r| {
        let printed: String = r.get(2)?;
        let card = FreezeCard {
            id: r.get(0)?,
            revision: r.get(1)?,
            scope: None,
            receipt: r.get(3)?,
            note: r.get(4)?,
            by: r.get(5)?,
            at: r.get(6)?,
            files: Vec::new(),
        };
        Ok((card, printed))
    })?;
    let mut cards = Vec::new();
    for row in rows {
        let (mut card, printed) = row?;
        let printed: AsPrinted = from_json(&printed)?;
        card.scope = match printed.scope {
            Scope::SupportPlan => Some("support_plan".to_owned()),
            other => other.proposal().map(|id| id.to_string()),
        };
        card.files = frozen_files(db, card.id)?;
        cards.push(card);
    }
    Ok(cards)
}

fn frozen_files(db: &Connection, freeze: i64) -> Result<Vec<FrozenFile>, Error> {
    let mut found = db.prepare_cached(
        "SELECT name, length(bytes), lower(hex(hash)), pages, draft FROM frozen_file JOIN content USING (hash)
         WHERE freeze = ?1 ORDER BY position",
    )?;
    let files = found.query_map([freeze], |r| {
        Ok(FrozenFile {
            name: r.get(0)?,
            bytes: r.get::<_, i64>(1)?.unsigned_abs(),
            sha256: r.get(2)?,
            pages: r.get(3)?,
            draft: r.get(4)?,
        })
    })?;
    Ok(files.collect::<Result<_, _>>()?)
}

pub(super) fn printed_as(db: &Connection, season: i64, freeze: i64) -> Result<(Revision, AsPrinted), Error> {
    let (revision, printed): (Revision, String) = db
        .query_row(
            "SELECT revision, printed FROM freeze WHERE season = ?1 AND id = ?2",
            params![season, freeze],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .optional()?
        .ok_or_else(no_freeze)?;
    Ok((revision, from_json(&printed)?))
}

pub(super) fn kept(db: &Connection, freeze: i64) -> Result<Vec<Kept>, Error> {
    let mut found = db.prepare_cached(
        "SELECT name, scope, pages, places, codes FROM frozen_file WHERE freeze = ?1 ORDER BY position",
    )?;
    let rows = found.query_map([freeze], |r| {
        let text = |i| r.get::<_, String>(i);
        Ok((text(0)?, text(1)?, r.get(2)?, text(3)?, text(4)?))
    })?;
    rows.map(|row| {
        let (name, scope, pages, places, codes) = row?;
        Ok(Kept {
            name,
            scope: from_json(&scope)?,
            pages,
            places: from_json(&places)?,
            codes: from_json(&codes)?,
        })
    })
    .collect()
}

/// The files that were handed in from this step, newest first; none where none was.
pub(crate) fn of_revision(db: &Connection, season: i64, revision: Revision) -> Result<Vec<Kept>, Error> {
    let newest: Option<i64> = db
        .query_row(
            "SELECT max(id) FROM freeze WHERE season = ?1 AND revision = ?2",
            [season, revision],
            |r| r.get(0),
        )
        .optional()?
        .flatten();
    newest.map_or(Ok(Vec::new()), |freeze| kept(db, freeze))
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::Unexpected(e.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|e| Error::Unexpected(format!("what was handed in cannot be read: {e}")))
}

pub(super) fn no_freeze() -> Error {
    Error::not_found(
        "找不到這個送件版。請重新開啟送件紀錄。",
        "There is no such packet that was handed in. Open the list again.",
    )
}
