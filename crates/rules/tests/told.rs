//! Everything that the rules say of a season, written out: what was checked, why, what else it could mean, what is left,
//! what would mend it. Each `tests/suite/told/*.json` is a season as changes to a compliant one; the text beside it is
//! what must be said, for a person to read. `UPDATE=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, compliant, patch, suite, workspace};
use serde::Deserialize;
use serde_json::Value;
use std::fmt::{Display, Write};
use usr_desk_rules::{AttachmentFacts, BudgetPlan, Language, Matching, NoWay, Reading, Scoped};
use usr_desk_workspace::{BudgetYear, Workspace};

/// A season of this folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    #[expect(dead_code, reason = "for whoever reads it")]
    says: String,
    base: String,
    #[serde(default)]
    language: Language,
    patch: Vec<(String, String, Value)>,
}

#[test]
fn what_is_said_of_every_season_stands_beside_it() {
    let mut compared = 0;
    for entry in std::fs::read_dir(suite("told")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let told: Told = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut season = compliant(&told.base);
        for (op, at, value) in told.patch {
            patch(&mut season, &op, &at, value).unwrap();
        }
        let said = said(&workspace(&season), told.language);
        let beside = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&beside, &said).unwrap();
        }
        let known = std::fs::read_to_string(&beside).unwrap();
        let line = known
            .lines()
            .zip(said.lines())
            .find(|(known, said)| known != said);
        assert_eq!(line, None, "{}: (was, is)", beside.display());
        assert_eq!(known.len(), said.len(), "{}", beside.display());
        compared += 1;
    }
    assert!(compared >= 3, "only {compared} seasons");
}

fn said(season: &Workspace, language: Language) -> String {
    let mut text = String::new();
    checks(&mut text, season, language);
    for reading in book().readings(season, &AttachmentFacts::default(), language) {
        readings(&mut text, &reading);
    }
    for proposal in &season.proposals {
        for year in &proposal.budget {
            year_of(&mut text, season, proposal.id.as_str(), year, language);
        }
    }
    for year in season.support_plan.iter().flat_map(|plan| &plan.budget) {
        year_of(&mut text, season, "support_plan", year, language);
    }
    writeln!(text, "\n== prices").unwrap();
    for hint in book().price_hints(season, language) {
        let (name, limit, source) = (hint.name, hint.limit, hint.source);
        writeln!(
            text,
            "{} {} {}: {} {} | {name} {limit} | {source}, {}, {}",
            hint.scope, hint.year, hint.place, hint.item, hint.price, hint.on, hint.confidence
        )
        .unwrap();
    }
    text
}

/// Every outcome, with its figures, its places, and how it came about.
fn checks(text: &mut String, season: &Workspace, language: Language) {
    let facts = AttachmentFacts::default();
    writeln!(text, "== checks").unwrap();
    for outcome in book().check(season, &facts, language).unwrap() {
        let year = outcome.year.map(|y| y.to_string()).unwrap_or_default();
        let whose = outcome.proposal.clone().unwrap_or_default();
        let standing = serde_json::to_value(outcome.outcome).unwrap();
        writeln!(
            text,
            "\n{} {whose} {year} {}: {}",
            outcome.rule,
            standing.as_str().unwrap(),
            outcome.message
        )
        .unwrap();
        if let Some(figures) = outcome.figures {
            writeln!(
                text,
                "  {} / {}, {} left",
                figures.actual, figures.limit, figures.headroom
            )
            .unwrap();
        }
        if !outcome.targets.is_empty() {
            writeln!(text, "  at {}", outcome.targets.join(" ")).unwrap();
        }
        let asked = Scoped {
            rule: outcome.rule,
            proposal: outcome.proposal,
            year: outcome.year,
        };
        let why = book().reckon(season, &facts, &asked, language).unwrap();
        for input in why.inputs {
            let part = serde_json::to_value(input.part).unwrap();
            writeln!(
                text,
                "  {} {} = {} ({})",
                part.as_str().unwrap(),
                input.name,
                input.value,
                input.place
            )
            .unwrap();
        }
        for step in why.steps {
            writeln!(text, "  {step}").unwrap();
        }
    }
}

fn readings(text: &mut String, reading: &Reading) {
    writeln!(
        text,
        "\n== {} {} ({})",
        reading.id,
        reading.question,
        reading.rules.join(" ")
    )
    .unwrap();
    for row in &reading.rows {
        let count = |count: &usr_desk_rules::ReadingCount| {
            let limit = count.limit.as_deref().unwrap_or_default();
            let kept = count.kept.map_or("", |kept| if kept { "kept" } else { "broken" });
            format!("{} {limit} {kept}", count.says)
        };
        let year = row.year.map(|y| y.to_string()).unwrap_or_default();
        let whose = row.proposal.as_deref().unwrap_or_default();
        writeln!(
            text,
            "{whose} {year}: {} | {}",
            count(&row.literal),
            count(&row.careful)
        )
        .unwrap();
    }
}

/// What a year's limits would be, the way out of it, and what an approved amount would make of it.
fn year_of(text: &mut String, season: &Workspace, scope: &str, year: &BudgetYear, language: Language) {
    writeln!(text, "\n== {scope} {}", year.year).unwrap();
    let requested = year.grant_requested.map_or(0, |grant| grant.floor());
    for grant in [0, 999_999, requested] {
        match book().limits_if(season, scope, year.year, grant) {
            Err(no) => writeln!(text, "{grant}: {}", no.sentence(language)).unwrap(),
            Ok(limits) => {
                for one in limits {
                    let way = if one.at_least { "≥" } else { "≤" };
                    let principle = if one.in_principle { ", in principle" } else { "" };
                    let kept = if one.kept { "kept" } else { "broken" };
                    writeln!(
                        text,
                        "{grant}: {} {} {way} {}{principle}, {kept}",
                        one.rule, one.actual, one.limit
                    )
                    .unwrap();
                }
            }
        }
    }
    way(
        text,
        "way out",
        book().way_out(season, scope, year.year),
        language,
    );
    let approved = requested * 9 / 10 + 1;
    for matching in [Matching::Follow, Matching::Keep] {
        let plan = book().rescaled(season, scope, year.year, approved, matching);
        way(text, format!("{approved} approved, {matching:?}"), plan, language);
    }
}

fn way(text: &mut String, what: impl Display, plan: Result<BudgetPlan, NoWay>, language: Language) {
    match plan {
        Err(no) => writeln!(text, "{what}: {}", no.sentence(language)).unwrap(),
        Ok(plan) => {
            writeln!(
                text,
                "{what}: {} moved, grant {} → {}",
                plan.moved, plan.grant.0, plan.grant.1
            )
            .unwrap();
            for one in plan.moves {
                let price = one.unit_price.map(|p| format!(", {p} each")).unwrap_or_default();
                writeln!(
                    text,
                    "  {} {}: {} → {}{price}",
                    one.line, one.item, one.before, one.after
                )
                .unwrap();
            }
        }
    }
}
