//! A text to pieces: what is a word, which face sets it, where a line may end.

use crate::block::{Level, Run};
use crate::lines::{Kind, Piece};
use crate::shape::{Family, Shaper, Word, is_invisible, is_latin};
use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use std::rc::Rc;

static TAIWAN: LanguageIdentifier = langid!("zh-TW");

/// A piece and what is drawn for it.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub(crate) piece: Piece,
    pub(crate) word: Rc<Word>,
    /// The run that it came from.
    pub(crate) run: usize,
}

/// Size of raised and lowered letters beside that of the line, and how far they stand from the baseline, in em.
pub(crate) fn stand(level: Level) -> (f32, f32) {
    match level {
        Level::Base => (1.0, 0.0),
        Level::Above => (0.66, 0.38),
        Level::Below => (0.66, -0.12),
    }
}

/// Byte offsets of `text` at which a line may end.
pub(crate) fn opportunities(text: &str) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options.content_locale = Some(&TAIWAN);
    LineSegmenter::new_for_non_complex_scripts(options)
        .segment_str(text)
        .collect()
}

/// What a character is to the line.
pub(crate) fn kind(c: char) -> Kind {
    match c {
        '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '｛' | '［' | '〖' => Kind::Open,
        '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '｝' | '］' | '〗' => Kind::Close,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '．' => Kind::Pause,
        '—' => Kind::Dash,
        '…' => Kind::Dots,
        ' ' | '\u{a0}' | '\t' => Kind::Space,
        c if is_latin(c) => Kind::Latin,
        _ => Kind::Han,
    }
}

/// Never at the start of a line, whatever the rules of other languages allow.
fn stays_behind(c: char) -> bool {
    matches!(kind(c), Kind::Close | Kind::Pause | Kind::Dash | Kind::Dots)
        || matches!(
            c,
            '％' | '%' | '‧' | '・' | '·' | ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']'
        )
}

/// The pieces of a text in the given family and size; `wide` is the measure, in points: a longer word is cut.
pub(crate) fn pieces(shaper: &mut Shaper, runs: &[Run], family: Family, size: f32, wide: f32) -> Vec<Set> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let allowed = opportunities(&text);
    let mut sets: Vec<Set> = Vec::new();
    let mut offset = 0;
    let mut next_break = 0;
    for (number, run) in runs.iter().enumerate() {
        let mut chars = run.text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let kind = kind(c);
            let start = offset + at;
            let mut end = start + c.len_utf8();
            if c == '\n' {
                if let Some(last) = sets.last_mut() {
                    last.piece.must_break = true;
                }
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            while next_break < allowed.len() && allowed[next_break] <= start {
                next_break += 1;
            }
            let mut face = shaper.face(c, family, run.bold);
            if kind == Kind::Latin {
                while let Some((_, n)) = chars.peek().copied() {
                    let is_break = allowed.get(next_break).is_some_and(|b| *b == end);
                    if self::kind(n) != Kind::Latin
                        || is_break
                        || n == '\n'
                        || shaper.face(n, family, run.bold) != face
                    {
                        break;
                    }
                    chars.next();
                    end += n.len_utf8();
                }
            } else {
                // Marks that sit on the character before them.
                while let Some((_, n)) = chars.peek().copied().filter(|(_, n)| is_mark_on_letter(*n)) {
                    chars.next();
                    if !is_invisible(n) {
                        face = shaper.face(n, family, run.bold);
                    }
                    end += n.len_utf8();
                }
            }
            let drawn = &run.text[start - offset..end - offset];
            while next_break < allowed.len() && allowed[next_break] < end {
                next_break += 1;
            }
            let follows = text[end..].chars().next();
            // What is raised or lowered belongs to what it follows.
            let is_held = end == offset + run.text.len()
                && runs[number + 1..]
                    .iter()
                    .find(|next| !next.text.is_empty())
                    .is_some_and(|next| next.level != Level::Base);
            let may_break =
                allowed.get(next_break) == Some(&end) && !follows.is_some_and(stays_behind) && !is_held;
            let kind = if run.level == Level::Base {
                kind
            } else {
                Kind::Raised
            };
            let size = size * stand(run.level).0;
            push(
                shaper, &mut sets, face, drawn, kind, size, wide, may_break, number,
            );
        }
        offset += run.text.len();
    }
    sets
}

fn is_mark_on_letter(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF | 0x302A..=0x302F)
}

#[allow(clippy::too_many_arguments)] // one call, in one place
fn push(
    shaper: &mut Shaper,
    sets: &mut Vec<Set>,
    face: crate::fonts::Face,
    text: &str,
    kind: Kind,
    size: f32,
    wide: f32,
    may_break: bool,
    run: usize,
) {
    let text = if text == "\t" { " " } else { text };
    let word = shaper.word(face, text);
    let width = word.width * size;
    if width > wide && text.chars().count() > 1 {
        for (at, c) in text.char_indices() {
            let word = shaper.word(face, &text[at..at + c.len_utf8()]);
            let piece = Piece {
                kind,
                width: word.width * size,
                em: size,
                may_break: true,
                must_break: false,
            };
            sets.push(Set { piece, word, run });
        }
        return;
    }
    // A space between Chinese and Latin is the same quarter of a square that stands there without it.
    let piece = Piece {
        kind,
        width,
        em: size,
        may_break,
        must_break: false,
    };
    sets.push(Set { piece, word, run });
}
