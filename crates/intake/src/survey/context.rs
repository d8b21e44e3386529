//! What is said around a table: its unit, its year, whose money.

use crate::dictionary::{self, fund_in};
use crate::grid::{At, Cell, Sheet, Value};
use crate::survey::beside;
use crate::survey::header::Header;
use crate::words::{is_settled, squash, unbracketed};
use usr_desk_workspace::{Category, Fund};

/// What was found around a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Around {
    pub(super) scale: Option<(u32, At)>,
    pub(super) year: Option<u16>,
    pub(super) first_year: Option<u16>,
    pub(super) fund: Option<Fund>,
    pub(super) category: Option<Category>,
    pub(super) is_income: bool,
}

/// `own` are the columns of a table that has others beside it: words over the others speak of them. Their years and
/// units hold for it too where nothing over it says another; their funds and categories never.
pub(super) fn read(
    sheet: &Sheet,
    rows: (u32, u32),
    header: &Header,
    end: u32,
    own: Option<(u32, u32)>,
) -> Around {
    // From the top of the sheet: what holds for every table until a nearer line says otherwise.
    let near: Vec<(At, String)> = texts(sheet, rows.0, rows.1, own);
    let above: Vec<(At, String)> = texts(sheet, 0, rows.1, own);
    let below: Vec<(At, String)> = texts(sheet, header.rows.1 + 1, end + 1, own);
    let page = own.map_or_else(Vec::new, |_| texts(sheet, 0, rows.1, None));
    let stated = |texts: &[(At, String)]| texts.iter().find_map(|(at, t)| Some((unit_line(t)?, *at)));
    let scale = stated(&near)
        .or_else(|| stated(&above))
        .or_else(|| stated(&below))
        .or_else(|| stated(&page));
    let said = |texts: &[(At, String)]| year_of(texts.iter().map(|(_, t)| t.as_str()));
    let first_year = first_year(above.iter().chain(&page).map(|(_, t)| t.as_str()));
    let nth = near.iter().find_map(|(_, t)| nth(t)).or_else(|| nth(&sheet.name));
    let year = year_of_sheet_name(&sheet.name)
        .or_else(|| said(&near))
        .or_else(|| nth_year(nth?, first_year));
    let of_the_page = || {
        said(&above)
            .or_else(|| said(&page))
            // Above the first table of a form stand labels with their values, numbers among them.
            .or_else(|| year_of(form(sheet, rows).iter().map(|t| &**t)))
    };
    // The year of the page is none of its 第三年.
    let year = year.or_else(|| if nth.is_none() { of_the_page() } else { None });
    let fund = fund_in(&sheet.name).or_else(|| near.iter().find_map(|(_, t)| fund_of_line(t)));
    let category = near
        .iter()
        .filter(|(at, _)| header.rows.0.saturating_sub(at.0) <= 2)
        .find_map(|(_, t)| dictionary::category_word(t));
    let names = header.labels.values().flatten();
    let is_income = names.into_iter().find_map(|l| dictionary::income(l)).or_else(|| {
        let mut close = near
            .iter()
            .filter(|(at, _)| header.rows.0.saturating_sub(at.0) <= 2);
        close.find_map(|(_, t)| dictionary::income(t))
    });
    Around {
        is_income: is_income == Some(true),
        scale,
        year,
        first_year,
        fund,
        category,
    }
}

/// The rows between a table and the same heading again say another unit or year: another table begins there.
pub(super) fn says_otherwise(
    sheet: &Sheet,
    (start, end): (u32, u32),
    own: Option<(u32, u32)>,
    (scale, year): (u32, Option<u16>),
) -> bool {
    let is_number = |(_, cell): (u32, &Cell)| matches!(cell.value, Value::Number(_));
    let first = (start..end)
        .rev()
        .find(|row| sheet.row(*row).any(is_number))
        .map_or(start, |row| row + 1);
    let between = texts(sheet, first, end, own);
    let said_unit = between.iter().find_map(|(_, t)| unit_line(t));
    let said_year = year_of(between.iter().map(|(_, t)| t.as_str()));
    said_unit.is_some_and(|s| s != scale)
        || said_year.is_some_and(|y| Some(y) != year)
        || between.iter().any(|(_, t)| nth(t).is_some())
}

/// 第三年 is 2; counted from 0.
pub(super) fn nth(text: &str) -> Option<u16> {
    let squashed = squash(text);
    let digits = ["一1", "二2", "三3", "四4", "五5"];
    let is_named = |digit: char| squashed.contains(&format!("第{digit}年"));
    let index = digits.iter().position(|names| names.chars().any(is_named))?;
    u16::try_from(index).ok()
}

/// The year that so many years after the first is.
pub(super) fn nth_year(nth: u16, first: Option<u16>) -> Option<u16> {
    Some(first? + nth)
}

/// The first year of a plan over years: told by one of them (第二年（114年）), else the earliest of the nearest line that
/// names any.
fn first_year<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<u16> {
    let told = |text: &str| year_of([text].into_iter())?.checked_sub(nth(text)?);
    texts
        .clone()
        .find_map(told)
        .or_else(|| texts.clone().find_map(|t| years(t).iter().map(|y| y.0).min()))
}

