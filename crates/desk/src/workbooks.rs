//! Budgets (經費表) and the season's overview, written as workbooks.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Response, Ticket};
use crate::{files, seasons};
use crate::{imports, judging};
use usr_desk_rules::{Language, Outcome};
use usr_desk_workbooks::{Book, Form, budget_of, overview as overview_of, write};
use usr_desk_workspace::Workspace;

/// The budget of a proposal or of the `support_plan`, in the form that the file's name says.
pub fn budget(season: &Workspace, scope: &str, name: &str) -> Result<Vec<u8>, Error> {
    // The same sentence as an import into a budget that there is not.
    imports::budget_of(season, scope)?;
    let book = budget_of(season, scope).ok_or_else(Error::no_proposal)?;
    written(&book, name)
}

/// Proposals × years × categories, and every outcome.
pub fn overview(season: &Workspace, outcomes: &[Outcome], name: &str) -> Result<Vec<u8>, Error> {
    written(&overview_of(season, outcomes), name)
}

fn written(book: &Book, name: &str) -> Result<Vec<u8>, Error> {
    let form = Form::of(name).ok_or_else(|| {
        Error::refused(
            format!("「{name}」的副檔名要是 .xlsx 或 .ods。請改檔名後再輸出，沒有寫入任何檔案。"),
            format!(
                "“{name}” must end in .xlsx or .ods. Change its name, then export again; no file was written."
            ),
        )
    })?;
    write(book, form).map_err(|e| {
        Error::refused(
            format!("{e}。沒有寫入任何檔案。"),
            format!("The workbook could not be written ({e}). No file was written."),
        )
    })
}

impl Desk {
    pub(crate) fn export_budget(
        &self,
        season: &str,
        scope: &str,
        ticket: &Ticket,
    ) -> Result<Response, Error> {
        let path = self.place_to_save(ticket)?;
        let state = self.shelf().state(seasons::row_id(season)?)?;
        let bytes = budget(&state.season, scope, &files::shown(&path))?;
        self.save(ticket, &bytes).map(Response::Saved)
    }

    /// An official table: in Chinese whatever the window speaks.
    pub(crate) fn export_overview(&self, season: &str, ticket: &Ticket) -> Result<Response, Error> {
        let path = self.place_to_save(ticket)?;
        let id = seasons::row_id(season)?;
        let (state, facts) = {
            let mut shelf = self.shelf();
            let state = shelf.state(id)?;
            let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
            (state, facts)
        };
        let outcomes = self
            .rules
            .check(&state.season, &facts, Language::ZhTw)
            .map_err(|e| judging::no_edition(&e))?;
        let bytes = overview(&state.season, &outcomes, &files::shown(&path))?;
        self.save(ticket, &bytes).map(Response::Saved)
    }
}
