//! Every threshold matters: each number of each rule's parameters, and each day of each edition's period, nudged by its
//! smallest unit, makes at least one case fail. A threshold that no case holds is named.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod cases;
mod common;

use cases::{Before, Named};
use std::path::Path;
use toml::{Table, Value};
use usr_desk_rules::Rulebook;

const NUDGED: &str = "nudged";

/// A threshold with another value, and where it stands.
struct Nudge {
    name: String,
    /// Of which rule; `None` = of the edition itself.
    rule: Option<String>,
    book: Rulebook,
}

fn read(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap();
    let head = text.split("\n+++\n").next().unwrap().trim_start_matches("+++\n");
    toml::from_str(head).unwrap()
}

/// The rules' documents by id.
fn rules() -> Vec<(String, Table)> {
    let documents = cases::documents().into_iter().map(|path| read(&path));
    documents
        .map(|head| (head["id"].as_str().unwrap().to_owned(), head))
        .collect()
}

/// A pack that is the edition word for word, but for what `change` does to it.
fn pack(edition: &str, rules: &[(String, Table)], change: impl FnOnce(&mut Table)) -> Rulebook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/editions/{edition}.md"));
    let mut head = read(&path);
    head.insert("id".to_owned(), NUDGED.into());
    head.remove("sentences");
    head.remove("notes");
    let same = |(id, _): &(String, Table)| {
        (
            id.clone(),
            Value::Table(Table::from_iter([("same_as".to_owned(), edition.into())])),
        )
    };
    head.insert("rule".to_owned(), Value::Table(rules.iter().map(same).collect()));
    change(&mut head);
    let mut book = Rulebook::embedded().unwrap();
    book.add_pack(
        "nudged.md",
        &format!("+++\n{}\n+++\n", toml::to_string(&head).unwrap()),
    )
    .unwrap();
    book
}

/// Every number below, as the keys that lead to it.
fn numbers(value: &Value, at: Vec<Step>, found: &mut Vec<(Vec<Step>, i64)>) {
    let below = |step: Step| at.iter().cloned().chain([step]).collect();
    match value {
        Value::Integer(number) => found.push((at, *number)),
        Value::Table(fields) => fields
            .iter()
            .for_each(|(key, value)| numbers(value, below(Step::Key(key.clone())), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, value)| numbers(value, below(Step::Item(i)), found)),
        _ => {}
    }
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

fn put(value: &mut Value, at: &[Step], number: i64) {
    match at {
        [] => *value = number.into(),
        [Step::Key(key), rest @ ..] => put(&mut value[key.as_str()], rest, number),
        [Step::Item(i), rest @ ..] => put(&mut value[*i], rest, number),
    }
}

fn of_rules(edition: &str, rules: &[(String, Table)], nudges: &mut Vec<Nudge>) {
    for (id, head) in rules {
        let clause = &head["edition"][edition];
        let Some(params) = clause.get("params") else {
            continue;
        };
        let mut found = Vec::new();
        numbers(params, Vec::new(), &mut found);
        for (at, number) in found {
            for other in [number - 1, number + 1].into_iter().filter(|other| *other >= 0) {
                let mut params = params.clone();
                put(&mut params, &at, other);
                let book = pack(edition, rules, |head| {
                    let rule = head["rule"][id.as_str()].as_table_mut().unwrap();
                    rule.insert("params".to_owned(), params);
                    for kept in ["quote", "type"] {
                        rule.extend(clause.get(kept).map(|text| (kept.to_owned(), text.clone())));
                    }
                });
                nudges.push(Nudge {
                    name: format!("{edition} {id} {at:?}: {number} as {other}"),
                    rule: Some(id.clone()),
                    book,
                });
            }
        }
    }
}

fn of_period(edition: &str, rules: &[(String, Table)], nudges: &mut Vec<Nudge>) {
    let days: [(&str, [&str; 2]); 2] = match edition {
        "112-116" => [
            ("first_day", ["2022-12-31", "2023-01-02"]),
            ("last_day", ["2027-12-30", "2028-01-01"]),
        ],
        _ => [
            ("first_day", ["2019-12-31", "2020-01-02"]),
            ("last_day", ["2022-12-30", "2023-01-01"]),
        ],
    };
    for (field, others) in days {
        for other in others {
            let book = pack(edition, rules, |head| {
                head.insert(field.to_owned(), other.into());
            });
            nudges.push(Nudge {
                name: format!("{edition} {field} as {other}"),
                rule: Some("proposal-period".to_owned()),
                book,
            });
        }
    }
}

#[test]
fn an_edition_word_for_word_keeps_every_case() {
    let (rules, cases) = (rules(), cases::all());
    for edition in ["112-116", "109-111"] {
        let book = pack(edition, &rules, |_| {});
        let broken: Vec<&str> = broken(&cases, edition, None, &book);
        assert!(broken.is_empty(), "a pack that changes nothing breaks {broken:?}");
    }
}

#[test]
fn every_threshold_is_held_by_a_case() {
    let (rules, cases) = (rules(), cases::all());
    let (mut nudges, mut survivors) = (Vec::new(), Vec::new());
    for edition in ["112-116", "109-111"] {
        of_rules(edition, &rules, &mut nudges);
        of_period(edition, &rules, &mut nudges);
        let count = nudges.len();
        for nudge in nudges.drain(..) {
            if broken(&cases, edition, nudge.rule.as_deref(), &nudge.book).is_empty() {
                survivors.push(nudge.name);
            }
        }
        assert!(count > 20, "only {count} thresholds were nudged");
    }
    assert!(
        survivors.is_empty(),
        "thresholds that no case holds: {survivors:#?}"
    );
}

/// Cases of the edition (of the rule, where one is named) that fail with this book.
fn broken<'c>(cases: &'c [Named], edition: &str, rule: Option<&str>, book: &Rulebook) -> Vec<&'c str> {
    let before = Before {
        book,
        edition: Some(NUDGED),
    };
    let of_rule = |case: &&Named| rule.is_none_or(|rule| case.rules.iter().any(|r| r == rule || r == "*"));
    let own = cases
        .iter()
        .filter(|case| case.edition == edition)
        .filter(of_rule);
    own.filter(|case| (case.run)(before).is_err())
        .map(|case| case.name.as_str())
        .collect()
}
