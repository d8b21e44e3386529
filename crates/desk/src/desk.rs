//! One function, [`Desk::handle`]: the whole program.

use crate::error::Error;
use crate::exchange::Parcel;
use crate::facts::Judged;
use crate::freezes::Exported;
use crate::history;
use crate::place::Place;
use crate::previews::{FilesAtHand, Previews};
use crate::protocol::*;
use crate::shelf::{Made, Shelf};
use crate::state::State;
use crate::tickets::{Held, Tickets};
use crate::{backup, handouts, judging, naming, places, practice, seasons, thinning, time};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock};
use usr_desk_packet::Fonts;
use usr_desk_rules::{Language, Rulebook};
use usr_desk_workspace::{Edit, Sentence, edit, label, start, window_form};

/// The program without a face: hosts (window, command line, loopback bridge, tests) hand it requests.
pub struct Desk {
    pub(crate) place: Place,
    pub(crate) rules: Rulebook,
    pub(crate) tickets: Tickets,
    pub(crate) judged: Judged,
    pub(crate) cancelled: AtomicBool,
    pub(crate) fonts: OnceLock<Fonts>,
    pub(crate) previews: Previews,
    /// The same for the print plan: it may be of another scope than the page beside it.
    pub(crate) planned: Previews,
    pub(crate) files_at_hand: FilesAtHand,
    pub(crate) exported: Mutex<Option<Exported>>,
    shelf: Mutex<Shelf>,
}

impl Desk {
    /// Opens the library, making it where there is none.
    pub fn open(place: Place) -> Result<Desk, Failure> {
        // The language of the window is one of the settings, which lie in the library.
        Desk::opened_here(place).map_err(|error| error.failure_in_both())
    }

    /// The same for a host that knows the language itself.
    pub fn opened_here(place: Place) -> Result<Desk, Error> {
        let mut shelf = Shelf::open(&place.library)?;
        let now = time::written((place.clock)());
        shelf.library.write(|t| thinning::thin(t, &now))?;
        let library = shelf.library.path().to_owned();
        // Beside the work: a copy that cannot be made (a full disk) must not keep the office from working.
        std::thread::spawn(move || backup::keep(&library, now.get(..10).unwrap_or_default()));
        Ok(Desk {
            shelf: Mutex::new(shelf),
            rules: judging::rulebook(&place.packs)?,
            place,
            tickets: Tickets::default(),
            judged: Judged::default(),
            cancelled: AtomicBool::new(false),
            fonts: OnceLock::new(),
            previews: Previews::default(),
            planned: Previews::default(),
            files_at_hand: FilesAtHand::default(),
            exported: Mutex::default(),
        })
    }

    /// A ticket for a file that the host let the user pick.
    pub fn offer(&self, path: PathBuf) -> Ticket {
        self.tickets.give(Held::File(path))
    }

    /// A ticket for a place to save to, which the host let the user pick.
    pub fn destination(&self, path: PathBuf) -> Ticket {
        self.tickets.give(Held::Destination(path))
    }

    /// The file that was written where this ticket says, for the host to show.
    pub fn written(&self, ticket: &Ticket) -> Result<PathBuf, Failure> {
        self.place_to_save(ticket)
            .map_err(|error| error.failure(self.language()))
    }

    /// Does what is asked, or says why not; then nothing changed.
    pub fn handle(&self, request: Request) -> Result<Response, Failure> {
        self.answer(request)
            .map_err(|error| error.failure(self.language()))
    }

