//! Doubts in words: what is unclear, where, what to do.

use crate::dates::Day;
use crate::weekday;
use crate::{BulletinDoubt, DoubtKind, TextSpan};
use usr_desk_workspace::{Date, Sentence};

/// Doubts as they are found.
#[derive(Default)]
pub(crate) struct Doubts(Vec<BulletinDoubt>);

impl Doubts {
    /// Notes a doubt at its words; `event` = of which event.
    pub(crate) fn note(&mut self, kind: DoubtKind, event: Option<usize>, at: TextSpan, message: Sentence) {
        self.0.push(BulletinDoubt {
            kind,
            message,
            event,
            at,
        });
    }

    /// In the order of the text.
    pub(crate) fn in_order(mut self) -> Vec<BulletinDoubt> {
        self.0.sort_by_key(|d| (d.at.start, d.at.end, d.kind));
        self.0
    }
}

/// 112年11月13日是星期一，公告寫的是星期五.
pub(crate) fn contradiction(date: Date, day: Day) -> Option<Sentence> {
    let stated = day.weekday?;
    let real = weekday::of(date);
    (stated != real).then(|| {
        Sentence::new(
            format!(
                "{}（{date}）是{}，公告寫的是{}。日期與星期必有一個有誤，請向主辦單位確認；兩者都照原文保留。",
                date.in_roc(),
                weekday::name(real),
                weekday::name(stated)
            ),
            format!(
                "{date} is a {real:?}; the bulletin says {stated:?}. Either the date or the weekday is wrong: ask the organiser. Both are kept as written."
            ),
        )
    })
}
