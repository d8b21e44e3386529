use crate::budget::approved_lines;
use crate::rule::Rule;
use crate::season::Season;
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use serde::Deserialize;
use usr_desk_workspace::Category;

/// 校務支持規劃方案得依推動需求編列業務費.
pub(crate) struct SupportPlanOperatingOnly;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// Categories that need no approval.
    free: Vec<Category>,
}

impl Rule for SupportPlanOperatingOnly {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("support_plan_operating_only.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let free = |category| params.free.contains(&category);
        let others = year
            .lines(mark::FILLED)
            .filter(|(_, line, marks)| marks & mark::PERSONNEL != 0 || !line.category.is_some_and(free));
        Some(approved_lines(
            year,
            others.map(|(i, line, marks)| (i, line, marks & mark::NO_CATEGORY == 0)),
        ))
    }
}
