//! What only one request at a time may touch: the library, and the seasons that are open.

use crate::error::Error;
use crate::exchange::Parcel;
use crate::handouts;
use crate::history::{self, Deed};
use crate::imports::Plans;
use crate::library::Library;
use crate::merging::Merges;
use crate::protocol::{Revision, Settings};
use crate::seasons;
use crate::state::{self, State};
use crate::word_files::Chapters;
use rusqlite::Transaction;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use usr_desk_workspace::{Sentence, Workspace};

/// The library, and the value of each season that was opened: an edit need not read it again.
pub(crate) struct Shelf {
    pub(crate) library: Library,
    pub(crate) settings: Settings,
    pub(crate) plans: Plans,
    pub(crate) merges: Merges,
    pub(crate) chapters: Chapters,
    open: HashMap<i64, Arc<State>>,
}

/// How a step came about.
pub(crate) struct Made<'a> {
    pub(crate) label: &'a Sentence,
    pub(crate) at: &'a str,
    pub(crate) focus: Option<String>,
    pub(crate) typing: bool,
}

impl<'a> Made<'a> {
    /// A step that is not about one place.
    pub(crate) fn step(label: &'a Sentence, at: &'a str) -> Made<'a> {
        Made {
            label,
            at,
            focus: None,
            typing: false,
        }
    }

    fn deed<'b>(&'b self, by: &'b str) -> Deed<'b> {
        Deed {
            label: self.label,
            by,
            at: self.at,
            focus: self.focus.as_deref(),
            typing: self.typing,
        }
    }
}

impl Shelf {
    pub(crate) fn open(folder: &Path) -> Result<Shelf, Error> {
        let library = Library::open(folder)?;
        Ok(Shelf {
            settings: seasons::settings(&library.connection)?,
            library,
            plans: Plans::default(),
            merges: Merges::default(),
            chapters: Chapters::default(),
            open: HashMap::new(),
        })
    }

    /// The season as it stands.
    pub(crate) fn state(&mut self, id: i64) -> Result<Arc<State>, Error> {
        if let Some(state) = self.open.get(&id) {
            return Ok(state.clone());
        }
        let state = Arc::new(state::load(&self.library.connection, id)?);
        self.open.insert(id, state.clone());
        Ok(state)
    }

    /// The season as it stands, if that is what the window shows.
    pub(crate) fn at(&mut self, id: i64, base: Revision) -> Result<Arc<State>, Error> {
        let state = self.state(id)?;
        if state.revision == base {
            Ok(state)
        } else {
            Err(Error::Stale)
        }
    }

    /// A new step on top of `base`.
    pub(crate) fn commit(
        &mut self,
        id: i64,
        base: Revision,
        after: Workspace,
        made: &Made<'_>,
    ) -> Result<Arc<State>, Error> {
        self.commit_with(id, base, after, made, |_| Ok(()))
    }

    /// A new step, and what is stored beside it: both or neither.
    pub(crate) fn commit_with(
        &mut self,
        id: i64,
        base: Revision,
        after: Workspace,
        made: &Made<'_>,
        beside: impl FnOnce(&Transaction<'_>) -> Result<(), Error>,
    ) -> Result<Arc<State>, Error> {
        let before = self.at(id, base)?;
        if let Some(handed) = handouts::held(&self.library.connection, id)? {
            handouts::allowed(&handed, &after)?;
        }
        let deed = made.deed(&self.settings.author);
        let state = self.library.write(|t| {
            beside(t)?;
            history::commit(t, id, Some(&before), after, &deed)
        })?;
        let state = Arc::new(state);
        self.open.insert(id, state.clone());
        Ok(state)
    }

    /// A new season with its first step.
    pub(crate) fn begin(
        &mut self,
        title: &str,
        practice: bool,
        parcel: Parcel,
        made: &Made<'_>,
    ) -> Result<i64, Error> {
        let deed = made.deed(&self.settings.author);
        let (id, state) = self.library.write(|t| {
            let id = seasons::add(t, title, practice)?;
            for (file, bytes) in &parcel.attachments {
                seasons::attach(t, id, file, bytes)?;
            }
            if let Some(handed) = &parcel.handed {
                handouts::keep(t, id, handed)?;
            }
            Ok((id, history::commit(t, id, None, parcel.season, &deed)?))
        })?;
        self.open.insert(id, Arc::new(state));
        Ok(id)
    }

    /// Moves along the history; with the place that changes.
    pub(crate) fn step(
        &mut self,
        id: i64,
        base: Revision,
        go: impl FnOnce(&Transaction<'_>, i64, Revision) -> Result<(State, Option<String>), Error>,
    ) -> Result<Option<String>, Error> {
        self.at(id, base)?;
        let (state, focus) = self.library.write(|t| go(t, id, base))?;
        self.open.insert(id, Arc::new(state));
        Ok(focus)
    }
}
