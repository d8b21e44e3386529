//! Parts that were shown and may be merged, with what each comes to: **what is committed is what was weighed last**.

use super::Choices;
use crate::error::Error;
use crate::exchange::Parcel;
use crate::protocol::Revision;
use crate::seasons;
use crate::sections::{TakenBack, take_back};
use crate::shelf::Shelf;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use usr_desk_workspace::Workspace;

/// Parts that were shown last and may be merged.
#[derive(Default)]
pub(crate) struct Merges {
    kept: VecDeque<Shown>,
    given: u64,
}

#[derive(Clone)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) season: i64,
    pub(super) base: Revision,
    pub(super) part: Arc<Parcel>,
    pub(super) weighed: Arc<Weighed>,
}

/// What taking the part back into the shown step comes to, and what that rests on.
pub(super) struct Weighed {
    choices: Choices,
    held: Held,
    pub(super) done: TakenBack,
}

/// The SHA-256 of what the season holds under the names that the part brings.
type Held = BTreeMap<String, Option<String>>;

/// As many parts as windows can be looking at; each may hold its attachments.
const PARTS_KEPT: usize = 6;

impl Merges {
    pub(super) fn next_name(&mut self) -> String {
        self.given += 1;
        format!("merge-{}", self.given)
    }

    pub(super) fn keep(&mut self, shown: Shown) {
        self.kept.push_back(shown);
        if self.kept.len() > PARTS_KEPT {
            self.kept.pop_front();
        }
    }
}

pub(super) fn shown(shelf: &Shelf, season: i64, plan: &str) -> Result<Shown, Error> {
    let found = shelf
        .merges
        .kept
        .iter()
        .find(|m| m.name == plan && m.season == season);
    found.cloned().ok_or_else(|| {
        Error::not_found(
            "這份合併預覽已失效。請重新選擇對方交回的檔案。",
            "This preview has lapsed. Choose the returned file again.",
        )
    })
}

pub(super) fn weighed(
    shelf: &Shelf,
    id: i64,
    season: &Workspace,
    part: &Parcel,
    choices: Choices,
) -> Result<Weighed, Error> {
    let held = held(shelf, id, part);
    let hash = |name: &str| held.get(name).cloned().flatten();
    let done = take_back(season, &hash, part, &choices)?;
    Ok(Weighed { choices, held, done })
}

fn held(shelf: &Shelf, id: i64, part: &Parcel) -> Held {
    let db = &shelf.library.connection;
    let hash = |name: &str| seasons::attached_hash(db, id, name).ok().flatten();
    part.attachments
        .iter()
        .map(|(name, _)| (name.clone(), hash(name)))
        .collect()
}

impl Shown {
    /// What was weighed last, where it still rests on the same; else it is weighed anew and kept. `season` is that of the
    /// step that was shown.
    pub(super) fn weighed_again(
        &self,
        shelf: &mut Shelf,
        season: &Workspace,
        choices: Choices,
    ) -> Result<Arc<Weighed>, Error> {
        let last = &self.weighed;
        if last.choices == choices && last.held == held(shelf, self.season, &self.part) {
            return Ok(last.clone());
        }
        let anew = Arc::new(weighed(shelf, self.season, season, &self.part, choices)?);
        let kept = shelf.merges.kept.iter_mut();
        for shown in kept.filter(|shown| shown.name == self.name) {
            shown.weighed = anew.clone();
        }
        Ok(anew)
    }
}
