use super::approved_lines;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};

/// 資本門報部核准後得編列.
pub(crate) struct CapitalApproval;

impl Rule for CapitalApproval {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("capital_approval.md");

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let capital = year.lines(mark::CAPITAL | mark::NO_CATEGORY);
        let surely = |(i, line, marks)| (i, line, marks & mark::CAPITAL != 0);
        Some(approved_lines(year, capital.map(surely)))
    }
}
