//! The list of seasons, and the user's settings.

use crate::error::Error;
use crate::protocol::{SeasonCard, Settings};
use crate::{exchange, soundness};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use usr_desk_workspace::Workspace;

/// What the list shows of a season, stored with each revision; and the seal of its parts.
pub(crate) fn card(season: &Workspace, seal: &str) -> Value {
    json!({
        "school": season.school.name.trim(),
        "edition": season.edition,
        "cycle": season.cycle.trim(),
        "proposals": season.proposals.len(),
        "seal": seal,
    })
}

/// The id of the season's row.
pub(crate) fn row_id(season: &str) -> Result<i64, Error> {
    season.parse().map_err(|_| Error::no_season())
}

const CARDS: &str = "SELECT season.id, title, card, practice, deleted, at
    FROM season JOIN revision ON revision.id = season.head";

/// All seasons, the one that was worked on last first.
pub(crate) fn list(db: &Connection) -> Result<Vec<SeasonCard>, Error> {
    let mut found = db.prepare_cached(&format!("{CARDS} ORDER BY deleted, revision.id DESC"))?;
    let cards = found.query_map([], card_of)?;
    Ok(cards.collect::<Result<_, _>>()?)
}

/// One season's card.
pub(crate) fn one(db: &Connection, id: i64) -> Result<SeasonCard, Error> {
    let found = db
        .prepare_cached(&format!("{CARDS} WHERE season.id = ?1"))?
        .query_row([id], card_of)
        .optional()?;
    found.ok_or(Error::no_season())
}

fn card_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<SeasonCard> {
    let card = soundness::words(row, 2)?;
    let card: Value = serde_json::from_str(&card).unwrap_or_default();
    let text = |name: &str| card[name].as_str().unwrap_or_default().to_owned();
    Ok(SeasonCard {
        id: row.get::<_, i64>(0)?.to_string(),
        title: soundness::words(row, 1)?,
        school: text("school"),
        edition: text("edition"),
        cycle: text("cycle"),
        proposals: card["proposals"]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0),
        practice: row.get(3)?,
        deleted: row.get(4)?,
        saved_at: soundness::words(row, 5)?,
    })
}

/// A new row in the list; its first revision follows in the same transaction.
pub(crate) fn add(db: &Connection, title: &str, practice: bool) -> Result<i64, Error> {
    db.execute(
        "INSERT INTO season (title, practice) VALUES (?1, ?2)",
        params![named(title)?, practice],
    )?;
    Ok(db.last_insert_rowid())
}

/// Gives a season another title.
pub(crate) fn rename(db: &Connection, id: i64, title: &str) -> Result<(), Error> {
    touched(db.execute(
        "UPDATE season SET title = ?2 WHERE id = ?1",
        params![id, named(title)?],
    )?)
}

/// Takes a season out of the list, or puts it back.
pub(crate) fn set_deleted(db: &Connection, id: i64, deleted: bool) -> Result<(), Error> {
    touched(db.execute(
        "UPDATE season SET deleted = ?2 WHERE id = ?1",
        params![id, deleted],
    )?)
}

/// The practice season that is in the list, if any.
pub(crate) fn practice(db: &Connection) -> Result<Option<i64>, Error> {
    let found = db.query_row(
        "SELECT id FROM season WHERE practice = 1 AND deleted = 0 ORDER BY id DESC LIMIT 1",
        [],
        |r| r.get(0),
    );
    Ok(found.optional()?)
}

fn named(title: &str) -> Result<&str, Error> {
    Some(title.trim())
        .filter(|t| !t.is_empty())
        .ok_or_else(|| Error::refused("請填入這一季的名稱。", "Give this season a name."))
}

fn touched(rows: usize) -> Result<(), Error> {
    if rows == 0 {
        return Err(Error::no_season());
    }
    Ok(())
}

/// The attached files that this value of a season names, where the library holds them.
pub(crate) fn attachments(
    db: &Connection,
    id: i64,
    season: &Workspace,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut found = Vec::new();
    for file in exchange::named_files(season) {
        if let Some(bytes) = attachment(db, id, &file)? {
            found.push((file, bytes));
        }
    }
    Ok(found)
}

/// One attached file of a season, where the library holds it.
pub(crate) fn attachment(db: &Connection, id: i64, file: &str) -> Result<Option<Vec<u8>>, Error> {
    let hash: Option<Vec<u8>> = db
        .prepare_cached("SELECT hash FROM attachment WHERE season = ?1 AND file = ?2")?
        .query_row(params![id, file], |r| r.get(0))
        .optional()?;
    hash.map_or(Ok(None), |hash| soundness::content(db, &hash))
}

/// SHA-256 of an attached file that the library holds for this season.
pub(crate) fn attached_hash(db: &Connection, id: i64, file: &str) -> Result<Option<String>, Error> {
    let found = db
        .prepare_cached("SELECT lower(hex(hash)) FROM attachment WHERE season = ?1 AND file = ?2")?
        .query_row(params![id, file], |r| r.get(0))
        .optional()?;
    Ok(found)
}

/// Keeps an attached file; the same bytes are stored once.
pub(crate) fn attach(db: &Connection, id: i64, file: &str, bytes: &[u8]) -> Result<(), Error> {
    let hash = Sha256::digest(bytes);
    db.prepare_cached("INSERT INTO content VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?
        .execute(params![&hash[..], bytes])?;
    db.prepare_cached("INSERT OR REPLACE INTO attachment VALUES (?1, ?2, ?3)")?
        .execute(params![id, file, &hash[..]])?;
    Ok(())
}

/// The user's settings; what is missing or cannot be read is the default.
pub(crate) fn settings(db: &Connection) -> Result<Settings, Error> {
    let stored: Option<String> = db
        .query_row("SELECT value FROM setting WHERE key = 'settings'", [], |r| {
            r.get(0)
        })
        .optional()?;
    Ok(stored
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Keeps the user's settings.
pub(crate) fn set_settings(db: &Connection, settings: &Settings) -> Result<(), Error> {
    let text = serde_json::to_string(settings).map_err(|e| Error::Unexpected(e.to_string()))?;
    db.execute(
        "INSERT INTO setting VALUES ('settings', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [text],
    )?;
    Ok(())
}
