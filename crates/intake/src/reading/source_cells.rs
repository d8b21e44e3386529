//! From which cell each field of a line was read.

use crate::grid::{At, cell_at, cell_name};
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

/// A cell in eight bytes, with none for nothing: the column counted from 1, and the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(NonZeroU32, u32);

impl Packed {
    fn of(at: At) -> Packed {
        Packed(NonZeroU32::MIN.saturating_add(at.1), at.0)
    }

    fn at(self) -> At {
        (self.1, self.0.get() - 1)
    }
}

impl SourceCells {
    /// As it is, and this field from this cell.
    pub fn with(mut self, field: Field, at: At) -> SourceCells {
        self.0[field as usize] = Some(Packed::of(at));
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
            *cell = at(name).map(Packed::of);
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
        assert!(SourceCells::default().is_empty() && !cells.is_empty());
        assert_eq!(cells.by_name().len(), 2);
    }
}
