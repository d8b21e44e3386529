//! The practice season: a school that does not exist, with faults to find.
//!
//! It is the compliant season of the tests with fifteen faults planted, each an edit with a hint and the rule that
//! finds it. The very files that the tests read are built in, so that what is shipped is what was tested.

use serde::Deserialize;
use usr_desk_rules::Standing;
use usr_desk_workspace::{Edit, Sentence, Workspace, edit, format};

/// Its title in the list.
pub const TITLE: &str = "練習季";

const COMPLIANT: &[u8] = include_bytes!("../../../tests/suite/contract/workspaces/compliant-112-116.json");
const FAULTS: &str = include_str!("../../../tests/suite/practice/faults.json");

/// A fault to find.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The rule that finds it.
    pub rule: String,
    /// What the rule says.
    pub outcome: Standing,
    /// Of which proposal; absent = of the season.
    #[serde(default)]
    pub proposal: Option<String>,
    /// In which 民國 year, where the rule speaks of one.
    #[serde(default)]
    pub year: Option<u16>,
    /// What is wrong, for who gave up looking.
    pub hint: String,
    /// The same in English.
    pub hint_en: String,
    /// How it was planted.
    pub edits: Vec<Edit>,
}

/// The season before anything was planted.
pub fn compliant() -> Workspace {
    format::read(COMPLIANT).expect("the shipped season is read by a test")
}

/// What was planted.
pub fn faults() -> Vec<Fault> {
    serde_json::from_str(FAULTS).expect("the shipped faults are read by a test")
}

/// The season as it is shipped.
pub fn season() -> Workspace {
    let planted = faults().into_iter().flat_map(|fault| fault.edits).collect();
    let edit = Edit::All {
        label: Sentence::alike(TITLE),
        edits: planted,
    };
    edit::apply(&compliant(), &edit).expect("the shipped faults are planted by a test")
}
