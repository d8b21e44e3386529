//! Amounts and quantities: decimal numbers that keep the digits they were written with.

use crate::Sentence;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// A number of New Taiwan dollars (新臺幣元), or a quantity (數量) beside one.
///
/// In files it is a JSON number, read from the number's text and never through a float; to the window it
/// goes as a decimal string ([`crate::window_form`]). A fraction or a negative amount is kept as given: the
/// rule `budget-whole-dollars` reports it, nothing rounds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Money(pub Decimal);

/// Beyond this many dollars (一千兆元) a number is refused: it is a slip of the unit, and sums of it could
/// leave the range in which `Decimal` is exact.
const LARGEST: i64 = 1_000_000_000_000_000;
/// More decimal places than this are refused, for the same reason.
const DECIMAL_PLACES: u32 = 8;

impl Money {
    /// No dollars at all: filled in, and not the same as blank.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// Whole dollars.
    pub fn whole(dollars: i64) -> Money {
        Money(Decimal::from(dollars))
    }

    /// Reads a plain or scientific decimal number; `None` where it is not one or is out of range.
    pub fn parse(text: &str) -> Option<Money> {
        let number = Decimal::from_str_exact(text)
            .or_else(|_| Decimal::from_scientific(text))
            .ok()?;
        let in_range = number.abs() <= Decimal::from(LARGEST) && number.normalize().scale() <= DECIMAL_PLACES;
        in_range.then_some(Money(number))
    }

    /// Whether there are no cents (元以下無小數).
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The number as an integer, where it was written as one; the quick way through sums of whole dollars.
    pub fn as_integer(self) -> Option<i64> {
        match self.0.scale() {
            0 => i64::try_from(self.0.mantissa()).ok(),
            _ => None,
        }
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// The sum; stops at the largest value instead of failing.
    pub fn plus(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }

    /// The difference; stops at the smallest value instead of failing.
    pub fn minus(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }

    /// The product (單價 × 數量); stops at the largest value instead of failing.
    pub fn times(self, other: Money) -> Money {
        Money(self.0.saturating_mul(other.0))
    }

    /// Rounded down to whole dollars: how a ceiling is stated.
    pub fn floor(self) -> i64 {
        to_i64(self.0.floor())
    }

    /// Rounded up to whole dollars: how a minimum is stated.
    pub fn ceil(self) -> i64 {
        to_i64(self.0.ceil())
    }
}

fn to_i64(whole: Decimal) -> i64 {
    i64::try_from(whole).unwrap_or(if whole < Decimal::ZERO { i64::MIN } else { i64::MAX })
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Money::plus)
    }
}

impl From<i64> for Money {
    fn from(dollars: i64) -> Money {
        Money::whole(dollars)
    }
}

impl fmt::Display for Money {
    /// With thousands separators, as the office writes it: `1,234,567` or `1,234.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.as_integer() {
            return in_groups(whole, f);
        }
        let plain = self.0.normalize().to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("-", d));
        let (whole, fraction) = digits
            .split_once('.')
            .map_or((digits, None), |(w, f)| (w, Some(f)));
        f.write_str(sign)?;
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        fraction.map_or(Ok(()), |fraction| write!(f, ".{fraction}"))
    }
}

/// Most amounts are whole, and sentences are full of them: three digits at a time from the right, in one piece.
fn in_groups(whole: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = [0u8; 26];
    let (mut at, mut left, mut digits) = (text.len(), whole.unsigned_abs(), 0);
    loop {
        if digits > 0 && digits % 3 == 0 {
            at -= 1;
            text[at] = b',';
        }
        at -= 1;
        text[at] = b'0' + u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
        digits += 1;
        if left == 0 {
            break;
        }
    }
    if whole < 0 {
        at -= 1;
        text[at] = b'-';
    }
    f.write_str(std::str::from_utf8(&text[at..]).unwrap_or_default())
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: serde_json::Number = self
            .0
            .to_string()
            .parse()
            .map_err(<S::Error as serde::ser::Error>::custom)?;
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        Money::parse(number.as_str()).ok_or_else(|| {
            let sentence = Sentence::new(
                format!("數字 {number} 超出可用範圍（一千兆元以內、小數至多 {DECIMAL_PLACES} 位）"),
                format!("The number {number} is out of range (within 10^15 dollars, at most {DECIMAL_PLACES} decimals)"),
            );
            D::Error::custom(sentence.joined())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, shown: &str) {
        let money: Money = serde_json::from_str(json).unwrap();
        assert_eq!(money.to_string(), shown);
        assert_eq!(serde_json::to_string(&money).unwrap(), json);
    }

    #[test]
    fn digits_survive_a_round_trip() {
        check("3500000", "3,500,000");
        check("0.1", "0.1");
        check("2.110", "2.11");
        check("-1000", "-1,000");
        check("0", "0");
        check("-999999999999999", "-999,999,999,999,999");
        check("123456789012345", "123,456,789,012,345");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for json in [
            "1e16",
            "\"5\"",
            "0.123456789",
            "true",
            "99999999999999999999999999999999",
        ] {
            assert!(serde_json::from_str::<Money>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn ceilings_floor_and_minimums_ceil() {
        assert_eq!(Money::parse("1399999.8").unwrap().floor(), 1_399_999);
        assert_eq!(Money::parse("349999.9").unwrap().ceil(), 350_000);
    }
}
