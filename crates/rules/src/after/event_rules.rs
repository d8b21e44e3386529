use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 辦理各類活動應符合之規定.
pub(crate) struct EventRules;

impl Rule for EventRules {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("event_rules.md");

    fn school<'a>(_: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(Verdict::reminder())
    }
}