    fn answer(&self, request: Request) -> Result<Response, Error> {
        match request {
            Request::Hello => self.welcome(),
            Request::SetSettings(settings) => {
                let mut shelf = self.shelf();
                shelf.library.write(|t| seasons::set_settings(t, &settings))?;
                shelf.settings = settings;
                drop(shelf);
                self.welcome()
            }
            Request::Library => self.list(),
            Request::Create(new) => {
                let mut season = start::blank(&judging::terms(&self.rules, &new)?, new.school.trim());
                season.checklist = Some(self.rules.default_checklist(&season.edition));
                self.begin(
                    &new.title,
                    false,
                    season.into(),
                    &Sentence::new("新增這一季", "Start this season"),
                )
            }
            Request::Practice => {
                let known = seasons::practice(&self.shelf().library.connection)?;
                match known {
                    Some(id) => self.opened(id, None),
                    None => {
                        let label = Sentence::new("新增練習季", "Start the practice season");
                        self.begin(practice::TITLE, true, practice::season().into(), &label)
                    }
                }
            }
            Request::Tour => Ok(self.tour()),
            Request::PlanCopy { season, new } => self.plan_copy(&season, &new),
            Request::Copy { season, new } => self.copy(&season, &new),
            Request::Attach(new) => self.attach(new),
            Request::ImportSeason { ticket } => self.import_season(&ticket),
            Request::ExportSeason {
                season,
                ticket,
                passphrase,
            } => self.export_season(&season, &ticket, passphrase.as_ref()),
            Request::Unlock { ticket, passphrase } => self.unlock(&ticket, &passphrase),
            Request::Open { season } => self.opened(seasons::row_id(&season)?, None),
            Request::Rename { season, title } => {
                let id = seasons::row_id(&season)?;
                self.shelf().library.write(|t| seasons::rename(t, id, &title))?;
                self.list()
            }
            Request::Delete { season } => self.set_deleted(&season, true),
            Request::Undelete { season } => self.set_deleted(&season, false),
            Request::Edit {
                season,
                base,
                edit,
                typing,
                names,
            } => self.edit(&season, base, edit, typing, names),
            Request::Undo { season, base } => self.step(&season, base, history::undo),
            Request::Redo { season, base } => self.step(&season, base, history::redo),
            Request::History { season } => {
                let mut shelf = self.shelf();
                let id = seasons::row_id(&season)?;
                let head = shelf.state(id)?.revision;
                Ok(Response::History(history::steps(
                    &shelf.library.connection,
                    id,
                    head,
                )?))
            }
            Request::Restore { season, revision } => {
                let id = seasons::row_id(&season)?;
                let mut shelf = self.shelf();
                let (old, label) = history::to_restore(&shelf.library.connection, id, revision)?;
                let base = shelf.state(id)?.revision;
                let at = self.now();
                shelf.commit(id, base, old, &Made::step(&label, &at))?;
                drop(shelf);
                self.opened(id, None)
            }
            Request::Narrative { season, scope } => self.narrative(&season, &scope),
            Request::Picture { season, file } => self.picture(&season, &file),
            Request::Checkpoint { season, name } => {
                let id = seasons::row_id(&season)?;
                let mut shelf = self.shelf();
                let head = shelf.state(id)?.revision;
                shelf.library.write(|t| history::checkpoint(t, head, &name))?;
                Ok(Response::History(history::steps(
                    &shelf.library.connection,
                    id,
                    head,
                )?))
            }
            Request::Compare { season, from, to } => self.compare(&season, from, to),
            Request::HandOut(new) => self.hand_out(&new),
            Request::Handouts { season } => self.handouts(&season),
            Request::GiveUpHandout { season, handout } => self.give_up_handout(&season, handout),
            Request::PlanMerge { season, ticket } => self.plan_merge(&season, &ticket),
            Request::WeighMerge {
                season,
                plan,
                choices,
            } => self.weigh_merge(&season, &plan, choices),
            Request::ApplyMerge {
                season,
                base,
                plan,
                choices,
            } => self.apply_merge(&season, base, &plan, choices),
            Request::Clauses { edition } => {
                let edition = judging::edition(&self.rules, &edition)?;
                Ok(Response::Clauses(self.rules.clauses(&edition.id)))
            }
            Request::PackChanges { sha256 } => {
                let changes = self.rules.changes(&sha256);
                let changes = changes.ok_or_else(|| {
                    Error::not_found(
                        "沒有這個規則包；請關閉程式再開啟，重新讀取規則包。",
                        "There is no such rule pack; close the program and open it again, so that it reads the packs anew.",
                    )
                })?;
                Ok(Response::PackChanges(changes))
            }
            Request::Stage { name, content } => self.stage(name, &content),
            Request::Identify { ticket } => self.identify(&ticket),
            Request::Survey { ticket, map } => self.survey(&ticket, &map),
            Request::ForgetLayout { shape } => self.forget_layout(&shape),
            Request::SurveyRecords { subject, ticket, map } => self.survey_records(subject, &ticket, &map),
            Request::PlanRecords {
                season,
                into,
                ticket,
                map,
            } => self.plan_records(&season, into.as_deref(), &ticket, &map),
            Request::Dictionary => self.dictionary(),
            Request::SetDictionary { words } => self.set_dictionary(&words),
            Request::ImportDictionary { ticket } => self.import_dictionary(&ticket),
            Request::ExportDictionary { ticket } => self.export_dictionary(&ticket),
            Request::LearnedWords { season } => self.learned_words(&season),
            Request::PlanImport {
                season,
                into,
                ticket,
                map,
            } => self.plan_import(&season, &into, &ticket, &map),
            Request::ApplyImport { season, base, plan } => self.apply_import(&season, base, &plan),
            Request::PlanWayOut { season, scope, year } => self.plan_way_out(&season, &scope, year),
            Request::PlanRescale {
                season,
                scope,
                year,
                approved,
                matching,
            } => self.plan_rescale(&season, &scope, year, approved, matching),
            Request::LimitsIf {
                season,
                scope,
                year,
                grant,
            } => self.limits_if(&season, &scope, year, grant),
            Request::ExportPacket {
                season,
                scope,
                draft,
                ticket,
            } => self.export_packet(&season, scope.as_deref(), draft, &ticket),
            Request::ExportParts {
                season,
                scope,
                draft,
                ticket,
            } => self.export_parts(&season, scope.as_deref(), draft, &ticket),
            Request::ExportWord {
                season,
                scope,
                draft,
                ticket,
            } => self.export_word(&season, scope.as_deref(), draft, &ticket),
            Request::ReadWord(chapter) => self.read_word(&chapter),
            Request::ApplyWord { season, base, plan } => self.apply_word(&season, base, &plan),
            Request::PrintPaper {
                season,
                paper,
                ticket,
            } => self.print_paper(&season, &paper, &ticket),
            Request::Preview(asked) => self.page_shown(&asked),
            Request::PrintPlan(asked) => self.print_plan(&asked),
            Request::Freeze(new) => self.freeze(&new),
            Request::Freezes { season } => self.freezes(&season),
            Request::NoteFreeze(note) => self.note_freeze(&note),
            Request::SaveFrozen(wanted) => self.save_frozen(&wanted),
            Request::SinceFreeze { season, freeze } => self.since_freeze(&season, freeze),
            Request::ReadBulletin { source } => self.read_bulletin(source),
            Request::ReadHolidays { ticket } => self.read_holidays(&ticket),
            Request::PlanDates { season, leads } => self.plan_dates(&season, leads),
            Request::ExportCalendar { season, ticket } => self.export_calendar(&season, &ticket),
            Request::SavePicture { content, ticket } => self.save_picture(&content, &ticket),
            Request::Notice { season, activities } => self.notice(&season, &activities),
            Request::CarryActivity {
                season,
                base,
                activity,
                proposal,
            } => self.carry_activity(&season, base, &activity, &proposal),
            Request::ExportBudget {
                season,
                scope,
                ticket,
            } => self.export_budget(&season, &scope, &ticket),
            Request::ExportOverview { season, ticket } => self.export_overview(&season, &ticket),
            Request::Manual => Ok(Response::Manual(usr_desk_manual::pages())),
            Request::ManualPicture { name } => self.manual_picture(&name),
            Request::PrintBook { book, ticket } => self.print_book(&book, &ticket),
            Request::Sentences { edition } => {
                let edition = judging::edition(&self.rules, &edition)?;
                Ok(Response::Sentences(self.rules.sentences(&edition.id)))
            }
            Request::PriceHints { season } => self.price_hints(&season),
            Request::Readings { season } => self.readings(&season),
            Request::Explain { season, asked } => self.explain(&season, &asked),
            Request::FindAlike {
                season,
                scope,
                earlier,
            } => self.find_alike(&season, &scope, &earlier),
            Request::Cancel => {
                self.cancelled.store(true, Ordering::Relaxed);
                Ok(Response::Done)
            }
        }
    }

