//! A rule's document: TOML between `+++` lines, then Markdown.

use crate::message::{Message, Words};
use crate::rule::Scope;
use crate::{BadDocument, Treatment};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use usr_desk_workspace::ProposalType;

/// A rule's document, read.
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Markdown between the title and the cases.
    pub(crate) explanation: String,
    /// The title in English, for a window that speaks it: a translation, nothing official.
    pub(crate) title_en: String,
    /// In short what the explanation says, in English; blank where nobody wrote it.
    pub(crate) explanation_en: String,
    pub(crate) scope: Vec<Scope>,
    pub(crate) treatment: Treatment,
    pub(crate) editions: BTreeMap<String, ClauseText>,
    pub(crate) labels: BTreeMap<String, Words>,
    pub(crate) messages: BTreeMap<String, Message>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    scope: Vec<Scope>,
    treatment: Treatment,
    title_en: String,
    about_en: String,
    edition: BTreeMap<String, ClauseText>,
    #[serde(default)]
    labels: BTreeMap<String, Words>,
    messages: BTreeMap<String, Words>,
}

/// What one edition's text states.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseText {
    /// Clauses of the text that this rule deals with.
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    /// 點次.
    #[serde(default)]
    pub(crate) cite: String,
    /// Word for word.
    #[serde(default)]
    pub(crate) quote: String,
    /// 要點未訂, in words; then nothing else is given.
    pub(crate) unstated: Option<Words>,
    /// Thresholds and bindings.
    #[serde(default)]
    pub(crate) params: toml::Table,
    /// Where each type has its own sentence.
    #[serde(default, rename = "type")]
    pub(crate) types: BTreeMap<ProposalType, TypeText>,
}

/// The sentence for one type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeText {
    pub(crate) cite: String,
    pub(crate) quote: String,
}

impl Document {
    /// Reads a rule's document; what is wrong with it is said with its name.
    pub(crate) fn read(text: &str) -> Result<Document, BadDocument> {
        let (head, body): (Head, &str) = front_matter("（無名）", text)?;
        let bad = |reason: String| BadDocument {
            document: head.id.clone(),
            reason,
        };
        let body = body.trim_start();
        let (title, body) = body
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once('\n'))
            .ok_or_else(|| bad("內文要以「# 標題」開頭".into()))?;
        let explanation = body.split("\n## 案例").next().unwrap_or_default();
        let mut messages = BTreeMap::new();
        for (key, words) in &head.messages {
            let message = Message::new(words).map_err(|reason| bad(format!("messages.{key}：{reason}")))?;
            messages.insert(key.clone(), message);
        }
        for (edition, clause) in &head.edition {
            if clause.unstated.is_none() && (clause.cite.is_empty() || clause.quote.is_empty()) {
                return Err(bad(format!("{edition} 缺少 cite 或 quote")));
            }
        }
        Ok(Document {
            title: title.trim().to_owned(),
            explanation: explanation.trim().to_owned(),
            title_en: head.title_en,
            explanation_en: head.about_en,
            messages,
            id: head.id,
            scope: head.scope,
            treatment: head.treatment,
            editions: head.edition,
            labels: head.labels,
        })
    }
}

/// Splits a document at its `+++` lines and reads what is between them.
pub(crate) fn front_matter<'t, T: DeserializeOwned>(
    name: &str,
    text: &'t str,
) -> Result<(T, &'t str), BadDocument> {
    let parts = text
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"));
    let (head, body) = parts.ok_or_else(|| BadDocument {
        document: name.to_owned(),
        reason: "開頭要有兩行 +++ 夾住的 TOML".into(),
    })?;
    // The id is looked for by hand, so that even a head that cannot be read names its document.
    let id = head.lines().find_map(|line| line.strip_prefix("id = "));
    let name = id.map_or(name, |id| id.trim_matches('"'));
    let read = toml::from_str(head).map_err(|error| BadDocument {
        document: name.to_owned(),
        reason: error.to_string(),
    })?;
    Ok((read, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\nid = \"x\"\nscope = [\"school\"]\ntreatment = \"rule\"\ntitle_en = \"T\"\nabout_en = \"A.\"\n[edition.\"1\"]\ncite = \"一\"\nquote = \"甲\"\n\
        [messages.pass]\nzh-TW = \"好\"\nen = \"good\"\n+++\n\n# 題\n\n說明。\n\n## 案例\n\n### 一\n";

    #[test]
    fn a_document_gives_title_and_explanation() {
        let document = Document::read(GOOD).unwrap();
        assert_eq!(
            (document.title.as_str(), document.explanation.as_str()),
            ("題", "說明。")
        );
    }

    #[test]
    fn a_malformed_document_names_itself() {
        for (from, to) in [
            ("cite =", "cites ="),
            ("treatment = \"rule\"", "treatment = \"law\""),
            ("en = \"good\"", "en = \"{a}\""),
        ] {
            let error = Document::read(&GOOD.replace(from, to)).err().unwrap();
            assert_eq!(error.document, "x", "{error}");
        }
    }
}
