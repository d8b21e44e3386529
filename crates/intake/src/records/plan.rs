//! What taking a list over would change, row by row; and the one edit that does it.
//!
//! Who is who is asked in `people`, which indicator is which in `indicators`.

mod indicators;
mod people;

use super::{Records, RowPlace, Subject};
use crate::map::Map;
use crate::plan::FieldChange;
use crate::said::{Pick, Said};
use crate::words::squash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use usr_desk_workspace::{Edit, FieldPath, Person, PersonId, Proposal, Sentence, Text};

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
    #[ts(type = "string")]
    pub message: Said,
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

    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        self.questions.iter_mut().for_each(|q| q.message.settle(pick));
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
        let (zh, en) = match self.subject {
            Subject::People => ("人員名冊", "roster"),
            Subject::Indicators => ("指標", "indicators"),
        };
        Edit::All {
            label: Sentence::new(
                format!("匯入{zh} {}", self.file),
                format!("Import {en} {}", self.file),
            ),
            edits,
        }
    }
}

fn new<T: Serialize>(name: &str, place: &RowPlace, value: &T) -> NewRecord {
    NewRecord {
        name: name.to_owned(),
        value: serde_json::to_value(value).unwrap_or_default(),
        source: place.shown(),
    }
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
