//! A section file: one proposal handed out to one investigator, and taken back.
//!
//! # Invariants
//! - **Nobody else's data travels.** Of the roster only those whom the proposal names are in the file; other proposals,
//!   the support plan and the school's confirmations are not.
//! - **Taking back is a merge** of the handed-out part against the base that travelled along; the rest of the season is
//!   not even looked at.

use crate::merge::{Choice, Conflict, merge};
use crate::{Date, FieldPath, Person, PersonId, ProposalId, Text, Workspace};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What was handed out, to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// The proposal.
    #[ts(type = "string")]
    pub proposal: ProposalId,
    /// The investigator's name.
    #[ts(type = "string | null")]
    pub to: Text,
    /// When, by the host's calendar.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub on: Option<Date>,
}

/// The season reduced to what the handout names; `None` where it has no such proposal.
pub fn reduced(season: &Workspace, proposal: &ProposalId) -> Option<Workspace> {
    let proposal = season.proposals.iter().find(|p| p.id == *proposal)?;
    let named = named_people(season, &proposal.id);
    let mut part = Workspace {
        people: season
            .people
            .iter()
            .filter(|p| named.contains(&p.id))
            .cloned()
            .collect(),
        support_plan: None,
        proposals: vec![proposal.clone()],
        confirmations: BTreeMap::new(),
        checklist: None,
        attachments: Vec::new(),
        comments: Vec::new(),
        activities: Vec::new(),
        milestones: Vec::new(),
        holidays: Vec::new(),
        same_people: Vec::new(),
        ..season.clone()
    };
    part.version = crate::version::lowest(&part);
    Some(part)
}

fn named_people(season: &Workspace, proposal: &ProposalId) -> BTreeSet<PersonId> {
    let proposals = season.proposals.iter().filter(|p| p.id == *proposal);
    proposals
        .flat_map(|p| {
            let team = p.team.iter().filter_map(|m| m.person.clone());
            let past = p.past_projects.iter().filter_map(|m| m.person.clone());
            let lines = p
                .budget
                .iter()
                .flat_map(|y| &y.lines)
                .filter_map(|l| l.person.clone());
            let contacts = p.contacts.iter().filter_map(|c| c.person.clone());
            team.chain(past).chain(lines).chain(contacts).collect::<Vec<_>>()
        })
        .collect()
}

/// What taking a section file back comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The season with everything that could be taken; open conflicts stand as they are here.
    pub season: Workspace,
    /// What a person has to settle.
    pub open: Vec<Conflict>,
}

/// Takes back what an investigator filled in. `base` is the reduced season as it was handed out, `theirs` as it came back.
///
/// `Err` says in a sentence why the file cannot be taken back at all.
pub fn returned(
    season: &Workspace,
    handout: &Handout,
    base: &Workspace,
    theirs: &Workspace,
    choices: &BTreeMap<FieldPath, Choice>,
) -> Result<Returned, String> {
    let id = &handout.proposal;
    let Some(mut ours) = reduced(season, id) else {
        return Err(format!(
            "申請季裡已經沒有代號「{id}」的計畫，無法併回。請先復原被刪除的計畫。"
        ));
    };
    let is_the_part = |w: &Workspace| w.proposals.len() == 1 && w.proposals.iter().all(|p| p.id == *id);
    if !is_the_part(base) || !is_the_part(theirs) {
        return Err(format!(
            "檔案裡應該只有代號「{id}」的計畫，內容已被改動。請向對方索取原檔。"
        ));
    }
    // A person whom only one side names is still the same person of the one roster.
    let known: BTreeSet<&PersonId> = base.people.iter().chain(&theirs.people).map(|p| &p.id).collect();
    let missing = season
        .people
        .iter()
        .filter(|p| known.contains(&p.id) && !has(&ours, &p.id))
        .cloned();
    ours.people.extend(missing.collect::<Vec<_>>());
    // The rest of the head (school, call, edition) was handed out to be read: here it stands as it is.
    let head = |part: &Workspace| Workspace {
        people: part.people.clone(),
        proposals: part.proposals.clone(),
        ..ours.clone()
    };
    let merged = merge(&head(base), &ours, &head(theirs), choices)?;
    let mut season = season.clone();
    for proposal in merged.merged.proposals {
        season
            .proposals
            .iter_mut()
            .filter(|p| p.id == *id)
            .for_each(|p| *p = proposal.clone());
    }
    for person in merged.merged.people {
        put(&mut season.people, person);
    }
    season.version = crate::version::lowest(&season);
    Ok(Returned {
        season,
        open: merged.open,
    })
}

