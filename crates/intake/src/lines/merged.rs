//! One amount merged over several rows: where each row has a price and a quantity, and their products add up to it, each
//! row has its own.

use super::amount::{Read, dollars, price, quantity};
use super::reader::Reader;
use crate::role::Role;
use crate::survey::Column;
use rust_decimal::Decimal;

/// No amount stands for more rows than these.
const MOST: u32 = 200;

impl Reader<'_> {
    /// The part of a merged amount that is the row's own, in the sheet's unit.
    pub(super) fn share_of_merged(&self, column: &Column, row: u32) -> Option<Read> {
        let anchor = self.sheet.anchor((row, column.at));
        let merge = self.sheet.merge_at(anchor).filter(|m| m.last.0 > m.first.0)?;
        if merge.first.1 != column.at || merge.last.0 - merge.first.0 > MOST {
            return None;
        }
        let whole = self.in_dollars(
            column,
            &self.unshrunk(column, anchor.0, dollars(self.sheet, anchor)),
        )?;
        let products = (merge.first.0..=merge.last.0).map(|row| self.product(row));
        let products: Vec<Decimal> = products.collect::<Option<_>>()?;
        if products.iter().sum::<Decimal>() != whole {
            return None;
        }
        let index = usize::try_from(row.checked_sub(merge.first.0)?).ok()?;
        Some(Read::Number {
            value: products.get(index)?.checked_div(self.scale(column))?,
            is_text: false,
            is_loose: false,
            unit: None,
        })
    }

    /// 單價 × 數量 of a row, in dollars.
    fn product(&self, row: u32) -> Option<Decimal> {
        let column = self.table.of(Role::UnitPrice).next()?;
        let read = self.unshrunk(column, row, price(self.sheet, (row, column.at)));
        let start = self.in_dollars(column, &read)?;
        let mut quantities = self
            .table
            .of(Role::Quantity)
            .filter_map(|c| quantity(self.sheet, (row, c.at)).value())
            .peekable();
        quantities.peek()?;
        quantities.try_fold(start, Decimal::checked_mul)
    }
}
