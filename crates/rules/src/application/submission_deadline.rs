use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;
use std::borrow::Cow;

/// 應於公告期限內提出申請.
pub(crate) struct SubmissionDeadline;

impl Rule for SubmissionDeadline {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("submission_deadline.md");

    fn school<'a>(season: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let call = &season.workspace.call;
        let (Some(deadline), Some(planned)) = (&call.deadline, &call.planned_submission) else {
            let blanks = [
                ("/call/deadline", &call.deadline),
                ("/call/planned_submission", &call.planned_submission),
            ];
            let blanks = blanks.into_iter().filter(|(_, moment)| moment.is_none());
            return Some(Verdict::undetermined().at_all(blanks.map(|(at, _)| at.to_owned())));
        };
        let verdict = match planned <= deadline {
            true => Verdict::pass(),
            false => Verdict::violation(),
        };
        let text = |moment: &'a str| Value::Text(Cow::Borrowed(moment));
        Some(
            verdict
                .with("planned", text(planned.as_str()))
                .with("deadline", text(deadline.as_str()))
                .at("/call/planned_submission"),
        )
    }
}
