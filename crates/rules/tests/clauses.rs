//! The cases in the rules' documents and the contract's cases: one named trial each.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod cases;
mod common;

use cases::Before;
use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trial = |case: cases::Named| {
        let before = Before {
            book: common::book(),
            edition: None,
        };
        Trial::test(case.name, move || (case.run)(before))
    };
    libtest_mimic::run(&arguments, cases::all().into_iter().map(trial).collect()).exit();
}
