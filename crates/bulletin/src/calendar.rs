//! The season's calendar as a file (.ics, RFC 5545) that Outlook and Apple Calendar open: activities, the season's own
//! dates, the ministry's deadline.
//!
//! **No clock**: DTSTAMP (when an entry was last revised) is the moment of the season's newest step, which the caller
//! hands in, so the same season gives the same bytes. **UIDs are stable**, whatever else of the season is filled in or
//! changed: an entry imported again replaces itself.
//! Who takes part stays out of the file: calendars are passed on.

use crate::kind::words;
use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::Timestamp;
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{Activity, Date, Milestone, MilestoneKind, Moment, Workspace};

/// The calendar of a season; `stamp` = RFC 3339, when the season was last changed.
pub fn calendar(season: &Workspace, stamp: &str) -> String {
    let stamp = stamp.parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
    let season_name = format!("{} {}", season.school.name.trim(), season.cycle.trim());
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//USR Desk//USR Desk//ZH-TW"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(format!("USR 活動與時程 {season_name}").trim());
    let entries = Entries {
        school: fingerprint(season.school.name.trim()),
        stamp: in_utc(stamp),
    };
    let deadline = [
        ("deadline", "教育部公告期限", &season.call.deadline),
        ("planned-submission", "預計送件", &season.call.planned_submission),
    ];
    // There is one of each a round, and a round a year: the deadlines of two seasons are two entries.
    let year = season.call.deadline.as_ref().and_then(|d| d.day());
    let year = year.map_or(0, Date::roc_year);
    for (id, title, moment) in deadline {
        let id = format!("{id}-{year}");
        calendar.extend(moment.as_ref().and_then(|m| entries.moment(&id, title, m)));
    }
    for milestone in &season.milestones {
        calendar.extend(entries.milestone(milestone));
    }
    for activity in &season.activities {
        calendar.extend(entries.activity(activity));
    }
    calendar.to_string()
}

/// What a step of the season is called (時程).
pub fn milestone_words(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Announcement => "校內公告",
        MilestoneKind::InternalCall => "校內徵件截止",
        MilestoneKind::FinanceCheck => "主計審核",
        MilestoneKind::Seal => "用印",
        MilestoneKind::Submission => "送件",
        MilestoneKind::FinalReview => "期末考核",
        MilestoneKind::AnnualReport => "年度成果報告",
        MilestoneKind::Other => "其他",
    }
}

struct Entries {
    school: String,
    stamp: String,
}

impl Entries {
    fn entry(&self, id: &str, title: &str) -> Event {
        let mut event = Event::new();
        event.uid(&format!("{id}.{}@usr-desk", self.school));
        event.append_property(Property::new("DTSTAMP", &self.stamp));
        event.summary(title);
        event
    }

    /// Whole days: the end that the format wants is the day after the last.
    fn days(&self, event: &mut Event, first: Date, last: Option<Date>) {
        let last = last.filter(|last| *last >= first).unwrap_or(first);
        for (key, day) in [("DTSTART", first), ("DTEND", last.next_day())] {
            let mut property = Property::new(key, day.0.strftime("%Y%m%d").to_string());
            property.add_parameter("VALUE", "DATE");
            event.append_property(property.done());
        }
        event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    }

    fn moment(&self, id: &str, title: &str, moment: &Moment) -> Option<Event> {
        let at: Timestamp = moment.as_str().parse().ok()?;
        let mut event = self.entry(id, title);
        event.append_property(Property::new("DTSTART", in_utc(at)));
        event.append_property(Property::new("CATEGORIES", "USR 時程"));
        Some(event.done())
    }

    fn milestone(&self, milestone: &Milestone) -> Option<Event> {
        let day = milestone.on?;
        let title = milestone
            .title
            .filled()
            .unwrap_or(milestone_words(milestone.kind));
        let mut event = self.entry(&format!("milestone-{}", ascii(milestone.id.as_str())), title);
        self.days(&mut event, day, None);
        event.append_property(Property::new("CATEGORIES", "USR 時程"));
        let done = milestone.done_on.map(|on| format!("已於 {on} 完成"));
        let note: Vec<String> = milestone
            .note
            .filled()
            .map(str::to_owned)
            .into_iter()
            .chain(done)
            .collect();
        if !note.is_empty() {
            event.description(&note.join("\n"));
        }
        Some(event.done())
    }

    fn activity(&self, activity: &Activity) -> Option<Event> {
        let first = activity.starts_on?;
        let title = activity.title.filled().unwrap_or("（未填活動名稱）");
        let mut event = self.entry(&format!("activity-{}", ascii(activity.id.as_str())), title);
        self.days(&mut event, first, activity.ends_on);
        event.append_property(Property::new("CATEGORIES", "USR 活動"));
        if let Some(place) = activity.place.filled() {
            event.location(place);
        }
        if let Some(link) = activity.links.iter().find(|l| l.starts_with("http")) {
            event.url(link);
        }
        let kind = activity.kind.map(|k| format!("類別：{}", words(k)));
        let host = activity.host.filled().map(|h| format!("主辦：{h}"));
        let note = activity.note.filled().map(str::to_owned);
        let lines: Vec<String> = host
            .into_iter()
            .chain(kind)
            .chain(activity.links.iter().cloned())
            .chain(note)
            .collect();
        if !lines.is_empty() {
            event.description(&lines.join("\n"));
        }
        Some(event.done())
    }
}

fn in_utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// UIDs are plain ASCII: some calendars change anything else.
fn ascii(id: &str) -> String {
    let plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if plain { id.to_owned() } else { fingerprint(id) }
}

/// Two schools in one calendar never share a UID.
fn fingerprint(words: &str) -> String {
    usr_desk_workspace::fingerprint(&folded(words))
}

#[cfg(test)]
mod tests;
