//! Numbers as offices write them, by our own grammar and never through a float.

use crate::words::squash;
use rust_decimal::Decimal;

/// How a number was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits, separators, a currency sign: settled.
    Plain,
    /// A lone dash: nothing.
    Dash,
    /// `5%`.
    Percent,
    /// `40時`, `15人×2節`: a number with its unit, or a product.
    Measured,
    /// `2萬4千`, `貳拾萬元整`: words, to be looked at once more.
    Words,
}

/// A number that was read from text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its value.
    pub value: Decimal,
    /// What was counted, where it was written with the number.
    pub unit: Option<String>,
    /// How it was written.
    pub form: Form,
}

/// Beyond a trillion (一兆) nothing is an amount or a quantity of a school.
pub fn largest() -> Decimal {
    Decimal::from(1_000_000_000_000_i64)
}

/// The number in a text; `None` where it is not wholly a number.
pub fn figure(text: &str) -> Option<Figure> {
    if !text.chars().any(may_count) {
        return None;
    }
    let squashed = squash(text);
    // An apostrophe that was typed to keep a number as text.
    let squashed = squashed.trim_start_matches(['\'', '’', '‘']);
    if squashed.is_empty() || squashed.chars().count() > 40 {
        return None;
    }
    let found = |value, unit, form| Some(Figure { value, unit, form });
    if squashed.chars().all(is_dash) {
        return found(Decimal::ZERO, None, Form::Dash);
    }
    if let Some(percent) = squashed.strip_suffix('%') {
        let value = signed(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
        return found(value, None, Form::Percent);
    }
    let bare = without_currency(squashed);
    if let Some(value) = signed(bare) {
        return found(value, None, Form::Plain);
    }
    if let Some(value) = in_words(bare) {
        return found(value, None, Form::Words);
    }
    // 「２ 場」 is one count with its unit, not two.
    product(text).or_else(|| product(squashed))
}

/// Whether the text is a number and nothing else: no quantity with its unit, nothing in words.
pub fn is_plain(text: &str) -> bool {
    let is_word = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !"新臺台幣元圓整".contains(c);
    !text.chars().any(is_word)
        && figure(text).is_some_and(|f| matches!(f.form, Form::Plain | Form::Dash | Form::Percent))
}

/// A character that could stand in a number, or that only its compatibility form tells.
fn may_count(c: char) -> bool {
    match c {
        '-' => true,
        c if c.is_ascii() => c.is_ascii_digit(),
        '\u{4e00}'..='\u{9fff}' => numeral(c).is_some() || small_unit(c).is_some() || large_unit(c).is_some(),
        '（' | '）' | '、' | '，' | '：' | '；' | '。' | '「' | '」' => false,
        _ => true,
    }
}

/// An amount: as [`figure`], but a quantity with a unit is none.
pub fn amount(text: &str) -> Option<Figure> {
    figure(text).filter(|f| matches!(f.form, Form::Plain | Form::Dash | Form::Words))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '─' | '−' | 'ー')
}

fn without_currency(text: &str) -> &str {
    let mut bare = text;
    for sign in [
        "新臺幣",
        "新台幣",
        "臺幣",
        "台幣",
        "NT$",
        "NTD",
        "NT",
        "TWD",
        "$",
        "¥",
        ":",
    ] {
        bare = bare.strip_prefix(sign).unwrap_or(bare);
    }
    for sign in ["元整", "圓整", "整", "元", "圓"] {
        let shorter = bare.strip_suffix(sign).unwrap_or(bare);
        if !shorter.is_empty() {
            bare = shorter;
        }
    }
    bare
}

/// `-1,000`, `(1,000)`, `△1,000`.
fn signed(text: &str) -> Option<Decimal> {
    let first = text.chars().next()?;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return digits(without_currency(inner)).map(|n| -n);
    }
    let rest = &text[first.len_utf8()..];
    match first {
        '+' => digits(without_currency(rest)),
        '△' | '▲' | '∆' => digits(without_currency(rest)).map(|n| -n),
        c if is_dash(c) => digits(without_currency(rest)).map(|n| -n),
        _ => digits(text),
    }
}

