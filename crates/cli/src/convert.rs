//! `convert`: a season file into another form, by the ending of its name.

use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_desk::exchange::Form;
use usr_desk_desk::{Error, exchange, files, locked, season_file};

/// Reads one form, writes the other; attached files go along. A passphrase opens a locked file, and locks an open one.
pub(crate) fn convert(from: &Path, to: &Path, passphrase_file: Option<&Path>, manner: Manner) -> Ended {
    let passphrase = crate::passphrase(passphrase_file)?;
    for path in [from, to] {
        let name = files::shown(path);
        if Form::of(&name).is_none() {
            return Err(Error::refused(
                format!("不認得「{name}」的副檔名。可用的有：.json、.usrdesk、.usrdesk-part。"),
                format!("The ending of “{name}” is not known. There are: .json, .usrdesk, .usrdesk-part."),
            ));
        }
    }
    let parcel = season_file::open_locked(from, passphrase.as_ref())?;
    let locks = passphrase.filter(|_| !is_locked(from));
    season_file::save_locked(to, &parcel, locks.as_ref())?;
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

fn is_locked(path: &Path) -> bool {
    files::read(path, files::LARGEST_SEASON).is_ok_and(|bytes| locked::is_locked(&bytes))
}
