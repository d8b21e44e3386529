//! The commands that JavaScript may call.

use crate::arrivals::Waiting;
use crate::dialogs::{self, Kind};
use crate::library::Opened;
use crate::{menu, viewer};
use serde::Serialize;
use std::path::Path;
use tauri::{AppHandle, State, WebviewWindow};
use usr_desk_desk::protocol::{Failure, Request, Response, Ticket};

/// A file that the user chose: the ticket goes into a request, the name onto the screen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chosen {
    ticket: Ticket,
    name: String,
}

/// The whole program. `async` puts it on a thread of the pool: a packet takes seconds, and the window goes on drawing.
#[tauri::command(async)]
pub(crate) fn call(
    app: AppHandle,
    library: State<'_, Opened>,
    request: Request,
) -> Result<Response, Failure> {
    let answer = library.desk()?.handle(request)?;
    if let Response::Welcome(welcome) = &answer {
        menu::speak(&app, welcome.settings.language);
    }
    Ok(answer)
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

/// Files that the system handed over since this was asked last.
#[tauri::command(async)]
pub(crate) fn arrived(
    library: State<'_, Opened>,
    waiting: State<'_, Waiting>,
) -> Result<Vec<Chosen>, Failure> {
    let desk = library.desk()?;
    let chosen = |path: std::path::PathBuf| Chosen {
        name: name(&path),
        ticket: desk.offer(path),
    };
    Ok(waiting.fetch().into_iter().map(chosen).collect())
}

/// Shows a file that was written here in the system's own viewer, from where it is printed.
#[tauri::command(async)]
pub(crate) fn view(library: State<'_, Opened>, ticket: Ticket) -> Result<(), Failure> {
    viewer::show(&library.desk()?.written(&ticket)?, library.language())
}

/// What the menu can be used for now, by the ids of actions; all else is grey.
#[tauri::command(async)]
pub(crate) fn offer(app: AppHandle, ids: Vec<String>) {
    menu::offer(&app, ids.into_iter().collect());
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
