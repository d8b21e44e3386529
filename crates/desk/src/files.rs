//! Files: read whole, written whole. The only module that touches paths that a person chose.

use crate::error::Error;
use crate::protocol::Saved;
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
        let (name, most) = (shown(path), largest / 1024 / 1024);
        return Err(Error::refused(
            format!("「{name}」超過 {most} MB，無法讀取。請移除圖片或拆成較小的檔案後再試。"),
            format!(
                "“{name}” is larger than {most} MB and is not read. Take its pictures out or split it, then try again."
            ),
        ));
    }
    Ok(bytes)
}

/// What there is to tell of a file that was written.
pub(crate) fn saved(path: &Path, bytes: &[u8]) -> Saved {
    Saved {
        name: shown(path),
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        pages: None,
        draft: false,
        notes: Vec::new(),
    }
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

/// Writes all files to a temporary folder first, then moves them: a new folder appears whole; where it is there already,
/// each file is replaced whole, in this order.
pub fn write_set(folder: &Path, contents: &[(&str, &[u8])]) -> Result<(), Error> {
    let failed = |e| Error::writing(shown(folder), e);
    let is_new = !folder.exists();
    let beside = match folder.parent() {
        Some(parent) if is_new && !parent.as_os_str().is_empty() => parent,
        _ if is_new => Path::new("."),
        _ => folder,
    };
    std::fs::create_dir_all(beside).map_err(failed)?;
    let made = tempfile::Builder::new()
        .prefix(".usr-desk-")
        .tempdir_in(beside)
        .map_err(failed)?;
    for (name, bytes) in contents {
        write(&made.path().join(name), bytes)?;
    }
    if is_new {
        open_to_others(made.path()).map_err(failed)?;
        // What was moved away needs no removing any more.
        let made = made.keep();
        return std::fs::rename(&made, folder).map_err(|e| {
            let _ = std::fs::remove_dir_all(&made);
            failed(e)
        });
    }
    for (name, _) in contents {
        std::fs::rename(made.path().join(name), folder.join(name)).map_err(failed)?;
    }
    Ok(())
}

/// A temporary folder is the owner's alone; one that is kept is as open as any new folder.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> std::io::Result<()> {
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
    fn a_set_appears_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("分檔");
        write_set(&folder, &[("a.pdf", b"one"), ("manifest.json", b"{}")]).unwrap();
        assert_eq!(read(&folder.join("a.pdf"), 10).unwrap(), b"one");
        // One file of the new set cannot be written: nothing of it appears, and nothing is left beside.
        write_set(&folder, &[("a.pdf", b"two"), ("no/such.pdf", b"two")]).unwrap_err();
        assert_eq!(read(&folder.join("a.pdf"), 10).unwrap(), b"one");
        write_set(&place.path().join("新"), &[("no/such.pdf", b"two")]).unwrap_err();
        write_set(&folder, &[("a.pdf", b"two")]).unwrap();
        assert_eq!(read(&folder.join("a.pdf"), 10).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
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
