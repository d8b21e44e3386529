//! A thousand seasons that keep every clause raise no alarm; a thousand with one fault each are found out.
//!
//! The limits stand here a second time, from the printed text, so that the generator does not ask what it tests.
//! `SEASONS=n` changes how many.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;
mod generated;

use common::{check, sound, workspace};
use generated::{Dice, faults, season};
use serde_json::Value;
use std::collections::BTreeMap;
use usr_desk_rules::{Language, Outcome, Standing};

fn how_many() -> u64 {
    std::env::var("SEASONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000)
}

fn judged(season: &Value, seed: u64) -> Vec<Outcome> {
    let outcomes = check(&workspace(season), Language::ZhTw);
    sound(season, &outcomes).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
    outcomes
}

fn alarm(outcome: &Outcome) -> bool {
    outcome.outcome.is_open() || outcome.outcome == Standing::OverPrinciple
}

#[test]
fn a_thousand_compliant_seasons_raise_no_alarm() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..how_many() {
        let season = season(seed);
        let alarms: Vec<Outcome> = judged(&season, seed).into_iter().filter(alarm).collect();
        assert!(alarms.is_empty(), "seed {seed}: {alarms:#?}");
        for proposal in season["proposals"].as_array().unwrap() {
            let kind = format!("{} {}", season["edition"], proposal["type"]);
            *kinds.entry(kind).or_default() += 1;
        }
    }
    assert_eq!(
        kinds.len(),
        8,
        "every type of both editions was among them: {kinds:?}"
    );
}

#[test]
fn a_thousand_seasons_with_one_fault_each_are_found_out() {
    let faults = faults();
    let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..how_many() {
        let mut dice = Dice::new(seed ^ 0x5eed);
        let mut season = season(seed);
        // Faults are taken in turn; one that this season cannot have gives way to the next.
        let first = usize::try_from(seed).unwrap() % faults.len();
        let found = (0..faults.len()).map(|i| &faults[(first + i) % faults.len()]);
        let (name, wanted) = found
            .filter_map(|(name, plant)| Some((*name, plant(&mut season, &mut dice)?)))
            .next()
            .unwrap();
        *planted.entry(name).or_default() += 1;
        let outcomes = judged(&season, seed);
        let here =
            |o: &&Outcome| o.rule == wanted.rule && o.proposal == wanted.proposal && o.year == wanted.year;
        let said = outcomes.iter().find(here).map(|o| o.outcome);
        assert_eq!(said, Some(wanted.standing), "seed {seed}: {name} as {wanted:?}");
    }
    let never: Vec<_> = faults
        .iter()
        .map(|f| f.0)
        .filter(|name| !planted.contains_key(name))
        .collect();
    assert!(never.is_empty() || how_many() < 200, "never planted: {never:?}");
}
