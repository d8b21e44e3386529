use super::approved_lines;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};

/// 增加經費項目報部核准後得編列.
pub(crate) struct ExtraItemApproval;

impl Rule for ExtraItemApproval {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("extra_item_approval.md");

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let extra = year.lines(mark::EXTRA);
        Some(approved_lines(year, extra.map(|(i, line, _)| (i, line, true))))
    }
}
