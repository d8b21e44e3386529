//! Workbooks (budgets, rosters, indicators): surveyed outside the lock, committed only as they were shown.
//!
//! **What is committed is the plan that was shown**, kept here under an id; the workbook is not read again.

use crate::desk::Desk;
use crate::error::Error;
use crate::files;
use crate::layouts;
use crate::protocol::{MoreRows, Planned, PlannedRecords, Response, Revision, Ticket};
use crate::records;
use crate::seasons;
use crate::shelf::Made;
use crate::worker;
use serde::Serialize;
use serde_json::Value;
use std::collections::{HashSet, VecDeque};
use usr_desk_intake::records::{RecordPlan, RecordPreview, Subject};
use usr_desk_intake::{Map, Plan, Preview, Reading, Said, Unreadable, Wanted, plan};
use usr_desk_workspace::{BudgetYear, Edit, FieldPath, LineId, Sentence, Workspace, edit, window_form};

/// Plans that were shown last and may be committed.
#[derive(Default)]
pub(crate) struct Plans {
    kept: VecDeque<Shown>,
    given: u64,
}

struct Shown {
    name: String,
    season: i64,
    base: Revision,
    /// What the window shows once it is carried out.
    focus: FieldPath,
    what: What,
    /// The layout that it was read by, remembered once the plan is carried out.
    shape: Option<String>,
    map: Map,
}

/// What was shown.
enum What {
    Budget(FieldPath, Plan),
    Records(FieldPath, RecordPlan),
}

impl Plans {
    /// Keeps a plan that is being shown, and names it.
    fn keep(&mut self, shown: impl FnOnce(String) -> Shown) -> String {
        self.given += 1;
        let shown = shown(format!("plan-{}", self.given));
        let name = shown.name.clone();
        self.kept.push_back(shown);
        if self.kept.len() > PLANS_KEPT {
            self.kept.pop_front();
        }
        name
    }
}

/// As many plans as windows can be looking at.
const PLANS_KEPT: usize = 16;
/// As many cells as a refusal lists.
const CELLS_LISTED: usize = 20;

