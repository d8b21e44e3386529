//! Text of cells: the same word however it is padded, numbered or broken over lines.

use unicode_normalization::UnicodeNormalization;

/// NFKC without any white space: `業\n務\n費` and `總　　計` become words.
pub fn squash(text: &str) -> String {
    let settled = text
        .chars()
        .map(settled)
        .filter(|c| c.is_none_or(|c| !c.is_whitespace()));
    settled.collect::<Option<String>>().unwrap_or_else(|| {
        text.nfkc()
            .filter(|c| !c.is_whitespace() && !is_invisible(*c))
            .collect()
    })
}

/// The NFKC form of a character that has one of its own and joins no other: most cells hold nothing else, and a long
/// sheet is read through many times.
fn settled(c: char) -> Option<char> {
    match c {
        c if is_settled(c) => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// A character that NFKC leaves alone.
pub(crate) fn is_settled(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}' | '、' | '。' | '「' | '」' | '〇')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{00ad}')
}

/// The word of a label: squashed, without numbering and without what stands in brackets.
pub fn label(text: &str) -> String {
    label_of(&squash(text))
}

/// As [`label`], of a text that is squashed already.
pub(crate) fn label_of(squashed: &str) -> String {
    let word = unbracketed(unnumbered(squashed));
    if word.is_empty() {
        squashed.to_owned()
    } else {
        word
    }
}

/// A squashed text without the English before or behind its Chinese: 業務費Operatingexpenses. `None` = it has none.
pub(crate) fn untranslated(squashed: &str) -> Option<&str> {
    let is_foreign = |c: char| c.is_ascii_alphabetic() || matches!(c, '&' | '/' | '-' | ',' | '.' | '\'');
    // A few letters are part of a word: USR業務費, A4紙.
    let is_translation = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).count() >= 4;
    let behind = squashed.trim_end_matches(is_foreign);
    let kept = if is_translation(&squashed[behind.len()..]) {
        behind
    } else {
        squashed
    };
    let before = kept.trim_start_matches(is_foreign);
    let kept = if is_translation(&kept[..kept.len() - before.len()]) {
        before
    } else {
        kept
    };
    (!kept.is_empty() && kept.len() < squashed.len()).then_some(kept)
}

