//! The desk over the library of whoever sits here.

use std::sync::Arc;
use tauri::{AppHandle, Emitter};
use usr_desk_desk::protocol::{Failure, Language, Progress, Request, Response};
use usr_desk_desk::{Desk, Place};

/// The desk, or why there is none. The window opens either way, so that the reason can be read.
pub(crate) struct Opened(Result<Desk, Failure>);

impl Opened {
    pub(crate) fn desk(&self) -> Result<&Desk, Failure> {
        self.0.as_ref().map_err(Clone::clone)
    }

    /// Of the settings; where there is no library, the first.
    pub(crate) fn language(&self) -> Language {
        match self.desk().and_then(|desk| desk.handle(Request::Hello)) {
            Ok(Response::Welcome(welcome)) => welcome.settings.language,
            _ => Language::default(),
        }
    }
}

/// Opens the library where the command line finds it too.
pub(crate) fn open(app: &AppHandle) -> Opened {
    let window = app.clone();
    // A window that is closing hears no more of it, and need not.
    let progress = Arc::new(move |progress: Progress| drop(window.emit("progress", progress)));
    Opened(Desk::open(Place {
        progress,
        ..Place::usual()
    }))
}
