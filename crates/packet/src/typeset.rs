//! Runs of text to lines of placed words: the one road from text to ink.

use crate::block::{Align, Note, Run};
use crate::lines::{self, Kind, Measure};
use crate::page::{Ink, Item, Placed, Tag};
use crate::pieces;
use crate::shape::{Family, Shaper};
use std::rc::Rc;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    pub(crate) family: Family,
    pub(crate) size: f32,
    /// From baseline to baseline.
    pub(crate) leading: f32,
}

impl Voice {
    pub(crate) const BODY: Voice = Voice {
        family: Family::Text,
        size: 12.0,
        leading: 20.0,
    };
    pub(crate) const NOTE: Voice = Voice {
        family: Family::Sans,
        size: 8.5,
        leading: 13.0,
    };
    pub(crate) const TABLE: Voice = Voice {
        family: Family::Sans,
        size: 9.0,
        leading: 13.0,
    };
    pub(crate) const FOOTNOTE: Voice = Voice {
        family: Family::Text,
        size: 9.5,
        leading: 14.0,
    };
    pub(crate) const CAPTION: Voice = Voice {
        family: Family::Sans,
        size: 10.0,
        leading: 16.0,
    };
    pub(crate) const FURNITURE: Voice = Voice {
        family: Family::Sans,
        size: 8.5,
        leading: 12.0,
    };

    /// From the top of a line to its baseline.
    pub(crate) fn baseline(self) -> f32 {
        let middle = if self.family == Family::Text { 0.31 } else { 0.37 };
        self.leading / 2.0 + middle * self.size
    }
}

/// A line: its words from the left of the measure.
#[derive(Clone, Debug)]
pub(crate) struct SetLine {
    pub(crate) words: Vec<Placed>,
    pub(crate) width: f32,
    /// Size of the type.
    pub(crate) size: f32,
    /// Middles of the characters that have a dot under them.
    pub(crate) dots: Vec<f32>,
    /// Which words call footnotes.
    pub(crate) notes: Vec<(usize, Rc<Note>)>,
}

/// How far below the baseline the dots of 著重號 stand, and how large they are, in em.
const DOT: (f32, f32) = (0.34, 0.075);

impl SetLine {
    /// As something on the page: `x` the left of the measure, `y` the baseline.
    pub(crate) fn item(&self, x: f32, y: f32, tag: Tag) -> Item {
        self.part(0..self.words.len(), x, y, tag)
    }

    /// Some of its words.
    pub(crate) fn part(&self, range: std::ops::Range<usize>, x: f32, y: f32, tag: Tag) -> Item {
        let size = self.size;
        let moved = |word: &Placed| Placed {
            x: x + word.x,
            ..word.clone()
        };
        let words = self.words[range].iter().map(moved).collect();
        Item::Text { y, size, words, tag }
    }

    /// Its dots (著重號).
    pub(crate) fn dotted(&self, x: f32, y: f32) -> impl Iterator<Item = Item> {
        let (y, radius) = (y + DOT.0 * self.size, DOT.1 * self.size);
        self.dots.iter().map(move |middle| Item::Dot {
            x: x + middle,
            y,
            radius,
            ink: Ink::Black,
        })
    }

    /// The same line, where it stands in a measure of this width.
    pub(crate) fn aligned(self, align: Align, width: f32) -> SetLine {
        let shift = match align {
            Align::Left => 0.0,
            Align::Center => (width - self.width) / 2.0,
            Align::Right => width - self.width,
        };
        self.shifted(shift)
    }

    /// The same line, further right.
    pub(crate) fn shifted(mut self, shift: f32) -> SetLine {
        self.words.iter_mut().for_each(|word| word.x += shift);
        self.dots.iter_mut().for_each(|middle| *middle += shift);
        self.width += shift;
        self
    }

    /// Puts the words of a marker before its own.
    pub(crate) fn prepend(&mut self, marker: SetLine) {
        let count = marker.words.len();
        self.notes.iter_mut().for_each(|(at, _)| *at += count);
        self.words.splice(0..0, marker.words);
    }
}

/// Sets runs in a measure.
pub(crate) fn set(shaper: &mut Shaper, runs: &[Run], voice: Voice, measure: Measure) -> Vec<SetLine> {
    let sets = pieces::pieces(shaper, runs, voice.family, voice.size, measure.width);
    if sets.is_empty() {
        return Vec::new();
    }
    let plain: Vec<lines::Piece> = sets.iter().map(|set| set.piece).collect();
    let line = |line: lines::Line| {
        let mut set_line = SetLine {
            words: Vec::with_capacity(line.at.len()),
            width: line.width,
            size: voice.size,
            dots: Vec::new(),
            notes: Vec::new(),
        };
        for (i, (x, set)) in line.at.iter().zip(&sets[line.first..]).enumerate() {
            let run = &runs[set.run];
            if run.dotted && !set.piece.kind.is_mark() && set.piece.kind != Kind::Space {
                let mut left = *x;
                for glyph in &set.word.glyphs {
                    let width = glyph.advance * set.piece.em;
                    set_line.dots.push(left + width / 2.0);
                    left += width;
                }
            }
            if let Some(note) = &run.note {
                set_line.notes.push((i, note.clone()));
            }
            let (scale, rise) = pieces::stand(run.level);
            set_line.words.push(Placed {
                x: *x,
                word: set.word.clone(),
                ink: run.ink,
                scale,
                rise: rise * voice.size,
            });
        }
        set_line
    };
    lines::lines(&plain, &measure).into_iter().map(line).collect()
}

