//! `import-budget`: what a workbook holds, and its lines into a season file.

use crate::ask::Import;
use crate::import::{Counts, Planned, Sheet, carry_out, doubts};
use crate::{Done, Ended, Manner, tell};
use usr_desk_desk::{Error, imports, place, worker};
use usr_desk_intake::grid::cell_name;
use usr_desk_intake::{Reading, Wanted};
use usr_desk_rules::Language;
use usr_desk_workspace::{Money, many};

/// Reads the workbook in a worker process; with `--into` carries the plan out.
pub(crate) fn import_budget(import: &Import, manner: Manner) -> Ended {
    let done = carried_out(import, manner);
    crate::refused_in_json(&done, manner);
    done
}

fn carried_out(import: &Import, manner: Manner) -> Ended {
    let sheet = Sheet::open(&import.sheet, import.map.as_deref())?;
    let mut reading = read(&sheet).map_err(|e| sheet.named(e))?;
    let Some((path, proposal)) = &import.into else {
        reading.settle(&|zh, en| manner.language.choose(zh, en));
        if manner.json {
            tell::json(&reading);
        } else {
            tell::out(&report(&reading, manner.language));
        }
        return Ok(Done::Well);
    };
    carry_out(path, manner, |season| {
        let (budget, mut plan) = imports::plan_into(season, proposal, &sheet.name, &reading, &sheet.map)?;
        let step = imports::edit_of(season, &budget, &plan, 0)?;
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

fn read(sheet: &Sheet) -> Result<Reading, Error> {
    let worker = place::worker();
    let answer = worker::read(
        worker.as_deref(),
        &sheet.name,
        &sheet.bytes,
        &sheet.map,
        Wanted::Reading,
    )?;
    let (reading, _) = answer.into_reading().map_err(|said| worker::unreadable(&said))?;
    Ok(reading)
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
        format!("{}, {total} dollars in all", many(count, "line", "lines")),
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
            line.source_sheet,
            cell_name(line.source_cell),
            line.name
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
    lines.extend(doubts(reading.warnings.iter().map(|w| &*w.message), language));
    lines.join("\n")
}
