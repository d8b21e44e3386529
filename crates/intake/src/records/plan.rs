//! What taking a list over would change, row by row; and the one edit that does it.

use super::{IndicatorRow, PersonRow, Records, RowPlace, Subject};
use crate::map::Map;
use crate::plan::FieldChange;
use crate::words::{kept, squash};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use ts_rs::TS;
use usr_desk_workspace::{Edit, FieldPath, Indicator, Money, Person, PersonId, Proposal, Text};

/// What an import would do. It was shown to a person; it is what is carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordPlan {
    /// Of what.
    pub subject: Subject,
    /// File name, for the history.
    pub file: String,
    /// New ones.
    pub added: Vec<NewRecord>,
    /// Those that stand already and differ.
    pub changed: Vec<ChangedRecord>,
    /// How many stand already as the sheet says.
    pub unchanged: u32,
    /// Those that the sheet lacks; they stay.
    pub missing: Vec<KeptRecord>,
    /// Rows that may be somebody who stands already; while there are any, nothing is written.
    pub questions: Vec<Question>,
    /// Rows of other plans.
    pub elsewhere: u32,
}

/// A new person or indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NewRecord {
    /// 姓名, 指標名稱.
    pub name: String,
    /// As the file form has it; a person's id is given when the plan is carried out.
    #[ts(type = "Record<string, unknown>")]
    pub value: Value,
    /// `名冊!B8`.
    pub source: String,
}

/// A person or indicator that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangedRecord {
    /// Which.
    pub at: FieldPath,
    /// 姓名, 指標名稱.
    pub name: String,
    /// Field by field; `targets/115` is the target of a year.
    pub fields: Vec<FieldChange>,
    /// `名冊!B8`.
    pub source: String,
}

/// A person or indicator that the sheet lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptRecord {
    /// 姓名, 指標名稱.
    pub name: String,
    /// What else tells it.
    pub says: String,
}

/// A row that may be somebody who stands already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    /// The row, as a map names it.
    pub row: String,
    /// 姓名.
    pub name: String,
    /// `名冊!B8`.
    pub source: String,
    /// Who it may be.
    pub candidates: Vec<Candidate>,
    /// A sentence: what, and what to do.
    pub message: String,
}

/// A person that a row may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Candidate {
    /// Which.
    #[ts(type = "string")]
    pub id: PersonId,
    /// Number, unit and title.
    pub says: String,
}

/// Compares people that were read with those that stand, or indicators with those of a proposal.
pub fn plan(
    file: &str,
    records: &Records,
    people: &[Person],
    proposal: Option<&Proposal>,
    map: &Map,
) -> RecordPlan {
    let mut plan = RecordPlan {
        subject: if proposal.is_some() {
            Subject::Indicators
        } else {
            Subject::People
        },
        file: file.to_owned(),
        added: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        missing: Vec::new(),
        questions: Vec::new(),
        elsewhere: 0,
    };
    match proposal {
        None => plan.people(&records.people, people, map),
        Some(proposal) => plan.indicators(&records.indicators, proposal),
    }
    plan
}

