//! The rule book against the text of the regulation, its table of clauses, and the contract.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, check, compliant, suite, workspace};
use std::collections::{BTreeMap, BTreeSet};
use usr_desk_rules::{Language, Treatment};
use usr_desk_workspace::{AppliesTo, ProposalType};

const EDITIONS: [(&str, char); 2] = [("112-116", 'N'), ("109-111", 'O')];

fn read(path: &str) -> String {
    std::fs::read_to_string(suite(path)).unwrap()
}

/// White space, markup and the width of brackets are how the text was scanned, not what it says.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag || c.is_whitespace() => {}
            '（' => bare.push('('),
            '）' => bare.push(')'),
            c => bare.push(c),
        }
    }
    bare
}

/// Whether the text has these words, in one piece or over the break of a page within a table.
fn states(regulation: &str, quote: &str) -> bool {
    let quote = bare(quote);
    let breaks = |cut: usize| {
        let (head, tail) = quote.split_at(cut);
        let cells = || regulation.split('\t').flat_map(|c| c.split("\n\n")).map(bare);
        cells().any(|cell| cell.ends_with(head)) && cells().any(|cell| cell.starts_with(tail))
    };
    bare(regulation).contains(&quote) || quote.char_indices().skip(8).any(|(cut, _)| breaks(cut))
}

#[test]
fn every_quote_is_in_the_regulation() {
    let regulation = read("domain/regulation.txt");
    let mut quotes = BTreeSet::new();
    for (edition, _) in EDITIONS {
        for clause in book().clauses(edition) {
            assert_eq!(
                clause.quote.is_empty(),
                !clause.stated,
                "{} of {edition}",
                clause.rule
            );
            quotes.insert((clause.rule, clause.quote));
        }
        // The sentences for single types are seen through the outcomes of seasons with every type.
        let mut season = compliant(edition);
        for kind in book().editions().iter().flat_map(|e| e.types.clone()) {
            season["proposals"][0]["type"] = serde_json::to_value(kind.key).unwrap();
            let outcomes = check(&workspace(&season), Language::ZhTw);
            quotes.extend(outcomes.into_iter().map(|o| (o.rule, o.quote)));
        }
    }
    assert!(
        quotes.len() > 80,
        "only {} quotes were held against the text",
        quotes.len()
    );
    for (rule, quote) in quotes {
        assert!(states(&regulation, &quote), "{rule}: {quote}");
    }
}

