use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

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
        let verdict = match (planned <= deadline, planned >= deadline) {
            (true, true) => Verdict::pass().saying("at_once"),
            (true, false) => Verdict::pass(),
            (false, _) => Verdict::violation(),
        };
        let minutes = planned.minutes_until(deadline);
        Some(
            verdict
                .with("planned", Value::Moment(planned))
                .with("deadline", Value::Moment(deadline))
                .with("span", Value::Span(minutes))
                .at("/call/planned_submission"),
        )
    }
}