/// Digits with optional separators of thousands and a fraction; nothing else.
fn digits(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').map_or((text, ""), |(w, f)| (w, f));
    let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped =
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3));
    let any = whole.bytes().any(|b| b.is_ascii_digit()) || !fraction.is_empty();
    if !any || !grouped || !groups.iter().all(|g| all_digits(g)) || !all_digits(fraction) {
        return None;
    }
    if text.ends_with('.') || whole.len() + fraction.len() > 27 {
        return None;
    }
    let leading = if whole.is_empty() { "0" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{leading}{}{point}{fraction}", groups.concat())).ok()
}

/// `40時`, `15人×2節`, `4節 1人`.
fn product(text: &str) -> Option<Figure> {
    let spaced: String = unicode_normalization::UnicodeNormalization::nfkc(text).collect();
    let parts: Vec<&str> = spaced
        .split(['×', 'x', 'X', '*', '✕', '╳', '\n', ' '])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let mut value = Decimal::ONE;
    let mut units = Vec::new();
    for part in &parts {
        let (number, unit) = measured(part)?;
        value = value.checked_mul(number)?;
        units.extend(unit);
    }
    let unit = (!units.is_empty()).then(|| units.join("×"));
    Some(Figure {
        value,
        unit,
        form: Form::Measured,
    })
}

fn measured(part: &str) -> Option<(Decimal, Option<String>)> {
    let end = part
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        .map_or(part.len(), |(i, _)| i);
    let number = digits(&part[..end])?;
    let unit = part[end..].trim_matches(|c| matches!(c, '(' | ')' | '/'));
    let is_word = unit.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) && unit.chars().count() <= 4;
    is_word.then(|| (number, Some(unit.to_owned()).filter(|u| !u.is_empty())))
}

/// 大寫 and mixed numbers: `貳拾萬`, `二十萬`, `2萬4千`, `壹佰參拾柒萬陸仟`.
pub fn in_words(text: &str) -> Option<Decimal> {
    let bare = without_currency(text);
    let mut total = Decimal::ZERO;
    let mut section = Decimal::ZERO;
    let mut pending: Option<Decimal> = None;
    let mut scaled = false;
    let mut rest = bare;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest
                .char_indices()
                .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
                .map_or(rest.len(), |(i, _)| i);
            if pending.is_some() {
                return None;
            }
            pending = Some(digits(&rest[..end])?);
            rest = &rest[end..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if let Some(digit) = numeral(c) {
            if pending.is_some_and(|p| p != Decimal::ZERO) {
                return None;
            }
            pending = Some(Decimal::from(digit));
        } else if let Some(unit) = small_unit(c) {
            let one = if section.is_zero() {
                Decimal::ONE
            } else {
                Decimal::ZERO
            };
            let times = pending.take().unwrap_or(one);
            section = section.checked_add(times.checked_mul(Decimal::from(unit))?)?;
            scaled = true;
        } else if let Some(unit) = large_unit(c) {
            section = section.checked_add(pending.take().unwrap_or_default())?;
            if section.is_zero() {
                return None;
            }
            total = total.checked_add(section.checked_mul(Decimal::from(unit))?)?;
            section = Decimal::ZERO;
            scaled = true;
        } else {
            return None;
        }
    }
    let value = total
        .checked_add(section)?
        .checked_add(pending.unwrap_or_default())?;
    scaled.then_some(value)
}

fn numeral(c: char) -> Option<i64> {
    match c {
        '零' | '〇' => Some(0),
        '壹' | '一' => Some(1),
        '貳' | '二' | '兩' => Some(2),
        '參' | '三' | '叁' => Some(3),
        '肆' | '四' => Some(4),
        '伍' | '五' => Some(5),
        '陸' | '六' => Some(6),
        '柒' | '七' => Some(7),
        '捌' | '八' => Some(8),
        '玖' | '九' => Some(9),
        _ => None,
    }
}

fn small_unit(c: char) -> Option<i64> {
    match c {
        '拾' | '十' => Some(10),
        '佰' | '百' => Some(100),
        '仟' | '千' => Some(1000),
        _ => None,
    }
}

