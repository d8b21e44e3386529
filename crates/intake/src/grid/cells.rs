//! The cells of a sheet in one stretch of memory, in their order: a long sheet is read through many times, and a tree of
//! a million cells costs three times their size.

use super::{At, Cell};

/// Cells by rows, and in a row from the left; sparse. Cells that hold nothing are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    cells: Vec<(At, Cell)>,
    /// Rows that hold anything, each with the place of its first cell.
    rows: Vec<(u32, usize)>,
}

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell at a place.
    pub fn get(&self, at: At) -> Option<&Cell> {
        let row = self.row(at.0);
        // Most rows start in the first column and have no gaps.
        if let Some((found, cell)) = row.get(at.1 as usize)
            && *found == at
        {
            return Some(cell);
        }
        let index = row.binary_search_by_key(&at.1, |(at, _)| at.1).ok()?;
        row.get(index).map(|(_, cell)| cell)
    }

    /// The cells of a row, left to right.
    pub fn row(&self, row: u32) -> &[(At, Cell)] {
        self.place_of(row)
            .map_or(&[], |index| self.between(index, index + 1))
    }

    /// The cells of rows `first` to `last`, both included.
    pub fn rows_between(&self, first: u32, last: u32) -> &[(At, Cell)] {
        let start = self.rows.partition_point(|(row, _)| *row < first);
        let end = self.rows.partition_point(|(row, _)| *row <= last);
        self.between(start, end.max(start))
    }

    /// Rows that hold anything, top to bottom.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// How many columns there are up to the last that holds anything.
    pub fn width(&self) -> u32 {
        self.cells.iter().map(|(at, _)| at.1 + 1).max().unwrap_or(0)
    }

    /// All cells in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, (At, Cell)> {
        self.cells.iter()
    }

    fn place_of(&self, row: u32) -> Option<usize> {
        let first = self.rows.first()?.0;
        let guess = row.checked_sub(first)? as usize;
        if self.rows.get(guess).is_some_and(|(found, _)| *found == row) {
            return Some(guess);
        }
        self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()
    }

    fn between(&self, start: usize, end: usize) -> &[(At, Cell)] {
        let place = |index: usize| self.rows.get(index).map_or(self.cells.len(), |(_, at)| *at);
        self.cells.get(place(start)..place(end)).unwrap_or_default()
    }
}

impl FromIterator<(At, Cell)> for Cells {
    /// In whatever order they come; of several at one place the last stands.
    fn from_iter<I: IntoIterator<Item = (At, Cell)>>(found: I) -> Cells {
        // Out of a vector this is done where it lies.
        let found = found.into_iter().filter(|(_, cell)| !cell.is_empty());
        let mut cells: Vec<(At, Cell)> = found.collect();
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            // The sort keeps the order of equal places; the last of them is what stays.
            cells.reverse();
            cells.sort_by_key(|(at, _)| *at);
            cells.dedup_by_key(|(at, _)| *at);
        }
        cells.shrink_to_fit();
        let mut rows: Vec<(u32, usize)> = Vec::new();
        for (place, (at, _)) in cells.iter().enumerate() {
            if rows.last().is_none_or(|(row, _)| *row != at.0) {
                rows.push((at.0, place));
            }
        }
        Cells { cells, rows }
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = &'a (At, Cell);
    type IntoIter = std::slice::Iter<'a, (At, Cell)>;

    fn into_iter(self) -> Self::IntoIter {
        self.cells.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_whatever_order_they_came_in() {
        let places = [(7, 3), (0, 0), (7, 1), (2, 5), (7, 3), (900, 0)];
        let cells: Cells = places
            .iter()
            .enumerate()
            .map(|(n, at)| (*at, Cell::text(n.to_string())))
            .collect();
        assert_eq!(cells.len(), 5);
        assert_eq!(cells.rows().collect::<Vec<_>>(), [0, 2, 7, 900]);
        assert_eq!(
            cells.get((7, 3)),
            Some(&Cell::text("4")),
            "the later of two stands"
        );
        assert_eq!(cells.get((2, 5)), Some(&Cell::text("3")));
        for nowhere in [(7, 2), (1, 0), (901, 0), (2, 4), (u32::MAX, u32::MAX)] {
            assert_eq!(cells.get(nowhere), None);
        }
        assert_eq!(cells.row(7).len(), 2);
        assert_eq!(cells.rows_between(1, 7).len(), 3);
        assert_eq!(cells.rows_between(8, 7).len(), 0);
        assert!(Cells::default().get((0, 0)).is_none());
    }

    #[test]
    fn what_holds_nothing_is_no_cell() {
        let cells: Cells = [((0, 0), Cell::text(" \n")), ((0, 1), Cell::text("甲"))]
            .into_iter()
            .collect();
        assert_eq!((cells.len(), cells.rows().count()), (1, 1));
    }
}
