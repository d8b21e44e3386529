//! Which words belong to which date: lines, labelled blocks, tables and sentences become events.

mod days;
mod records;

use crate::dates::Written;
use crate::doubts::Doubts;
use crate::labels::{Field, Segment};
use crate::links::Link;
use crate::plain::Plain;
use crate::schools;
use crate::title::{self, Named};
use crate::year::Years;
use crate::{BulletinEvent, DoubtKind, TextSpan, kind, weekday};
use records::Record;
use regex::Regex;
use std::sync::LazyLock;
use usr_desk_workspace::Sentence;

/// What was found in a text.
pub(crate) struct Found<'a> {
    pub(crate) text: &'a Plain,
    /// Stretches of lines with their labels; blank lines have none.
    pub(crate) segments: &'a [Segment],
    pub(crate) links: &'a [Link],
    pub(crate) years: &'a Years,
}

impl<'a> Found<'a> {
    /// The segment that holds this character; segments and links are in the order of the text.
    fn segment_at(&self, at: usize) -> Option<usize> {
        let after = self.segments.partition_point(|s| s.at.start <= at);
        let index = after.checked_sub(1)?;
        self.segments[index].at.holds(at).then_some(index)
    }

    /// The links that share a character with a stretch.
    fn links_in(&self, stretch: TextSpan) -> &'a [Link] {
        let first = self.links.partition_point(|l| l.at.end <= stretch.start);
        let last = self.links.partition_point(|l| l.at.start < stretch.end);
        &self.links[first..last.max(first)]
    }
}

/// The events, in the order of the text.
pub(crate) fn events(found: &Found<'_>, dates: &[Written], doubts: &mut Doubts) -> Vec<BulletinEvent> {
    let mut own = Vec::new();
    for date in dates {
        match days::other(found, date) {
            Some(role) => {
                let words = found.text.words(date.at);
                let message = Sentence::new(
                    format!(
                        "「{words}」看來是{}，沒有當作活動日期。若它就是活動日期，請自行加入。",
                        role.zh
                    ),
                    format!(
                        "“{words}” looks like {}, so it is not taken as the day of an activity. If it is one, add it yourself.",
                        role.en
                    ),
                );
                doubts.note(DoubtKind::OtherDate, None, date.at, message);
            }
            None => own.push(date),
        }
    }
    let records = records::records(found, &own);
    let subject = found.segments.iter().find(|s| s.field == Some(Field::Subject));
    let mut events = Vec::new();
    for record in &records {
        let index = events.len();
        for (which, date) in record.dates.iter().enumerate() {
            let event = event(found, record, date, index + which, subject, doubts);
            events.push(event);
        }
        if record.dates.len() > 1 {
            let at = TextSpan::new(
                record.dates[0].at.start,
                record.dates[record.dates.len() - 1].at.end,
            );
            let days = record.dates.len();
            let message = Sentence::new(
                format!("同一個活動寫了 {days} 個不相連的日期，各列為一場，請確認。"),
                format!(
                    "One activity has {days} days that do not follow each other; each is listed by itself. Make sure."
                ),
            );
            doubts.note(DoubtKind::SeveralDates, Some(index), at, message);
        }
    }
    events
}

