//! `THIRD-PARTY.md` is what the lock files say, and every licence in it may be in the program.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use usr_desk_tests::components::{Component, Systems, components, is_allowed, list, root};

#[test]
fn the_list_of_components_is_fresh() {
    let path = root().join("THIRD-PARTY.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, list(&components(Systems::All))).unwrap();
    }
    let listed = fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = listed.lines().filter(|line| line.starts_with("| ")).collect();
    // The libraries of the other systems may not be on this machine: theirs are held against the lock file.
    for one in components(Systems::This) {
        let row = format!("| {} | {} | {} |", one.name, one.version, one.licence);
        assert!(
            rows.contains(&row.as_str()),
            "THIRD-PARTY.md lacks {row}; write it anew with UPDATE=1"
        );
    }
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let crates = listed.split("## Rust crates").nth(1).unwrap();
    for row in crates
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| name"))
    {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let entry = format!("name = \"{}\"\nversion = \"{}\"\n", cells[1], cells[2]);
        assert!(
            lock.contains(&entry),
            "THIRD-PARTY.md has {row}, which the lock file no longer has; UPDATE=1"
        );
    }
}

#[test]
fn every_licence_may_be_in_the_program() {
    let wrong: Vec<Component> = components(Systems::This)
        .into_iter()
        .filter(|one| !is_allowed(one))
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn a_licence_that_the_policy_does_not_name_is_found() {
    let of = |licence: &str| Component {
        kind: "cargo",
        name: "x".to_owned(),
        version: "1.0.0".to_owned(),
        licence: licence.to_owned(),
        source: String::new(),
    };
    assert!(is_allowed(&of("MIT OR GPL-3.0-only")));
    assert!(!is_allowed(&of("GPL-3.0-only")));
    assert!(!is_allowed(&of("MIT AND AGPL-3.0-only")));
    assert!(!is_allowed(&of("")));
}
