//! `check`: what every clause says of a season, grouped by what is to be done.

use crate::{Done, Ended, Manner, tell};
use serde::Serialize;
use std::path::Path;
use usr_desk_desk::{Error, judging, place, season_file};
use usr_desk_rules::{Language, Outcome, PackInfo, Rulebook, Standing, breaks};
use usr_desk_workspace::Workspace;

/// What is open, gravest first, with its heading in both languages.
const GROUPS: [(Standing, &str, &str); 7] = [
    (Standing::Violation, "違規", "Violations"),
    (
        Standing::NeedsApproval,
        "須報部核准",
        "Approval by the ministry needed",
    ),
    (
        Standing::OverPrinciple,
        "超過原則，未填理由",
        "Beyond a principle, no reason recorded",
    ),
    (
        Standing::NeedsConfirmation,
        "待人工確認",
        "To be confirmed by a person",
    ),
    (
        Standing::Undetermined,
        "資料未填，無法判斷",
        "Not filled in, cannot be judged",
    ),
    (
        Standing::Justified,
        "超過原則，已填理由",
        "Beyond a principle, with a reason",
    ),
    (Standing::Reminder, "提醒", "Reminders"),
];

#[derive(Serialize)]
struct Checked<'a> {
    edition: &'a str,
    outcomes: &'a [Outcome],
    /// What is built in: version, SHA-256 of its documents.
    rules: &'a PackInfo,
    /// What was added to it.
    packs: &'a [PackInfo],
}

/// Judges the season file; violations of what is submitted make the exit code 1.
pub(crate) fn check(path: &Path, edition: Option<&str>, manner: Manner) -> Ended {
    let rules = judging::rulebook(&place::pack_folders())?;
    let mut parcel = season_file::open(path)?;
    if let Some(edition) = edition {
        parcel.season.edition = edition.to_owned();
    }
    let season = &parcel.season;
    let mut outcomes = rules
        .check(season, &season_file::facts(&parcel), manner.language)
        .map_err(|e| {
            Error::refused(
                format!("位置 /edition：{e}請修改工作檔，或以 --edition 指定。"),
                format!(
                    "At /edition: there are no rules of “{}” (there are: {}). Change the workspace, or name one with --edition.",
                    e.edition,
                    e.known.replace('、', ", ")
                ),
            )
        })?;
    // The rest of the season is not in a part, so what is said of it would be wrong.
    if let Some(handed) = &parcel.handed {
        outcomes.retain(|o| o.proposal.as_deref() == Some(handed.handout.proposal.as_str()));
    }
    if manner.json {
        tell::json(&Checked {
            edition: &season.edition,
            outcomes: &outcomes,
            rules: rules.built_in(),
            packs: rules.packs(),
        });
    } else {
        tell::out(&report(&rules, season, &outcomes, manner.language));
    }
    Ok(if breaks(season, &outcomes) {
        Done::WithViolations
    } else {
        Done::Well
    })
}

fn report(rules: &Rulebook, season: &Workspace, outcomes: &[Outcome], language: Language) -> String {
    let mut lines = vec![heading(season), String::new()];
    for (standing, zh, en) in GROUPS {
        let group: Vec<&Outcome> = outcomes.iter().filter(|o| o.outcome == standing).collect();
        if group.is_empty() {
            continue;
        }
        lines.push(format!("【{}】{}", language.choose(zh, en), group.len()));
        for outcome in group {
            let clause = rules.clause(&outcome.rule, &season.edition);
            let title = clause.map(|clause| match language {
                Language::ZhTw => clause.title,
                Language::En => clause.title_en,
            });
            let title = title.unwrap_or_else(|| outcome.rule.clone());
            let scope = scope(season, outcome, language);
            let words = [title.as_str(), scope.as_str(), &outcome.clause];
            let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
            lines.push(format!("  {}", words.join(" · ")));
            lines.push(format!("    {}", outcome.message));
        }
        lines.push(String::new());
    }
    lines.push(summary(outcomes, language));
    let by = rules.basis(language);
    lines.push(match language {
        Language::ZhTw => format!("依據：{by}"),
        Language::En => format!("By: {by}"),
    });
    lines.join("\n")
}

fn heading(season: &Workspace) -> String {
    let parts = [season.school.name.trim(), season.cycle.trim(), &season.edition];
    parts
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}

fn scope(season: &Workspace, outcome: &Outcome, language: Language) -> String {
    let whose = match outcome.proposal.as_deref() {
        None => String::new(),
        Some("support_plan") => language.choose("校務支持規劃方案", "Support plan").to_owned(),
        Some(id) => {
            let proposal = season.proposals.iter().find(|p| p.id.as_str() == id);
            let title = proposal.and_then(|p| p.title.filled()).unwrap_or(id);
            language
                .choose(&format!("「{title}」"), &format!("“{title}”"))
                .to_owned()
        }
    };
    match outcome.year {
        Some(year) => language
            .choose(&format!("{whose}{year}年度"), &format!("{whose} {year}"))
            .trim()
            .to_owned(),
        None => whose,
    }
}

fn summary(outcomes: &[Outcome], language: Language) -> String {
    let rest = [
        (Standing::Pass, "符合", "Passed"),
        (Standing::NotApplicable, "不適用", "Not applicable"),
    ];
    let counts: Vec<String> = GROUPS
        .iter()
        .chain(&rest)
        .map(|(standing, zh, en)| {
            let count = outcomes.iter().filter(|o| o.outcome == *standing).count();
            format!("{} {count}", language.choose(zh, en))
        })
        .collect();
    match language {
        Language::ZhTw => format!("合計：{}", counts.join("、")),
        Language::En => format!("In all: {}", counts.join("; ")),
    }
}
