//! Passages of two texts that are alike (內容相近): hints for the person who confirms that a plan is no repetition.
//!
//! **It says where two texts say the same; it never says that they do not.** Pure and offline. Each text is read as its
//! words alone (width, white space and punctuation aside) and cut into short runs of characters; of every few runs the
//! one with the smallest hash is kept (winnowing), so that a common stretch of [`SURELY_FOUND`] characters leaves at least one
//! common run. Runs that lie on one diagonal, close together, make a passage; it is shown if enough of it is the same.
//! What the regulation itself says, or what every plan says (a run that is all over the other text), is no evidence.

mod fingerprint;
mod passages;

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ts_rs::TS;
use usr_desk_workspace::FieldPath;

pub use fingerprint::SURELY_FOUND;

/// A text with a name for each of its parts: a season's sections, the pages of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// In order.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands, in words: a section's title, 第 3 頁.
    pub at: String,
    /// Where in the season, if it is of a season.
    pub place: Option<FieldPath>,
    /// Its words.
    pub text: String,
}

/// Two passages that are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Alike {
    /// In the narrative.
    pub own: Passage,
    /// In the other text.
    pub other: Passage,
    /// What the other text is called.
    pub source: String,
    /// How much of the longer one is the same, in whole per cent.
    pub percent: u32,
}

/// A passage of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Passage {
    /// Where it stands, in words.
    pub at: String,
    /// Where in the season, if it is of a season.
    pub place: Option<FieldPath>,
    /// As it is written.
    pub words: String,
}

/// Passages of a narrative that other texts have too, in the narrative's order; `known` are texts whose words are no
/// evidence (the regulation).
pub fn alike<'t>(own: &Source, others: &[Source], known: impl Iterator<Item = &'t str>) -> Vec<Alike> {
    let known: HashSet<u64> = known
        .flat_map(|text| fingerprint::every_run(&fingerprint::Letters::read(text)).collect::<Vec<_>>())
        .collect();
    let mut found = Vec::new();
    let mine: Vec<_> = own
        .parts
        .iter()
        .map(|part| fingerprint::Prints::read(&part.text, &known))
        .collect();
    for other in others {
        let index = passages::Index::of(other, &known);
        for (part, prints) in own.parts.iter().zip(&mine) {
            found.extend(
                index
                    .alike(part, prints)
                    .into_iter()
                    .map(|(alike, at)| (at, alike)),
            );
        }
    }
    let order = |part: &Passage| {
        own.parts
            .iter()
            .position(|p| p.at == part.at && p.place == part.place)
    };
    found.sort_by_key(|(at, alike)| (order(&alike.own), *at));
    found.into_iter().map(|(_, alike)| alike).collect()
}
