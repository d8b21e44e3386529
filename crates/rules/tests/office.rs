//! The office's own packs: stricter limits of a known shape, and unit prices with years and sources.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

mod common;

use common::{compliant, workspace};
use serde_json::{Value, json};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook, Standing};

const PACK: &str = include_str!("packs/office.md");

fn with_pack() -> Rulebook {
    let mut book = Rulebook::embedded().unwrap();
    book.add_pack("office.md", PACK).unwrap();
    book
}

fn say(book: &Rulebook, season: &Value, rule: &str) -> Vec<Outcome> {
    let outcomes = book
        .check(&workspace(season), &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    outcomes
        .into_iter()
        .filter(|o| o.rule == rule && o.proposal.as_deref() == Some("a"))
        .collect()
}

#[test]
fn a_stricter_limit_is_told_as_its_model_tells_and_is_never_a_violation() {
    let (book, season) = (with_pack(), compliant("112-116"));
    let own = say(&book, &season, "own-personnel-share");
    assert_eq!(own.len(), 2);
    assert_eq!(
        (own[0].outcome, own[0].figures.unwrap().limit),
        (Standing::OverPrinciple, 1_925_000)
    );
    assert!(
        own[0].clause.contains("校內") && own[0].message.contains("55%"),
        "{:?}",
        own[0]
    );
    let ministry = say(&book, &season, "personnel-share");
    assert_eq!(ministry[0].outcome, Standing::Pass);
    // A firm limit of the model is the office's wish here.
    let matching = say(&book, &season, "own-matching-fund");
    assert!(
        matching.iter().all(|o| o.outcome == Standing::OverPrinciple),
        "{matching:?}"
    );
    let prior = compliant("109-111");
    assert!(
        say(&book, &prior, "own-personnel-share").is_empty(),
        "of the edition that it names only"
    );
}

#[test]
fn a_reason_settles_an_own_limit_and_the_rest_of_the_book_is_as_it_was() {
    let (book, mut season) = (with_pack(), compliant("112-116"));
    let built_in = Rulebook::embedded().unwrap();
    let all = |book: &Rulebook, season: &Value| -> Vec<Outcome> {
        let outcomes = book
            .check(&workspace(season), &AttachmentFacts::default(), Language::ZhTw)
            .unwrap();
        outcomes
            .into_iter()
            .filter(|o| !o.rule.starts_with("own-"))
            .collect()
    };
    assert_eq!(all(&book, &season), all(&built_in, &season));
    season["proposals"][0]["justifications"]["own-personnel-share"] = json!({ "115": "駐點人力" });
    assert_eq!(
        say(&book, &season, "own-personnel-share")[0].outcome,
        Standing::Justified
    );
    assert!(
        book.clause("own-personnel-share", "112-116")
            .unwrap()
            .explanation
            .contains("校內")
    );
}

/// 190 an hour in 115 is under what the office entered for 115; the same in 114 is right.
#[test]
fn a_unit_price_is_held_against_the_rate_of_its_year_with_source_and_day() {
    let (book, mut season) = (with_pack(), compliant("112-116"));
    let worker = json!({ "id": "w", "item": "工讀費", "category": "operations", "fund": "grant", "unit_price": 190, "quantity": 10, "unit": "小時", "amount": 1900, "tags": [] });
    season["proposals"][0]["budget"][0]["lines"]
        .as_array_mut()
        .unwrap()
        .push(worker.clone());
    let hints = book.price_hints(&workspace(&season), Language::ZhTw);
    let hint = hints.iter().find(|h| h.item == "工讀費").unwrap();
    assert_eq!(
        (hint.year, hint.limit.as_str(), hint.confidence.as_str()),
        (115, "≥ 196", "校內")
    );
    assert!(hint.source.contains("虛構") && !hint.on.is_empty());
    assert!(season.pointer(&hint.place).is_some(), "{}", hint.place);
    season["proposals"][0]["budget"][0]["year"] = 114.into();
    assert!(
        book.price_hints(&workspace(&season), Language::ZhTw)
            .iter()
            .all(|h| h.item != "工讀費")
    );
    // Exactly the rate is right.
    let priced = |season: &mut Value, price: i64| {
        let lines = season["proposals"][0]["budget"][0]["lines"]
            .as_array_mut()
            .unwrap();
        lines.last_mut().unwrap()["unit_price"] = price.into();
    };
    season["proposals"][0]["budget"][0]["year"] = 115.into();
    for (price, hinted) in [(196, 0), (195, 1)] {
        priced(&mut season, price);
        let hints = book.price_hints(&workspace(&season), Language::ZhTw);
        assert_eq!(
            hints.iter().filter(|h| h.item == "工讀費").count(),
            hinted,
            "{price}"
        );
    }
    // A rate of one year only is sound, and holds in that year.
    let mut one_year = Rulebook::embedded().unwrap();
    let pack = PACK.replace("from = 115\n", "from = 115\nto = 115\n");
    one_year.add_pack("office.md", &pack).unwrap();
    for (year, hinted) in [(115, 1), (116, 0)] {
        season["proposals"][0]["budget"][0]["year"] = year.into();
        season["proposals"][0]["budget"][1]["year"] = (year + 1).into();
        let hints = one_year.price_hints(&workspace(&season), Language::ZhTw);
        assert_eq!(
            hints.iter().filter(|h| h.item == "工讀費").count(),
            hinted,
            "{year}"
        );
    }
    // Without the office's entry nothing is known of it.
    season["proposals"][0]["budget"][0]["year"] = 115.into();
    let built_in = Rulebook::embedded().unwrap();
    assert!(
        built_in
            .price_hints(&workspace(&season), Language::ZhTw)
            .is_empty(),
        "the compliant season has no hint"
    );
}

#[test]
fn what_is_built_in_is_hinted_at_beyond_its_amount_only() {
    let (book, mut season) = (Rulebook::embedded().unwrap(), compliant("112-116"));
    let line = |price: i64, unit: &str| json!({ "id": "m", "item": "工作坊膳費", "category": "operations", "fund": "grant", "unit_price": price, "quantity": 1, "unit": unit, "amount": price, "tags": [] });
    let hints = |season: &mut Value, line: Value| {
        let mut season = season.clone();
        season["proposals"][0]["budget"][0]["lines"]
            .as_array_mut()
            .unwrap()
            .push(line);
        book.price_hints(&workspace(&season), Language::ZhTw).len()
    };
    assert_eq!(hints(&mut season, line(120, "人次")), 0);
    assert_eq!(hints(&mut season, line(121, "人次")), 1);
    assert_eq!(
        hints(&mut season, line(50_000, "式")),
        0,
        "a lump sum is no price"
    );
}

#[test]
fn a_pack_with_a_fault_is_refused_whole_and_the_fault_is_named() {
    let refusal = |from: &str, to: &str| {
        assert!(PACK.contains(from), "{from}");
        let mut book = Rulebook::embedded().unwrap();
        let (rules, packs) = (book.clauses("112-116").len(), book.packs().len());
        let error = book
            .add_pack("office.md", &PACK.replacen(from, to, 1))
            .unwrap_err()
            .to_string();
        assert_eq!(
            (book.clauses("112-116").len(), book.packs().len()),
            (rules, packs),
            "refused whole"
        );
        error
    };
    for (from, to, named) in [
        ("office = \"112-116\"", "office = \"120-124\"", "120-124"),
        (
            "like = \"personnel-share\"",
            "like = \"personel-share\"",
            "personel-share",
        ),
        ("id = \"own-personnel-share\"", "id = \"personnel-share\"", "own-"),
        (
            "id = \"own-personnel-share\"",
            "id = \"my-personnel-share\"",
            "own-",
        ),
        (
            "id = \"own-personnel-share\"",
            "id = \"own-matching-fund\"",
            "own-",
        ),
        (
            "params.percent = { sprout = 55 }",
            "params.per_cent = { sprout = 55 }",
            "params",
        ),
        ("source = \"（虛構）", "source = \"\" # ", "source"),
        ("at_least = 196\n", "", "at_most"),
        ("items = [\"工讀\"]", "items = [\" \"]", "items"),
        ("from = 115\n", "from = 115\nto = 114\n", "to 早於 from"),
        ("quote = \"（虛構）人事費", "quote = \"\" # ", "quote"),
        ("quote = \"（虛構）人事費", "quotes = \"（虛構）人事費", "quote"),
    ] {
        let error = refusal(from, to);
        assert!(
            error.contains(named) && error.contains("office.md"),
            "{from}: {error}"
        );
    }
}

#[test]
fn every_pack_is_known_by_name_version_and_hash() {
    let book = with_pack();
    let pack = &book.packs()[0];
    assert_eq!(
        (pack.name.as_str(), pack.version.as_str(), pack.sha256.len()),
        ("office.md", "115.1", 64)
    );
    let mut other = Rulebook::embedded().unwrap();
    other.add_pack("office.md", &PACK.replace("55", "54")).unwrap();
    assert_ne!(other.packs()[0].sha256, pack.sha256);
}

/// A limit of the office's beside the clause whose shape it has; a unit price beside the one that gave way.
#[test]
fn what_an_office_sets_stands_beside_what_the_text_says() {
    let mut book = Rulebook::embedded().unwrap();
    let meal = PACK.replace("工讀費時薪", "膳費（午、晚餐）");
    book.add_pack("office.md", &meal).unwrap();
    let changes = book.changes(&book.packs()[0].sha256).unwrap();
    let rules: Vec<Option<&str>> = changes.iter().map(|change| change.rule.as_deref()).collect();
    assert_eq!(
        rules,
        [Some("own-personnel-share"), Some("own-matching-fund"), None]
    );
    let (before, after) = (
        changes[1].before.as_ref().unwrap(),
        changes[1].after.as_ref().unwrap(),
    );
    assert_eq!(
        (before.cite.as_str(), before.parameters[0].value.as_str()),
        ("第七點第六款", "10")
    );
    assert_eq!(
        (
            after.parameters[0].value.as_str(),
            after.parameters[0].name_en.is_empty()
        ),
        ("15", false)
    );
    assert!(after.cite.contains("（虛構）"));
    assert_eq!(
        (changes[2].title.as_str(), changes[2].title_en.as_str()),
        ("膳費（午、晚餐）", "Hourly wage of student workers")
    );
    let (before, after) = (
        changes[2].before.as_ref().unwrap(),
        changes[2].after.as_ref().unwrap(),
    );
    assert_eq!(
        (
            before.parameters[0].value.as_str(),
            before.parameters[1].value.as_str()
        ),
        ("≤ 120", "114–")
    );
    assert_eq!(
        (
            after.parameters[0].value.as_str(),
            after.parameters[1].value.as_str()
        ),
        ("≥ 196", "115–")
    );
    assert!(before.cite.contains("113-10-15") && after.cite.contains("114-10-01"));
    // A price that nothing gave way to stands alone.
    let book = with_pack();
    assert_eq!(book.changes(&book.packs()[0].sha256).unwrap()[2].before, None);
}
