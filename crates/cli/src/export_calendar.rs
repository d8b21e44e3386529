//! `export-calendar`: the season's activities and dates as an .ics file.

use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_bulletin::calendar::calendar;
use usr_desk_desk::{Error, files, season_file};

/// Writes the calendar. Its entries are stamped with the season file's own time, so the same file gives the same bytes.
pub(crate) fn export_calendar(path: &Path, output: &Path, manner: Manner) -> Ended {
    let parcel = season_file::open(path)?;
    let changed = std::fs::metadata(path).and_then(|facts| facts.modified()).ok();
    let stamp = changed.and_then(|at| jiff::Timestamp::try_from(at).ok());
    let stamp = stamp.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string();
    let written = calendar(&parcel.season, &stamp);
    let entries = written.lines().filter(|line| *line == "BEGIN:VEVENT").count();
    if !files::shown(output).to_lowercase().ends_with(".ics") {
        let name = files::shown(output);
        return Err(Error::refused(
            format!("「{name}」的副檔名不是 .ics。請改成 .ics 後再試。"),
            format!("“{name}” does not end in .ics. Name it so, then try again."),
        ));
    }
    files::write(output, written.as_bytes())?;
    if manner.json {
        tell::json(&serde_json::json!({ "file": files::shown(output), "entries": entries }));
    } else {
        tell::out(manner.language.choose(
            &format!("已寫出「{}」，共 {entries} 筆。", files::shown(output)),
            &format!("Wrote {} with {entries} entries.", files::shown(output)),
        ));
    }
    Ok(Done::Well)
}
