//! A part comes back: what it would change is shown, a person settles what both changed, one step commits it.
//!
//! **What is committed is what was shown**: the part is kept here under an id and the file is not read again; a season
//! that moved on is told so.

mod shown;

use crate::desk::Desk;
use crate::error::Error;
use crate::exchange::{self, Parcel};
use crate::history;
use crate::protocol::*;
use crate::sections::not_a_part;
use crate::shelf::Made;
use crate::{files, handouts, judging, seasons};
use serde_json::Value;
use shown::{Shown, shown, weighed};
use std::collections::BTreeMap;
use std::sync::Arc;
use usr_desk_rules::Standing;
use usr_desk_workspace::diff::Change;
use usr_desk_workspace::handout::Handout;
use usr_desk_workspace::merge::{Choice, Conflict};
use usr_desk_workspace::{FieldPath, Money, Sentence, Workspace, label, many, window_form};

pub(crate) use shown::Merges;

type Choices = BTreeMap<FieldPath, Choice>;

impl Desk {
    pub(crate) fn plan_merge(&self, season: &str, ticket: &Ticket) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let (file, bytes) = self.picked(ticket, files::LARGEST_SEASON)?;
        let part = exchange::read(&file, &bytes)?;
        let handout = handout_of(&part)?.clone();
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        if handouts::held(&shelf.library.connection, id)?.is_some() {
            return Err(Error::refused(
                "目前開啟的就是分工檔，不能併入別人的部分。請開啟交出它的那一季再併回。",
                "What is open is a part itself and takes nobody's part back. Open the season that handed it out.",
            ));
        }
        let weighed = Arc::new(weighed(&shelf, id, &state.season, &part, Choices::new())?);
        let done = &weighed.done;
        let mut conflicts = Vec::new();
        for conflict in &done.open {
            let last = history::last_change(
                &shelf.library.connection,
                state.revision,
                &conflict.path,
                &handout,
            )?;
            conflicts.push(shown_conflict(&done.season, conflict, last));
        }
        let merges = &mut shelf.merges;
        let shown = Shown {
            name: merges.next_name(),
            season: id,
            base: state.revision,
            part: Arc::new(part),
            weighed: weighed.clone(),
        };
        let plan = MergePlan {
            plan: shown.name.clone(),
            base: shown.base,
            file,
            proposal: handout.proposal.to_string(),
            to: handout.to.trim().to_owned(),
            purpose: handout.purpose,
            handed_on: handout.on.map(|m| m.as_str().to_owned()),
            saved_on: handout.saved_on.map(|m| m.as_str().to_owned()),
            taken: differing(&state.season, &done.season, &done.taken),
            conflicts,
            refused: differing(&state.season, &done.season, &done.refused),
            files: done.files.iter().map(|(name, _)| name.clone()).collect(),
        };
        merges.keep(shown);
        Ok(Response::MergePlanned(plan))
    }

    pub(crate) fn weigh_merge(&self, season: &str, plan: &str, choices: Choices) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let shown = shown(&shelf, id, plan)?;
        let state = shelf.at(id, shown.base)?;
        let weighed = shown.weighed_again(&mut shelf, &state.season, from_window(choices))?;
        let done = &weighed.done;
        let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
        let language = shelf.settings.language;
        drop(shelf);
        let proposal = handout_of(&shown.part)?.proposal.to_string();
        let violations = |season: &Workspace| {
            let findings = judging::findings(&self.rules, season, &facts, language);
            let broken = findings
                .iter()
                .filter(|f| f.outcome == Standing::Violation && f.proposal.as_ref() == Some(&proposal));
            u32::try_from(broken.count()).unwrap_or(u32::MAX)
        };
        Ok(Response::MergeWeighed(MergeWeighed {
            open: u32::try_from(done.open.len()).unwrap_or(u32::MAX),
            violations_before: violations(&state.season),
            violations_after: violations(&done.season),
            grant_before: grant(&state.season, &proposal),
            grant_after: grant(&done.season, &proposal),
        }))
    }

    pub(crate) fn apply_merge(
        &self,
        season: &str,
        base: Revision,
        plan: &str,
        choices: Choices,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, base)?;
        let shown = shown(&shelf, id, plan)?;
        if shown.base != base {
            return Err(Error::Stale);
        }
        let weighed = shown.weighed_again(&mut shelf, &state.season, from_window(choices))?;
        let done = &weighed.done;
        if !done.open.is_empty() {
            let open = done.open.len();
            return Err(Error::refused(
                format!("還有 {open} 處衝突沒有決定，沒有併入任何內容。請逐處選擇後再完成合併。"),
                format!(
                    "{} still open; nothing was merged. Choose at each of them, then merge.",
                    many(open, "conflict is", "conflicts are")
                ),
            ));
        }
        let handout = handout_of(&shown.part)?.clone();
        let focus = done.taken.first().map(|c| c.path.to_string());
        if done.taken.is_empty() && done.files.is_empty() {
            // Nothing new came: the part is back all the same.
            shelf
                .library
                .write(|t| handouts::came_back(t, id, &handout, &at))?;
            drop(shelf);
            return self.opened(id, None);
        }
        let to = handout.to.trim();
        let whose = label::place(
            &done.season,
            &["proposals".to_owned(), handout.proposal.to_string()],
        );
        let made = Made {
            label: &Sentence::new(
                format!("併入{to}交回的{}", whose.zh),
                format!("Merge {} back from {to}", whose.en),
            ),
            at: &at,
            focus: focus.clone(),
            typing: false,
        };
        shelf.commit_with(id, base, done.season.clone(), &made, |t| {
            for (name, bytes) in &done.files {
                seasons::attach(t, id, name, bytes)?;
            }
            handouts::came_back(t, id, &handout, &at)
        })?;
        drop(shelf);
        self.opened(id, focus)
    }

    pub(crate) fn compare(
        &self,
        season: &str,
        from: Revision,
        to: Option<Revision>,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let head = shelf.state(id)?.revision;
        let db = &shelf.library.connection;
        let (before, from) = history::old_state(db, id, from)?;
        let (after, to) = history::old_state(db, id, to.unwrap_or(head))?;
        drop(shelf);
        let changes = usr_desk_workspace::diff::changes(&before, &after);
        Ok(Response::Compared(Comparison {
            from,
            to,
            changes: differing(&before, &after, &changes),
        }))
    }
}

