//! Files that the system hands over: a double click, a second start, a drop on the program's icon.
//!
//! **The page never learns a path**: it fetches tickets. What comes before the page is there waits for it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tauri::{AppHandle, Emitter, Manager};

/// Files that no page has fetched yet.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<Vec<PathBuf>>);

impl Waiting {
    /// Takes what waits.
    pub(crate) fn fetch(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(|e| e.into_inner()))
    }
}

/// Keeps files for the page, and tells it.
pub(crate) fn bring(app: &AppHandle, files: Vec<PathBuf>) {
    if files.is_empty() {
        return;
    }
    let waiting = app.state::<Waiting>();
    waiting.0.lock().unwrap_or_else(|e| e.into_inner()).extend(files);
    // A page that is not there yet fetches them when it is.
    let _ = app.emit("arrived", ());
}

/// The files among a program's arguments; the first argument is the program, and switches are not ours.
pub(crate) fn named(arguments: impl IntoIterator<Item = OsString>, folder: &Path) -> Vec<PathBuf> {
    let paths = arguments.into_iter().skip(1).map(|one| folder.join(one));
    paths.filter(|path| path.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_are_there_come_in_and_relative_ones_from_where_the_start_was() {
        let folder = std::env::temp_dir().join(format!("usr-desk-arrivals-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("季.usrdesk"), "x").unwrap();
        let arguments = ["usr-desk-window", "--flag", "季.usrdesk", "nothing.pdf", "."].map(OsString::from);
        assert_eq!(named(arguments, &folder), [folder.join("季.usrdesk")]);
        let absolute = [OsString::from("p"), folder.join("季.usrdesk").into()];
        assert_eq!(named(absolute, Path::new("/nowhere")).len(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
