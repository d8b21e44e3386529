//! What a pack changes (修正對照表): the words and limits before it, its own, and where each stands.
//!
//! An edition is held against the one before it, an office's limit against the clause whose shape it has, a unit price
//! against the one that gave way to it.

use crate::edition::Edition;
use crate::office::Rate;
use crate::{Clause, Parameter, Rulebook};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a pack brought.
pub(crate) enum Adds {
    /// An edition, by id.
    Edition(String),
    /// The office's own.
    Office {
        /// The edition that it goes with.
        edition: String,
        /// Its limits, each with the rule whose shape it has.
        limits: Vec<(String, String)>,
        rates: Vec<Rate>,
        /// Unit prices that gave way.
        replaced: Vec<Rate>,
    },
}

/// A row of the table: what stood before, and what the pack says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PackChange {
    /// Rule id; absent = no rule: the edition itself, a unit price.
    pub rule: Option<String>,
    /// What it is about, in zh-TW.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Absent = nothing stood there.
    pub before: Option<Wording>,
    /// Absent = the pack states nothing any more.
    pub after: Option<Wording>,
}

/// The words of one side of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Wording {
    /// 點次, or where a unit price is published.
    pub cite: String,
    /// Word for word.
    pub text: String,
    /// Limits, in words.
    pub parameters: Vec<Parameter>,
}

impl Rulebook {
    /// What the pack of this hash changes, in clause order; `None` = no pack of it was added.
    pub fn changes(&self, sha256: &str) -> Option<Vec<PackChange>> {
        let at = self.packs.iter().position(|pack| pack.sha256 == sha256)?;
        Some(match &self.adds[at] {
            Adds::Edition(id) => self.changes_of_edition(id),
            Adds::Office {
                edition,
                limits,
                rates,
                replaced,
            } => {
                let limits = limits.iter().filter_map(|(own, like)| {
                    let before = self.clause(like, edition).and_then(Wording::of);
                    self.clause(own, edition).map(|own| own.against(before))
                });
                let rates = rates.iter().map(|rate| {
                    let before = replaced.iter().find(|known| rate.is_called(known));
                    let (title, title_en) = rate.titles();
                    PackChange {
                        rule: None,
                        title: title.to_owned(),
                        title_en: title_en.to_owned(),
                        before: before.map(Rate::worded),
                        after: Some(rate.worded()),
                    }
                });
                limits.chain(rates).collect()
            }
        })
    }

    fn changes_of_edition(&self, id: &str) -> Vec<PackChange> {
        let Some(at) = self.editions.iter().position(|edition| edition.id == id) else {
            return Vec::new();
        };
        // Newest first: the one before it comes after it; the oldest of all is held against the newest other.
        let other = (at + 1..self.editions.len()).chain(0..at).next();
        let Some(other) = other.map(|other| &self.editions[other]) else {
            return Vec::new();
        };
        let new = &self.editions[at];
        let mut changes = self.terms_that_differ(other, new);
        for after in self.clauses(&new.id) {
            let before = self.clause(&after.rule, &other.id).and_then(Wording::of);
            let change = after.against(before);
            if change.before != change.after {
                changes.push(change);
            }
        }
        changes
    }

    /// Period and types of two editions, where they are not the same.
    fn terms_that_differ(&self, old: &Edition, new: &Edition) -> Vec<PackChange> {
        let (old, new) = (old.info(&self.common), new.info(&self.common));
        let wording = |title: &str, text: String| {
            Some(Wording {
                cite: title.to_owned(),
                text,
                parameters: Vec::new(),
            })
        };
        let row = |title: &str, title_en: &str, before, after| PackChange {
            rule: None,
            title: title.to_owned(),
            title_en: title_en.to_owned(),
            before,
            after,
        };
        let period = |info: &crate::EditionInfo| {
            let days = format!("{}至{}", info.first_day.in_roc(), info.last_day.in_roc());
            wording(&info.title, days)
        };
        let types = |info: &crate::EditionInfo| {
            let named = info.types.iter().map(|kind| {
                let sections = self.sections(&info.id, kind.key);
                let sections: Vec<&str> = sections.iter().map(|s| s.title.as_str()).collect();
                format!("{}（{}）：{}", kind.title, kind.category, sections.join("、"))
            });
            wording(&info.title, named.collect::<Vec<_>>().join("\n"))
        };
        let rows = [
            row("適用期間", "Period", period(&old), period(&new)),
            row(
                "類型及其段落",
                "Types and their sections",
                types(&old),
                types(&new),
            ),
        ];
        let text = |side: &Option<Wording>| side.as_ref().map(|wording| wording.text.clone());
        rows.into_iter()
            .filter(|row| text(&row.before) != text(&row.after))
            .collect()
    }
}

impl Clause {
    /// Beside what stood before it.
    fn against(self, before: Option<Wording>) -> PackChange {
        PackChange {
            rule: Some(self.rule.clone()),
            title: self.title.clone(),
            title_en: self.title_en.clone(),
            before,
            after: Wording::of(self),
        }
    }
}

impl Wording {
    /// Of a clause; `None` = 要點未訂.
    fn of(clause: Clause) -> Option<Wording> {
        clause.stated.then(|| Wording {
            cite: clause.cite.to_string(),
            text: clause.quote.to_string(),
            parameters: clause.parameters,
        })
    }
}
