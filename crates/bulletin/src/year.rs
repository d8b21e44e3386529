//! The year of a day that is written without one: from the same line, the letter's own day, or elsewhere in the text.

use crate::dates::Day;
use crate::plain::Plain;
use crate::{TextSpan, roc};
use regex::Regex;
use std::sync::LazyLock;
use usr_desk_workspace::Date;

/// Where years are written.
pub(crate) struct Years {
    mentions: Vec<Mention>,
    /// The day of the letter that the text came with.
    letter: Option<Date>,
}

struct Mention {
    at: usize,
    year: i16,
    /// 學年度: from August on its first year, before it the second.
    academic: bool,
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:民國|西元|公元)? *([0-9]{2,4}|[一二三四五六七八九〇○]{3,4}) *(學?)年|((?:19|20)[0-9]{2})[ -]*(?:USR|EXPO|SIG|[/-][0-9])|[/,年月日a-z]+ ((?:19|20)[0-9]{2})")
        .expect("the pattern is written here")
});

impl Years {
    /// Years of the whole text.
    pub(crate) fn of(text: &Plain, letter: Option<Date>, dated: impl Iterator<Item = (usize, i16)>) -> Years {
        let whole = TextSpan::new(0, text.len());
        let said = text.find_all(&YEAR, whole).into_iter().filter_map(|found| {
            let written = [1, 3, 4].into_iter().find_map(|g| found.group(g))?;
            Some(Mention {
                at: found.at.start,
                year: roc::year(written)?,
                academic: found.group(2) == Some("學"),
            })
        });
        let dated = dated.map(|(at, year)| Mention {
            at,
            year,
            academic: false,
        });
        let mut mentions: Vec<Mention> = said.chain(dated).collect();
        mentions.sort_by_key(|m| m.at);
        Years { mentions, letter }
    }

    /// The likeliest year of this day, which lies in this line; `None` = the text gives no hint.
    pub(crate) fn likely(&self, day: Day, line: TextSpan) -> Option<i16> {
        let in_line = self.mentions.iter().find(|m| line.holds(m.at));
        let year = |m: &Mention| {
            if m.academic && day.month < 8 {
                m.year + 1
            } else {
                m.year
            }
        };
        in_line.map(year).or_else(|| self.near_letter(day)).or_else(|| {
            let before = self.mentions.iter().rev().find(|m| m.at < day.at.start);
            before
                .or_else(|| self.mentions.iter().find(|m| m.at > day.at.start))
                .map(year)
        })
    }

    /// The year in which the day is nearest to the letter's.
    fn near_letter(&self, day: Day) -> Option<i16> {
        let letter = self.letter?.0;
        let near = |year: &i16| {
            let (month, of_month) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
            let there = jiff::civil::Date::new(*year, month, of_month).ok()?;
            Some((there - letter).get_days().abs())
        };
        let candidates = [letter.year(), letter.year() + 1, letter.year() - 1];
        candidates
            .into_iter()
            .filter(|y| near(y).is_some())
            .min_by_key(|y| near(y))
    }
}
