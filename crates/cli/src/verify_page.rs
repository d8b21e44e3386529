//! `verify-page`: is a printed file one printing, whole, unaltered, and the newest? (核對頁面)

use crate::printing::Printing;
use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use std::path::Path;
use usr_desk_desk::{Error, files, packets, place};
use usr_desk_packet::{FaultyPage, PageFault, PrintedFile, faults, read_printed};
use usr_desk_rules::Language;

/// A packet with all its attachments.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// Against a season file the packet is printed again as it was printed then, and compared page by page.
pub(crate) fn verify_page(file: &Path, against: Option<&Path>, manner: Manner) -> Ended {
    let printed = read(file)?;
    let other = match against {
        None => None,
        Some(path) if is_pdf(path) => Some(read(path)?),
        Some(path) => Some(printed_again(path, &printed)?),
    };
    let faults = faults(&printed, other.as_ref());
    if manner.json {
        let codes: Vec<_> = printed
            .pages
            .iter()
            .map(|page| page.code.as_ref().map(|c| c.printed()))
            .collect();
        let answer = serde_json::json!({
            "format": "usr-desk.verify-page",
            "version": 1,
            "pages": printed.pages.len(),
            "codes": codes,
            "sound": faults.is_empty(),
            "faults": faults,
        });
        tell::json(&answer);
    } else {
        tell::out(&summary(file, &printed, against, &faults, manner.language));
        for fault in &faults {
            tell::out(&sentence(fault, manner.language));
        }
    }
    Ok(if faults.is_empty() {
        Done::Well
    } else {
        Done::WithViolations
    })
}

fn read(path: &Path) -> Result<PrintedFile, Error> {
    let bytes = files::read(path, LARGEST)?;
    read_printed(&bytes).map_err(|reason| {
        let name = files::shown(path);
        Error::refused(
            format!("「{name}」：{reason}。"),
            format!("“{name}” cannot be verified: {reason}."),
        )
    })
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
}

/// The season's packet as the file says that it was printed: the same parts, date and setup.
fn printed_again(season: &Path, printed: &PrintedFile) -> Result<PrintedFile, Error> {
    let Some(as_printed) = &printed.as_printed else {
        return Err(Error::refused(
            "這個 PDF 檔沒有本程式的輸出紀錄，無法和工作檔比對；請改用 --against 另一份 PDF。",
            "This PDF does not say how this program printed it and cannot be held against a workspace; use --against another PDF.",
        ));
    };
    let printing = Printing::open(season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let (scope, day) = (as_printed.scope.clone(), as_printed.printed_on);
    let order = printing.order(scope, as_printed.draft, day, &as_printed.setup);
    let packet = packets::make(
        &order,
        &printing.rules,
        &fonts,
        &mut |_| ControlFlow::Continue(()),
    )?;
    read_printed(&packet.bytes).map_err(|reason| Error::Unexpected(reason.to_owned()))
}

fn summary(
    file: &Path,
    printed: &PrintedFile,
    against: Option<&Path>,
    faults: &[FaultyPage],
    language: Language,
) -> String {
    let (count, name, bad) = (printed.pages.len(), files::shown(file), faults.len());
    let other = against.map(files::shown);
    match language {
        Language::ZhTw => {
            let with = other.map_or(String::new(), |other| format!("，和「{other}」比對"));
            if faults.is_empty() {
                format!("「{name}」{count} 頁都相符{with}：同一次內容，沒有抽換、改動或缺頁。")
            } else {
                format!("「{name}」{count} 頁{with}，有 {bad} 頁不符：")
            }
        }
        Language::En => {
            let with = other.map_or(String::new(), |other| format!(", held against “{other}”"));
            if faults.is_empty() {
                format!(
                    "All {count} pages of “{name}” fit{with}: one content, nothing swapped, altered or missing."
                )
            } else {
                format!("{bad} of {count} pages of “{name}” do not fit{with}:")
            }
        }
    }
}

fn sentence(fault: &FaultyPage, language: Language) -> String {
    let page = fault.page;
    let (zh, en) = match &fault.fault {
        PageFault::NoCode => (
            "沒有核對碼，不是本程式輸出的頁；請抽換成新輸出的頁。",
            "no code, so this program did not print it; replace it by a new page.",
        ),
        PageFault::Altered => (
            "內容和核對碼不符，輸出後被改動過；請重新輸出這一頁。",
            "its words do not fit its code, so it was altered; print it again.",
        ),
        PageFault::OtherPrinting => (
            "和其他頁不是同一份資料印出的；請用 --against 工作檔確認哪一頁是新的。",
            "printed from other data than the rest; use --against WORKSPACE to see which is new.",
        ),
        PageFault::Stale => (
            "內容和比對的對象不同，是舊頁；請抽換成新輸出的頁。",
            "differs from what it is held against, so it is old; replace it by a new page.",
        ),
        PageFault::Misplaced(number) => {
            return match language {
                Language::ZhTw => format!("第 {page} 頁：印的是第 {number} 頁，順序不對；請調整順序。"),
                Language::En => {
                    format!("Page {page}: printed as page {number}, out of order; put it in its place.")
                }
            };
        }
        PageFault::Missing => ("缺頁；請補上。", "missing; add it."),
        PageFault::Surplus => (
            "比對的對象沒有這一頁；請抽出或重新輸出。",
            "what it is held against has no such page; take it out, or print again.",
        ),
    };
    match language {
        Language::ZhTw => format!("第 {page} 頁：{zh}"),
        Language::En => format!("Page {page}: {en}"),
    }
}
