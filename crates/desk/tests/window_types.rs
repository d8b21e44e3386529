//! The window's types are generated from the protocol, and the files under `ui/src/protocol` are those.
//!
//! `UPDATE=1 cargo test -p usr-desk-desk --test window_types` writes them anew.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS};
use usr_desk_desk::protocol::{Failure, Progress, Request, Response};

type Files = BTreeMap<String, String>;

#[test]
fn the_window_knows_the_protocol_as_it_is() {
    let fresh = tempfile::tempdir().unwrap();
    let config = Config::new().with_large_int("number").with_out_dir(fresh.path());
    Request::export_all(&config).unwrap();
    Response::export_all(&config).unwrap();
    Failure::export_all(&config).unwrap();
    Progress::export_all(&config).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/protocol");
    let (now, kept) = (files(fresh.path()), files(&folder));
    if now == kept {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        for name in kept.keys().filter(|name| !now.contains_key(*name)) {
            std::fs::remove_file(folder.join(name)).unwrap();
        }
        for (name, text) in &now {
            std::fs::write(folder.join(name), text).unwrap();
        }
        return;
    }
    let differ: Vec<&String> = now
        .keys()
        .chain(kept.keys())
        .filter(|name| now.get(*name) != kept.get(*name))
        .collect();
    panic!("ui/src/protocol is not what the protocol says: {differ:?}; run this test with UPDATE=1");
}

/// Generated files by name.
fn files(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|e| e.unwrap().path());
    let typed = |path: &PathBuf| path.extension().is_some_and(|e| e == "ts");
    paths
        .filter(typed)
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}
