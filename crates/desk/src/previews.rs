//! Pages of the packet as pictures, as the season stands: set once for each state, drawn page by page.
//!
//! # Invariants
//! - **The newest wish wins**: a packet that is being set for an older state is given up.
//! - **Outside the library's lock**: editing never waits for a page.

use crate::desk::Desk;
use crate::error::Error;
use crate::packets::{self, Order};
use crate::protocol::{PageAsked, PageShown, PlaceShown, PlanAsked, Response, Revision};
use crate::seasons;
use base64::Engine;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard};
use usr_desk_packet::{DraftMark, Face, Files, Packet, PrintPlan, Printed, pages_of};
use usr_desk_preview::{Pages, StandIns};
use usr_desk_rules::Rulebook;
use usr_desk_workspace::{Date, FieldPath, Sentence, Workspace, label};

/// How high the pages are that places are measured on: A4, in points.
const PAGE_HEIGHT: f32 = 841.89;

/// The packet that was shown last, and what is wanted now.
#[derive(Default)]
pub(crate) struct Previews {
    wanted: Mutex<Option<Wish>>,
    /// Held while a packet is set: one at a time.
    shown: Mutex<Option<Arc<Shown>>>,
}

/// The attached files that were printed last.
#[derive(Default)]
pub(crate) struct FilesAtHand(Mutex<Option<AttachedFiles>>);

/// A packet to show: one state of a season, one scope, one day on its cover.
#[derive(Clone, PartialEq)]
struct Wish {
    season: i64,
    revision: Revision,
    scope: Option<String>,
    day: Date,
}

/// A packet whose pages can be drawn.
struct Shown {
    wish: Wish,
    season: Arc<Workspace>,
    pages: Pages,
    places: Vec<Printed>,
    plan: PrintPlan,
    draft: bool,
}

/// The attached files of a season, with what tells their contents apart.
type AttachedFiles = (i64, Hashed, Arc<Files>);
/// Files by hash (none = the library does not hold it) and name.
type Hashed = Vec<(Option<String>, String)>;

impl Desk {
    pub(crate) fn page_shown(&self, asked: &PageAsked) -> Result<Response, Error> {
        let shown = self.shown(&self.previews, &asked.season, asked.scope.as_deref())?;
        let on = asked.place.as_ref().map(|place| pages_of(&shown.places, place));
        let on = on.unwrap_or_default();
        let pages = shown.pages.count();
        // Where a place goes on over pages, the one that is looked at stays.
        let page = match asked.page {
            Some(page) if on.is_empty() || on.contains(&page) => page.clamp(1, pages.max(1)),
            _ => on.first().copied().unwrap_or(1),
        };
        let picture = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            shown.pages.picture(page, asked.width)
        }));
        let unshown = || {
            Error::refused(
                format!("第 {page} 頁畫不出來，可能是附件的內容特殊；輸出的 PDF 不受影響，請輸出後再檢視。"),
                format!(
                    "Page {page} cannot be drawn, perhaps because of an unusual attachment. The exported PDF is not affected; export it and look there."
                ),
            )
        };
        let picture = picture.map_err(|_| unshown())?.map_err(|_| unshown())?;
        let content = base64::engine::general_purpose::STANDARD.encode(&picture.png);
        Ok(Response::PageShown(PageShown {
            revision: shown.wish.revision,
            page,
            pages,
            picture: format!("data:image/png;base64,{content}"),
            width: picture.width,
            height: picture.height,
            draft: shown.draft,
            places: shown.on_page(&self.rules, page),
            found: !on.is_empty(),
        }))
    }

    pub(crate) fn print_plan(&self, asked: &PlanAsked) -> Result<Response, Error> {
        let shown = self.shown(&self.planned, &asked.season, asked.scope.as_deref())?;
        Ok(Response::PrintPlan(shown.plan.clone()))
    }

    /// The packet of the season as it stands.
    fn shown(&self, slot: &Previews, season: &str, scope: Option<&str>) -> Result<Arc<Shown>, Error> {
        let id = seasons::row_id(season)?;
        let day = packets::today(self.place.clock)?;
        let state = self.shelf().state(id)?;
        let wish = Wish {
            season: id,
            revision: state.revision,
            scope: scope.map(str::to_owned),
            day,
        };
        *held(&slot.wanted) = Some(wish.clone());
        let mut kept = held(&slot.shown);
        if let Some(shown) = kept.as_ref().filter(|shown| shown.wish == wish) {
            return Ok(shown.clone());
        }
        slot.still_wanted(&wish)?;
        let (facts, files) = self.attached_now(id, &state.season)?;
        let order = Order {
            season: &state.season,
            facts: &facts,
            files: &files,
            scope: packets::scope(scope),
            draft: DraftMark::Auto,
            printed_on: day,
            setup: state.season.setup(),
        };
        let packet = packets::make(
            &order,
            &self.rules,
            self.faces()?,
            &mut |_| match slot.still_wanted(&wish) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            },
        )?;
        let Packet {
            bytes,
            places,
            plan,
            is_draft: draft,
            ..
        } = packet;
        let fonts = self.faces()?;
        let faces = StandIns {
            kai: fonts.file(Face::Kai),
            sans: fonts.file(Face::Sans),
        };
        let pages = Pages::open(Arc::new(bytes), faces)
            .map_err(|e| Error::Unexpected(format!("the set pages cannot be opened: {e:?}")))?;
        let shown = Arc::new(Shown {
            wish,
            season: state.season.clone(),
            pages,
            places,
            plan,
            draft,
        });
        *kept = Some(shown.clone());
        Ok(shown)
    }

    /// The attached files, read from the library only where one of them is new.
    fn attached_now(
        &self,
        id: i64,
        season: &Workspace,
    ) -> Result<(usr_desk_rules::AttachmentFacts, Arc<Files>), Error> {
        let shelf = self.shelf();
        let db = &shelf.library.connection;
        let facts = self.judged.facts(db, id, season)?;
        let names = crate::exchange::named_files(season).into_iter();
        let hashed = |name: String| Ok((seasons::attached_hash(db, id, &name)?, name));
        let names: Hashed = names.map(hashed).collect::<Result<_, Error>>()?;
        let mut kept = held(&self.files_at_hand.0);
        if let Some((_, _, files)) = kept
            .as_ref()
            .filter(|(of, known, _)| *of == id && *known == names)
        {
            return Ok((facts, files.clone()));
        }
        let files: Arc<Files> = Arc::new(seasons::attachments(db, id, season)?.into_iter().collect());
        *kept = Some((id, names, files.clone()));
        Ok((facts, files))
    }
}

