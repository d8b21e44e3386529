//! Calendar dates and moments, kept as they were written.

use crate::Sentence;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// A calendar date, ISO 8601 in files (`2026-01-01`), 民國 on screen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD` and nothing else; a day that does not exist is `None`.
    pub fn parse(text: &str) -> Option<Date> {
        if text.len() != 10 {
            return None;
        }
        text.parse().ok().map(Date)
    }

    /// A date by its numbers, where it exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The 民國 year of this date: 2026 is 115.
    pub fn roc_year(self) -> u16 {
        u16::try_from(self.0.year() - 1911).unwrap_or(0)
    }

    /// The day after, where the calendar has one.
    pub fn next_day(self) -> Date {
        Date(self.0.tomorrow().unwrap_or(self.0))
    }

    /// How many years a plan runs from this day through `last`, where they are whole ones: July to June is one.
    pub fn whole_years_to(self, last: Date) -> Option<u16> {
        let end = last.next_day().0;
        let years = u16::try_from(end.year() - self.0.year()).ok()?;
        let same_day = (end.month(), end.day()) == (self.0.month(), self.0.day());
        (same_day && years > 0).then_some(years)
    }

    /// `115年1月1日`.
    pub fn in_roc(self) -> String {
        format!("{}年{}月{}日", self.0.year() - 1911, self.0.month(), self.0.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text).ok_or_else(|| {
            let sentence = Sentence::new(
                format!("「{text}」不是存在的日期（要寫成 2026-01-31）"),
                format!("“{text}” is no date that exists (write 2026-01-31)"),
            );
            D::Error::custom(sentence.joined())
        })
    }
}

/// A moment with its offset from UTC (`2025-11-30T17:00:00+08:00`); written back exactly as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct Moment {
    written: String,
    instant: jiff::Timestamp,
}

impl Moment {
    /// Reads an ISO 8601 date-time that carries an offset.
    pub fn parse(text: &str) -> Option<Moment> {
        Some(Moment {
            written: text.to_owned(),
            instant: text.parse().ok()?,
        })
    }

    /// The calendar day where it was written (its own offset, not the reader's).
    pub fn day(&self) -> Option<Date> {
        self.written.get(..10).and_then(Date::parse)
    }

    /// Time of day where it was written, `17:00`; with seconds where they are not zero.
    pub fn time(&self) -> Option<&str> {
        let time = self.written.get(11..19).or_else(|| self.written.get(11..16))?;
        Some(
            time.strip_suffix(":00")
                .filter(|short| short.len() == 5)
                .unwrap_or(time),
        )
    }

    /// Whole minutes from this moment to another, seconds dropped; negative where the other is earlier.
    pub fn minutes_until(&self, later: &Moment) -> i64 {
        (later.instant.as_second() - self.instant.as_second()) / 60
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Moment) -> Option<std::cmp::Ordering> {
        self.instant.partial_cmp(&other.instant)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = String::deserialize(deserializer)?;
        Moment::parse(&text).ok_or_else(|| {
            let sentence = Sentence::new(
                format!("「{text}」不是帶時差的日期時間（要寫成 2025-11-30T17:00:00+08:00）"),
                format!("“{text}” is no moment with its offset (write 2025-11-30T17:00:00+08:00)"),
            );
            D::Error::custom(sentence.joined())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Date::parse("2024-02-29").is_some());
        for text in ["2023-02-29", "2024-1-1", "20240101", "2024-01-01T00:00", ""] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn roc_years() {
        assert_eq!(Date::parse("2026-01-01").unwrap().roc_year(), 115);
        assert_eq!(Date::parse("2026-12-31").unwrap().in_roc(), "115年12月31日");
    }

    #[test]
    fn moments_compare_across_offsets_and_keep_their_text() {
        let taipei = Moment::parse("2025-11-30T17:00:00+08:00").unwrap();
        let utc = Moment::parse("2025-11-30T09:00:01Z").unwrap();
        assert!(taipei < utc);
        assert_eq!(
            serde_json::to_string(&taipei).unwrap(),
            "\"2025-11-30T17:00:00+08:00\""
        );
        assert!(Moment::parse("2025-11-30T17:00:00").is_none());
    }
}
