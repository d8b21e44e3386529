//! The zip around a season and its files: packed the same each time, unpacked within bounds.

use super::is_inside;
use crate::error::Error;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What all files of a `.usrdesk` may unpack to; a budget of one binder's attachments.
const LARGEST_UNPACKED: u64 = 400 * 1024 * 1024;
const MOST_ENTRIES: usize = 2_000;

/// The same files give the same bytes.
pub(super) fn packed<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Files by name.
pub(super) type Unpacked = BTreeMap<String, Vec<u8>>;

/// Refused where it is damaged, too large or reaches out of its folder.
pub(super) fn unpacked(name: &str, bytes: &[u8]) -> Result<Unpacked, Error> {
    let broken = |zh: &dyn std::fmt::Display, en: &dyn std::fmt::Display| {
        Error::refused(
            format!("無法讀取「{name}」：壓縮檔已損壞（{zh}）。請向提供者重新索取檔案。"),
            format!("“{name}” cannot be read: the archive is damaged ({en}). Ask its sender for it again."),
        )
    };
    let damaged = |e: &dyn std::fmt::Display| broken(e, e);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut files = BTreeMap::new();
    let mut room = LARGEST_UNPACKED;
    if archive.len() > MOST_ENTRIES {
        return Err(broken(&"檔案數過多", &"too many files"));
    }
    for i in 0..archive.len() {
        let file = archive.by_index(i).map_err(|e| damaged(&e))?;
        if file.is_dir() {
            continue;
        }
        let inner = file.name().map_err(|e| damaged(&e))?.to_string();
        if !is_inside(&inner) {
            return Err(broken(
                &format!("不允許的路徑「{inner}」"),
                &format!("a path that is not allowed, “{inner}”"),
            ));
        }
        let mut content = Vec::new();
        file.take(room + 1)
            .read_to_end(&mut content)
            .map_err(|e| damaged(&e))?;
        room = room
            .checked_sub(content.len() as u64)
            .ok_or_else(|| broken(&"解開後過大", &"too large when unpacked"))?;
        files.insert(inner, content);
    }
    Ok(files)
}
