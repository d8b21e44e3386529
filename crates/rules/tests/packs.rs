//! The next edition is data: a pack is read by the same code as the built-in editions.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

mod common;

use common::{compliant, patch, workspace};
use serde_json::{Value, json};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook, Standing};

const PACK: &str = include_str!("packs/117-121.md");

fn with_pack() -> Rulebook {
    let mut book = Rulebook::embedded().unwrap();
    book.add_pack("117-121.md", PACK).unwrap();
    book
}

/// The compliant season of 112–116, two years later.
fn season() -> Value {
    let mut season = compliant("112-116");
    patch(&mut season, "replace", "/edition", "117-121".into()).unwrap();
    patch(
        &mut season,
        "replace",
        "/proposals/0/starts_on",
        "2028-01-01".into(),
    )
    .unwrap();
    patch(
        &mut season,
        "replace",
        "/proposals/0/ends_on",
        "2029-12-31".into(),
    )
    .unwrap();
    for (i, year) in [117, 118].into_iter().enumerate() {
        patch(
            &mut season,
            "replace",
            &format!("/proposals/0/budget/{i}/year"),
            year.into(),
        )
        .unwrap();
    }
    season
}

fn say(book: &Rulebook, season: &Value, rule: &str, proposal: &str, year: Option<u16>) -> Outcome {
    let outcomes = book
        .check(&workspace(season), &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    let wanted = |o: &Outcome| o.rule == rule && o.proposal.as_deref() == Some(proposal) && o.year == year;
    outcomes.into_iter().find(wanted).unwrap()
}

fn refusal(change: impl Fn(String) -> String) -> String {
    let mut book = Rulebook::embedded().unwrap();
    let editions = book.editions().len();
    let error = book.add_pack("117-121.md", &change(PACK.to_owned())).unwrap_err();
    assert_eq!(book.editions().len(), editions, "refused whole");
    assert!(book.clauses("117-121").is_empty(), "refused whole");
    error.to_string()
}

#[test]
fn a_new_edition_judges_by_its_own_limits() {
    let (book, mut season) = (with_pack(), season());
    patch(
        &mut season,
        "replace",
        "/proposals/0/budget/1/grant_requested",
        4_000_001.into(),
    )
    .unwrap();
    let first = say(&book, &season, "annual-grant-ceiling", "a", Some(117));
    let second = say(&book, &season, "annual-grant-ceiling", "a", Some(118));
    assert_eq!(
        (first.outcome, first.figures.unwrap().limit),
        (Standing::Pass, 4_000_000)
    );
    assert_eq!(
        (second.outcome, second.figures.unwrap().headroom),
        (Standing::Violation, -1)
    );
    assert!(second.quote.starts_with("（虛構）"), "{}", second.quote);
}

#[test]
fn its_period_types_and_sections_are_its_own() {
    let (book, mut season) = (with_pack(), season());
    assert_eq!(
        say(&book, &season, "proposal-period", "a", None).outcome,
        Standing::Pass
    );
    assert_eq!(
        say(&book, &season, "proposal-type", "c", None).outcome,
        Standing::Violation
    );
    let sections = say(&book, &season, "required-sections", "a", None);
    assert!(sections.message.contains("淨零作法"), "{}", sections.message);
    let net_zero = json!({ "key": "net_zero", "text": "以節電與綠能達成。" });
    patch(&mut season, "add", "/proposals/0/sections/-", net_zero).unwrap();
    assert_eq!(
        say(&book, &season, "required-sections", "a", None).outcome,
        Standing::Pass
    );
}

#[test]
fn what_it_takes_over_keeps_its_text_and_what_it_drops_is_said() {
    let (book, season) = (with_pack(), season());
    let matching = say(&book, &season, "matching-fund", "a", Some(117));
    assert_eq!(
        (matching.outcome, &*matching.clause),
        (Standing::Pass, "第七點第七款")
    );
    assert!(!matching.quote.is_empty());
    let dropped = say(&book, &season, "support-plan-ceiling", "support_plan", Some(115));
    assert_eq!(dropped.outcome, Standing::NotApplicable);
    assert!(dropped.message.contains("要點未訂"), "{}", dropped.message);
}

#[test]
fn the_newest_edition_comes_first_and_the_others_do_not_change() {
    let (book, built_in) = (with_pack(), Rulebook::embedded().unwrap());
    let ids: Vec<_> = book.editions().into_iter().map(|e| e.id).collect();
    assert_eq!(ids, ["117-121", "112-116", "109-111"]);
    for edition in ["112-116", "109-111"] {
        let season = workspace(&compliant(edition));
        let say = |book: &Rulebook| {
            book.check(&season, &AttachmentFacts::default(), Language::ZhTw)
                .unwrap()
        };
        assert_eq!(say(&book), say(&built_in));
    }
}

#[test]
fn a_pack_that_went_through_windows_is_read() {
    let mut book = Rulebook::embedded().unwrap();
    book.add_pack("117-121.md", &format!("\u{feff}{}", PACK.replace('\n', "\r\n")))
        .unwrap();
    assert_eq!(book.clauses("117-121").len(), book.clauses("112-116").len());
}

#[test]
fn a_pack_with_a_fault_is_refused_whole_and_the_fault_is_named() {
    let gap = refusal(|pack| {
        pack.replace(
            "[rule.matching-fund]\nsame_as = \"112-116\"\ncite = \"第七點第七款\"\n",
            "",
        )
    });
    assert!(gap.contains("缺少規則：matching-fund"), "{gap}");
    let unknown = refusal(|pack| pack.replace("[rule.transition]", "[rule.transitions]"));
    assert!(unknown.contains("transition"), "{unknown}");
    let misspelt = refusal(|pack| pack.replace("params.dollars", "params.dollar"));
    assert!(
        misspelt.contains("rule.annual-grant-ceiling 的 params"),
        "{misspelt}"
    );
    let silent = refusal(|pack| pack.replace("cite = \"第七點第七款\"", "params.percent = 20"));
    assert!(silent.contains("rule.matching-fund：改了 params"), "{silent}");
    let nameless = refusal(|pack| pack.replace("[section]\nnet_zero", "[section]\nzero"));
    assert!(nameless.contains("章節「net_zero」沒有名稱"), "{nameless}");
    for (row, named) in [
        ("rules = [\"matching-funds\"]", "沒有「matching-funds」這條規則"),
        ("rules = []", "要寫 rules 或 because 其中一項"),
        (
            "rules = [\"matching-fund\"], because = \"不必\"",
            "要寫 rules 或 because 其中一項",
        ),
    ] {
        let sentences =
            format!("sentences = [{{ at = \"第七點\", text = \"（虛構）一句。\", {row} }}]\n\n[[types]]");
        let unsound = refusal(|pack| pack.replacen("[[types]]", &sentences, 1));
        assert!(unsound.contains(named), "{unsound}");
    }
    let counted = refusal(|pack| pack.replacen("id = \"117-121\"", "id = \"117-121\"\nversion = 3", 1));
    assert!(counted.contains("version 要寫成文字"), "{counted}");
    let stranger = refusal(|pack| pack.replacen("same_as = \"112-116\"", "same_as = \"106-108\"", 1));
    assert!(stranger.contains("106-108"), "{stranger}");
    let twice = refusal(|pack| pack.replace("id = \"117-121\"", "id = \"112-116\""));
    assert!(twice.contains("已經有「112-116」"), "{twice}");
    for broken in ["", "+++\n+++\n", "+++\nid = \n+++\n"] {
        let error = refusal(|_| broken.to_owned());
        assert!(error.contains("117-121.md"), "{error}");
    }
}

/// What a check rests on, as papers print it: what is built in and every pack, with version and hash.
#[test]
fn what_it_was_judged_by_is_told_in_words() {
    let mut book = Rulebook::embedded().unwrap();
    let alone = book.basis(Language::ZhTw);
    let pack = PACK.replacen("id = \"117-121\"", "id = \"117-121\"\nversion = \"117.2\"", 1);
    book.add_pack("117-121.md", &pack).unwrap();
    let (zh, en) = (book.basis(Language::ZhTw), book.basis(Language::En));
    let hash = &book.packs()[0].sha256[..8];
    assert!(
        alone.contains("內建規則") && zh.starts_with(&format!("{alone}、")),
        "{zh}"
    );
    assert!(zh.contains("117.2") && zh.contains(hash), "{zh}");
    assert!(
        en.contains("Built-in rules") && en.contains("; ") && en.contains(hash),
        "{en}"
    );
}

/// 修正對照表 of a pack: what differs stands there with its place, what is taken over does not.
#[test]
fn what_an_edition_changes_stands_beside_what_stood_before_it() {
    let book = with_pack();
    let changes = book.changes(&book.packs()[0].sha256).unwrap();
    let of = |rule: &str| changes.iter().find(|change| change.rule.as_deref() == Some(rule));
    let ceiling = of("annual-grant-ceiling").unwrap();
    let (before, after) = (ceiling.before.as_ref().unwrap(), ceiling.after.as_ref().unwrap());
    let values = |wording: &usr_desk_rules::Wording| -> Vec<String> {
        wording.parameters.iter().map(|p| p.value.clone()).collect()
    };
    assert_eq!(before.cite, "第五點第二款、第三款");
    assert!(
        values(before).contains(&"3,500,000".to_owned()) && values(after).contains(&"4,000,000".to_owned())
    );
    assert_ne!(before.text, after.text);
    assert_eq!(ceiling.title_en, "Yearly ceiling of each plan");
    assert!(of("school-eligible").is_none(), "taken over word for word");
    let period = changes.iter().find(|change| change.title == "適用期間").unwrap();
    assert_eq!(period.rule, None);
    assert!(period.before.as_ref().unwrap().text.contains("116年12月31日"));
    assert!(period.after.as_ref().unwrap().text.contains("121年12月31日"));
    let types = changes
        .iter()
        .find(|change| change.title == "類型及其段落")
        .unwrap();
    assert!(types.after.as_ref().unwrap().text.contains("淨零作法"));
    assert_eq!(book.changes("0"), None);
}

#[test]
fn an_edition_word_for_word_changes_nothing_but_its_period() {
    let mut head: toml::Table = {
        let text = include_str!("../src/editions/112-116.md");
        let head = text.split("\n+++\n").next().unwrap().trim_start_matches("+++\n");
        toml::from_str(head).unwrap()
    };
    head.insert("id".to_owned(), "again".into());
    head.insert("last_day".to_owned(), "2028-12-31".into());
    head.insert("first_day".to_owned(), "2024-01-01".into());
    let same = toml::Value::Table(toml::Table::from_iter([("same_as".to_owned(), "112-116".into())]));
    let rules = common::book()
        .clauses("112-116")
        .into_iter()
        .map(|clause| (clause.rule, same.clone()));
    head.insert("rule".to_owned(), toml::Value::Table(rules.collect()));
    let mut book = Rulebook::embedded().unwrap();
    let text = format!("+++\n{}\n+++\n", toml::to_string(&head).unwrap());
    book.add_pack("again.md", &text).unwrap();
    let changes = book.changes(&book.packs()[0].sha256).unwrap();
    let titles: Vec<&str> = changes.iter().map(|change| change.title.as_str()).collect();
    assert_eq!(titles, ["適用期間"]);
}

#[test]
fn an_edition_may_be_of_one_day() {
    let mut book = Rulebook::embedded().unwrap();
    let pack = PACK.replacen("last_day = \"2032-12-31\"", "last_day = \"2028-01-01\"", 1);
    assert_ne!(pack, PACK);
    book.add_pack("117-121.md", &pack).unwrap();
    assert_eq!(book.years("117-121"), [117]);
}
