//! Sentences with slots, read from a rule's document and filled in by its judgement.

use crate::{Figures, Language};
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt::Write;
use usr_desk_workspace::{Date, Moment, Money};

/// The same words in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    #[serde(rename = "zh-TW")]
    pub(crate) zh_tw: String,
    pub(crate) en: String,
}

impl Words {
    /// In this language.
    pub(crate) fn get(&self, language: Language) -> &str {
        language.choose(&self.zh_tw, &self.en)
    }
}

/// A sentence of a document, cut at its slots once.
#[derive(Clone)]
pub(crate) struct Message {
    zh_tw: Vec<Piece>,
    en: Vec<Piece>,
}

#[derive(Clone)]
enum Piece {
    Literal(String),
    Slot(String),
}

/// What fills a slot; how it is written depends on the language.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Dollars(Money),
    Count(i64),
    Text(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    /// Of proposals; a blank one has none yet.
    Titles(Vec<Option<&'a str>>),
    Day(Date),
    /// `114年11月30日 17:00`, in the time that it was written in.
    Moment(&'a Moment),
    /// Minutes as days, hours and minutes.
    Span(i64),
    Words(&'a Words),
    WordsList(Vec<&'a Words>),
    /// A part of a whole in percent, with as many decimals as it takes not to read like the limit.
    Share {
        part: Money,
        whole: Money,
        limit: u32,
    },
}

/// What a scope calls itself in its sentences.
pub(crate) struct Scene<'a> {
    /// Of the proposal; blank = it has none yet, and an id says nothing to anybody.
    pub(crate) title: Option<&'a str>,
    pub(crate) kind: Option<&'a Words>,
    pub(crate) year: Option<u16>,
    pub(crate) grant: Option<Money>,
    /// What G is called: 申請補助經費 or 核定補助經費.
    pub(crate) stage: Option<&'a Words>,
    pub(crate) figures: Option<Figures>,
}

impl Message {
    /// Cuts both wordings; they must have the same slots.
    pub(crate) fn new(words: &Words) -> Result<Message, String> {
        let message = Message {
            zh_tw: pieces(&words.zh_tw)?,
            en: pieces(&words.en)?,
        };
        match slots(&message.zh_tw) == slots(&message.en) {
            true => Ok(message),
            false => Err(format!(
                "兩種語言的空格不同：「{}」、「{}」",
                words.zh_tw, words.en
            )),
        }
    }

    /// The sentence with every slot filled.
    pub(crate) fn fill(&self, language: Language, scene: &Scene, values: &[(&str, Value)]) -> String {
        let pieces = match language {
            Language::ZhTw => &self.zh_tw,
            Language::En => &self.en,
        };
        let mut sentence = String::with_capacity(256);
        for piece in pieces {
            match piece {
                Piece::Literal(text) => sentence.push_str(text),
                Piece::Slot(name) => match values.iter().find(|(slot, _)| slot == name) {
                    Some((_, value)) => value.write(&mut sentence, language),
                    None => scene.write(&mut sentence, name, language),
                },
            }
        }
        sentence
    }
}

impl Scene<'_> {
    fn write(&self, sentence: &mut String, slot: &str, language: Language) {
        let figures = self.figures.unwrap_or(Figures {
            actual: 0,
            limit: 0,
            headroom: 0,
        });
        match slot {
            "title" => sentence.push_str(title(self.title, language)),
            "type" => sentence.push_str(self.kind.map_or("", |kind| kind.get(language))),
            "year" => push(sentence, self.year.unwrap_or_default()),
            "grant" => push(sentence, self.grant.unwrap_or_default()),
            "stage" => sentence.push_str(self.stage.map_or("", |stage| stage.get(language))),
            "actual" => push(sentence, Money::whole(figures.actual)),
            "limit" => push(sentence, Money::whole(figures.limit)),
            "left" => push(sentence, Money::whole(figures.headroom)),
            "over" => push(sentence, Money::whole(-figures.headroom)),
            _ => {
                debug_assert!(false, "nothing fills {{{slot}}}");
                sentence.push('—');
            }
        }
    }
}

impl Value<'_> {
    fn write(&self, sentence: &mut String, language: Language) {
        match self {
            Value::Dollars(amount) => push(sentence, amount),
            Value::Count(count) => push(sentence, Money::whole(*count)),
            Value::Text(text) => sentence.push_str(text),
            Value::List(items) => sentence.push_str(&items.join(language.choose("、", ", "))),
            Value::Day(day) => match language {
                Language::ZhTw => sentence.push_str(&day.in_roc()),
                Language::En => sentence.push_str(&day.to_string()),
            },
            Value::Moment(moment) => match (moment.day(), moment.time()) {
                (Some(day), Some(time)) => {
                    Value::Day(day).write(sentence, language);
                    sentence.push(' ');
                    sentence.push_str(time);
                    // Another clock than Taiwan's is told.
                    if let Some(offset) = foreign_offset(moment) {
                        sentence.push_str(offset);
                    }
                }
                _ => sentence.push_str(moment.as_str()),
            },
            Value::Span(minutes) => span(sentence, *minutes, language),
            Value::Words(words) => sentence.push_str(words.get(language)),
            Value::WordsList(items) => {
                let items: Vec<_> = items.iter().map(|words| words.get(language)).collect();
                sentence.push_str(&items.join(language.choose("、", ", ")));
            }
            Value::Titles(titles) => {
                let titles: Vec<_> = titles.iter().map(|one| title(*one, language)).collect();
                sentence.push_str(&titles.join(language.choose("、", ", ")));
            }
            Value::Share { part, whole, limit } => sentence.push_str(&share(*part, *whole, *limit)),
        }
    }
}

/// What a proposal is called in a sentence.
fn title(title: Option<&str>, language: Language) -> &str {
    title.unwrap_or(language.choose("未命名計畫", "untitled proposal"))
}

/// The offset as written, unless it is Taiwan's.
fn foreign_offset(moment: &Moment) -> Option<&str> {
    let written = moment.as_str();
    let at = written.get(19..)?.find(['+', '-', 'Z'])? + 19;
    Some(&written[at..]).filter(|offset| *offset != "+08:00")
}

fn span(sentence: &mut String, minutes: i64, language: Language) {
    let minutes = minutes.unsigned_abs();
    let parts = [
        (minutes / (24 * 60), " 天", " d"),
        (minutes / 60 % 24, " 小時", " h"),
        (minutes % 60, " 分鐘", " min"),
    ];
    let mut first = true;
    for (count, zh, en) in parts.into_iter().filter(|(count, ..)| *count > 0) {
        if !first {
            sentence.push(' ');
        }
        push(sentence, count);
        sentence.push_str(language.choose(zh, en));
        first = false;
    }
    if first {
        sentence.push_str(language.choose("不到 1 分鐘", "less than a minute"));
    }
}

fn push(sentence: &mut String, value: impl std::fmt::Display) {
    // Writing to a string does not fail.
    let _ = write!(sentence, "{value}");
}

/// Three decimals, and more where the limit would be read: `60.00003`, never `60` for what is not exactly 60.
fn share(part: Money, whole: Money, limit: u32) -> String {
    if whole == Money::ZERO {
        return "—".to_owned();
    }
    let exact = part.times(Money::whole(100)).0 / whole.0;
    let limit = Money::whole(i64::from(limit)).0;
    let shown = (3..12).map(|places| exact.round_dp(places));
    let shown = shown.clone().find(|shown| *shown != limit || exact == limit);
    shown.unwrap_or(exact).normalize().to_string()
}

fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (slot, after) = after
            .split_once('}')
            .ok_or_else(|| format!("「{text}」的大括號沒有成對"))?;
        pieces.push(Piece::Literal(literal.to_owned()));
        pieces.push(Piece::Slot(slot.to_owned()));
        rest = after;
    }
    pieces.push(Piece::Literal(rest.to_owned()));
    Ok(pieces)
}

fn slots(pieces: &[Piece]) -> std::collections::BTreeSet<&str> {
    fn slot(piece: &Piece) -> Option<&str> {
        match piece {
            Piece::Slot(name) => Some(name),
            Piece::Literal(_) => None,
        }
    }
    pieces.iter().filter_map(slot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_never_reads_like_a_limit_that_it_is_not() {
        let check = |part: i64, whole: i64, shown: &str| {
            assert_eq!(share(part.into(), whole.into(), 60), shown);
        };
        check(2_100_000, 3_500_000, "60");
        check(2_100_001, 3_500_000, "60.00003");
        check(2_100_000 - 1, 3_500_000, "59.99997");
        check(1, 3, "33.333");
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let words = |zh_tw: &str, en: &str| Words {
            zh_tw: zh_tw.into(),
            en: en.into(),
        };
        assert!(Message::new(&words("{actual} 元", "NT${actual}")).is_ok());
        assert!(Message::new(&words("{actual} 元", "NT$")).is_err());
        assert!(Message::new(&words("{actual 元", "{actual}")).is_err());
    }
}
