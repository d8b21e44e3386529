//! Old steps are thinned, so that a library that was worked in for years stays small.
//!
//! The last 200 steps of a season stay; before them one an hour for a day, one a day for a term; named ones for ever.
//! **What stays is still the history**: a step whose predecessor goes follows the one before that.

use crate::error::Error;
use crate::protocol::Revision;
use crate::time::seconds_between;
use rusqlite::{Connection, Transaction, params};

/// Steps that always stay.
const RECENT: usize = 200;
/// A history this long is worth the work.
const WORTH: i64 = 300;
const DAY: i64 = 24 * 3600;
/// 一學期.
const TERM: i64 = 183 * DAY;

/// Thins every season's history; answers how many steps went.
pub(crate) fn thin(t: &Transaction<'_>, now: &str) -> Result<usize, Error> {
    let mut gone = 0;
    for season in long_seasons(t)? {
        for revision in superfluous(t, season, now)? {
            t.prepare_cached(
                "UPDATE revision SET parent = (SELECT parent FROM revision WHERE id = ?1) WHERE parent = ?1",
            )?
            .execute([revision])?;
            gone += t
                .prepare_cached("DELETE FROM revision WHERE id = ?1")?
                .execute([revision])?;
        }
    }
    if gone > 0 {
        t.execute(
            "DELETE FROM part WHERE id NOT IN
             (SELECT json_extract(piece.value, '$[1]') FROM revision, json_each(revision.parts) AS piece)",
            [],
        )?;
    }
    Ok(gone)
}

fn long_seasons(db: &Connection) -> Result<Vec<i64>, Error> {
    let mut found = db.prepare("SELECT season FROM revision GROUP BY season HAVING count(*) > ?1")?;
    let seasons = found.query_map([WORTH], |r| r.get(0))?;
    Ok(seasons.collect::<Result<_, _>>()?)
}

/// The steps that may go, newest first. The first of all, the present one, what redo brings and what was named stay.
fn superfluous(db: &Connection, season: i64, now: &str) -> Result<Vec<Revision>, Error> {
    let mut found = db.prepare(
        "SELECT revision.id, at, fate = 2,
                checkpoint IS NOT NULL OR parent IS NULL OR fate = 1 OR revision.id = season.head
         FROM revision JOIN season ON season.id = revision.season WHERE season = ?1 ORDER BY revision.id DESC",
    )?;
    let steps = found.query_map(params![season], |r| {
        Ok((
            r.get(0)?,
            r.get::<_, String>(1)?,
            r.get::<_, bool>(2)?,
            r.get::<_, bool>(3)?,
        ))
    })?;
    let mut last_kept = String::new();
    let mut gone = Vec::new();
    for (i, step) in steps.enumerate() {
        let (id, at, left_behind, must_stay): (Revision, String, bool, bool) = step?;
        if i < RECENT || must_stay {
            continue;
        }
        // RFC 3339 in one offset: the first ten characters are the day, the first thirteen the hour.
        let age = seconds_between(&at, now).unwrap_or(0);
        let slot = if age <= DAY { at.get(..13) } else { at.get(..10) };
        let slot = slot.unwrap_or(&at);
        if left_behind || age > TERM || last_kept == slot {
            gone.push(id);
        } else {
            last_kept = slot.to_owned();
        }
    }
    Ok(gone)
}
