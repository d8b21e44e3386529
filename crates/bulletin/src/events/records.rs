//! Lines are gathered around dates: an entry on one line, a block with labels, a heading with its date below, a row
//! of a table, a sentence.

use super::Found;
use crate::dates::Written;
use crate::labels::{self, Field, Segment};
use crate::plain::Plain;
use crate::title::{self, Named};
use crate::{TextSpan, schools};
use regex::Regex;
use std::sync::LazyLock;

/// One activity's words.
pub(crate) struct Record<'a> {
    /// Its dates; more than one where one activity has several.
    pub(super) dates: Vec<&'a Written>,
    /// The stretch of the line that carries the date.
    stretch: TextSpan,
    /// The words with its title: the stretch itself, a heading, a labelled line.
    title: Option<TextSpan>,
    /// The title is a whole cell under 活動名稱.
    is_cell: bool,
    /// Segments from the first to, not including, the last.
    from: usize,
    to: usize,
}

/// A line that introduces what follows and is no title.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("如下|如後|如附|踴躍|敬請|您好|各位|老師好|同仁|Dear|Best regards|此致|轉知.*(?:資訊|訊息)|:$|近期.*活動|查照|^-+$").expect("the pattern is written here")
});

/// As few letters as an entry's own words have.
const CONTENT: usize = 3;

