//! What becomes of parts that come back, as `tests/suite/merges/*.json` tell it; through the files that people mail.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use usr_desk_desk::exchange::{self, Parcel};
use usr_desk_desk::sections::{TakenBack, Terms, hand_out, take_back};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::merge::Choice;
use usr_desk_workspace::{Edit, FieldPath, Workspace, edit, format};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    workspace: String,
    /// What the office changes while the parts are out.
    #[serde(default)]
    office: Vec<Edit>,
    returned: Vec<Back>,
    #[serde(default)]
    choices: BTreeMap<FieldPath, Choice>,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Back {
    proposal: String,
    to: String,
    #[serde(default = "Chapter::all")]
    may_edit: Vec<Chapter>,
    edits: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// Conflicts with the values that are told; none = nothing is asked.
    #[serde(default)]
    open: Vec<Value>,
    #[serde(default)]
    not_taken: Vec<String>,
    #[serde(default)]
    values: BTreeMap<FieldPath, Value>,
    #[serde(default)]
    people_end_with: Vec<String>,
    #[serde(default)]
    list: Option<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    at: FieldPath,
    begins: Vec<String>,
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/merges");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let trials = files.into_iter().map(|file| {
        let case: Case = serde_json::from_slice(&std::fs::read(&file).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        Trial::test(case.name.clone(), move || check(&case))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}

fn edited(season: &Workspace, edits: &[Edit]) -> Workspace {
    edits
        .iter()
        .fold(season.clone(), |s, e| edit::apply(&s, e).unwrap())
}

/// The part as its holder mails it back.
fn mailed(base: &Workspace, back: &Back) -> Parcel {
    let terms = Terms {
        proposal: &back.proposal,
        to: &back.to,
        by: "承辦人",
        on: "2026-01-05T09:00:00+08:00",
        purpose: Purpose::Section,
        may_edit: back.may_edit.clone(),
    };
    let mut part = hand_out(base, Vec::new(), terms).unwrap();
    part.season = edited(&part.season, &back.edits);
    let bytes = exchange::write("x.usrdesk-part", &part).unwrap();
    let json = exchange::write("x.json", &exchange::read("x.usrdesk-part", &bytes).unwrap()).unwrap();
    exchange::read("x.json", &json).unwrap()
}

fn merged(season: &Workspace, part: &Parcel, case: &Case) -> TakenBack {
    take_back(season, &|_| None, part, &case.choices).unwrap()
}

fn check(case: &Case) -> Result<(), Failed> {
    let path = format!(
        "{}/../../tests/suite/contract/workspaces/{}.json",
        env!("CARGO_MANIFEST_DIR"),
        case.workspace
    );
    let base = format::read(&std::fs::read(path).unwrap()).unwrap();
    let parts: Vec<Parcel> = case.returned.iter().map(|back| mailed(&base, back)).collect();
    let ours = edited(&base, &case.office);
    let mut outcomes = Vec::new();
    for order in orders(parts.len()) {
        let mut season = ours.clone();
        for i in &order {
            let done = merged(&season, &parts[*i], case);
            told(case, &done)?;
            season = done.season;
        }
        for part in &parts {
            if merged(&season, part, case).season != season {
                return Err(format!("{order:?}: the second time changes something").into());
            }
        }
        outcomes.push(season);
    }
    if outcomes.iter().any(|o| *o != outcomes[0]) {
        return Err("the order of arrival matters".into());
    }
    stands(case, &outcomes[0])
}

fn told(case: &Case, done: &TakenBack) -> Result<(), Failed> {
    let open: Vec<Value> = done
        .open
        .iter()
        .map(|c| serde_json::to_value(c).unwrap())
        .collect();
    let as_told = |(wanted, came): (&Value, &Value)| {
        wanted
            .as_object()
            .unwrap()
            .iter()
            .all(|(name, value)| came[name] == *value)
    };
    if open.len() != case.expect.open.len() || !case.expect.open.iter().zip(&open).all(as_told) {
        return Err(format!("wanted {:#?}, asked {open:#?}", case.expect.open).into());
    }
    let refused: Vec<&str> = done.refused.iter().map(|c| c.path.as_str()).collect();
    if refused != case.expect.not_taken {
        return Err(format!("not taken: {refused:?}").into());
    }
    Ok(())
}

fn stands(case: &Case, season: &Workspace) -> Result<(), Failed> {
    for (path, value) in &case.expect.values {
        // Setting what stands there already changes nothing.
        let same = Edit::Set {
            path: path.clone(),
            value: value.clone(),
        };
        if edit::apply(season, &same).unwrap() != *season {
            return Err(format!("{path} is not {value}").into());
        }
    }
    let ids: Vec<&str> = season.people.iter().map(|p| p.id.as_str()).collect();
    let wanted = &case.expect.people_end_with;
    if ids[ids.len() - wanted.len()..] != *wanted {
        return Err(format!("people: {ids:?}").into());
    }
    if let Some(list) = &case.expect.list {
        let segments = list.at.segments();
        let proposal = season
            .proposals
            .iter()
            .find(|p| p.id.as_str() == segments[1])
            .unwrap();
        let year = proposal
            .budget
            .iter()
            .find(|y| y.year.to_string() == segments[3])
            .unwrap();
        let ids: Vec<&str> = year.lines.iter().map(|l| l.id.as_str()).collect();
        if ids[..list.begins.len()] != list.begins {
            return Err(format!("{}: {ids:?}", list.at).into());
        }
    }
    Ok(())
}

fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    let placed = shorter.iter().flat_map(|order| {
        (0..count).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, count - 1);
            longer
        })
    });
    placed.collect()
}
