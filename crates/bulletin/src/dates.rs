//! Dates in a text, in every spelling seen: 1121113日, 112年11月13日, 112/11/13, 112.11.13, 2023-11-13, 11月13日(一),
//! 11/13-15, 113年5月3日至5日, 一一二年十一月十三日, Nov. 13, 2023.
//!
//! Found here, understood in [`crate::events`]: a day of which the year is not written has none.

mod spelling;

use crate::plain::{Found, Plain};
use crate::roc;
use crate::{TextSpan, weekday};
use jiff::civil::Weekday;
use spelling::*;

/// A date or a range of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Everything that belongs to it: date, weekday, time, the other end.
    pub at: TextSpan,
    /// The first day.
    pub first: Day,
    /// The last day, where another is written.
    pub last: Option<Day>,
    /// A row of digits without any mark that it is a date.
    pub bare: bool,
}

/// A day as it is written; it need not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// Of our era; absent = not written. The last day of a range has it only where it is written anew.
    pub year: Option<i16>,
    /// 1–12, as written.
    pub month: i16,
    /// 1–31, as written.
    pub day: i16,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
    /// Its words.
    pub at: TextSpan,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Marked as a date by its words (年月日, a month's name).
    Words,
    /// Numbers between slashes, dots or dashes, with the year.
    Numbers,
    /// Seven or eight digits.
    Row,
    /// Two numbers, which could be anything.
    Pair,
}

impl Form {
    /// Numbers without words are a date only where there can be such a day.
    fn may_be(self, day: Day) -> bool {
        self == Form::Words || ((1..=12).contains(&day.month) && (1..=31).contains(&day.day))
    }
}

/// A date that cannot be (1130532, 113-13-01) where only a date stands: it is told, not passed over.
fn is_slip(text: &Plain, day: Day, form: Form) -> bool {
    let half = (1..=12).contains(&day.month) || (1..=31).contains(&day.day);
    half && form != Form::Pair && opens_or_labelled(text, day.at.start)
}

/// Every date in a stretch of the text.
pub fn find(text: &Plain, within: TextSpan) -> Vec<Written> {
    let mut found = Vec::new();
    let mut from = within.start;
    while let Some((day, form)) = next(text, TextSpan::new(from, within.end)) {
        match whole(text, day, form, within.end) {
            Some(dates) => {
                from = dates.last().map_or(day.at.end, |d| d.at.end).max(day.at.end);
                found.extend(dates);
            }
            None => from = day.at.end,
        }
    }
    found
}

/// What may be a day though nothing marks it as one, outside of the dates that were found: 2/29, 13日(一).
pub fn unread(text: &Plain, found: &[Written]) -> Vec<TextSpan> {
    let folded = text.folded();
    let is_digit = |at: &usize| folded.get(*at).is_some_and(char::is_ascii_digit);
    let two_before = |at: usize| (at.saturating_sub(2)..at).rev().take_while(is_digit).last();
    let number = |start: usize, end: usize| -> u8 {
        let digits = text.slice(TextSpan::new(start, end));
        digits.parse().unwrap_or(0)
    };
    let mut spans = Vec::new();
    for (at, mark) in folded.iter().enumerate() {
        if !matches!(mark, '/' | '日') {
            continue;
        }
        let Some(start) = two_before(at) else { continue };
        let (end, is_day) = if *mark == '/' {
            let end = (at + 1..at + 3)
                .take_while(is_digit)
                .last()
                .map_or(at, |last| last + 1);
            let may_be = (1..=12).contains(&number(start, at)) && end > at;
            (end, may_be && (1..=31).contains(&number(at + 1, end)))
        } else {
            let weekday = text.find(&WEEKDAY, TextSpan::new(at + 1, (at + 6).min(folded.len())));
            (at + 1, weekday.is_some() && (1..=31).contains(&number(start, at)))
        };
        let span = TextSpan::new(start, end);
        if is_day && stands_alone(text, span) && !found.iter().any(|date| date.at.meets(span)) {
            spans.push(span);
        }
    }
    spans
}

/// The next thing that is spelled like a date.
fn next(text: &Plain, within: TextSpan) -> Option<(Day, Form)> {
    let mut from = within.start;
    loop {
        let found = text.find(&DATE, TextSpan::new(from, within.end))?;
        let at = found.at;
        if let Some(read) = point(&found).filter(|_| stands_alone(text, at)) {
            return Some(read);
        }
        // What is spelled like a date inside something longer (a telephone number) is none.
        from = at.start + 1;
        while from < within.end
            && text.folded()[from].is_ascii_digit()
            && text.folded()[from - 1].is_ascii_digit()
        {
            from += 1;
        }
    }
}

fn stands_alone(text: &Plain, at: TextSpan) -> bool {
    begins_alone(text, at.start) && ends_alone(text, at.end)
}

