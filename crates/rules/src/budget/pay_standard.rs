use super::is_budgeted;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::mark;

/// 專任人員由學校自訂標準核支.
pub(crate) struct FullTimePayScale;
/// 兼任人員依規定核支.
pub(crate) struct PartTimePayStandard;

impl Rule for FullTimePayScale {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("full_time_pay_scale.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(case, mark::FULL_TIME))
    }
}

impl Rule for PartTimePayStandard {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("part_time_pay_standard.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(case, mark::PART_TIME))
    }
}

/// Whoever budgets staff of this kind, or personnel whose position is blank, is asked what they are paid by.
fn judge<'v>(case: &Case, staff: u16) -> Verdict<'v> {
    let mut lines = case
        .years
        .iter()
        .flat_map(|year| year.lines(staff | mark::NO_POSITION));
    let may_be = |marks: u16| {
        marks & mark::NO_POSITION == 0
            || (marks & (mark::PERSONNEL | mark::NO_CATEGORY) != 0 && marks & mark::INSURANCE == 0)
    };
    match lines.any(|(_, line, marks)| is_budgeted(line) && may_be(marks)) {
        true => Verdict::ask().at(case.at("confirmations")),
        false => Verdict::not_applicable(),
    }
}