#[test]
fn every_clause_has_one_row_in_the_coverage_table() {
    let rules = read("domain/RULES.md");
    for (edition, letter) in EDITIONS {
        let listed: BTreeSet<&str> = rules
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
            .filter(|id| id.starts_with(letter) && id[1..].starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        assert!(listed.len() >= 36, "{} ids of {edition}", listed.len());
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        for row in book().coverage(edition) {
            assert!(!row.note.is_empty() && !row.cite.is_empty(), "{row:?}");
            assert_eq!(
                row.rule.is_none(),
                row.treatment == Treatment::NotCheckable,
                "{row:?}"
            );
            *rows.entry(row.id).or_default() += 1;
        }
        let missing: Vec<_> = listed.iter().filter(|id| !rows.contains_key(**id)).collect();
        let unknown: Vec<_> = rows.keys().filter(|id| !listed.contains(id.as_str())).collect();
        let twice: Vec<_> = rows.iter().filter(|(_, n)| **n > 1).collect();
        assert!(
            missing.is_empty() && unknown.is_empty() && twice.is_empty(),
            "{edition}: missing {missing:?}, unknown {unknown:?}, twice {twice:?}"
        );
    }
}

#[test]
fn every_rule_id_of_the_contract_is_in_the_book_and_no_other() {
    let contract = read("contract/README.md");
    let table = contract
        .split("## 3. Rule ids")
        .nth(1)
        .unwrap()
        .split("Fine print")
        .next()
        .unwrap();
    let first_cells = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let ids: BTreeSet<String> = first_cells
        .flat_map(|cell| {
            cell.split(['`', ',', ' ', '·'])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|id| id.contains('-') || id == "transition")
        .collect();
    assert!(ids.len() > 40, "{ids:?}");
    for (edition, _) in EDITIONS {
        let known: BTreeSet<String> = book().clauses(edition).into_iter().map(|c| c.rule).collect();
        assert_eq!(known, ids, "{edition}");
    }
}

#[test]
fn every_rule_speaks_in_a_compliant_season() {
    for (edition, _) in EDITIONS {
        let outcomes = check(&workspace(&compliant(edition)), Language::ZhTw);
        for clause in book().clauses(edition) {
            let speaks = outcomes.iter().any(|o| o.rule == clause.rule);
            assert!(
                speaks || clause.rule.starts_with("support-plan"),
                "{} says nothing in {edition}",
                clause.rule
            );
        }
    }
}

#[test]
fn thresholds_are_told_in_words() {
    let words = |rule: &str, edition: &str| -> Vec<(String, String)> {
        let parameters = book().clause(rule, edition).unwrap().parameters;
        parameters.into_iter().map(|p| (p.name, p.value)).collect()
    };
    assert!(
        words("annual-grant-ceiling", "112-116")
            .iter()
            .any(|(n, v)| n.contains("萌芽型") && v == "3,500,000")
    );
    assert!(
        words("annual-grant-ceiling", "109-111")
            .iter()
            .any(|(n, v)| n.contains("國際連結類萌芽型") && v == "9,000,000、10,000,000")
    );
    for (edition, _) in EDITIONS {
        for clause in book().clauses(edition) {
            for (name, value) in words(&clause.rule, edition) {
                let raw = name.contains('_') || value.contains('_') || value.contains('{');
                assert!(!raw, "{} of {edition}: {name} = {value}", clause.rule);
            }
        }
    }
}

#[test]
fn an_edition_tells_its_types_years_sections_and_a_first_checklist() {
    let editions = book().editions();
    let ids: Vec<_> = editions.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["112-116", "109-111"]);
    assert_eq!(book().years("112-116"), [112, 113, 114, 115, 116]);
    assert_eq!(book().years("109-111"), [109, 110, 111]);
    for edition in &editions {
        let season = compliant(&edition.id);
        for proposal in season["proposals"].as_array().unwrap() {
            let kind: ProposalType = serde_json::from_value(proposal["type"].clone()).unwrap();
            let keys: Vec<_> = proposal["sections"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["key"].as_str().unwrap())
                .collect();
            let asked = book().sections(&edition.id, kind);
            assert_eq!(
                asked.iter().map(|s| s.key.as_str()).collect::<Vec<_>>(),
                keys,
                "{kind:?}"
            );
            assert!(
                asked.iter().all(|s| s.title != s.key && s.title_en != s.key),
                "{asked:?}"
            );
        }
        let checklist = book().default_checklist(&edition.id);
        assert!(checklist.len() > 2, "{checklist:?}");
        for item in checklist {
            assert!(item.title.contains("預設，非公告"), "{item:?}");
            let known = |kind: &ProposalType| edition.types.iter().any(|t| t.key == *kind);
            assert!(
                matches!(&item.applies_to, AppliesTo::School(_))
                    || matches!(&item.applies_to, AppliesTo::Types(t) if t.iter().all(known))
            );
        }
    }
    assert!(book().years("117-121").is_empty() && book().clause("personnel-share", "117-121").is_none());
}

#[test]
fn an_unknown_edition_is_refused_by_name() {
    let mut season = compliant("112-116");
    season["edition"] = "117-121".into();
    let refusal = book()
        .check(&workspace(&season), &Default::default(), Language::ZhTw)
        .unwrap_err();
    assert!(
        refusal.to_string().contains("117-121") && refusal.to_string().contains("112-116"),
        "{refusal}"
    );
}

#[test]
fn violations_of_drafts_do_not_break_a_season() {
    let mut season = compliant("112-116");
    season["proposals"][0]["budget"][0]["grant_requested"] = 3_500_001.into();
    let judged = |season: &serde_json::Value| {
        let season = workspace(season);
        usr_desk_rules::breaks(&season, &check(&season, Language::ZhTw))
    };
    assert!(judged(&season));
    season["proposals"][0]["submit"] = false.into();
    assert!(!judged(&season));
    assert!(!judged(&compliant("112-116")));
}

/// English is a translation, and it is there: for every rule a title and what it does, for every threshold its name.
#[test]
fn every_rule_says_in_english_what_it_is_about() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (edition, _) in EDITIONS {
        for clause in book().clauses(edition) {
            let (rule, title, about) = (&clause.rule, &clause.title_en, &clause.explanation_en);
            assert!(!title.is_empty() && !han(title), "{rule}: {title}");
            assert!(about.len() > 40, "{rule}: {about}");
            for parameter in &clause.parameters {
                let (name, value) = (&parameter.name_en, &parameter.value_en);
                assert!(!name.is_empty() && !han(name), "{rule} {edition}: {name}");
                assert!(
                    !value.is_empty() && !han(value),
                    "{rule} {edition}: {name}: {value}"
                );
            }
        }
    }
}

#[test]
fn what_is_built_in_has_a_version_and_a_hash() {
    let built_in = book().built_in();
    assert_eq!((built_in.name.as_str(), built_in.sha256.len()), ("built-in", 64));
    assert_eq!(built_in.version, env!("CARGO_PKG_VERSION"));
    let hash = &built_in.sha256[..16];
    let version = &built_in.version;
    assert_eq!(
        built_in.in_words(Language::ZhTw),
        format!("內建規則 {version}（SHA-256 {hash}…）")
    );
    assert_eq!(
        built_in.in_words(Language::En),
        format!("Built-in rules {version} (SHA-256 {hash}…)")
    );
}

/// What keeps a packet a draft: something is wrong, or somebody still has to say something.
#[test]
fn four_outcomes_are_open() {
    use usr_desk_rules::Standing::*;
    for open in [Violation, NeedsApproval, NeedsConfirmation, Undetermined] {
        assert!(open.is_open(), "{open:?}");
    }
    for settled in [Pass, OverPrinciple, Justified, Reminder, NotApplicable] {
        assert!(!settled.is_open(), "{settled:?}");
    }
}

#[test]
fn types_are_called_as_the_text_calls_them() {
    let of = |edition: &str| -> Vec<(String, String)> {
        let known = book().editions().into_iter().find(|e| e.id == edition).unwrap();
        known.types.into_iter().map(|t| (t.title, t.title_en)).collect()
    };
    let named = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(zh, en)| ((*zh).to_owned(), (*en).to_owned()))
            .collect()
    };
    assert_eq!(
        of("112-116"),
        named(&[
            ("萌芽型", "Sprout"),
            ("深耕型", "Deepening"),
            ("國際合作型", "International cooperation"),
            ("特色永續型", "Distinctive and sustainable")
        ])
    );
    assert_eq!(of("109-111").len(), 4);
}