fn large_unit(c: char) -> Option<i64> {
    match c {
        '萬' | '万' => Some(10_000),
        '億' => Some(100_000_000),
        _ => None,
    }
}

/// A spreadsheet's binary number: fifteen significant digits, which is what the program shows and what a person
/// typed; the binary tail (`0.30000000000000004`) goes. `None` for `NaN`, infinities and what no budget holds.
pub fn from_binary(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    // Whole numbers below 10^15 are held exactly; their fifteen digits are those of the text.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Some(Decimal::from(number as i64));
    }
    let text = format!("{number:.14e}");
    let value = Decimal::from_scientific(&text).ok()?.normalize();
    // Ten places are more than any unit (萬元) needs.
    Some(value.round_dp(12).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, value: &str) {
        let read = figure(text).unwrap_or_else(|| panic!("{text} is a number"));
        assert_eq!(read.value.normalize().to_string(), value, "{text}");
    }

    #[test]
    fn offices_write_numbers_in_many_ways() {
        check("1,376,000", "1376000");
        check("NT$ 1,200 元整", "1200");
        check("６０００", "6000");
        check("９１，５００", "91500");
        check("(1,000)", "-1000");
        check("△500", "-500");
        check("－", "0");
        check("---", "0");
        check("5%", "0.05");
        check("40時", "40");
        check("２ 場", "2");
        check("'3,000", "3000");
        check("15人×2節", "30");
        check("4節 1人", "4");
        check("2萬4千元", "24000");
        check("2.5萬", "25000");
        check("二十萬", "200000");
        check("參拾萬元整", "300000");
        check("壹拾肆萬伍仟元整", "145000");
        check("壹佰參拾柒萬陸仟零伍元整", "1376005");
        check(".5", "0.5");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "1e999",
            "0x1F4",
            "#N/A",
            "核實報支",
            "1,00",
            "1.2.3",
            "113/5/1",
            "0912-345-678",
            "元",
            "12月1日",
            "依規定",
            "1-1",
            "",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
        assert_eq!(amount("40時"), None);
    }

    #[test]
    fn the_binary_tail_goes() {
        assert_eq!(from_binary(0.1 + 0.2), Decimal::from_str_exact("0.3").ok());
        assert_eq!(from_binary(82.253), Decimal::from_str_exact("82.253").ok());
        assert_eq!(from_binary(1_376_000.0), Decimal::from_str_exact("1376000").ok());
        for odd in [f64::NAN, f64::INFINITY, 1e308] {
            assert_eq!(from_binary(odd), None);
        }
    }

    fn grouped(n: u64) -> String {
        usr_desk_workspace::Money(Decimal::from(n)).to_string()
    }

    fn formal(n: u64) -> String {
        let digits = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"];
        let section = |n: u64| {
            let mut text = String::new();
            for (unit, word) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
                let digit = n / unit % 10;
                if digit > 0 {
                    text.push_str(digits[usize::try_from(digit).unwrap()]);
                    text.push_str(word);
                }
            }
            text
        };
        let (high, low) = (n / 10_000, n % 10_000);
        let high = if high > 0 {
            format!("{}萬", section(high))
        } else {
            String::new()
        };
        format!("{high}{}元整", section(low))
    }

    proptest! {
        #[test]
        fn a_number_reads_back_however_it_is_written(n in 10_u64..99_999_999) {
            let value = Decimal::from(n);
            let full: String = grouped(n).chars().map(|c| match c {
                ',' => '，',
                d => char::from_u32(u32::from(d) - u32::from('0') + u32::from('０')).unwrap(),
            }).collect();
            for text in [n.to_string(), grouped(n), full, format!("NT${}元", grouped(n))] {
                prop_assert_eq!(figure(&text).unwrap().value, value);
            }
            prop_assert_eq!(figure(&format!("({})", grouped(n))).unwrap().value, -value);
            prop_assert_eq!(in_words(&formal(n)).unwrap(), value);
        }

        #[test]
        fn no_text_panics(text in ".{0,30}") {
            let _ = figure(&text);
        }
    }
}
