use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 生效前已核定之計畫，適用修正前之規定.
pub(crate) struct Transition;

impl Rule for Transition {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("transition.md");

    fn school<'a>(season: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let call = &season.workspace.call;
        let (Some(effective), Some(approved)) = (call.effective_on, call.approved_on) else {
            return Some(Verdict::reminder());
        };
        let verdict = match approved < effective {
            true => Verdict::reminder().saying("before"),
            false => Verdict::reminder().saying("since"),
        };
        Some(
            verdict
                .with("approved", Value::Day(approved))
                .with("effective", Value::Day(effective)),
        )
    }
}
