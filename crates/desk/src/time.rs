//! When something was done, as it is stored and shown.

use jiff::{Timestamp, tz};

/// Tells the time; tests bring their own.
pub type Clock = fn() -> Timestamp;

/// RFC 3339 in Taiwan's time, whatever the machine is set to: every office that uses this program lives by it.
pub fn written(at: Timestamp) -> String {
    at.to_zoned(tz::TimeZone::fixed(tz::offset(8)))
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

/// Seconds from one written time to another; `None` where either cannot be read.
pub(crate) fn seconds_between(earlier: &str, later: &str) -> Option<i64> {
    let (earlier, later): (Timestamp, Timestamp) = (earlier.parse().ok()?, later.parse().ok()?);
    Some(later.as_second() - earlier.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taiwan_time() {
        let at = "2026-01-01T00:00:05Z".parse().unwrap();
        assert_eq!(written(at), "2026-01-01T08:00:05+08:00");
        assert_eq!(
            seconds_between("2026-01-01T08:00:05+08:00", "2026-01-01T00:00:35Z"),
            Some(30)
        );
    }
}
