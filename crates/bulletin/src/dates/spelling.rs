//! The spellings, over the folded text: half-width digits, brackets, slashes and dashes.

use regex::Regex;
use std::sync::LazyLock;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is written here")
}

const MONTHS: &str = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*";

/// A date. Groups: 1–3 年月日 with a year; 4–6, 7–9, 10–12 numbers between slashes, dots, dashes; 13 a row of digits;
/// 14–15 月日; 16–18 month's name first; 19–21 day first; 22–23 two numbers.
pub(super) static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9〇○零一二三四五六七八九十廿卅]";
    let year = "[0-9〇○零一二三四五六七八九十百]";
    let era = "(?:(?:(?:中華)?民國|西元|公元) *)?";
    pattern(&format!(
        "{era}({year}{{2,7}}) *年(?: *\\([0-9]{{2,4}}年?\\))? *({number}{{1,3}}) *月 *({number}{{1,4}}) *[日號]?\
         |{era}([0-9]{{2,4}}) ?/ ?([0-9]{{1,2}}) ?/ ?([0-9]{{1,2}})(?: ?日)?\
         |{era}([0-9]{{2,4}}) ?\\. ?([0-9]{{1,2}}) ?\\. ?([0-9]{{1,2}})(?: ?日)?\
         |{era}([0-9]{{2,4}}) ?- ?([0-9]{{1,2}}) ?- ?([0-9]{{1,2}})(?: ?日)?\
         |{era}([0-9]{{7,8}})(?: ?日)?\
         |({number}{{1,3}}) *月 *({number}{{1,4}}) *[日號]\
         |(?-u:\\b)({MONTHS})\\.? ?([0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? ?((?:19|20)[0-9]{{2}}))?\
         |([0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTHS})\\.?,? ?((?:19|20)[0-9]{{2}})?\
         |([0-9]{{1,2}}) ?[/.-] ?([0-9]{{1,2}})(?: ?日)?"
    ))
});

/// A weekday right behind a date.
pub(super) static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    let english = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*";
    pattern(&format!(
        "^ ?[,、]? ?[(【\\[] *(?:星期|週|周|禮拜|拜)? *([一二三四五六日天七]) *[)】\\]]\
         |^ ?[(【\\[]? *(?:星期|週|周|禮拜) *([一二三四五六日天])(?: *[)】\\]])?\
         |^ ?,? ?[(【\\[]? *({english})\\.?(?: *[)】\\]])?"
    ))
});

const CLOCK: &str = "(?:上午|下午|中午|晚上|晚間|早上)? ?[0-9]{1,2} ?(?::[0-9]{2}|[時點](?: ?[0-9]{1,2} ?分|半|整)?) ?(?:[AaPp]\\.?[Mm]\\.?)?";

/// One time of day.
pub(super) static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^ ?[,、]? ?{CLOCK}")));

/// A time of day, or from one to another.
pub(super) static HOURS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^ ?[,、]? ?{CLOCK}(?: ?(?:-|~|至|到) ?{CLOCK})?")));

/// Between the two ends of a range.
pub(super) static UNTIL: LazyLock<Regex> = LazyLock::new(|| pattern("^ ?(?:-|~|至|到|迄|to|until) ?"));

/// Between days that stand for themselves.
pub(super) static AND: LazyLock<Regex> = LazyLock::new(|| pattern("^ ?(?:、|及|與|和|&|,) ?"));

/// Only a day of the month, with 日 (1) or without (2).
pub(super) static DAY_ONLY: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:([0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}) *[日號]|([0-9]{1,2}))"));

/// What may stand before a date at the head of a line.
pub(super) static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:^[^0-9A-Za-z\u{4e00}-\u{9fff}]*(?:New|NEW|new)? *$)|(?:(?:時間|日期|期間|日|Date|DATE|When|Time) *[:：】\\]]? *$)|[|\\t★●◆■▲◎*] *$",
    )
});

/// The year behind a range in English.
pub(super) static YEAR_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern("^,? ?((?:19|20)[0-9]{2})"));

/// Two weekdays in one bracket.
pub(super) static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^ ?[(【] *(?:星期|週|周)? *([一二三四五六日天]) *[、,至到~-] *(?:星期|週|周)? *([一二三四五六日天]) *[)】]",
    )
});

/// A month's name behind two days.
pub(super) static MONTH_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "^(?:st|nd|rd|th)? ?(?:of )?({MONTHS})\\.?,? ?((?:19|20)[0-9]{{2}})?"
    ))
});
