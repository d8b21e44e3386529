//! What words mean: a readable list (`dictionary.toml`) that an office could extend.

use crate::role::Role;
use crate::words::{label, label_of, squash, unbracketed, unnumbered, untranslated};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use usr_desk_workspace::{Category, Fund, Position, Tag};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dictionary {
    vague: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
    categories: BTreeMap<String, Vec<String>>,
    funds: BTreeMap<String, Vec<String>>,
    sets: BTreeMap<String, Vec<String>>,
    positions: BTreeMap<Position, Vec<String>>,
    tags: BTreeMap<Tag, Vec<String>>,
    not_tagged: BTreeMap<String, Vec<String>>,
    items: BTreeMap<Category, Vec<String>>,
    sheets: BTreeMap<String, Vec<String>>,
}

static BUILT_IN: LazyLock<Dictionary> = LazyLock::new(|| {
    toml::from_str(include_str!("dictionary.toml")).expect("the built-in dictionary is checked by a test")
});

static COLUMN_WORDS: LazyLock<Index> = LazyLock::new(|| Index::of(&BUILT_IN.columns));
static CATEGORY_WORDS: LazyLock<Index> = LazyLock::new(|| Index::of(&BUILT_IN.categories));

fn list<'a>(map: &'a BTreeMap<String, Vec<String>>, key: &str) -> &'a [String] {
    map.get(key).map(Vec::as_slice).unwrap_or_default()
}

/// The key whose longest word is found in the text.
fn longest<'a, K>(map: &'a BTreeMap<K, Vec<String>>, text: &str) -> Option<(&'a K, usize)> {
    map.iter()
        .flat_map(|(key, words)| words.iter().map(move |word| (key, word)))
        .filter(|(_, word)| text.contains(word.as_str()))
        .map(|(key, word)| (key, word.chars().count()))
        .max_by_key(|(_, length)| *length)
}

/// The role that a heading names, by its words alone.
pub fn column_role(heading: &str) -> Option<Role> {
    let squashed = squash(heading);
    if squashed.contains("請勿填寫") {
        return Some(Role::Ignore);
    }
    let word = plain_label(&squashed);
    if word.is_empty() || word.chars().count() > 16 {
        return None;
    }
    let exact = COLUMN_WORDS.whole(&word);
    let key = match exact.or_else(|| longest_column_word(&word)) {
        Some(key) => key.as_str(),
        None if fund_in(&word).is_some() => "amount",
        None => return None,
    };
    let role = match key {
        "amount" => Role::Amount {
            fund: fund_in(&word),
            year: None,
        },
        other => other.parse().ok()?,
    };
    Some(role)
}

/// One character inside a longer word says nothing, nor does 「經費」. Of equally long words the first in the heading
/// is what the column is: 品名／用途 is a name.
fn longest_column_word(word: &str) -> Option<&'static String> {
    let found = COLUMN_WORDS.within(word);
    found
        .filter(|(_, w)| w.length > 1 && !BUILT_IN.vague.contains(w.text))
        .max_by_key(|(at, w)| (w.length, std::cmp::Reverse(*at)))
        .map(|(_, w)| w.key)
}

/// Words by their first character: a long sheet is asked for some two hundred of them, cell by cell.
struct Index(HashMap<char, Vec<Word>>);

struct Word {
    key: &'static String,
    text: &'static String,
    length: usize,
}

impl Index {
    fn of(map: &'static BTreeMap<String, Vec<String>>) -> Index {
        let mut index: HashMap<char, Vec<Word>> = HashMap::new();
        for (key, texts) in map {
            for text in texts {
                let length = text.chars().count();
                let first = text.chars().next().unwrap_or_default();
                index.entry(first).or_default().push(Word { key, text, length });
            }
        }
        Index(index)
    }

    /// Every word that stands in the text, with its place.
    fn within<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a Word)> {
        text.char_indices().flat_map(move |(at, first)| {
            let words = self.0.get(&first).into_iter().flatten();
            words
                .filter(move |w| text[at..].starts_with(w.text.as_str()))
                .map(move |w| (at, w))
        })
    }

    /// The key of the word that the text is.
    fn whole(&self, text: &str) -> Option<&'static String> {
        let words = self.0.get(&text.chars().next()?)?;
        words.iter().find(|w| w.text == text).map(|w| w.key)
    }
}

