//! What can go wrong inside, and how a host is told.
//!
//! **Every sentence is written in both languages at one place**; [`Error::told`] picks the window's.

use crate::protocol::{Code, Failure};
use thiserror::Error;
use usr_desk_rules::Language;
use usr_desk_workspace::{Sentence, edit, format};

/// Why something was not done; nothing changed. The sentence is for the user.
#[derive(Debug, Error)]
#[error("{}", self.sentence())]
pub enum Error {
    /// Another window moved on.
    Stale,
    /// No such thing.
    NotFound(Sentence),
    /// An edit, a file or a call that cannot be used.
    Refused(Sentence),
    /// Only a passphrase opens it; the file's name.
    Locked(String),
    /// Written by a newer program.
    LibraryTooNew {
        /// Of the file.
        found: i64,
        /// Of this program.
        known: i64,
    },
    /// Damaged, and no copy to fall back on.
    LibraryDamaged(String),
    /// What a step holds was altered on the disk, and no copy has it whole.
    StepDamaged,
    /// In a folder that a sync program or another machine keeps.
    LibrarySynced(Sentence),
    /// Held by another process.
    LibraryInUse(String),
    /// The user stopped it.
    Cancelled,
    /// A file could not be read or written.
    File {
        /// Which of the two.
        doing: Doing,
        /// File name.
        name: String,
        /// The system's word.
        #[source]
        cause: std::io::Error,
    },
    /// SQLite said no.
    Library(#[from] rusqlite::Error),
    /// A fault of ours.
    Unexpected(String),
}

/// What a file was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// 讀取.
    Reading,
    /// 寫入.
    Writing,
}

impl Error {
    /// A call that cannot be used: in Chinese, in English.
    pub fn refused(zh: impl Into<String>, en: impl Into<String>) -> Error {
        Error::Refused(Sentence::new(zh, en))
    }

    /// What is asked for is not there: in Chinese, in English.
    pub fn not_found(zh: impl Into<String>, en: impl Into<String>) -> Error {
        Error::NotFound(Sentence::new(zh, en))
    }

    /// No such season.
    pub(crate) fn no_season() -> Error {
        Error::not_found(
            "找不到這一季。它可能已被刪除，請重新整理清單。",
            "There is no such season. It may have been deleted; load the list again.",
        )
    }

    /// No such proposal.
    pub(crate) fn no_proposal() -> Error {
        Error::not_found(
            "找不到這個計畫，它可能已被刪除。",
            "There is no such proposal; it may have been deleted.",
        )
    }

    /// A file that could not be read.
    pub(crate) fn reading(name: impl Into<String>, cause: std::io::Error) -> Error {
        Error::File {
            doing: Doing::Reading,
            name: name.into(),
            cause,
        }
    }

    /// A file that could not be written.
    pub(crate) fn writing(name: impl Into<String>, cause: std::io::Error) -> Error {
        Error::File {
            doing: Doing::Writing,
            name: name.into(),
            cause,
        }
    }

    /// The sentence in this language.
    pub fn told(&self, language: Language) -> String {
        let Sentence { zh, en } = self.sentence();
        match language {
            Language::ZhTw => zh,
            Language::En => en,
        }
    }

    /// What a host is told, in this language.
    pub fn failure(&self, language: Language) -> Failure {
        self.failure_in(self.told(language))
    }

    /// What a host is told before the language of its window is known: both.
    pub(crate) fn failure_in_both(&self) -> Failure {
        let Sentence { zh, en } = self.sentence();
        self.failure_in(format!("{zh}\n{en}"))
    }

    fn failure_in(&self, message: String) -> Failure {
        let mut detail = format!("{self:?}");
        let mut cause = std::error::Error::source(self);
        while let Some(inner) = cause {
            detail = format!("{detail}: {inner}");
            cause = inner.source();
        }
        Failure {
            code: self.code(),
            message,
            detail,
        }
    }

    fn code(&self) -> Code {
        match self {
            Error::Stale => Code::Stale,
            Error::NotFound(_) => Code::NotFound,
            Error::Refused(_) | Error::LibrarySynced(_) => Code::Refused,
            Error::Locked(_) => Code::Locked,
            Error::LibraryTooNew { .. } => Code::LibraryTooNew,
            Error::LibraryInUse(_) => Code::LibraryInUse,
            Error::Cancelled => Code::Cancelled,
            Error::LibraryDamaged(_) | Error::StepDamaged | Error::File { .. } | Error::Library(_) => {
                Code::Disk
            }
            Error::Unexpected(_) => Code::Unexpected,
        }
    }

