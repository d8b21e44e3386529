//! Text to glyphs: every word and every Chinese character is shaped once and kept.

use crate::fonts::{Face, Fonts};
use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShaperFont, Tag};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Which of the two voices a text speaks in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// 正楷體 with Liberation Serif: running text.
    Text,
    /// 黑體: headings and tables.
    Sans,
}

/// A glyph of a shaped word; lengths are in em.
#[derive(Debug)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) advance: f32,
    pub(crate) shift: f32,
    /// What it stands for in the text layer.
    pub(crate) text: String,
}

/// Glyphs that stay together: a Chinese character, a mark, a run of Latin letters.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) face: Face,
    pub(crate) glyphs: Vec<Glyph>,
    /// Width in em.
    pub(crate) width: f32,
}

/// A character that none of the faces has (缺字), and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The part and heading that it stands under.
    pub place: String,
}

/// Shapes words, and remembers them.
pub(crate) struct Shaper<'a> {
    fonts: &'a Fonts,
    shapers: Vec<ShaperFont<'a, 'a>>,
    words: HashMap<(Face, String), Rc<Word>>,
    faces: HashMap<(char, Family, bool), Face>,
    missing: BTreeMap<char, String>,
    /// Where the text stands that is being shaped; named with a missing character.
    pub(crate) place: String,
}

impl<'a> Shaper<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Shaper<'a> {
        let shapers = Face::ALL
            .iter()
            .map(|face| ShaperFont::new(&fonts.face(*face).font))
            .collect();
        Shaper {
            fonts,
            shapers,
            words: HashMap::new(),
            faces: HashMap::new(),
            missing: BTreeMap::new(),
            place: String::new(),
        }
    }

    /// The face for a character: the first of its voice that has it.
    pub(crate) fn face(&mut self, c: char, family: Family, bold: bool) -> Face {
        if let Some(face) = self.faces.get(&(c, family, bold)) {
            return *face;
        }
        let order: &[Face] = match (family, bold, is_latin(c)) {
            (Family::Text, false, true) => &[Face::Latin, Face::Kai, Face::Sans],
            (Family::Text, true, true) => &[Face::LatinBold, Face::Latin, Face::SansBold, Face::Kai],
            (Family::Text, false, false) => &[Face::Kai, Face::Sans, Face::Latin, Face::KaiRare],
            (Family::Sans, false, _) => &[Face::Sans, Face::Kai, Face::Latin, Face::KaiRare],
            (_, true, _) => &[Face::SansBold, Face::Kai, Face::LatinBold, Face::KaiRare],
        };
        let has = |face: &&Face| {
            self.shapers[**face as usize]
                .nominal_glyph(u32::from(c))
                .is_some()
        };
        let face = match order.iter().find(has) {
            Some(face) => *face,
            None => {
                if !is_invisible(c) {
                    self.missing.entry(c).or_insert_with(|| self.place.clone());
                }
                order[0]
            }
        };
        self.faces.insert((c, family, bold), face);
        face
    }

    /// A word in one face.
    pub(crate) fn word(&mut self, face: Face, text: &str) -> Rc<Word> {
        if let Some(word) = self.words.get(&(face, text.to_owned())) {
            return word.clone();
        }
        let word = Rc::new(self.shape(face, text));
        self.words.insert((face, text.to_owned()), word.clone());
        word
    }

    fn shape(&self, face: Face, text: &str) -> Word {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        let is_han = !text.starts_with(is_latin);
        buffer.set_script(Some(if is_han { Script::HAN } else { Script::LATIN }));
        buffer.set_language(Language::new("zh-Hant"));
        // One glyph a letter: a ligature would be one character to whoever searches the file.
        let features = [b"liga", b"clig", b"dlig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..));
        let shaper = &self.shapers[face as usize];
        let shaped = harfrust::shape(shaper, &mut buffer, ShapeOptions::new().features(&features));
        let em = self.fonts.face(face).units_per_em;
        let mut glyphs = Vec::new();
        if shaped.is_ok() {
            let infos = buffer.glyph_infos();
            for (i, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
                let start = info.cluster as usize;
                let is_first = i == 0 || infos[i - 1].cluster != info.cluster;
                let end = infos[i..]
                    .iter()
                    .map(|n| n.cluster as usize)
                    .find(|c| *c > start)
                    .unwrap_or(text.len());
                glyphs.push(Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    advance: position.x_advance as f32 / em,
                    shift: position.x_offset as f32 / em,
                    text: if is_first {
                        text[start..end].to_owned()
                    } else {
                        String::new()
                    },
                });
            }
        }
        let width = glyphs.iter().map(|g| g.advance).sum();
        Word { face, glyphs, width }
    }

    /// Every character that no face has, with its first place.
    pub(crate) fn missing(&self) -> Vec<MissingGlyph> {
        let name = |(character, place): (&char, &String)| MissingGlyph {
            character: *character,
            place: place.clone(),
        };
        self.missing.iter().map(name).collect()
    }
}

/// Set in the Latin face of a voice, and kept together as words.
pub(crate) fn is_latin(c: char) -> bool {
    let code = u32::from(c);
    let is_chinese_mark = matches!(
        c,
        '—' | '…' | '·' | '‧' | '•' | '×' | '÷' | '±' | '※' | '°' | '§' | '′' | '″'
    );
    code < 0x2100 && !is_chinese_mark && !(0x370..0x400).contains(&code)
}

/// Needs no ink: joiners, selectors, controls.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF | 0xAD)
}
