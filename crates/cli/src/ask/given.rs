//! The arguments as they were typed, of whatever command.

use super::{Manner, unusable};
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;
use usr_desk_rules::Language;
use usr_desk_workspace::Sentence;

/// Everything that any command takes; which of it a command uses is decided once all is read.
#[derive(Default)]
pub(super) struct Given {
    pub(super) places: Vec<PathBuf>,
    pub(super) edition: Option<String>,
    pub(super) map: Option<PathBuf>,
    pub(super) into: Option<PathBuf>,
    pub(super) proposal: Option<String>,
    pub(super) section: Option<String>,
    pub(super) output: Option<PathBuf>,
    pub(super) parts: Option<PathBuf>,
    pub(super) setup: Option<PathBuf>,
    pub(super) plan: Option<PathBuf>,
    pub(super) against: Option<PathBuf>,
    pub(super) to: Option<String>,
    pub(super) settle: Option<PathBuf>,
    pub(super) passphrase_file: Option<PathBuf>,
    pub(super) draft: bool,
    pub(super) library: Option<PathBuf>,
    pub(super) ui: Option<PathBuf>,
    pub(super) port: u16,
    pub(super) manner: Manner,
    /// Names of the options that were given.
    pub(super) options: Vec<String>,
}

/// The language of this call, known before the call is understood: what is wrong with it is told in it too.
pub(crate) fn language() -> Language {
    let arguments: Vec<String> = std::env::args_os()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    let is_english =
        arguments.windows(2).any(|two| two == ["--lang", "en"]) || arguments.iter().any(|a| a == "--lang=en");
    if is_english { Language::En } else { Language::ZhTw }
}

/// Reads what follows the command's name.
pub(super) fn given(arguments: &mut Parser) -> Result<Given, Sentence> {
    let mut given = Given::default();
    while let Some(argument) = arguments.next().map_err(misread)? {
        let name = match argument {
            Arg::Value(place) => {
                given.places.push(place.into());
                continue;
            }
            Arg::Long(name) => name.to_owned(),
            Arg::Short('o') => "output".to_owned(),
            Arg::Short('h') => "help".to_owned(),
            other => return Err(misread(other.unexpected())),
        };
        let mut value = || arguments.value().map_err(misread);
        match name.as_str() {
            "json" => given.manner.json = true,
            "help" => {}
            "lang" => given.manner.language = named(value()?)?,
            "edition" => given.edition = Some(value()?.string().map_err(misread)?),
            "draft" => given.draft = true,
            "map" => given.map = Some(value()?.into()),
            "into" => given.into = Some(value()?.into()),
            "parts" => given.parts = Some(value()?.into()),
            "setup" => given.setup = Some(value()?.into()),
            "plan" => given.plan = Some(value()?.into()),
            "against" => given.against = Some(value()?.into()),
            "output" => given.output = Some(value()?.into()),
            "proposal" => given.proposal = Some(value()?.string().map_err(misread)?),
            "section" => given.section = Some(value()?.string().map_err(misread)?),
            "to" => given.to = Some(value()?.string().map_err(misread)?),
            "settle" => given.settle = Some(value()?.into()),
            "passphrase-file" => given.passphrase_file = Some(value()?.into()),
            "library" => given.library = Some(value()?.into()),
            "ui" => given.ui = Some(value()?.into()),
            "port" => given.port = value()?.parse().map_err(misread)?,
            other => return Err(no_option(&format!("--{other}"))),
        }
        given.options.push(name);
    }
    Ok(given)
}

fn named(value: OsString) -> Result<Language, Sentence> {
    match value.to_string_lossy().as_ref() {
        "en" => Ok(Language::En),
        "zh-TW" | "zh" => Ok(Language::ZhTw),
        other => Err(Sentence::new(
            format!("沒有「{other}」這個語言。可用的有：zh-TW、en。"),
            format!("There is no language “{other}”. There are: zh-TW, en."),
        )),
    }
}

fn no_option(option: &str) -> Sentence {
    unusable(
        format!("沒有 {option} 這個選項"),
        format!("There is no option {option}"),
    )
}

/// What the parser says, in the user's words.
pub(super) fn misread(error: lexopt::Error) -> Sentence {
    match error {
        lexopt::Error::MissingValue { option: Some(option) } => unusable(
            format!("{option} 後面少了值"),
            format!("{option} lacks its value"),
        ),
        lexopt::Error::UnexpectedOption(option) => no_option(&option),
        other => unusable(
            format!("看不懂這個參數（{other}）"),
            format!("This argument cannot be understood ({other})"),
        ),
    }
}
