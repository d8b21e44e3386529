//! `packet`: the PDF packet of a season, a proposal or the support plan.

use crate::ask::Print;
use crate::printing::Printing;
use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use std::path::Path;
use usr_desk_desk::protocol::Saved;
use usr_desk_desk::{Error, files, packets, place, upload_set};
use usr_desk_rules::Language;
use usr_desk_workspace::many;

/// Always written, and stamped 草稿 while anything stands open.
pub(crate) fn packet(print: &Print, manner: Manner) -> Ended {
    let printing = Printing::open(&print.season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let setup = printing.setup(print)?;
    let order = printing.asked(print, &setup)?;
    let rules = &printing.rules;
    let packet = packets::make(&order, rules, &fonts, &mut |_| ControlFlow::Continue(()))?;
    // Everything is made before anything is written: an error leaves no half set behind.
    let parts = match &print.parts {
        Some(_) => upload_set::make(&order, rules, &fonts, &mut |_| ControlFlow::Continue(()))?,
        None => Vec::new(),
    };
    files::write(&print.output, &packet.bytes)?;
    let saved = packets::saved(&print.output, &packet, manner.language);
    if let Some(path) = &print.plan {
        write_json(path, &packet.plan)?;
        tell::err(manner.language.choose(
            &format!("印製單放在「{}」。", path.display()),
            &format!("The print room's sheet is “{}”.", path.display()),
        ));
    }
    if let Some(folder) = &print.parts {
        let count = upload_set::write(folder, &parts, manner.language)?.files.len();
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
        Language::En => {
            let pages = many(pages, "page", "pages");
            format!("Wrote “{name}”: {pages}, {bytes} bytes{stamped}. SHA-256: {sha256}")
        }
    }
}
