//! Calendar files of others (.ics): their entries as events, their days as holidays.

use crate::{Bulletin, BulletinDoubt, BulletinEvent, DoubtKind, TextSpan, kind};
use icalendar::parser::{Component, read_calendar, unfold};
use usr_desk_workspace::{Date, Sentence};

/// An entry of a calendar.
struct Entry {
    title: Option<String>,
    place: Option<String>,
    note: Option<String>,
    url: Option<String>,
    first: Date,
    last: Option<Date>,
}

/// As many days as one entry may stretch over as a holiday.
const LONGEST_HOLIDAY: usize = 60;

/// Whether a text is a calendar file.
pub(crate) fn is_calendar(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with("BEGIN:VCALENDAR")
}

/// The entries as a bulletin.
pub(crate) fn bulletin(text: &str) -> Bulletin {
    let Some(entries) = entries(text) else {
        let doubt = BulletinDoubt {
            kind: DoubtKind::TextCut,
            message: Sentence::new(
                "這份行事曆檔不完整，讀不出內容。請重新匯出後再試。",
                "This calendar file is not whole and cannot be read. Export it again, then try again.",
            ),
            event: None,
            at: TextSpan::new(0, text.chars().count().min(15)),
        };
        return Bulletin {
            doubts: vec![doubt],
            ..Bulletin::default()
        };
    };
    let event = |entry: Entry| {
        let note = entry.note.unwrap_or_default();
        let words = crate::plain::Plain::new(&note);
        let mut links: Vec<String> = entry.url.into_iter().collect();
        links.extend(crate::links::find(&words).into_iter().map(|l| l.address));
        let mut seen = Vec::new();
        links.retain(|link| {
            let new = !seen.contains(link);
            seen.push(link.clone());
            new
        });
        let host = note
            .lines()
            .find_map(|line| line.strip_prefix("主辦："))
            .map(str::to_owned);
        let title = entry.title.unwrap_or_default();
        BulletinEvent {
            kind: kind::of(&title, &note).0,
            title: (!title.trim().is_empty()).then_some(title),
            host,
            starts_on: Some(entry.first),
            ends_on: entry.last.filter(|last| *last > entry.first),
            place: entry.place,
            weekday_stated: None,
            weekday_conflict: false,
            links,
            at: TextSpan::default(),
        }
    };
    Bulletin {
        events: entries.into_iter().map(event).collect(),
        ..Bulletin::default()
    }
}

/// The days of a calendar of holidays, and whether its words say that they are worked; `None` = no calendar that can be
/// read.
pub(crate) fn days(text: &str, is_worked: impl Fn(&str) -> bool) -> Option<Vec<(Date, bool)>> {
    let mut days = Vec::new();
    for entry in entries(text)? {
        let mut day = entry.first;
        let is_worked = is_worked(entry.title.as_deref().unwrap_or_default());
        for _ in 0..LONGEST_HOLIDAY {
            days.push((day, is_worked));
            if entry.last.is_none_or(|last| day >= last) {
                break;
            }
            day = day.next_day();
        }
    }
    Some(days)
}

fn entries(text: &str) -> Option<Vec<Entry>> {
    let unfolded = unfold(text.trim_start_matches('\u{feff}'));
    let calendar = read_calendar(&unfolded).ok()?;
    Some(
        calendar
            .components
            .iter()
            .filter(|c| c.name.as_str() == "VEVENT")
            .filter_map(entry)
            .collect(),
    )
}

fn entry(component: &Component<'_>) -> Option<Entry> {
    let raw = |name: &str| component.properties.iter().find(|p| p.name.as_str() == name);
    let words = |name: &str| {
        raw(name)
            .map(|p| unescaped(p.val.as_str()))
            .filter(|w| !w.trim().is_empty())
    };
    let (first, _) = day(raw("DTSTART")?.val.as_str())?;
    let last = raw("DTEND")
        .and_then(|p| day(p.val.as_str()))
        .map(|(end, whole)| {
            // The end of whole days is the day after the last; so is midnight.
            if whole {
                Date(end.0.yesterday().unwrap_or(end.0))
            } else {
                end
            }
        });
    Some(Entry {
        title: words("SUMMARY"),
        place: words("LOCATION"),
        note: words("DESCRIPTION"),
        url: raw("URL").map(|p| p.val.as_str().to_owned()),
        first,
        last,
    })
}

/// The day, and whether it is a whole one. A moment in UTC is a day in Taipei.
fn day(value: &str) -> Option<(Date, bool)> {
    let digits = value.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let date = Date::new(
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    )?;
    let Some(time) = value.get(9..13).filter(|_| value.len() > 8) else {
        return Some((date, true));
    };
    let hour: i8 = time.get(..2)?.parse().ok()?;
    let late = value.ends_with('Z') && hour >= 16;
    Some((if late { date.next_day() } else { date }, time == "0000"))
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}
