//! The clause book and the coverage table: what the rule book tells about itself.

use crate::book::{Bound, Entry};
use crate::document::ClauseText;
use crate::{Clause, CoverageRow, Language, Parameter, Rulebook};
use usr_desk_workspace::Money;

impl Rulebook {
    /// Every clause of the edition's text and what the program does about it, in the text's order.
    pub fn coverage(&self, edition: &str) -> Vec<CoverageRow> {
        let mut rows = Vec::new();
        for rule in &self.rules {
            let Some(clause) = rule.document.editions.get(edition) else {
                continue;
            };
            rows.extend(clause.covers.iter().map(|id| CoverageRow {
                id: id.clone(),
                cite: clause.cite.clone(),
                treatment: rule.document.treatment,
                rule: Some(rule.document.id.clone()),
                note: rule.document.title.clone(),
            }));
        }
        if let Some(edition) = self.edition(edition) {
            rows.extend(edition.not_checkable());
        }
        rows.sort_by_key(|row| in_text_order(&row.id));
        rows
    }

    /// A rule as the clause book shows it.
    pub fn clause(&self, rule: &str, edition: &str) -> Option<Clause> {
        let entry = self.rules.iter().find(|entry| entry.document.id == rule)?;
        self.clause_of(entry, edition)
    }

    /// All rules of an edition as the clause book shows them, in clause order.
    pub fn clauses(&self, edition: &str) -> Vec<Clause> {
        self.rules
            .iter()
            .filter_map(|entry| self.clause_of(entry, edition))
            .collect()
    }

    pub(crate) fn clause_of(&self, entry: &Entry, edition: &str) -> Option<Clause> {
        let bound: &Bound = entry.clauses.get(edition)?;
        let text: &ClauseText = entry.document.editions.get(edition)?;
        let in_language = |language| {
            let mut leaves = Vec::new();
            self.leaves(entry, &text.params, language, &mut Vec::new(), &mut leaves);
            leaves
        };
        let parameters = in_language(Language::ZhTw)
            .into_iter()
            .zip(in_language(Language::En));
        let explained = |language: Language, explanation: &str| match &text.unstated {
            Some(words) => format!("{}\n\n{explanation}", words.get(language)),
            None => explanation.to_owned(),
        };
        Some(Clause {
            rule: entry.document.id.clone(),
            edition: edition.to_owned(),
            title: entry.document.title.clone(),
            title_en: entry.document.title_en.clone(),
            cite: bound.cite.clone(),
            quote: bound.quote.clone(),
            stated: bound.judge.is_some(),
            explanation: explained(Language::ZhTw, &entry.document.explanation),
            explanation_en: explained(Language::En, &entry.document.explanation_en),
            parameters: parameters
                .map(|((name, value), (name_en, value_en))| Parameter {
                    name,
                    name_en,
                    value,
                    value_en,
                })
                .collect(),
            sentences: self.lit(entry, bound, edition),
        })
    }

    /// Each leaf of the parameters and its value, named by the labels of its path.
    fn leaves(
        &self,
        entry: &Entry,
        table: &toml::Table,
        language: Language,
        path: &mut Vec<String>,
        found: &mut Vec<(String, String)>,
    ) {
        for (key, value) in table {
            path.push(self.label(entry, key, language));
            match value {
                // The same words in both languages are one value.
                toml::Value::Table(words) if words.contains_key("zh-TW") => {
                    let value = words.get(language.choose("zh-TW", "en"));
                    let value = value.and_then(toml::Value::as_str).unwrap_or_default();
                    found.push((path.join("・"), value.to_owned()));
                }
                toml::Value::Table(inner) => self.leaves(entry, inner, language, path, found),
                toml::Value::Array(items) if items.iter().all(toml::Value::is_table) => {
                    for item in items.iter().filter_map(toml::Value::as_table) {
                        self.leaves(entry, item, language, path, found);
                    }
                }
                value => found.push((path.join("・"), self.value(entry, value, language))),
            }
            path.pop();
        }
    }

    fn value(&self, entry: &Entry, value: &toml::Value, language: Language) -> String {
        match value {
            toml::Value::Integer(number) => Money::whole(*number).to_string(),
            toml::Value::Boolean(true) => language.choose("是", "yes").to_owned(),
            toml::Value::Boolean(false) => language.choose("否", "no").to_owned(),
            toml::Value::String(word) => self.label(entry, word, language),
            toml::Value::Array(items) => items
                .iter()
                .map(|item| self.value(entry, item, language))
                .collect::<Vec<_>>()
                .join(language.choose("、", ", ")),
            other => other.to_string(),
        }
    }

    fn label(&self, entry: &Entry, key: &str, language: Language) -> String {
        let labels = entry
            .document
            .labels
            .get(key)
            .or_else(|| self.common.labels.get(key));
        labels.map_or(key, |words| words.get(language)).to_owned()
    }
}

/// `N07.2-PERS-60` after `N07.1-…`, and the numbers as numbers.
fn in_text_order(id: &str) -> (Vec<u32>, String) {
    let number = id.split('-').next().unwrap_or_default();
    let parts = number[1..].split('.').map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_default()
    });
    (parts.collect(), id.to_owned())
}