impl RecordPlan {
    fn people(&mut self, rows: &[PersonRow], people: &[Person], map: &Map) {
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

    fn indicators(&mut self, rows: &[IndicatorRow], proposal: &Proposal) {
        // A list of the whole school says whose each row is; one plan's list need not.
        let is_ours = |row: &&IndicatorRow| {
            let said = row.proposal.as_deref().map(squash);
            said.is_some_and(|said| said == squash(&proposal.title) || said == squash(proposal.id.as_str()))
        };
        let names_us = rows.iter().any(|row| is_ours(&row));
        let mut taken = BTreeSet::new();
        for row in rows {
            if names_us && !is_ours(&row) {
                self.elsewhere += 1;
                continue;
            }
            let standing = proposal.indicators.iter().enumerate();
            let mut alike =
                standing.filter(|(i, s)| named(&s.name) == named(&row.name) && !taken.contains(i));
            let by_unit = |(_, s): &(usize, &Indicator)| {
                row.unit
                    .as_deref()
                    .is_none_or(|unit| squash(unit) == squash(&s.unit))
            };
            let found = alike.clone().find(by_unit).or_else(|| alike.next());
            match found {
                None => self.added.push(new(&row.name, &row.place, &indicator_of(row))),
                Some((index, standing)) => {
                    taken.insert(index);
                    let list = FieldPath::new("/proposals").then(&proposal.id).then("indicators");
                    self.compare(
                        list.then(index),
                        &row.name,
                        &row.place,
                        indicator_changes(standing, row),
                    );
                }
            }
        }
        let missing = proposal
            .indicators
            .iter()
            .enumerate()
            .filter(|(i, _)| !taken.contains(i));
        self.missing.extend(missing.map(|(_, s)| KeptRecord {
            name: s.name.to_string(),
            says: s.unit.to_string(),
        }));
    }

    fn compare(&mut self, at: FieldPath, name: &str, place: &RowPlace, fields: Vec<FieldChange>) {
        if fields.is_empty() {
            self.unchanged += 1;
        } else {
            self.changed.push(ChangedRecord {
                at,
                name: name.to_owned(),
                fields,
                source: place.shown(),
            });
        }
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty()
    }

    /// The plan as one undoable step. `list` is where new ones go; ids of people come from the caller.
    pub fn edit(&self, list: &FieldPath, new_id: &mut dyn FnMut() -> PersonId) -> Edit {
        let mut edits = Vec::new();
        for changed in &self.changed {
            for field in &changed.fields {
                let place = field
                    .field
                    .split('/')
                    .fold(changed.at.clone(), |at, part| at.then(part));
                edits.push(Edit::Set {
                    path: place,
                    value: field.new.clone(),
                });
            }
        }
        for added in &self.added {
            let mut value = added.value.clone();
            if self.subject == Subject::People {
                value["id"] = Value::String(new_id().to_string());
            }
            edits.push(Edit::Add {
                list: list.clone(),
                value,
                before: None,
            });
        }
        let what = match self.subject {
            Subject::People => "人員名冊",
            Subject::Indicators => "指標",
        };
        Edit::All {
            label: format!("匯入{what} {}", self.file),
            edits,
        }
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

/// A name as it is compared: however it is spaced or numbered.
fn named(name: &str) -> String {
    squash(&kept(name))
}

/// White space, width and 台/臺 make no other person.
fn folded(name: &str) -> String {
    squash(name).replace('台', "臺")
}

fn question(row: &PersonRow, candidates: &[&Person]) -> Question {
    let number = row.staff_number.as_deref().unwrap_or("未填");
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
        message: format!(
            "{}「{}」（員工編號{number}）與名冊上的人同名，請指定是不是同一人。",
            row.place.shown(),
            row.name
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

fn new<T: Serialize>(name: &str, place: &RowPlace, value: &T) -> NewRecord {
    NewRecord {
        name: name.to_owned(),
        value: serde_json::to_value(value).unwrap_or_default(),
        source: place.shown(),
    }
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

fn indicator_of(row: &IndicatorRow) -> Indicator {
    Indicator {
        name: Text::from(row.name.as_str()),
        unit: row.unit.as_deref().map(Text::from).unwrap_or_default(),
        baseline: row.baseline,
        targets: row
            .targets
            .iter()
            .map(|(year, value)| (*year, Some(*value)))
            .collect(),
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

fn indicator_changes(stands: &Indicator, row: &IndicatorRow) -> Vec<FieldChange> {
    let mut found = Vec::new();
    text_change(&mut found, "unit", &stands.unit, row.unit.as_deref());
    if row.baseline.is_some() && row.baseline != stands.baseline {
        change(&mut found, "baseline", &stands.baseline, &row.baseline);
    }
    for (year, value) in &row.targets {
        let old: Option<Money> = stands.targets.get(year).copied().flatten();
        if old != Some(*value) {
            change(&mut found, &format!("targets/{year}"), &old, value);
        }
    }
    found
}

fn text_change(found: &mut Vec<FieldChange>, field: &str, old: &Text, new: Option<&str>) {
    if let Some(new) = new.filter(|new| squash(new) != squash(old)) {
        change(found, field, &old.to_string(), &new);
    }
}

fn change<A: Serialize, B: Serialize>(found: &mut Vec<FieldChange>, field: &str, old: &A, new: &B) {
    found.push(FieldChange {
        field: field.to_owned(),
        old: serde_json::to_value(old).unwrap_or_default(),
        new: serde_json::to_value(new).unwrap_or_default(),
    });
}
