//! `import-roster` and `import-indicators`: what a list holds, and its rows into a season file, all or nothing.

use crate::ask::ImportRecords;
use crate::import_budget::map;
use crate::{Done, Ended, Manner, tell};
use usr_desk_desk::{Error, files, place, records, season_file, worker};
use usr_desk_intake::records::{RecordBundle, RecordPlan, Subject};
use usr_desk_rules::Language;
use usr_desk_workspace::edit;

/// Reads the workbook in a worker process; with `--into` carries the plan out.
pub(crate) fn import_records(import: &ImportRecords, manner: Manner) -> Ended {
    let done = carried_out(import, manner);
    crate::refused_in_json(&done, manner);
    done
}

fn carried_out(import: &ImportRecords, manner: Manner) -> Ended {
    let map = map(import.map.as_deref())?;
    let name = files::shown(&import.sheet);
    let bytes = files::read(&import.sheet, files::LARGEST_IMPORT)?;
    let worker = place::worker();
    let bundle =
        worker::records(worker.as_deref(), import.subject, &name, &bytes, &map).map_err(|e| match e {
            Error::Refused(said) => Error::refused(
                format!("「{name}」：{}", said.zh),
                format!("“{name}”: {}", said.en),
            ),
            other => other,
        })?;
    let Some(path) = &import.into else {
        if manner.json {
            tell::json(&bundle.records);
        } else {
            tell::out(&report(&bundle, manner.language));
        }
        return Ok(Done::Well);
    };
    let mut parcel = season_file::open(path)?;
    let into = import.proposal.as_deref();
    let (list, plan) = records::plan_into(&parcel.season, into, &name, &bundle, &map)?;
    if let Some(step) = records::edit_of(&parcel.season, &list, &plan, 0)? {
        parcel.season = edit::apply(&parcel.season, &step)?;
        season_file::save(path, &parcel)?;
    }
    if manner.json {
        tell::json(&plan);
    } else {
        tell::out(&done(&plan, &files::shown(path), manner.language));
    }
    Ok(Done::Well)
}

fn done(plan: &RecordPlan, file: &str, language: Language) -> String {
    let (added, changed, same, kept) = (
        plan.added.len(),
        plan.changed.len(),
        plan.unchanged,
        plan.missing.len(),
    );
    match (plan.is_empty(), language) {
        (true, Language::ZhTw) => format!("與「{file}」相同，沒有變更。"),
        (true, Language::En) => format!("The same as “{file}”; nothing was changed."),
        (false, Language::ZhTw) => format!(
            "已匯入「{file}」：新增 {added} 筆、變更 {changed} 筆、相同 {same} 筆；表上沒有而保留 {kept} 筆。"
        ),
        (false, Language::En) => format!(
            "Imported into “{file}”: {added} added, {changed} changed, {same} the same; {kept} not on the sheet and kept."
        ),
    }
}

fn report(bundle: &RecordBundle, language: Language) -> String {
    let count = bundle.preview.records.len();
    let (zh, en) = match bundle.preview.subject {
        Subject::People => (format!("認出 {count} 位人員"), format!("{count} people")),
        Subject::Indicators => (format!("認出 {count} 個指標"), format!("{count} indicators")),
    };
    let mut lines = vec![language.choose(&zh, &en).to_owned()];
    let records = bundle.preview.records.iter();
    lines.extend(records.map(|r| format!("  {}!{}　{}　{}", r.sheet, r.cell, r.name, r.says)));
    let doubts = bundle.records.warnings.len();
    if doubts > 0 {
        let (zh, en) = (format!("請留意 {doubts} 處"), format!("{doubts} doubts"));
        lines.push(language.choose(&zh, &en).to_owned());
        let warnings = bundle.records.warnings.iter();
        lines.extend(warnings.map(|w| format!("  {}", w.message)));
    }
    lines.join("\n")
}
