//! The schema of set text as Rust sees it, over the same documents that the editor reads.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde::Deserialize;
use usr_desk_workspace::{Edit, Fact, FieldPath, Prose, Workspace, edit, fact, format, stale};

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    document: serde_json::Value,
    plain: Option<String>,
}

fn suite(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../tests/suite/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn both_sides_take_the_same_documents_and_read_the_same_words() {
    let file: File = serde_json::from_str(&suite("prose/documents.json")).unwrap();
    for case in &file.cases {
        let read = serde_json::from_value::<Prose>(case.document.clone());
        let taken = read.ok().filter(|document| document.fault().is_none());
        let words = taken.as_ref().map(Prose::plain_text);
        assert_eq!(words, case.plain, "{}", case.name);
        if let Some(document) = taken {
            assert_eq!(
                serde_json::to_value(&document).unwrap(),
                case.document,
                "{}",
                case.name
            );
        }
    }
}

#[test]
fn every_document_that_an_edit_takes_can_be_read_back_from_its_file() {
    let file: File = serde_json::from_str(&suite("prose/documents.json")).unwrap();
    let text = suite("contract/workspaces/compliant-112-116.json");
    let season: Workspace = serde_json::from_str(&text).unwrap();
    let at = FieldPath::new("/proposals/a/sections/summary/document");
    for case in &file.cases {
        let set = Edit::Set {
            path: at.clone(),
            value: case.document.clone(),
        };
        let after = edit::apply(&season, &set);
        assert_eq!(after.is_ok(), case.plain.is_some(), "{}", case.name);
        let Ok(after) = after else { continue };
        let again = format::read(&serde_json::to_vec(&after).unwrap());
        assert!(again.is_ok_and(|again| again == after), "{}", case.name);
    }
}

#[test]
fn a_live_figure_shows_what_the_season_says_now() {
    let text = suite("contract/workspaces/compliant-112-116.json");
    let season: Workspace = serde_json::from_str(&text).unwrap();
    let proposal = &season.proposals[0];
    let facts = fact::of_proposal(&season, proposal);
    let value = |key: &str| facts.iter().find(|f| f.key == key).map(|f| f.value.clone());
    let year = proposal.budget[0].year;
    let grant = proposal.budget[0].grant().unwrap().to_string();
    assert_eq!(value(&format!("grant:{year}")), Some(grant.clone()));
    assert_eq!(value("team"), Some(proposal.team.len().to_string()));
    assert!(value("personnel_share").is_some_and(|share| share.ends_with('%')));

    let document = |fact: &str| -> Prose {
        serde_json::from_value(serde_json::json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "fact", "attrs": {"fact": fact, "shown": "舊"}}]}]}))
        .unwrap()
    };
    let shown = |fact: &str, facts: &[Fact]| document(fact).with_present_facts(facts).plain_text();
    assert_eq!(shown(&format!("grant:{year}"), &facts), grant);
    assert_eq!(shown("grant:99", &facts), fact::BLANK);
}

#[test]
fn a_compliant_season_gives_no_hint_of_a_stale_figure() {
    for name in ["compliant-112-116", "compliant-109-111"] {
        let season: Workspace =
            serde_json::from_str(&suite(&format!("contract/workspaces/{name}.json"))).unwrap();
        for proposal in &season.proposals {
            assert_eq!(
                stale::of_proposal(&season, proposal),
                [],
                "{name} {}",
                proposal.id
            );
        }
        assert_eq!(stale::of_support_plan(&season), []);
    }
}

#[test]
fn what_a_season_says_of_itself_is_never_stale() {
    let text = suite("contract/workspaces/compliant-112-116.json");
    let mut season: Workspace = serde_json::from_str(&text).unwrap();
    for i in 0..season.proposals.len() {
        let facts = fact::of_proposal(&season, &season.proposals[i]);
        let value = |key: String| facts.iter().find(|f| f.key == key).unwrap().value.clone();
        let years: Vec<u16> = season.proposals[i].budget.iter().map(|b| b.year).collect();
        let of_year = |y: u16| {
            format!(
                "本計畫{y}年度申請補助款{}元，其中人事費{}元，占補助款{}。",
                value(format!("grant:{y}")),
                value(format!("personnel:{y}")),
                value(format!("personnel_share:{y}")),
            )
        };
        let mut words: String = years.iter().map(|y| of_year(*y)).collect();
        words += &format!("團隊成員共{}人。", value("team".to_owned()));
        season.proposals[i].sections[0].text = words.as_str().into();
        assert_eq!(stale::of_proposal(&season, &season.proposals[i]), [], "{words}");
        let budget = &mut season.proposals[i].budget[0];
        budget.grant_requested = budget.grant().map(|g| g.plus(1_000.into()));
        let stale = stale::of_proposal(&season, &season.proposals[i]);
        assert!(
            stale.iter().any(|s| s.fact == format!("grant:{}", years[0])),
            "{stale:?}"
        );
    }
}
