//! Files: read whole, written whole. The only module that touches paths that a person chose.

use crate::error::Error;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A budget workbook larger than this is not read (20 MB).
pub const LARGEST_IMPORT: u64 = 20 * 1024 * 1024;
/// A season file with its attachments larger than this is not read (200 MB).
pub const LARGEST_SEASON: u64 = 200 * 1024 * 1024;

/// The file's name as messages show it.
pub fn shown(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// The whole file; refused when it is larger than `largest` bytes or no plain file.
pub fn read(path: &Path, largest: u64) -> Result<Vec<u8>, Error> {
    let failed = |e| Error::reading(shown(path), e);
    let file = std::fs::File::open(path).map_err(failed)?;
    let facts = file.metadata().map_err(failed)?;
    if facts.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > largest {
        return Err(Error::Refused(format!(
            "「{}」超過 {} MB，無法讀取。請移除圖片或拆成較小的檔案後再試。",
            shown(path),
            largest / 1024 / 1024
        )));
    }
    Ok(bytes)
}

/// Makes a folder where there is none.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|e| Error::writing(shown(path), e))
}

/// Writes beside the place, syncs, renames: a reader sees the old file or the new one, never half of one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |e| Error::writing(shown(path), e);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if path.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut temporary = tempfile::Builder::new()
        .prefix(".usr-desk-")
        .tempfile_in(folder)
        .map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    keep_mode(path, temporary.as_file()).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|e| failed(e.error))?;
    // The rename itself lasts only once the folder is synced; Windows has no such call and needs none.
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A temporary file is the owner's alone; what is saved should be as readable as what it replaces, or as any new file.
#[cfg(unix)]
fn keep_mode(path: &Path, temporary: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode() & 0o777);
    temporary.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_mode(_: &Path, _: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// The files of a folder with this ending, by name; none where there is no such folder.
pub fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == ending) && path.is_file())
        .collect();
    found.sort();
    found
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("季.json");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(read(&path, 10).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_is_too_large_or_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        write(&path, b"12345").unwrap();
        assert!(matches!(read(&path, 4), Err(Error::Refused(_))));
        assert!(matches!(read(folder.path(), 4), Err(Error::File { .. })));
        assert!(matches!(write(folder.path(), b""), Err(Error::File { .. })));
    }
}
