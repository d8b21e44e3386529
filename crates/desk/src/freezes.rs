//! Packets that were handed in (送件版): kept for ever with their files, and what changed since.
//!
//! # Invariants
//! - **What is kept is what was written**: the very bytes of the export, not a printing made again.
//! - **Nothing of it is ever thinned or replaced**: its step is a named one, its files stand under their hash.

mod records;
mod since;

use crate::desk::Desk;
use crate::error::Error;
use crate::packets::PrintedFrom;
use crate::protocol::*;
use crate::{files, history, seasons};
use records::{cards, no_freeze, store};
use rusqlite::{OptionalExtension, params};
use usr_desk_packet::{Packet, Scope};

pub(crate) use records::{Kept, of_revision};
pub(crate) use since::is_of;

/// What was exported last, until the next export: it may be what is handed in.
pub(crate) struct Exported {
    from: PrintedFrom,
    files: Vec<(String, Scope, Packet)>,
}

impl Desk {
    /// Keeps in mind what was just written.
    pub(crate) fn remember(
        &self,
        from: PrintedFrom,
        files: impl IntoIterator<Item = (String, Scope, Packet)>,
    ) {
        let exported = Exported {
            from,
            files: files.into_iter().collect(),
        };
        *self
            .exported
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(exported);
    }

    pub(crate) fn freeze(&self, new: &NewFreeze) -> Result<Response, Error> {
        let id = seasons::row_id(&new.season)?;
        let at = self.now();
        let exported = self
            .exported
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let is_it = |exported: &&Exported| {
            let first = exported
                .files
                .first()
                .map(|(_, _, packet)| files::sha256(&packet.bytes));
            exported.from.season == id && first.as_ref() == Some(&new.sha256)
        };
        let found = exported.as_ref().filter(is_it).ok_or_else(|| Error::not_found("找不到剛才輸出的檔案（程式重新啟動過，或之後又輸出了別的）。請重新輸出，再標記為送件版。",
            "The file that was exported a moment ago is not at hand (the program was started again, or something else was exported since). Export again, then mark it as handed in."))?;
        let mut shelf = self.shelf();
        let by = shelf.settings.author.clone();
        // A name like one that a person gives: in the language of whoever marks it.
        let name = format!(
            "{} {}",
            shelf.settings.language.choose("送件版", "Handed in"),
            at.get(..16).unwrap_or(&at).replace('T', " ")
        );
        shelf.library.write(|t| {
            history::keep(t, found.from.revision, &name)?;
            store(t, found, new, &by, &at)
        })?;
        Ok(Response::Freezes(cards(&shelf.library.connection, id)?))
    }

    pub(crate) fn freezes(&self, season: &str) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        Ok(Response::Freezes(cards(&self.shelf().library.connection, id)?))
    }

    pub(crate) fn note_freeze(&self, noted: &FreezeNote) -> Result<Response, Error> {
        let id = seasons::row_id(&noted.season)?;
        let mut shelf = self.shelf();
        let rows = shelf.library.write(|t| {
            let change = "UPDATE freeze SET receipt = ?3, note = ?4 WHERE season = ?1 AND id = ?2";
            let (receipt, note) = (noted.receipt.trim(), noted.note.trim());
            Ok(t.execute(change, params![id, noted.freeze, receipt, note])?)
        })?;
        if rows == 0 {
            return Err(no_freeze());
        }
        Ok(Response::Freezes(cards(&shelf.library.connection, id)?))
    }

    pub(crate) fn save_frozen(&self, wanted: &FrozenWanted) -> Result<Response, Error> {
        let id = seasons::row_id(&wanted.season)?;
        let path = self.place_to_save(&wanted.ticket)?;
        let (bytes, pages, draft) = self
            .shelf()
            .library
            .connection
            .query_row(
                "SELECT bytes, pages, draft FROM frozen_file JOIN freeze ON freeze.id = freeze JOIN content USING (hash)
                 WHERE season = ?1 AND freeze = ?2 AND position = ?3",
                params![id, wanted.freeze, wanted.file],
                |r| Ok((r.get::<_, Vec<u8>>(0)?, r.get(1)?, r.get(2)?)),
            )
            .optional()?
            .ok_or_else(no_freeze)?;
        files::write(&path, &bytes)?;
        Ok(Response::Saved(Saved {
            pages: Some(pages),
            draft,
            ..files::saved(&path, &bytes)
        }))
    }
}
