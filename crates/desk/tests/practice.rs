//! The practice season: every planted fault is found by the rule that it was planted for, and nothing else is wrong.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use usr_desk_desk::{judging, practice};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Standing};
use usr_desk_workspace::Workspace;

fn open(season: &Workspace) -> Vec<Outcome> {
    let rules = judging::rulebook(&[]).unwrap();
    let outcomes = rules
        .check(season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    let open = |o: &Outcome| o.outcome.is_open() || o.outcome == Standing::OverPrinciple;
    outcomes.into_iter().filter(open).collect()
}

#[test]
fn fifteen_faults_of_as_many_kinds_are_found_and_nothing_else() {
    let faults = practice::faults();
    assert_eq!(faults.len(), 15);
    let mut kinds: Vec<&str> = faults.iter().map(|f| f.rule.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 15, "as many kinds as faults");
    assert!(
        open(&practice::compliant()).is_empty(),
        "nothing was wrong before"
    );
    let found = open(&practice::season());
    for fault in &faults {
        let is_it = |o: &&Outcome| {
            (&o.rule, o.outcome, &o.proposal, o.year)
                == (&fault.rule, fault.outcome, &fault.proposal, fault.year)
        };
        assert!(found.iter().any(|o| is_it(&o)), "not found: {}", fault.hint);
    }
    for outcome in &found {
        let planted = faults.iter().any(|f| f.rule == outcome.rule);
        assert!(
            planted,
            "found, but not planted: {} {:?}",
            outcome.rule, outcome.message
        );
    }
}
