//! The text of an edition, sentence by sentence (逐句): what becomes of each, and which words a rule judges by.
//!
//! **Every sentence has exactly one row.** `tests/sentences.rs` strikes the rows out of the printed text; nothing may
//! remain. A sentence ends at 。 or ；, for what stands before and after a ； often binds in different ways.

use crate::about::{LitPiece, LitSentence, SentenceRow};
use crate::book::{Bound, Entry};
use crate::edition::Edition;
use crate::{Rulebook, Treatment};
use serde::Deserialize;

/// A sentence of the text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    /// 點次.
    at: String,
    /// The number that stands before it.
    #[serde(default)]
    mark: String,
    /// Word for word.
    text: String,
    /// The rules that deal with it, by id.
    #[serde(default)]
    pub(crate) rules: Vec<String>,
    /// Why none can.
    because: Option<String>,
    /// The wording of the 修正對照表, where it is another.
    table: Option<String>,
    /// What the other wording changes.
    difference: Option<String>,
}

impl Edition {
    fn all_sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().chain(&self.notes)
    }

    /// What is wrong with the rows, where something is: each names rules of the book, or says why there is none.
    pub(crate) fn rows_are_sound(&self, known: impl Fn(&str) -> bool) -> Result<(), String> {
        for sentence in self.all_sentences() {
            if let Some(rule) = sentence.rules.iter().find(|rule| !known(rule)) {
                return Err(format!("{}：沒有「{rule}」這條規則", sentence.at));
            }
            if sentence.rules.is_empty() != sentence.because.is_some() {
                return Err(format!("{}：要寫 rules 或 because 其中一項", sentence.at));
            }
        }
        Ok(())
    }
}

impl Rulebook {
    /// Every sentence of the edition's text, in order, and the one thing that becomes of it; the notes of the
    /// 修正對照表 last. Empty where a pack came without its text.
    pub fn sentences(&self, edition: &str) -> Vec<SentenceRow> {
        let sentences = self.edition(edition).into_iter().flat_map(Edition::all_sentences);
        sentences.map(|sentence| self.row(sentence)).collect()
    }

    fn row(&self, sentence: &Sentence) -> SentenceRow {
        let of = |rule: &String| self.rules.iter().find(|entry| entry.document.id == *rule);
        let rules: Vec<&Entry> = sentence.rules.iter().filter_map(of).collect();
        let titles: Vec<&str> = rules.iter().map(|entry| entry.document.title.as_str()).collect();
        SentenceRow {
            at: sentence.at.clone(),
            mark: sentence.mark.clone(),
            text: sentence.text.clone(),
            // What is judged from data counts before what only a person can confirm.
            treatment: rules
                .iter()
                .map(|entry| entry.document.treatment)
                .min()
                .unwrap_or(Treatment::NotCheckable),
            note: sentence.because.clone().unwrap_or_else(|| titles.join("、")),
            rules: sentence.rules.clone(),
            table: sentence.table.clone(),
        }
    }

    /// The sentences that a rule reads, with the words lit that it quotes.
    pub(crate) fn lit(&self, entry: &Entry, bound: &Bound, edition: &str) -> Vec<LitSentence> {
        let Some(edition) = self.edition(edition) else {
            return Vec::new();
        };
        let quotes = bound.types.values().map(|(_, quote)| quote).chain([&bound.quote]);
        let quotes: Vec<Vec<char>> = quotes
            .map(|quote| bare(quote).map(|(_, c)| c).collect())
            .collect();
        let sentences: Vec<&Sentence> = edition.all_sentences().collect();
        let lights = lights(&sentences, &quotes);
        let mut lit = Vec::new();
        for (sentence, mut lights) in sentences.into_iter().zip(lights) {
            if !sentence.rules.contains(&entry.document.id) {
                continue;
            }
            // A sentence that the rule reads without quoting it is read whole.
            if !lights.contains(&true) {
                lights.fill(true);
            }
            lit.push(LitSentence {
                at: sentence.at.clone(),
                mark: sentence.mark.clone(),
                pieces: pieces(&sentence.text, &lights),
                table: sentence.table.clone(),
                difference: sentence.difference.clone(),
            });
        }
        lit
    }
}

/// Characters as they are compared, with their places: white space and the width of brackets say nothing.
fn bare(text: &str) -> impl Iterator<Item = (usize, char)> {
    let characters = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace());
    characters.map(|(at, c)| match c {
        '（' => (at, '('),
        '）' => (at, ')'),
        c => (at, c),
    })
}

/// For every character of every sentence whether a quote has it; a quote may run over several sentences.
fn lights(sentences: &[&Sentence], quotes: &[Vec<char>]) -> Vec<Vec<bool>> {
    let mut lights: Vec<Vec<bool>> = sentences
        .iter()
        .map(|s| vec![false; s.text.chars().count()])
        .collect();
    let whole: Vec<(usize, usize, char)> = sentences
        .iter()
        .enumerate()
        .flat_map(|(i, s)| bare(&s.text).map(move |(at, c)| (i, at, c)))
        .collect();
    for quote in quotes.iter().filter(|quote| !quote.is_empty()) {
        for window in whole.windows(quote.len()) {
            if window.iter().map(|(.., c)| c).eq(quote) {
                for (i, at, _) in window {
                    lights[*i][*at] = true;
                }
            }
        }
    }
    lights
}

fn pieces(text: &str, lights: &[bool]) -> Vec<LitPiece> {
    let mut pieces: Vec<LitPiece> = Vec::new();
    for (c, lit) in text.chars().zip(lights) {
        match pieces.last_mut() {
            Some(last) if last.lit == *lit => last.text.push(c),
            _ => pieces.push(LitPiece {
                text: c.to_string(),
                lit: *lit,
            }),
        }
    }
    pieces
}
