//! Taking a section file back into the season.
//!
//! # Invariants
//! - **Taking back is a merge** of the handed-out part against the base that travelled along; the rest of the season is
//!   not even looked at.
//! - **Only what the terms allow is taken**; what else was changed is named, never silently dropped.
//! - **The order of arrival does not matter**, and a file that comes twice changes nothing.

use crate::diff::{Change, changes};
use crate::handout::{Chapter, Handed, Handout, Purpose, concerns, reduced};
use crate::merge::{Choice, Conflict, merge};
use crate::{Comment, FieldPath, Person, PersonId, Sentence, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// What taking a section file back comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The season with everything that could be taken; open conflicts stand as they are here.
    pub season: Workspace,
    /// What a person has to settle.
    pub open: Vec<Conflict>,
    /// What came back changed but was not for its holder to change.
    pub refused: Vec<Change>,
}

/// Takes back what its holder filled in. `theirs` is the reduced season as it came back.
///
/// `Err` says in a sentence why the file cannot be taken back at all.
pub fn returned(
    season: &Workspace,
    handed: &Handed,
    theirs: &Workspace,
    choices: &BTreeMap<FieldPath, Choice>,
) -> Result<Returned, Sentence> {
    let Handed { handout, base } = handed;
    let id = &handout.proposal;
    let Some(mut ours) = reduced(season, id) else {
        return Err(Sentence::new(
            format!("申請季裡已經沒有代號「{id}」的計畫，無法併回。請先復原被刪除的計畫。"),
            format!(
                "The season has no proposal “{id}” any more, so the part cannot be taken back. Restore the deleted proposal first."
            ),
        ));
    };
    if base.edition != season.edition {
        let (part, here) = (&base.edition, &season.edition);
        return Err(Sentence::new(
            format!(
                "這份分工檔適用「{part}」，這一季適用「{here}」，不是由這一季交出的。請開啟正確的申請季。"
            ),
            format!(
                "This part falls under {part}, this season under {here}: it was not handed out from here. Open the right season."
            ),
        ));
    }
    let is_the_part = |w: &Workspace| w.proposals.len() == 1 && w.proposals.iter().all(|p| p.id == *id);
    if !is_the_part(base) || !is_the_part(theirs) {
        return Err(Sentence::new(
            format!("檔案裡應該只有代號「{id}」的計畫，內容已被改動。請向對方索取原檔。"),
            format!(
                "The file should hold the proposal “{id}” and nothing else; it was altered. Ask its sender for the original file."
            ),
        ));
    }
    let taken = permitted(handout, base, theirs);
    let refused = changes(&taken, theirs);
    // A person whom only one side names is still the same person of the one roster.
    let known: BTreeSet<&PersonId> = base.people.iter().chain(&taken.people).map(|p| &p.id).collect();
    let missing = season
        .people
        .iter()
        .filter(|p| known.contains(&p.id) && !ours.people.iter().any(|o| o.id == p.id))
        .cloned();
    ours.people.extend(missing.collect::<Vec<_>>());
    // The rest of the head (school, call, edition) was handed out to be read: here it stands as it is.
    let head = |part: &Workspace| Workspace {
        people: part.people.clone(),
        proposals: part.proposals.clone(),
        comments: part.comments.clone(),
        support_plan: ours.support_plan.clone(),
        ..ours.frame()
    };
    let merged = merge(&head(base), &ours, &head(&taken), choices)?;
    let others = |c: &&Comment| {
        season
            .comments
            .iter()
            .any(|s| s.id == c.id && !concerns(&s.path, id))
    };
    if let Some(taken) = merged.merged.comments.iter().find(others) {
        let name = &taken.id;
        return Err(Sentence::new(
            format!("意見「{name}」的代號已是別處的意見，內容已被改動，沒有併入。請向對方索取原檔。"),
            format!(
                "The comment “{name}” has the id of a comment on something else: the file was altered and was not taken back. Ask its sender for the original file."
            ),
        ));
    }
    let mut season = season.clone();
    for proposal in merged.merged.proposals {
        season
            .proposals
            .iter_mut()
            .filter(|p| p.id == *id)
            .for_each(|p| *p = proposal.clone());
    }
    place_people(&mut season.people, merged.merged.people, handout);
    place_comments(&mut season.comments, merged.merged.comments, handout, base);
    season.version = crate::version::lowest(&season);
    Ok(Returned {
        season,
        open: merged.open,
        refused,
    })
}

