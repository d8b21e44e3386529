use super::is_budgeted;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::mark;

/// 兼任人員依規定核支.
pub(crate) struct PartTimePayStandard;

impl Rule for PartTimePayStandard {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("part_time_pay_standard.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let mut staff = case
            .years
            .iter()
            .flat_map(|year| year.lines(mark::PART_TIME | mark::NO_POSITION));
        let may_be = |marks: u16| {
            marks & mark::NO_POSITION == 0
                || (marks & (mark::PERSONNEL | mark::NO_CATEGORY) != 0 && marks & mark::INSURANCE == 0)
        };
        Some(
            match staff.any(|(_, line, marks)| is_budgeted(line) && may_be(marks)) {
                true => Verdict::ask().at(case.at("confirmations")),
                false => Verdict::not_applicable(),
            },
        )
    }
}
