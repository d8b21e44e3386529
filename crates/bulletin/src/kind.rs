//! What an activity is, by its words.

use usr_desk_workspace::ActivityKind;

/// The kind that the title's words name, else those around it; and whether the title names two.
pub(crate) fn of(title: &str, around: &str) -> (ActivityKind, bool) {
    let named = named(title);
    match named.as_slice() {
        [] => (
            self::named(around)
                .first()
                .copied()
                .unwrap_or(ActivityKind::Other),
            false,
        ),
        [one] => (*one, false),
        [first, ..] => (*first, true),
    }
}

/// What a kind is called.
pub fn words(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Sig => "SIG 議題交流",
        ActivityKind::CoTraining => "共同培力",
        ActivityKind::Expo => "USR EXPO",
        ActivityKind::Forum => "論壇",
        ActivityKind::Other => "其他",
    }
}

fn named(words: &str) -> Vec<ActivityKind> {
    let words = words.to_uppercase();
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let kinds = [
        (
            ActivityKind::Sig,
            says_sig(&words) || says(&["議題交流", "SPECIAL INTEREST GROUP"]),
        ),
        (
            ActivityKind::CoTraining,
            says(&["共培", "共同培力", "CO-TRAINING", "COTRAINING"]),
        ),
        (ActivityKind::Expo, says(&["EXPO", "博覽會"])),
        (ActivityKind::Forum, says(&["論壇", "FORUM"])),
    ];
    kinds
        .into_iter()
        .filter(|(_, said)| *said)
        .map(|(kind, _)| kind)
        .collect()
}

/// SIG as a word of its own: not in SIGN or DESIGN.
fn says_sig(words: &str) -> bool {
    words.match_indices("SIG").any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + 3..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        !letter(before) && !letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_their_words() {
        let cases = [
            ("112年SIG議題交流系列活動", ActivityKind::Sig),
            ("USR共同培力活動", ActivityKind::CoTraining),
            ("2023 USR EXPO", ActivityKind::Expo),
            ("人才培育論壇", ActivityKind::Forum),
            ("Design 工作坊", ActivityKind::Other),
        ];
        for (title, kind) in cases {
            assert_eq!(of(title, ""), (kind, false), "{title}");
        }
        assert!(of("共培論壇", "").1);
        assert_eq!(of("工作坊", "SIG 交流").0, ActivityKind::Sig);
    }
}
