//! `verify-page`: is a printed file one printing, whole, unaltered, and the newest? (核對頁面)

use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use std::path::Path;
use usr_desk_desk::{Error, files, judging, packets, place, season_file};
use usr_desk_packet::{FaultyPage, PageFault, PrintedFile, faults, read_printed};

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
        tell::out(&summary(file, &printed, against, &faults));
        for fault in &faults {
            tell::out(&sentence(fault));
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
    read_printed(&bytes).map_err(|reason| Error::Refused(format!("「{}」：{reason}。", files::shown(path))))
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
}

/// The season's packet as the file says that it was printed: the same parts, date and setup.
fn printed_again(season: &Path, printed: &PrintedFile) -> Result<PrintedFile, Error> {
    let Some(as_printed) = &printed.as_printed else {
        return Err(Error::Refused(
            "這個 PDF 檔沒有本程式的輸出紀錄，無法和工作檔比對；請改用 --against 另一份 PDF。".to_owned(),
        ));
    };
    let rules = judging::rulebook(&place::pack_folders())?;
    let parcel = season_file::open(season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let facts = season_file::facts(&parcel);
    let attached = parcel.attachments.into_iter().collect();
    let order = packets::Order {
        season: &parcel.season,
        facts: &facts,
        files: &attached,
        scope: as_printed.scope.clone(),
        draft: as_printed.draft,
        printed_on: as_printed.printed_on,
        setup: &as_printed.setup,
    };
    let packet = packets::make(&order, &rules, &fonts, &mut |_| ControlFlow::Continue(()))?;
    read_printed(&packet.bytes).map_err(|reason| Error::Unexpected(reason.to_owned()))
}

fn summary(file: &Path, printed: &PrintedFile, against: Option<&Path>, faults: &[FaultyPage]) -> String {
    let with = against.map_or(String::new(), |path| {
        format!("，和「{}」比對", files::shown(path))
    });
    let count = printed.pages.len();
    let name = files::shown(file);
    if faults.is_empty() {
        format!("「{name}」{count} 頁都相符{with}：同一次內容，沒有抽換、改動或缺頁。")
    } else {
        format!("「{name}」{count} 頁{with}，有 {} 頁不符：", faults.len())
    }
}

fn sentence(fault: &FaultyPage) -> String {
    let page = fault.page;
    match &fault.fault {
        PageFault::NoCode => format!("第 {page} 頁：沒有核對碼，不是本程式輸出的頁；請抽換成新輸出的頁。"),
        PageFault::Altered => format!("第 {page} 頁：內容和核對碼不符，輸出後被改動過；請重新輸出這一頁。"),
        PageFault::OtherPrinting => {
            format!("第 {page} 頁：和其他頁不是同一份資料印出的；請用 --against 工作檔確認哪一頁是新的。")
        }
        PageFault::Stale => format!("第 {page} 頁：內容和比對的對象不同，是舊頁；請抽換成新輸出的頁。"),
        PageFault::Misplaced(number) => format!("第 {page} 頁：印的是第 {number} 頁，順序不對；請調整順序。"),
        PageFault::Missing => format!("第 {page} 頁：缺頁；請補上。"),
        PageFault::Surplus => format!("第 {page} 頁：比對的對象沒有這一頁；請抽出或重新輸出。"),
    }
}
