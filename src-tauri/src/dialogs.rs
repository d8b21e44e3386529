//! The system's own dialogs for opening and saving a file. The path stays in Rust.

use serde::Deserialize;
use std::path::{Path, PathBuf};
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use usr_desk_desk::files;

/// A kind of file: what the dialog is called and which endings it offers.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// 經費表.
    Budget,
    /// A season of ours.
    Season,
    /// A part that is handed out or comes back (分工檔).
    Part,
    /// A file that goes with the application: 合作意向書、聘書….
    Attachment,
    /// The PDF packet.
    Packet,
    /// A bulletin of activities (活動公告), or a calendar.
    Bulletin,
    /// Days on which the office is closed.
    Holidays,
    /// The season's calendar.
    Calendar,
    /// A folder for the packet's separate files (上傳用分檔).
    UploadSet,
    /// A budget or the overview, written by us.
    Workbook,
    /// The office's dictionary of item names.
    Dictionary,
    /// The packet for Word, or a chapter from it.
    Word,
    /// A picture for slides, as drawn (SVG).
    Drawing,
    /// A picture for slides, as points (PNG).
    Picture,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Budget => "經費表",
            Self::Season => "USR 提案工作台",
            Self::Part => "分工檔",
            Self::Attachment => "附件",
            Self::Packet => "PDF",
            Self::Bulletin => "活動公告",
            Self::Holidays => "停止上班日",
            Self::Calendar => "行事曆",
            Self::UploadSet => "上傳用分檔",
            Self::Workbook => "試算表",
            Self::Dictionary => "項目名稱字典",
            Self::Word => "Word 文件",
            Self::Drawing => "圖表 SVG",
            Self::Picture => "圖表 PNG",
        }
    }

    /// The first is given to a name that has none.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Budget => &["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "htm", "html"],
            Self::Season => &["usrdesk", "usrdesk-part", "json"],
            Self::Part => &["usrdesk-part", "json"],
            Self::Attachment => &["pdf", "jpg", "jpeg", "png"],
            Self::Packet => &["pdf"],
            Self::Bulletin => &["txt", "docx", "pdf", "eml", "ics"],
            Self::Holidays => &["ics", "csv", "txt"],
            Self::Calendar => &["ics"],
            Self::UploadSet => &[],
            Self::Workbook => &["xlsx", "ods"],
            Self::Dictionary => &["json"],
            Self::Word => &["docx"],
            Self::Drawing => &["svg"],
            Self::Picture => &["png"],
        }
    }
}

/// Asks which file to open; `None` = the user thought better of it.
pub(crate) fn open(window: &WebviewWindow, kind: Kind) -> Option<PathBuf> {
    if let Some(path) = answered_by_test("USR_DESK_E2E_PICK") {
        return Some(path);
    }
    dialog(window, kind).blocking_pick_file()?.into_path().ok()
}

/// Asks where to save; the folder of an upload set is made within the one that is chosen. The system's dialog itself asks before it gives the name of a file that is there.
pub(crate) fn save(window: &WebviewWindow, kind: Kind, suggested: &str) -> Option<PathBuf> {
    if kind == Kind::UploadSet {
        let within = answered_by_test("USR_DESK_E2E_FOLDER").or_else(|| {
            window
                .dialog()
                .file()
                .set_parent(window)
                .blocking_pick_folder()?
                .into_path()
                .ok()
        })?;
        return Some(within.join(files::shown(Path::new(suggested))));
    }
    if let Some(path) = answered_by_test("USR_DESK_E2E_SAVE") {
        return Some(path);
    }
    let path = dialog(window, kind)
        .set_file_name(suggested)
        .blocking_save_file()?
        .into_path()
        .ok()?;
    Some(with_ending(path, kind.endings()))
}

fn dialog(window: &WebviewWindow, kind: Kind) -> FileDialogBuilder<tauri::Wry> {
    window
        .dialog()
        .file()
        .set_parent(window)
        .add_filter(kind.name(), kind.endings())
}

/// GTK adds no ending. The dialog has not asked about the longer name, so a file that bears it is left alone.
fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    let has = |ending: &&str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if endings.iter().any(has) {
        return path;
    }
    let stem = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let named = |name: String| path.with_file_name(format!("{name}.{}", endings[0]));
    let numbered = (2..).map(|n| named(format!("{stem} ({n})")));
    std::iter::once(named(stem.clone()))
        .chain(numbered)
        .find(|p| !p.exists())
        .unwrap_or(path)
}

/// A test cannot click in the system's dialog. A release does not know this door.
fn answered_by_test(variable: &str) -> Option<PathBuf> {
    if cfg!(debug_assertions) {
        std::env::var_os(variable).map(PathBuf::from)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_ending_never_lands_on_a_file_that_is_there() {
        let folder = std::env::temp_dir().join(format!("usr-desk-dialogs-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("送件.pdf"), "old").unwrap();
        let check = |name: &str, expect: &str| {
            assert_eq!(
                with_ending(folder.join(name), &["pdf"]),
                folder.join(expect),
                "{name}"
            );
        };
        check("總表", "總表.pdf");
        check("送件", "送件 (2).pdf");
        check("送件.PDF", "送件.PDF");
        check("第3.5版", "第3.5版.pdf");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