impl Desk {
    pub(crate) fn survey(&self, ticket: &Ticket, map: &Map) -> Result<Response, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        let preview = self.preview(&name, &bytes, map)?;
        let Some(map) = self.remembered(preview.shape.as_deref(), map)? else {
            return Ok(Response::Surveyed(preview));
        };
        let mut preview = self.preview(&name, &bytes, &map)?;
        preview.is_remembered = true;
        Ok(Response::Surveyed(preview))
    }

    /// Where nothing was corrected yet, an earlier file of this shape may tell how.
    fn remembered(&self, shape: Option<&str>, map: &Map) -> Result<Option<Map>, Error> {
        match shape.filter(|_| *map == Map::default()) {
            Some(shape) => layouts::remembered(&self.shelf().library.connection, shape),
            None => Ok(None),
        }
    }

    pub(crate) fn survey_records(
        &self,
        subject: Subject,
        ticket: &Ticket,
        map: &Map,
    ) -> Result<Response, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        let worker = self.place.worker.as_deref();
        let preview = worker::records(worker, subject, &name, &bytes, map)?.preview;
        let Some(map) = self.remembered(preview.shape.as_deref(), map)? else {
            return Ok(Response::RecordsSurveyed(self.in_words(preview)));
        };
        let again = worker::records(worker, subject, &name, &bytes, &map)?.preview;
        Ok(Response::RecordsSurveyed(self.in_words(RecordPreview {
            is_remembered: true,
            ..again
        })))
    }

    /// In the window's language.
    fn in_words(&self, mut preview: RecordPreview) -> RecordPreview {
        let language = self.shelf().settings.language;
        preview.settle(&|zh, en| language.choose(zh, en));
        preview
    }

    /// What people, or indicators of the proposal `into`, would become.
    pub(crate) fn plan_records(
        &self,
        season: &str,
        into: Option<&str>,
        ticket: &Ticket,
        map: &Map,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        let subject = records::subject_of(into);
        let bundle = worker::records(self.place.worker.as_deref(), subject, &name, &bytes, map)?;
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let (list, plan) = records::plan_into(&state.season, into, &name, &bundle, map)?;
        let base = state.revision;
        let language = shelf.settings.language;
        let mut shown = plan.clone();
        shown.settle(&|zh, en| language.choose(zh, en));
        let changes = for_window(&shown)?;
        let plan = shelf.plans.keep(|name| Shown {
            name,
            season: id,
            base,
            focus: list.clone(),
            what: What::Records(list, plan),
            shape: bundle.preview.shape.clone(),
            map: map.clone(),
        });
        Ok(Response::RecordsPlanned(PlannedRecords { plan, base, changes }))
    }

    fn preview(&self, name: &str, bytes: &[u8], map: &Map) -> Result<Preview, Error> {
        let told = self.with_dictionary(map)?;
        let answer = worker::read(self.place.worker.as_deref(), name, bytes, &told, Wanted::Preview)?;
        match (answer.preview, answer.error) {
            // Without a table the sheets are shown all the same: a person may name the columns.
            (Some(mut preview), _) => {
                let language = self.shelf().settings.language;
                preview.settle(&|zh, en| language.choose(zh, en));
                // The dictionary is the desk's, not one of the corrections.
                preview.map = map.clone();
                Ok(preview)
            }
            (None, Some(error)) => Err(worker::unreadable(&error)),
            (None, None) => Err(worker::unreadable(&Unreadable::Unexpected.said())),
        }
    }

    pub(crate) fn plan_import(
        &self,
        season: &str,
        into: &str,
        ticket: &Ticket,
        map: &Map,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        let told = self.with_dictionary(map)?;
        let worker = self.place.worker.as_deref();
        let answer = worker::read(worker, &name, &bytes, &told, Wanted::Reading)?;
        let (reading, shape) = answer.into_reading().map_err(|said| worker::unreadable(&said))?;
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let (budget, plan) = plan_into(&state.season, into, &name, &reading, &told)?;
        let base = state.revision;
        let language = shelf.settings.language;
        let (mut part, more) = shown_of(&plan);
        part.settle(&|zh, en| language.choose(zh, en));
        let changes = for_window(&part)?;
        let plan = shelf.plans.keep(|name| Shown {
            name,
            season: id,
            base,
            focus: budget.then("budget"),
            what: What::Budget(budget, plan),
            shape,
            map: map.clone(),
        });
        Ok(Response::Planned(Planned {
            plan,
            base,
            changes,
            more,
        }))
    }

    pub(crate) fn apply_import(&self, season: &str, base: Revision, plan: &str) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, base)?;
        let shown = shelf.plans.kept.iter().find(|p| p.name == plan && p.season == id);
        let shown = shown.ok_or_else(|| {
            Error::not_found(
                "這份匯入預覽已失效。請重新選擇檔案並預覽後再匯入。",
                "This preview has lapsed. Choose the file again, look at its preview, then import.",
            )
        })?;
        if shown.base != base {
            return Err(Error::Stale);
        }
        let edit = match &shown.what {
            What::Budget(budget, plan) => edit_of(&state.season, budget, plan, base)?,
            What::Records(list, plan) => records::edit_of(&state.season, list, plan, base)?,
        };
        let edit = edit.ok_or_else(|| {
            Error::refused(
                "這份檔案與現有資料完全相同，沒有需要匯入的變更。",
                "This file is the same as what stands here; there is nothing to import.",
            )
        })?;
        let focus = shown.focus.to_string();
        let after = edit::apply(&state.season, &edit)?;
        let Edit::All { label, .. } = &edit else {
            return Err(Error::Unexpected("匯入不是一個步驟".to_owned()));
        };
        let made = Made {
            label,
            at: &at,
            focus: Some(focus.clone()),
            typing: false,
        };
        let layout = shown.shape.clone().zip(Some(shown.map.clone()));
        shelf.commit(id, base, after, &made)?;
        if let Some((shape, map)) = layout {
            // The import stands; a layout that could not be kept is asked about once more.
            let _ = shelf.library.write(|t| layouts::remember(t, &shape, &map));
        }
        drop(shelf);
        self.opened(id, Some(focus))
    }
}

/// As many lines as one budget takes: beyond, every step of the season would keep a person waiting.
pub const MOST_LINES: usize = 20_000;

/// Where new lines go, and what would change. Too many lines are refused here, before anything is shown or written.
pub fn plan_into(
    season: &Workspace,
    into: &str,
    file: &str,
    reading: &Reading,
    map: &Map,
) -> Result<(FieldPath, Plan), Error> {
    let (budget, years) = budget_of(season, into)?;
    let count = reading.lines.len();
    if count > MOST_LINES {
        return Err(Error::refused(
            format!(
                "「{file}」有 {count} 個項目，一份經費表最多 {MOST_LINES} 項，沒有匯入任何資料。請只保留要匯入的年度或工作表後再匯入。"
            ),
            format!(
                "“{file}” holds {count} items and a budget takes {MOST_LINES} at most; nothing was imported. Keep only the years or sheets that are to be imported, then try again."
            ),
        ));
    }
    Ok((budget, plan(file, reading, years, map)))
}

