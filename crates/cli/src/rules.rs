//! `rules`: every clause of the text, and what the program does about it.

use crate::{Done, Ended, Manner, tell};
use serde::Serialize;
use usr_desk_desk::{Error, judging, place};
use usr_desk_rules::{CoverageRow, EditionInfo, Language, SentenceRow, Treatment};

#[derive(Serialize)]
struct Coverage {
    edition: String,
    title: String,
    /// By clause.
    coverage: Vec<CoverageRow>,
    /// The text, sentence by sentence: each has one row.
    sentences: Vec<SentenceRow>,
}

/// The coverage table of one edition, or of all.
pub(crate) fn rules(edition: Option<&str>, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let editions: Vec<EditionInfo> = rules.editions();
    let known: Vec<&str> = editions.iter().map(|e| e.id.as_str()).collect();
    if let Some(asked) = edition.filter(|e| !known.contains(e)) {
        return Err(Error::refused(
            format!("沒有「{asked}」這一期的規則。可用的有：{}。", known.join("、")),
            format!(
                "There are no rules of an edition “{asked}”. There are: {}.",
                known.join(", ")
            ),
        ));
    }
    let tables: Vec<Coverage> = editions
        .iter()
        .filter(|e| edition.is_none_or(|asked| asked == e.id))
        .map(|e| Coverage {
            edition: e.id.clone(),
            title: manner.language.choose(&e.title, &e.title_en).to_owned(),
            coverage: rules.coverage(&e.id),
            sentences: rules.sentences(&e.id),
        })
        .collect();
    if manner.json {
        tell::json(&tables);
        return Ok(Done::Well);
    }
    for table in &tables {
        tell::out(&format!("{}　{}", table.edition, table.title));
        for row in &table.coverage {
            let how = word(row.treatment, manner.language);
            let rule = row.rule.as_deref().unwrap_or("—");
            tell::out(&format!(
                "  {}　{}　{how}　{rule}　{}",
                row.id, row.cite, row.note
            ));
        }
        tell::out(manner.language.choose("  逐句", "  Sentence by sentence"));
        for row in &table.sentences {
            let how = word(row.treatment, manner.language);
            let rules = if row.rules.is_empty() {
                "—".to_owned()
            } else {
                row.rules.join("、")
            };
            tell::out(&format!(
                "  {}　{how}　{rules}　{}　「{}」",
                row.at, row.note, row.text
            ));
        }
        tell::out("");
    }
    Ok(Done::Well)
}

fn word(treatment: Treatment, language: Language) -> &'static str {
    match treatment {
        Treatment::Rule => language.choose("規則檢核", "rule"),
        Treatment::Confirmation => language.choose("人工確認", "confirmation"),
        Treatment::Reminder => language.choose("提醒", "reminder"),
        Treatment::NotCheckable => language.choose("無法檢核", "not checkable"),
    }
}
