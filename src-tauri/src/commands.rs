//! The three commands that JavaScript may call.

use crate::dialogs::{self, Kind};
use crate::library::Opened;
use serde::Serialize;
use std::path::Path;
use tauri::{State, WebviewWindow};
use usr_desk_desk::protocol::{Failure, Request, Response, Ticket};

/// A file that the user chose: the ticket goes into a request, the name onto the screen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chosen {
    ticket: Ticket,
    name: String,
}

/// The whole program. `async` puts it on a thread of the pool: a packet takes seconds, and the window goes on drawing.
#[tauri::command(async)]
pub(crate) fn call(library: State<'_, Opened>, request: Request) -> Result<Response, Failure> {
    library.desk()?.handle(request)
}

/// The system's dialog for opening; `null` = the user thought better of it.
#[tauri::command(async)]
pub(crate) fn pick(
    window: WebviewWindow,
    library: State<'_, Opened>,
    what: Kind,
) -> Result<Option<Chosen>, Failure> {
    let desk = library.desk()?;
    Ok(dialogs::open(&window, what).map(|path| Chosen {
        name: name(&path),
        ticket: desk.offer(path),
    }))
}

/// The system's dialog for saving; `null` = the user thought better of it.
#[tauri::command(async)]
pub(crate) fn save(
    window: WebviewWindow,
    library: State<'_, Opened>,
    what: Kind,
    suggested_name: &str,
) -> Result<Option<Chosen>, Failure> {
    let desk = library.desk()?;
    Ok(dialogs::save(&window, what, suggested_name).map(|path| Chosen {
        name: name(&path),
        ticket: desk.destination(path),
    }))
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
