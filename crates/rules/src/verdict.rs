//! What a judgement says before it becomes an [`crate::Outcome`].

use crate::message::Value;
use crate::{Figures, Standing};

/// A standing, the sentence that says it, and what fills the sentence.
#[derive(Clone, Debug)]
pub(crate) struct Verdict<'a> {
    pub(crate) standing: Standing,
    /// Key of the sentence in the rule's document, or in the common ones.
    pub(crate) sentence: &'static str,
    pub(crate) figures: Option<Figures>,
    pub(crate) values: Vec<(&'static str, Value<'a>)>,
    pub(crate) targets: Vec<String>,
    /// No confirmation settles it: the evidence itself is missing.
    pub(crate) firm: bool,
}

impl<'a> Verdict<'a> {
    fn new(standing: Standing, sentence: &'static str) -> Verdict<'a> {
        Verdict {
            standing,
            sentence,
            figures: None,
            values: Vec::new(),
            targets: Vec::new(),
            firm: false,
        }
    }

    pub(crate) fn pass() -> Self {
        Self::new(Standing::Pass, "pass")
    }

    pub(crate) fn violation() -> Self {
        Self::new(Standing::Violation, "violation")
    }

    /// Beyond a principle; a recorded reason makes it `justified`.
    pub(crate) fn over_principle() -> Self {
        Self::new(Standing::OverPrinciple, "over_principle")
    }

    pub(crate) fn needs_approval() -> Self {
        Self::new(Standing::NeedsApproval, "needs_approval")
    }

    /// A question; a complete confirmation makes it `pass`.
    pub(crate) fn ask() -> Self {
        Self::new(Standing::NeedsConfirmation, "needs_confirmation")
    }

    pub(crate) fn undetermined() -> Self {
        Self::new(Standing::Undetermined, "undetermined")
    }

    pub(crate) fn reminder() -> Self {
        Self::new(Standing::Reminder, "reminder")
    }

    pub(crate) fn not_applicable() -> Self {
        Self::new(Standing::NotApplicable, "not_applicable")
    }

    /// Says it with another sentence of the document.
    pub(crate) fn saying(mut self, sentence: &'static str) -> Self {
        self.sentence = sentence;
        self
    }

    pub(crate) fn figures(mut self, figures: Figures) -> Self {
        self.figures = Some(figures);
        self
    }

    /// Fills a slot of the sentence.
    pub(crate) fn with(mut self, slot: &'static str, value: Value<'a>) -> Self {
        self.values.push((slot, value));
        self
    }

    /// A place to look at or to change.
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.targets.push(pointer.into());
        self
    }

    /// Places to look at or to change.
    pub(crate) fn at_all(mut self, pointers: impl IntoIterator<Item = String>) -> Self {
        self.targets.extend(pointers);
        self
    }

    /// No confirmation settles this question.
    pub(crate) fn firm(mut self) -> Self {
        self.firm = true;
        self
    }
}

/// What several possible fillings of a blank agree on; `None` where they differ, or where there are none.
///
/// The tightest of them speaks: its figures hold whatever is filled in.
pub(crate) fn agreed<'a>(verdicts: impl IntoIterator<Item = Verdict<'a>>) -> Option<Verdict<'a>> {
    let room = |v: &Verdict| v.figures.map_or(i64::MAX, |f| f.headroom);
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next()?;
    verdicts.try_fold(first, |tightest, verdict| {
        (verdict.standing == tightest.standing).then(|| {
            if room(&verdict) < room(&tightest) {
                verdict
            } else {
                tightest
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_room(headroom: i64) -> Verdict<'static> {
        Verdict::pass().figures(Figures {
            actual: 0,
            limit: 0,
            headroom,
        })
    }

    #[test]
    fn the_tightest_of_what_agrees_speaks_wherever_it_stands() {
        let room = |rooms: &[i64]| {
            agreed(rooms.iter().map(|room| with_room(*room)))?
                .figures
                .map(|f| f.headroom)
        };
        assert_eq!(room(&[5, 3, 9]), Some(3));
        assert_eq!(room(&[3, 5]), Some(3));
        assert_eq!(room(&[9, 5, 3]), Some(3));
        assert_eq!(room(&[]), None);
    }

    #[test]
    fn what_does_not_agree_says_nothing() {
        assert!(agreed([Verdict::pass(), Verdict::violation()]).is_none());
        assert!(agreed([Verdict::pass(), Verdict::pass(), Verdict::undetermined()]).is_none());
    }
}