/// Texts above the first table of a sheet, those beside numbers too.
fn form(sheet: &Sheet, rows: (u32, u32)) -> Vec<&str> {
    let Some(last) = rows.1.checked_sub(1).filter(|_| rows.0 == 0) else {
        return Vec::new();
    };
    let cells = sheet.cells.rows_between(0, last).iter().rev().take(SAID);
    let texts = cells.filter_map(|(_, cell)| match &cell.value {
        Value::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// As many texts say what is said around a table.
const SAID: usize = 400;

/// Texts of rows without numbers, nearest to the end first; where columns are named, those over them.
fn texts(sheet: &Sheet, start: u32, end: u32, own: Option<(u32, u32)>) -> Vec<(At, String)> {
    let is_here = |(at, _): &&(At, Cell)| own.is_none_or(|own| beside::is_over(sheet, *at, own));
    let is_number = |(_, cell): &(At, Cell)| matches!(cell.value, Value::Number(_));
    // Headings side by side may leave nothing between them.
    let Some(last) = end.checked_sub(1).filter(|last| start <= *last) else {
        return Vec::new();
    };
    let rows = sheet
        .cells
        .rows_between(start, last)
        .chunk_by(|a, b| a.0.0 == b.0.0);
    let wordy = rows
        .rev()
        .filter(|row| !row.iter().filter(is_here).any(is_number));
    let texts = wordy
        .flat_map(|row| row.iter().rev().filter(is_here))
        .filter_map(|(at, cell)| match &cell.value {
            Value::Text(text) => Some((*at, text.to_string())),
            _ => None,
        });
    texts.take(SAID).collect()
}

/// Dollars to one unit in 「單位：仟元」, 「(新臺幣千元)」; `None` where the text is about something else.
pub fn unit_line(text: &str) -> Option<u32> {
    let squashed = squash(text);
    let after = squashed
        .split("單位")
        .nth(1)
        .filter(|t| t.starts_with([':', '為', '/', '新', '千', '仟', '萬', '百', '元']));
    let alone =
        unbracketed(&squashed).is_empty() || squashed.starts_with("新臺幣") || squashed.starts_with("新台幣");
    match after {
        Some(after) => scale_in(&after.chars().take(14).collect::<String>()),
        None if alone && squashed.chars().count() <= 12 => scale_in(&squashed),
        None => None,
    }
}

/// Dollars to one unit that a text names: 千元 is 1000.
pub fn scale_in(text: &str) -> Option<u32> {
    let squashed = squash(text);
    let units = [
        ("百萬元", 1_000_000),
        ("萬元", 10_000),
        ("千元", 1000),
        ("仟元", 1000),
        ("元", 1),
    ];
    units
        .iter()
        .find(|(word, _)| squashed.contains(word))
        .map(|(_, scale)| *scale)
}

/// The one 民國 year that a short text names: `112年`, `第一年(112年)`, `2024年`.
pub fn year_in(text: &str) -> Option<u16> {
    let mut found: Vec<u16> = years(text).into_iter().map(|(year, _)| year).collect();
    found.dedup();
    match found.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// The year that the texts state, nearest first: a 年度 before a mere date; two different ones are none.
pub(super) fn year_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<u16> {
    let about: Vec<Vec<(u16, Strength)>> = texts.map(years_of_the_budget).collect();
    for strength in [Strength::BudgetYear, Strength::Date] {
        for (place, found) in about.iter().enumerate() {
            let mut found: Vec<u16> = found.iter().filter(|y| y.1 == strength).map(|y| y.0).collect();
            found.sort_unstable();
            found.dedup();
            match found.as_slice() {
                [] => {}
                [year] => return Some(*year),
                // Under the title of a plan over years a nearer line dates the one year that follows.
                _ => return about[..place].iter().find_map(|nearer| only(nearer)),
            }
        }
    }
    None
}

fn only(found: &[(u16, Strength)]) -> Option<u16> {
    let (year, _) = found.first()?;
    found.iter().all(|(other, _)| other == year).then_some(*year)
}

/// The years of a text, but those that say when the form was filled in or printed; of a line that goes on to say so,
/// only a 年度 counts that stands before it.
fn years_of_the_budget(text: &str) -> Vec<(u16, Strength)> {
    let squashed = squash(text);
    let marks = ["填表", "列印", "製表", "印表", "核定文號", "發文", "日期", "字第"];
    match marks.iter().filter_map(|w| squashed.find(w)).min() {
        None => years(text),
        Some(at) => {
            let mut found = years(&squashed[..at]);
            found.retain(|year| year.1 == Strength::BudgetYear);
            found
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    BudgetYear,
    Date,
}

/// Every year in a text: 112年度, 113會計年度, 112-114年, 2024年, 113.2.1–113.12.31.
fn years(text: &str) -> Vec<(u16, Strength)> {
    // A year is said with 年, or dated 113.2.1: texts with neither are not looked at further.
    if text
        .chars()
        .all(|c| is_settled(c) && !matches!(c, '年' | '.' | '/'))
    {
        return Vec::new();
    }
    let chars = with_digits(squash(text).chars().collect());
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = (at..chars.len())
            .find(|i| !chars[*i].is_ascii_digit())
            .unwrap_or(chars.len());
        let digits: String = chars[at..end].iter().collect();
        let after: String = chars[end..].iter().take(5).collect();
        let before = at.checked_sub(1).map(|i| chars[i]);
        let year = roc_year(&digits).filter(|_| !matches!(before, Some(',' | '.' | '/' | '$')));
        if let Some(year) = year {
            let is_date = after
                .strip_prefix('年')
                .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
                || dated(&after);
            let is_year = after.starts_with('年')
                || ["會計年", "學年"].iter().any(|w| after.starts_with(w))
                || ranges_to_year(&chars[end..]);
            if is_year || is_date {
                found.push((
                    year,
                    if is_date {
                        Strength::Date
                    } else {
                        Strength::BudgetYear
                    },
                ));
            }
        }
        at = end;
    }
    found
}

/// 一一三年 is written 113年.
fn with_digits(mut chars: Vec<char>) -> Vec<char> {
    const NUMERALS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    for end in 3..chars.len() {
        let digit = |c: &char| NUMERALS.iter().position(|n| n == c);
        let digits: Vec<usize> = chars[end - 3..end].iter().filter_map(digit).collect();
        if chars[end] == '年' && digits.len() == 3 {
            for (place, digit) in (end - 3..end).zip(digits) {
                chars[place] = u32::try_from(digit)
                    .ok()
                    .and_then(|d| char::from_digit(d, 10))
                    .unwrap_or('0');
            }
        }
    }
    chars
}

/// `.2.1`, `/02/20`: the rest of a date.
fn dated(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('.' | '/')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// `-114年`, `至114年度`, `、114年`.
fn ranges_to_year(after: &[char]) -> bool {
    let Some(first) = after.first() else { return false };
    if !matches!(first, '-' | '~' | '至' | '–' | '—' | '、' | '～' | '到') {
        return false;
    }
    let digits: String = after[1..].iter().take_while(|c| c.is_ascii_digit()).collect();
    roc_year(&digits).is_some() && after.get(1 + digits.len()) == Some(&'年')
}

fn roc_year(digits: &str) -> Option<u16> {
    let number: u16 = digits.parse().ok()?;
    match (digits.len(), number) {
        (3, 100..=150) => Some(number),
        (4, 2011..=2061) => Some(number - 1911),
        _ => None,
    }
}

fn year_of_sheet_name(name: &str) -> Option<u16> {
    year_in(name).or_else(|| roc_year(&squash(name)))
}

/// A line such as 「教育部補助款經費明細表」; one that speaks of two funds says nothing.
pub(super) fn fund_of_line(text: &str) -> Option<Fund> {
    let squashed = squash(text);
    let speaks = ["補助款", "配合款", "自籌款", "自籌", "贊助款"]
        .iter()
        .any(|w| squashed.contains(w));
    if !speaks || squashed.chars().count() > 40 || squashed.starts_with(['註', '※', '說']) {
        return None;
    }
    let (grant, matching) = (
        squashed.contains("補助款"),
        squashed.contains("配合") || squashed.contains("自籌"),
    );
    if grant && matching {
        None
    } else {
        fund_in(&squashed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_other_numbers() {
        for (text, year) in [
            ("計畫名稱：112年度大學社會責任實踐計畫", Some(112)),
            ("113會計年度概算表(8-12月)", Some(113)),
            ("113學年度", Some(113)),
            ("第一年\n(112年)", Some(112)),
            ("2024年預算", Some(113)),
            ("112-114年經費規劃表", None),
            ("計畫經費總額：1,376,000元", None),
            ("中華民國一一三年度", Some(113)),
            ("單價1萬元以上", None),
            ("3年", None),
        ] {
            assert_eq!(year_in(text), year, "{text}");
        }
        let period = ["計畫期程：112年1月1日至112年12月31日"];
        assert_eq!(year_of(period.into_iter()), Some(112));
        for (text, year) in [
            ("列印日期：113/02/20", None),
            ("113年2月20日填表", None),
            ("113會計年度經費表　列印日期：114/01/06", Some(113)),
        ] {
            assert_eq!(year_of([text].into_iter()), year, "{text}");
        }
        assert_eq!(year_of(["112年8月1日至113年7月31日"].into_iter()), None);
    }

    #[test]
    fn units_are_stated_in_many_ways() {
        for (text, scale) in [
            ("單位：仟元", Some(1000)),
            ("單位:新臺幣元", Some(1)),
            ("（新臺幣千元）", Some(1000)),
            ("金額單位：萬元", Some(10_000)),
            ("單位/千元", Some(1000)),
            ("申請單位：○○大學", None),
            ("單位", None),
        ] {
            assert_eq!(unit_line(text), scale, "{text}");
        }
    }
}
