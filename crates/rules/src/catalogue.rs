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

    fn clause_of(&self, entry: &Entry, edition: &str) -> Option<Clause> {
        let bound: &Bound = entry.clauses.get(edition)?;
        let text: &ClauseText = entry.document.editions.get(edition)?;
        let mut parameters = Vec::new();
        self.in_words(entry, &text.params, &mut Vec::new(), &mut parameters);
        let unstated = text.unstated.as_ref().map(|words| format!("{}\n\n", words.zh_tw));
        Some(Clause {
            rule: entry.document.id.clone(),
            edition: edition.to_owned(),
            title: entry.document.title.clone(),
            cite: bound.cite.clone(),
            quote: bound.quote.clone(),
            stated: bound.judge.is_some(),
            explanation: unstated.unwrap_or_default() + &entry.document.explanation,
            parameters,
            sentences: self.lit(entry, bound, edition),
        })
    }

    /// Each leaf of the parameters, named by the labels of its path.
    fn in_words(
        &self,
        entry: &Entry,
        table: &toml::Table,
        path: &mut Vec<String>,
        found: &mut Vec<Parameter>,
    ) {
        for (key, value) in table {
            path.push(self.label(entry, key));
            match value {
                // The same words in both languages are one value; the clause book is in zh-TW.
                toml::Value::Table(words) if words.contains_key("zh-TW") => {
                    let value = words
                        .get("zh-TW")
                        .and_then(toml::Value::as_str)
                        .unwrap_or_default();
                    found.push(Parameter {
                        name: path.join("・"),
                        value: value.to_owned(),
                    });
                }
                toml::Value::Table(inner) => self.in_words(entry, inner, path, found),
                toml::Value::Array(items) if items.iter().all(toml::Value::is_table) => {
                    for item in items.iter().filter_map(toml::Value::as_table) {
                        self.in_words(entry, item, path, found);
                    }
                }
                value => found.push(Parameter {
                    name: path.join("・"),
                    value: self.value(entry, value),
                }),
            }
            path.pop();
        }
    }

    fn value(&self, entry: &Entry, value: &toml::Value) -> String {
        match value {
            toml::Value::Integer(number) => Money::whole(*number).to_string(),
            toml::Value::Boolean(true) => "是".to_owned(),
            toml::Value::Boolean(false) => "否".to_owned(),
            toml::Value::String(word) => self.label(entry, word),
            toml::Value::Array(items) => items
                .iter()
                .map(|item| self.value(entry, item))
                .collect::<Vec<_>>()
                .join("、"),
            other => other.to_string(),
        }
    }

    fn label(&self, entry: &Entry, key: &str) -> String {
        let labels = entry
            .document
            .labels
            .get(key)
            .or_else(|| self.common.labels.get(key));
        labels.map_or(key, |words| words.get(Language::ZhTw)).to_owned()
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
