//! A desk over a library of its own, at one fixed minute, and the season that it answers with.

use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::protocol::{Failure, Response, View};
use usr_desk_desk::{Desk, Place, place};

/// With the faces of the packet; without a worker.
pub(crate) fn desk(folder: &Path) -> Desk {
    Desk::open(Place {
        library: folder.to_owned(),
        fonts: place::font_folders(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-01T00:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap()
}

/// The season that was opened.
pub(crate) fn view(answer: Result<Response, Failure>) -> View {
    match answer.unwrap() {
        Response::Opened(view) => view,
        other => panic!("{other:?}"),
    }
}
