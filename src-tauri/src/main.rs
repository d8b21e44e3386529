//! The window: it opens the library, shows the pages and hands every request to the desk. Nothing is decided here.
//!
//! **JavaScript reaches six commands and three events, and never learns a path**: [`commands::call`] is the whole program,
//! [`commands::pick`] and [`commands::save`] show the system's dialogs and answer a ticket, [`commands::arrived`] answers
//! tickets of files that the system handed over, [`commands::view`] shows a written file in the system's viewer,
//! [`commands::offer`] says what the menu can be used for.
// A release on Windows opens no console beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arrivals;
mod commands;
mod dialogs;
mod library;
mod menu;
mod viewer;

use tauri::Manager;

fn main() {
    draw_without_dmabuf();
    tauri::Builder::default()
        // First, so that a second start ends before it touches the library.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            show(app);
            let arguments = arguments.into_iter().map(Into::into);
            arrivals::bring(app, arrivals::named(arguments, folder.as_ref()));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .manage(arrivals::Waiting::default())
        .manage(menu::Shown::default())
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .setup(|app| {
            let opened = library::open(app.handle());
            let language = opened.language();
            app.manage(opened);
            menu::speak(app.handle(), language);
            // Windows and Linux name a double-clicked file here.
            let folder = std::env::current_dir().unwrap_or_default();
            arrivals::bring(app.handle(), arrivals::named(std::env::args_os(), &folder));
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::pick,
            commands::save,
            commands::arrived,
            commands::view,
            commands::offer
        ])
        .build(tauri::generate_context!())
        .expect("the window could not be opened")
        .run(|_app, _event| {
            // A Mac names it in an event, whether the program ran already or not.
            #[cfg(target_os = "macos")]
            if let tauri::RunEvent::Opened { urls } = _event {
                let files = urls.iter().filter_map(|url| url.to_file_path().ok()).collect();
                show(_app);
                arrivals::bring(_app, files);
            }
        });
}

/// Brings the one window to the front.
fn show(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that is already there needs none of these to succeed.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// WebKit's DMA-BUF path costs half a second at start, 70 MiB, and on some NVIDIA drivers the whole picture. Whoever
/// wants it sets the variable.
#[allow(
    unsafe_code,
    reason = "the first statement of main: no other thread reads the environment yet"
)]
fn draw_without_dmabuf() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if cfg!(target_os = "linux") && std::env::var_os(VARIABLE).is_none() {
        unsafe { std::env::set_var(VARIABLE, "1") }
    }
}
