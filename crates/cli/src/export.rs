//! `export-budget` and `export-overview`: workbooks of a season.

use crate::ask::Export;
use crate::{Done, Ended, Manner, tell};
use usr_desk_desk::{files, judging, place, season_file, workbooks};
use usr_desk_rules::Language;

/// Made whole before anything is written.
pub(crate) fn export(export: &Export, manner: Manner) -> Ended {
    let parcel = season_file::open(&export.season)?;
    let name = files::shown(&export.output);
    let bytes = match &export.scope {
        Some(scope) => workbooks::budget(&parcel.season, scope, &name)?,
        None => {
            let rules = judging::rulebook(&place::pack_folders())?;
            let facts = season_file::facts(&parcel);
            let outcomes = rules
                .check(&parcel.season, &facts, Language::ZhTw)
                .map_err(|e| judging::no_edition(&e))?;
            workbooks::overview(&parcel.season, &outcomes, &name)?
        }
    };
    files::write(&export.output, &bytes)?;
    tell::out(manner.language.choose(
        &format!("已輸出「{name}」：{} 位元組。", bytes.len()),
        &format!("Wrote “{name}”: {} bytes.", bytes.len()),
    ));
    Ok(Done::Well)
}
