//! `packet`: the PDF packet of a season, a proposal or the support plan.

use crate::ask::Print;
use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use std::path::Path;
use usr_desk_desk::protocol::Saved;
use usr_desk_desk::{Error, files, judging, packets, place, season_file};
use usr_desk_packet::{DraftMark, PartFile};

/// Always written, and stamped 草稿 while anything stands open.
pub(crate) fn packet(print: &Print, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let parcel = season_file::open(&print.season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let facts = season_file::facts(&parcel);
    let attached = parcel.attachments.into_iter().collect();
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
    };
    let packet = packets::make(&order, &rules, &fonts, &mut |_| ControlFlow::Continue(()))?;
    // Everything is made before anything is written: an error leaves no half set behind.
    let parts = match &print.parts {
        Some(_) => packets::make_parts(&order, &rules, &fonts)?,
        None => Vec::new(),
    };
    files::write(&print.output, &packet.bytes)?;
    let saved = packets::saved(&print.output, &packet);
    if let Some(folder) = &print.parts {
        let count = upload_set(folder, &parts)?;
        tell::err(&format!(
            "分開的上傳檔：{count} 個，與清單 manifest.json 一起放在「{}」。",
            folder.display()
        ));
    }
    if manner.json {
        tell::json(&saved);
    } else {
        tell::out(&sentence(&saved));
    }
    for note in &saved.notes {
        tell::err(note);
    }
    Ok(Done::Well)
}

/// The separate files and their list, with sizes, pages and hashes.
fn upload_set(folder: &Path, parts: &[PartFile]) -> Result<usize, Error> {
    files::make_folder(folder)?;
    let mut list = Vec::new();
    for part in parts {
        let path = folder.join(&part.name);
        files::write(&path, &part.packet.bytes)?;
        list.push(packets::saved(&path, &part.packet));
    }
    let manifest = serde_json::json!({ "format": "usr-desk.upload-set", "version": 1, "files": list });
    let mut text = serde_json::to_vec_pretty(&manifest).expect("a list of texts and numbers");
    text.push(b'\n');
    files::write(&folder.join("manifest.json"), &text)?;
    Ok(list.len())
}

fn sentence(saved: &Saved) -> String {
    let stamped = if saved.draft {
        "，蓋有草稿戳記（尚有未解決的項目）"
    } else {
        ""
    };
    format!(
        "已輸出「{}」：{} 頁，{} 位元組{stamped}。SHA-256：{}",
        saved.name,
        saved.pages.unwrap_or(0),
        saved.bytes,
        saved.sha256
    )
}
