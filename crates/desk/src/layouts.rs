//! Layouts that a person corrected once: the same corrections for the next file of the same shape.
//!
//! Kept beside the user's settings, because they belong to the office and not to a season.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::Response;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use usr_desk_intake::Map;

/// As many layouts as an office meets; the one that was used longest ago goes first.
const KEPT: usize = 100;

/// One layout, newest first in the library.
#[derive(Serialize, Deserialize)]
struct Layout {
    shape: String,
    map: Map,
}

/// What was remembered for this shape.
pub(crate) fn remembered(db: &Connection, shape: &str) -> Result<Option<Map>, Error> {
    Ok(all(db)?.into_iter().find(|l| l.shape == shape).map(|l| l.map))
}

/// Remembers the corrections that an import was made with; without any, what was remembered before is forgotten.
pub(crate) fn remember(db: &Connection, shape: &str, map: &Map) -> Result<(), Error> {
    let map = map.of_the_layout();
    let mut layouts = all(db)?;
    layouts.retain(|l| l.shape != shape);
    if map != Map::default() {
        let shape = shape.to_owned();
        layouts.insert(0, Layout { shape, map });
    }
    layouts.truncate(KEPT);
    keep(db, &layouts)
}

/// What is missing or cannot be read is nothing: it is asked again.
fn all(db: &Connection) -> Result<Vec<Layout>, Error> {
    let mut found = db.prepare("SELECT value FROM setting WHERE key = 'layouts'")?;
    let texts = found.query_map([], |row| row.get::<_, String>(0))?;
    let text = texts.collect::<Result<Vec<String>, _>>()?.pop();
    Ok(text
        .and_then(|t| serde_json::from_str(&t).ok())
        .unwrap_or_default())
}

fn keep(db: &Connection, layouts: &[Layout]) -> Result<(), Error> {
    let text = serde_json::to_string(layouts).map_err(|e| Error::Unexpected(e.to_string()))?;
    db.execute(
        "INSERT INTO setting VALUES ('layouts', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [text],
    )?;
    Ok(())
}

impl Desk {
    pub(crate) fn forget_layout(&self, shape: &str) -> Result<Response, Error> {
        self.shelf()
            .library
            .write(|t| remember(t, shape, &Map::default()))?;
        Ok(Response::Done)
    }
}
