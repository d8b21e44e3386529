//! What can go wrong inside, and how a host is told.

use crate::protocol::{Code, Failure};
use thiserror::Error;

/// Why something was not done; nothing changed. The sentence is for the user.
#[derive(Debug, Error)]
pub enum Error {
    /// Another window moved on.
    #[error("這份資料在別處已經更新。已重新載入最新內容，請再做一次剛才的修改。")]
    Stale,
    /// No such thing.
    #[error("{0}")]
    NotFound(&'static str),
    /// An edit, a file or a call that cannot be used.
    #[error("{0}")]
    Refused(String),
    /// Written by a newer program.
    #[error(
        "資料庫是由較新的版本建立的（第 {found} 版，本程式只讀得懂到第 {known} 版）。請更新程式；資料庫沒有被更動。"
    )]
    LibraryTooNew {
        /// Of the file.
        found: i64,
        /// Of this program.
        known: i64,
    },
    /// Damaged, and no copy to fall back on.
    #[error(
        "資料庫檔案「{0}」已損壞，無法開啟，也沒有可用的備份；檔案沒有被更動。請將它另外保存，改名後重新開啟程式，再匯入先前匯出的 .usrdesk 檔。"
    )]
    LibraryDamaged(String),
    /// In a folder that a sync program or another machine keeps.
    #[error(
        "資料庫不能放在 {0} 的資料夾裡：同步會損壞使用中的資料庫。請改放在本機的資料夾；要交給別人的檔案（.usrdesk、.usrdesk-part）才放進去。"
    )]
    LibrarySynced(String),
    /// Held by another process.
    #[error("資料庫正由另一個視窗或程式使用中（{0}）。請先關閉它，再開啟本程式。")]
    LibraryInUse(String),
    /// The user stopped it.
    #[error("已取消，沒有寫出任何檔案。")]
    Cancelled,
    /// A file could not be read or written.
    #[error("無法{doing}「{name}」：{}", reason(cause))]
    File {
        /// 讀取, 寫入.
        doing: &'static str,
        /// File name.
        name: String,
        /// The system's word.
        #[source]
        cause: std::io::Error,
    },
    /// SQLite said no.
    #[error("資料庫無法{}。剛才的修改沒有存入，請確認磁碟空間與權限後再試。", doing(.0))]
    Library(#[from] rusqlite::Error),
    /// A fault of ours.
    #[error("程式內部發生問題（{0}）。資料沒有被更動；請將這段文字回報給維護者。")]
    Unexpected(String),
}

impl Error {
    /// No such season.
    pub(crate) fn no_season() -> Error {
        Error::NotFound("找不到這一季。它可能已被刪除，請重新整理清單。")
    }

    /// A file that could not be read.
    pub(crate) fn reading(name: impl Into<String>, cause: std::io::Error) -> Error {
        Error::File {
            doing: "讀取",
            name: name.into(),
            cause,
        }
    }

    /// A file that could not be written.
    pub(crate) fn writing(name: impl Into<String>, cause: std::io::Error) -> Error {
        Error::File {
            doing: "寫入",
            name: name.into(),
            cause,
        }
    }
}

fn reason(cause: &std::io::Error) -> String {
    use std::io::ErrorKind::*;
    match cause.kind() {
        NotFound => "檔案或資料夾不存在。請確認位置後再試。".to_owned(),
        PermissionDenied => "沒有權限。請換一個位置，或關閉正在使用它的程式。".to_owned(),
        StorageFull => "磁碟空間不足。請清出空間後再試。".to_owned(),
        IsADirectory => "這是資料夾，不是檔案。請選擇檔案。".to_owned(),
        ReadOnlyFilesystem => "這個磁碟是唯讀的。請換一個位置。".to_owned(),
        _ => format!("{cause}。請換一個位置再試。"),
    }
}

fn doing(cause: &rusqlite::Error) -> &'static str {
    match cause.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => "寫入（磁碟已滿）",
        Some(rusqlite::ErrorCode::ReadOnly) => "寫入（檔案是唯讀的）",
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
            "讀取（檔案已損壞）"
        }
        _ => "讀寫",
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let code = match &error {
            Error::Stale => Code::Stale,
            Error::NotFound(_) => Code::NotFound,
            Error::Refused(_) => Code::Refused,
            Error::LibraryTooNew { .. } => Code::LibraryTooNew,
            Error::LibraryInUse(_) => Code::LibraryInUse,
            Error::LibrarySynced(_) => Code::Refused,
            Error::LibraryDamaged(_) => Code::Disk,
            Error::Cancelled => Code::Cancelled,
            Error::File { .. } | Error::Library(_) => Code::Disk,
            Error::Unexpected(_) => Code::Unexpected,
        };
        let mut detail = format!("{error:?}");
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            detail = format!("{detail}: {inner}");
            cause = inner.source();
        }
        Failure {
            code,
            message: error.to_string(),
            detail,
        }
    }
}
