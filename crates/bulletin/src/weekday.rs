//! Weekdays as written beside a date, and the words for those that the calendar says.

use jiff::civil::Weekday;
use usr_desk_workspace::Date;

/// 星期一 … 星期日.
const NAMES: [&str; 7] = [
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
];

/// The weekday that a word means: 一, 五, 日, 天, `Fri`, `Friday`.
pub(crate) fn meant(word: &str) -> Option<Weekday> {
    let word = word.trim().to_ascii_lowercase();
    let at = "一二三四五六日"
        .find(word.as_str())
        .filter(|_| word.chars().count() == 1)
        .map(|byte| byte / 3);
    let at = at.or(if matches!(word.as_str(), "天" | "七") {
        Some(6)
    } else {
        None
    });
    let at = at.or_else(|| {
        let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        english.iter().position(|name| word.starts_with(name))
    })?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// 星期五.
pub(crate) fn name(weekday: Weekday) -> &'static str {
    NAMES[usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)]
}

/// The weekday of a day.
pub(crate) fn of(date: Date) -> Weekday {
    date.0.weekday()
}
