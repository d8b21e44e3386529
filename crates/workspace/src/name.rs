//! When two written names are the same name.

use unicode_normalization::UnicodeNormalization;

/// Folds what offices write differently and mean alike: width and compatibility forms (NFKC), white space
/// anywhere (王　大明), and 台 for 臺. Nothing else: a variant that could be another person is asked about.
pub fn folded(name: &str) -> String {
    name.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '台' { '臺' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spacing_width_and_tai_fold() {
        assert_eq!(folded("國立　台灣 大學"), folded("國立臺灣大學"));
        assert_eq!(folded("ＡＢＣ"), "ABC");
        assert_ne!(folded("黃大明"), folded("黄大明"));
    }
}