/// What came back, with everything that was not for its holder to change as it was handed out.
pub fn permitted(handout: &Handout, base: &Workspace, theirs: &Workspace) -> Workspace {
    let mut taken = base.clone();
    let sides = (base.proposals.first(), theirs.proposals.first());
    let (Some(before), Some(after), Purpose::Section) = (sides.0, sides.1, handout.purpose) else {
        taken.comments = comments_of_review(handout, theirs);
        taken.version = crate::version::lowest(&taken);
        return taken;
    };
    let mut proposal = before.clone();
    for chapter in &handout.may_edit {
        chapter.copy(after, &mut proposal);
    }
    taken.proposals = vec![proposal];
    let of_people = [
        Chapter::Basics,
        Chapter::Team,
        Chapter::Experience,
        Chapter::Budget,
    ];
    if handout.may_edit.iter().any(|c| of_people.contains(c)) {
        // Nobody leaves the school's roster by leaving one proposal.
        let stay = |p: &&Person| !theirs.people.iter().any(|t| t.id == p.id);
        let stayed: Vec<Person> = base.people.iter().filter(stay).cloned().collect();
        taken.people = theirs.people.iter().cloned().chain(stayed).collect();
    }
    for comment in &mut taken.comments {
        if let Some(answered) = theirs.comments.iter().find(|c| c.id == comment.id) {
            comment.answer = answered.answer.clone();
            comment.changed = answered.changed.clone();
        }
    }
    taken.version = crate::version::lowest(&taken);
    taken
}

fn comments_of_review(handout: &Handout, theirs: &Workspace) -> Vec<Comment> {
    let comments = theirs.comments.iter();
    comments
        .filter(|c| concerns(&c.path, &handout.proposal))
        .cloned()
        .collect()
}

/// People who are new since the handout stand behind the others, by id: that depends on nothing but who they are.
fn place_people(people: &mut Vec<Person>, merged: Vec<Person>, handout: &Handout) {
    for person in merged {
        match people.iter_mut().find(|p| p.id == person.id) {
            Some(known) => *known = person,
            None => {
                let after = |p: &Person| !handout.remembers(&p.id) && p.id > person.id;
                let at = people.iter().position(after).unwrap_or(people.len());
                people.insert(at, person);
            }
        }
    }
}

