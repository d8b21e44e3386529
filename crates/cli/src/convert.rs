//! `convert`: a season file into another form, by the ending of its name.

use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_desk::exchange::Form;
use usr_desk_desk::{Error, exchange, files, season_file};

/// Reads one form, writes the other; attached files go along.
pub(crate) fn convert(from: &Path, to: &Path, manner: Manner) -> Ended {
    for path in [from, to] {
        let name = files::shown(path);
        if Form::of(&name).is_none() {
            return Err(Error::refused(
                format!("不認得「{name}」的副檔名。可用的有：.json、.usrdesk、.usrdesk-part。"),
                format!("The ending of “{name}” is not known. There are: .json, .usrdesk, .usrdesk-part."),
            ));
        }
    }
    let parcel = season_file::open(from)?;
    season_file::save(to, &parcel)?;
    if parcel.handed.is_some() && Form::of(&files::shown(to)) == Some(Form::Parcel) {
        tell::err(manner.language.choose(
            "注意：.usrdesk 不含交出紀錄，不能再併回申請季。要交回請轉成 .usrdesk-part。",
            "Note: a .usrdesk has no record of handing out and cannot be merged. Convert to .usrdesk-part to send it back.",
        ));
    }
    for file in exchange::named_files(&parcel.season) {
        if !parcel.attachments.iter().any(|(name, _)| *name == file) {
            tell::err(manner.language.choose(
                &format!("注意：附件「{file}」不在工作檔旁邊，沒有一起轉換。"),
                &format!("Note: the attachment “{file}” does not lie beside the workspace and was not converted along."),
            ));
        }
    }
    Ok(Done::Well)
}