/// Not the tail of a longer number, word or address.
fn begins_alone(text: &Plain, start: usize) -> bool {
    let folded = text.folded();
    if start == 0 || !folded[start].is_ascii_digit() {
        return true;
    }
    let before = folded[start - 1];
    let further = start.checked_sub(2).map(|i| folded[i]);
    let joint = matches!(before, '-' | '/' | '.' | '#' | '+' | '_' | '=' | '?' | '&' | '%');
    let joined = joint && further.is_some_and(|c| c.is_ascii_alphanumeric());
    !(before.is_ascii_alphanumeric() || before == '第' || joined)
}

/// Not the head of a longer number.
fn ends_alone(text: &Plain, end: usize) -> bool {
    let folded = text.folded();
    if !folded[end - 1].is_ascii_digit() {
        return true;
    }
    let digit = |at: usize| folded.get(at).is_some_and(char::is_ascii_digit);
    match folded.get(end) {
        Some('號' | '%') => false,
        Some('/' | '.') => !digit(end + 1),
        _ => !digit(end),
    }
}

fn point(found: &Found) -> Option<(Day, Form)> {
    let (year, month, day, form) =
        if let (Some(y), Some(m), Some(d)) = (found.group(1), found.group(2), found.group(3)) {
            (Some(roc::year(y)?), roc::number(m)?, roc::number(d)?, Form::Words)
        } else if let Some(numbers) = [4, 7, 10].into_iter().find(|g| found.group(*g).is_some()) {
            let [y, m, d] = [0, 1, 2].map(|i| found.group(numbers + i).unwrap_or_default());
            (
                Some(roc::year(y)?),
                m.parse().ok()?,
                d.parse().ok()?,
                Form::Numbers,
            )
        } else if let Some(row) = found.group(13) {
            let (y, rest) = row.split_at(row.len() - 4);
            (
                Some(roc::year(y)?),
                rest[..2].parse().ok()?,
                rest[2..].parse().ok()?,
                Form::Row,
            )
        } else if let (Some(m), Some(d)) = (found.group(14), found.group(15)) {
            (None, roc::number(m)?, roc::number(d)?, Form::Words)
        } else if let (Some(m), Some(d)) = (found.group(16), found.group(17)) {
            (
                found.group(18).and_then(roc::year),
                month(m)?,
                d.parse().ok()?,
                Form::Words,
            )
        } else if let (Some(d), Some(m)) = (found.group(19), found.group(20)) {
            (
                found.group(21).and_then(roc::year),
                month(m)?,
                d.parse().ok()?,
                Form::Words,
            )
        } else {
            let (m, d) = (found.group(22)?, found.group(23)?);
            (None, m.parse().ok()?, d.parse().ok()?, Form::Pair)
        };
    let day = Day {
        year,
        month,
        day,
        weekday: None,
        at: found.at,
    };
    Some((day, form))
}

/// The date with what follows it: weekday, time, the other end of a range, further days.
fn whole(text: &Plain, first: Day, form: Form, end: usize) -> Option<Vec<Written>> {
    if let Some(range) = day_first(text, first, form, end) {
        return Some(vec![range]);
    }
    if !form.may_be(first) && !is_slip(text, first, form) {
        return None;
    }
    let row = form == Form::Row && text.folded()[first.at.end - 1].is_ascii_digit();
    let (first, mut at) = with_weekday(text, first, end);
    let after_time = skip(text, &TIME, at, end);
    let mut written = Written {
        at: TextSpan::new(first.at.start, at),
        first,
        last: None,
        bare: row && first.weekday.is_none(),
    };
    let mut more = Vec::new();
    for from in [after_time, at] {
        let Some(joint) = text.find(&UNTIL, TextSpan::new(from, end)) else {
            continue;
        };
        let start = joint.at.end;
        // 09:00-12:00 is the day's hours, not another day.
        if text.find(&TIME, TextSpan::new(start, end)).is_some() {
            continue;
        }
        if let Some(last) = other_end(text, written.first, form, start, end) {
            let (mut last, mut to) = with_weekday(text, last, end);
            // May 3-5, 2024: the year of both stands at the end.
            if written.first.year.is_none()
                && let Some(found) = text.find(&YEAR_AFTER, TextSpan::new(to, end))
            {
                let year = found.group(1).and_then(roc::year);
                (written.first.year, last.year, to) = (year, last.year.or(year), found.at.end);
            }
            at = skip(text, &TIME, to, end);
            written.last = Some(last);
            written.bare = false;
            break;
        }
    }
    // (二、三): one bracket for both ends.
    if let Some(both) = text.find(&WEEKDAYS, TextSpan::new(at, end))
        && let Some(last) = written.last.as_mut().filter(|l| l.weekday.is_none())
    {
        written.first.weekday = both.group(1).and_then(weekday::meant);
        last.weekday = both.group(2).and_then(weekday::meant);
        at = skip(text, &HOURS, both.at.end, end);
    }
    if written.last.is_none() {
        at = skip(text, &HOURS, at, end);
        let mut before = written.first;
        while let Some(joint) = text.find(&AND, TextSpan::new(at, end)) {
            let Some(another) = other_end(text, before, form, joint.at.end, end) else {
                break;
            };
            let (mut another, to) = with_weekday(text, another, end);
            another.year = another.year.or(before.year);
            at = skip(text, &HOURS, to, end);
            more.push(another);
            before = another;
        }
    }
    let marked =
        written.first.weekday.is_some() || written.last.is_some() || after_time > written.first.at.end;
    if form == Form::Pair && !marked && !opens_or_labelled(text, first.at.start) {
        return None;
    }
    // A row of digits that stands where a date stands is one.
    if written.bare && (after_time > first.at.end || opens_or_labelled(text, first.at.start)) {
        written.bare = false;
    }
    written.at.end = at;
    Some(listed(written, more))
}

