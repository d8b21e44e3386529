//! Schools of Taiwan by their names and the short forms that offices use; a school is one school under any of them.
//!
//! The list (`schools.txt`: a school a line, short forms behind it, with how sure it is) is the program's own convenience,
//! no official register. A short form that could be two schools (中大, 中山) is not in it. **A school that is not listed is
//! read all the same** where a host stands, as it is written; whoever uses it says so.

use crate::TextSpan;
use crate::plain::Plain;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use usr_desk_workspace::name::folded;

const LIST: &str = include_str!("schools.txt");

/// The list without what it says of itself.
fn listed() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with('#'))
}

/// Folded name or short form → the school's full name as listed.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for line in listed() {
        let mut forms = line.split_whitespace();
        let Some(full) = forms.next() else { continue };
        names.insert(folded(full), full);
        // 國立 is often left out; what is left must not be another school's name (立 never is).
        if let Some(short) = full.strip_prefix("國立") {
            names.entry(folded(short)).or_insert(full);
        }
        for form in forms {
            names.insert(folded(form), full);
        }
    }
    names
});

/// The school that a name means: its full name; a name that is not known stands for itself, folded.
pub fn known(name: &str) -> Option<&'static str> {
    let bare: String = folded(name);
    let bare = bare.trim_start_matches("財團法人").trim_start_matches("私立");
    NAMES.get(bare).copied()
}

/// What two names of one school have in common: count these, not the names.
pub fn identity(name: &str) -> String {
    known(name).map_or_else(|| folded(name), folded)
}

/// A school named in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) at: TextSpan,
    pub(crate) name: String,
    /// Where a host stands, and not on the list.
    pub(crate) is_unlisted: bool,
}

/// What ends like a school, right behind a date, a bracket or a label and right before a title or 主辦.
static UNLISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[)】\\]\\s|日:,、])([\u{4e00}-\u{9fff}]{2,12}?(?:大學|技術學院|學院|專科學校|科大|醫專))(?: ?[「『《【|\\t]|主辦|承辦|辦理|舉辦|$)",
    )
    .expect("the pattern is written here")
});

/// 各大學, 全國大學, 夥伴大學: no school's name.
const NO_NAMES: [&str; 12] = [
    "各", "全國", "歷年", "國內", "國外", "校外", "內外", "夥伴", "友校", "本", "他校", "多所",
];

/// Full names and those without 國立, longest first; short forms stand only between other words.
static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = NAMES.keys().map(String::as_str).collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.chars().count()), *name));
    let either = |name: &&str| regex::escape(name).replace(['臺', '台'], "[臺台]");
    let names: Vec<String> = names.iter().map(either).collect();
    let other =
        "(?:國立|市立|私立|[\u{4e00}-\u{9fff}]{2}市立)[\u{4e00}-\u{9fff}]{2,10}?(?:大學|技術學院|專科學校)";
    let english = "(?:National )?(?:[A-Z][A-Za-z-]+ ){1,4}University(?: of [A-Z][A-Za-z]+(?:(?:,? and|,)? [A-Z][A-Za-z]+){0,4})?";
    Regex::new(&format!("(國立|私立)?({})|{other}|{english}", names.join("|"))).expect("names are escaped")
});

/// Schools in a stretch, left to right.
pub(crate) fn find(text: &Plain, within: TextSpan) -> Vec<Named> {
    let mut schools = Vec::new();
    for found in text.find_all(&IN_TEXT, within) {
        let short = found.group(2).filter(|name| !ends_like_a_school(name));
        // 政大 inside a longer word is no school.
        if short.is_some() && !between_words(text, found.at) {
            continue;
        }
        let name = text.words(found.at);
        if name.contains("University Social") {
            continue;
        }
        let is_unlisted = known(&name).is_none() && !name.is_ascii();
        schools.push(Named {
            at: found.at,
            name,
            is_unlisted,
        });
    }
    for found in text.find_all(&UNLISTED, within) {
        let Some(name) = found.group(1) else { continue };
        let length = name.chars().count();
        let whole = found.group(0).unwrap_or_default();
        let before = whole.split(name).next().unwrap_or_default().chars().count();
        let at = TextSpan::new(found.at.start + before, found.at.start + before + length);
        let is_name = !NO_NAMES
            .iter()
            .any(|word| name.starts_with(word) || name.trim_end_matches("大學").ends_with(word));
        if is_name && !schools.iter().any(|s| s.at.meets(at)) {
            schools.push(Named {
                at,
                name: text.words(at),
                is_unlisted: true,
            });
        }
    }
    schools.sort_by_key(|s| s.at.start);
    schools
}

fn ends_like_a_school(name: &str) -> bool {
    ["大學", "學院", "專科學校"].iter().any(|end| name.ends_with(end))
}

fn between_words(text: &Plain, at: TextSpan) -> bool {
    let folded = text.folded();
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let joins = |c: char| !chinese(c) || "由與和及於在至赴、辦主承協合共等".contains(c);
    let before = at.start.checked_sub(1).is_none_or(|i| joins(folded[i]));
    before && folded.get(at.end).is_none_or(|c| joins(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_school_under_any_name() {
        for name in [
            "國立臺灣大學",
            "台大",
            "臺大",
            "台灣大學",
            "國立台灣大學",
            " 臺 大 ",
        ] {
            assert_eq!(identity(name), identity("國立臺灣大學"), "{name}");
        }
        assert_ne!(identity("國立中山大學"), identity("中山醫學大學"));
        assert_ne!(identity("臺北科技大學"), identity("臺北大學"));
        assert_eq!(identity("某某大學"), "某某大學");
    }

    #[test]
    fn no_name_means_two_schools() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in listed() {
            let full = line.split_whitespace().next().unwrap();
            for form in line.split_whitespace() {
                let before = seen.insert(folded(form), full);
                assert!(before.is_none(), "{form} is {full} and {before:?}");
            }
        }
    }

    #[test]
    fn schools_in_a_sentence() {
        let check = |text: &str| {
            let plain = Plain::new(text);
            let found = find(&plain, TextSpan::new(0, plain.len()));
            found.into_iter().map(|s| s.name).collect::<Vec<_>>()
        };
        assert_eq!(
            check("1121113日(星期五)國立屏東科技大學「112年SIG"),
            ["國立屏東科技大學"]
        );
        assert_eq!(
            check("臺日菲大學社會責任實踐暨跨國人才培育論壇"),
            Vec::<String>::new()
        );
        assert_eq!(
            check("由台灣科技大學與靜宜大學共同辦理"),
            ["台灣科技大學", "靜宜大學"]
        );
        assert_eq!(check("本校與政大、清大合辦"), ["政大", "清大"]);
        assert_eq!(
            check("施政大綱與University Social Responsibility"),
            Vec::<String>::new()
        );
        assert_eq!(check("國立未來大學主辦"), ["國立未來大學"]);
        assert_eq!(
            check("1121113日(星期一)未來科技大學「112年SIG"),
            ["未來科技大學"],
            "not listed, but where a host stands"
        );
        for words in [
            "11月3日 各大學「共培」",
            "全國大學「博覽會」",
            "近期校內外大學",
            "社會大學生「論壇」",
        ] {
            assert_eq!(check(words), Vec::<String>::new(), "{words}");
        }
        assert_eq!(
            check("hosted by National Central University."),
            ["National Central University"]
        );
    }
}
