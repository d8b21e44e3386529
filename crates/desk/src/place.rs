//! Where the desk finds what it needs: told by the host, found by these rules.

use crate::protocol::Progress;
use crate::time::Clock;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a host tells the desk once, when it opens it.
#[derive(Clone)]
pub struct Place {
    /// The folder of the library file.
    pub library: PathBuf,
    /// Folders in which the packet's faces may lie, best first.
    pub fonts: Vec<PathBuf>,
    /// Folders of rule packs (`*.md`): editions and an office's own rules, added as data.
    pub packs: Vec<PathBuf>,
    /// The `usr-desk` program, which is the import worker; absent = importing says so.
    pub worker: Option<PathBuf>,
    /// Tells the time.
    pub clock: Clock,
    /// Is told how far long work has come.
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
}

impl Place {
    /// The usual place of a program that an office installed, or of a checkout.
    pub fn usual() -> Place {
        Place {
            library: library_folder(),
            fonts: font_folders(),
            packs: pack_folders(),
            worker: worker(),
            clock: jiff::Timestamp::now,
            progress: Arc::new(|_| {}),
        }
    }
}

/// `USR_DESK_LIBRARY`, else the system's folder for a program's data.
pub fn library_folder() -> PathBuf {
    if let Some(folder) = variable("USR_DESK_LIBRARY") {
        return folder;
    }
    let home = || variable("HOME").unwrap_or_default();
    let data = if cfg!(windows) {
        variable("APPDATA").unwrap_or_default()
    } else if cfg!(target_os = "macos") {
        home().join("Library/Application Support")
    } else {
        variable("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local/share"))
    };
    data.join("usr-desk")
}

/// `USR_DESK_FONTS`, beside the program, where packages put shared files, in the checkout.
pub fn font_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = variable("USR_DESK_FONTS").into_iter().collect();
    if let Some(beside) = beside_the_program() {
        folders.push(beside.join("fonts"));
        folders.push(beside.join("../share/usr-desk/fonts"));
        folders.push(beside.join("../lib/usr-desk-window/fonts"));
        folders.push(beside.join("../Resources/fonts"));
        folders.extend(beside.ancestors().map(in_checkout));
    }
    if let Ok(here) = std::env::current_dir() {
        folders.extend(here.ancestors().map(in_checkout));
    }
    folders.retain(|folder| folder.is_dir());
    folders.dedup();
    folders
}

/// `USR_DESK_PACKS`, `packs` beside the program, and `packs` in the folder of the library.
pub fn pack_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = variable("USR_DESK_PACKS").into_iter().collect();
    folders.extend(beside_the_program().map(|beside| beside.join("packs")));
    folders.push(library_folder().join("packs"));
    folders.retain(|folder| folder.is_dir());
    folders
}

fn in_checkout(root: &Path) -> PathBuf {
    root.join("crates/packet/fonts")
}

/// The `usr-desk` program beside this one, which may be itself.
pub fn worker() -> Option<PathBuf> {
    // A release looks nowhere else: what parses a stranger's workbook is what was shipped.
    let named = variable("USR_DESK_WORKER").filter(|_| cfg!(debug_assertions));
    if named.is_some() {
        return named;
    }
    let worker = beside_the_program()?.join(format!("usr-desk{}", std::env::consts::EXE_SUFFIX));
    worker.is_file().then_some(worker)
}

fn beside_the_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.to_owned())
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|v| !v.is_empty())
        .map(PathBuf::from)
}
