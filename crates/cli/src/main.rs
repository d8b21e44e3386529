//! `usr-desk`: the command line over the same core as the window, its import worker, and the loopback bridge.
//!
//! Exit codes: 0 done; 1 done, and a violation or an open conflict stands; 2 the input or the call cannot be used.

mod ask;
mod call;
mod check;
mod convert;
mod export;
mod export_calendar;
mod handout;
mod import;
mod import_budget;
mod import_records;
mod manual;
mod packet;
mod printing;
mod read_bulletin;
mod rules;
mod serve;
mod tell;
mod verify_page;
mod word;

use ask::Ask;
use std::path::Path;
use std::process::ExitCode;
use usr_desk_desk::locked::Passphrase;
use usr_desk_desk::{Error, worker};
use usr_desk_rules::Language;

/// How a command ended, when nothing went wrong.
enum Done {
    /// 0.
    Well,
    /// 1.
    WithViolations,
}

/// What every command is told besides its own arguments.
#[derive(Clone, Copy, Default)]
struct Manner {
    json: bool,
    language: Language,
}

fn main() -> ExitCode {
    let language = ask::language();
    let (ask, manner) = match ask::read() {
        Ok(read) => read,
        Err(sentence) => {
            tell::err(language.choose(&sentence.zh, &sentence.en));
            return ExitCode::from(2);
        }
    };
    let done = match ask {
        Ask::Help => {
            tell::out(ask::help(language).trim_end());
            Ok(Done::Well)
        }
        Ask::Version => {
            tell::out(&format!("usr-desk {}", env!("CARGO_PKG_VERSION")));
            Ok(Done::Well)
        }
        Ask::Check { season, edition } => check::check(&season, edition.as_deref(), manner),
        Ask::Rules { edition } => rules::rules(edition.as_deref(), manner),
        Ask::Import(import) => import_budget::import_budget(&import, manner),
        Ask::ImportRecords(import) => import_records::import_records(&import, manner),
        Ask::Packet(print) => packet::packet(&print, manner),
        Ask::ExportWord(print) => word::export(&print, manner),
        Ask::ImportWord(import) => word::import(&import, manner),
        Ask::ReadBulletin { file } => read_bulletin::read_bulletin(&file, manner),
        Ask::ExportCalendar { season, output } => export_calendar::export_calendar(&season, &output, manner),
        Ask::Manual { edition, output } => manual::manual(edition.as_deref(), &output, manner),
        Ask::VerifyPage { file, against } => verify_page::verify_page(&file, against.as_deref(), manner),
        Ask::Export(ask) => export::export(&ask, manner),
        Ask::Work => worker::work()
            .map(|()| Done::Well)
            .map_err(|e| Error::Unexpected(e.to_string())),
        Ask::HandOut(ask) => handout::handout(&ask, manner),
        Ask::Merge(ask) => handout::merge(&ask, manner),
        Ask::Convert {
            from,
            to,
            passphrase_file,
        } => convert::convert(&from, &to, passphrase_file.as_deref(), manner),
        Ask::Serve(serve) => serve::serve(&serve),
        Ask::Call { library } => call::call(library),
    };
    match done {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::WithViolations) => ExitCode::from(1),
        Err(error) => {
            tell::err(&error.told(language));
            ExitCode::from(2)
        }
    }
}

/// What opens a file, where a file with it was named.
fn passphrase(file: Option<&Path>) -> Result<Option<Passphrase>, Error> {
    file.map(Passphrase::of_file).transpose()
}

type Ended = Result<Done, Error>;

/// With `--json` a refusal is told there too.
fn refused_in_json(done: &Ended, manner: Manner) {
    if let (Err(error), true) = (done, manner.json) {
        tell::json(&serde_json::json!({ "error": error.told(manner.language) }));
    }
}
