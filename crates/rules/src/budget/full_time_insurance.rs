use super::is_budgeted;
use crate::message::{Value, Words};
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use serde::Deserialize;
use usr_desk_workspace::{Money, Tag};

/// 專任人員人事費用應包括勞、健保費、勞退基金（離職儲金）.
pub(crate) struct FullTimeInsurance;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    includes: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    tag: Tag,
    name: Words,
}

impl Rule for FullTimeInsurance {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("full_time_insurance.md");

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        if !year.lines(mark::FULL_TIME).any(|(_, line, _)| is_budgeted(line)) {
            return Some(Verdict::not_applicable());
        }
        let amounts = |tag| {
            let lines = year
                .lines(mark::INSURANCE)
                .filter(move |(_, line, _)| line.is_tagged(tag));
            lines.map(|(_, line, _)| line.amount)
        };
        let lacks = |part: &&Part| !amounts(part.tag).any(|a| a.is_some_and(|a| a > Money::ZERO));
        let (blank, missing): (Vec<_>, Vec<_>) = params
            .includes
            .iter()
            .filter(lacks)
            .partition(|part| amounts(part.tag).any(|a| a.is_none()));
        let names = |parts: Vec<&'a Part>| Value::WordsList(parts.iter().map(|part| &part.name).collect());
        let lines = format!("{}/lines", year.pointer);
        Some(match (missing.is_empty(), blank.is_empty()) {
            (false, _) => Verdict::violation().with("missing", names(missing)).at(lines),
            (true, false) => Verdict::undetermined().with("missing", names(blank)).at(lines),
            (true, true) => Verdict::pass(),
        })
    }
}
