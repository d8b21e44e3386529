//! The office's own packs (校內規則包): stricter limits of the shapes that the rules know, and reference unit prices.
//!
//! A document like an edition's, with `office = "112-116"` (the edition that it goes with), `title`, `version`, and
//! - `[[limit]]`: `id` (`own-…`), `like` (a rule's id), `title`, `cite`, `quote`, `params` as that rule's document has them;
//!   it is told as that rule tells, and beyond it is 超過原則, never 違規: it is the office's, not the ministry's;
//! - `[[rate]]`: a unit price with its years and its source ([`rates`]); a built-in rate of the same `name` gives way.

mod rates;

pub use rates::PriceHint;
pub(crate) use rates::{RATES, Rate, embedded as embedded_rates};

use crate::book::{Bound, Entry};
use crate::compared::Adds;
use crate::document::{ClauseText, Document};
use crate::message::Words;
use crate::{Language, Rulebook};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use toml::{Table, Value};
use ts_rs::TS;

/// A set of rules (規則包) that seasons are judged by: what is built in, or a pack that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackInfo {
    /// The file's name; `built-in` for what is built in.
    pub name: String,
    /// What it is called, in zh-TW.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// As its maker counts; blank where none is given.
    pub version: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

impl PackInfo {
    pub(crate) fn of(name: &str, title: &Words, version: &str, texts: &[&str]) -> PackInfo {
        let mut hash = Sha256::new();
        texts.iter().for_each(|text| hash.update(text.as_bytes()));
        PackInfo {
            name: name.to_owned(),
            title: title.zh_tw.clone(),
            title_en: title.en.clone(),
            version: version.to_owned(),
            sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    /// `校內規則 115.1（SHA-256 0123456789abcdef…）`: how it is named beside what it judged.
    pub fn in_words(&self, language: Language) -> String {
        let hash = &self.sha256[..16];
        let named = [language.choose(&self.title, &self.title_en), &self.version];
        let named: Vec<&str> = named.into_iter().filter(|word| !word.is_empty()).collect();
        match language {
            Language::ZhTw => format!("{}（SHA-256 {hash}…）", named.join(" ")),
            Language::En => format!("{} (SHA-256 {hash}…)", named.join(" ")),
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
    /// Where it is blank, an English window shows the title.
    title_en: Option<String>,
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
        let (replaced, kept): (Vec<Rate>, Vec<Rate>) =
            std::mem::take(&mut self.rates).into_iter().partition(replaced);
        self.adds.push(Adds::Office {
            edition: office.office,
            limits: entries
                .iter()
                .map(|entry| (entry.document.id.clone(), entry.like.clone()))
                .collect(),
            rates: office.rate.clone(),
            replaced,
        });
        self.rates = kept;
        self.rates.extend(office.rate);
        self.rules.extend(entries);
        self.packs
            .push(PackInfo::of(name, &office.title, &office.version, &[text]));
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
                title_en: limit.title_en.unwrap_or_else(|| limit.title.clone()),
                title: limit.title,
                explanation: body.trim().to_owned(),
                // The office writes for its own people.
                explanation_en: String::new(),
                scope: model.document.scope.clone(),
                treatment: model.document.treatment,
                editions: BTreeMap::from([(edition.to_owned(), clause)]),
                labels: model.document.labels.clone(),
                messages: model.document.messages.clone(),
            },
            read: model.read,
            clauses: BTreeMap::from([(edition.to_owned(), bound)]),
            like: limit.like,
            own: true,
        })
    }
}
