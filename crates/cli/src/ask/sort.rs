//! Arguments into a command, or a sentence that says what is wrong with them.

use super::given::{Given, given, misread};
use super::{
    Ask, Export, HandOut, Import, ImportRecords, ImportWord, Merge, Print, Serve, help, language, unusable,
};
use crate::Manner;
use lexopt::{Arg, Parser, ValueExt};
use std::path::PathBuf;
use usr_desk_intake::records::Subject;
use usr_desk_workspace::Sentence;

/// Reads the arguments of this process.
pub(crate) fn read() -> Result<(Ask, Manner), Sentence> {
    let mut arguments = Parser::from_env();
    let plain = |ask| {
        let manner = Manner {
            json: false,
            language: language(),
        };
        Ok((ask, manner))
    };
    let command = match arguments.next().map_err(misread)? {
        None => {
            let all = |language| help(language).trim_end().to_owned();
            use usr_desk_rules::Language::{En, ZhTw};
            return Err(Sentence::new(all(ZhTw), all(En)));
        }
        Some(Arg::Long("help") | Arg::Short('h')) => return plain(Ask::Help),
        Some(Arg::Long("version") | Arg::Short('V')) => return plain(Ask::Version),
        Some(Arg::Long("import-worker")) => return plain(Ask::Work),
        Some(Arg::Value(name)) => name.string().map_err(misread)?,
        Some(other) => return Err(misread(other.unexpected())),
    };
    let Some(allowed) = options(&command) else {
        if command == "help" {
            return plain(Ask::Help);
        }
        return Err(unusable(
            format!("沒有「{command}」這個指令"),
            format!("There is no command “{command}”"),
        ));
    };
    let given = given(&mut arguments)?;
    if given.options.iter().any(|o| o == "help") {
        return plain(Ask::Help);
    }
    if let Some(option) = given.options.iter().find(|o| !allowed.contains(&o.as_str())) {
        return Err(unusable(
            format!("usr-desk {command} 沒有 --{option} 這個選項"),
            format!("usr-desk {command} has no option --{option}"),
        ));
    }
    let manner = given.manner;
    Ok((sorted(&command, given)?, manner))
}

/// The options of a command; `None` = there is no such command.
fn options(command: &str) -> Option<&'static [&'static str]> {
    Some(match command {
        "check" | "rules" => &["json", "lang", "edition"],
        "import-budget" => &["json", "lang", "map", "into", "proposal"],
        "import-roster" => &["json", "lang", "map", "into"],
        "import-indicators" => &["json", "lang", "map", "into", "proposal"],
        "packet" => &[
            "json", "lang", "output", "proposal", "draft", "parts", "setup", "plan",
        ],
        "export-docx" => &["json", "lang", "output", "proposal", "draft", "setup"],
        "import-docx" => &["json", "lang", "into", "proposal", "section"],
        "verify-page" => &["json", "lang", "against"],
        "export-budget" => &["lang", "proposal", "output"],
        "export-overview" => &["lang", "output"],
        "handout" => &["lang", "proposal", "to", "output", "passphrase-file"],
        "merge" => &["json", "lang", "settle", "output", "passphrase-file"],
        "read-bulletin" => &["json", "lang"],
        "export-calendar" => &["json", "lang", "output"],
        "manual" => &["lang", "output", "edition"],
        "convert" => &["lang", "passphrase-file"],
        "serve" => &["port", "library", "ui", "lang"],
        "call" => &["library", "lang"],
        _ => return None,
    })
}

/// The places of a call, taken one after the other.
struct Places<'a> {
    command: &'a str,
    left: std::vec::IntoIter<PathBuf>,
}

impl Places<'_> {
    fn next(&mut self, zh: &str, en: &str) -> Result<PathBuf, Sentence> {
        self.left.next().ok_or_else(|| lacks(self.command, zh, en))
    }

    /// More places than the command takes are a mistake, not a wish.
    fn end(mut self) -> Result<(), Sentence> {
        match self.left.next() {
            None => Ok(()),
            Some(_) => Err(unusable(
                format!("usr-desk {} 的參數太多", self.command),
                format!("usr-desk {} takes fewer arguments", self.command),
            )),
        }
    }
}

fn lacks(command: &str, zh: &str, en: &str) -> Sentence {
    unusable(
        format!("usr-desk {command} 少了{zh}"),
        format!("usr-desk {command} lacks {en}"),
    )
}

