//! Where the text can be read in two ways (歧義): both readings, and what each counts in a season.
//!
//! The words are data (`readings.toml`, the careful reading is the one that the rules follow); what is counted is in
//! [`dollars`] and [`people`]. Limits come from the rules themselves ([`crate::bound`]); here is no threshold.

mod dollars;
mod people;

use crate::bound::Bound;
use crate::message::Words;
use crate::rule::Judge;
use crate::season::{Case, Season};
use crate::year::Year;
use crate::{AttachmentFacts, BadDocument, Language, Outcome, Rulebook};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{Money, Workspace, many};

/// An ambiguity of the text, with what both readings give for the season.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// `A1`.
    pub id: String,
    /// The rules that it touches.
    pub rules: Vec<String>,
    /// What the text leaves open.
    pub question: String,
    /// What it may be read to say.
    pub literal: String,
    /// What the program reads.
    pub careful: String,
    /// What the first reading counts.
    pub literal_counts: String,
    /// What the second one counts.
    pub careful_counts: String,
    /// For each scope of the season that it touches.
    pub rows: Vec<ReadingRow>,
}

/// What both readings give for one scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReadingRow {
    /// A proposal's id or `support_plan`; absent = the whole season.
    pub proposal: Option<String>,
    /// 民國 year, where there is one.
    pub year: Option<u16>,
    /// By the first reading.
    pub literal: ReadingCount,
    /// By the one that the program follows.
    pub careful: ReadingCount,
}

/// A count under one reading, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReadingCount {
    /// With its unit.
    pub says: String,
    /// Its limit under this reading; absent = none.
    pub limit: Option<String>,
    /// Whether it keeps the limit.
    pub kept: Option<bool>,
}

/// The words of an ambiguity.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadingText {
    id: String,
    rules: Vec<String>,
    question: Words,
    literal: Words,
    careful: Words,
    literal_counts: Words,
    careful_counts: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingTexts {
    reading: Vec<ReadingText>,
}

/// The words of all ambiguities.
pub(crate) fn read(text: &str) -> Result<Vec<ReadingText>, BadDocument> {
    let read: Result<ReadingTexts, _> = toml::from_str(text);
    read.map(|read| read.reading).map_err(|error| BadDocument {
        document: "readings.toml".to_owned(),
        reason: error.to_string(),
    })
}

impl Rulebook {
    /// Every ambiguity of the season's edition, with the figures that both readings give for the season.
    pub fn readings(
        &self,
        workspace: &Workspace,
        facts: &AttachmentFacts,
        language: Language,
    ) -> Vec<Reading> {
        let (Some(edition), Ok(outcomes)) = (
            self.edition(&workspace.edition),
            self.check(workspace, facts, language),
        ) else {
            return Vec::new();
        };
        let season = Season::read(workspace, facts, edition, &self.common.sections);
        let before = Before {
            book: self,
            season: &season,
            outcomes: &outcomes,
            language,
        };
        let stated = |rule: &String| {
            let clause = self.rules.iter().find(|entry| entry.document.id == *rule);
            clause.is_some_and(|entry| {
                entry
                    .clauses
                    .get(&edition.id)
                    .is_some_and(|bound| bound.judge.is_some())
            })
        };
        let texts = self.readings.iter().filter(|text| text.rules.iter().any(stated));
        texts
            .map(|text| text.told(before.rows(&text.id), language))
            .collect()
    }
}

impl ReadingText {
    fn told(&self, rows: Vec<ReadingRow>, language: Language) -> Reading {
        let words = |words: &Words| words.get(language).to_owned();
        Reading {
            id: self.id.clone(),
            rules: self.rules.clone(),
            question: words(&self.question),
            literal: words(&self.literal),
            careful: words(&self.careful),
            literal_counts: words(&self.literal_counts),
            careful_counts: words(&self.careful_counts),
            rows,
        }
    }
}

/// A season before the book, judged.
struct Before<'s, 'a> {
    book: &'a Rulebook,
    season: &'s Season<'a>,
    outcomes: &'s [Outcome],
    language: Language,
}

impl<'s, 'a> Before<'s, 'a> {
    fn rows(&self, id: &str) -> Vec<ReadingRow> {
        match id {
            "A1" | "A2" => self.abroad(id == "A1"),
            "A3" => self.matching_of_the_school(),
            "A4" => self.matching_of_the_support_plan(),
            "A5" => self.personnel_by_fund(),
            "A6" => self.personnel_without_limit(),
            "A7" => self.months(),
            "A8" => self.schools(),
            "A9" => self.signed(),
            "A10" => self.lines_to_approve(),
            "A11" => self.capital(),
            "A12" => self.executives(),
            "A13" => self.in_several(false),
            "A14" => self.in_several(true),
            "A15" => self.proposals(),
            "A16" => self.outside_funds(),
            "A17" => self.in_force(),
            "A18" => self.sundries(),
            "A19" => self.part_of_a_year(),
            _ => Vec::new(),
        }
    }

    /// Every year of every proposal.
    fn years(&self) -> impl Iterator<Item = (&'s Case<'a>, &'s Year<'a>)> + use<'s, 'a> {
        self.season
            .cases
            .iter()
            .flat_map(|case| case.years.iter().map(move |year| (case, year)))
    }

    /// The limits that a rule sets to a year.
    fn bounds(&self, rule: &str, case: Option<&Case>, year: &Year) -> Vec<Bound> {
        let judge = self.judge(rule);
        judge.map_or_else(Vec::new, |judge| judge.bounds(self.season, case, year))
    }

    fn judge(&self, rule: &str) -> Option<&'a dyn Judge> {
        let entry = self.book.rules.iter().find(|entry| entry.document.id == rule)?;
        entry.clauses.get(&self.season.edition.id)?.judge.as_deref()
    }

    /// What the rule compared for a proposal as a whole, or for the season.
    fn figures(&self, rule: &str, proposal: Option<&str>) -> Option<crate::Figures> {
        let said = self.outcomes.iter();
        said.filter(|o| o.rule == rule && o.proposal.as_deref() == proposal)
            .find_map(|o| o.figures)
    }

    fn dollars(&self, amount: Money) -> String {
        match self.language {
            Language::ZhTw => format!("{amount} 元"),
            Language::En => format!("NT${amount}"),
        }
    }

    fn count(&self, count: usize, zh_tw: &str, one: &str, more: &str) -> String {
        match self.language {
            Language::ZhTw => format!("{count} {zh_tw}"),
            Language::En => many(count, one, more),
        }
    }

    /// An amount of money under a ceiling.
    fn at_most(&self, amount: Money, limit: i64) -> ReadingCount {
        let limit = Money::whole(limit);
        ReadingCount {
            says: self.dollars(amount),
            limit: Some(format!("≤ {}", self.dollars(limit))),
            kept: Some(amount <= limit),
        }
    }

    /// An amount of money over a minimum.
    fn at_least(&self, amount: Money, limit: i64) -> ReadingCount {
        let limit = Money::whole(limit);
        ReadingCount {
            says: self.dollars(amount),
            limit: Some(format!("≥ {}", self.dollars(limit))),
            kept: Some(amount >= limit),
        }
    }
}

/// What is only shown.
fn shown(says: String) -> ReadingCount {
    ReadingCount {
        says,
        limit: None,
        kept: None,
    }
}

/// For a scope of the season.
fn row(case: Option<&Case>, year: Option<&Year>, literal: ReadingCount, careful: ReadingCount) -> ReadingRow {
    ReadingRow {
        proposal: case.map(|case| case.proposal.id.0.clone()),
        year: year.map(|year| year.budget.year),
        literal,
        careful,
    }
}