/// Without `( … )`, `[ … ]`, `【 … 】`.
pub fn unbracketed(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

const NUMERALS: &str = "一二三四五六七八九十壹貳參叁肆伍陸柒捌玖拾甲乙丙丁戊";

/// How deep a numbering is: 壹、 is 1, 一、 is 2, (一) is 3, 1. is 4, (1) is 5, 1-1 is 5; none is 0.
pub fn numbering(text: &str) -> (u8, usize) {
    let chars: Vec<char> = text.chars().collect();
    let open = matches!(chars.first(), Some('('));
    let start = usize::from(open);
    let numerals = chars[start..]
        .iter()
        .take_while(|c| NUMERALS.contains(**c))
        .count();
    if numerals > 0 {
        let end = start + numerals;
        let closed = if open {
            chars.get(end) == Some(&')')
        } else {
            matches!(chars.get(end), Some('、' | '.' | ',' | ')' | ':'))
        };
        if closed {
            let formal = "壹貳參叁肆伍陸柒捌玖拾".contains(chars[start]);
            return (
                if open {
                    3
                } else if formal {
                    1
                } else {
                    2
                },
                end + 1,
            );
        }
        return (0, 0);
    }
    let mut end = start;
    let mut dashes = 0;
    while let Some(c) = chars.get(end) {
        let next_is_digit = chars.get(end + 1).is_some_and(char::is_ascii_digit);
        match c {
            c if c.is_ascii_digit() => {}
            '-' | '.' if end > start && next_is_digit => dashes += 1,
            _ => break,
        }
        end += 1;
    }
    let digits = chars[start..end].iter().filter(|c| c.is_ascii_digit()).count();
    // `3.5` alone is a number, `2024年` a year, `4G` a product: only a mark ends a numbering.
    if digits == 0 || digits > 6 || end >= chars.len() {
        return (0, 0);
    }
    let marked = if open {
        chars[end] == ')'
    } else {
        matches!(chars[end], '.' | '、' | ')')
    };
    if marked {
        return (if open { 5 } else { 4 + dashes }, end + 1);
    }
    let cjk_follows =
        !chars[end].is_ascii() && !"年月日元萬千仟人次場時節天週周式批台組".contains(chars[end]);
    if dashes > 0 && !open && cjk_follows {
        (4 + dashes, end)
    } else {
        (0, 0)
    }
}

/// A squashed text without its numbering.
pub fn unnumbered(text: &str) -> &str {
    let (_, length) = numbering(text);
    let bytes = text.chars().take(length).map(char::len_utf8).sum::<usize>();
    let rest = &text[bytes..];
    if rest.is_empty() { text } else { rest }
}

/// A text as it is kept: one line, its numbering taken off, its own spaces left.
pub fn kept(text: &str) -> String {
    // Most names begin with a word and stand on one line.
    let begins_plainly = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !NUMERALS.contains(c);
    if text.chars().next().is_some_and(begins_plainly) && !text.contains(['\n', '\r', '\t']) {
        return text.trim().to_owned();
    }
    let line = one_line(text);
    let spaced: String = line.nfkc().collect();
    let trimmed = spaced.trim_start();
    let (_, length) = numbering(trimmed);
    // The numbering is found in the NFKC form; its characters map one to one except for exotic digits.
    if length == 0 || trimmed.chars().count() != line.trim_start().chars().count() {
        return line.trim().to_owned();
    }
    let rest: String = line.trim_start().chars().skip(length).collect();
    let rest = rest.trim().to_owned();
    if rest.is_empty() {
        line.trim().to_owned()
    } else {
        rest
    }
}

/// Line breaks taken out: nothing between Chinese characters, a space elsewhere.
pub fn one_line(text: &str) -> String {
    let mut line = String::new();
    for part in text
        .split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        let joins_words = line
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric())
            && part.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
        if joins_words {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// Whether a spreadsheet could take the text for a formula if it were written carelessly.
pub fn is_unsafe(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.trim().chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_says_what_nfkc_says() {
        let every = (0..=0xffff).filter_map(char::from_u32);
        for c in every {
            if let Some(short) = settled(c) {
                let long: String = c.to_string().nfkc().collect();
                assert_eq!(short.to_string(), long, "U+{:04X}", u32::from(c));
            }
        }
        assert_eq!(squash("Ａ　（１２） 業\n務 費"), "A(12)業務費");
        assert_eq!(squash("ｶﾞ㈱ⅳ"), "ガ(株)iv");
    }

    #[test]
    fn labels_are_words() {
        for (text, word) in [
            ("業\n務\n費", "業務費"),
            ("單　價（元）", "單價"),
            ("壹、人事費", "人事費"),
            ("　(一)專任助理", "專任助理"),
            ("1-1 講師費", "講師費"),
            ("１．印刷費", "印刷費"),
            ("4G門號2門", "4G門號2門"),
            ("總   計", "總計"),
            ("三年合計", "三年合計"),
            ("第一年\n(112年)", "第一年"),
            ("比率(C=B/A)", "比率"),
        ] {
            assert_eq!(label(text), word, "{text}");
        }
    }

    #[test]
    fn a_translation_beside_a_word_is_told_from_the_word() {
        for (text, word) in [
            ("業務費Operatingexpenses", Some("業務費")),
            ("MiscellaneousR&D雜支", Some("雜支")),
            ("BudgetitemItem", None),
            ("USR業務費", None),
            ("A4紙", None),
            ("業務費", None),
        ] {
            assert_eq!(untranslated(text), word, "{text}");
        }
    }

    #[test]
    fn names_lose_their_numbering_only() {
        assert_eq!(kept("(二) 兼任助理（大專生）"), "兼任助理（大專生）");
        assert_eq!(kept("國內旅費、短程車資"), "國內旅費、短程車資");
        assert_eq!(kept("USR聯盟\n年費"), "USR聯盟年費");
        assert_eq!(kept("3D列印"), "3D列印");
    }
}
