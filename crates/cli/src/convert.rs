//! `convert`: a season file into another form, by the ending of its name.

use crate::{Done, Ended, tell};
use std::path::Path;
use usr_desk_desk::{Error, exchange, files, season_file};

/// Reads one form, writes the other; attached files go along.
pub(crate) fn convert(from: &Path, to: &Path) -> Ended {
    for path in [from, to] {
        let name = files::shown(path);
        if !exchange::is_parcel(&name) && !name.to_lowercase().ends_with(".json") {
            return Err(Error::Refused(format!(
                "不認得「{name}」的副檔名。可用的有：.json、.usrdesk。"
            )));
        }
    }
    let parcel = season_file::open(from)?;
    season_file::save(to, &parcel)?;
    for file in exchange::named_files(&parcel.season) {
        if !parcel.attachments.iter().any(|(name, _)| *name == file) {
            tell::err(&format!("注意：附件「{file}」不在工作檔旁邊，沒有一起轉換。"));
        }
    }
    Ok(Done::Well)
}
