//! The office's own packs (校內規則包): stricter limits of the shapes that the rules know, and reference unit prices.
//!
//! A document like an edition's, with `office = "112-116"` (the edition that it goes with), `title`, `version`, and
//! - `[[limit]]`: `id` (`own-…`), `like` (a rule's id), `title`, `cite`, `quote`, `params` as that rule's document has them;
//!   it is told as that rule tells, and beyond it is 超過原則, never 違規: it is the office's, not the ministry's;
//! - `[[rate]]`: a unit price with its years and its source ([`rates`]); a built-in rate of the same `name` gives way.

mod rates;

pub use rates::PriceHint;
pub(crate) use rates::{Rate, embedded as embedded_rates};

use crate::Rulebook;
use crate::book::{Bound, Entry};
use crate::document::{ClauseText, Document};
use crate::message::Words;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use toml::{Table, Value};
use ts_rs::TS;

/// A pack that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackInfo {
    /// The file's name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// As its maker counts; blank where none is given.
    pub version: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

impl PackInfo {
    pub(crate) fn of(name: &str, title: &str, version: &str, text: &str) -> PackInfo {
        let hash = Sha256::digest(text.as_bytes());
        PackInfo {
            name: name.to_owned(),
            title: title.to_owned(),
            version: version.to_owned(),
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    /// The edition that it goes with.
    office: String,
    title: Words,
    #[serde(default)]
    version: String,
    #[serde(default)]
    limit: Vec<OwnLimit>,
    #[serde(default)]
    rate: Vec<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnLimit {
    id: String,
    like: String,
    title: String,
    cite: String,
    quote: String,
    params: Table,
}

impl Rulebook {
    /// Adds an office's pack; whole or not at all.
    pub(crate) fn add_office(
        &mut self,
        name: &str,
        head: Table,
        body: &str,
        text: &str,
    ) -> Result<(), String> {
        let office: Office = Value::Table(head).try_into().map_err(|error| error.to_string())?;
        if self.edition(&office.office).is_none() {
            return Err(format!("office 所指的「{}」不是已知的期別", office.office));
        }
        let mut entries: Vec<Entry> = Vec::new();
        for limit in office.limit {
            let id = limit.id.clone();
            let known = self
                .rules
                .iter()
                .chain(&entries)
                .any(|entry| entry.document.id == id);
            if known || !id.starts_with("own-") {
                return Err(format!("limit「{id}」：代號要以 own- 開頭，且不能重複"));
            }
            let entry = self
                .own(limit, &office.office, body)
                .map_err(|reason| format!("limit「{id}」：{reason}"))?;
            entries.push(entry);
        }
        for rate in &office.rate {
            rate.is_sound()?;
        }
        let replaced = |known: &Rate| office.rate.iter().any(|rate| rate.is_called(known));
        self.rates.retain(|known| !replaced(known));
        self.rates.extend(office.rate);
        self.rules.extend(entries);
        self.packs
            .push(PackInfo::of(name, &office.title.zh_tw, &office.version, text));
        Ok(())
    }

    fn own(&self, limit: OwnLimit, edition: &str, body: &str) -> Result<Entry, String> {
        let model = self
            .rules
            .iter()
            .find(|entry| entry.document.id == limit.like && !entry.own);
        let model = model.ok_or_else(|| format!("like 所指的「{}」不是已知的規則", limit.like))?;
        let clause = ClauseText {
            covers: Vec::new(),
            cite: limit.cite,
            quote: limit.quote,
            unstated: None,
            params: limit.params,
            types: BTreeMap::new(),
        };
        if clause.cite.trim().is_empty() || clause.quote.trim().is_empty() {
            return Err("缺少 cite 或 quote".to_owned());
        }
        let bound = Bound::read(&clause, model.read).map_err(|error| format!("params：{error}"))?;
        Ok(Entry {
            document: Document {
                id: limit.id,
                title: limit.title,
                explanation: body.trim().to_owned(),
                scope: model.document.scope.clone(),
                treatment: model.document.treatment,
                editions: BTreeMap::from([(edition.to_owned(), clause)]),
                labels: model.document.labels.clone(),
                messages: model.document.messages.clone(),
            },
            read: model.read,
            clauses: BTreeMap::from([(edition.to_owned(), bound)]),
            own: true,
        })
    }
}
