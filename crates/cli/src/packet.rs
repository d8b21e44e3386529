//! `packet`: the PDF packet of a season, a proposal or the support plan.

use crate::ask::Print;
use crate::{Done, Ended, Manner, tell};
use std::ops::ControlFlow;
use usr_desk_desk::protocol::Saved;
use usr_desk_desk::{files, judging, packets, place, season_file};
use usr_desk_packet::DraftMark;

/// Always written, and stamped 草稿 while anything stands open.
pub(crate) fn packet(print: &Print, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let parcel = season_file::open(&print.season)?;
    let fonts = packets::fonts(&place::font_folders())?;
    let order = packets::Order {
        season: &parcel.season,
        facts: &season_file::facts(&parcel),
        scope: packets::scope(print.proposal.as_deref()),
        draft: if print.draft {
            DraftMark::Force
        } else {
            DraftMark::Auto
        },
        printed_on: packets::today(jiff::Timestamp::now)?,
    };
    let packet = packets::make(&order, &rules, &fonts, &mut |_| ControlFlow::Continue(()))?;
    files::write(&print.output, &packet.bytes)?;
    let saved = packets::saved(&print.output, &packet);
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
