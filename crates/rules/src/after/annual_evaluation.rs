use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 每年度期末考核.
pub(crate) struct AnnualEvaluation;

impl Rule for AnnualEvaluation {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("annual_evaluation.md");

    fn school<'a>(_: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(Verdict::reminder())
    }
}
