//! `packet`: the PDF packet of a season, a proposal or the support plan.

use crate::ask::Print;
use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use std::path::Path;
use usr_desk_desk::protocol::Saved;
use usr_desk_desk::{Error, files, judging, packets, place, season_file, upload_set};
use usr_desk_packet::{DraftMark, Setup};
use usr_desk_rules::Language;
use usr_desk_workspace::Workspace;

/// A setup is a page of text.
const LARGEST_SETUP: u64 = 1024 * 1024;

/// Always written, and stamped 草稿 while anything stands open.
pub(crate) fn packet(print: &Print, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let parcel = season_file::open(&print.season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let facts = season_file::facts(&parcel);
    let attached = parcel.attachments.into_iter().collect();
    let setup = setup(print, &parcel.season)?;
    let order = packets::Order {
        season: &parcel.season,
        facts: &facts,
        files: &attached,
        scope: packets::scope(print.proposal.as_deref()),
        draft: if print.draft {
            DraftMark::Force
        } else {
            DraftMark::Auto
        },
        printed_on: packets::today(jiff::Timestamp::now)?,
        setup: &setup,
    };
    let packet = packets::make(&order, &rules, &fonts, &mut |_| ControlFlow::Continue(()))?;
    // Everything is made before anything is written: an error leaves no half set behind.
    let parts = match &print.parts {
        Some(_) => upload_set::make(&order, &rules, &fonts, &mut |_| ControlFlow::Continue(()))?,
        None => Vec::new(),
    };
    files::write(&print.output, &packet.bytes)?;
    let saved = packets::saved(&print.output, &packet);
    if let Some(path) = &print.plan {
        write_json(path, &packet.plan)?;
        tell::err(manner.language.choose(
            &format!("印製單放在「{}」。", path.display()),
            &format!("The print room's sheet is “{}”.", path.display()),
        ));
    }
    if let Some(folder) = &print.parts {
        let count = upload_set::write(folder, &parts)?.files.len();
        let folder = folder.display();
        tell::err(manner.language.choose(
            &format!("分開的上傳檔：{count} 個，與清單 manifest.json 一起放在「{folder}」。"),
            &format!(
                "{count} separate files for the upload, with their list manifest.json, are in “{folder}”."
            ),
        ));
    }
    if manner.json {
        tell::json(&saved);
    } else {
        tell::out(&sentence(&saved, manner.language));
    }
    for note in &saved.notes {
        tell::err(note);
    }
    Ok(Done::Well)
}

/// The office's own order of parts and limits, else the usual ones.
/// The office's own file, else the season's setup.
pub(crate) fn setup(print: &Print, season: &Workspace) -> Result<Setup, Error> {
    match &print.setup {
        Some(path) => Setup::read(&files::read(path, LARGEST_SETUP)?).map_err(Error::Refused),
        None => Ok(season.setup().clone()),
    }
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<(), Error> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|e| Error::Unexpected(e.to_string()))?;
    text.push(b'\n');
    files::write(path, &text)
}

fn sentence(saved: &Saved, language: Language) -> String {
    let stamped = match (saved.draft, language) {
        (false, _) => "",
        (true, Language::ZhTw) => "，蓋有草稿戳記（尚有未解決的項目）",
        (true, Language::En) => ", stamped 草稿 (something stands open)",
    };
    let Saved {
        name, bytes, sha256, ..
    } = saved;
    let pages = saved.pages.unwrap_or(0);
    match language {
        Language::ZhTw => format!("已輸出「{name}」：{pages} 頁，{bytes} 位元組{stamped}。SHA-256：{sha256}"),
        Language::En => format!("Wrote “{name}”: {pages} pages, {bytes} bytes{stamped}. SHA-256: {sha256}"),
    }
}
