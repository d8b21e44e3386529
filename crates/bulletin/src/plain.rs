//! The text in two forms of the same length: as written, and with full-width forms folded, so that a position in one
//! is the same position in the other.

use crate::TextSpan;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// A text that can be searched in its folded form and quoted as written.
pub struct Plain {
    written: Vec<char>,
    folded: Vec<char>,
    text: String,
    /// Byte of `text` at which each character begins, and its end.
    bytes: Vec<usize>,
}

/// A match, in characters: the whole, then its groups.
pub(crate) struct Found {
    pub(crate) at: TextSpan,
    pub(crate) groups: Vec<Option<String>>,
}

impl Found {
    pub(crate) fn group(&self, index: usize) -> Option<&str> {
        self.groups.get(index).and_then(Option::as_deref)
    }
}

impl Plain {
    /// The text with its folded twin.
    pub fn new(text: &str) -> Plain {
        let written: Vec<char> = text.chars().collect();
        let folded: Vec<char> = written.iter().map(|c| fold(*c)).collect();
        let text: String = folded.iter().collect();
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        Plain {
            written,
            folded,
            text,
            bytes,
        }
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// Nothing in it.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// As written.
    pub fn words(&self, at: TextSpan) -> String {
        self.written[at.start..at.end].iter().collect()
    }

    /// The line of a character, from 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.folded[..at].iter().filter(|c| **c == '\n').count()
    }

    /// As written, one character each.
    pub(crate) fn written(&self) -> &[char] {
        &self.written
    }

    /// Folded, one character each.
    pub(crate) fn folded(&self) -> &[char] {
        &self.folded
    }

    /// The folded text of a stretch.
    pub(crate) fn slice(&self, at: TextSpan) -> &str {
        &self.text[self.bytes[at.start]..self.bytes[at.end]]
    }

    /// All matches within a stretch, left to right.
    pub(crate) fn find_all(&self, pattern: &Regex, within: TextSpan) -> Vec<Found> {
        let slice = self.slice(within);
        pattern
            .captures_iter(slice)
            .filter_map(|c| self.found(&c, within.start))
            .collect()
    }

    /// The first match within a stretch.
    pub(crate) fn find(&self, pattern: &Regex, within: TextSpan) -> Option<Found> {
        self.found(&pattern.captures(self.slice(within))?, within.start)
    }

    fn found(&self, captures: &regex::Captures<'_>, from: usize) -> Option<Found> {
        let whole = captures.get(0)?;
        let base = self.bytes[from];
        let at = TextSpan::new(
            self.at_byte(base + whole.start()),
            self.at_byte(base + whole.end()),
        );
        let groups = captures
            .iter()
            .map(|g| g.map(|g| g.as_str().to_owned()))
            .collect();
        Some(Found { at, groups })
    }

    fn at_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|b| *b < byte)
    }

    /// The lines, without their ends.
    pub(crate) fn lines(&self) -> Vec<TextSpan> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in self.folded.iter().enumerate() {
            if *c == '\n' {
                lines.push(TextSpan::new(start, at));
                start = at + 1;
            }
        }
        lines.push(TextSpan::new(start, self.len()));
        lines
    }

    /// The stretch without blanks and these characters at its ends.
    pub(crate) fn trimmed(&self, at: TextSpan, also: &[char]) -> TextSpan {
        let drop = |c: char| c.is_whitespace() || also.contains(&c);
        let (mut start, mut end) = (at.start, at.end);
        while start < end && drop(self.folded[start]) {
            start += 1;
        }
        while end > start && drop(self.folded[end - 1]) {
            end -= 1;
        }
        TextSpan::new(start, end)
    }
}

/// One character for one: width and compatibility forms, the many dashes and tildes, every blank.
fn fold(c: char) -> char {
    match c {
        '\n' => '\n',
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' | '─' | '－' | '﹣' => '-',
        '～' | '〜' | '∼' | '˜' | '﹏' => '~',
        '／' | '∕' | '⁄' => '/',
        '〈' | '《' => '《',
        '〉' | '》' => '》',
        '〔' | '［' | '【' => '【',
        '〕' | '］' | '】' => '】',
        // ③ is a bullet, no digit: 「③ 2/29」 is no 32.
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' => '●',
        '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}' => ' ',
        // The radical forms that PDF files put in place of the words.
        '\u{2f00}'..='\u{2fdf}' => nfkc(c),
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c) => c,
        c => nfkc(c),
    }
}

fn nfkc(c: char) -> char {
    let mut folded = std::iter::once(c).nfkc();
    match (folded.next(), folded.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_have_the_same_places() {
        let plain = Plain::new("１１２／１１／１３（一）～　㈱ﬁ");
        assert_eq!(plain.text, "112/11/13(一)~ ㈱ﬁ");
        assert_eq!(plain.words(TextSpan::new(0, 3)), "１１２");
        assert_eq!(plain.slice(TextSpan::new(9, 12)), "(一)");
        let digits = Regex::new("[0-9]+").unwrap();
        let found: Vec<TextSpan> = plain
            .find_all(&digits, TextSpan::new(2, 9))
            .iter()
            .map(|f| f.at)
            .collect();
        assert_eq!(
            found,
            [TextSpan::new(2, 3), TextSpan::new(4, 6), TextSpan::new(7, 9)]
        );
    }
}