fn has(season: &Workspace, id: &PersonId) -> bool {
    season.people.iter().any(|p| p.id == *id)
}

fn put(people: &mut Vec<Person>, person: Person) {
    match people.iter_mut().find(|p| p.id == person.id) {
        Some(known) => *known = person,
        None => people.push(person),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edit, edit, format};
    use serde_json::json;

    fn season() -> Workspace {
        format::read(include_bytes!(
            "../../../tests/suite/contract/workspaces/compliant-112-116.json"
        ))
        .unwrap()
    }

    fn handout() -> Handout {
        Handout {
            proposal: ProposalId::from("a"),
            to: Text::from("王大明"),
            on: None,
        }
    }

    fn set(path: &str, value: serde_json::Value) -> Edit {
        Edit::Set {
            path: FieldPath::new(path),
            value,
        }
    }

    #[test]
    fn nobody_else_travels() {
        let part = reduced(&season(), &ProposalId::from("a")).unwrap();
        let written = String::from_utf8(format::write(&part)).unwrap();
        assert!(written.contains("王大明") && written.contains("林淑芬"));
        assert!(
            !written.contains("李小華") && !written.contains("糖廠") && !written.contains("校務會議紀錄")
        );
        assert_eq!(format::read(written.as_bytes()).unwrap(), part);
        assert!(reduced(&season(), &ProposalId::from("zzz")).is_none());
    }

    #[test]
    fn what_came_back_is_taken_and_the_rest_stands() {
        let base = reduced(&season(), &ProposalId::from("a")).unwrap();
        let ours = edit::apply(&season(), &set("/proposals/b/title", json!("乙案新題"))).unwrap();
        let filled = Edit::All {
            label: "填寫".into(),
            edits: vec![
                set("/proposals/a/sections/summary/text", json!("主持人寫的摘要")),
                Edit::Add {
                    list: FieldPath::new("/people"),
                    value: json!({"id": "px", "name": "新助理"}),
                    before: None,
                },
                Edit::Add {
                    list: FieldPath::new("/proposals/a/team"),
                    value: json!({"person": "px", "role": "member"}),
                    before: None,
                },
            ],
        };
        let theirs = edit::apply(&base, &filled).unwrap();
        let back = returned(&ours, &handout(), &base, &theirs, &BTreeMap::new()).unwrap();
        assert!(back.open.is_empty(), "{:?}", back.open);
        assert_eq!(back.season, edit::apply(&ours, &filled).unwrap());
        let twice = returned(&back.season, &handout(), &base, &theirs, &BTreeMap::new()).unwrap();
        assert_eq!(twice.season, back.season);
    }

    #[test]
    fn what_the_office_changed_meanwhile_is_asked() {
        let base = reduced(&season(), &ProposalId::from("a")).unwrap();
        let at = "/proposals/a/budget/115/grant_requested";
        let ours = edit::apply(&season(), &set(at, json!(3_000_000))).unwrap();
        let theirs = edit::apply(&base, &set(at, json!(3_200_000))).unwrap();
        let back = returned(&ours, &handout(), &base, &theirs, &BTreeMap::new()).unwrap();
        assert_eq!(back.open.len(), 1);
        assert_eq!(back.season, ours);
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let base = reduced(&season(), &ProposalId::from("a")).unwrap();
        assert!(returned(&season(), &handout(), &base, &season(), &BTreeMap::new()).is_err());
        let gone = edit::apply(
            &season(),
            &Edit::Remove {
                path: FieldPath::new("/proposals/a"),
            },
        )
        .unwrap();
        assert!(returned(&gone, &handout(), &base, &base, &BTreeMap::new()).is_err());
    }
}
