//! `manual`: the manual, or the clause book of an edition, as PDF.

use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_desk::books::set_book;
use usr_desk_desk::protocol::BookKind;
use usr_desk_desk::{files, judging, packets, place};
use usr_desk_workspace::many;

pub(crate) fn manual(edition: Option<&str>, output: &Path, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let kind = match edition {
        Some(edition) => BookKind::Clauses {
            edition: edition.to_owned(),
        },
        None => BookKind::Manual,
    };
    let fonts = packets::fonts(&place::font_folders())?;
    let set = set_book(&rules, &kind, packets::today(jiff::Timestamp::now)?, &fonts)?;
    files::write(output, &set.bytes)?;
    let name = files::shown(output);
    tell::out(manner.language.choose(
        &format!("已寫出「{name}」，{} 頁。", set.pages),
        &format!("Wrote {name}, {}.", many(set.pages, "page", "pages")),
    ));
    Ok(Done::Well)
}