/// 4-6 December 2023: what looked like two numbers is two days before their month.
fn day_first(text: &Plain, first: Day, form: Form, end: usize) -> Option<Written> {
    let dashed = text.slice(first.at).contains('-');
    let found = text
        .find(&MONTH_AFTER, TextSpan::new(first.at.end, end))
        .filter(|_| dashed && form == Form::Pair)?;
    let day = |day: i16| -> Option<Day> {
        let month = month(found.group(1)?)?;
        let at = TextSpan::new(first.at.start, found.at.end);
        let year = found.group(2).and_then(roc::year);
        Some(Day {
            year,
            month,
            day,
            weekday: None,
            at,
        })
    };
    Some(Written {
        at: TextSpan::new(first.at.start, found.at.end),
        first: day(first.month)?,
        last: day(first.day),
        bare: false,
    })
}

/// Days that follow each other are a range; others stand for themselves.
fn listed(mut written: Written, more: Vec<Day>) -> Vec<Written> {
    let end = written.at.end;
    let mut before = written.first;
    let follow = more.iter().all(|day| {
        let follows = day.month == before.month && day.year == before.year && day.day == before.day + 1;
        before = *day;
        follows
    });
    if follow {
        written.last = more.last().copied().or(written.last);
        return vec![written];
    }
    let first_end = written.first.at.end;
    written.at.end = first_end;
    let mut all = vec![written];
    for day in more {
        all.push(Written {
            at: day.at,
            first: day,
            last: None,
            bare: false,
        });
    }
    if let Some(last) = all.last_mut() {
        last.at.end = last.at.end.max(end);
    }
    all
}

/// The other end of a range: a whole date, or what of it is written anew.
fn other_end(text: &Plain, first: Day, form: Form, from: usize, end: usize) -> Option<Day> {
    let within = TextSpan::new(from, end);
    let found = text
        .find(&DATE, within)
        .filter(|f| f.at.start == from && ends_alone(text, f.at.end));
    if let Some((day, form)) = found.and_then(|f| point(&f))
        && form.may_be(day)
    {
        return Some(day);
    }
    let found = text.find(&DAY_ONLY, within)?;
    let bare = found.group(1).is_none();
    let day = roc::number(found.group(1).or(found.group(2))?)?;
    if bare && (form == Form::Row || !(1..=31).contains(&day) || !ends_alone(text, found.at.end)) {
        return None;
    }
    if bare && form == Form::Words && !text.folded()[first.at.start].is_ascii_alphabetic() {
        let bracket = text.folded().get(found.at.end).is_some_and(|c| *c == '(');
        if !bracket {
            return None;
        }
    }
    Some(Day {
        year: None,
        day,
        weekday: None,
        at: found.at,
        ..first
    })
}

fn with_weekday(text: &Plain, day: Day, end: usize) -> (Day, usize) {
    let after = TextSpan::new(day.at.end, end);
    let found = text.find(&WEEKDAY, after);
    let named = found.and_then(|f| {
        let word = f.groups.iter().skip(1).flatten().next()?.clone();
        Some((weekday::meant(&word)?, f.at.end))
    });
    match named {
        Some((weekday, to)) => {
            let at = TextSpan::new(day.at.start, to);
            let day = Day {
                weekday: Some(weekday),
                at,
                ..day
            };
            (day, to)
        }
        None => (day, day.at.end),
    }
}

fn skip(text: &Plain, pattern: &regex::Regex, from: usize, end: usize) -> usize {
    text.find(pattern, TextSpan::new(from, end))
        .map_or(from, |f| f.at.end)
}

/// At the head of a line, behind a bullet, or behind 時間： and the like.
fn opens_or_labelled(text: &Plain, at: usize) -> bool {
    let folded = text.folded();
    let line = folded[..at].iter().rposition(|c| *c == '\n').map_or(0, |i| i + 1);
    OPENING.is_match(text.slice(TextSpan::new(line, at)))
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let name = name.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| name.starts_with(m))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests;
