//! People of a roster against those who stand: by number the same, by name alone a question.

use super::{Candidate, KeptRecord, Question, RecordPlan, change, new, text_change};
use crate::map::Map;
use crate::plan::FieldChange;
use crate::records::PersonRow;
use crate::words::squash;
use std::collections::BTreeSet;
use usr_desk_workspace::{FieldPath, Person, PersonId, Text};

impl RecordPlan {
    pub(super) fn people(&mut self, rows: &[PersonRow], people: &[Person], map: &Map) {
        let mut taken = BTreeSet::new();
        for row in rows {
            match partner(row, people, map) {
                Partner::New => self.added.push(new(&row.name, &row.place, &person_of(row))),
                Partner::Is(person) => {
                    taken.insert(&person.id);
                    let at = FieldPath::new("/people").then(&person.id);
                    self.compare(at, &row.name, &row.place, changes_of(person, row));
                }
                Partner::Asked(candidates) => {
                    taken.extend(candidates.iter().map(|p| &p.id));
                    self.questions.push(question(row, &candidates));
                }
            }
        }
        let missing = people.iter().filter(|p| !taken.contains(&p.id));
        self.missing.extend(missing.map(|p| KeptRecord {
            name: p.name.to_string(),
            says: says(p),
        }));
    }
}

enum Partner<'a> {
    New,
    Is(&'a Person),
    Asked(Vec<&'a Person>),
}

fn partner<'a>(row: &PersonRow, people: &'a [Person], map: &Map) -> Partner<'a> {
    match map.same.get(&row.place.key()).map(String::as_str) {
        Some("new") => return Partner::New,
        Some(id) => {
            if let Some(person) = people.iter().find(|p| p.id.as_str() == id) {
                return Partner::Is(person);
            }
        }
        None => {}
    }
    let number = |p: &Person| squash(&p.staff_number);
    let same_number = row.staff_number.as_deref().filter(|n| !n.is_empty());
    if let Some(person) = same_number.and_then(|n| people.iter().find(|p| number(p) == squash(n))) {
        return Partner::Is(person);
    }
    let alike: Vec<&Person> = people
        .iter()
        .filter(|p| folded(&p.name) == folded(&row.name))
        .collect();
    if alike.is_empty() {
        Partner::New
    } else {
        Partner::Asked(alike)
    }
}

/// White space, width and 台/臺 make no other person.
fn folded(name: &str) -> String {
    squash(name).replace('台', "臺")
}

fn question(row: &PersonRow, candidates: &[&Person]) -> Question {
    let number = row.staff_number.as_deref();
    Question {
        row: row.place.key(),
        name: row.name.clone(),
        source: row.place.shown(),
        candidates: candidates
            .iter()
            .map(|p| Candidate {
                id: p.id.clone(),
                says: says(p),
            })
            .collect(),
        message: said!(
            "{place}「{name}」（員工編號{number}）與名冊上的人同名，請指定是不是同一人。",
            "{place} “{name}” (staff number {known}) has the name of somebody on the roster. Say whether it is the same person.",
            known = number.unwrap_or("not given"),
            number = number.unwrap_or("未填"),
            place = row.place.shown(),
            name = &row.name,
        ),
    }
}

fn says(person: &Person) -> String {
    let parts = [
        &person.staff_number,
        &person.affiliation,
        &person.department,
        &person.title,
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|t| t.trim())
        .filter(|t| !t.is_empty())
        .collect();
    parts.join("・")
}

fn person_of(row: &PersonRow) -> Person {
    let text = |t: &Option<String>| t.as_deref().map(Text::from).unwrap_or_default();
    Person {
        id: PersonId::from(""),
        name: Text::from(row.name.as_str()),
        staff_number: text(&row.staff_number),
        email: text(&row.email),
        affiliation: text(&row.affiliation),
        department: text(&row.department),
        title: text(&row.title),
        is_teacher: row.is_teacher,
        executive: row.executive,
        other_school_declaration: None,
    }
}

/// The fields in which the sheet says something else; what it leaves blank says nothing.
fn changes_of(stands: &Person, row: &PersonRow) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let name = Some(row.name.clone());
    for (field, old, new) in [
        ("name", &stands.name, &name),
        ("staff_number", &stands.staff_number, &row.staff_number),
        ("email", &stands.email, &row.email),
        ("affiliation", &stands.affiliation, &row.affiliation),
        ("department", &stands.department, &row.department),
        ("title", &stands.title, &row.title),
    ] {
        text_change(&mut found, field, old, new.as_deref());
    }
    if row.is_teacher.is_some() && row.is_teacher != stands.is_teacher {
        change(&mut found, "is_teacher", &stands.is_teacher, &row.is_teacher);
    }
    if row.executive.is_some() && row.executive != stands.executive {
        change(&mut found, "executive", &stands.executive, &row.executive);
    }
    found
}
