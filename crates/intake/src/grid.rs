//! A workbook as plain cells: sparse, so that a far cell costs nothing.

mod cells;
mod formula;
mod shrunk;

pub use cells::Cells;
pub use formula::Formula;
pub use shrunk::Shrunk;

use crate::said::Said;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, or a formula whose result was never stored.
    Blank,
    /// A number.
    Number(Decimal),
    /// Text as it was typed; cells that share a string in the file share it here.
    Text(Arc<str>),
    /// `#REF!` and its like.
    Error(Arc<str>),
    /// A number cell that holds no usable number (`NaN`, `1e999`).
    Unusable(Arc<str>),
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its value, or the stored result of its formula.
    pub value: Value,
    /// Its formula, where known and where anything is still to be learnt from it: a number that was stored without a
    /// look at other sheets or files needs none.
    pub formula: Option<Formula>,
}

impl Cell {
    /// A cell with this text.
    pub fn text(text: impl Into<Arc<str>>) -> Cell {
        Cell {
            value: Value::Text(text.into()),
            formula: None,
        }
    }

    /// What the cell shows.
    pub fn shown(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Blank => Cow::Borrowed(""),
            Value::Number(n) => Cow::Owned(n.normalize().to_string()),
            Value::Text(t) | Value::Error(t) | Value::Unusable(t) => Cow::Borrowed(t),
        }
    }

    /// Nothing in it, not even a formula.
    pub fn is_empty(&self) -> bool {
        self.formula.is_none()
            && match &self.value {
                Value::Blank => true,
                Value::Text(t) => t.trim().is_empty(),
                _ => false,
            }
    }
}

/// Row and column, counted from 0.
pub type At = (u32, u32);

/// A merged range; its value stands in the first cell. Both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Upper left.
    pub first: At,
    /// Lower right.
    pub last: At,
}

impl Merge {
    /// From two corners in any order: some programs write them reversed.
    pub fn new(a: At, b: At) -> Merge {
        Merge {
            first: (a.0.min(b.0), a.1.min(b.1)),
            last: (a.0.max(b.0), a.1.max(b.1)),
        }
    }
}

/// Whether a person sees the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Shown {
    /// Yes.
    #[default]
    Visible,
    /// 隱藏, in either degree.
    Hidden,
}

/// What the file says about a sheet besides its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Rows that are hidden.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    pub hidden_columns: BTreeSet<u32>,
    /// Cells that show their number divided.
    pub shrunk: Shrunk,
    /// As many cells the file has for the sheet, empty ones included; 0 = not counted.
    pub cells: usize,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; of an HTML page `table1`, `table2`….
    pub name: String,
    /// Whether a person sees it.
    pub shown: Shown,
    /// Its cells; absent = empty.
    pub cells: Cells,
    /// Merges and what is hidden.
    pub layout: Layout,
    covered: HashMap<At, At>,
    /// Rows from this one on lie under no merge: of a long sheet, most.
    uncovered_from: u32,
    merges: HashMap<At, Merge>,
    /// Columns that hold anything or lie under a merge that reaches one further.
    width: u32,
}

/// More merged cells than this are decoration, not a budget.
const COVERED_LIMIT: usize = 1_000_000;

impl Sheet {
    /// A sheet of these cells.
    pub fn new(
        name: String,
        shown: Shown,
        cells: impl IntoIterator<Item = (At, Cell)>,
        layout: Layout,
    ) -> Sheet {
        let cells: Cells = cells.into_iter().collect();
        let last_row = cells.rows().next_back().unwrap_or(0);
        let last_column = cells.width().saturating_sub(1);
        let merges = layout.merges.iter().map(|m| (m.first, *m)).collect();
        let covered = covered(&layout.merges, (last_row, last_column.saturating_add(1)));
        let uncovered_from = covered.keys().map(|at| at.0 + 1).max().unwrap_or(0);
        Sheet {
            name,
            shown,
            cells,
            layout,
            covered,
            uncovered_from,
            merges,
            width: last_column.saturating_add(2),
        }
    }

    /// The cell itself, where it holds anything.
    pub fn own(&self, at: At) -> Option<&Cell> {
        self.cells.get(at)
    }

    /// Where the value that shows at `at` stands: the first cell of the merge, or `at`.
    pub fn anchor(&self, at: At) -> At {
        if self.is_plain(at.0) {
            return at;
        }
        self.covered.get(&at).copied().unwrap_or(at)
    }

