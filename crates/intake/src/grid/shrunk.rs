//! Which cells show their number divided by a power of ten, kept by stretches: a long sheet formats whole columns.

use super::At;
use std::collections::BTreeMap;

/// By column: first row, last row, tens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shrunk(BTreeMap<u32, Vec<(u32, u32, u8)>>);

impl Shrunk {
    /// A cell that shows its number divided by so many tens; cells of a column come from the top.
    pub fn see(&mut self, at: At, tens: u8) {
        if tens == 0 {
            return;
        }
        let stretches = self.0.entry(at.1).or_default();
        match stretches.last_mut() {
            Some((_, last, same)) if *same == tens && *last + 1 == at.0 => *last = at.0,
            _ => stretches.push((at.0, at.0, tens)),
        }
    }

    /// By how many tens a cell divides what it shows; 0 = by nothing.
    pub fn tens(&self, at: At) -> u8 {
        let Some(stretches) = self.0.get(&at.1) else {
            return 0;
        };
        let index = stretches.partition_point(|(_, last, _)| *last < at.0);
        let here = stretches.get(index).filter(|(first, ..)| *first <= at.0);
        here.map_or(0, |(_, _, tens)| *tens)
    }

    /// Nothing is shown divided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_again() {
        let mut shrunk = Shrunk::default();
        assert!(shrunk.is_empty());
        for (row, tens) in [(2, 3), (3, 3), (4, 0), (5, 3), (6, 4)] {
            shrunk.see((row, 7), tens);
        }
        let found: Vec<u8> = (0..9).map(|row| shrunk.tens((row, 7))).collect();
        assert_eq!(found, [0, 0, 3, 3, 0, 3, 4, 0, 0]);
        assert_eq!(shrunk.tens((2, 6)), 0);
    }
}
