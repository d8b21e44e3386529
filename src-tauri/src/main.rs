//! The window: it opens the library, shows the pages and hands every request to the desk. Nothing is decided here.
//!
//! **JavaScript reaches three commands and one event, and never learns a path**: [`commands::call`] is the whole program,
//! [`commands::pick`] and [`commands::save`] show the system's dialogs and answer a ticket.
// A release on Windows opens no console beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod commands;
mod dialogs;
mod library;

use tauri::Manager;

fn main() {
    draw_without_dmabuf();
    tauri::Builder::default()
        // First, so that a second start ends before it touches the library.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .setup(|app| {
            let opened = library::open(app.handle());
            app.manage(opened);
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::pick,
            commands::save
        ])
        .run(tauri::generate_context!())
        .expect("the window could not be opened");
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
