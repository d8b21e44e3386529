use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;

/// 各類型應有之計畫內容.
pub(crate) struct RequiredSections;

impl Rule for RequiredSections {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("required_sections.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let sections = &case.proposal.sections;
        let written = |key: &str| sections.iter().any(|s| s.key == key && !s.text.is_blank());
        Some(case.by_type(|kind| {
            let keys = season.edition.section_keys(kind);
            let missing: Vec<_> = keys.iter().filter(|key| !written(key)).collect();
            if missing.is_empty() {
                return Verdict::pass().with("count", Value::Count(i64::try_from(keys.len()).unwrap_or(0)));
            }
            let place = |key: &&String| match sections.iter().position(|s| s.key == **key) {
                Some(i) => case.at(format!("sections/{i}/text")),
                None => case.at("sections"),
            };
            let names = missing
                .iter()
                .filter_map(|key| season.section_titles.get(key.as_str()))
                .collect();
            Verdict::violation()
                .at_all(missing.iter().map(place))
                .with("sections", Value::WordsList(names))
        }))
    }
}
