//! What a heading of a roster or a list of indicators says: a readable list (`words.toml`).

use super::Subject;
use crate::role::Role;
use crate::survey::year_in;
use crate::words::{label, squash};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    people: BTreeMap<String, Vec<String>>,
    indicators: BTreeMap<String, Vec<String>>,
}

static BUILT_IN: LazyLock<Headings> = LazyLock::new(|| {
    toml::from_str(include_str!("words.toml")).expect("the built-in list is checked by a test")
});

/// The role that a heading names; `above` is what stands over it where that spans several columns.
pub(super) fn role(subject: Subject, heading: &str, above: Option<&str>) -> Option<Role> {
    let word = label(heading).to_uppercase();
    if word.is_empty() || word.chars().count() > 16 {
        return None;
    }
    if subject == Subject::Indicators
        && let Some(year) = target_year(heading, above)
    {
        return Some(Role::Target(year));
    }
    let lists = match subject {
        Subject::People => &BUILT_IN.people,
        Subject::Indicators => &BUILT_IN.indicators,
    };
    let all = || {
        lists
            .iter()
            .flat_map(|(key, words)| words.iter().map(move |w| (key, w.to_uppercase())))
    };
    let whole = all().find(|(_, w)| *w == word).map(|(key, _)| key);
    let within = || {
        let found = all().filter(|(_, w)| w.chars().count() > 1 && word.contains(w.as_str()));
        found.max_by_key(|(_, w)| w.chars().count()).map(|(key, _)| key)
    };
    whole.or_else(within)?.parse().ok()
}

/// 115年目標值, 第一年(115年), or a bare 115 under 各年目標值; what was reached is no target.
fn target_year(heading: &str, above: Option<&str>) -> Option<u16> {
    let both = squash(&format!("{}{heading}", above.unwrap_or_default()));
    if ["實際", "達成", "執行", "基準", "基期", "現況"]
        .iter()
        .any(|w| both.contains(w))
    {
        return None;
    }
    let squashed = squash(heading);
    let bare = || {
        let is_bare = squashed.len() == 3 && squashed.chars().all(|c| c.is_ascii_digit());
        let speaks = above.is_some_and(|a| ["目標", "年"].iter().any(|w| squash(a).contains(w)));
        year_in(&format!("{squashed}年")).filter(|_| is_bare && speaks)
    };
    year_in(heading).or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_columns() {
        for (subject, heading, above, role) in [
            (Subject::People, "姓　名", None, Some("name")),
            (Subject::People, "職員編號", None, Some("staff_number")),
            (Subject::People, "編號", None, Some("seq")),
            (Subject::People, "服務單位（系所）", None, Some("department")),
            (Subject::People, "服務學校", None, Some("affiliation")),
            (Subject::People, "是否為教師(是/否)", None, Some("teacher")),
            (Subject::People, "E-mail", None, Some("email")),
            (Subject::People, "聯絡電話", None, Some("ignore")),
            (Subject::People, "興趣", None, None),
            (Subject::Indicators, "績效指標名稱", None, Some("name")),
            (Subject::Indicators, "115年目標值", None, Some("target:115")),
            (Subject::Indicators, "第一年\n(115年)", None, Some("target:115")),
            (Subject::Indicators, "116", Some("各年目標值"), Some("target:116")),
            (Subject::Indicators, "116", None, None),
            (Subject::Indicators, "114年達成值", None, Some("ignore")),
            (Subject::Indicators, "基準值(113年)", None, Some("baseline")),
        ] {
            let found = super::role(subject, heading, above).map(|r| r.to_string());
            assert_eq!(found.as_deref(), role, "{heading}");
        }
    }
}
