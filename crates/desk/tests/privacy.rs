//! What travels in a section file: every text of a season with everything filled in is marked with its place, and the file
//! holds the marks of its own proposal and of nobody else.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use usr_desk_desk::exchange;
use usr_desk_desk::practice;
use usr_desk_desk::sections::{Terms, hand_out};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{Workspace, format};

/// The practice season with something at every place where a person, a telephone or a word of the office can stand.
fn filled() -> Value {
    let mut season: Value = serde_json::from_slice(&format::write(&practice::season())).unwrap();
    let ids: Vec<String> = season["proposals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["id"].as_str().unwrap().to_owned())
        .collect();
    let person = season["people"][0]["id"].clone();
    season["version"] = 2.into();
    let contact = json!({"id": "c1", "duty": "窗口", "name": "某人", "title": "組員", "phone": "02-1234", "email": "a@b.tw"});
    season["school"]["contacts"] = json!([contact]);
    for proposal in season["proposals"].as_array_mut().unwrap() {
        proposal["contacts"] = json!([contact]);
        proposal["sites"] =
            json!([{"id": "s1", "name": "場域", "county": "縣", "township": "鄉", "note": "註"}]);
        proposal["pi_selection_basis"] = "依據".into();
        proposal["confirmations"] =
            json!({"team-quality": {"by": "某主任", "on": "2026-01-05", "basis": "會議"}});
        proposal["justifications"] = json!({"personnel-share": {"115": "理由"}});
    }
    for person in season["people"].as_array_mut().unwrap() {
        for field in [
            "name",
            "staff_number",
            "email",
            "affiliation",
            "department",
            "title",
        ] {
            person[field] = "某".into();
        }
    }
    season["confirmations"] = json!({"school-eligible": {"by": "某長", "on": "2026-01-05", "basis": "會議"}});
    let comment = |id: &str, path: String| {
        json!({"id": id, "kind": "finance", "round": "一", "path": path, "text": "問", "by": "某審",
            "answer": "答", "changed": [], "settled_by": "某決", "settled_on": "2026-01-05"})
    };
    let comments = ids
        .iter()
        .map(|id| comment(&format!("k-{id}"), format!("/proposals/{id}/title")));
    season["comments"] = comments
        .chain([comment("k-school", "/school/name".to_owned())])
        .collect();
    season["activities"] = json!([{"id": "v1", "title": "活動", "host": "某校", "place": "某地",
        "links": ["https://x"], "schools": ["某校"], "note": "註",
        "participants": [{"person": person, "proposal": ids[0], "certificate": null}]}]);
    season["milestones"] =
        json!([{"id": "m1", "kind": "seal", "title": "用印", "on": "2026-01-05", "note": "註"}]);
    season["holidays"] = json!(["2026-02-17"]);
    season["make_up_days"] = json!(["2026-02-07"]);
    season["attachments"] =
        json!([{"id": "t1", "kind": "其他", "title": "校務", "file": "attachments/s.pdf"}]);
    season
}

/// Every text leaf, by its place.
fn leaves<'a>(value: &'a mut Value, at: String, found: &mut Vec<(String, &'a mut String)>) {
    match value {
        Value::String(text) => found.push((at, text)),
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                leaves(item, format!("{at}/{i}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                leaves(field, format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

fn field(place: &str) -> &str {
    place
        .rsplit('/')
        .find(|s| s.parse::<u32>().is_err())
        .unwrap_or("")
}

fn mark(season: &mut Value, only: Option<&str>, words: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut found = Vec::new();
    leaves(season, String::new(), &mut found);
    let mut marks = BTreeMap::new();
    for (n, (place, text)) in found.into_iter().enumerate() {
        let name = field(&place);
        if only == Some(name) || (only.is_none() && words.contains(name)) {
            let token = format!("mark{n}x");
            *text = format!("{token}{text}");
            marks.insert(token, place);
        }
    }
    marks
}

/// The season with its words marked: names of fields that take any words are found by trying.
fn marked() -> (Workspace, BTreeMap<String, String>) {
    let season = filled();
    let mut all = season.clone();
    let mut found = Vec::new();
    leaves(&mut all, String::new(), &mut found);
    let names: BTreeSet<String> = found.iter().map(|(place, _)| field(place).to_owned()).collect();
    let takes_words = |name: &String| {
        // Ids name places and files name bytes: they are not words.
        let is_word = !["id", "person", "path", "file", "key", "proposal"].contains(&name.as_str());
        let mut tried = season.clone();
        mark(&mut tried, Some(name), &BTreeSet::new());
        is_word && format::read(tried.to_string().as_bytes()).is_ok()
    };
    let words: BTreeSet<String> = names.into_iter().filter(takes_words).collect();
    for needed in [
        "name",
        "phone",
        "email",
        "staff_number",
        "text",
        "by",
        "note",
        "host",
        "basis",
    ] {
        assert!(words.contains(needed), "{needed} is among the marked fields");
    }
    let mut season = season;
    let marks = mark(&mut season, None, &words);
    (format::read(season.to_string().as_bytes()).unwrap(), marks)
}

/// All that lies in the file, unpacked.
fn contents(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        text.push_str(file.name().unwrap().as_ref());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

fn part(season: &Workspace, proposal: &str, purpose: Purpose) -> String {
    let attached = ["attachments/s.pdf"].map(|name| (name.to_owned(), b"schoolsecret".to_vec()));
    let terms = Terms {
        proposal,
        to: "王老師",
        by: "承辦人",
        on: "2026-03-02T09:00:00+08:00",
        purpose,
        may_edit: Chapter::all(),
    };
    let part = hand_out(season, attached.to_vec(), terms).unwrap();
    contents(exchange::write("a.usrdesk-part", &part).unwrap())
}

#[test]
fn a_section_file_holds_its_own_proposal_and_nobody_else() {
    let (season, marks) = marked();
    assert!(marks.len() > 200, "{} marks", marks.len());
    for (at, proposal) in season.proposals.iter().enumerate() {
        let named: BTreeSet<usize> = (0..season.people.len())
            .filter(|i| {
                let id = season.people[*i].id.as_str();
                let text = serde_json::to_string(proposal).unwrap();
                text.contains(&format!("\"{id}\""))
            })
            .collect();
        assert!(named.len() < season.people.len(), "others are on the roster");
        let text = part(&season, proposal.id.as_str(), Purpose::Section);
        assert!(!text.contains("schoolsecret"), "the school's own attachment");
        let mut own = 0;
        for (token, place) in &marks {
            let steps: Vec<&str> = place.split('/').skip(1).collect();
            let may = match steps.as_slice() {
                ["proposals", n, ..] => n.parse() == Ok(at),
                ["people", n, ..] => named.contains(&n.parse().unwrap()),
                ["comments", n, ..] => n.parse() == Ok(at),
                ["school", "contacts", ..] => false,
                ["school" | "call" | "cycle" | "edition", ..] => true,
                _ => false,
            };
            let does = text.contains(token.as_str());
            assert!(may || !does, "{}: {place} is in the file", proposal.id);
            own += usize::from(may && does);
        }
        assert!(own > 20, "{own} marks of its own");
    }
}

/// An office may make ids of names: those of others stay here too.
#[test]
fn not_even_the_ids_of_others_travel() {
    let mut text = filled().to_string();
    let season = format::read(text.as_bytes()).unwrap();
    for (n, person) in season.people.iter().enumerate() {
        text = text.replace(
            &format!("\"{}\"", person.id),
            &format!("\"chen-mei-ling-{n:03}\""),
        );
    }
    let season = format::read(text.as_bytes()).unwrap();
    let proposal = &season.proposals[0];
    let own = serde_json::to_string(proposal).unwrap();
    let text = part(&season, proposal.id.as_str(), Purpose::Section);
    let (mut here, mut elsewhere) = (0, 0);
    for person in &season.people {
        let id = person.id.as_str();
        assert_eq!(text.contains(id), own.contains(id), "{id}");
        *if own.contains(id) {
            &mut here
        } else {
            &mut elsewhere
        } += 1;
    }
    assert!(here > 0 && elsewhere > 0, "{here} of its own, {elsewhere} others");
}

#[test]
fn the_accounting_office_sees_no_address_and_no_number_of_a_person() {
    let (season, marks) = marked();
    let proposal = season.proposals[0].id.to_string();
    let text = part(&season, &proposal, Purpose::Review);
    for (token, place) in &marks {
        let private = ["email", "phone", "staff_number"].contains(&field(place));
        assert!(!private || !text.contains(token.as_str()), "{place}");
    }
    let names = marks
        .iter()
        .filter(|(_, place)| place.starts_with("/people") && place.ends_with("/name"));
    assert!(names.into_iter().any(|(token, _)| text.contains(token.as_str())));
}
