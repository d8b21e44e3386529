//! What is true of attached files (附件): the one place where they are judged, for the library and for files on disk.
//!
//! A file is judged once for each content: judging reads all of it, and every edit asks.

use crate::error::Error;
use crate::{exchange, soundness};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Mutex;
use usr_desk_packet::Why;
use usr_desk_rules::{AttachmentFacts, FileFact};
use usr_desk_workspace::Workspace;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

/// SHA-256 of a content.
type Hash = Vec<u8>;

/// What was found out since the program began.
#[derive(Default)]
pub(crate) struct Judged(Mutex<HashMap<Hash, FileFact>>);

impl Judged {
    /// What is true of the files that this value of a season names, where the library holds them.
    pub(crate) fn facts(
        &self,
        db: &Connection,
        id: i64,
        season: &Workspace,
    ) -> Result<AttachmentFacts, Error> {
        let mut kept = db.prepare_cached("SELECT hash FROM attachment WHERE season = ?1 AND file = ?2")?;
        let mut facts = AttachmentFacts::default();
        for file in exchange::named_files(season) {
            let hash: Option<Hash> = kept.query_row(params![id, file], |r| r.get(0)).optional()?;
            let fact = match hash {
                None => FileFact::Missing,
                Some(hash) => self.of_content(db, hash)?,
            };
            facts.0.insert(file, fact);
        }
        Ok(facts)
    }

    /// Judges bytes before they are in the library, so that nobody waits for it afterwards.
    pub(crate) fn learn(&self, bytes: &[u8]) {
        self.keep(Sha256::digest(bytes).to_vec(), fact(bytes));
    }

    fn of_content(&self, db: &Connection, hash: Hash) -> Result<FileFact, Error> {
        if let Some(known) = self.0.lock().expect("no holder panics").get(&hash) {
            return Ok(known.clone());
        }
        let bytes = soundness::content(db, &hash)?;
        let found = bytes.map_or(FileFact::Missing, |bytes| fact(&bytes));
        self.keep(hash, found.clone());
        Ok(found)
    }

    fn keep(&self, hash: Hash, fact: FileFact) {
        self.0.lock().expect("no holder panics").insert(hash, fact);
    }
}

/// What is true of one file: whether the packet can hold it, and how many pages it adds.
pub(crate) fn fact(bytes: &[u8]) -> FileFact {
    if bytes.is_empty() {
        return FileFact::Empty;
    }
    let judged = usr_desk_packet::page_count(bytes).and_then(|pages| {
        if is_broken_picture(bytes) {
            return Err(Why::new(
                "圖檔損壞或不完整，請重新掃描或另存後再附上",
                "the picture is damaged or not whole; scan or save it anew and attach that",
            ));
        }
        Ok(pages)
    });
    match judged {
        Ok(pages) => FileFact::Readable {
            bytes: bytes.len() as u64,
            pages: Some(pages),
        },
        Err(why) => FileFact::Unreadable {
            reason: why.zh.to_owned(),
        },
    }
}

/// The packet takes pictures as they are: whether the points are all there shows only when somebody decodes them.
fn is_broken_picture(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\x89PNG") {
        return decoded_png(bytes).is_err();
    }
    if bytes.starts_with(b"\xFF\xD8") {
        let strict = DecoderOptions::default().set_strict_mode(true);
        return JpegDecoder::new_with_options(ZCursor::new(bytes), strict)
            .decode()
            .is_err();
    }
    false
}

/// Row by row: a picture of any size takes the memory of one row.
fn decoded_png(bytes: &[u8]) -> Result<(), png::DecodingError> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info()?;
    while reader.next_row()?.is_some() {}
    reader.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suite(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite/attachments/");
        std::fs::read(format!("{folder}{name}")).unwrap()
    }

    fn pages(bytes: &[u8]) -> Result<Option<u32>, String> {
        match fact(bytes) {
            FileFact::Readable { pages, .. } => Ok(pages),
            FileFact::Unreadable { reason } => Err(reason),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn documents_count_their_pages_and_what_is_broken_says_why() {
        assert_eq!(pages(&suite("scan.jpg")), Ok(Some(1)));
        assert!(pages(&suite("text.pdf")).unwrap() >= Some(1));
        for name in ["garbage.pdf", "enc_user.pdf"] {
            assert!(pages(&suite(name)).is_err(), "{name}");
        }
        assert_eq!(fact(b""), FileFact::Empty);
    }

    #[test]
    fn half_a_picture_is_no_picture() {
        let mut drawn = Vec::new();
        let mut encoder = png::Encoder::new(&mut drawn, 64, 64);
        encoder.set_color(png::ColorType::Grayscale);
        let points: Vec<u8> = (0..64 * 64u32).map(|i| (i * i / 7) as u8).collect();
        encoder.write_header().unwrap().write_image_data(&points).unwrap();
        assert_eq!(pages(&drawn), Ok(Some(1)));
        let mut altered = drawn.clone();
        let middle = altered.len() / 2;
        altered[middle..middle + 200].fill(0);
        assert!(pages(&altered).is_err());
        let scan = suite("scan.jpg");
        assert!(pages(&scan[..scan.len() / 3]).is_err(), "a scan that broke off");
    }
}
