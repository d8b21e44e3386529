//! What was asked for: one value a command. [`given`] collects the arguments, [`sort`] makes them a command.

mod given;
mod sort;

pub(crate) use given::language;
pub(crate) use sort::read;

use crate::Manner;
use std::path::PathBuf;
use usr_desk_intake::records::Subject;
use usr_desk_rules::Language;
use usr_desk_workspace::Sentence;

/// How the program is called.
pub(crate) fn help(language: Language) -> &'static str {
    language.choose(
        include_str!("ask/help.zh-TW.txt"),
        include_str!("ask/help.en.txt"),
    )
}

/// A command with its arguments.
pub(crate) enum Ask {
    Help,
    Version,
    Check {
        season: PathBuf,
        edition: Option<String>,
    },
    Rules {
        edition: Option<String>,
    },
    /// Absent edition = the manual itself, else that edition's clause book.
    Manual {
        edition: Option<String>,
        output: PathBuf,
    },
    Import(Import),
    ImportRecords(ImportRecords),
    Packet(Print),
    ExportWord(Print),
    ImportWord(ImportWord),
    VerifyPage {
        file: PathBuf,
        against: Option<PathBuf>,
    },
    Export(Export),
    HandOut(HandOut),
    Merge(Merge),
    ReadBulletin {
        file: PathBuf,
    },
    ExportCalendar {
        season: PathBuf,
        output: PathBuf,
    },
    Convert {
        from: PathBuf,
        to: PathBuf,
        /// Opens a locked source, or locks the target.
        passphrase_file: Option<PathBuf>,
    },
    Serve(Serve),
    Call {
        library: Option<PathBuf>,
    },
    /// This process is the import worker.
    Work,
}

/// A workbook to read, and where its lines go.
pub(crate) struct Import {
    pub(crate) sheet: PathBuf,
    pub(crate) map: Option<PathBuf>,
    /// The season file and the budget in it; absent = only show what was recognised.
    pub(crate) into: Option<(PathBuf, String)>,
}

/// A Word file to read, and the chapter that it goes into.
pub(crate) struct ImportWord {
    pub(crate) file: PathBuf,
    /// The season file, the proposal or plan, the key of the section; absent = only show what was read.
    pub(crate) into: Option<(PathBuf, String, String)>,
}

/// A roster or a list of indicators to read, and where its rows go.
pub(crate) struct ImportRecords {
    pub(crate) subject: Subject,
    pub(crate) sheet: PathBuf,
    pub(crate) map: Option<PathBuf>,
    /// The season file; absent = only show what was recognised.
    pub(crate) into: Option<PathBuf>,
    /// Whose indicators they are.
    pub(crate) proposal: Option<String>,
}

/// What to print, and where to.
pub(crate) struct Print {
    pub(crate) season: PathBuf,
    pub(crate) output: PathBuf,
    /// The folder for the separate files, where they are wanted too.
    pub(crate) parts: Option<PathBuf>,
    /// The office's own order of parts and limits.
    pub(crate) setup: Option<PathBuf>,
    /// Where the print room's sheet goes.
    pub(crate) plan: Option<PathBuf>,
    pub(crate) proposal: Option<String>,
    pub(crate) draft: bool,
}

/// A workbook to write.
pub(crate) struct Export {
    pub(crate) season: PathBuf,
    /// A proposal's id or `support_plan`; absent = the season's overview.
    pub(crate) scope: Option<String>,
    pub(crate) output: PathBuf,
}

/// A part to one person.
pub(crate) struct HandOut {
    pub(crate) season: PathBuf,
    pub(crate) proposal: String,
    pub(crate) to: String,
    pub(crate) output: PathBuf,
    /// Holds what opens the part; absent = anyone can open it.
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// A part that comes back.
pub(crate) struct Merge {
    pub(crate) season: PathBuf,
    pub(crate) part: PathBuf,
    /// Answers to conflicts, by place.
    pub(crate) settle: Option<PathBuf>,
    /// Holds what opens the part.
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Absent = the season file itself.
    pub(crate) output: Option<PathBuf>,
}

/// Where the bridge listens and what it shows.
pub(crate) struct Serve {
    /// 0 = any that is free.
    pub(crate) port: u16,
    pub(crate) library: Option<PathBuf>,
    pub(crate) ui: Option<PathBuf>,
}

/// A call that cannot be understood, with the way to the right one.
fn unusable(zh: impl std::fmt::Display, en: impl std::fmt::Display) -> Sentence {
    Sentence::new(
        format!("{zh}。執行 usr-desk --help 看用法。"),
        format!("{en}. Run usr-desk --help --lang en to see how it is called."),
    )
}