impl Previews {
    fn still_wanted(&self, wish: &Wish) -> Result<(), Error> {
        match held(&self.wanted).as_ref() == Some(wish) {
            true => Ok(()),
            false => Err(Error::Cancelled),
        }
    }
}

impl Shown {
    /// What stands on a page, each place once, from above.
    fn on_page(&self, rules: &Rulebook, page: u32) -> Vec<PlaceShown> {
        let mut found: Vec<PlaceShown> = Vec::new();
        for printed in self.places.iter().filter(|printed| printed.page == page) {
            let path = edited_at(&printed.path);
            if found.iter().any(|known| known.path == path) {
                continue;
            }
            found.push(PlaceShown {
                label: self.label(rules, &path),
                path,
                top: (printed.top / PAGE_HEIGHT).clamp(0.0, 1.0),
            });
        }
        found
    }

    /// A section of a proposal is named by what its type calls it.
    fn label(&self, rules: &Rulebook, path: &FieldPath) -> Sentence {
        let segments = path.segments();
        let words = label::place(&self.season, &segments);
        let names: Vec<&str> = segments.iter().map(String::as_str).collect();
        let ["proposals", id, "sections", key] = names.as_slice() else {
            return words;
        };
        let proposal = self.season.proposals.iter().find(|p| p.id.as_str() == *id);
        let kind = proposal.and_then(|p| p.proposal_type);
        let sections = kind.map(|kind| rules.sections(&self.season.edition, kind));
        let titled = sections.into_iter().flatten().find(|section| section.key == *key);
        match titled {
            Some(section) => Sentence::new(
                format!("{} {}", words.zh, section.title),
                format!("{}, {}", words.en, section.title_en),
            ),
            None => words,
        }
    }
}

/// Where a person edits what is printed: a block of set text belongs to its section.
fn edited_at(path: &FieldPath) -> FieldPath {
    let segments = path.segments();
    let kept = segments
        .iter()
        .position(|s| s == "document")
        .unwrap_or(segments.len());
    segments[..kept]
        .iter()
        .fold(FieldPath::new(""), |at, segment| at.then(segment))
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept here can be made again at any time.
    lock.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
