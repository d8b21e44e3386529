//! The rule book: every rule of every edition, read and typed once.

use crate::compared::Adds;
use crate::document::{ClauseText, Document};
use crate::edition::{Common, Edition};
use crate::message::Words;
use crate::office::{self, PackInfo, Rate};
use crate::outcome::Language;
use crate::readings::{self, ReadingText};
use crate::rule::{Judge, ReadParams};
use crate::{EditionInfo, SectionInfo, chapters};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use thiserror::Error;
use usr_desk_workspace::{ChecklistItem, ProposalType};

/// A rule's or an edition's document that cannot be used; it names itself.
#[derive(Debug, Error)]
#[error("規則文件 {document}：{reason}")]
pub struct BadDocument {
    /// Which.
    pub document: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The season asks for a rule set that the book does not hold.
#[derive(Debug, Error)]
#[error("沒有「{edition}」這一期的規則；可用的有：{known}。請改用其中一期。")]
pub struct UnknownEdition {
    /// What was asked for.
    pub edition: String,
    /// What there is.
    pub known: String,
}

/// Every rule of every edition. Opened once; judging with it cannot fail.
pub struct Rulebook {
    pub(crate) common: Common,
    /// Where the text can be read in two ways.
    pub(crate) readings: Vec<ReadingText>,
    /// Newest first.
    pub(crate) editions: Vec<Edition>,
    /// In clause order; the office's own after them.
    pub(crate) rules: Vec<Entry>,
    /// Reference unit prices (參考單價): hints, never findings.
    pub(crate) rates: Vec<Rate>,
    /// The documents that are built in, as one.
    built_in: PackInfo,
    /// What was added to them.
    pub(crate) packs: Vec<PackInfo>,
    /// What each of these brought, in the same order.
    pub(crate) adds: Vec<Adds>,
}

/// A rule with all its editions.
pub(crate) struct Entry {
    pub(crate) document: Document,
    /// Reads an edition's parameters of this rule.
    pub(crate) read: ReadParams,
    pub(crate) clauses: BTreeMap<String, Bound>,
    /// Of the office's own: the rule whose shape it has.
    pub(crate) like: String,
    /// The office's own, not the ministry's: beyond it is never a violation.
    pub(crate) own: bool,
}

/// A rule bound to one edition.
pub(crate) struct Bound {
    pub(crate) cite: Arc<str>,
    pub(crate) quote: Arc<str>,
    /// Cite and quote where a type has its own sentence.
    pub(crate) types: BTreeMap<ProposalType, (Arc<str>, Arc<str>)>,
    /// `None` = 要點未訂.
    pub(crate) judge: Option<Box<dyn Judge>>,
}

const EDITIONS: [(&str, &str); 2] = [
    ("112-116.md", include_str!("editions/112-116.md")),
    ("109-111.md", include_str!("editions/109-111.md")),
];
const COMMON: &str = include_str!("common.toml");
const READINGS: &str = include_str!("readings.toml");

/// The built-in documents are hashed once.
fn built_in() -> PackInfo {
    static BUILT_IN: LazyLock<PackInfo> = LazyLock::new(|| {
        let rules = chapters::all().into_iter().map(|(text, _)| text);
        let texts =
            rules
                .chain(EDITIONS.iter().map(|(_, text)| *text))
                .chain([COMMON, READINGS, office::RATES]);
        let title = Words {
            zh_tw: "內建規則".to_owned(),
            en: "Built-in rules".to_owned(),
        };
        let texts: Vec<&str> = texts.collect();
        PackInfo::of("built-in", &title, env!("CARGO_PKG_VERSION"), &texts)
    });
    BUILT_IN.clone()
}

impl Rulebook {
    /// The rules that are built in.
    pub fn embedded() -> Result<Rulebook, BadDocument> {
        let editions: Result<Vec<_>, _> = EDITIONS.iter().map(|(n, t)| Edition::read(n, t)).collect();
        let mut rules = Vec::new();
        for (text, read) in chapters::all() {
            let document = Document::read(text)?;
            let mut clauses = BTreeMap::new();
            for (edition, clause) in &document.editions {
                let bound = Bound::read(clause, read).map_err(|error| BadDocument {
                    document: document.id.clone(),
                    reason: format!("{edition} 的 params：{error}"),
                })?;
                clauses.insert(edition.clone(), bound);
            }
            rules.push(Entry {
                document,
                read,
                clauses,
                like: String::new(),
                own: false,
            });
        }
        let book = Rulebook {
            common: Common::read(COMMON)?,
            readings: readings::read(READINGS)?,
            editions: editions?,
            rules,
            rates: office::embedded_rates()?,
            built_in: built_in(),
            packs: Vec::new(),
            adds: Vec::new(),
        };
        for edition in &book.editions {
            book.knows_rows_of(edition).map_err(|reason| BadDocument {
                document: edition.id.clone(),
                reason,
            })?;
        }
        Ok(book)
    }

    /// Whether every sentence of the edition names rules of this book.
    pub(crate) fn knows_rows_of(&self, edition: &Edition) -> Result<(), String> {
        edition.rows_are_sound(|rule| self.rules.iter().any(|entry| entry.document.id == rule))
    }

    /// What is built in: version and hash of all its documents together.
    pub fn built_in(&self) -> &PackInfo {
        &self.built_in
    }

    /// The packs that were added to what is built in, in the order in which they were.
    pub fn packs(&self) -> &[PackInfo] {
        &self.packs
    }

    /// What a check rests on, in words: what is built in and every pack, each with its version and hash.
    pub fn basis(&self, language: Language) -> String {
        let packs = [&self.built_in].into_iter().chain(&self.packs);
        let packs: Vec<String> = packs.map(|pack| pack.in_words(language)).collect();
        packs.join(match language {
            Language::ZhTw => "、",
            Language::En => "; ",
        })
    }

    /// The editions at hand, newest first.
    pub fn editions(&self) -> Vec<EditionInfo> {
        self.editions.iter().map(|e| e.info(&self.common)).collect()
    }

    /// The sections that a type asks for, in order.
    pub fn sections(&self, edition: &str, proposal_type: ProposalType) -> Vec<SectionInfo> {
        let keys = self
            .edition(edition)
            .map_or(&[][..], |e| e.section_keys(proposal_type));
        keys.iter().map(|key| self.common.section(key)).collect()
    }

    /// A checklist to start from; every title says 「預設，非公告」.
    pub fn default_checklist(&self, edition: &str) -> Vec<ChecklistItem> {
        self.edition(edition).map_or_else(Vec::new, Edition::checklist)
    }

    /// 民國 years in which a budget of the edition can lie.
    pub fn years(&self, edition: &str) -> Vec<u16> {
        self.edition(edition)
            .map_or_else(Vec::new, |e| e.years().collect())
    }

    pub(crate) fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.iter().find(|e| e.id == id)
    }
}

impl Bound {
    pub(crate) fn read(clause: &ClauseText, read: ReadParams) -> Result<Bound, toml::de::Error> {
        let text = |text: &str| Arc::<str>::from(text.trim());
        let types = clause.types.iter();
        Ok(Bound {
            cite: match clause.unstated {
                Some(_) => text("要點未訂"),
                None => text(&clause.cite),
            },
            quote: text(&clause.quote),
            types: types
                .map(|(kind, t)| (*kind, (text(&t.cite), text(&t.quote))))
                .collect(),
            judge: match clause.unstated {
                Some(_) => None,
                None => Some(read(clause.params.clone())?),
            },
        })
    }
}