/// The word of a label, without its translation.
fn plain_label(squashed: &str) -> String {
    let word = label_of(squashed);
    if !word.bytes().any(|b| b.is_ascii_alphabetic()) {
        return word;
    }
    untranslated(&word).map(label_of).unwrap_or(word)
}

/// Whether a heading speaks of 收入 (`true`) or of 支出 (`false`); of both or neither, `None`.
pub fn income(text: &str) -> Option<bool> {
    let squashed = squash(text);
    let (comes, goes) = (squashed.contains("收入"), squashed.contains("支出"));
    let is_short = squashed.chars().count() <= 12;
    (is_short && comes != goes).then_some(comes)
}

/// The category that a text names, as the whole of it.
pub fn category_word(text: &str) -> Option<Category> {
    parse_category(CATEGORY_WORDS.whole(&plain_label(&squash(text)))?)
}

/// A text that heads categories without being one: 經常門.
pub fn is_gate(text: &str) -> bool {
    let word = plain_label(&squash(text));
    list(&BUILT_IN.categories, "none").contains(&word)
}

/// 經常門 or 資本門, as headings of columns.
pub fn is_gate_heading(text: &str) -> bool {
    let word = plain_label(&squash(text));
    is_gate(text) || matches!(word.as_str(), "資本門" | "資本支出")
}

/// The category of a cell in a category column: also 「業務費-旅運費」, 「人事費用合計」.
pub fn category_in(text: &str) -> Option<Category> {
    if let Some(category) = category_word(text) {
        return Some(category);
    }
    let squashed = squash(text);
    let word = unbracketed(unnumbered(&squashed));
    let parts = word.split(['-', '/', ':', '>', '－', '、', '_']);
    let parts: Vec<Option<Category>> = parts.map(category_word).collect();
    if let Some(category) = parts.into_iter().flatten().last() {
        return Some(category);
    }
    // A long text only mentions the word; a short one is about it.
    if word.chars().count() > 10 {
        return None;
    }
    BUILT_IN
        .categories
        .iter()
        .flat_map(|(key, words)| words.iter().map(move |word| (key, word)))
        .filter(|(_, w)| w.chars().count() >= 3 && word.starts_with(w.as_str()))
        .max_by_key(|(_, w)| w.chars().count())
        .and_then(|(key, _)| parse_category(key))
}

fn parse_category(key: &str) -> Option<Category> {
    match key {
        "personnel" => Some(Category::Personnel),
        "operations" => Some(Category::Operations),
        "miscellaneous" => Some(Category::Miscellaneous),
        "capital" => Some(Category::Capital),
        _ => None,
    }
}

/// The category that an item of this name usually has.
pub fn category_of_item(name: &str) -> Option<Category> {
    longest(&BUILT_IN.items, &squash(name)).map(|(category, _)| *category)
}

/// Whose money a text speaks of. Outside parties win over 補助, and the school over the ministry.
pub fn fund_in(text: &str) -> Option<Fund> {
    let squashed = squash(text);
    let has = |key: &str| {
        list(&BUILT_IN.funds, key)
            .iter()
            .any(|word| squashed.contains(word.as_str()))
    };
    if has("external") {
        Some(Fund::External)
    } else if has("matching") {
        Some(Fund::Matching)
    } else if has("grant") {
        Some(Fund::Grant)
    } else {
        None
    }
}

/// 「其他」 beside columns that name funds.
pub fn is_other_fund(text: &str) -> bool {
    list(&BUILT_IN.funds, "other").contains(&label(text))
}

/// Which of two amount sets a heading belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountSet {
    /// 原核定.
    Earlier,
    /// 變更後.
    Later,
}

