//! The office's own dictionary: what it calls things, beside the built-in one.
//!
//! A value that is handed in, like everything else: the desk keeps it in the library, a file may carry it. **The sheet
//! wins over the dictionary, and a person's answer over both**; what a word decided is told at its cell.

use crate::dictionary::category_of_item;
use crate::words::{label, squash};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;
use usr_desk_workspace::{BudgetLine, Category, LineSource, Position, Tag, Workspace};

/// A word and what it means. What is blank says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfficeWord {
    /// As it stands in workbooks (鐘點費): an item's name or part of it, or a category's.
    pub text: String,
    /// What the office writes instead (講座鐘點費), where `text` is the whole name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub item: Option<String>,
    /// 經費類別 where the sheet names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub category: Option<Category>,
    /// 職別.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub position: Option<Position>,
    /// 勞保, 健保, 勞退, 國外差旅, 國際交流.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Tag>>", optional)]
    pub tags: Vec<Tag>,
}

/// As many words as a dictionary holds; further ones are not kept.
pub const MOST_WORDS: usize = 2_000;

impl OfficeWord {
    /// Whether it says anything at all.
    pub fn is_blank(&self) -> bool {
        let says = self.item.is_some() || self.category.is_some() || self.position.is_some();
        squash(&self.text).is_empty() || (!says && self.tags.is_empty())
    }

    /// Whether both speak of the same word, however it is spaced or numbered.
    pub fn is_same_word(&self, other: &OfficeWord) -> bool {
        label(&self.text) == label(&other.text)
    }
}

/// A dictionary made ready to be asked for every line of a long sheet.
pub struct Words<'a> {
    whole: HashMap<String, &'a OfficeWord>,
    /// Longest first.
    inside: Vec<(String, &'a OfficeWord)>,
}

impl<'a> Words<'a> {
    /// Of two alike the first holds.
    pub fn of(words: &'a [OfficeWord]) -> Words<'a> {
        let mut whole = HashMap::new();
        for word in words {
            whole.entry(squash(&word.text)).or_insert(word);
        }
        for word in words {
            whole.entry(label(&word.text)).or_insert(word);
        }
        let mut inside: Vec<_> = words.iter().map(|w| (squash(&w.text), w)).collect();
        inside.retain(|(text, _)| !text.is_empty());
        inside.sort_by_key(|(text, _)| std::cmp::Reverse(text.chars().count()));
        Words { whole, inside }
    }

    /// The word that the text is.
    pub fn whole(&self, text: &str) -> Option<&'a OfficeWord> {
        if self.whole.is_empty() {
            return None;
        }
        let found = self.whole.get(&squash(text));
        found.or_else(|| self.whole.get(&label(text))).copied()
    }

    /// The word that the text is, or the longest one in it that says what is asked for.
    fn within(&self, text: &str, says: impl Fn(&OfficeWord) -> bool) -> Option<&'a OfficeWord> {
        if self.inside.is_empty() {
            return None;
        }
        let squashed = squash(text);
        let inside = || {
            let mut words = self.inside.iter();
            words
                .find(|(word, of)| says(of) && squashed.contains(word.as_str()))
                .map(|(_, of)| *of)
        };
        self.whole(text).filter(|w| says(w)).or_else(inside)
    }

    /// The category that the office gives an item of this name.
    pub fn category_of(&self, name: &str) -> Option<Category> {
        self.within(name, |w| w.category.is_some())?.category
    }

    /// The category of an item of this name: the office's word, else the built-in dictionary's.
    pub fn category_of_item(&self, name: &str) -> Option<Category> {
        self.category_of(name).or_else(|| category_of_item(name))
    }

    /// What the office calls an item of this name.
    pub fn renamed(&self, name: &str) -> Option<&'a str> {
        self.whole(name)?.item.as_deref()
    }

    /// 職別 and tags of an item: the office's word, else the built-in dictionary's.
    pub fn position_and_tags(&self, name: &str) -> (Option<Position>, Vec<Tag>) {
        match self.within(name, |w| w.position.is_some() || !w.tags.is_empty()) {
            Some(word) => (word.position, word.tags.clone()),
            None => crate::dictionary::position_and_tags(name),
        }
    }
}

/// Words of one dictionary added to another; a word that both hold becomes what `more` says. Gives how many are new and
/// how many changed.
pub fn merged(words: &[OfficeWord], more: &[OfficeWord]) -> (Vec<OfficeWord>, usize, usize) {
    let mut all = words.to_vec();
    let mut places: HashMap<String, usize> = all
        .iter()
        .enumerate()
        .map(|(at, w)| (label(&w.text), at))
        .collect();
    let (mut added, mut changed) = (0, 0);
    for word in more.iter().filter(|w| !w.is_blank()) {
        match places.get(&label(&word.text)).copied() {
            Some(at) if all[at] == *word => {}
            Some(at) => {
                all[at] = word.clone();
                changed += 1;
            }
            None if all.len() < MOST_WORDS => {
                places.insert(label(&word.text), all.len());
                all.push(word.clone());
                added += 1;
            }
            None => {}
        }
    }
    (all, added, changed)
}