/// The budget that an import goes into: a proposal's id, or `support_plan`.
pub(crate) fn budget_of<'a>(
    season: &'a Workspace,
    into: &str,
) -> Result<(FieldPath, &'a [BudgetYear]), Error> {
    if into == "support_plan" {
        let plan = season.support_plan.as_ref();
        let plan = plan.ok_or_else(|| {
            Error::refused(
                "這一季沒有校務支持規劃方案，無法匯入。",
                "This season has no support plan to import into.",
            )
        })?;
        return Ok((FieldPath::new("/support_plan"), &plan.budget));
    }
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == into);
    let proposal = proposal.ok_or_else(|| {
        let known: Vec<&str> = season.proposals.iter().map(|p| p.id.as_str()).collect();
        Error::refused(
            format!(
                "找不到代號為「{into}」的計畫。可用的有：{}、support_plan。",
                known.join("、")
            ),
            format!(
                "There is no proposal “{into}”. There are: {}, support_plan.",
                known.join(", ")
            ),
        )
    })?;
    Ok((FieldPath::new("/proposals").then(&proposal.id), &proposal.budget))
}

/// The plan as one step; `None` = there is nothing to do. Refused while a line cannot be placed. New lines are named
/// after `base`, so that an import that was undone leaves no names to meet again.
pub fn edit_of(
    season: &Workspace,
    budget: &FieldPath,
    plan: &Plan,
    base: Revision,
) -> Result<Option<Edit>, Error> {
    if !plan.blocked.is_empty() {
        let listed = listed(plan.blocked.iter().take(CELLS_LISTED).map(|b| &b.message));
        let more = plan.blocked.len().saturating_sub(CELLS_LISTED);
        let (zh, en) = match more {
            0 => (String::new(), String::new()),
            _ => (format!("\n  …另有 {more} 處"), format!("\n  … and {more} more")),
        };
        let count = plan.blocked.len();
        return Err(Error::refused(
            format!(
                "有 {count} 個項目還缺年度、經費來源或類別，沒有匯入任何資料：{}{zh}",
                listed.zh
            ),
            format!(
                "{count} items still lack a year, a source of funds or a category; nothing was imported:{}{en}",
                listed.en
            ),
        ));
    }
    if plan.is_empty() {
        return Ok(None);
    }
    let taken = line_ids(season);
    let mut next = 0;
    let mut new_id = || loop {
        next += 1;
        let id = format!("i{base}-{next}");
        if !taken.contains(id.as_str()) {
            return LineId::from(id.as_str());
        }
    };
    Ok(Some(plan.edit(budget, &mut new_id)))
}

/// Sentences below one another.
pub(crate) fn listed<'a>(said: impl Iterator<Item = &'a Said>) -> Sentence {
    said.fold(Sentence::new("", ""), |all, said| {
        let said = said.sentence();
        Sentence::new(
            format!("{}\n  {}", all.zh, said.zh),
            format!("{}\n  {}", all.en, said.en),
        )
    })
}

fn line_ids(season: &Workspace) -> HashSet<&str> {
    let proposals = season.proposals.iter().flat_map(|p| &p.budget);
    let support = season.support_plan.iter().flat_map(|p| &p.budget);
    let lines = proposals.chain(support).flat_map(|y| &y.lines);
    lines.map(|line| line.id.as_str()).collect()
}

/// As many rows of each kind are shown; nobody reads further, and a window that draws a hundred thousand stands still.
const ROWS_SHOWN: usize = 500;

/// The plan as far as it is shown, and what is not.
fn shown_of(plan: &Plan) -> (Plan, MoreRows) {
    fn shown<T: Clone>(rows: &[T]) -> (Vec<T>, u32) {
        let more = rows.len().saturating_sub(ROWS_SHOWN);
        let shown = rows.iter().take(ROWS_SHOWN).cloned().collect();
        (shown, u32::try_from(more).unwrap_or(u32::MAX))
    }
    let (added, more_added) = shown(&plan.added);
    let (changed, more_changed) = shown(&plan.changed);
    let (missing, more_missing) = shown(&plan.missing);
    let (blocked, more_blocked) = shown(&plan.blocked);
    let more = MoreRows {
        added: more_added,
        changed: more_changed,
        missing: more_missing,
        blocked: more_blocked,
    };
    let part = Plan {
        file: plan.file.clone(),
        new_years: plan.new_years.clone(),
        years: plan.years.clone(),
        added,
        changed,
        unchanged: plan.unchanged,
        missing,
        blocked,
    };
    (part, more)
}

/// The plan with its amounts as decimal strings; those of changed fields stand under `old` and `new`.
fn for_window<P: Serialize>(plan: &P) -> Result<Value, Error> {
    let mut value = serde_json::to_value(plan).map_err(|e| Error::Unexpected(e.to_string()))?;
    window_form::to_window(&mut value);
    let changed = value["changed"].as_array_mut().into_iter().flatten();
    for change in changed.filter_map(|c| c["fields"].as_array_mut()).flatten() {
        for side in ["old", "new"] {
            if let Value::Number(number) = &change[side] {
                change[side] = Value::String(number.to_string());
            }
        }
    }
    Ok(value)
}
