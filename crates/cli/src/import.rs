//! What every import from a workbook shares: the file and its corrections, and the plan written back, all or nothing.

use crate::{Done, Ended, Manner, tell};
use serde::Serialize;
use std::path::Path;
use usr_desk_desk::{Error, files, season_file};
use usr_desk_intake::Map;
use usr_desk_rules::Language;
use usr_desk_workspace::{Edit, Sentence, Workspace, edit, many, objects};

/// A workbook and the corrections that it is read with.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) map: Map,
}

impl Sheet {
    pub(crate) fn open(sheet: &Path, map: Option<&Path>) -> Result<Sheet, Error> {
        Ok(Sheet {
            map: corrections(map)?,
            name: files::shown(sheet),
            bytes: files::read(sheet, files::LARGEST_IMPORT)?,
        })
    }

    /// A refusal that says which file it speaks of.
    pub(crate) fn named(&self, error: Error) -> Error {
        let name = &self.name;
        match error {
            Error::Refused(Sentence { zh, en }) => {
                Error::refused(format!("「{name}」：{zh}"), format!("“{name}”: {en}"))
            }
            other => other,
        }
    }
}

/// The corrections of a file; without one there are none.
fn corrections(path: Option<&Path>) -> Result<Map, Error> {
    let Some(path) = path else {
        return Ok(Map::default());
    };
    let bytes = files::read(path, files::LARGEST_IMPORT)?;
    objects::from_slice(&bytes).map_err(|e| {
        let name = files::shown(path);
        Error::refused(
            format!("無法讀取對應檔「{name}」：{e}。請修正後再試。"),
            format!("The map “{name}” cannot be read: {e}. Mend it, then try again."),
        )
    })
}

/// How many rows a plan speaks of.
#[derive(Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) same: u32,
    pub(crate) kept: usize,
}

/// A plan against a season, what it counts, and its step; no step = there is nothing to do.
pub(crate) struct Planned<P> {
    pub(crate) plan: P,
    pub(crate) counts: Counts,
    pub(crate) step: Option<Edit>,
}

/// Writes the plan into the season file, whole or not at all, and tells what was done.
pub(crate) fn carry_out<P: Serialize>(
    path: &Path,
    manner: Manner,
    plan: impl FnOnce(&Workspace) -> Result<Planned<P>, Error>,
) -> Ended {
    let mut parcel = season_file::open(path)?;
    let Planned { plan, counts, step } = plan(&parcel.season)?;
    if let Some(step) = &step {
        parcel.season = edit::apply(&parcel.season, step)?;
        season_file::save(path, &parcel)?;
    }
    if manner.json {
        tell::json(&plan);
    } else {
        let counts = step.is_some().then_some(counts);
        tell::out(&done(counts, &files::shown(path), manner.language));
    }
    Ok(Done::Well)
}

fn done(counts: Option<Counts>, season: &str, language: Language) -> String {
    let (zh, en) = match counts {
        None => (
            format!("「{season}」與匯入的檔案相同，沒有變更。"),
            format!("“{season}” is the same as the sheet; nothing was changed."),
        ),
        Some(Counts {
            added,
            changed,
            same,
            kept,
        }) => (
            format!(
                "已匯入「{season}」：新增 {added} 筆、變更 {changed} 筆、相同 {same} 筆；表上沒有而保留 {kept} 筆。"
            ),
            format!(
                "Imported into “{season}”: {added} added, {changed} changed, {same} the same; {kept} not on the sheet and kept."
            ),
        ),
    };
    language.choose(&zh, &en).to_owned()
}

/// Doubts below one another, under how many there are.
pub(crate) fn doubts<'a>(said: impl ExactSizeIterator<Item = &'a str>, language: Language) -> Vec<String> {
    let count = said.len();
    if count == 0 {
        return Vec::new();
    }
    let (zh, en) = (format!("請留意 {count} 處"), many(count, "doubt", "doubts"));
    let head = language.choose(&zh, &en).to_owned();
    std::iter::once(head)
        .chain(said.map(|s| format!("  {s}")))
        .collect()
}
