//! What the clauses say of a season, in the window's terms.

use crate::error::Error;
use crate::protocol::{Finding, NewSeason, SectionTitle};
use crate::{files, places};
use std::collections::BTreeMap;
use std::path::PathBuf;
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook, UnknownEdition};
use usr_desk_workspace::{Workspace, start};

const LARGEST_PACK: u64 = 4 * 1024 * 1024;
/// The list of a folder's packs with their SHA-256, as `sha256sum *.md > packs.sha256` writes it. Whoever gives packs
/// away may add it: then what was altered, or is not in it, is refused. It is no signature: it says that nothing changed
/// on the way, not who made it.
const SEAL: &str = "packs.sha256";

/// The rule sets that are built in, and the packs of these folders. A pack that cannot be used is named: a season must
/// not be judged by fewer rules than the office believes.
pub fn rulebook(packs: &[PathBuf]) -> Result<Rulebook, Error> {
    let mut rules = Rulebook::embedded().map_err(|e| Error::Unexpected(e.to_string()))?;
    for folder in packs {
        let seal = seal(folder)?;
        for path in files::with_ending(folder, "md") {
            let name = files::shown(&path);
            let bytes = files::read(&path, LARGEST_PACK)?;
            let refused = |zh: String, en: String| {
                let path = path.display();
                Error::refused(
                    format!("{zh}。請修正或移除「{path}」後再試。"),
                    format!(
                        "The rule pack “{path}” cannot be used ({en}). Mend or remove it, then try again."
                    ),
                )
            };
            let listed = seal.as_ref().map(|seal| seal.get(&name));
            match listed {
                Some(None) => {
                    let unknown = format!("規則文件 {name}：{SEAL} 沒有列出這個檔案");
                    return Err(refused(unknown, format!("{SEAL} does not list it")));
                }
                Some(Some(hash)) if *hash != files::sha256(&bytes) => {
                    let altered = format!("規則文件 {name}：內容與 {SEAL} 所載不同，可能被改動或傳送不完整");
                    return Err(refused(
                        altered,
                        format!("it is not what {SEAL} lists: altered, or damaged on the way"),
                    ));
                }
                _ => {}
            }
            let text = String::from_utf8(bytes);
            let text = text.map_err(|_| {
                refused(
                    format!("規則文件 {name}：不是 UTF-8 文字"),
                    "it is no UTF-8 text".to_owned(),
                )
            })?;
            rules
                .add_pack(&name, &text)
                .map_err(|e| refused(e.to_string(), e.to_string()))?;
        }
    }
    Ok(rules)
}

/// What the folder's list says, by file name; `None` = it has no list.
fn seal(folder: &std::path::Path) -> Result<Option<BTreeMap<String, String>>, Error> {
    let path = folder.join(SEAL);
    if !path.is_file() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&files::read(&path, LARGEST_PACK)?).into_owned();
    let line = |line: &str| {
        let (hash, name) = line.trim().split_once(char::is_whitespace)?;
        Some((
            name.trim_start().trim_start_matches('*').to_owned(),
            hash.to_lowercase(),
        ))
    };
    Ok(Some(text.lines().filter_map(line).collect()))
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
