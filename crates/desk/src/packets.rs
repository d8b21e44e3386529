//! The PDF packet: the season is taken under the lock, set outside it, and written whole.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Response, Revision, Saved, Ticket};
use crate::told::{Step, Tell};
use crate::{files, history, judging, packet_notes, seasons, time};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use usr_desk_packet::{
    AsPrinted, DraftMark, Files, Fonts, Input, Packet, PartFile, PartProgress, Scope, Setup, WordFile,
    packet_with_files, parts, word,
};
use usr_desk_rules::{AttachmentFacts, Language, Rulebook};
use usr_desk_workspace::{Date, Sentence, Workspace};

/// One of the packet's faces; the largest has every character of the household registers.
const LARGEST_FACE: u64 = 100 * 1024 * 1024;

/// What is printed, and how.
pub struct Order<'a> {
    /// The season.
    pub season: &'a Workspace,
    /// What is known of its attached files.
    pub facts: &'a AttachmentFacts,
    /// The attached files themselves, to be merged.
    pub files: &'a Files,
    /// All of it, a proposal, or the support plan.
    pub scope: Scope,
    /// When pages are marked 草稿.
    pub draft: DraftMark,
    /// On the cover.
    pub printed_on: Date,
    /// Order of parts, wishes of the print room.
    pub setup: &'a Setup,
}

/// The packet's faces, from the first folder that has each.
pub fn fonts(folders: &[PathBuf]) -> Result<Fonts, Error> {
    let read = |name: &str| {
        let found = folders.iter().map(|f| f.join(name)).find(|f| f.is_file())?;
        files::read(&found, LARGEST_FACE).ok()
    };
    Fonts::find(&read).map_err(|e| refused(&e))
}

/// Sets the packet; `tell` hears how far it is and may stop it.
pub fn make(order: &Order<'_>, rules: &Rulebook, fonts: &Fonts, tell: Tell<'_>) -> Result<Packet, Error> {
    let mut tell = |progress| tell(in_words(progress));
    made_of(order, rules, |input| {
        packet_with_files(input, order.files, fonts, &mut tell)
    })
}

/// The same for Word; nothing is measured, so no faces are needed.
pub fn make_word(order: &Order<'_>, rules: &Rulebook) -> Result<WordFile, Error> {
    made_of(order, rules, |input| word(input, order.files))
}

/// The same as separate files for the upload (計畫書、經費表、附件、校務支持規劃方案), with safe names.
pub(crate) fn make_parts(
    order: &Order<'_>,
    rules: &Rulebook,
    fonts: &Fonts,
    tell: &mut dyn FnMut(PartProgress) -> ControlFlow<()>,
) -> Result<Vec<PartFile>, Error> {
    made_of(order, rules, |input| parts(input, order.files, fonts, tell))
}

/// Which state of which season was printed, and how.
pub(crate) struct PrintedFrom {
    pub(crate) season: i64,
    pub(crate) revision: Revision,
    pub(crate) as_printed: AsPrinted,
}

fn as_printed(order: &Order<'_>) -> AsPrinted {
    AsPrinted {
        scope: order.scope.clone(),
        printed_on: order.printed_on,
        draft: order.draft,
        setup: order.setup.clone(),
    }
}

