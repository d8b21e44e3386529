//! Days on which the office is closed, and Saturdays that it works, from a calendar file (.ics), the government's table (辦公日曆表, .csv) or a list.

use crate::plain::Plain;
use crate::{TextSpan, dates, ics};
use std::collections::BTreeSet;
use usr_desk_workspace::Date;

/// What a file says of holidays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holidays {
    /// Days off, Saturdays and Sundays left out: those are off anyway.
    pub days: Vec<Date>,
    /// Saturdays and Sundays that are worked (補行上班日).
    pub make_up_days: Vec<Date>,
    /// Lines without a day that can be read (from 1).
    pub unread: Vec<usize>,
}

/// Days off and days made up in a text; a file that names none gives none.
pub fn holidays(text: &str) -> Holidays {
    if ics::is_calendar(text) {
        return kept(ics::days(text, says_worked).unwrap_or_default(), Vec::new());
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
        // 2 = 放假, 0 = 上班; a list has no such column, and says it in words.
        let off = off_column.and_then(|column| cells.get(column));
        let is_worked = off.map_or_else(
            || says_worked(line),
            |cell| !matches!(*cell, "2" | "是" | "放假" | "Y" | "y"),
        );
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
                    days.push((at, is_worked));
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

/// 補行上班, 補班, 補上班.
fn says_worked(words: &str) -> bool {
    ["補行上班", "補班", "補上班"]
        .iter()
        .any(|said| words.contains(said))
}

fn day(day: dates::Day, year: Option<i16>) -> Option<Date> {
    Date::new(
        day.year.or(year)?,
        i8::try_from(day.month).ok()?,
        i8::try_from(day.day).ok()?,
    )
}

fn kept(days: Vec<(Date, bool)>, unread: Vec<usize>) -> Holidays {
    let of_the_week = |day: Date| day.0.weekday().to_monday_zero_offset() < 5;
    let sorted = |wanted: &dyn Fn(Date, bool) -> bool| -> Vec<Date> {
        let days = days.iter().filter(|(day, is_worked)| wanted(*day, *is_worked));
        let days: BTreeSet<Date> = days.map(|(day, _)| *day).collect();
        days.into_iter().collect()
    };
    Holidays {
        days: sorted(&|day, is_worked| of_the_week(day) && !is_worked),
        make_up_days: sorted(&|day, is_worked| !of_the_week(day) && is_worked),
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

    #[test]
    fn saturdays_that_are_made_up_are_told_apart() {
        let made_up = |text: &str| {
            let found = holidays(text);
            let days: Vec<String> = found.make_up_days.iter().map(Date::to_string).collect();
            (days, found.days.len())
        };
        // The government's table: a Saturday with 0 is worked, a weekday with 0 is any weekday.
        let table = "西元日期,星期,是否放假,備註\n20230204,六,0,補行上班\n20230206,一,0,\n20230218,六,0,補行上班日\n20230225,六,2,\n20230227,一,2,調整放假\n";
        assert_eq!(
            made_up(table),
            (vec!["2023-02-04".to_owned(), "2023-02-18".to_owned()], 1)
        );
        assert_eq!(
            made_up("112/2/4（六）補班\n112/2/27 調整放假\n"),
            (vec!["2023-02-04".to_owned()], 1)
        );
        let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20230204\r\nSUMMARY:補行上班日\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(made_up(calendar), (vec!["2023-02-04".to_owned()], 0));
    }
}
