//! What texts mean, each asked once: a long sheet says the same words in thousands of rows.

use super::row::{amount_in_words, is_ratio_label, is_total_label};
use crate::dictionary::{category_in, category_of_item, category_word, fund_in, is_gate};
use crate::words::{is_settled, numbering, squash};
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::collections::HashMap;
use usr_desk_workspace::{Category, Fund};

/// Deeper than any numbering.
const SET_IN: u8 = 100;

/// 　　講師費, －講師費: blanks and marks before a name set it in.
fn indented(text: &str) -> u8 {
    let width = |c: char| match c {
        '\u{3000}' => 2,
        c if c.is_whitespace() => 1,
        '-' | '－' | '–' | '‧' | '•' | '·' | '●' | '○' | '◎' | '▪' | '└' | '├' | '→' => {
            1
        }
        _ => 0,
    };
    let set_in: u8 = text.chars().take(40).map(width).take_while(|w| *w > 0).sum();
    if set_in == 0 { 0 } else { SET_IN + set_in.min(100) }
}

/// As many texts are remembered of a kind: where every row says something else, remembering is no help.
const KEPT: usize = 4_096;

struct Asked<'a, T>(RefCell<HashMap<&'a str, T>>);

impl<T> Default for Asked<'_, T> {
    fn default() -> Self {
        Asked(RefCell::default())
    }
}

impl<'a, T: Copy> Asked<'a, T> {
    fn once(&self, text: &'a str, ask: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.borrow().get(text) {
            return *known;
        }
        let answer = ask(text);
        let mut known = self.0.borrow_mut();
        if known.len() < KEPT {
            known.insert(text, answer);
        }
        answer
    }
}

/// The meanings that the rows of a table ask for.
#[derive(Default)]
pub(super) struct Meanings<'a> {
    totals: Asked<'a, bool>,
    ratios: Asked<'a, bool>,
    gates: Asked<'a, bool>,
    categories: Asked<'a, Option<Category>>,
    categories_in: Asked<'a, Option<Category>>,
    categories_of_items: Asked<'a, Option<Category>>,
    depths: Asked<'a, u8>,
    funds: Asked<'a, Option<Fund>>,
    amounts: Asked<'a, Option<Decimal>>,
}

impl<'a> Meanings<'a> {
    pub(super) fn is_total(&self, text: &'a str) -> bool {
        // Without one of these characters, or one that stands for them, no text is a sum.
        let is_wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
        let may_be = |c: char| matches!(c, '計' | '頁' | '和' | '總') || !(is_settled(c) || is_wide(c));
        text.chars().any(may_be) && self.totals.once(text, is_total_label)
    }

    pub(super) fn is_ratio(&self, text: &'a str) -> bool {
        self.ratios.once(text, is_ratio_label)
    }

    pub(super) fn is_gate(&self, text: &'a str) -> bool {
        self.gates.once(text, is_gate)
    }

    /// The category that the whole text names.
    pub(super) fn category(&self, text: &'a str) -> Option<Category> {
        self.categories.once(text, category_word)
    }

    /// The category that a cell of a category column names.
    pub(super) fn category_in(&self, text: &'a str) -> Option<Category> {
        self.categories_in.once(text, category_in)
    }

    pub(super) fn category_of_item(&self, name: &'a str) -> Option<Category> {
        self.categories_of_items.once(name, category_of_item)
    }

    /// How deep the text is numbered, else how far it is set in, which is deeper than any numbering; 0 = not at all.
    pub(super) fn depth(&self, text: &'a str) -> u8 {
        self.depths.once(text, |text| match numbering(&squash(text)).0 {
            0 => indented(text),
            depth => depth,
        })
    }

    pub(super) fn fund(&self, text: &'a str) -> Option<Fund> {
        self.funds.once(text, fund_in)
    }

    pub(super) fn amount_in_words(&self, text: &'a str) -> Option<Decimal> {
        self.amounts.once(text, amount_in_words)
    }
}
