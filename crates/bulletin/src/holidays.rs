//! Days on which the office is closed, from a calendar file (.ics), the government's table (辦公日曆表, .csv) or a list.

use crate::plain::Plain;
use crate::{TextSpan, dates, ics};
use std::collections::BTreeSet;
use usr_desk_workspace::Date;

/// What a file says of holidays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holidays {
    /// Days off, Saturdays and Sundays left out: those are off anyway.
    pub days: Vec<Date>,
    /// Lines without a day that can be read (from 1).
    pub unread: Vec<usize>,
}

/// Days off in a text; a file that names none gives none.
pub fn holidays(text: &str) -> Holidays {
    if ics::is_calendar(text) {
        return kept(ics::days(text).unwrap_or_default(), Vec::new());
    }
    let mut off_column = None;
    let mut days = Vec::new();
    let mut unread = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let cells: Vec<&str> = line
            .split([',', '\t', ';'])
            .map(|cell| cell.trim().trim_matches('"'))
            .collect();
        if let Some(column) = cells.iter().position(|cell| cell.contains("是否放假")) {
            off_column = Some(column);
            continue;
        }
        // 2 = 放假, 0 = 上班.
        let off = off_column.and_then(|column| cells.get(column));
        if off.is_some_and(|cell| !matches!(*cell, "2" | "是" | "放假" | "Y" | "y")) {
            continue;
        }
        let plain = Plain::new(line);
        let found = dates::find(&plain, TextSpan::new(0, plain.len()));
        let first = found
            .first()
            .and_then(|d| day(d.first, None).map(|first| (d, first)));
        match first {
            Some((written, first)) => {
                let last = written
                    .last
                    .and_then(|last| day(last, written.first.year))
                    .unwrap_or(first);
                let mut at = first;
                while at <= last && days.len() < 4_000 {
                    days.push(at);
                    at = at.next_day();
                }
            }
            // The head of a table is no day and is none of a reader's business.
            None if index == 0 => {}
            None => unread.push(index + 1),
        }
    }
    kept(days, unread)
}

fn day(day: dates::Day, year: Option<i16>) -> Option<Date> {
    Date::new(
        day.year.or(year)?,
        i8::try_from(day.month).ok()?,
        i8::try_from(day.day).ok()?,
    )
}

fn kept(days: Vec<Date>, unread: Vec<usize>) -> Holidays {
    let days: BTreeSet<Date> = days
        .into_iter()
        .filter(|d| d.0.weekday().to_monday_zero_offset() < 5)
        .collect();
    Holidays {
        days: days.into_iter().collect(),
        unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, days: &[&str], unread: &[usize]) {
        let found = holidays(text);
        let written: Vec<String> = found.days.iter().map(Date::to_string).collect();
        assert_eq!(written, days, "{text}");
        assert_eq!(found.unread, unread, "{text}");
    }

    #[test]
    fn the_government_table_a_list_and_a_calendar() {
        check(
            "西元日期,星期,是否放假,備註\n20260101,四,2,開國紀念日\n20260102,五,0,\n20260103,六,2,\n20260216,一,2,除夕\n",
            &["2026-01-01", "2026-02-16"],
            &[],
        );
        check(
            "校慶補假 115/3/9\n115年4月3日至4月6日 連假\n待公布\n",
            &["2026-03-09", "2026-04-03", "2026-04-06"],
            &[3],
        );
        check(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20260216\r\nDTEND;VALUE=DATE:20260219\r\nSUMMARY:春節\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            &["2026-02-16", "2026-02-17", "2026-02-18"],
            &[],
        );
        check("", &[], &[]);
    }
}