pub(super) fn records<'a>(found: &Found<'_>, dates: &[&'a Written]) -> Vec<Record<'a>> {
    let mut records: Vec<Record<'a>> = Vec::new();
    let headings = columns(found);
    // Days of an entry whose words stand behind the last of them: 5月3日、5月10日「講座」.
    let mut earlier: Vec<&'a Written> = Vec::new();
    for (which, date) in dates.iter().enumerate() {
        let Some(at) = found.segment_at(date.at.start) else {
            continue;
        };
        let segment = found.segments[at];
        let before = which
            .checked_sub(1)
            .map(|b| dates[b])
            .filter(|d| segment.at.holds(d.at.start));
        let after = dates.get(which + 1).filter(|d| segment.at.holds(d.at.start));
        let start = before.map_or(segment.at.start, |_| date.at.start);
        let stretch = TextSpan::new(start, after.map_or(segment.at.end, |d| d.at.start));
        let own = own_words(found, stretch, &[date.at]);
        if own == 0 && words_follow(found, segment, dates, which) {
            earlier.push(date);
            continue;
        }
        // A further date without words of its own is another day of the same activity.
        if before.is_some() && earlier.is_empty() && (own < CONTENT || segment.field.is_some()) {
            if let Some(record) = records.last_mut() {
                record.dates.push(date);
                record.stretch.end = stretch.end;
                if let Some(title) = record.title.as_mut().filter(|t| t.end == stretch.start) {
                    title.end = stretch.end;
                }
            }
            continue;
        }
        let low = records.last().map_or(0, |r| r.taken(found) + 1);
        let next = dates.get(which + 1).map_or(found.segments.len(), |d| {
            let next = found.segment_at(d.at.start);
            next.map_or(found.segments.len(), |n| n.max(at + 1))
        });
        let in_line = segment
            .field
            .is_none_or(|f| f == Field::Subject || f == Field::Title)
            && own >= CONTENT;
        let title_first = records.last().is_none_or(|r| r.from < r.taken_line(found, at));
        let title = match in_line {
            true => Some((at, stretch)),
            false => heading(found, low, at, next, title_first),
        };
        let cells = headings
            .iter()
            .find(|(row, _)| segment.line == *row)
            .map(|(_, title)| *title);
        let from = title.map_or(at, |(t, _)| t.min(at));
        if let Some(last) = records.last_mut() {
            last.to = last.to.min(from.max(last.from + 1));
        }
        let to = ends(found, at.max(title.map_or(at, |t| t.0)), next);
        records.push(Record {
            dates: std::mem::take(&mut earlier).into_iter().chain([*date]).collect(),
            stretch,
            title: cells.or(title.map(|(_, span)| span)),
            is_cell: cells.is_some(),
            from,
            to,
        });
    }
    records
}

/// Whether the next date of the line that is not right behind this one's neighbours has words of its own.
fn words_follow(found: &Found<'_>, segment: Segment, dates: &[&Written], which: usize) -> bool {
    let in_line = |at: usize| dates.get(at).filter(|d| segment.at.holds(d.at.start));
    let mut next = which + 1;
    while let Some(date) = in_line(next) {
        let end = in_line(next + 1).map_or(segment.at.end, |d| d.at.start);
        let own = own_words(found, TextSpan::new(date.at.start, end), &[date.at]);
        if own > 0 {
            return own >= CONTENT && segment.field.is_none();
        }
        next += 1;
    }
    false
}

/// The words that carry a block's title: labelled, else a heading above, else a line below.
fn heading(
    found: &Found<'_>,
    low: usize,
    at: usize,
    next: usize,
    title_first: bool,
) -> Option<(usize, TextSpan)> {
    let segments = found.segments;
    let span = |i: usize| (i, segments[i].at);
    let labelled = |i: &usize| segments[*i].field == Some(Field::Title);
    let above: Vec<usize> = (low..at).rev().collect();
    let below: Vec<usize> = (at + 1..next).collect();
    let free = |i: &usize| {
        let segment = &segments[*i];
        let words = found.text.slice(segment.at).trim();
        let host: usize = schools::find(found.text, segment.at)
            .iter()
            .map(|s| title::content(found.text, s.at))
            .sum();
        segment.field.is_none()
            && own_words(found, segment.at, &[]) >= CONTENT + host
            && !INTRODUCTION.is_match(words)
    };
    let near = |i: &usize| (*i..at).all(|j| gaps(found.text, segments[j], segments[j + 1]) <= 1);
    let close = |i: &usize| (at..*i).all(|j| gaps(found.text, segments[j], segments[j + 1]) == 0);
    above
        .iter()
        .find(|i| labelled(i))
        .or(below.iter().find(|i| labelled(i) && close(i)))
        .or(below.iter().find(|i| !title_first && free(i) && close(i)))
        .or(above.iter().find(|i| free(i) && near(i)))
        .or(below.iter().find(|i| free(i) && close(i)))
        .map(|i| span(*i))
}

/// Where the record's lines end: before the next, or where other words begin after a blank line.
fn ends(found: &Found<'_>, last: usize, next: usize) -> usize {
    let segments = found.segments;
    for i in last + 1..next {
        let blank = gaps(found.text, segments[i - 1], segments[i]) > 0;
        let free = segments[i].field.is_none();
        let only_link = own_words(found, segments[i].at, &[]) < CONTENT;
        let section = found.text.slice(segments[i].line).trim_start().starts_with('*');
        if (blank && free && !only_link) || (section && free) {
            return i;
        }
    }
    next.max(last + 1)
}

/// Blank lines between two segments.
fn gaps(text: &Plain, one: Segment, other: Segment) -> usize {
    let (from, to) = (one.line.end, other.line.start);
    if from >= to {
        return 0;
    }
    let ends = text.folded()[from..to].iter().filter(|c| **c == '\n').count();
    ends.saturating_sub(1)
}

/// Letters of a stretch that are no date, link or label.
fn own_words(found: &Found<'_>, stretch: TextSpan, dates: &[TextSpan]) -> usize {
    let mut count = title::content(found.text, stretch);
    for date in dates.iter().filter(|d| d.meets(stretch)) {
        count = count.saturating_sub(title::content(found.text, *date));
    }
    for link in found.links_in(stretch) {
        count = count.saturating_sub(title::content(found.text, link.at));
    }
    count
}

/// In a table with heads: each row's cell under 活動名稱.
fn columns(found: &Found<'_>) -> Vec<(TextSpan, TextSpan)> {
    let mut titles = Vec::new();
    let mut column = None;
    let mut seen = None;
    for segment in found.segments {
        if seen == Some(segment.line) {
            continue;
        }
        seen = Some(segment.line);
        let cells = cells(found.text, segment.line);
        if cells.len() < 2 {
            column = None;
            continue;
        }
        let meaning = |cell: &TextSpan| labels::meaning(found.text.slice(found.text.trimmed(*cell, &['*'])));
        let fields: Vec<Option<Field>> = cells.iter().map(meaning).collect();
        if fields.iter().flatten().count() >= 2 {
            column = fields.iter().position(|f| *f == Some(Field::Title));
        } else if let Some(cell) = column.and_then(|c| cells.get(c)) {
            titles.push((segment.line, *cell));
        }
    }
    titles
}

fn cells(text: &Plain, line: TextSpan) -> Vec<TextSpan> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for at in line.start..line.end {
        if text.folded()[at] == '|' || text.written()[at] == '\t' {
            cells.push(TextSpan::new(start, at));
            start = at + 1;
        }
    }
    cells.push(TextSpan::new(start, line.end));
    // | a | b |: the bars at both ends part nothing.
    cells.retain(|cell| !text.trimmed(*cell, &['|']).is_empty());
    cells
}

