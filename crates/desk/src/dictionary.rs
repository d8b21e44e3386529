//! The office's own dictionary of item names: kept in the library, carried from desk to desk as a small file.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Response, SeasonId, Ticket};
use crate::{files, seasons};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use usr_desk_intake::{Map, OfficeWord, office};

/// What a dictionary says of itself as a file.
const FORMAT: &str = "usr-desk-dictionary";

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u32,
    words: Vec<OfficeWord>,
}

impl Desk {
    pub(crate) fn dictionary(&self) -> Result<Response, Error> {
        Ok(Response::Dictionary(all(&self.shelf().library.connection)?))
    }

    /// Keeps these words and no others; blank ones are left out, of two alike the later one stands.
    pub(crate) fn set_dictionary(&self, words: &[OfficeWord]) -> Result<Response, Error> {
        let (words, ..) = office::merged(&[], words);
        self.shelf().library.write(|t| keep(t, &words))?;
        Ok(Response::Dictionary(words))
    }

    pub(crate) fn import_dictionary(&self, ticket: &Ticket) -> Result<Response, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        let more = read(&name, &bytes)?;
        let mut shelf = self.shelf();
        let (words, added, changed) = office::merged(&all(&shelf.library.connection)?, &more);
        shelf.library.write(|t| keep(t, &words))?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Response::DictionaryMerged {
            words,
            added: count(added),
            changed: count(changed),
        })
    }

    pub(crate) fn export_dictionary(&self, ticket: &Ticket) -> Result<Response, Error> {
        let words = all(&self.shelf().library.connection)?;
        let file = File {
            format: FORMAT.to_owned(),
            version: 1,
            words,
        };
        let mut bytes = serde_json::to_vec_pretty(&file).map_err(|e| Error::Unexpected(e.to_string()))?;
        bytes.push(b'\n');
        self.save(ticket, &bytes).map(Response::Saved)
    }

    /// Corrections in a season that could become words.
    pub(crate) fn learned_words(&self, season: &SeasonId) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let words = all(&shelf.library.connection)?;
        Ok(Response::Dictionary(office::learned(&state.season, &words)))
    }

    /// A map with the office's words; those that it carries itself win.
    pub(crate) fn with_dictionary(&self, map: &Map) -> Result<Map, Error> {
        let known = all(&self.shelf().library.connection)?;
        let (words, ..) = office::merged(&known, &map.words);
        Ok(Map { words, ..map.clone() })
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Vec<OfficeWord>, Error> {
    let unusable = |zh: String, en: String| {
        Error::refused(
            format!("「{name}」不是字典檔（{zh}）。請選擇由本程式匯出的字典檔（.json），字典沒有更動。"),
            format!(
                "“{name}” is no dictionary ({en}). Choose a dictionary (.json) that this program wrote; nothing was changed."
            ),
        )
    };
    let file: File = serde_json::from_slice(bytes).map_err(|e| unusable(e.to_string(), e.to_string()))?;
    match (file.format.as_str(), file.version) {
        (FORMAT, 1) => Ok(file.words),
        (FORMAT, newer) => Err(unusable(
            format!("第 {newer} 版，本程式讀得懂第 1 版"),
            format!("version {newer}; this program reads version 1"),
        )),
        (other, _) => Err(unusable(
            format!("format 是「{other}」"),
            format!("its format is “{other}”"),
        )),
    }
}

/// What is missing or cannot be read is no word.
pub(crate) fn all(db: &Connection) -> Result<Vec<OfficeWord>, Error> {
    let mut found = db.prepare("SELECT value FROM setting WHERE key = 'dictionary'")?;
    let texts = found.query_map([], |row| row.get::<_, String>(0))?;
    let text = texts.collect::<Result<Vec<String>, _>>()?.pop();
    Ok(text
        .and_then(|t| serde_json::from_str(&t).ok())
        .unwrap_or_default())
}

fn keep(db: &Connection, words: &[OfficeWord]) -> Result<(), Error> {
    let text = serde_json::to_string(words).map_err(|e| Error::Unexpected(e.to_string()))?;
    db.execute(
        "INSERT INTO setting VALUES ('dictionary', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [text],
    )?;
    Ok(())
}
