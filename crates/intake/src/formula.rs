//! A small evaluator for formulas whose result was never stored: SUM, ROUND, PRODUCT and arithmetic within one
//! sheet. Everything else is left unread, never guessed.

use crate::grid::{At, Sheet, Value, cell_at};
use crate::number;
use rust_decimal::{Decimal, RoundingStrategy};

/// The value of the cell's formula, as far as it can be told.
pub(crate) fn evaluate(sheet: &Sheet, at: At) -> Option<Decimal> {
    let mut steps = 2_000;
    cell(sheet, at, 0, &mut steps)
}

fn cell(sheet: &Sheet, at: At, depth: u32, steps: &mut u32) -> Option<Decimal> {
    *steps = steps.checked_sub(1)?;
    let Some(found) = sheet.own(at) else {
        return Some(Decimal::ZERO);
    };
    match (&found.value, &found.formula) {
        (Value::Number(n), _) => Some(*n),
        (Value::Text(text), None) => Some(number::amount(text).map_or(Decimal::ZERO, |f| f.value)),
        (Value::Blank, Some(formula)) if depth < 40 => {
            let mut parser = Parser {
                sheet,
                rest: formula,
                depth,
                steps,
            };
            let value = parser.sum()?;
            parser.rest.trim().is_empty().then_some(value)
        }
        _ => None,
    }
}

struct Parser<'a, 'b> {
    sheet: &'a Sheet,
    rest: &'a str,
    depth: u32,
    steps: &'b mut u32,
}

impl Parser<'_, '_> {
    fn take(&mut self, mark: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> Option<Decimal> {
        let mut value = self.product()?;
        loop {
            if self.take('+') {
                value = value.checked_add(self.product()?)?;
            } else if self.take('-') {
                value = value.checked_sub(self.product()?)?;
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<Decimal> {
        let mut value = self.factor()?;
        loop {
            if self.take('*') {
                value = value.checked_mul(self.factor()?)?;
            } else if self.take('/') {
                value = value.checked_div(self.factor()?)?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<Decimal> {
        *self.steps = self.steps.checked_sub(1)?;
        if self.take('-') {
            return Some(-self.factor()?);
        }
        if self.take('+') {
            return self.factor();
        }
        let value = if self.take('(') {
            let inner = self.sum()?;
            self.take(')').then_some(inner)?
        } else {
            self.operand()?
        };
        if self.take('%') {
            value.checked_div(Decimal::ONE_HUNDRED)
        } else {
            Some(value)
        }
    }

    fn word(&mut self) -> &str {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '$' | '.')))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn operand(&mut self) -> Option<Decimal> {
        let word = self.word().to_owned();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return Decimal::from_str_exact(&word).ok();
        }
        if self.take('(') {
            return self.function(&word.to_ascii_uppercase());
        }
        let at = reference(&word)?;
        cell(self.sheet, at, self.depth + 1, self.steps)
    }

    fn function(&mut self, name: &str) -> Option<Decimal> {
        let mut groups: Vec<Vec<Decimal>> = Vec::new();
        if !self.take(')') {
            loop {
                groups.push(self.argument()?);
                if self.take(')') {
                    break;
                }
                if !self.take(',') && !self.take(';') {
                    return None;
                }
            }
        }
        let all = || groups.iter().flatten().copied();
        let number = |index: usize| groups.get(index).and_then(|g| g.first()).copied();
        let places = || number(1).unwrap_or_default().try_into().ok();
        match name {
            "SUM" => all().try_fold(Decimal::ZERO, Decimal::checked_add),
            "PRODUCT" => all().try_fold(Decimal::ONE, Decimal::checked_mul),
            "ROUND" => rounded(number(0)?, places()?, RoundingStrategy::MidpointAwayFromZero),
            "ROUNDUP" => rounded(number(0)?, places()?, RoundingStrategy::AwayFromZero),
            "ROUNDDOWN" | "TRUNC" => rounded(number(0)?, places()?, RoundingStrategy::ToZero),
            "INT" => Some(number(0)?.floor()),
            _ => None,
        }
    }

    /// A range of cells, or one value.
    fn argument(&mut self) -> Option<Vec<Decimal>> {
        let before = self.rest;
        let first = self.word().to_owned();
        if self.take(':') {
            let last = self.word().to_owned();
            let (a, b) = (reference(&first)?, reference(&last)?);
            let mut values = Vec::new();
            for row in a.0.min(b.0)..=a.0.max(b.0) {
                for column in a.1.min(b.1)..=a.1.max(b.1) {
                    values.push(cell(self.sheet, (row, column), self.depth + 1, self.steps)?);
                }
            }
            return Some(values);
        }
        self.rest = before;
        self.sum().map(|value| vec![value])
    }
}

fn reference(word: &str) -> Option<At> {
    cell_at(&word.replace('$', ""))
}

fn rounded(value: Decimal, places: i32, strategy: RoundingStrategy) -> Option<Decimal> {
    match u32::try_from(places) {
        Ok(places) => Some(value.round_dp_with_strategy(places.min(20), strategy)),
        Err(_) => {
            let power = Decimal::from(10_i64.checked_pow(places.unsigned_abs())?);
            value
                .checked_div(power)?
                .round_dp_with_strategy(0, strategy)
                .checked_mul(power)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, Layout, Shown};

    fn check(formula: &str, value: Option<&str>) {
        let mut cells = Vec::new();
        for (row, n) in [(0, 80_000), (1, 76_000), (2, 500)] {
            let value = Value::Number(n.into());
            cells.push(((row, 0), Cell { value, formula: None }));
        }
        let uncalculated = Cell {
            value: Value::Blank,
            formula: Some(formula.into()),
        };
        cells.push(((3, 0), uncalculated));
        let sheet = Sheet::new("s".into(), Shown::Visible, cells, Layout::default());
        let found = evaluate(&sheet, (3, 0)).map(|n| n.normalize().to_string());
        assert_eq!(found.as_deref(), value, "{formula}");
    }

    #[test]
    fn plain_formulas_are_evaluated_and_others_left() {
        check("ROUND((A1+A2)*0.0211,0)", Some("3292"));
        check("SUM(A1:A3)", Some("156500"));
        check("$A$1*2-A3/4", Some("159875"));
        check("(A1+A2)*2.11%", Some("3291.6"));
        check("ROUNDUP(A2/1000,-1)", Some("80"));
        check("VLOOKUP(A1,B1:C9,2)", None);
        check("A4+1", None);
        check("'別張'!A1", None);
        check("A1/0", None);
    }
}