fn event(
    found: &Found<'_>,
    record: &Record<'_>,
    date: &Written,
    index: usize,
    subject: Option<&Segment>,
    doubts: &mut Doubts,
) -> BulletinEvent {
    let text = found.text;
    let days = days::days(found, date, index, doubts);
    let host = host(found, record, subject, index, doubts, date.at);
    let title = record.title(found).or_else(|| {
        let at = subject?.at;
        let known: Vec<TextSpan> = schools::find(text, at).into_iter().map(|s| s.at).collect();
        title::of(text, at, &known)
    });
    match &title {
        None => {
            let message = Sentence::new("讀不出活動名稱，請補上。", "No title could be read; fill it in.");
            doubts.note(DoubtKind::TitleMissing, Some(index), date.at, message);
        }
        Some(title) if title.unclosed => {
            let words = &title.words;
            let message = Sentence::new(
                format!("括號沒有結束，活動名稱取為「{words}」，請確認是否完整。"),
                format!(
                    "A bracket is not closed; the title is taken to be “{words}”. Make sure that it is whole."
                ),
            );
            doubts.note(DoubtKind::UnclosedBracket, Some(index), title.at, message);
        }
        Some(_) => {}
    }
    let words = title.as_ref().map_or("", |t| t.words.as_str());
    let (kind, unclear) = kind::of(words, &record.around(found));
    if let (true, Some(title)) = (unclear, &title) {
        let message = Sentence::new(
            "名稱提到兩種活動類別，取了較前的一種，請確認。",
            "The title names two kinds of activity; the first is taken. Make sure.",
        );
        doubts.note(DoubtKind::KindUnclear, Some(index), title.at, message);
    }
    let line = found.segment_at(date.at.start).map(|i| found.segments[i].line);
    if let Some(said) = line.and_then(|line| text.find(&CALLED_OFF, line)) {
        let words = text.words(said.at);
        let words = words.trim_matches(|c: char| !c.is_alphabetic());
        let message = Sentence::new(
            format!("這裡寫著「{words}」，活動可能不辦或已改期，請向主辦單位確認。"),
            format!("“{words}” stands here: it may be called off or moved. Ask the organiser."),
        );
        doubts.note(DoubtKind::CalledOff, Some(index), said.at, message);
    }
    BulletinEvent {
        title: title.map(|Named { words, .. }| words),
        host,
        kind,
        starts_on: days.starts_on,
        ends_on: days.ends_on,
        place: record.value(found, Field::Place),
        weekday_stated: days.stated.map(|w| weekday::name(w).to_owned()),
        weekday_conflict: days.conflict,
        links: record.links(found),
        at: date.at,
    }
}

/// Called off or moved.
static CALLED_OFF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:^|[(【「『: ])取消|取消(?:辦理|舉辦|舉行|[)】」』])|停辦|延期|改期|延後(?:辦理|舉行|至)|[Cc]ancell?ed|CANCELL?ED|[Pp]ostponed")
        .expect("the pattern is written here")
});

/// The head of an official letter.
static LETTERHEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:大學|學院|學校) *函 *$").expect("the pattern is written here"));

/// The school that holds it: as labelled, else the first one named beside it.
fn host(
    found: &Found<'_>,
    record: &Record<'_>,
    subject: Option<&Segment>,
    index: usize,
    doubts: &mut Doubts,
    date: TextSpan,
) -> Option<String> {
    let text = found.text;
    let labelled = record.segment(found, Field::Host).map(|s| s.at);
    let mut places: Vec<TextSpan> = labelled.into_iter().chain(record.places(found)).collect();
    places.extend(subject.map(|s| s.at));
    for place in places {
        let schools = schools::find(text, place);
        let Some(first) = schools.first() else { continue };
        let another = schools
            .iter()
            .find(|s| schools::identity(&s.name) != schools::identity(&first.name));
        if let Some(another) = another {
            let (one, other) = (&first.name, &another.name);
            let message = Sentence::new(
                format!("這裡提到「{one}」和「{other}」，主辦取為前者，請確認。"),
                format!("“{one}” and “{other}” are named here; the first is taken as the host. Make sure."),
            );
            let at = TextSpan::new(first.at.start, another.at.end);
            doubts.note(DoubtKind::HostUnclear, Some(index), at, message);
        }
        if first.is_unlisted {
            let name = &first.name;
            let message = Sentence::new(
                format!("「{name}」不在本程式的學校名單裡，校名照原文保留，請確認。"),
                format!(
                    "“{name}” is not in this program's list of schools; its name is kept as written. Make sure."
                ),
            );
            doubts.note(DoubtKind::HostUnlisted, Some(index), first.at, message);
        }
        return Some(first.name.clone());
    }
    // An office or a foundation, as labelled.
    if let Some(named) = record.value(found, Field::Host) {
        return Some(named);
    }
    // 本校 of a letter is who sends it.
    let sender = found
        .segments
        .iter()
        .map(|s| s.line)
        .find(|line| LETTERHEAD.is_match(text.slice(*line)));
    if let Some(school) = sender.and_then(|line| schools::find(text, line).into_iter().next()) {
        let name = &school.name;
        let message = Sentence::new(
            format!("沒有寫主辦學校，取發文的「{name}」，請確認。"),
            format!("No host is named; “{name}”, which sends the letter, is taken. Make sure."),
        );
        doubts.note(DoubtKind::HostUnclear, Some(index), school.at, message);
        return Some(school.name);
    }
    let message = Sentence::new("讀不出主辦學校，請補上。", "No host could be read; fill it in.");
    doubts.note(DoubtKind::HostMissing, Some(index), date, message);
    None
}
