//! Columns that part one amount over time: quarters, months, halves, terms, instalments. The column of their sum is the
//! amount; **they are read only to see that they add up to it**.

use super::columns::Draft;
use crate::role::Role;
use crate::words::{label_of, squash};
use rust_decimal::Decimal;

/// A column of a part of the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its place, counted from 0.
    pub at: u32,
    /// 季, 月, 半, 學, 期, 分 (of no known kind): parts of one kind add up.
    pub kind: char,
    /// 民國 year, where the heading says so.
    pub year: Option<u16>,
}

/// What may follow: 第一季預算.
const BEHIND: [&str; 14] = [
    "",
    "份",
    "度",
    "預算",
    "預算數",
    "經費",
    "金額",
    "分配",
    "分配數",
    "分配預算",
    "款",
    "小計",
    "支用",
    "元",
];

/// The kind of part that a heading names.
pub(super) fn kind(text: &str) -> Option<char> {
    // Most texts are no such part: they are not looked at further.
    let may_be = |c: char| matches!(c, '季' | '月' | '半' | '學' | '期' | 'Q' | 'q' | 'Ｑ');
    if !text.chars().any(may_be) {
        return None;
    }
    let squashed = squash(text);
    if squashed.chars().count() > 20 {
        return None;
    }
    let word = label_of(&squashed).to_ascii_uppercase();
    let halves = [
        ("上半年", '半'),
        ("下半年", '半'),
        ("上學期", '學'),
        ("下學期", '學'),
    ];
    let half = halves
        .iter()
        .find_map(|(half, kind)| Some((*kind, word.strip_prefix(half)?)));
    let (kind, behind) = half.or_else(|| quarter(&word)).or_else(|| counted(&word))?;
    BEHIND.contains(&behind).then_some(kind)
}

/// `Q3`.
fn quarter(word: &str) -> Option<(char, &str)> {
    let rest = word.strip_prefix('Q')?;
    let rest = rest.strip_prefix(['1', '2', '3', '4'])?;
    Some(('季', rest))
}

/// 第三季, 8月, 1-3月, 第2學期, 第一期.
fn counted(word: &str) -> Option<(char, &str)> {
    let (is_ordinal, rest) = match word.strip_prefix('第') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let is_count = |c: char| c.is_ascii_digit() || "一二三四五六七八九十-~至".contains(c);
    let end = rest.find(|c: char| !is_count(c))?;
    let (count, rest) = rest.split_at(end);
    if count.is_empty() || count.chars().count() > 5 {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('月') {
        return (!is_ordinal || rest.is_empty()).then_some(('月', rest));
    }
    if !is_ordinal {
        return None;
    }
    let units = [("季", '季'), ("學期", '學'), ("期", '期')];
    units
        .iter()
        .find_map(|(unit, kind)| Some((*kind, rest.strip_prefix(unit)?)))
}

/// Columns of numbers that no heading explains, where in most rows they add up to the one amount.
fn unnamed(drafts: &[Draft<'_>]) -> Vec<Part> {
    let mut sums = drafts
        .iter()
        .filter(|d| d.role.is_some_and(Role::is_amount) && d.part().is_none());
    let (Some(sum), None) = (sums.next(), sums.next()) else {
        return Vec::new();
    };
    let is_part = |d: &&Draft<'_>| d.role.is_none() && d.part().is_none() && !d.hidden && d.at < sum.at;
    let parts: Vec<&Draft<'_>> = drafts
        .iter()
        .filter(is_part)
        .filter(|d| d.holds_numbers())
        .collect();
    let adds_up = |(row, total): &&(u32, Decimal)| {
        let numbers = parts.iter().filter_map(|d| d.number(*row));
        numbers.sum::<Decimal>() == *total
    };
    let agree = sum.numbers.iter().filter(adds_up).count();
    if parts.len() < 2 || agree * 2 < sum.numbers.len() {
        return Vec::new();
    }
    let part = |d: &&Draft<'_>| Part {
        at: d.at,
        kind: '分',
        year: None,
    };
    parts.iter().map(part).collect()
}

/// Sets the columns of parts aside, where another column holds their sum.
pub(super) fn settle(drafts: &mut [Draft<'_>]) -> Vec<Part> {
    let is_sum =
        |d: &Draft<'_>| d.part().is_none() && d.role.is_some_and(Role::is_amount) && d.holds_numbers();
    if !drafts.iter().any(is_sum) {
        return Vec::new();
    }
    let mut parts = unnamed(drafts);
    for draft in drafts.iter_mut() {
        let Some((kind, year)) = draft.part() else {
            continue;
        };
        if draft.holds_numbers() && !draft.hidden {
            parts.push(Part {
                at: draft.at,
                kind,
                year,
            });
        }
        let why = said!(
            "分期的金額，採用合計欄",
            "a part of the amount, which is taken from the column of its sum"
        );
        draft.set(Role::Ignore, why);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_are_told_from_other_headings() {
        for (text, found) in [
            ("第1季", Some('季')),
            ("第一季\n(1-3月)", Some('季')),
            ("第四季預算", Some('季')),
            ("Q2", Some('季')),
            ("１０月", Some('月')),
            ("8月份", Some('月')),
            ("1-3月", Some('月')),
            ("上半年", Some('半')),
            ("第二學期", Some('學')),
            ("第一期款", Some('期')),
            ("第一年", None),
            ("月數", None),
            ("12個月", None),
            ("第1季成果", None),
            ("期數", None),
            ("季", None),
            ("114年度", None),
        ] {
            assert_eq!(kind(text), found, "{text}");
        }
    }
}