impl Record<'_> {
    /// Its title.
    pub(super) fn title(&self, found: &Found<'_>) -> Option<Named> {
        let within = self.title?;
        if self.is_cell && found.links_in(within).is_empty() {
            return title::cell(found.text, within);
        }
        let mut known: Vec<TextSpan> = self.dates.iter().map(|d| d.at).collect();
        known.extend(found.links_in(within).iter().map(|l| l.at));
        let hosts = schools::find(found.text, within);
        let quoted = |at: TextSpan| {
            let before = &found.text.folded()[within.start..at.start];
            before.iter().filter(|c| **c == '「').count() > before.iter().filter(|c| **c == '」').count()
        };
        known.extend(hosts.into_iter().map(|h| h.at).filter(|at| !quoted(*at)));
        title::of(found.text, within, &known)
    }

    /// The first segment with this label.
    pub(super) fn segment<'f>(&self, found: &Found<'f>, field: Field) -> Option<&'f Segment> {
        found.segments[self.from..self.to]
            .iter()
            .find(|s| s.field == Some(field))
    }

    /// What stands behind this label.
    pub(super) fn value(&self, found: &Found<'_>, field: Field) -> Option<String> {
        let segment = self.segment(found, field)?;
        let mut at = segment.at;
        if let Some(link) = found.links_in(at).first() {
            at.end = link.at.start;
        }
        let at = found.text.trimmed(at, &[',', ';', '。', '|', '(', ':']);
        (!at.is_empty()).then(|| found.text.words(at))
    }

    /// Where schools may be named, nearest first.
    pub(super) fn places(&self, found: &Found<'_>) -> Vec<TextSpan> {
        let mut places: Vec<TextSpan> = self.title.into_iter().chain([self.stretch]).collect();
        let rest = found.segments[self.from..self.to]
            .iter()
            .filter(|s| s.field.is_none());
        places.extend(rest.map(|s| s.at));
        places
    }

    /// Its words, for what they name.
    pub(super) fn around(&self, found: &Found<'_>) -> String {
        let own = self.title.into_iter().chain([self.stretch]);
        let kinds = found.segments[self.from..self.to]
            .iter()
            .filter(|s| s.field != Some(Field::Other))
            .map(|s| s.at);
        own.chain(kinds)
            .map(|at| found.text.words(at))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Its links, once each.
    pub(super) fn links(&self, found: &Found<'_>) -> Vec<String> {
        let line = found
            .segment_at(self.stretch.start)
            .map(|i| found.segments[i].line);
        // Of its own line only what stands in its stretch, or behind a label for links.
        let own = |at: TextSpan| {
            let lies_in = found
                .segment_at(at.start)
                .filter(|i| (self.from..self.to).contains(i));
            self.stretch.holds(at.start)
                || lies_in.map(|i| &found.segments[i]).is_some_and(|s| {
                    let elsewhere = !s.at.meets(self.stretch) && Some(s.line) != line;
                    elsewhere || s.field == Some(Field::Link)
                })
        };
        let segments = &found.segments[self.from..self.to];
        let first = segments
            .first()
            .map_or(self.stretch.start, |s| s.at.start.min(self.stretch.start));
        let last = segments
            .last()
            .map_or(self.stretch.end, |s| s.at.end.max(self.stretch.end));
        let mut links: Vec<String> = Vec::new();
        for link in found
            .links_in(TextSpan::new(first, last))
            .iter()
            .filter(|l| own(l.at))
        {
            if !links.contains(&link.address) {
                links.push(link.address.clone());
            }
        }
        links
    }

    /// The last segment that carries its date or its title.
    fn taken(&self, found: &Found<'_>) -> usize {
        let title = self.title.and_then(|t| found.segment_at(t.start));
        let date = found.segment_at(self.stretch.start);
        title.max(date).unwrap_or(self.from)
    }

    /// The segment of its date, or `none` where it has none.
    fn taken_line(&self, found: &Found<'_>, none: usize) -> usize {
        found.segment_at(self.stretch.start).unwrap_or(none)
    }
}
