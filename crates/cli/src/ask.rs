//! What was asked for: arguments into one value, or a sentence that says what is wrong with them.

use crate::Manner;
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;
use usr_desk_rules::Language;

const HELP: &str = "\
USR 提案工作台：大學社會責任實踐計畫的提案、匯入、檢核與輸出

用法：
  usr-desk check 工作檔 [--json] [--edition 109-111|112-116]
      依作業要點檢核。沒有違規時結束碼為 0，有違規為 1，無法執行為 2。
  usr-desk import-budget 經費表 [--json] [--map 對應.json]
      讀取經費表（.xlsx、.xls、.ods、.csv…），列出認出的項目與疑點，不更動任何檔案。
  usr-desk import-budget 經費表 --into 工作檔 --proposal 代號|support_plan [--map 對應.json] [--json]
      把經費表併入工作檔。有項目缺年度、經費來源或類別時，列出儲存格，不寫入任何資料。
  usr-desk packet 工作檔 -o 輸出.pdf [--proposal 代號|support_plan] [--parts 資料夾] [--draft] [--json]
                  [--setup 輸出設定.json] [--plan 印製單.json]
      輸出申請文件。仍有違規或待確認事項時蓋上草稿戳記。
  usr-desk verify-page 檔案.pdf [--against 工作檔|另一份.pdf] [--json]
      核對每頁頁尾的核對碼：有沒有抽換、改動、缺頁或舊頁。都相符時結束碼為 0，有不符的頁為 1。
  usr-desk export-budget 工作檔 --proposal 代號|support_plan -o 輸出.xlsx|輸出.ods
      輸出經費表，每年度一張工作表，合計為公式；再匯入時得到相同的項目。
  usr-desk export-overview 工作檔 -o 輸出.xlsx|輸出.ods
      輸出全校總覽：各計畫、各年度、各類別的經費，以及逐條檢核結果。
  usr-desk handout 工作檔 --proposal 代號 --to 姓名 -o 檔名.usrdesk-part
      把一個計畫交給一位主持人：檔案裡只有這個計畫和它的成員。
  usr-desk merge 工作檔 分工檔 [--settle 決定.json] [-o 輸出] [--json]
      併回對方填好的部分。雙方都改了而不相同時，逐處列出、結束碼為 1、不寫入任何資料；
      以 --settle 逐處回答：{\"位置\": \"ours\" | \"theirs\" | \"base\" | {\"value\": 值}}。
  usr-desk read-bulletin 公告 [--json]
      讀取活動公告（.txt、.docx、.pdf、.eml），列出認出的活動、歷年博覽會與疑點，不更動任何檔案。
  usr-desk export-calendar 工作檔 -o 輸出.ics
      把活動、時程與公告期限寫成行事曆檔，可由 Outlook、Apple 行事曆開啟。
  usr-desk convert 來源 目的
      轉換工作檔，依副檔名：.json、.usrdesk（含附件與雜湊值）、.usrdesk-part（分工檔）。
  usr-desk rules [--edition 期別] [--json]
      逐條列出作業要點，以及本程式如何處理。
  usr-desk serve [--port 0] [--library 資料夾] [--ui 資料夾]
      在本機瀏覽器使用同一個介面（開發與測試用，只接受本機連線）。
  usr-desk call [--library 資料夾]
      由標準輸入逐行讀取 JSON 請求，逐行回答。

共通：--lang en 以英文顯示檢核訊息；--help；--version";

/// A command with its arguments.
pub(crate) enum Ask {
    Help(String),
    Check {
        season: PathBuf,
        edition: Option<String>,
        manner: Manner,
    },
    Rules {
        edition: Option<String>,
        manner: Manner,
    },
    Import(Import),
    Packet(Print, Manner),
    VerifyPage {
        file: PathBuf,
        against: Option<PathBuf>,
        manner: Manner,
    },
    Export(Export),
    HandOut(HandOut),
    Merge(Merge),
    ReadBulletin {
        file: PathBuf,
        manner: Manner,
    },
    ExportCalendar {
        season: PathBuf,
        output: PathBuf,
        manner: Manner,
    },
    Convert {
        from: PathBuf,
        to: PathBuf,
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
    pub(crate) manner: Manner,
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
}

/// A part that comes back.
pub(crate) struct Merge {
    pub(crate) season: PathBuf,
    pub(crate) part: PathBuf,
    /// Answers to conflicts, by place.
    pub(crate) settle: Option<PathBuf>,
    /// Absent = the season file itself.
    pub(crate) output: Option<PathBuf>,
    pub(crate) manner: Manner,
}

/// Where the bridge listens and what it shows.
pub(crate) struct Serve {
    /// 0 = any that is free.
    pub(crate) port: u16,
    pub(crate) library: Option<PathBuf>,
    pub(crate) ui: Option<PathBuf>,
}

/// Everything that any command takes; which of it a command uses is decided once all is read.
#[derive(Default)]
struct Given {
    places: Vec<PathBuf>,
    edition: Option<String>,
    map: Option<PathBuf>,
    into: Option<PathBuf>,
    proposal: Option<String>,
    output: Option<PathBuf>,
    parts: Option<PathBuf>,
    setup: Option<PathBuf>,
    plan: Option<PathBuf>,
    against: Option<PathBuf>,
    to: Option<String>,
    settle: Option<PathBuf>,
    draft: bool,
    library: Option<PathBuf>,
    ui: Option<PathBuf>,
    port: u16,
    manner: Manner,
    options: Vec<String>,
}

/// Reads the arguments of this process.
pub(crate) fn read() -> Result<Ask, String> {
    let mut arguments = Parser::from_env();
    let command = match arguments.next().map_err(unusable)? {
        None => return Err(HELP.to_owned()),
        Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Ask::Help(HELP.to_owned())),
        Some(Arg::Long("version") | Arg::Short('V')) => {
            return Ok(Ask::Help(format!("usr-desk {}", env!("CARGO_PKG_VERSION"))));
        }
        Some(Arg::Long("import-worker")) => return Ok(Ask::Work),
        Some(Arg::Value(name)) => name.string().map_err(unusable)?,
        Some(other) => return Err(unusable(other.unexpected())),
    };
    let allowed: &[&str] = match command.as_str() {
        "check" => &["json", "lang", "edition"],
        "rules" => &["json", "lang", "edition"],
        "import-budget" => &["json", "lang", "map", "into", "proposal"],
        "packet" => &[
            "json", "lang", "output", "proposal", "draft", "parts", "setup", "plan",
        ],
        "verify-page" => &["json", "lang", "against"],
        "export-budget" => &["lang", "proposal", "output"],
        "export-overview" => &["lang", "output"],
        "handout" => &["lang", "proposal", "to", "output"],
        "merge" => &["json", "lang", "settle", "output"],
        "read-bulletin" => &["json", "lang"],
        "export-calendar" => &["json", "lang", "output"],
        "convert" => &["lang"],
        "serve" => &["port", "library", "ui"],
        "call" => &["library"],
        "help" => return Ok(Ask::Help(HELP.to_owned())),
        other => {
            return Err(format!(
                "沒有「{other}」這個指令。執行 usr-desk --help 看可用的指令。"
            ));
        }
    };
    let given = given(&mut arguments)?;
    if given.options.iter().any(|o| o == "help") {
        return Ok(Ask::Help(HELP.to_owned()));
    }
    if let Some(option) = given.options.iter().find(|o| !allowed.contains(&o.as_str())) {
        return Err(format!(
            "usr-desk {command} 沒有 --{option} 這個選項。執行 usr-desk --help 看用法。"
        ));
    }
    ask(&command, given)
}

fn given(arguments: &mut Parser) -> Result<Given, String> {
    let mut given = Given::default();
    while let Some(argument) = arguments.next().map_err(unusable)? {
        let name = match argument {
            Arg::Value(place) => {
                given.places.push(place.into());
                continue;
            }
            Arg::Long(name) => name.to_owned(),
            Arg::Short('o') => "output".to_owned(),
            Arg::Short('h') => "help".to_owned(),
            other => return Err(unusable(other.unexpected())),
        };
        let mut value = || arguments.value().map_err(unusable);
        match name.as_str() {
            "json" => given.manner.json = true,
            "help" => {}
            "lang" => given.manner.language = language(value()?)?,
            "edition" => given.edition = Some(value()?.string().map_err(unusable)?),
            "draft" => given.draft = true,
            "map" => given.map = Some(value()?.into()),
            "into" => given.into = Some(value()?.into()),
            "parts" => given.parts = Some(value()?.into()),
            "setup" => given.setup = Some(value()?.into()),
            "plan" => given.plan = Some(value()?.into()),
            "against" => given.against = Some(value()?.into()),
            "output" => given.output = Some(value()?.into()),
            "proposal" => given.proposal = Some(value()?.string().map_err(unusable)?),
            "to" => given.to = Some(value()?.string().map_err(unusable)?),
            "settle" => given.settle = Some(value()?.into()),
            "library" => given.library = Some(value()?.into()),
            "ui" => given.ui = Some(value()?.into()),
            "port" => given.port = value()?.parse().map_err(unusable)?,
            other => return Err(format!("沒有 --{other} 這個選項。執行 usr-desk --help 看用法。")),
        }
        given.options.push(name);
    }
    Ok(given)
}

fn ask(command: &str, given: Given) -> Result<Ask, String> {
    let Given {
        places,
        edition,
        map,
        into,
        proposal,
        output,
        parts,
        setup,
        plan,
        against,
        to,
        settle,
        draft,
        library,
        ui,
        port,
        manner,
        ..
    } = given;
    let count = places.len();
    let mut places = places.into_iter();
    let mut place = |what: &str| {
        places
            .next()
            .ok_or_else(|| format!("usr-desk {command} 少了{what}。執行 usr-desk --help 看用法。"))
    };
    let (ask, expected) = match command {
        "check" => {
            let season = place("工作檔")?;
            (
                Ask::Check {
                    season,
                    edition,
                    manner,
                },
                1,
            )
        }
        "import-budget" => {
            let sheet = place("經費表")?;
            let into = match (into, proposal) {
                (Some(season), Some(proposal)) => Some((season, proposal)),
                (None, None) => None,
                (Some(_), None) => {
                    return Err("--into 需要搭配 --proposal 代號（或 support_plan）。".to_owned());
                }
                (None, Some(_)) => return Err("--proposal 需要搭配 --into 工作檔。".to_owned()),
            };
            let import = Import {
                sheet,
                map,
                into,
                manner,
            };
            (Ask::Import(import), 1)
        }
        "packet" => {
            let season = place("工作檔")?;
            let output = output.ok_or("usr-desk packet 少了 -o 輸出.pdf。執行 usr-desk --help 看用法。")?;
            let print = Print {
                season,
                output,
                parts,
                setup,
                plan,
                proposal,
                draft,
            };
            (Ask::Packet(print, manner), 1)
        }
        "verify-page" => {
            let file = place("要核對的 PDF 檔")?;
            let ask = Ask::VerifyPage {
                file,
                against,
                manner,
            };
            (ask, 1)
        }
        "export-budget" | "export-overview" => {
            let lacks = |what: &str| format!("usr-desk {command} 少了 {what}。執行 usr-desk --help 看用法。");
            if command == "export-budget" && proposal.is_none() {
                return Err(lacks("--proposal 代號（或 support_plan）"));
            }
            let export = Export {
                season: place("工作檔")?,
                scope: proposal,
                output: output.ok_or_else(|| lacks("-o 輸出.xlsx"))?,
            };
            (Ask::Export(export), 1)
        }
        "handout" => {
            let season = place("工作檔")?;
            let lacks = |what: &str| format!("usr-desk handout 少了 {what}。執行 usr-desk --help 看用法。");
            let hand_out = HandOut {
                season,
                proposal: proposal.ok_or_else(|| lacks("--proposal 代號"))?,
                to: to.ok_or_else(|| lacks("--to 姓名"))?,
                output: output.ok_or_else(|| lacks("-o 檔名.usrdesk-part"))?,
            };
            (Ask::HandOut(hand_out), 1)
        }
        "merge" => {
            let merge = Merge {
                season: place("工作檔")?,
                part: place("分工檔")?,
                settle,
                output,
                manner,
            };
            (Ask::Merge(merge), 2)
        }
        "read-bulletin" => {
            let file = place("公告")?;
            (Ask::ReadBulletin { file, manner }, 1)
        }
        "export-calendar" => {
            let season = place("工作檔")?;
            let output =
                output.ok_or("usr-desk export-calendar 少了 -o 輸出.ics。執行 usr-desk --help 看用法。")?;
            (
                Ask::ExportCalendar {
                    season,
                    output,
                    manner,
                },
                1,
            )
        }
        "convert" => {
            let from = place("來源檔")?;
            let to = place("目的檔")?;
            (Ask::Convert { from, to }, 2)
        }
        "rules" => (Ask::Rules { edition, manner }, 0),
        "serve" => (Ask::Serve(Serve { port, library, ui }), 0),
        _ => (Ask::Call { library }, 0),
    };
    if count > expected {
        return Err(format!(
            "usr-desk {command} 的參數太多。執行 usr-desk --help 看用法。"
        ));
    }
    Ok(ask)
}

fn language(value: OsString) -> Result<Language, String> {
    match value.to_string_lossy().as_ref() {
        "en" => Ok(Language::En),
        "zh-TW" | "zh" => Ok(Language::ZhTw),
        other => Err(format!("沒有「{other}」這個語言。可用的有：zh-TW、en。")),
    }
}

fn unusable(error: lexopt::Error) -> String {
    match error {
        lexopt::Error::MissingValue { option: Some(option) } => {
            format!("{option} 後面少了值。執行 usr-desk --help 看用法。")
        }
        lexopt::Error::UnexpectedOption(option) => {
            format!("沒有 {option} 這個選項。執行 usr-desk --help 看用法。")
        }
        other => format!("看不懂這個參數（{other}）。執行 usr-desk --help 看用法。"),
    }
}