fn handout_of(part: &Parcel) -> Result<&Handout, Error> {
    Ok(&part.handed.as_ref().ok_or_else(not_a_part)?.handout)
}

/// Amounts that a person typed come as strings.
fn from_window(choices: Choices) -> Choices {
    let number = |(path, choice): (FieldPath, Choice)| match choice {
        Choice::Value(mut value) => {
            window_form::from_window_at(&path.segments(), &mut value);
            (path, Choice::Value(value))
        }
        other => (path, other),
    };
    choices.into_iter().map(number).collect()
}

fn for_window(path: &FieldPath, value: &Option<Value>) -> Option<Value> {
    let mut value = value.clone()?;
    window_form::to_window_at(&path.segments(), &mut value);
    Some(value)
}

/// Changes in the window's terms. What was removed is named by the season before, all else by the one after.
pub(crate) fn differing(before: &Workspace, after: &Workspace, changes: &[Change]) -> Vec<Differing> {
    let told = |change: &Change| Differing {
        label: label::place(
            if change.after.is_none() { before } else { after },
            &change.path.segments(),
        ),
        before: for_window(&change.path, &change.before),
        after: for_window(&change.path, &change.after),
        path: change.path.clone(),
    };
    changes.iter().map(told).collect()
}

fn shown_conflict(season: &Workspace, conflict: &Conflict, last: Option<(String, String)>) -> MergeConflict {
    let (ours_by, ours_at) = last.unzip();
    MergeConflict {
        label: label::place(season, &conflict.path.segments()),
        base: for_window(&conflict.path, &conflict.base),
        ours: for_window(&conflict.path, &conflict.ours),
        theirs: for_window(&conflict.path, &conflict.theirs),
        path: conflict.path.clone(),
        ours_by,
        ours_at,
    }
}

fn grant(season: &Workspace, proposal: &str) -> Option<String> {
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == proposal)?;
    let filled: Vec<Money> = proposal
        .budget
        .iter()
        .filter_map(|y| y.grant_approved.or(y.grant_requested))
        .collect();
    let total = serde_json::to_value(filled.iter().copied().sum::<Money>()).ok()?;
    (!filled.is_empty()).then(|| total.to_string())
}