/// The amount set that a heading names.
pub fn amount_set(heading: &str) -> Option<AmountSet> {
    let squashed = squash(heading);
    let has = |key: &str| {
        list(&BUILT_IN.sets, key)
            .iter()
            .any(|word| squashed.contains(word.as_str()))
    };
    if has("later") {
        Some(AmountSet::Later)
    } else if has("earlier") {
        Some(AmountSet::Earlier)
    } else {
        None
    }
}

/// 職別 and tags of an item. An insurance is nobody's position.
pub fn position_and_tags(name: &str) -> (Option<Position>, Vec<Tag>) {
    let squashed = squash(name);
    if list(&BUILT_IN.not_tagged, "words")
        .iter()
        .any(|word| squashed.contains(word.as_str()))
    {
        return (None, Vec::new());
    }
    let tags: Vec<Tag> = BUILT_IN
        .tags
        .iter()
        .filter(|(_, words)| words.iter().any(|word| squashed.contains(word.as_str())))
        .map(|(tag, _)| *tag)
        .collect();
    let insured = |tag: &Tag| matches!(tag, Tag::LaborInsurance | Tag::HealthInsurance | Tag::Pension);
    if tags.iter().any(insured) {
        return (None, tags);
    }
    (
        longest(&BUILT_IN.positions, &squashed).map(|(position, _)| *position),
        tags,
    )
}

/// A sheet of samples or instructions, by its name.
pub fn is_sample_sheet(name: &str) -> bool {
    let name = squash(name).to_uppercase();
    list(&BUILT_IN.sheets, "sample")
        .iter()
        .any(|word| name.contains(word.as_str()))
}

/// A sheet that adds up others, by its name.
pub fn is_summary_sheet(name: &str) -> bool {
    let name = squash(name);
    list(&BUILT_IN.sheets, "summary")
        .iter()
        .any(|word| name.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_columns() {
        let amount = |fund| Role::Amount { fund, year: None };
        for (heading, role) in [
            ("單價（元）", Some(Role::UnitPrice)),
            ("總價(元)", Some(Role::AMOUNT)),
            ("用途別科目", Some(Role::Category)),
            ("品名用途", Some(Role::Name)),
            ("說明用途", Some(Role::Note)),
            ("用途說明(含計算方式)", Some(Role::Note)),
            ("經費來源", Some(Role::Fund)),
            ("教育部補助款", Some(amount(Some(Fund::Grant)))),
            ("學校配合款", Some(amount(Some(Fund::Matching)))),
            ("其他(地方政府、企業)", None),
            ("教育部核定計畫經費\n（申請單位請勿填寫）", Some(Role::Ignore)),
            ("核定計畫金額(A)", Some(Role::AMOUNT)),
            ("比率(C=B/A)", Some(Role::Ignore)),
            ("執行期間", Some(Role::Ignore)),
            ("數量（項）", Some(Role::Quantity)),
            ("講座鐘點費", None),
        ] {
            assert_eq!(column_role(heading), role, "{heading}");
        }
    }

    #[test]
    fn cells_name_categories() {
        for (text, category) in [
            ("業\n務\n費", Some(Category::Operations)),
            ("一、人事費", Some(Category::Personnel)),
            ("設備費(資本門)", Some(Category::Capital)),
            ("經常門-業務費", Some(Category::Operations)),
            ("(二)資本門", Some(Category::Capital)),
            ("經常門", None),
            ("聯盟分攤款", None),
        ] {
            assert_eq!(category_in(text), category, "{text}");
        }
    }

    #[test]
    fn names_become_positions_and_tags() {
        let of = position_and_tags;
        assert_eq!(of("計畫專任助理"), (Some(Position::FullTimeAssistant), vec![]));
        let (position, tags) = of("專任助理勞健保及勞退（雇主負擔）");
        assert_eq!(position, None);
        assert_eq!(
            tags,
            vec![Tag::LaborInsurance, Tag::HealthInsurance, Tag::Pension]
        );
        assert_eq!(of("二代健保補充保費"), (None, vec![]));
        assert_eq!(
            of("國外差旅費（日本高知大學交流）"),
            (None, vec![Tag::ForeignTravel])
        );
        assert_eq!(
            of("計畫主持人費"),
            (Some(Position::PrincipalInvestigator), vec![])
        );
    }
}