    pub(crate) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // A panic inside a request loses that request; the library is as it was before it.
        self.shelf.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// That of the window.
    pub(crate) fn language(&self) -> Language {
        self.shelf().settings.language
    }

    pub(crate) fn now(&self) -> String {
        time::written((self.place.clock)())
    }

    fn welcome(&self) -> Result<Response, Error> {
        let shelf = self.shelf();
        let seasons = seasons::list(&shelf.library.connection)?;
        let listed = seasons.iter().filter(|s| !s.deleted).count();
        Ok(Response::Welcome(Welcome {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: shelf.settings.clone(),
            editions: self.rules.editions(),
            rules: self.rules.built_in().clone(),
            packs: self.rules.packs().to_vec(),
            library: shelf.library.shown(),
            seasons: u32::try_from(listed).unwrap_or(u32::MAX),
            warnings: shelf
                .library
                .warnings
                .iter()
                .map(|w| shelf.settings.language.choose(&w.zh, &w.en).to_owned())
                .collect(),
        }))
    }

    fn list(&self) -> Result<Response, Error> {
        Ok(Response::Library(seasons::list(
            &self.shelf().library.connection,
        )?))
    }

    fn set_deleted(&self, season: &str, deleted: bool) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        self.shelf()
            .library
            .write(|t| seasons::set_deleted(t, id, deleted))?;
        self.list()
    }

    pub(crate) fn begin(
        &self,
        title: &str,
        practice: bool,
        parcel: Parcel,
        label: &Sentence,
    ) -> Result<Response, Error> {
        let at = self.now();
        let id = self
            .shelf()
            .begin(title, practice, parcel, &Made::step(label, &at))?;
        self.opened(id, None)
    }

    fn edit(
        &self,
        season: &str,
        base: Revision,
        edit: Edit,
        typing: bool,
        names: Option<Names>,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let edit = places::from_window(edit);
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, base)?;
        let mut after = edit::apply(&state.season, &edit)?;
        let told = match names {
            Some(names) => naming::told(&shelf.library.connection, &edit, &after, names)?,
            None => Vec::new(),
        };
        if !told.is_empty() {
            let edits = told.clone();
            let label = Sentence::alike("");
            after = edit::apply(&after, &Edit::All { label, edits })?;
        }
        // An addition is named by what it adds, so the label is read from the season that holds it.
        let label = label::label(
            if matches!(edit, Edit::Add { .. }) {
                &after
            } else {
                &state.season
            },
            &edit,
        );
        let made = Made {
            label: &label,
            at: &at,
            focus: places::focus(&edit).map(|f| f.to_string()),
            typing,
        };
        let state = shelf.commit(id, base, after, &made)?;
        let steps = history::undo_redo(&shelf.library.connection, state.revision)?;
        let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
        let scope = handouts::scope(&shelf.library.connection, id)?;
        let language = shelf.settings.language;
        drop(shelf);
        let mut findings = judging::findings(&self.rules, &state.season, &facts, language);
        judging::keep_to(&mut findings, scope.as_deref());
        Ok(Response::Edited(Edited {
            revision: state.revision,
            findings,
            steps,
            saved_at: state.at.clone(),
            told,
        }))
    }

    fn step(
        &self,
        season: &str,
        base: Revision,
        go: impl FnOnce(&rusqlite::Transaction<'_>, i64, Revision) -> Result<(State, Option<String>), Error>,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let focus = shelf.step(id, base, go)?;
        drop(shelf);
        self.opened(id, focus)
    }

    /// The whole season, for a window to show.
    pub(crate) fn opened(&self, id: i64, focus: Option<String>) -> Result<Response, Error> {
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let card = seasons::one(&shelf.library.connection, id)?;
        let steps = history::undo_redo(&shelf.library.connection, state.revision)?;
        let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
        let part = handouts::held(&shelf.library.connection, id)?.map(|handed| handouts::card(&handed));
        let language = shelf.settings.language;
        drop(shelf);
        let mut findings = judging::findings(&self.rules, &state.season, &facts, language);
        judging::keep_to(&mut findings, part.as_ref().map(|p| p.proposal.as_str()));
        let mut workspace =
            serde_json::to_value(&*state.season).map_err(|e| Error::Unexpected(e.to_string()))?;
        window_form::to_window(&mut workspace);
        Ok(Response::Opened(View {
            season: card,
            revision: state.revision,
            workspace,
            findings,
            steps,
            saved_at: state.at.clone(),
            focus: focus.map(usr_desk_workspace::FieldPath::new),
            sections: judging::sections(&self.rules, &state.season.edition),
            default_checklist: self.rules.default_checklist(&state.season.edition),
            default_setup: usr_desk_workspace::Setup::usual().clone(),
            part,
        }))
    }
}