    /// The cell that shows at `at`, merges considered.
    pub fn at(&self, at: At) -> Option<&Cell> {
        self.own(self.anchor(at))
    }

    /// Text that shows at `at`, merges considered; numbers as text.
    pub fn text_at(&self, at: At) -> Option<String> {
        let shown = self.at(at).map(Cell::shown).filter(|t| !t.trim().is_empty());
        shown.map(Cow::into_owned)
    }

    /// The non-empty cells of a row, left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.row(row).iter().map(|(at, cell)| (at.1, cell))
    }

    /// The non-empty cells that show in a row: its own, and in each of their columns those merged over it.
    pub fn showing(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let columns = if self.is_plain(row) { 0..0 } else { 0..self.width };
        let anchors = columns.filter_map(move |column| self.covered.get(&(row, column)));
        let merged = anchors.filter_map(|at| self.own(*at));
        self.row(row).map(|(_, cell)| cell).chain(merged)
    }

    /// Nothing is merged over the row.
    pub fn is_plain(&self, row: u32) -> bool {
        row >= self.uncovered_from
    }

    /// Rows that hold anything, top to bottom.
    pub fn rows(&self) -> Vec<u32> {
        self.cells.rows().collect()
    }

    /// The merge that starts at `at`.
    pub fn merge_at(&self, at: At) -> Option<Merge> {
        self.merges.get(&at).copied()
    }
}

/// Each cell under a merge, with the merge's first cell; as far as cells reach, and within a bounded effort.
fn covered(merges: &[Merge], last: At) -> HashMap<At, At> {
    let mut covered = HashMap::new();
    let mut effort = COVERED_LIMIT;
    for merge in merges {
        for row in merge.first.0..=merge.last.0.min(last.0) {
            for column in merge.first.1..=merge.last.1.min(last.1) {
                effort -= 1;
                if effort == 0 {
                    return covered;
                }
                if (row, column) != merge.first {
                    covered.insert((row, column), merge.first);
                }
            }
            // A merge right of every cell costs its rows.
            effort = effort.saturating_sub(1).max(1);
        }
    }
    covered
}

/// How the file was stored, and what that says about its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A spreadsheet program's own form: numbers are numbers.
    Spreadsheet,
    /// HTML or delimited text: every number is text.
    Text,
}

/// A whole workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// Sheets in their order.
    pub sheets: Vec<Sheet>,
    /// How it was stored.
    pub source: Source,
    /// The extension says something else than the content: (extension, what it is).
    pub mismatch: Option<(String, Said)>,
    /// The characters were guessed to be in this encoding.
    pub encoding: Option<&'static str>,
}

/// `F12` of row 11, column 5.
pub fn cell_name(at: At) -> String {
    use std::fmt::Write as _;
    let mut name = column_name(at.1);
    let _ = write!(name, "{}", u64::from(at.0) + 1);
    name
}

/// `F` of column 5.
pub fn column_name(column: u32) -> String {
    let mut name = String::with_capacity(11);
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}

/// Row and column of `F12`; `None` where it is no address that a sheet can have.
pub fn cell_at(name: &str) -> Option<At> {
    let name = name.trim_start_matches('$');
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let column = column_at(&name[..letters])?;
    let row: u32 = name[letters..].trim_start_matches('$').parse().ok()?;
    (1..=1_048_576).contains(&row).then(|| (row - 1, column))
}

/// Column 5 of `F`.
pub fn column_at(name: &str) -> Option<u32> {
    if name.is_empty() || name.len() > 3 || !name.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let number = name
        .to_ascii_uppercase()
        .bytes()
        .fold(0, |n, b| n * 26 + u32::from(b - b'A' + 1));
    Some(number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back() {
        for (name, at) in [
            ("A1", (0, 0)),
            ("Z9", (8, 25)),
            ("AA10", (9, 26)),
            ("XFD1048576", (1_048_575, 16_383)),
        ] {
            assert_eq!(cell_at(name), Some(at));
            assert_eq!(cell_name(at), name);
        }
        for name in ["", "A", "7", "AAAA1", "A0", "A99999999999", "項1"] {
            assert_eq!(cell_at(name), None, "{name}");
        }
    }
}
