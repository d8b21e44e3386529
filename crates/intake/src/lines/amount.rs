//! One cell as a number of dollars, or why it is none.

use crate::formula;
use crate::grid::{At, Sheet, Value};
use crate::number::{self, Form};
use rust_decimal::Decimal;

/// What an amount, price or quantity cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Read {
    /// Nothing.
    Blank,
    /// A number.
    Number {
        value: Decimal,
        /// It was typed as text.
        is_text: bool,
        /// It was written in words, or with a unit: to be looked at once more.
        is_loose: bool,
        /// What was counted, where it was written with the number.
        unit: Option<String>,
    },
    /// A formula that was never calculated; its value where it can be evaluated.
    NoCache(Option<Decimal>),
    /// `#REF!`.
    Error(String),
    /// Words.
    NotANumber(String),
    /// A number beyond every budget.
    OutOfRange(String),
}

impl Read {
    pub(super) fn value(&self) -> Option<Decimal> {
        match self {
            Read::Number { value, .. } => Some(*value),
            Read::NoCache(value) => *value,
            _ => None,
        }
    }

    /// A number, or the place of one.
    pub(super) fn is_numeric(&self) -> bool {
        !matches!(self, Read::Blank | Read::NotANumber(_))
    }
}

/// Reads the dollars of a cell.
pub(super) fn dollars(sheet: &Sheet, at: At) -> Read {
    read(sheet, at, |f| matches!(f, Form::Plain | Form::Dash | Form::Words))
}

/// Reads a price: `$400(每節)` and `2,000元/晚` are told by what stands before the mark.
pub(super) fn price(sheet: &Sheet, at: At) -> Read {
    let read = dollars(sheet, at);
    let Read::NotANumber(text) = &read else {
        return read;
    };
    let spaced = text.replace('（', "(").replace('／', "/");
    let bare = spaced.split(['(', '/', '\n']).next().unwrap_or_default();
    match number::figure(bare).filter(|f| matches!(f.form, Form::Plain)) {
        Some(f) if f.value.abs() <= number::largest() => Read::Number {
            value: f.value,
            is_text: true,
            is_loose: false,
            unit: None,
        },
        _ => read,
    }
}

/// Reads a quantity: `40時` and `5%` count.
pub(super) fn quantity(sheet: &Sheet, at: At) -> Read {
    read(sheet, at, |_| true)
}

/// Reads what a person said that a cell is: dollars (or a count, with a scale of 1) to a cell in the sheet's unit.
pub(super) fn answered(text: &str, scale: Decimal) -> Read {
    let found = number::figure(text).and_then(|f| f.value.checked_div(scale));
    match found {
        Some(value) if value.abs() > number::largest() => Read::OutOfRange(text.to_owned()),
        Some(value) => Read::Number {
            value,
            is_text: false,
            is_loose: false,
            unit: None,
        },
        None => Read::NotANumber(text.to_owned()),
    }
}

fn read(sheet: &Sheet, at: At, accepts: impl Fn(Form) -> bool) -> Read {
    let Some(cell) = sheet.own(at) else {
        return Read::Blank;
    };
    match &cell.value {
        Value::Number(n) if n.abs() > number::largest() => Read::OutOfRange(n.to_string()),
        Value::Number(n) => Read::Number {
            value: *n,
            is_text: false,
            is_loose: false,
            unit: None,
        },
        Value::Blank => Read::NoCache(formula::evaluate(sheet, at)),
        Value::Error(text) => Read::Error(text.to_string()),
        Value::Unusable(text) => {
            let is_finite = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
            if is_finite {
                Read::OutOfRange(text.to_string())
            } else {
                Read::NotANumber(text.to_string())
            }
        }
        Value::Text(text) => match number::figure(text).filter(|f| accepts(f.form)) {
            Some(f) if f.value.abs() > number::largest() => Read::OutOfRange(text.to_string()),
            Some(f) => Read::Number {
                value: f.value,
                is_text: f.form == Form::Plain,
                is_loose: f.form == Form::Words,
                unit: f.unit,
            },
            None => Read::NotANumber(text.trim().to_owned()),
        },
    }
}
