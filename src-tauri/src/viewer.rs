//! The system's own viewer of documents: what prints on every system, as a page in a webview does not.

use std::path::Path;
use usr_desk_desk::protocol::{Code, Failure, Language};

/// Opens a written file there.
pub(crate) fn show(path: &Path, language: Language) -> Result<(), Failure> {
    let refused = |detail: String| refused(path, language, detail);
    // A test has no viewer to look into. A release does not know this door.
    if cfg!(debug_assertions)
        && let Some(note) = std::env::var_os("USR_DESK_E2E_VIEWED")
    {
        return std::fs::write(note, path.to_string_lossy().as_bytes()).map_err(|e| refused(e.to_string()));
    }
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|e| refused(e.to_string()))
}

fn refused(path: &Path, language: Language, detail: String) -> Failure {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Failure {
        code: Code::Refused,
        message: match language {
            Language::ZhTw => format!("系統沒有可以開啟「{name}」的程式。檔案已存好，請自行開啟並列印。"),
            Language::En => {
                format!(
                    "The system has no program that opens “{name}”. The file is saved; open and print it yourself."
                )
            }
        },
        detail,
    }
}
