//! What the clauses say of a season, in the window's terms.

use crate::error::Error;
use crate::protocol::{Finding, NewSeason, SectionTitle};
use crate::{files, places};
use std::collections::BTreeMap;
use std::path::PathBuf;
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook, UnknownEdition};
use usr_desk_workspace::{Workspace, start};

const LARGEST_PACK: u64 = 4 * 1024 * 1024;

/// The rule sets that are built in, and the packs of these folders. A pack that cannot be used is named: a season must
/// not be judged by fewer rules than the office believes.
pub fn rulebook(packs: &[PathBuf]) -> Result<Rulebook, Error> {
    let mut rules = Rulebook::embedded().map_err(|e| Error::Unexpected(e.to_string()))?;
    for path in packs.iter().flat_map(|folder| files::with_ending(folder, "md")) {
        let name = files::shown(&path);
        let text = String::from_utf8_lossy(&files::read(&path, LARGEST_PACK)?).into_owned();
        let unusable = |e| {
            let path = path.display();
            Error::refused(
                format!("{e}。請修正或移除「{path}」後再試。"),
                format!("The rule pack “{path}” cannot be used ({e}). Mend or remove it, then try again."),
            )
        };
        rules.add_pack(&name, &text).map_err(unusable)?;
    }
    Ok(rules)
}

/// What every clause says; a season of an edition that this program does not know gets none.
pub(crate) fn findings(
    rules: &Rulebook,
    season: &Workspace,
    facts: &AttachmentFacts,
    language: Language,
) -> Vec<Finding> {
    let outcomes = rules.check(season, facts, language).unwrap_or_default();
    outcomes
        .into_iter()
        .map(|outcome| finding(season, outcome))
        .collect()
}

/// Of a part only what is said of its proposal holds: the rest of the season is not there.
pub(crate) fn keep_to(findings: &mut Vec<Finding>, proposal: Option<&str>) {
    if let Some(proposal) = proposal {
        findings.retain(|f| f.proposal.as_deref() == Some(proposal));
    }
}

fn finding(season: &Workspace, outcome: Outcome) -> Finding {
    Finding {
        rule: outcome.rule,
        outcome: outcome.outcome,
        proposal: outcome.proposal,
        year: outcome.year,
        figures: outcome.figures,
        clause: outcome.clause.to_string(),
        message: outcome.message,
        targets: outcome.targets.iter().map(|t| places::place(season, t)).collect(),
    }
}

/// Titles of the narrative sections that each type of the edition asks for.
pub(crate) fn sections(rules: &Rulebook, edition: &str) -> BTreeMap<String, Vec<SectionTitle>> {
    let Some(edition) = rules.editions().into_iter().find(|e| e.id == edition) else {
        return BTreeMap::new();
    };
    let titles = |key| {
        let sections = rules.sections(&edition.id, key).into_iter();
        sections
            .map(|s| SectionTitle {
                key: s.key,
                title: s.title,
                title_en: s.title_en,
            })
            .collect()
    };
    let types = edition.types.iter();
    types
        .filter_map(|t| {
            Some((
                serde_json::to_value(t.key).ok()?.as_str()?.to_owned(),
                titles(t.key),
            ))
        })
        .collect()
}

/// The terms of a new season, checked against its edition.
pub(crate) fn terms(rules: &Rulebook, new: &NewSeason) -> Result<start::Terms, Error> {
    let edition = edition(rules, &new.edition)?;
    let mut years = new.years.clone();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        return Err(Error::refused(
            "請至少選擇一個年度。",
            "Choose at least one year.",
        ));
    }
    if let Some(year) = years.iter().find(|y| !edition.years.contains(y)) {
        return Err(Error::refused(
            format!(
                "{year} 年度不在「{}」的期間內。請改選其他年度或另一期要點。",
                edition.title
            ),
            format!(
                "Year {year} is outside “{}”. Choose another year or another edition.",
                edition.title_en
            ),
        ));
    }
    Ok(start::Terms {
        edition: edition.id,
        cycle: new.cycle.trim().to_owned(),
        years,
        has_support_plan: edition.support_plan,
    })
}

/// The season falls under an edition that this program does not know.
pub fn no_edition(unknown: &UnknownEdition) -> Error {
    let (edition, known) = (&unknown.edition, unknown.known.replace('、', ", "));
    Error::refused(
        format!("{unknown}請先在這一季的設定選擇適用要點。"),
        format!(
            "There are no rules of an edition “{edition}” (there are: {known}). Choose one in this season's settings."
        ),
    )
}

/// The edition of this id.
pub(crate) fn edition(rules: &Rulebook, id: &str) -> Result<usr_desk_rules::EditionInfo, Error> {
    let editions = rules.editions();
    let known: Vec<&str> = editions.iter().map(|e| e.id.as_str()).collect();
    let unknown = Error::refused(
        format!("沒有「{id}」這一期的規則。可用的有：{}。", known.join("、")),
        format!(
            "There are no rules of an edition “{id}”. There are: {}.",
            known.join(", ")
        ),
    );
    editions.into_iter().find(|e| e.id == id).ok_or(unknown)
}
