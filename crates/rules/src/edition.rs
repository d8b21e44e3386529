//! An edition of the regulation as a whole: its period, its types, what each type's proposal consists of.

use crate::document::front_matter;
use crate::message::{Message, Words};
use crate::sentences::Sentence;
use crate::{BadDocument, CoverageRow, EditionInfo, Language, SectionInfo, Treatment, TypeInfo};
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::{ChecklistItem, Date, ProposalType};

/// What holds for a whole edition.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edition {
    pub(crate) id: String,
    pub(crate) title: Words,
    pub(crate) first_day: Date,
    pub(crate) last_day: Date,
    /// Whether there is a 校務支持規劃方案.
    pub(crate) support_plan: bool,
    types: Vec<TypeOfEdition>,
    checklist: Vec<ChecklistItem>,
    not_checkable: Vec<NotCheckable>,
    /// The text, sentence by sentence.
    #[serde(default)]
    pub(crate) sentences: Vec<Sentence>,
    /// 說明 of the 修正對照表.
    #[serde(default)]
    pub(crate) notes: Vec<Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeOfEdition {
    key: ProposalType,
    category: Words,
    sections: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotCheckable {
    id: String,
    cite: String,
    because: String,
}

/// Words that no clause owns: names of types and sections, sentences that every rule may say.
pub(crate) struct Common {
    pub(crate) types: BTreeMap<ProposalType, Words>,
    pub(crate) sections: BTreeMap<String, Words>,
    pub(crate) labels: BTreeMap<String, Words>,
    pub(crate) messages: BTreeMap<String, Message>,
    pub(crate) no_support_plan: Words,
    pub(crate) support_plan: Words,
    /// What G is called before and after 核定.
    pub(crate) requested: Words,
    pub(crate) approved: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonText {
    types: BTreeMap<String, Words>,
    sections: BTreeMap<String, Words>,
    labels: BTreeMap<String, Words>,
    messages: BTreeMap<String, Words>,
    no_support_plan: Words,
    support_plan: Words,
    requested: Words,
    approved: Words,
}

impl Edition {
    pub(crate) fn read(name: &str, text: &str) -> Result<Edition, BadDocument> {
        front_matter(name, text).map(|(edition, _)| edition)
    }

    /// Types in the text's order.
    pub(crate) fn types(&self) -> impl Iterator<Item = ProposalType> {
        self.types.iter().map(|t| t.key)
    }

    /// 民國 years in which a budget can lie.
    pub(crate) fn years(&self) -> std::ops::RangeInclusive<u16> {
        self.first_day.roc_year()..=self.last_day.roc_year()
    }

    /// Keys of the sections that a type asks for.
    pub(crate) fn section_keys(&self, kind: ProposalType) -> &[String] {
        let found = self.types.iter().find(|t| t.key == kind);
        found.map_or(&[], |t| &t.sections)
    }

    /// A checklist to start from.
    pub(crate) fn checklist(&self) -> Vec<ChecklistItem> {
        self.checklist.clone()
    }

    /// Clauses that nothing in a season could show.
    pub(crate) fn not_checkable(&self) -> impl Iterator<Item = CoverageRow> {
        self.not_checkable.iter().map(|row| CoverageRow {
            id: row.id.clone(),
            cite: row.cite.clone(),
            treatment: Treatment::NotCheckable,
            rule: None,
            note: row.because.clone(),
        })
    }

    pub(crate) fn info(&self, common: &Common) -> EditionInfo {
        let kind = |t: &TypeOfEdition| TypeInfo {
            key: t.key,
            title: common.type_title(t.key, Language::ZhTw).to_owned(),
            title_en: common.type_title(t.key, Language::En).to_owned(),
            category: t.category.zh_tw.clone(),
            category_en: t.category.en.clone(),
        };
        EditionInfo {
            id: self.id.clone(),
            title: self.title.zh_tw.clone(),
            title_en: self.title.en.clone(),
            first_day: self.first_day,
            last_day: self.last_day,
            years: self.years().collect(),
            types: self.types.iter().map(kind).collect(),
            support_plan: self.support_plan,
        }
    }
}

impl Common {
    pub(crate) fn read(text: &str) -> Result<Common, BadDocument> {
        let bad = |reason: String| BadDocument {
            document: "common.toml".into(),
            reason,
        };
        let read: CommonText = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
        let cut = |(key, words): (String, Words)| {
            let message = Message::new(&words).map_err(|reason| bad(format!("messages.{key}：{reason}")))?;
            Ok((key, message))
        };
        let mut types = BTreeMap::new();
        let mut labels = read.labels;
        for (key, words) in read.types {
            let kind = toml::Value::String(key.clone())
                .try_into()
                .map_err(|e| bad(format!("types.{key}：{e}")))?;
            types.insert(kind, words.clone());
            labels.insert(key, words);
        }
        Ok(Common {
            messages: read
                .messages
                .into_iter()
                .map(cut)
                .collect::<Result<_, BadDocument>>()?,
            types,
            labels,
            sections: read.sections,
            requested: read.requested,
            approved: read.approved,
            no_support_plan: read.no_support_plan,
            support_plan: read.support_plan,
        })
    }

    pub(crate) fn type_title(&self, kind: ProposalType, language: Language) -> &str {
        self.types.get(&kind).map_or("", |words| words.get(language))
    }

    pub(crate) fn section(&self, key: &str) -> SectionInfo {
        let words = self.sections.get(key);
        SectionInfo {
            key: key.to_owned(),
            title: words.map_or(key, |w| &w.zh_tw).to_owned(),
            title_en: words.map_or(key, |w| &w.en).to_owned(),
        }
    }
}
