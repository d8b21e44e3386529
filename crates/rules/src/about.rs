//! What the rule book tells about itself: editions, clauses, coverage.

use crate::Language;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;
use usr_desk_workspace::{Date, ProposalType};

/// An edition (一期要點) as hosts list it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EditionInfo {
    /// `112-116`.
    pub id: String,
    /// Its official name.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// First day of 補助計畫期間.
    #[ts(type = "string")]
    pub first_day: Date,
    /// Last day of 補助計畫期間.
    #[ts(type = "string")]
    pub last_day: Date,
    /// 民國 years in which a budget can lie.
    pub years: Vec<u16>,
    /// Types of proposal, in the text's order.
    pub types: Vec<TypeInfo>,
    /// Whether the edition knows a 校務支持規劃方案.
    pub support_plan: bool,
}

/// A type of proposal (計畫類型) of an edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TypeInfo {
    /// As the workspace writes it.
    pub key: ProposalType,
    /// 萌芽型.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Its category (大學特色類計畫).
    pub category: String,
    /// The same in English.
    pub category_en: String,
}

/// A narrative section that a type asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SectionInfo {
    /// Its key in the workspace.
    pub key: String,
    /// zh-TW.
    pub title: String,
    /// English.
    pub title_en: String,
}

/// A rule as the clause book shows it, for one edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Clause {
    /// Rule id.
    pub rule: String,
    /// `112-116`.
    pub edition: String,
    /// What the rule is about, in zh-TW.
    pub title: String,
    /// The same in English: a translation, nothing official.
    pub title_en: String,
    /// 點次.
    #[ts(type = "string")]
    pub cite: Arc<str>,
    /// The clause word for word; empty where the text states nothing.
    #[ts(type = "string")]
    pub quote: Arc<str>,
    /// Whether the edition's text states anything at all; `false` = 要點未訂.
    pub stated: bool,
    /// Explanation and the reading chosen, Markdown in zh-TW.
    pub explanation: String,
    /// The same in short, Markdown in English; blank where nobody wrote it.
    pub explanation_en: String,
    /// Thresholds in words.
    pub parameters: Vec<Parameter>,
    /// The sentences of the text that the rule reads, with the phrase lit that it quotes.
    pub sentences: Vec<LitSentence>,
}

/// A threshold of a clause, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Parameter {
    /// What it limits, in zh-TW.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Its value, with its unit, in zh-TW.
    pub value: String,
    /// The same in English.
    pub value_en: String,
}

/// A sentence of the text with the words lit that a rule judges by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LitSentence {
    /// 點次.
    pub at: String,
    /// The number that stands before it; blank where none does.
    pub mark: String,
    /// The words in order.
    pub pieces: Vec<LitPiece>,
    /// The wording of the 修正對照表, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<String>,
    /// What the other wording changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub difference: Option<String>,
}

/// Words of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LitPiece {
    /// Word for word.
    pub text: String,
    /// The rule judges by these.
    pub lit: bool,
}

/// A sentence of the text and the one thing that becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SentenceRow {
    /// 點次; with 說明 for a note of the 修正對照表.
    pub at: String,
    /// The number that stands before it.
    pub mark: String,
    /// Word for word.
    pub text: String,
    /// How it is dealt with.
    pub treatment: Treatment,
    /// The rules that deal with it.
    pub rules: Vec<String>,
    /// What the rules are about, or why nothing can check it.
    pub note: String,
    /// The wording of the 修正對照表, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<String>,
}

/// How a clause of the text is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// A rule judges it from data.
    Rule,
    /// A person confirms it.
    Confirmation,
    /// The program reminds of it.
    Reminder,
    /// Nothing in a season could show it.
    NotCheckable,
}

/// One clause of the text and what the program does about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CoverageRow {
    /// Id of the clause (`N07.2-PERS-60`).
    pub id: String,
    /// 點次.
    pub cite: String,
    /// How it is dealt with.
    pub treatment: Treatment,
    /// Which rule does, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What the rule is about, or why nothing can check the clause.
    pub note: String,
}

impl Language {
    /// Of two wordings, the one in this language.
    pub fn choose<'a>(self, zh_tw: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::ZhTw => zh_tw,
            Language::En => en,
        }
    }
}
