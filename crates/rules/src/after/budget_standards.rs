use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 各用途別科目之編列、支給基準及結餘款.
pub(crate) struct BudgetStandards;

impl Rule for BudgetStandards {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("budget_standards.md");

    fn school<'a>(_: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(Verdict::reminder())
    }
}
