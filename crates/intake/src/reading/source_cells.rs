//! From which cell each field of a line was read.

use crate::grid::{At, cell_at, cell_name};
use crate::guard::{MAX_COLUMNS, MAX_ROWS};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// A field of a budget line that a cell fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 金額.
    Amount,
    /// 經費類別.
    Category,
    /// 項目.
    Item,
    /// 說明.
    Note,
    /// 數量.
    Quantity,
    /// 單位.
    Unit,
    /// 單價.
    UnitPrice,
}

/// Their names in the file form, in the order of `Field`.
const NAMES: [&str; 7] = [
    "amount",
    "category",
    "item",
    "note",
    "quantity",
    "unit",
    "unit_price",
];

/// Field of a budget line → its cell; written `{"item": "B8"}`. Held in place: a long sheet has hundreds of thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceCells([Option<Packed>; NAMES.len()]);

/// A cell in four bytes, with none for nothing: the row above, the column counted from 1 below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(NonZeroU32);

/// Bits of a column: more than are ever read.
const COLUMN: u32 = 12;
const _: () = assert!(MAX_COLUMNS < 1 << COLUMN && MAX_ROWS < 1 << (32 - COLUMN));

impl Packed {
    /// `None` beyond what is ever read.
    fn of(at: At) -> Option<Packed> {
        let fits = at.1 + 1 < 1 << COLUMN && at.0 < 1 << (32 - COLUMN);
        NonZeroU32::new(at.0 << COLUMN | (at.1 + 1))
            .filter(|_| fits)
            .map(Packed)
    }

    fn at(self) -> At {
        let packed = self.0.get();
        (packed >> COLUMN, (packed & ((1 << COLUMN) - 1)) - 1)
    }
}

impl SourceCells {
    /// As it is, and this field from this cell.
    pub fn with(mut self, field: Field, at: At) -> SourceCells {
        self.0[field as usize] = Packed::of(at);
        self
    }

    /// No field has a cell.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The names of fields and cells.
    pub fn by_name(&self) -> BTreeMap<String, String> {
        let named = NAMES.iter().zip(self.0);
        let named = named.filter_map(|(name, at)| Some(((*name).to_owned(), cell_name(at?.at()))));
        named.collect()
    }
}

impl Serialize for SourceCells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = NAMES.iter().zip(self.0);
        serializer.collect_map(named.filter_map(|(name, at)| Some((*name, cell_name(at?.at())))))
    }
}

impl<'de> Deserialize<'de> for SourceCells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SourceCells, D::Error> {
        let named = BTreeMap::<String, String>::deserialize(deserializer)?;
        let at = |name: &&str| named.get(*name).and_then(|cell| cell_at(cell));
        let mut cells = SourceCells::default();
        for (cell, name) in cells.0.iter_mut().zip(&NAMES) {
            *cell = at(name).and_then(Packed::of);
        }
        Ok(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_cells_read_back() {
        let cells = SourceCells::default()
            .with(Field::UnitPrice, (7, 2))
            .with(Field::Amount, (7, 5));
        let text = serde_json::to_string(&cells).unwrap_or_default();
        assert_eq!(text, r#"{"amount":"F8","unit_price":"C8"}"#);
        assert_eq!(serde_json::from_str(&text).ok(), Some(cells));
        let last = (MAX_ROWS - 1, MAX_COLUMNS - 1);
        assert_eq!(Packed::of(last).map(Packed::at), Some(last));
        assert_eq!(Packed::of((u32::MAX, 0)), None);
        assert!(SourceCells::default().is_empty() && !cells.is_empty());
        assert_eq!(cells.by_name().len(), 2);
    }
}
