//! What a row is, by its words.

use crate::dictionary::category_word;
use crate::number;
use crate::words::{label, squash};
use rust_decimal::Decimal;

const TOTALS: [&str; 15] = [
    "小計",
    "合計",
    "總計",
    "共計",
    "累計",
    "承前頁",
    "過次頁",
    "承上頁",
    "轉下頁",
    "接下頁",
    "轉次頁",
    "接次頁",
    "總和",
    "本頁計",
    "合　計",
];
const NOT_TOTALS: [&str; 4] = ["總計畫", "小計程", "合計畫", "共計畫"];

/// 小計, 合計, 經常門小計, 人事費計: a sum of other rows.
pub(crate) fn is_total_label(text: &str) -> bool {
    let squashed = squash(text);
    if squashed.chars().count() > 20 || NOT_TOTALS.iter().any(|w| squashed.contains(w)) {
        return false;
    }
    let word = label(text);
    TOTALS.iter().any(|w| squashed.contains(w))
        || matches!(
            word.as_str(),
            "計" | "總經費" | "總額" | "總金額" | "經費總額" | "總預算"
        )
        || word
            .strip_suffix('計')
            .is_some_and(|w| category_word(w).is_some())
}

/// 小計 as opposed to 合計.
pub(super) fn is_subtotal_label(text: &str) -> bool {
    let squashed = squash(text);
    squashed.contains("小計")
        || label(text)
            .strip_suffix('計')
            .is_some_and(|w| category_word(w).is_some())
}

/// 經費來源比例, 佔總經費百分比.
pub(super) fn is_ratio_label(text: &str) -> bool {
    let squashed = squash(text);
    // 「補充保費 2.11%」 is an item: a per cent of its own says what it is, not what it is of.
    let has_bare_percent = squashed.contains('%') && !squashed.contains(|c: char| c.is_ascii_digit());
    squashed.chars().count() <= 20
        && (has_bare_percent
            || ["比例", "比率", "百分比", "占比", "佔比"]
                .iter()
                .any(|w| squashed.contains(w)))
}

/// Signatures, notes, page marks.
pub(super) fn is_footer(text: &str) -> bool {
    let squashed = squash(text);
    let starts = [
        "承辦",
        "製表",
        "經辦",
        "填表",
        "主辦",
        "單位主管",
        "主計",
        "主(會)計",
        "會計",
        "校長",
        "首長",
        "機關首長",
        "覆核",
        "複核",
        "核章",
        "簽章",
        "備註",
        "註",
        "※",
        "*",
        "說明",
        "以下空白",
        "補(捐)助方式",
        "餘款",
        "系所主管",
        "一級主管",
    ];
    (squashed.starts_with('第') && squashed.contains('頁'))
        || squashed.ends_with(':')
        || starts.iter().any(|w| squashed.starts_with(w))
}

/// `(1)  (2)  (3)=(1)×(2)`: a row that numbers the columns.
pub(super) fn numbers_columns(texts: &[&str]) -> bool {
    let is_mark = |text: &&str| {
        let squashed = squash(text);
        squashed.chars().count() <= 12
            && squashed
                .chars()
                .any(|c| matches!(c, '(' | '=') || c.is_ascii_uppercase())
            && squashed
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "()=×*+-/.,".contains(c))
    };
    texts.len() >= 2 && texts.iter().all(is_mark)
}

/// 「合計新臺幣：參拾萬元整」: an amount in words (大寫) inside a text.
pub(super) fn amount_in_words(text: &str) -> Option<Decimal> {
    let squashed = squash(text);
    let formal = |c: char| "零〇壹貳參叁肆伍陸柒捌玖拾佰仟萬億".contains(c);
    let start = squashed.find(formal)?;
    let rest = &squashed[start..];
    let end = rest.find(|c: char| !formal(c)).unwrap_or(rest.len());
    let (words, after) = rest.split_at(end);
    let is_amount =
        after.starts_with(['元', '圓', '整']) || squashed.contains("新臺幣") || squashed.contains("新台幣");
    if words.chars().count() < 2 || !is_amount {
        return None;
    }
    number::in_words(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_items() {
        for text in [
            "小計",
            "總              計",
            "經常門   小計",
            "113會計年度合計",
            "子計畫一合計",
            "人事費計",
            "承前頁",
            "總經費",
        ] {
            assert!(is_total_label(text), "{text}");
        }
        for text in [
            "總計畫主持人費",
            "總經費管理費",
            "小計程車資",
            "會計師簽證費",
            "美編設計",
            "統計軟體",
        ] {
            assert!(!is_total_label(text), "{text}");
        }
    }

    #[test]
    fn amounts_in_words_are_found_in_sentences() {
        assert_eq!(amount_in_words("合計新臺幣：參拾萬元整"), Some(300_000.into()));
        assert_eq!(
            amount_in_words("合計新臺幣：壹拾肆萬伍仟元整"),
            Some(145_000.into())
        );
        assert_eq!(amount_in_words("壹、人事費"), None);
        assert_eq!(amount_in_words("參、雜支"), None);
    }
}
