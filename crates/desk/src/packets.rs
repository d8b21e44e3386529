//! The PDF packet: the season is taken under the lock, set outside it, and written whole.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Progress, Response, Revision, Saved, Ticket};
use crate::{files, history, judging, seasons, time};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use usr_desk_packet::{
    AsPrinted, DraftMark, Files, Fonts, Input, Packet, PartFile, PartProgress, ReducedFile, Scope, Setup,
    WordFile, packet_with_files, parts, word,
};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook};
use usr_desk_workspace::{Date, Workspace};

/// One of the packet's faces; the largest has every character of the household registers.
const LARGEST_FACE: u64 = 100 * 1024 * 1024;

/// Hears how far long work is, and may stop it.
pub type Tell<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

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
    let outcomes = outcomes(order, rules)?;
    let input = input(order, rules, &outcomes);
    packet_with_files(&input, order.files, fonts, &mut |progress| {
        tell(in_words(progress))
    })
    .map_err(stopped)
}

/// The same for Word; nothing is measured, so no faces are needed.
pub fn make_word(order: &Order<'_>, rules: &Rulebook) -> Result<WordFile, Error> {
    let outcomes = outcomes(order, rules)?;
    word(&input(order, rules, &outcomes), order.files).map_err(stopped)
}

/// The same as separate files for the upload (計畫書、經費表、附件、校務支持規劃方案), with safe names.
pub(crate) fn make_parts(
    order: &Order<'_>,
    rules: &Rulebook,
    fonts: &Fonts,
    tell: &mut dyn FnMut(PartProgress) -> ControlFlow<()>,
) -> Result<Vec<PartFile>, Error> {
    let outcomes = outcomes(order, rules)?;
    let input = input(order, rules, &outcomes);
    parts(&input, order.files, fonts, tell).map_err(stopped)
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

/// The packet is an official paper: its self-check is in Chinese whatever the window speaks.
fn outcomes(order: &Order<'_>, rules: &Rulebook) -> Result<Vec<Outcome>, Error> {
    let outcomes = rules.check(order.season, order.facts, Language::ZhTw);
    outcomes.map_err(|e| judging::no_edition(&e))
}

fn input<'a>(order: &Order<'a>, rules: &'a Rulebook, outcomes: &'a [Outcome]) -> Input<'a> {
    Input {
        workspace: order.season,
        outcomes,
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
    }
}

fn stopped(error: usr_desk_packet::Error) -> Error {
    match error {
        usr_desk_packet::Error::Cancelled => Error::Cancelled,
        other => refused(&other),
    }
}

/// What the user should know of a finished packet: characters that no face has, files that could not be merged.
fn notes(packet: &Packet) -> Vec<String> {
    let files = packet.refused.iter();
    let files = files.map(|refused| format!("附件「{}」沒有併入：{}。", refused.file, refused.reason));
    let glyphs = packet.missing_glyphs.iter();
    glyphs
        .map(|glyph| {
            let (character, code, place) = (glyph.character, u32::from(glyph.character), &glyph.place);
            format!(
                "字型裡沒有「{character}」（U+{code:04X}），{place}印不出這個字。請改用其他寫法或造字圖。"
            )
        })
        .chain(files)
        .chain(packet.reduced.iter().map(reduced_note))
        .chain(size_notes(packet))
        .collect()
}

/// What was done to the pictures of an attached file.
fn reduced_note(file: &ReducedFile) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let left = match file.left {
        0 => String::new(),
        left => format!("另有 {left} 張因格式特殊保持原樣。"),
    };
    format!(
        "附件「{}」的 {} 張圖片解析度高於輸出設定，已縮小（{:.1} MB → {:.1} MB），文字與線條不變。{left}",
        file.file,
        file.pictures,
        megabytes(file.before),
        megabytes(file.after)
    )
}

/// What there is to tell of a Word file that was written.
pub fn saved_word(path: &Path, file: &WordFile) -> Saved {
    let refused = file.refused.iter();
    Saved {
        name: files::shown(path),
        bytes: file.bytes.len() as u64,
        sha256: files::sha256(&file.bytes),
        pages: None,
        draft: file.is_draft,
        notes: refused
            .map(|refused| format!("圖檔「{}」沒有放入：{}。", refused.file, refused.reason))
            .collect(),
    }
}

/// What the limit of the upload did to the file.
fn size_notes(packet: &Packet) -> Vec<String> {
    let megabytes = packet.bytes.len() as f64 / 1e6;
    match (packet.over_limit, packet.reduced_to) {
        (Some(limit), _) => vec![format!(
            "檔案 {megabytes:.1} MB，圖片縮到最小仍超過上限 {limit} MB。請減少附件，或把附件另外上傳。"
        )],
        (None, Some(dots)) => vec![format!(
            "為了不超過上傳上限，圖片和掃描檔的解析度降為每英寸 {dots} 點（檔案 {megabytes:.1} MB）。"
        )],
        (None, None) => Vec::new(),
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
pub fn saved(path: &Path, packet: &Packet) -> Saved {
    Saved {
        name: files::shown(path),
        bytes: packet.bytes.len() as u64,
        sha256: files::sha256(&packet.bytes),
        pages: Some(packet.pages),
        draft: packet.is_draft,
        notes: notes(packet),
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
        let saved = saved(&path, &packet);
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
        self.cancelled.store(false, Ordering::Relaxed);
        let made = self.ordered(id, scope_named, draft, |order| {
            let fonts = self.faces()?;
            print(order, fonts, &mut |progress| {
                (self.place.progress)(progress);
                self.go_on()
            })
        })?;
        match self.go_on() {
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
        Ok(Response::Saved(saved_word(&path, &file)))
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

    fn go_on(&self) -> ControlFlow<()> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

pub(crate) fn in_words(progress: usr_desk_packet::Progress) -> Progress {
    match progress {
        usr_desk_packet::Progress::Setting { done, of } => Progress {
            doing: "排版".to_owned(),
            done,
            total: of,
        },
        usr_desk_packet::Progress::Writing { pages } => Progress {
            doing: format!("寫入 {pages} 頁"),
            done: 0,
            total: 0,
        },
    }
}

pub(crate) fn refused(error: &usr_desk_packet::Error) -> Error {
    let why = error.sentence();
    Error::refused(format!("{}。", why.zh), format!("{}.", why.en))
}
