//! A bulletin as `usr-desk read-bulletin --json` tells it.

use crate::plain::Plain;
use crate::{Bulletin, BulletinDoubt, BulletinEvent, DoubtKind, Exhibition, TextSpan};
use serde::Serialize;
use usr_desk_workspace::{ActivityKind, Date, Sentence};

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    events: Vec<ToldEvent<'a>>,
    exhibitions: Vec<ToldExhibition<'a>>,
    doubts: Vec<ToldDoubt<'a>>,
}

#[derive(Debug, Serialize)]
struct ToldEvent<'a> {
    title: Option<&'a str>,
    host: Option<&'a str>,
    kind: ActivityKind,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    weekday_stated: Option<&'a str>,
    weekday_conflict: bool,
    links: &'a [String],
}

#[derive(Debug, Serialize)]
struct ToldExhibition<'a> {
    year: &'a str,
    title: &'a str,
    link: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ToldDoubt<'a> {
    kind: DoubtKind,
    message: &'a str,
    /// Which of the events, from 0.
    event: Option<usize>,
    /// The words.
    text: String,
    /// From 1.
    line: usize,
    at: TextSpan,
}

/// The answer for this text; `word` picks the language of what is said of it.
pub fn told<'a>(bulletin: &'a Bulletin, text: &str, word: impl Fn(&'a Sentence) -> &'a str) -> Told<'a> {
    let plain = Plain::new(text);
    Told {
        events: bulletin.events.iter().map(event).collect(),
        exhibitions: bulletin.exhibitions.iter().map(exhibition).collect(),
        doubts: bulletin
            .doubts
            .iter()
            .map(|d| doubt(d, &plain, word(&d.message)))
            .collect(),
    }
}

fn event(event: &BulletinEvent) -> ToldEvent<'_> {
    ToldEvent {
        title: event.title.as_deref(),
        host: event.host.as_deref(),
        kind: event.kind,
        starts_on: event.starts_on,
        ends_on: event.ends_on,
        weekday_stated: event.weekday_stated.as_deref(),
        weekday_conflict: event.weekday_conflict,
        links: &event.links,
    }
}

fn exhibition(exhibition: &Exhibition) -> ToldExhibition<'_> {
    ToldExhibition {
        year: &exhibition.year,
        title: &exhibition.title,
        link: exhibition.link.as_deref(),
    }
}

fn doubt<'a>(doubt: &BulletinDoubt, text: &Plain, message: &'a str) -> ToldDoubt<'a> {
    ToldDoubt {
        kind: doubt.kind,
        message,
        event: doubt.event,
        text: text.words(doubt.at),
        line: text.line(doubt.at.start),
        at: doubt.at,
    }
}
