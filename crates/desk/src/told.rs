//! Long work tells how far it is, in the window's language, and hears that it is to stop.

use crate::desk::Desk;
use crate::protocol::Progress;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use usr_desk_rules::Language;
use usr_desk_workspace::Sentence;

/// How far long work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub doing: Sentence,
    /// Done of `total`; 0 of 0 = not known.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

/// Hears how far long work is, and may stop it.
pub type Tell<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

impl Step {
    fn told(&self, language: Language) -> Progress {
        Progress {
            doing: language.choose(&self.doing.zh, &self.doing.en).to_owned(),
            done: self.done,
            total: self.total,
        }
    }
}

impl Desk {
    /// Long work begins: a stop that was asked for before does not count.
    pub(crate) fn begin_work(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// Tells the window, and whether the work goes on. Never called under the library's lock.
    pub(crate) fn tell(&self, step: &Step) -> ControlFlow<()> {
        (self.place.progress)(step.told(self.language()));
        self.go_on()
    }

    /// Whether the work goes on.
    pub(crate) fn go_on(&self) -> ControlFlow<()> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}
