//! A text as its letters, and the runs of letters that stand for it.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Letters in a run.
pub(super) const RUN: usize = 6;
/// Of so many runs in a row one is kept.
const WINDOW: usize = 4;
/// A common stretch of so many letters leaves a common run.
pub const SURELY_FOUND: usize = RUN + WINDOW - 1;

/// The letters of a text, in one width and case, each with the character that it was written as.
pub(super) struct Letters {
    pub(super) letters: Vec<char>,
    /// Index of the character in the text.
    pub(super) at: Vec<usize>,
}

impl Letters {
    pub(super) fn read(text: &str) -> Letters {
        let (mut letters, mut at) = (Vec::new(), Vec::new());
        for (i, written) in text.chars().enumerate() {
            for letter in written
                .nfkc()
                .flat_map(char::to_lowercase)
                .filter(|c| c.is_alphanumeric())
            {
                letters.push(if letter == '台' { '臺' } else { letter });
                at.push(i);
            }
        }
        Letters { letters, at }
    }
}

/// The runs of a text that stand for it, each with its place among the letters.
pub(super) struct Prints {
    pub(super) letters: Letters,
    pub(super) runs: Vec<(u64, usize)>,
}

impl Prints {
    /// Runs that are `known` are left out.
    pub(super) fn read(text: &str, known: &HashSet<u64>) -> Prints {
        let letters = Letters::read(text);
        let all: Vec<u64> = every_run(&letters).collect();
        let mut runs: Vec<(u64, usize)> = Vec::new();
        for (start, window) in all.windows(WINDOW.min(all.len().max(1))).enumerate() {
            // The last of the smallest, so that neighbouring windows keep the same one.
            let least = window
                .iter()
                .enumerate()
                .min_by_key(|(i, hash)| (**hash, std::cmp::Reverse(*i)));
            let print = least.map(|(i, hash)| (*hash, start + i));
            if let Some(print) = print.filter(|print| runs.last() != Some(print) && !known.contains(&print.0))
            {
                runs.push(print);
            }
        }
        Prints { letters, runs }
    }
}

/// The hash of every run.
pub(super) fn every_run(letters: &Letters) -> impl Iterator<Item = u64> + '_ {
    letters.letters.windows(RUN).map(|run| {
        // FNV-1a: the same on every machine, so that what is found does not depend on where.
        run.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| {
            (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> HashSet<u64> {
        let prints = Prints::read(text, &HashSet::new());
        prints.runs.into_iter().map(|(hash, _)| hash).collect()
    }

    /// Whatever stands around it: a common stretch of this length is found, and a shorter one need not be.
    #[test]
    fn a_stretch_of_so_many_letters_leaves_a_common_run() {
        let letters = |first: u32, count: u32| -> String {
            (first..first + count).filter_map(char::from_u32).collect()
        };
        let mut missed = 0;
        for around in 0..60 {
            let both = |common: &str| {
                let own = letters(0x6e00 + 40 * around, 30) + common + &letters(0x7e00 + 7 * around, 30);
                let other = letters(0x8000 + 40 * around, 25) + common + &letters(0x5e00 + 11 * around, 9);
                !runs(&own).is_disjoint(&runs(&other))
            };
            let common = letters(
                0x4e00 + 13 * around,
                u32::try_from(SURELY_FOUND).unwrap_or_default(),
            );
            assert!(both(&common), "{common}");
            let short: String = common.chars().skip(1).collect();
            missed += usize::from(!both(&short));
        }
        assert!(
            missed > 0,
            "a shorter one is always found: the promise is too small"
        );
    }
}
