use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use std::collections::HashSet;

/// 內容與執行中或曾執行之計畫相同者，不予受理.
pub(crate) struct ContentNotDuplicated;

impl Rule for ContentNotDuplicated {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("content_not_duplicated.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let ask = Verdict::ask().at(case.at("confirmations"));
        if season
            .confirmation("content-not-duplicated", Some(case))
            .is_some()
        {
            return Some(ask);
        }
        let own: HashSet<&str> = paragraphs(case).collect();
        let shares = |other: &&Case<'a>| {
            other.proposal.id != case.proposal.id
                && paragraphs(other).any(|paragraph| own.contains(paragraph))
        };
        let title = |other: &Case<'a>| other.proposal.title.filled();
        let alike: Vec<_> = season.cases.iter().filter(shares).map(title).collect();
        Some(match alike.is_empty() {
            true => ask,
            false => ask.saying("hint").with("others", Value::Titles(alike)),
        })
    }
}

/// Paragraphs long enough that two proposals hardly share one by chance.
fn paragraphs<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a str> {
    let proposal = case.proposal;
    let lines = proposal.sections.iter().flat_map(|section| section.text.lines());
    lines.map(str::trim).filter(|line| line.chars().nth(29).is_some())
}
