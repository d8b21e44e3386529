//! A written date becomes days that exist, with what is doubtful about them; or is not an activity's at all.

use super::Found;
use crate::dates::{Day, Written};
use crate::doubts::{Doubts, contradiction};
use crate::labels::Field;
use crate::plain::Plain;
use crate::{DoubtKind, TextSpan, roc, weekday};
use jiff::civil::Weekday;
use regex::Regex;
use std::sync::LazyLock;
use usr_desk_workspace::{Date, Sentence};

/// Days with the weekday that stands beside them.
#[derive(Default)]
pub(super) struct Days {
    pub(super) starts_on: Option<Date>,
    pub(super) ends_on: Option<Date>,
    pub(super) stated: Option<Weekday>,
    pub(super) conflict: bool,
}

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(報名|原訂|原定|註冊|收件|徵件|徵稿|投稿|繳費|截止|公告|公布|發布|發文|張貼|刊登|更新|錄取|通知|即日起|[Rr]egist(?:er|ration)|[Dd]eadline|[Pp]osted|[Uu]pdated)(?:時間|日期|期間|期限|作業|截止|結果|名單|至|到|自|為|於|即日起|日|開始|一律|請|起| by| until| before| on| deadline|[ :~\\-()即【】])*$").expect("the pattern is written here")
});

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^ ?(?:[(][^)]{0,12}[)])? ?(?:以前|之前|前|止|截止|(?:起)?開放報名|起報名|公告錄取|公告)")
        .expect("the pattern is written here")
});

/// A year right before a day: 民國0年1月1日.
static YEAR_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:民國|西元|公元)? ?([0-9〇○零一二三四五六七八九十百]+) ?年 ?$")
        .expect("the pattern is written here")
});

/// What else the date is, where it is not an activity's.
pub(super) fn other(found: &Found<'_>, date: &Written) -> Option<Sentence> {
    let text = found.text;
    let segment = &found.segments[found.segment_at(date.at.start)?];
    if segment.field == Some(Field::Other) || segment.field == Some(Field::Link) {
        return Some(Sentence::new(
            "報名、公告或聯絡用的日期",
            "a date for registration, notice or contact",
        ));
    }
    let before = text.slice(TextSpan::new(segment.at.start, date.at.start));
    if let Some(role) = BEFORE.captures(before) {
        let role = role.get(1).map_or("", |r| r.as_str());
        return Some(match role {
            "公告" | "公布" | "發布" | "發文" | "張貼" | "刊登" | "更新" => {
                Sentence::new("公告的日期", "the date of a notice")
            }
            "原訂" | "原定" => Sentence::new("改期前的日期", "the day before it was moved"),
            _ => Sentence::new("報名或收件的期限", "a deadline for registration or papers"),
        });
    }
    let after = TextSpan::new(date.at.end, segment.at.end.max(date.at.end));
    text.find(&AFTER, after)
        .map(|_| Sentence::new("期限", "a deadline"))
}

fn odd_year(text: &Plain, first: Day, line: usize) -> Option<String> {
    let before = TextSpan::new(line.min(first.at.start), first.at.start);
    let written = text.find(&YEAR_BEFORE, before).filter(|_| first.year.is_none())?;
    let number = written.groups.get(1)?.as_deref()?;
    roc::year(number)
        .is_none()
        .then(|| text.words(written.at).trim().to_owned())
}

/// The days, each doubt noted at its words.
pub(super) fn days(found: &Found<'_>, date: &Written, event: usize, doubts: &mut Doubts) -> Days {
    let text = found.text;
    let line = found
        .segment_at(date.at.start)
        .map_or(date.at, |i| found.segments[i].line);
    let event = Some(event);
    if date.bare {
        let words = text.words(date.first.at);
        let message = Sentence::new(
            format!("「{words}」只有數字，讀作日期，請確認。"),
            format!("“{words}” is digits only and is read as a date. Make sure."),
        );
        doubts.note(DoubtKind::BareNumber, event, date.first.at, message);
    }
    // A year that was written and cannot be is never replaced by another.
    let odd = odd_year(text, date.first, line.start);
    let mut day = |day: Day, year: Option<i16>, said_elsewhere: bool| -> Option<Date> {
        let words = text.words(day.at);
        let Some(year) = year else {
            if let Some(odd) = &odd {
                let message = Sentence::new(
                    format!("「{odd}」不是可能的年份，日期先留白，請向主辦單位確認。"),
                    format!("“{odd}” cannot be the year; the date is left blank. Ask the organiser."),
                );
                doubts.note(DoubtKind::NoSuchDay, event, day.at, message);
                return None;
            }
            let message = Sentence::new(
                format!("「{words}」沒有寫年份，文中也找不到，日期先留白，請補上。"),
                format!("“{words}” has no year and the text names none; the date is left blank. Fill it in."),
            );
            doubts.note(DoubtKind::YearMissing, event, day.at, message);
            return None;
        };
        let number = |written: i16| i8::try_from(written).unwrap_or(0);
        let date = Date::new(year, number(day.month), number(day.day));
        let Some(date) = date else {
            let message = Sentence::new(
                format!("{year} 年沒有「{words}」這一天，日期先留白，請向主辦單位確認。"),
                format!("{year} has no such day as “{words}”; the date is left blank. Ask the organiser."),
            );
            doubts.note(DoubtKind::NoSuchDay, event, day.at, message);
            return None;
        };
        if !said_elsewhere {
            let message = Sentence::new(
                format!(
                    "「{words}」沒有寫年份，依前後文讀作 {}（{date}），請確認。",
                    date.in_roc()
                ),
                format!("“{words}” has no year; by the text around it, it is read as {date}. Make sure."),
            );
            doubts.note(DoubtKind::YearFromContext, event, day.at, message);
        }
        if let Some(message) = contradiction(date, day) {
            doubts.note(DoubtKind::WeekdayConflict, event, day.at, message);
        }
        Some(date)
    };
    let year = match odd {
        Some(_) => None,
        None => date.first.year.or_else(|| found.years.likely(date.first, line)),
    };
    let starts_on = day(date.first, year, date.first.year.is_some());
    let ends_on = date.last.and_then(|last| {
        match last.year {
            Some(own) => day(last, Some(own), true),
            // 12月30日至1月2日: over the new year.
            None if (last.month, last.day) < (date.first.month, date.first.day) => {
                day(last, year.map(|y| y + 1), false)
            }
            None => day(last, year, true),
        }
    });
    let mut days = Days {
        starts_on,
        ends_on,
        stated: date.first.weekday.or(date.last.and_then(|d| d.weekday)),
        conflict: false,
    };
    let contradicts = |date: Option<Date>, day: Option<Day>| match (date, day.and_then(|d| d.weekday)) {
        (Some(date), Some(stated)) => weekday::of(date) != stated,
        _ => false,
    };
    days.conflict = contradicts(starts_on, Some(date.first)) || contradicts(ends_on, date.last);
    if let (Some(first), Some(last)) = (starts_on, ends_on) {
        if last < first {
            let message = Sentence::new(
                "結束日早於開始日，兩者都照原文保留，請確認。",
                "It ends before it begins; both days are kept as written. Make sure.",
            );
            doubts.note(DoubtKind::EndsBeforeStart, event, date.at, message);
        }
        if last == first {
            days.ends_on = None;
        }
    }
    days
}
