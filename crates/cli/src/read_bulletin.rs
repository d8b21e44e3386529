//! `read-bulletin`: the activities that a bulletin announces, with every doubt at its line.

use crate::{Done, Ended, Manner, tell};
use std::path::Path;
use usr_desk_bulletin::document::Document;
use usr_desk_bulletin::{Bulletin, BulletinEvent, Context, read, told};
use usr_desk_desk::{Error, files, place, worker};
use usr_desk_rules::Language;
use usr_desk_workspace::{ActivityKind, many};

/// Reads the file's words in a worker process, then what they say.
pub(crate) fn read_bulletin(path: &Path, manner: Manner) -> Ended {
    let done = words(path).map(|document| {
        let context = Context {
            letter: document.letter,
        };
        let bulletin = read(&document.text, context);
        if manner.json {
            tell::json(&told::told(&bulletin, &document.text, |said| {
                manner.language.choose(&said.zh, &said.en)
            }));
        } else {
            tell::out(&report(&bulletin, &document.text, manner.language));
        }
        Done::Well
    });
    crate::refused_in_json(&done, manner);
    done
}

fn words(path: &Path) -> Result<Document, Error> {
    let bytes = files::read(path, files::LARGEST_IMPORT)?;
    worker::words(place::worker().as_deref(), &files::shown(path), &bytes)
}

fn report(bulletin: &Bulletin, text: &str, language: Language) -> String {
    let say = |zh: &str, en: &str| language.choose(zh, en).to_owned();
    let mut lines = vec![match language {
        Language::ZhTw => format!(
            "認出 {} 個活動、{} 個歷年博覽會",
            bulletin.events.len(),
            bulletin.exhibitions.len()
        ),
        Language::En => format!(
            "{}, {}",
            many(bulletin.events.len(), "activity", "activities"),
            many(
                bulletin.exhibitions.len(),
                "yearly exhibition",
                "yearly exhibitions"
            )
        ),
    }];
    for (index, event) in bulletin.events.iter().enumerate() {
        lines.push(format!(
            "{}. {}",
            index + 1,
            event
                .title
                .as_deref()
                .unwrap_or(&say("（名稱未知）", "(no title)"))
        ));
        lines.push(format!("   {}", facts(event, language).join("　")));
        lines.extend(event.links.iter().map(|link| format!("   {link}")));
    }
    if !bulletin.exhibitions.is_empty() {
        lines.push(say("歷年博覽會", "Yearly exhibitions"));
    }
    for exhibition in &bulletin.exhibitions {
        let link = exhibition.link.as_deref().unwrap_or_default();
        lines.push(format!("   {}　{}　{link}", exhibition.year, exhibition.title));
    }
    if !bulletin.doubts.is_empty() {
        lines.push(match language {
            Language::ZhTw => format!("請留意 {} 處", bulletin.doubts.len()),
            Language::En => many(bulletin.doubts.len(), "doubt", "doubts"),
        });
    }
    let line_of = |at: usize| 1 + text.chars().take(at).filter(|c| *c == '\n').count();
    for doubt in &bulletin.doubts {
        let line = line_of(doubt.at.start);
        lines.push(match language {
            Language::ZhTw => format!("   第 {line} 行：{}", doubt.message.zh),
            Language::En => format!("   line {line}: {}", doubt.message.en),
        });
    }
    lines.join("\n")
}

fn facts(event: &BulletinEvent, language: Language) -> Vec<String> {
    let unknown = || language.choose("日期未知", "no date").to_owned();
    let first = event.starts_on.map_or_else(unknown, |d| d.to_string());
    let days = event
        .ends_on
        .map_or(first.clone(), |last| format!("{first}–{last}"));
    let weekday = event
        .weekday_stated
        .as_deref()
        .map(|w| match event.weekday_conflict {
            true => format!(
                "（{w}，{}）",
                language.choose("與日期不符", "contradicts the date")
            ),
            false => format!("（{w}）"),
        });
    let kind = match event.kind {
        ActivityKind::Sig => language.choose("SIG 議題交流", "SIG"),
        ActivityKind::CoTraining => language.choose("共同培力", "co-training"),
        ActivityKind::Expo => language.choose("博覽會", "EXPO"),
        ActivityKind::Forum => language.choose("論壇", "forum"),
        ActivityKind::Other => language.choose("其他", "other"),
    };
    let mut facts = vec![format!("{days}{}", weekday.unwrap_or_default())];
    facts.extend(event.host.clone());
    facts.push(kind.to_owned());
    facts.extend(event.place.clone());
    facts
}
