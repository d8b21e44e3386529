//! What a bulletin's text becomes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{ActivityKind, Date, Sentence};

/// A bulletin as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Bulletin {
    /// Activities with their days, in the order of the text.
    pub events: Vec<BulletinEvent>,
    /// Yearly exhibitions (歷年博覽會) with their links, in the order of the text.
    pub exhibitions: Vec<Exhibition>,
    /// What a person should look at, in the order of the text.
    pub doubts: Vec<BulletinDoubt>,
}

/// An activity that a bulletin announces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BulletinEvent {
    /// 活動名稱, as written.
    pub title: Option<String>,
    /// 主辦學校, as written.
    pub host: Option<String>,
    /// What it is, by its words.
    pub kind: ActivityKind,
    /// First day.
    #[ts(type = "string | null")]
    pub starts_on: Option<Date>,
    /// Last day, counted in; blank = one day.
    #[ts(type = "string | null")]
    pub ends_on: Option<Date>,
    /// 地點, as written.
    pub place: Option<String>,
    /// The weekday that stands beside the date (星期五), whatever the calendar says.
    pub weekday_stated: Option<String>,
    /// The stated weekday is not that of the date.
    pub weekday_conflict: bool,
    /// Links of this activity.
    pub links: Vec<String>,
    /// Its date in the text.
    pub at: TextSpan,
}

/// A yearly exhibition with its link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Exhibition {
    /// Year of our era, or two of them: `2023`, `2018-2019`.
    pub year: String,
    /// Its name, as written.
    pub title: String,
    /// Its link.
    pub link: Option<String>,
    /// Its words in the text.
    pub at: TextSpan,
}

/// Something that a person should look at, at its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BulletinDoubt {
    /// What kind of doubt.
    pub kind: DoubtKind,
    /// What is unclear and what to do.
    pub message: Sentence,
    /// Which of the events; absent = none of them.
    pub event: Option<usize>,
    /// The words.
    pub at: TextSpan,
}

/// Kinds of doubts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// The weekday beside a date is not that date's.
    WeekdayConflict,
    /// The year was taken from elsewhere in the text.
    YearFromContext,
    /// No year anywhere: the date is left blank.
    YearMissing,
    /// No such day.
    NoSuchDay,
    /// A range that ends before it starts.
    EndsBeforeStart,
    /// A bare row of digits that reads as a date.
    BareNumber,
    /// A date that is not an activity's (報名截止, 公告日期).
    OtherDate,
    /// May be a day, but nothing marks it as one: not read.
    DateUnread,
    /// The words beside it say that it is called off or moved.
    CalledOff,
    /// One activity with several days that do not follow each other.
    SeveralDates,
    /// A link that runs into the next word.
    LinkCut,
    /// A bracket that opens and does not close.
    UnclosedBracket,
    /// No school was recognised.
    HostMissing,
    /// More than one school; the first is taken.
    HostUnclear,
    /// A school that the program does not know; its name is kept as written.
    HostUnlisted,
    /// No title was recognised.
    TitleMissing,
    /// The words name two kinds.
    KindUnclear,
    /// More in the text than is read.
    TextCut,
}

/// A stretch of the text, counted in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct TextSpan {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
}

impl TextSpan {
    /// From `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> TextSpan {
        TextSpan { start, end }
    }

    /// No character.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share a character.
    pub fn meets(self, other: TextSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the character lies within.
    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}