fn sorted(command: &str, given: Given) -> Result<Ask, Sentence> {
    let mut places = Places {
        command,
        left: given.places.into_iter(),
    };
    let output = |zh: &str| {
        let found = given.output.clone();
        found.ok_or_else(|| lacks(command, &format!(" {zh}"), "-o OUTPUT"))
    };
    let proposal = || {
        let found = given.proposal.clone();
        found.ok_or_else(|| lacks(command, " --proposal 代號", "--proposal ID"))
    };
    let season = |places: &mut Places<'_>| places.next("工作檔", "the workspace");
    let ask = match command {
        "check" => Ask::Check {
            season: season(&mut places)?,
            edition: given.edition,
        },
        "import-budget" => Ask::Import(Import {
            sheet: places.next("經費表", "the budget sheet")?,
            map: given.map,
            into: match (given.into, given.proposal) {
                (Some(season), Some(proposal)) => Some((season, proposal)),
                (None, None) => None,
                (Some(_), None) => {
                    return Err(unusable(
                        "--into 需要搭配 --proposal 代號（或 support_plan）",
                        "--into goes with --proposal ID (or support_plan)",
                    ));
                }
                (None, Some(_)) => {
                    return Err(unusable(
                        "--proposal 需要搭配 --into 工作檔",
                        "--proposal goes with --into WORKSPACE",
                    ));
                }
            },
        }),
        "import-roster" | "import-indicators" => {
            let is_roster = command == "import-roster";
            if !is_roster && given.into.is_some() != given.proposal.is_some() {
                return Err(unusable(
                    "--into 與 --proposal 代號要一起使用",
                    "--into and --proposal ID go together",
                ));
            }
            Ask::ImportRecords(ImportRecords {
                subject: if is_roster {
                    Subject::People
                } else {
                    Subject::Indicators
                },
                sheet: places.next("要匯入的表", "the sheet")?,
                map: given.map,
                into: given.into,
                proposal: given.proposal,
            })
        }
        "packet" => Ask::Packet(Print {
            season: season(&mut places)?,
            output: output("-o 輸出.pdf")?,
            parts: given.parts,
            setup: given.setup,
            plan: given.plan,
            proposal: given.proposal,
            draft: given.draft,
        }),
        "export-docx" => Ask::ExportWord(Print {
            season: season(&mut places)?,
            output: output("-o 輸出.docx")?,
            parts: None,
            setup: given.setup,
            plan: None,
            proposal: given.proposal,
            draft: given.draft,
        }),
        "import-docx" => Ask::ImportWord(ImportWord {
            file: places.next("Word 檔", "the Word file")?,
            into: match (given.into, given.proposal, given.section) {
                (Some(season), Some(proposal), Some(section)) => Some((season, proposal, section)),
                (None, None, None) => None,
                _ => {
                    return Err(unusable(
                        "--into 工作檔、--proposal 代號、--section 章節 要一起用",
                        "--into WORKSPACE, --proposal ID and --section KEY go together",
                    ));
                }
            },
        }),
        "verify-page" => Ask::VerifyPage {
            file: places.next("要核對的 PDF 檔", "the PDF to verify")?,
            against: given.against,
        },
        "export-budget" => Ask::Export(Export {
            scope: Some(proposal()?),
            season: season(&mut places)?,
            output: output("-o 輸出.xlsx")?,
        }),
        "export-overview" => Ask::Export(Export {
            scope: None,
            season: season(&mut places)?,
            output: output("-o 輸出.xlsx")?,
        }),
        "handout" => Ask::HandOut(HandOut {
            season: season(&mut places)?,
            proposal: proposal()?,
            to: given
                .to
                .clone()
                .ok_or_else(|| lacks(command, " --to 姓名", "--to NAME"))?,
            output: output("-o 檔名.usrdesk-part")?,
            passphrase_file: given.passphrase_file,
        }),
        "merge" => Ask::Merge(Merge {
            season: season(&mut places)?,
            part: places.next("分工檔", "the part")?,
            settle: given.settle,
            passphrase_file: given.passphrase_file,
            output: given.output,
        }),
        "read-bulletin" => Ask::ReadBulletin {
            file: places.next("公告", "the bulletin")?,
        },
        "export-calendar" => Ask::ExportCalendar {
            season: season(&mut places)?,
            output: output("-o 輸出.ics")?,
        },
        "manual" => Ask::Manual {
            output: output("-o 輸出.pdf")?,
            edition: given.edition,
        },
        "convert" => Ask::Convert {
            from: places.next("來源檔", "the file to convert")?,
            to: places.next("目的檔", "the file to write")?,
            passphrase_file: given.passphrase_file,
        },
        "rules" => Ask::Rules {
            edition: given.edition,
        },
        "serve" => Ask::Serve(Serve {
            port: given.port,
            library: given.library,
            ui: given.ui,
        }),
        _ => Ask::Call {
            library: given.library,
        },
    };
    places.end()?;
    Ok(ask)
}
