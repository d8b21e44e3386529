//! 核對碼: a short code at the foot of every page, so that a page of another printing is found.
//!
//! Five letters of the season as a whole, five of what stands on the page. Two printings of one season share the first
//! half; a page whose words did not change keeps the second.

use crate::page::{Item, Page};
use serde::Serialize;
use sha2::{Digest, Sha256};
use usr_desk_workspace::{Workspace, format};

/// Stands before the code.
pub(crate) const LABEL: &str = "核對碼";
/// No I, L, O, U: nobody reads them for something else.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HALF: usize = 5;

/// The code of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageCode {
    /// Of the season that it was printed from.
    pub season: String,
    /// Of what stands on it.
    pub page: String,
}

impl PageCode {
    /// As printed: `7K2M9-93F1Q`.
    pub fn printed(&self) -> String {
        format!("{}-{}", self.season, self.page)
    }

    /// From what is printed.
    pub(crate) fn read(text: &str) -> Option<PageCode> {
        let (season, page) = text.trim().split_once('-')?;
        let is_half = |half: &str| half.len() == HALF && half.bytes().all(|b| LETTERS.contains(&b));
        (is_half(season) && is_half(page)).then(|| PageCode {
            season: season.to_owned(),
            page: page.to_owned(),
        })
    }
}

/// Of the whole season.
pub(crate) fn of_season(season: &Workspace) -> String {
    letters(&format::write(season))
}

/// Of a page's words.
pub(crate) fn of_text(text: &str) -> String {
    letters(bare(text).as_bytes())
}

/// Of an attachment's page: the digest of its file, and its number.
pub(crate) fn of_foreign(digest: &[u8], page: usize) -> String {
    letters(&[digest, &page.to_be_bytes()].concat())
}

/// What tells one attached file from another.
pub(crate) fn digest(file: &[u8]) -> Vec<u8> {
    Sha256::digest(file).to_vec()
}

/// What stands on a page, in the order of drawing.
pub(crate) fn text_of(page: &Page) -> String {
    let words = page.items.iter().filter_map(|item| match item {
        Item::Text { words, .. } => Some(words),
        _ => None,
    });
    let glyphs = words.flatten().flat_map(|placed| &placed.word.glyphs);
    glyphs.map(|glyph| glyph.text.as_str()).collect()
}

fn bare(text: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && !c.is_control();
    text.chars().filter(is_kept).collect()
}

fn letters(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let letter = |i: usize| char::from(LETTERS[usize::from(digest[i] & 31)]);
    (0..HALF).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_printed() {
        let code = PageCode {
            season: of_text("甲"),
            page: of_text("乙"),
        };
        assert_eq!(PageCode::read(&code.printed()), Some(code));
        assert_eq!(of_text("甲 乙\n"), of_text("甲乙"));
        for wrong in ["", "ABCDE", "ABCDE-ABCD", "ABCDO-ABCDE", "abcde-abcde"] {
            assert_eq!(PageCode::read(wrong), None, "{wrong}");
        }
    }
}
