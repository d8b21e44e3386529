//! Common runs brought together to passages.

use super::fingerprint::{Letters, Prints, RUN};
use super::{Alike, Part, Passage, Source};
use std::collections::{HashMap, HashSet};

/// A run that the other text has more often is a phrase of the field (社會責任實踐), not a passage.
const COMMONEST: usize = 12;
/// Letters between two common runs of one passage.
const GAP: usize = 40;
/// How far a passage may shift: words that were put in or left out.
const SHIFT: usize = 24;
/// Letters that two passages must have in common, and in how much of each.
const LEAST: usize = 36;
const LEAST_PERCENT: usize = 45;

/// Letters in a row that are no accident.
const STRETCH: usize = 3;

/// Where the runs of a text stand.
pub(super) struct Index<'s> {
    source: &'s Source,
    letters: Vec<Letters>,
    runs: HashMap<u64, Vec<(usize, usize)>>,
}

/// Common runs that follow each other in both texts.
struct Chain {
    part: usize,
    /// First and last letter in both.
    own: (usize, usize),
    other: (usize, usize),
}

impl Chain {
    /// Takes in what is the same before and after: of every few runs only one was kept.
    fn reach_out(&mut self, own: &[char], other: &[char]) {
        let before = own[..self.own.0]
            .iter()
            .rev()
            .zip(other[..self.other.0].iter().rev());
        let before = before.take_while(|(a, b)| a == b).count();
        let after = own[self.own.1..].iter().zip(&other[self.other.1..]);
        let after = after.take_while(|(a, b)| a == b).count();
        self.own = (self.own.0 - before, self.own.1 + after);
        self.other = (self.other.0 - before, self.other.1 + after);
    }
}

impl<'s> Index<'s> {
    pub(super) fn of(source: &'s Source, known: &HashSet<u64>) -> Index<'s> {
        let mut runs: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
        let mut letters = Vec::new();
        for (i, part) in source.parts.iter().enumerate() {
            let prints = Prints::read(&part.text, known);
            for (hash, at) in &prints.runs {
                runs.entry(*hash).or_default().push((i, *at));
            }
            letters.push(prints.letters);
        }
        Index {
            source,
            letters,
            runs,
        }
    }

    /// Passages of a part of the narrative that the text has too, each with its first letter.
    pub(super) fn alike(&self, part: &Part, prints: &Prints) -> Vec<(Alike, usize)> {
        let mut found: Vec<(Alike, usize)> = Vec::new();
        let mut covered = 0;
        for mut chain in self.chains(prints) {
            chain.reach_out(&prints.letters.letters, &self.letters[chain.part].letters);
            let own = &prints.letters.letters[chain.own.0..chain.own.1];
            let other = &self.letters[chain.part].letters[chain.other.0..chain.other.1];
            let same = common(own, other);
            let percent = same * 100 / own.len().max(other.len()).max(1);
            // What is told already is not told again from a second place.
            if weight(own) * percent / 100 < LEAST || percent < LEAST_PERCENT || chain.own.0 < covered {
                continue;
            }
            covered = chain.own.1;
            let there = &self.source.parts[chain.part];
            let alike = Alike {
                own: passage(part, &prints.letters, chain.own),
                other: passage(there, &self.letters[chain.part], chain.other),
                source: self.source.name.clone(),
                percent: u32::try_from(percent).unwrap_or(100),
            };
            found.push((alike, chain.own.0));
        }
        found
    }

    /// Longest first where two begin alike.
    fn chains(&self, prints: &Prints) -> Vec<Chain> {
        let mut open: Vec<Chain> = Vec::new();
        for (hash, at) in &prints.runs {
            let Some(places) = self.runs.get(hash).filter(|places| places.len() <= COMMONEST) else {
                continue;
            };
            for (part, there) in places {
                let end = (at + RUN, there + RUN);
                let goes_on = |chain: &&mut Chain| {
                    chain.part == *part
                        && *at <= chain.own.1 + GAP
                        && *there + SHIFT > chain.other.0
                        && *there <= chain.other.1 + GAP
                        && (at - chain.own.0).abs_diff(there.saturating_sub(chain.other.0)) <= SHIFT
                };
                match open.iter_mut().rev().find(goes_on) {
                    Some(chain) => {
                        chain.own.1 = chain.own.1.max(end.0);
                        chain.other.1 = chain.other.1.max(end.1);
                    }
                    None => open.push(Chain {
                        part: *part,
                        own: (*at, end.0),
                        other: (*there, end.1),
                    }),
                }
            }
        }
        open.retain(|chain| chain.own.1 - chain.own.0 >= LEAST);
        open.sort_by_key(|chain| (chain.own.0, std::cmp::Reverse(chain.own.1)));
        open
    }
}

/// How much a passage says: a Latin word of several letters is about one character of ours.
fn weight(letters: &[char]) -> usize {
    let latin = letters
        .iter()
        .filter(|letter| letter.is_ascii_alphabetic())
        .count();
    letters.len() - latin + latin / 4
}

/// Letters that both have in one order: stretches of three and more, found greedily on the way.
fn common(own: &[char], other: &[char]) -> usize {
    let (mut i, mut j, mut same) = (0, 0, 0);
    loop {
        let alike = own[i..].iter().zip(&other[j..]).take_while(|(a, b)| a == b);
        let run = alike.count();
        if run >= STRETCH {
            same += run;
            (i, j) = (i + run, j + run);
        }
        match next(&own[i..], &other[j..]) {
            Some((a, b)) => (i, j) = (i + a, j + b),
            None => return same,
        }
    }
}

/// The nearest place after which both go on alike.
fn next(own: &[char], other: &[char]) -> Option<(usize, usize)> {
    (1..=2 * GAP).find_map(|apart| {
        (0..=apart).map(|a| (a, apart - a)).find(|(a, b)| {
            let (own, other) = (own.get(*a..a + STRETCH), other.get(*b..b + STRETCH));
            own.is_some() && own == other
        })
    })
}

fn passage(part: &Part, letters: &Letters, span: (usize, usize)) -> Passage {
    let first = letters.at[span.0];
    let last = letters.at[span.1 - 1];
    Passage {
        at: part.at.clone(),
        place: part.place.clone(),
        words: part.text.chars().skip(first).take(last + 1 - first).collect(),
    }
}
