//! The library file: opened once, upgraded by numbered steps, held by one process.
//!
//! # Invariants
//! - **Durable before answered**: WAL with `synchronous = FULL`; every write is one transaction.
//! - **Never downgraded**: a file of a newer program is refused untouched; before an upgrade it is copied.
//! - **One process at a time**, by a lock file beside the library; SQLite must not lie on a network share.

use crate::error::Error;
use crate::{backup, synced};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::File;
use std::path::{Path, PathBuf};
use usr_desk_workspace::Sentence;

/// Steps in order; what shipped is never edited.
const STEPS: [&str; 4] = [
    include_str!("library/0001.sql"),
    include_str!("library/0002.sql"),
    include_str!("library/0003.sql"),
    include_str!("library/0004.sql"),
];

/// The open library.
pub(crate) struct Library {
    pub(crate) connection: Connection,
    path: PathBuf,
    /// What the user should know of where it lies and what state it was in.
    pub(crate) warnings: Vec<Sentence>,
    /// Held as long as the library is open; the system gives it back even after a crash.
    _lock: File,
}

impl Library {
    /// Opens the library of this folder, making both where they are not there. A new one is refused in a folder that a
    /// sync program keeps; a damaged one gives way to its newest copy.
    pub(crate) fn open(folder: &Path) -> Result<Library, Error> {
        let path = folder.join("library.sqlite3");
        let keeper = synced::keeper(folder);
        if let (Some(keeper), false) = (&keeper, path.exists()) {
            return Err(Error::LibrarySynced(keeper.clone()));
        }
        std::fs::create_dir_all(folder).map_err(|e| Error::writing(shown(folder), e))?;
        let lock = lock(folder)?;
        let mut warnings: Vec<Sentence> = keeper
            .map(|k| Error::LibrarySynced(k).sentence())
            .into_iter()
            .collect();
        warnings.extend(backup::paused(&path));
        let connection = match connect(&path) {
            Err(error) if is_damage(&error) => {
                let told = backup::put_back(&path)?.ok_or_else(|| Error::LibraryDamaged(shown(&path)))?;
                warnings.push(told);
                connect(&path)?
            }
            other => other?,
        };
        let mut library = Library {
            connection,
            path,
            warnings,
            _lock: lock,
        };
        library.upgrade(&STEPS)?;
        Ok(library)
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where it lies, as settings show it.
    pub(crate) fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The only way to write: all of it or nothing.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = change(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    fn upgrade(&mut self, steps: &[&str]) -> Result<(), Error> {
        let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
        let found: i64 = self
            .connection
            .pragma_query_value(None, "user_version", |r| r.get(0))?;
        if found > known {
            return Err(Error::LibraryTooNew { found, known });
        }
        if found == known {
            return Ok(());
        }
        if found > 0 {
            self.back_up(found)?;
        }
        self.write(|t| {
            for step in &steps[usize::try_from(found).unwrap_or(0)..] {
                t.execute_batch(step)?;
            }
            t.pragma_update(None, "user_version", known)?;
            Ok(())
        })
    }

    /// A copy of the library as the older program left it; an older copy of the same version stays.
    fn back_up(&self, version: i64) -> Result<(), Error> {
        let copy = self.path.with_file_name(format!("library-v{version}.sqlite3"));
        if copy.exists() {
            return Ok(());
        }
        let temporary = copy.with_extension("part");
        let _ = std::fs::remove_file(&temporary);
        self.connection
            .execute("VACUUM INTO ?1", [temporary.to_string_lossy().as_ref()])?;
        std::fs::rename(&temporary, &copy).map_err(|e| Error::writing(shown(&copy), e))
    }
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Whatever is sorted on the way is sorted in memory: a full temporary folder stops no edit.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
    if sound != "ok" {
        let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        return Err(rusqlite::Error::SqliteFailure(corrupt, Some(sound)).into());
    }
    Ok(connection)
}

fn is_damage(error: &Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error, Error::Library(cause) if matches!(cause.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)))
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("library.lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| Error::writing(shown(&path), e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::LibraryInUse(shown(folder))),
        Err(std::fs::TryLockError::Error(e)) => Err(Error::writing(shown(&path), e)),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_is_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let _first = Library::open(folder.path()).unwrap();
        assert!(matches!(
            Library::open(folder.path()),
            Err(Error::LibraryInUse(_))
        ));
    }

    #[test]
    fn a_newer_library_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Library::open(folder.path()).unwrap());
        let file = folder.path().join("library.sqlite3");
        let newer = Connection::open(&file).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        drop(newer);
        let before = std::fs::read(&file).unwrap();
        let refused = Library::open(folder.path()).err().unwrap();
        assert!(matches!(refused, Error::LibraryTooNew { found: 99, .. }));
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }

    #[test]
    fn an_upgrade_keeps_a_copy_of_what_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path()).unwrap();
        library
            .connection
            .execute("INSERT INTO setting VALUES ('author', '王小明')", [])
            .unwrap();
        let steps = [&STEPS[..], &["CREATE TABLE later (x TEXT) STRICT;"]].concat();
        library.upgrade(&steps).unwrap();
        let copy = Connection::open(folder.path().join("library-v4.sqlite3")).unwrap();
        let author: String = copy
            .query_row("SELECT value FROM setting WHERE key = 'author'", [], |r| r.get(0))
            .unwrap();
        assert_eq!(author, "王小明");
        assert!(copy.prepare("SELECT * FROM later").is_err());
        assert!(library.connection.prepare("SELECT * FROM later").is_ok());
    }

    #[test]
    fn an_upgrade_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path()).unwrap();
        let steps = [&STEPS[..], &["CREATE TABLE later (x TEXT) STRICT; nonsense"]].concat();
        assert!(library.upgrade(&steps).is_err());
        assert!(library.connection.prepare("SELECT * FROM later").is_err());
        assert!(library.upgrade(&STEPS).is_ok());
    }

    #[test]
    fn steps_of_an_older_program_keep_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("library.sqlite3");
        let older = Connection::open(&file).unwrap();
        for step in &STEPS[..3] {
            older.execute_batch(step).unwrap();
        }
        older
            .execute_batch(
                "INSERT INTO season (title) VALUES ('第三期');
                 INSERT INTO revision (season, label, by, at, parts, card) VALUES (1, '修改期別', '', '', '[]', '{}');
                 PRAGMA user_version = 3;",
            )
            .unwrap();
        drop(older);
        let library = Library::open(folder.path()).unwrap();
        let name = library
            .connection
            .query_row("SELECT label, label_en FROM revision", [], |r| {
                crate::history::named(r, 0)
            });
        assert_eq!(name.unwrap(), usr_desk_workspace::Sentence::alike("修改期別"));
    }
}