/// The same for comments; one that its writer took back goes.
fn place_comments(comments: &mut Vec<Comment>, merged: Vec<Comment>, handout: &Handout, base: &Workspace) {
    let is_merged = |c: &Comment| merged.iter().any(|m| m.id == c.id);
    comments.retain(|c| !concerns(&c.path, &handout.proposal) || is_merged(c));
    for comment in merged {
        match comments.iter_mut().find(|c| c.id == comment.id) {
            Some(known) => *known = comment,
            None => {
                let after = |c: &Comment| !base.comments.iter().any(|b| b.id == c.id) && c.id > comment.id;
                let at = comments.iter().position(after).unwrap_or(comments.len());
                comments.insert(at, comment);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edit, ProposalId, Text, edit, format};
    use serde_json::json;

    fn season() -> Workspace {
        format::read(include_bytes!(
            "../../../tests/suite/contract/workspaces/compliant-112-116.json"
        ))
        .unwrap()
    }

    fn handed(may_edit: Vec<Chapter>) -> Handed {
        let season = season();
        let mut handout = Handout {
            proposal: ProposalId::from("a"),
            to: Text::from("王大明"),
            by: Text::default(),
            on: None,
            saved_on: None,
            purpose: Purpose::Section,
            may_edit,
            roster: Vec::new(),
            files: BTreeMap::new(),
        };
        handout.remember(&season.people);
        Handed {
            base: reduced(&season, &ProposalId::from("a")).unwrap(),
            handout,
        }
    }

    fn all() -> Handed {
        handed(Chapter::all())
    }

    fn set(path: &str, value: serde_json::Value) -> Edit {
        Edit::Set {
            path: FieldPath::new(path),
            value,
        }
    }

    #[test]
    fn what_came_back_is_taken_and_the_rest_stands() {
        let base = all().base;
        let ours = edit::apply(&season(), &set("/proposals/b/title", json!("乙案新題"))).unwrap();
        let filled = Edit::All {
            label: Sentence::alike("填寫"),
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
        let back = returned(&ours, &all(), &theirs, &BTreeMap::new()).unwrap();
        assert!(back.open.is_empty(), "{:?}", back.open);
        assert_eq!(back.season, edit::apply(&ours, &filled).unwrap());
        let twice = returned(&back.season, &all(), &theirs, &BTreeMap::new()).unwrap();
        assert_eq!(twice.season, back.season);
    }

    #[test]
    fn what_the_office_changed_meanwhile_is_asked() {
        let base = all().base;
        let at = "/proposals/a/budget/115/grant_requested";
        let ours = edit::apply(&season(), &set(at, json!(3_000_000))).unwrap();
        let theirs = edit::apply(&base, &set(at, json!(3_200_000))).unwrap();
        let back = returned(&ours, &all(), &theirs, &BTreeMap::new()).unwrap();
        assert_eq!(back.open.len(), 1);
        assert_eq!(back.season, ours);
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let base = all().base;
        assert!(returned(&season(), &all(), &season(), &BTreeMap::new()).is_err());
        let gone = edit::apply(
            &season(),
            &Edit::Remove {
                path: FieldPath::new("/proposals/a"),
            },
        )
        .unwrap();
        assert!(returned(&gone, &all(), &base, &BTreeMap::new()).is_err());
    }

    #[test]
    fn what_was_not_for_its_holder_to_change_is_named_and_stays() {
        let terms = handed(vec![Chapter::Content]);
        let theirs = edit::apply(
            &terms.base,
            &Edit::All {
                label: Sentence::alike(""),
                edits: vec![
                    set("/proposals/a/sections/summary/text", json!("新的摘要")),
                    set("/proposals/a/title", json!("擅自改名")),
                    set("/proposals/a/submit", json!(false)),
                    set("/school/name", json!("別的學校")),
                ],
            },
        )
        .unwrap();
        let back = returned(&season(), &terms, &theirs, &BTreeMap::new()).unwrap();
        let wanted = set("/proposals/a/sections/summary/text", json!("新的摘要"));
        assert_eq!(back.season, edit::apply(&season(), &wanted).unwrap());
        let refused: Vec<_> = back.refused.iter().map(|c| c.path.as_str()).collect();
        assert_eq!(
            refused,
            ["/school/name", "/proposals/a/title", "/proposals/a/submit"]
        );
    }

    #[test]
    fn the_accounting_office_gives_comments_and_nothing_else() {
        let mut terms = all();
        terms.handout.purpose = Purpose::Review;
        let mut theirs = edit::apply(&terms.base, &set("/proposals/a/title", json!("改名"))).unwrap();
        let comment = |id: &str, path: &str| -> Comment {
            serde_json::from_value(json!({"id": id, "kind": "finance", "path": path, "text": "單價依據？"}))
                .unwrap()
        };
        let cell = "/proposals/a/budget/115/lines/a115-05/amount";
        theirs.comments = vec![comment("k2", cell), comment("k1", "/proposals/b/title")];
        let back = returned(&season(), &terms, &theirs, &BTreeMap::new()).unwrap();
        assert_eq!(back.season.proposals, season().proposals);
        let ids: Vec<_> = back.season.comments.iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids, ["k2"]);
        assert_eq!(back.refused.len(), 2, "{:?}", back.refused);
        assert_eq!(
            returned(&back.season, &terms, &theirs, &BTreeMap::new())
                .unwrap()
                .season,
            back.season
        );
    }
}
