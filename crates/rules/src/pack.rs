//! A pack (規則包): an edition that is added as data and read by the code that reads the built-in ones.
//!
//! It is a document like those of the built-in editions, with two more tables in its head:
//! - `[rule.RULE-ID]` for **every** rule: the clause as a rule's own document gives it (`cite`, `quote`, `params`, `type`,
//!   `covers`), or `unstated` where the new text states nothing, or `same_as = "112-116"` with only what differs. A gap is
//!   named, never filled in silently; new parameters need the new sentence beside them.
//! - `[section.KEY]` for narrative sections that no built-in edition knows, in both languages.
//! - `version`, if its maker counts them.
//!
//! A pack with `office` in its head is the office's own ([`crate::office`]): stricter limits of a known shape, unit prices.
//!
//! Code is needed only where a clause has a new shape.

use crate::book::{Bound, Entry};
use crate::compared::Adds;
use crate::document::{ClauseText, front_matter};
use crate::edition::Edition;
use crate::message::Words;
use crate::office::PackInfo;
use crate::{BadDocument, Rulebook};
use std::collections::BTreeMap;
use toml::{Table, Value};

impl Rulebook {
    /// Adds an edition. It is taken whole or refused whole, and then the sentence says what is wrong with it and where.
    pub fn add_pack(&mut self, name: &str, text: &str) -> Result<(), BadDocument> {
        let bad = |reason: String| BadDocument {
            document: name.to_owned(),
            reason,
        };
        // A file that went through Windows is the same file.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (mut head, body): (Table, &str) = front_matter(name, &text).map_err(|error| bad(error.reason))?;
        if head.contains_key("office") {
            return self.add_office(name, head, body, &text).map_err(bad);
        }
        let version = version(&mut head).map_err(bad)?;
        let mut given = table(&mut head, "rule").map_err(bad)?;
        let sections = table(&mut head, "section").map_err(bad)?;
        let sections: BTreeMap<String, Words> = Value::Table(sections)
            .try_into()
            .map_err(|error| bad(format!("section：{error}")))?;
        let edition: Edition = Value::Table(head)
            .try_into()
            .map_err(|error| bad(error.to_string()))?;
        self.fits(&edition, &sections).map_err(bad)?;
        let mut clauses = Vec::with_capacity(self.rules.len());
        let mut missing = Vec::new();
        for entry in &self.rules {
            let id = entry.document.id.as_str();
            let Some(clause) = given.remove(id) else {
                missing.push(id);
                continue;
            };
            let clause = clause_of(entry, clause).map_err(|reason| bad(format!("rule.{id}：{reason}")))?;
            let bound = Bound::read(&clause, entry.read);
            let bound = bound.map_err(|error| bad(format!("rule.{id} 的 params：{error}")))?;
            clauses.push((clause, bound));
        }
        if !missing.is_empty() {
            return Err(bad(format!("缺少規則：{}；每一條都要寫明", missing.join("、"))));
        }
        if let Some(id) = given.keys().next() {
            return Err(bad(format!("沒有「{id}」這條規則")));
        }
        for (entry, (clause, bound)) in self.rules.iter_mut().zip(clauses) {
            entry.document.editions.insert(edition.id.clone(), clause);
            entry.clauses.insert(edition.id.clone(), bound);
        }
        self.common.sections.extend(sections);
        let newer = self
            .editions
            .iter()
            .take_while(|known| known.first_day >= edition.first_day)
            .count();
        self.packs
            .push(PackInfo::of(name, &edition.title, &version, &[&text]));
        self.adds.push(Adds::Edition(edition.id.clone()));
        self.editions.insert(newer, edition);
        Ok(())
    }

    /// Whether the edition can stand beside those at hand.
    fn fits(&self, edition: &Edition, sections: &BTreeMap<String, Words>) -> Result<(), String> {
        if self.edition(&edition.id).is_some() {
            return Err(format!("已經有「{}」這一期", edition.id));
        }
        if edition.first_day > edition.last_day {
            return Err("last_day 早於 first_day".to_owned());
        }
        self.knows_rows_of(edition)?;
        let known = &self.common.sections;
        if let Some(key) = sections.keys().find(|key| known.contains_key(*key)) {
            return Err(format!("section.{key}：內建的章節不能改名"));
        }
        let mut keys = edition.types().flat_map(|kind| edition.section_keys(kind));
        match keys.find(|key| !known.contains_key(*key) && !sections.contains_key(*key)) {
            Some(key) => Err(format!("章節「{key}」沒有名稱，請加上 [section.{key}]")),
            None => Ok(()),
        }
    }
}

fn table(head: &mut Table, key: &str) -> Result<Table, String> {
    match head.remove(key) {
        None => Ok(Table::new()),
        Some(Value::Table(table)) => Ok(table),
        Some(_) => Err(format!("{key} 要寫成表格")),
    }
}

/// `version`, as the pack's maker counts; blank where none is given.
fn version(head: &mut Table) -> Result<String, String> {
    match head.remove("version") {
        None => Ok(String::new()),
        Some(Value::String(version)) => Ok(version),
        Some(_) => Err("version 要寫成文字".to_owned()),
    }
}

/// The clause as given, or another edition's with what differs.
fn clause_of(entry: &Entry, given: Value) -> Result<ClauseText, String> {
    let Value::Table(mut given) = given else {
        return Err("要寫成表格".to_owned());
    };
    let model = match given.remove("same_as") {
        None => None,
        Some(Value::String(id)) => Some(
            entry
                .document
                .editions
                .get(&id)
                .ok_or_else(|| format!("same_as 所指的「{id}」沒有這條規則"))?,
        ),
        Some(_) => return Err("same_as 要寫期別代號".to_owned()),
    };
    let says = |key: &str| given.contains_key(key);
    let (covers, cite, quote) = (says("covers"), says("cite"), says("quote"));
    let (params, types, unstated) = (says("params"), says("type"), says("unstated"));
    let mut clause: ClauseText = Value::Table(given)
        .try_into()
        .map_err(|error| error.to_string())?;
    if let Some(model) = model.filter(|_| !unstated) {
        if params && !quote {
            return Err("改了 params，要一併附上新的 quote".to_owned());
        }
        let model = model.clone();
        clause = ClauseText {
            covers: if covers { clause.covers } else { model.covers },
            cite: if cite { clause.cite } else { model.cite },
            unstated: if quote { None } else { model.unstated },
            quote: if quote { clause.quote } else { model.quote },
            params: if params { clause.params } else { model.params },
            // A sentence of one type is part of the quote.
            types: if types || quote { clause.types } else { model.types },
        };
    }
    match clause.unstated.is_none() && (clause.cite.is_empty() || clause.quote.is_empty()) {
        true => Err("缺少 cite 或 quote".to_owned()),
        false => Ok(clause),
    }
}
