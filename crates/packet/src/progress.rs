//! How far a packet has come; whoever hears it may stop it there.

use crate::packet::Error;
use std::ops::ControlFlow;

/// How far a packet has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Attached files that are opened, of all; their pictures are reduced as they are.
    Opening {
        /// Opened so far.
        done: u32,
        /// All files.
        of: u32,
    },
    /// Parts that are set, of all.
    Setting {
        /// Set so far.
        done: u32,
        /// All parts.
        of: u32,
    },
    /// Steps of the writing that are done, of all: the pages, the faces, each attached file, what is packed.
    Writing {
        /// Done so far.
        done: u32,
        /// All steps.
        of: u32,
    },
}

/// Tells one kind of progress, step by step.
pub(crate) struct Steps<'a> {
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    kind: fn(u32, u32) -> Progress,
    done: u32,
    of: u32,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(
        tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
        kind: fn(u32, u32) -> Progress,
        of: usize,
    ) -> Steps<'a> {
        let of = u32::try_from(of).unwrap_or(u32::MAX);
        Steps {
            tell,
            kind,
            done: 0,
            of,
        }
    }

    /// Tells that the next step begins; an error where the host asks to stop.
    pub(crate) fn next(&mut self) -> Result<(), Error> {
        let progress = (self.kind)(self.done.min(self.of), self.of);
        self.done += 1;
        match (self.tell)(progress) {
            ControlFlow::Break(()) => Err(Error::Cancelled),
            ControlFlow::Continue(()) => Ok(()),
        }
    }
}

pub(crate) fn opening(done: u32, of: u32) -> Progress {
    Progress::Opening { done, of }
}

pub(crate) fn setting(done: u32, of: u32) -> Progress {
    Progress::Setting { done, of }
}

pub(crate) fn writing(done: u32, of: u32) -> Progress {
    Progress::Writing { done, of }
}

/// What nobody waits for: a paper of a few pages.
pub(crate) fn unheard(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
