//! Which glyphs of which face the file holds, and what each says in the text layer.

use crate::fonts::{Face, Fonts};
use crate::shape::Glyph;
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// A face can say only one thing for each glyph in the text layer; where two characters share a glyph, the second
/// one goes into another subset of the same face: a bank.
pub(crate) type Subset = (Face, usize);

#[derive(Default)]
pub(crate) struct Glyphs {
    /// What each glyph of a subset stands for.
    texts: HashMap<(Face, u16), Vec<String>>,
    pub(crate) subsets: BTreeMap<Subset, GlyphRemapper>,
}

impl Glyphs {
    pub(crate) fn place(&mut self, face: Face, glyph: &Glyph) -> (usize, u16) {
        let texts = self.texts.entry((face, glyph.id)).or_default();
        let bank = texts
            .iter()
            .position(|text| *text == glyph.text)
            .unwrap_or_else(|| {
                texts.push(glyph.text.clone());
                texts.len() - 1
            });
        let remapper = self.subsets.entry((face, bank)).or_default();
        (bank, remapper.remap(glyph.id))
    }
}

/// The advance that the file states for a glyph, in thousandths of an em.
pub(crate) fn width(fonts: &Fonts, face: Face, id: u16) -> u16 {
    let open = fonts.face(face);
    let advance = open
        .font
        .glyph_metrics()
        .h_advance(harfrust::GlyphId::new(u32::from(id)));
    (advance * 1000.0 / open.units_per_em).round() as u16
}
