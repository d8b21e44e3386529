//! The practice season: every planted fault is found by the rule that it was planted for, and nothing else is wrong.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use usr_desk_desk::{judging, practice, tour};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Standing};
use usr_desk_workspace::{Edit, Workspace, edit, window_form};

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

/// As the desk does with an edit that a window sends.
fn as_sent(edit: Edit) -> Edit {
    match edit {
        Edit::Set { path, mut value } => {
            window_form::from_window_at(&path.segments(), &mut value);
            Edit::Set { path, value }
        }
        Edit::Add {
            list,
            mut value,
            before,
        } => {
            window_form::from_window(&mut value);
            Edit::Add { list, value, before }
        }
        Edit::All { label, edits } => Edit::All {
            label,
            edits: edits.into_iter().map(as_sent).collect(),
        },
        other => other,
    }
}

#[test]
fn the_way_out_of_each_fault_settles_it_and_no_other() {
    let (before, planted) = (practice::compliant(), practice::season());
    let standing = |season: &Workspace| -> Vec<String> {
        let found = open(season);
        let stands = |f: &practice::Fault| {
            found
                .iter()
                .any(|o| (&o.rule, &o.proposal, o.year) == (&f.rule, &f.proposal, f.year))
        };
        let faults = practice::faults().into_iter();
        faults.filter(stands).map(|f| f.rule).collect()
    };
    let all = standing(&planted);
    assert_eq!(all.len(), 15);
    let mut season = planted.clone();
    for fault in practice::faults() {
        let way = tour::planted(&before, &fault, Language::En);
        assert_eq!(way.hint, fault.hint_en);
        assert!(!way.way.is_empty(), "{}", fault.hint);
        if fault.rule == "team-experience" {
            let places: Vec<&str> = way.way.iter().map(|change| change.path.as_str()).collect();
            assert_eq!(
                places,
                ["/proposals/a/past_projects/0/ends_on"],
                "the very field, not the list"
            );
        }
        let cure = as_sent(way.cure);
        let left = standing(&edit::apply(&planted, &cure).unwrap());
        let others: Vec<&String> = all.iter().filter(|rule| **rule != fault.rule).collect();
        assert_eq!(left.iter().collect::<Vec<_>>(), others, "{}", fault.hint);
        season = edit::apply(&season, &cure).unwrap();
    }
    assert!(
        season == before,
        "fifteen ways out lead back to the compliant season"
    );
}
