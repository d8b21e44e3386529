//! `import-budget`: what a workbook holds, and its lines into a season file, all or nothing.

use crate::ask::Import;
use crate::{Done, Ended, tell};
use std::path::Path;
use usr_desk_desk::{Error, files, imports, place, season_file, worker};
use usr_desk_intake::{Bundle, Map, Plan, Reading, plan};
use usr_desk_workspace::{Money, edit};

/// Reads the workbook in a worker process; with `--into` carries the plan out.
pub(crate) fn import_budget(import: &Import) -> Ended {
    let done = read(import).and_then(|(bundle, map)| match &import.into {
        None => {
            if import.manner.json {
                tell::json(&bundle.reading);
            } else {
                tell::out(&report(&bundle.reading));
            }
            Ok(Done::Well)
        }
        Some((season, proposal)) => carry_out(import, &bundle, &map, season, proposal),
    });
    if let (Err(error), true) = (&done, import.manner.json) {
        tell::json(&serde_json::json!({ "error": error.to_string() }));
    }
    done
}

fn read(import: &Import) -> Result<(Bundle, Map), Error> {
    let map = match &import.map {
        None => Map::default(),
        Some(path) => {
            let bytes = files::read(path, files::LARGEST_IMPORT)?;
            serde_json::from_slice(&bytes).map_err(|e| {
                Error::Refused(format!(
                    "無法讀取對應檔「{}」：{e}。請修正後再試。",
                    files::shown(path)
                ))
            })?
        }
    };
    let name = files::shown(&import.sheet);
    let bytes = files::read(&import.sheet, files::LARGEST_IMPORT)?;
    let answer = worker::read(place::worker().as_deref(), &name, &bytes, &map)?;
    let bundle = answer
        .into_result()
        .map_err(|sentence| Error::Refused(format!("「{name}」：{sentence}")))?;
    Ok((bundle, map))
}

fn carry_out(import: &Import, bundle: &Bundle, map: &Map, path: &Path, proposal: &str) -> Ended {
    let mut parcel = season_file::open(path)?;
    let (budget, years) = imports::budget_of(&parcel.season, proposal)?;
    let plan = plan(&files::shown(&import.sheet), &bundle.reading, years, map);
    if let Some(step) = imports::edit_of(&parcel.season, &budget, &plan, 0)? {
        parcel.season = edit::apply(&parcel.season, &step).map_err(|e| Error::Refused(e.to_string()))?;
        season_file::save(path, &parcel)?;
    }
    if import.manner.json {
        tell::json(&plan);
    } else {
        tell::out(&done(&plan, path));
    }
    Ok(Done::Well)
}

fn done(plan: &Plan, path: &Path) -> String {
    if plan.is_empty() {
        return format!("「{}」與經費表相同，沒有變更。", files::shown(path));
    }
    format!(
        "已匯入「{}」：新增 {} 項、變更 {} 項、相同 {} 項；表上沒有而保留 {} 項。",
        files::shown(path),
        plan.added.len(),
        plan.changed.len(),
        plan.unchanged,
        plan.missing.len()
    )
}

fn report(reading: &Reading) -> String {
    let total: Money = reading.lines.iter().filter_map(|l| l.amount).sum();
    let mut lines = vec![format!(
        "認出 {} 個項目，金額合計 {total} 元",
        reading.lines.len()
    )];
    for line in &reading.lines {
        let year = line.year.map_or("年度不明".to_owned(), |y| format!("{y} 年度"));
        let amount = line.amount.map_or("未填".to_owned(), |a| format!("{a} 元"));
        lines.push(format!(
            "  {}!{}　{year}　{}　{amount}",
            line.source_sheet, line.source_cell, line.name
        ));
    }
    if !reading.skipped_sheets.is_empty() {
        lines.push("沒有讀取的工作表".to_owned());
        let skipped = reading.skipped_sheets.iter();
        lines.extend(skipped.map(|s| format!("  {}：{}", s.sheet, s.reason)));
    }
    if !reading.warnings.is_empty() {
        lines.push(format!("請留意 {} 處", reading.warnings.len()));
        let warnings = reading.warnings.iter();
        lines.extend(warnings.map(|w| format!("  {}", w.message)));
    }
    lines.join("\n")
}
