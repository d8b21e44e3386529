//! `import-budget`: what a workbook holds, and its lines into a season file, all or nothing.

use crate::ask::Import;
use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_desk::{Error, files, imports, place, season_file, worker};
use usr_desk_intake::{Map, Plan, Reading, Wanted, plan};
use usr_desk_rules::Language;
use usr_desk_workspace::{Money, edit, objects};

/// Reads the workbook in a worker process; with `--into` carries the plan out.
pub(crate) fn import_budget(import: &Import, manner: Manner) -> Ended {
    let done = read(import).and_then(|(reading, map)| match &import.into {
        None => {
            if manner.json {
                tell::json(&reading);
            } else {
                tell::out(&report(&reading, manner.language));
            }
            Ok(Done::Well)
        }
        Some((season, proposal)) => carry_out(import, manner, &reading, &map, season, proposal),
    });
    crate::refused_in_json(&done, manner);
    done
}

/// The corrections of a file; without one there are none.
pub(crate) fn map(path: Option<&Path>) -> Result<Map, Error> {
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

fn read(import: &Import) -> Result<(Reading, Map), Error> {
    let map = map(import.map.as_deref())?;
    let name = files::shown(&import.sheet);
    let bytes = files::read(&import.sheet, files::LARGEST_IMPORT)?;
    let answer = worker::read(place::worker().as_deref(), &name, &bytes, &map, Wanted::Reading)?;
    let (reading, _) = answer.into_reading().map_err(|sentence| {
        Error::refused(
            format!("「{name}」：{sentence}"),
            format!("“{name}” cannot be read: {sentence}"),
        )
    })?;
    Ok((reading, map))
}

fn carry_out(
    import: &Import,
    manner: Manner,
    reading: &Reading,
    map: &Map,
    path: &Path,
    proposal: &str,
) -> Ended {
    let mut parcel = season_file::open(path)?;
    let (budget, years) = imports::budget_of(&parcel.season, proposal)?;
    let plan = plan(&files::shown(&import.sheet), reading, years, map);
    if let Some(step) = imports::edit_of(&parcel.season, &budget, &plan, 0)? {
        parcel.season = edit::apply(&parcel.season, &step)?;
        season_file::save(path, &parcel)?;
    }
    if manner.json {
        tell::json(&plan);
    } else {
        tell::out(&done(&plan, path, manner.language));
    }
    Ok(Done::Well)
}

fn done(plan: &Plan, path: &Path, language: Language) -> String {
    let name = files::shown(path);
    let (added, changed, same, kept) = (
        plan.added.len(),
        plan.changed.len(),
        plan.unchanged,
        plan.missing.len(),
    );
    match (plan.is_empty(), language) {
        (true, Language::ZhTw) => format!("「{name}」與經費表相同，沒有變更。"),
        (true, Language::En) => format!("“{name}” is the same as the sheet; nothing was changed."),
        (false, Language::ZhTw) => format!(
            "已匯入「{name}」：新增 {added} 項、變更 {changed} 項、相同 {same} 項；表上沒有而保留 {kept} 項。"
        ),
        (false, Language::En) => format!(
            "Imported into “{name}”: {added} added, {changed} changed, {same} the same; {kept} not on the sheet and kept."
        ),
    }
}

fn report(reading: &Reading, language: Language) -> String {
    let say = |zh: String, en: String| match language {
        Language::ZhTw => zh,
        Language::En => en,
    };
    let total: Money = reading.lines.iter().filter_map(|l| l.amount).sum();
    let count = reading.lines.len();
    let mut lines = vec![say(
        format!("認出 {count} 個項目，金額合計 {total} 元"),
        format!("{count} lines, {total} dollars in all"),
    )];
    for line in &reading.lines {
        let year = match line.year {
            None => say("年度不明".to_owned(), "year unknown".to_owned()),
            Some(y) => say(format!("{y} 年度"), format!("year {y}")),
        };
        let amount = match line.amount {
            None => say("未填".to_owned(), "blank".to_owned()),
            Some(a) => say(format!("{a} 元"), format!("{a} dollars")),
        };
        lines.push(format!(
            "  {}!{}　{year}　{}　{amount}",
            line.source_sheet, line.source_cell, line.name
        ));
    }
    if !reading.skipped_sheets.is_empty() {
        lines.push(say(
            "沒有讀取的工作表".to_owned(),
            "Sheets that were not read".to_owned(),
        ));
        let skipped = reading.skipped_sheets.iter();
        lines.extend(skipped.map(|s| format!("  {}：{}", s.sheet, s.reason)));
    }
    if !reading.warnings.is_empty() {
        let count = reading.warnings.len();
        lines.push(say(format!("請留意 {count} 處"), format!("{count} doubts")));
        let warnings = reading.warnings.iter();
        lines.extend(warnings.map(|w| format!("  {}", w.message)));
    }
    lines.join("\n")
}