/// As many words as are proposed at once.
const MOST_LEARNED: usize = 50;

/// What imported lines of a season say otherwise than both dictionaries: somebody corrected them by hand. **Proposed,
/// never learned by itself**: a person keeps what is true of the word and not of one line only.
pub fn learned(season: &Workspace, words: &[OfficeWord]) -> Vec<OfficeWord> {
    let budgets = season.proposals.iter().flat_map(|p| &p.budget);
    let support = season.support_plan.iter().flat_map(|p| &p.budget);
    let lines = budgets.chain(support).flat_map(|year| &year.lines);
    let known = Words::of(words);
    let mut found: Vec<(OfficeWord, bool)> = Vec::new();
    for line in lines {
        let Some(word) = line
            .source
            .as_ref()
            .and_then(|from| corrected(line, from, &known))
        else {
            continue;
        };
        match found.iter_mut().find(|(known, _)| known.is_same_word(&word)) {
            None => found.push((word, true)),
            // Two lines of one name that were corrected in two ways teach nothing.
            Some((known, is_agreed)) => *is_agreed &= *known == word,
        }
    }
    let agreed = found.into_iter().filter(|(_, is_agreed)| *is_agreed);
    agreed.map(|(word, _)| word).take(MOST_LEARNED).collect()
}

fn corrected(line: &BudgetLine, from: &LineSource, words: &Words<'_>) -> Option<OfficeWord> {
    let told = words.position_and_tags(&line.item);
    let mut tags = line.tags.clone();
    tags.sort_unstable();
    let says_more = line.position.is_some() || !tags.is_empty();
    let is_other = says_more && told != (line.position, tags.clone());
    // Where the sheet has a cell for the category, it is the sheet's word and no correction.
    let category = line.category.filter(|_| !from.cells.contains_key("category"));
    let category = category.filter(|c| words.category_of_item(&line.item) != Some(*c));
    let text = label(&line.item);
    let word = OfficeWord {
        text,
        item: None,
        category,
        position: line.position.filter(|_| is_other),
        tags: if is_other { tags } else { Vec::new() },
    };
    (!word.is_blank()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> OfficeWord {
        OfficeWord {
            text: text.to_owned(),
            ..OfficeWord::default()
        }
    }

    #[test]
    fn the_whole_word_wins_then_the_longest_inside() {
        let words = [
            OfficeWord {
                category: Some(Category::Operations),
                ..word("人力")
            },
            OfficeWord {
                position: Some(Position::FullTimeAssistant),
                category: Some(Category::Personnel),
                ..word("專案人力")
            },
            OfficeWord {
                item: Some("講座鐘點費".to_owned()),
                ..word("鐘點費")
            },
        ];
        let words = Words::of(&words);
        assert_eq!(
            words.category_of("（一）專案人力（碩士）"),
            Some(Category::Personnel)
        );
        assert_eq!(words.category_of("臨時人力"), Some(Category::Operations));
        assert_eq!(words.category_of("印刷費"), None);
        assert_eq!(
            words.position_and_tags("專案 人力"),
            (Some(Position::FullTimeAssistant), vec![])
        );
        // What the office says nothing of is the built-in dictionary's.
        assert_eq!(
            words.position_and_tags("專任助理勞保").1,
            vec![Tag::LaborInsurance]
        );
        assert_eq!(
            words.whole("1. 鐘 點 費").and_then(|w| w.item.as_deref()),
            Some("講座鐘點費")
        );
        assert_eq!(words.whole("外聘鐘點費"), None);
    }

    #[test]
    fn a_file_of_words_is_added_and_blank_words_are_not() {
        let known = [OfficeWord {
            category: Some(Category::Operations),
            ..word("聯盟分攤款")
        }];
        let more = [
            word("什麼都沒說"),
            OfficeWord {
                category: Some(Category::Miscellaneous),
                ..word("聯盟 分攤款")
            },
            OfficeWord {
                tags: vec![Tag::Pension],
                ..word("離退金")
            },
        ];
        let (all, added, changed) = merged(&known, &more);
        assert_eq!((all.len(), added, changed), (2, 1, 1));
        assert_eq!(all[0].category, Some(Category::Miscellaneous));
        assert_eq!(merged(&all, &more), (all.clone(), 0, 0));
    }
}
