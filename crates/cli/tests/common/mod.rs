//! What the suites of imports share: the files of the suite, the program, a desk with a real worker.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each suite uses its part, and may fail"
)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use usr_desk_desk::protocol::{Response, View};
use usr_desk_desk::{Desk, Place};

pub(crate) fn suite(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/suite")
        .join(file)
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_usr-desk"))
        .args(arguments)
        .output()
        .unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn json_of(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// A folder with a season file and whatever else is written into it.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        std::fs::copy(
            suite("contract/workspaces/compliant-112-116.json"),
            folder.season(),
        )
        .unwrap();
        folder
    }

    pub(crate) fn season(&self) -> String {
        self.path("季.json")
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    pub(crate) fn with(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name)
    }
}

pub(crate) fn desk(folder: &Path) -> Desk {
    Desk::open(Place {
        library: folder.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: Some(env!("CARGO_BIN_EXE_usr-desk").into()),
        clock: || "2026-03-01T00:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap()
}

pub(crate) fn opened(answer: Response) -> View {
    match answer {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}
