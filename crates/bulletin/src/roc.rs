//! Years as offices write them: 民國 or 西元, in digits or in Chinese numerals.

/// 民國 years that bulletins speak of; outside it a number of three digits is no year.
const ROC: std::ops::RangeInclusive<i16> = 80..=199;
/// Years of our era that bulletins speak of.
const AD: std::ops::RangeInclusive<i16> = 1990..=2110;

/// The year of our era that these digits or numerals mean, where they can be a year.
pub(crate) fn year(written: &str) -> Option<i16> {
    let number = number(written)?;
    if AD.contains(&number) {
        Some(number)
    } else if ROC.contains(&number) {
        Some(number + 1911)
    } else {
        None
    }
}

/// Digits (`113`), digits in Chinese (`一一三`), or a Chinese number (`一百一十三`, `廿三`).
pub(crate) fn number(written: &str) -> Option<i16> {
    let written = written.trim();
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let digits: Option<Vec<i16>> = written.chars().map(digit).collect();
    match digits {
        Some(digits) if digits.len() > 1 && digits.len() < 5 => {
            Some(digits.iter().fold(0, |sum, d| sum * 10 + d))
        }
        _ => counted(written),
    }
}

fn counted(written: &str) -> Option<i16> {
    let (mut sum, mut last) = (0_i16, None);
    for c in written.chars() {
        match c {
            '百' => {
                sum += last.take().unwrap_or(1) * 100;
            }
            '十' => sum += last.take().unwrap_or(1) * 10,
            '廿' => sum += 20,
            '卅' => sum += 30,
            c => last = Some(digit(c)?),
        }
        if sum > 999 {
            return None;
        }
    }
    (!written.is_empty()).then(|| sum + last.unwrap_or(0))
}

fn digit(c: char) -> Option<i16> {
    "〇一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .or(match c {
            '○' | '零' | '０' | 'Ｏ' | '◯' => Some(0),
            _ => None,
        })
        .and_then(|d| i16::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_numbers() {
        let known = [
            ("113", 113),
            ("一一三", 113),
            ("一百一十三", 113),
            ("一百十三", 113),
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("廿三", 23),
            ("三十一", 31),
            ("一○九", 109),
            ("九", 9),
            ("二〇二三", 2023),
        ];
        for (written, number_of) in known {
            assert_eq!(number(written), Some(number_of), "{written}");
        }
        assert_eq!(number(""), None);
        assert_eq!(number("九百九十九百九十九百"), None);
    }

    #[test]
    fn years_of_both_eras_are_told_apart() {
        assert_eq!(year("112"), Some(2023));
        assert_eq!(year("2023"), Some(2023));
        for none in ["38", "463", "1911", "3000"] {
            assert_eq!(year(none), None, "{none}");
        }
    }
}