/// Judges the season and makes what is asked for of it. The packet is an official paper: its self-check is in Chinese
/// whatever the window speaks.
fn made_of<T>(
    order: &Order<'_>,
    rules: &Rulebook,
    make: impl FnOnce(&Input<'_>) -> Result<T, usr_desk_packet::Error>,
) -> Result<T, Error> {
    let outcomes = rules
        .check(order.season, order.facts, Language::ZhTw)
        .map_err(|e| judging::no_edition(&e))?;
    let input = Input {
        workspace: order.season,
        outcomes: &outcomes,
        book: rules,
        scope: order.scope.clone(),
        printed_on: order.printed_on,
        program_version: env!("CARGO_PKG_VERSION"),
        draft: if order.setup.always_draft {
            DraftMark::Force
        } else {
            order.draft
        },
        setup: order.setup,
    };
    make(&input).map_err(|error| match error {
        usr_desk_packet::Error::Cancelled => Error::Cancelled,
        other => refused(&other),
    })
}

/// What there is to tell of a Word file that was written.
pub fn saved_word(path: &Path, file: &WordFile, language: Language) -> Saved {
    Saved {
        draft: file.is_draft,
        notes: packet_notes::told(&packet_notes::of_word(file), language),
        ..files::saved(path, &file.bytes)
    }
}

/// A proposal's id, `support_plan`, or the whole season (`season`, or absent).
pub fn scope(named: Option<&str>) -> Scope {
    match named {
        None | Some("season") => Scope::Season,
        Some("support_plan") => Scope::SupportPlan,
        Some(id) => Scope::Proposal(id.into()),
    }
}

/// Today in Taiwan.
pub fn today(clock: time::Clock) -> Result<Date, Error> {
    let written = time::written(clock());
    let day = written.get(..10).and_then(Date::parse);
    day.ok_or_else(|| Error::Unexpected(format!("the system's date {written} is out of range")))
}

/// What there is to tell of a packet that was written.
pub fn saved(path: &Path, packet: &Packet, language: Language) -> Saved {
    Saved {
        pages: Some(packet.pages),
        draft: packet.is_draft,
        notes: packet_notes::told(&packet_notes::of_packet(packet), language),
        ..files::saved(path, &packet.bytes)
    }
}

/// The last step: what was made is written to the disk.
pub(crate) fn saving() -> Step {
    Step {
        doing: Sentence::new("寫出檔案", "Writing the file"),
        done: 0,
        total: 0,
    }
}

impl Desk {
    pub(crate) fn export_packet(
        &self,
        season: &str,
        scope_named: Option<&str>,
        draft: bool,
        ticket: &Ticket,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let path = self.place_to_save(ticket)?;
        let print = |order: &Order<'_>, fonts: &Fonts, tell: Tell<'_>| make(order, &self.rules, fonts, tell);
        let (packet, from) = self.printed(id, scope_named, draft, print)?;
        files::write(&path, &packet.bytes)?;
        let saved = saved(&path, &packet, self.language());
        let scope = from.as_printed.scope.clone();
        self.remember(from, [(saved.name.clone(), scope, packet)]);
        Ok(Response::Saved(saved))
    }

    /// Prints the season as it stands, outside the lock; what `print` makes is not written yet.
    pub(crate) fn printed<T>(
        &self,
        id: i64,
        scope_named: Option<&str>,
        draft: bool,
        print: impl FnOnce(&Order<'_>, &Fonts, Tell<'_>) -> Result<T, Error>,
    ) -> Result<(T, PrintedFrom), Error> {
        self.begin_work();
        let made = self.ordered(id, scope_named, draft, |order| {
            let fonts = self.faces()?;
            print(order, fonts, &mut |step| self.tell(&step))
        })?;
        match self.tell(&saving()) {
            ControlFlow::Break(()) => Err(Error::Cancelled),
            ControlFlow::Continue(()) => Ok(made),
        }
    }

    /// The season as it stands with its files, taken under the lock; what is made of it, outside.
    fn ordered<T>(
        &self,
        id: i64,
        scope_named: Option<&str>,
        draft: bool,
        make: impl FnOnce(&Order<'_>) -> Result<T, Error>,
    ) -> Result<(T, PrintedFrom), Error> {
        let (state, facts, attached) = {
            let mut shelf = self.shelf();
            let state = shelf.state(id)?;
            // What is typed next is a step of its own, so that the printed one can be found again.
            shelf.library.write(|t| history::close(t, state.revision))?;
            let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
            let attached = seasons::attachments(&shelf.library.connection, id, &state.season)?;
            (state, facts, attached.into_iter().collect())
        };
        let order = Order {
            season: &state.season,
            facts: &facts,
            files: &attached,
            scope: scope(scope_named),
            draft: if draft { DraftMark::Force } else { DraftMark::Auto },
            printed_on: today(self.place.clock)?,
            setup: state.season.setup(),
        };
        let from = PrintedFrom {
            season: id,
            revision: state.revision,
            as_printed: as_printed(&order),
        };
        Ok((make(&order)?, from))
    }

    pub(crate) fn export_word(
        &self,
        season: &str,
        scope_named: Option<&str>,
        draft: bool,
        ticket: &Ticket,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let path = self.place_to_save(ticket)?;
        let (file, _) = self.ordered(id, scope_named, draft, |order| make_word(order, &self.rules))?;
        files::write(&path, &file.bytes)?;
        Ok(Response::Saved(saved_word(&path, &file, self.language())))
    }

    /// The faces, read once.
    pub(crate) fn faces(&self) -> Result<&Fonts, Error> {
        match self.fonts.get() {
            Some(fonts) => Ok(fonts),
            None => {
                let found = fonts(&self.place.fonts)?;
                Ok(self.fonts.get_or_init(|| found))
            }
        }
    }
}

pub(crate) fn in_words(progress: usr_desk_packet::Progress) -> Step {
    use usr_desk_packet::Progress;
    let (zh, en, done, total) = match progress {
        Progress::Opening { done, of } => ("開啟附件", "Opening attachments", done, of),
        Progress::Setting { done, of } => ("排版", "Setting pages", done, of),
        Progress::Writing { done, of } => ("產生 PDF", "Making the PDF", done, of),
    };
    Step {
        doing: Sentence::new(zh, en),
        done,
        total,
    }
}

pub(crate) fn refused(error: &usr_desk_packet::Error) -> Error {
    let why = error.sentence();
    Error::refused(format!("{}。", why.zh), format!("{}.", why.en))
}