/// One line, however long it is.
pub(crate) fn set_line(shaper: &mut Shaper, runs: &[Run], voice: Voice) -> SetLine {
    let measure = Measure {
        width: 1e6,
        indent: 0.0,
        justify: false,
    };
    set(shaper, runs, voice, measure)
        .into_iter()
        .next()
        .unwrap_or(SetLine {
            words: Vec::new(),
            width: 0.0,
            size: voice.size,
            dots: Vec::new(),
            notes: Vec::new(),
        })
}

/// Width of the widest thing in the runs that cannot be broken.
pub(crate) fn narrowest(shaper: &mut Shaper, runs: &[Run], voice: Voice) -> f32 {
    let sets = pieces::pieces(shaper, runs, voice.family, voice.size, 1e6);
    let (mut widest, mut width) = (0f32, 0f32);
    for set in &sets {
        if set.piece.kind != Kind::Space {
            width += set.piece.width;
        }
        widest = widest.max(width);
        if set.piece.may_break {
            width = 0.0;
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Fonts;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use std::sync::LazyLock;

    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
        Fonts::find(&|name| std::fs::read(format!("{folder}{name}")).ok()).unwrap()
    });

    const NEVER_FIRST: &str = "，。、；：！？」』）》〉】％,.;:!?)]…—";
    const NEVER_LAST: &str = "「『（《〈【([";

    fn text_of(line: &SetLine) -> String {
        line.words
            .iter()
            .flat_map(|placed| placed.word.glyphs.iter().map(|g| g.text.as_str()))
            .collect()
    }

    /// Sentences as people write them: Chinese with marks, brackets, figures and Latin words among it.
    fn paragraph() -> impl Strategy<Value = String> {
        let chunk = prop_oneof![
            6 => "[本計畫以在地連結人才培育為核心精神盤點縣鄉部落之高齡照護需求]{1,9}",
            2 => prop_oneof![Just("，"), Just("。"), Just("；"), Just("、"), Just("："), Just("？"), Just("！")].prop_map(str::to_owned),
            1 => "[行動長照站青年返鄉]{1,6}".prop_map(|t| format!("「{t}」")),
            1 => "[回收率平均值]{1,4}".prop_map(|t| format!("（{t}）")),
            1 => "[大學教師]{2,4}".prop_map(|t| format!("《{t}》")),
            // A figure or a Latin word is followed by Chinese: run together they would be one word too long for a line.
            1 => (1u32..20_000_000).prop_map(|n| format!("{n}人")),
            1 => (1u32..999).prop_map(|n| format!("{}.{}%之", n / 10, n % 10)),
            1 => prop_oneof![Just("USR Hub的"), Just("Mobile Care Station的"), Just("SDGs及"), Just("2025/11/30起"), Just("5–7人")].prop_map(str::to_owned),
            1 => prop_oneof![Just("——"), Just("……"), Just("。」"), Just("」，"), Just("）、（")].prop_map(str::to_owned),
        ];
        proptest::collection::vec(chunk, 3..60).prop_map(|chunks| format!("本{}。", chunks.concat()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(114), ..ProptestConfig::default() })]
        #[test]
        fn no_line_begins_or_ends_wrong(text in paragraph(), width in 150f32..456.0) {
            // Marks in a row are not how people write; the rules hold for what they do write.
            let mut shaper = Shaper::new(&FONTS);
            let measure = Measure { width, indent: 24.0, justify: true };
            let lines = set(&mut shaper, &[Run::plain(text.clone())], Voice::BODY, measure);
            let mut all = String::new();
            for (i, line) in lines.iter().enumerate() {
                let shown = text_of(line);
                all.push_str(&shown);
                let (first, last) = (shown.chars().next().unwrap(), shown.chars().last().unwrap());
                prop_assert!(i == 0 || !NEVER_FIRST.contains(first), "line {i} begins with {first}: {shown}");
                prop_assert!(i + 1 == lines.len() || !NEVER_LAST.contains(last), "line {i} ends with {last}: {shown}");
                prop_assert!(line.width < width + 0.6, "line {i} is {} of {width}: {shown}", line.width);
                // A line that is one long number has nothing to stretch.
                let is_last = i + 1 == lines.len() || shown.chars().all(|c| pieces::kind(c) == Kind::Latin);
                prop_assert!(is_last || line.width > width - 0.6, "line {i} is short, {} of {width}: {shown}", line.width);
            }
            let squeezed = |t: &str| t.replace(' ', "");
            prop_assert_eq!(squeezed(&all), squeezed(&text), "nothing is lost");
        }
    }

    #[test]
    fn figures_of_a_column_line_up() {
        let mut shaper = Shaper::new(&FONTS);
        let a = set_line(&mut shaper, &[Run::plain("1,111,111")], Voice::TABLE);
        let b = set_line(&mut shaper, &[Run::plain("8,888,888")], Voice::TABLE);
        assert!((a.width - b.width).abs() < 0.01);
    }

    #[test]
    fn rare_characters_of_names_have_a_face() {
        let mut shaper = Shaper::new(&FONTS);
        set_line(&mut shaper, &[Run::plain("王𡍼、李𠅤、林𤧟")], Voice::BODY);
        set_line(&mut shaper, &[Run::bold("陳𡍼")], Voice::TABLE);
        assert_eq!(shaper.missing(), []);
        let face = shaper.face('𠅤', crate::shape::Family::Text, false);
        assert_eq!(face, crate::fonts::Face::KaiRare);
    }

    #[test]
    fn what_no_face_has_is_named_with_its_place() {
        let mut shaper = Shaper::new(&FONTS);
        shaper.place = "壹、基本資料".to_owned();
        set_line(&mut shaper, &[Run::plain("王\u{2A6D7}")], Voice::BODY);
        let missing = shaper.missing();
        assert_eq!(missing.len(), 1);
        assert_eq!(
            (missing[0].character, missing[0].place.as_str()),
            ('\u{2A6D7}', "壹、基本資料")
        );
    }
}
