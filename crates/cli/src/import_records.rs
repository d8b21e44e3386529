//! `import-roster` and `import-indicators`: what a list holds, and its rows into a season file.

use crate::ask::ImportRecords;
use crate::import::{Counts, Planned, Sheet, carry_out, doubts};
use crate::{Done, Ended, Manner, tell};
use usr_desk_desk::{place, records, worker};
use usr_desk_intake::records::{RecordBundle, Subject};
use usr_desk_rules::Language;
use usr_desk_workspace::many;

/// Reads the workbook in a worker process; with `--into` carries the plan out.
pub(crate) fn import_records(import: &ImportRecords, manner: Manner) -> Ended {
    let done = carried_out(import, manner);
    crate::refused_in_json(&done, manner);
    done
}

fn carried_out(import: &ImportRecords, manner: Manner) -> Ended {
    let sheet = Sheet::open(&import.sheet, import.map.as_deref())?;
    let worker = place::worker();
    let read = worker::records(
        worker.as_deref(),
        import.subject,
        &sheet.name,
        &sheet.bytes,
        &sheet.map,
    );
    let mut bundle = read.map_err(|e| sheet.named(e))?;
    let Some(path) = &import.into else {
        bundle.records.settle(&|zh, en| manner.language.choose(zh, en));
        if manner.json {
            tell::json(&bundle.records);
        } else {
            tell::out(&report(&bundle, manner.language));
        }
        return Ok(Done::Well);
    };
    carry_out(path, manner, |season| {
        let into = import.proposal.as_deref();
        let (list, mut plan) = records::plan_into(season, into, &sheet.name, &bundle, &sheet.map)?;
        let step = records::edit_of(season, &list, &plan, 0)?;
        plan.settle(&|zh, en| manner.language.choose(zh, en));
        let counts = Counts {
            added: plan.added.len(),
            changed: plan.changed.len(),
            same: plan.unchanged,
            kept: plan.missing.len(),
        };
        Ok(Planned { plan, counts, step })
    })
}

fn report(bundle: &RecordBundle, language: Language) -> String {
    let count = bundle.preview.records.len();
    let (zh, en) = match bundle.preview.subject {
        Subject::People => (format!("認出 {count} 位人員"), many(count, "person", "people")),
        Subject::Indicators => (format!("認出 {count} 個指標"), format!("{count} indicators")),
    };
    let mut lines = vec![language.choose(&zh, &en).to_owned()];
    let records = bundle.preview.records.iter();
    lines.extend(records.map(|r| format!("  {}!{}　{}　{}", r.sheet, r.cell, r.name, r.says)));
    lines.extend(doubts(
        bundle.records.warnings.iter().map(|w| &*w.message),
        language,
    ));
    lines.join("\n")
}