    /// In both languages.
    pub fn sentence(&self) -> Sentence {
        match self {
            Error::Stale => Sentence::new(
                "這份資料在別處已經更新。已重新載入最新內容，請再做一次剛才的修改。",
                "This was changed elsewhere. The newest content has been loaded; make your change again.",
            ),
            Error::NotFound(sentence) | Error::Refused(sentence) => sentence.clone(),
            Error::Locked(name) => Sentence::new(
                format!(
                    "「{name}」加了通行碼，沒有開啟。請輸入通行碼；在指令列請先以 usr-desk convert --passphrase-file 解開。"
                ),
                format!(
                    "“{name}” is locked and was not opened. Give its passphrase; on the command line open it first with usr-desk convert --passphrase-file."
                ),
            ),
            Error::LibraryTooNew { found, known } => Sentence::new(
                format!(
                    "資料庫是由較新的版本建立的（第 {found} 版，本程式只讀得懂到第 {known} 版）。請更新程式；資料庫沒有被更動。"
                ),
                format!(
                    "A newer program made the library (version {found}; this one reads up to version {known}). Update the program; the library was not touched."
                ),
            ),
            Error::LibraryDamaged(path) => Sentence::new(
                format!(
                    "資料庫檔案「{path}」已損壞，無法開啟，也沒有可用的備份；檔案沒有被更動。請將它另外保存，改名後重新開啟程式，再匯入先前匯出的 .usrdesk 檔。"
                ),
                format!(
                    "The library file “{path}” is damaged and cannot be opened, and there is no copy to fall back on; the file was not touched. Keep it elsewhere under another name, open the program again, and import a .usrdesk file that you exported before."
                ),
            ),
            Error::StepDamaged => Sentence::new(
                "這個版本存在磁碟上的內容已損壞，備份裡也沒有完整的一份。請改用另一個版本，或匯入先前匯出的 .usrdesk 檔。",
                "What the disk kept of this version is damaged, and no copy has it whole. Use another version, or import a .usrdesk file that you exported before.",
            ),
            Error::LibrarySynced(keeper) => Sentence::new(
                format!(
                    "資料庫不能放在 {} 的資料夾裡：同步會損壞使用中的資料庫。請改放在本機的資料夾；要交給別人的檔案（.usrdesk、.usrdesk-part）才放進去。",
                    keeper.zh
                ),
                format!(
                    "The library must not lie in a folder of {}: syncing damages a library in use. Put it into a folder of this machine; only files for others (.usrdesk, .usrdesk-part) belong there.",
                    keeper.en
                ),
            ),
            Error::LibraryInUse(folder) => Sentence::new(
                format!("資料庫正由另一個視窗或程式使用中（{folder}）。請先關閉它，再開啟本程式。"),
                format!(
                    "Another window or program is using the library ({folder}). Close it, then open this program."
                ),
            ),
            Error::Cancelled => {
                Sentence::new("已取消，沒有寫出任何檔案。", "Cancelled; no file was written.")
            }
            Error::File { doing, name, cause } => of_a_file(*doing, name, cause),
            Error::Library(cause) => of_the_library(cause),
            Error::Unexpected(what) => Sentence::new(
                format!("程式內部發生問題（{what}）。資料沒有被更動；請將這段文字回報給維護者。"),
                format!(
                    "Something went wrong inside the program ({what}). Nothing was changed; please send this text to its maintainers."
                ),
            ),
        }
    }
}

fn of_a_file(doing: Doing, name: &str, cause: &std::io::Error) -> Sentence {
    use std::io::ErrorKind::*;
    let (zh, en) = match doing {
        Doing::Reading => ("讀取", "read"),
        Doing::Writing => ("寫入", "written"),
    };
    let why = match cause.kind() {
        NotFound => Sentence::new(
            "檔案或資料夾不存在。請確認位置後再試。",
            "there is no such file or folder. Check the place, then try again.",
        ),
        PermissionDenied => Sentence::new(
            "沒有權限。請換一個位置，或關閉正在使用它的程式。",
            "permission denied. Choose another place, or close the program that uses it.",
        ),
        StorageFull | QuotaExceeded => Sentence::new(
            "磁碟空間不足。請清出空間後再試。",
            "the disk is full. Make room, then try again.",
        ),
        FileTooLarge => Sentence::new(
            "檔案超過這個位置容許的大小。請換一個位置再試。",
            "the file is larger than this place allows. Choose another place, then try again.",
        ),
        IsADirectory => Sentence::new(
            "這是資料夾，不是檔案。請選擇檔案。",
            "this is a folder. Choose a file.",
        ),
        ReadOnlyFilesystem => Sentence::new(
            "這個磁碟是唯讀的。請換一個位置。",
            "this disk is read-only. Choose another place.",
        ),
        _ => Sentence::new(
            format!("{cause}。請換一個位置再試。"),
            format!("{cause}. Choose another place, then try again."),
        ),
    };
    Sentence::new(
        format!("無法{zh}「{name}」：{}", why.zh),
        format!("“{name}” cannot be {en}: {}", why.en),
    )
}

fn of_the_library(cause: &rusqlite::Error) -> Sentence {
    use rusqlite::ErrorCode;
    let (zh, en) = match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ("寫入（磁碟已滿）", "written (the disk is full)"),
        Some(ErrorCode::ReadOnly) => ("寫入（檔案是唯讀的）", "written (the file is read-only)"),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            ("讀取（檔案已損壞）", "read (the file is damaged)")
        }
        _ => ("讀寫", "read or written"),
    };
    Sentence::new(
        format!("資料庫無法{zh}。剛才的修改沒有存入，請確認磁碟空間與權限後再試。"),
        format!(
            "The library cannot be {en}. The last change was not kept; check the room on the disk and its permissions, then try again."
        ),
    )
}

impl From<edit::Refusal> for Error {
    fn from(refusal: edit::Refusal) -> Error {
        Error::Refused(refusal.sentence())
    }
}

impl From<format::Unreadable> for Error {
    fn from(unreadable: format::Unreadable) -> Error {
        Error::Refused(unreadable.sentence())
    }
}
