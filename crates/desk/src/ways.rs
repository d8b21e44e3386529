//! Ways out of a budget year's broken limits, and 核定額 laid over it: shown first, committed by the window as a plain
//! edit, exactly as it was shown.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{BudgetProposal, Flip, Response, Revision};
use crate::{places, seasons};
use std::collections::BTreeMap;
use std::sync::Arc;
use usr_desk_rules::{AttachmentFacts, BudgetPlan, Language, Matching, NoWay, Rulebook, Standing};
use usr_desk_workspace::{Workspace, edit, window_form};

impl Desk {
    pub(crate) fn plan_way_out(&self, season: &str, scope: &str, year: u16) -> Result<Response, Error> {
        self.budget_plan(season, |season| self.rules.way_out(season, scope, year))
    }

    pub(crate) fn plan_rescale(
        &self,
        season: &str,
        scope: &str,
        year: u16,
        approved: i64,
        matching: Matching,
    ) -> Result<Response, Error> {
        self.budget_plan(season, |season| {
            self.rules.rescaled(season, scope, year, approved, matching)
        })
    }

    pub(crate) fn limits_if(
        &self,
        season: &str,
        scope: &str,
        year: u16,
        grant: i64,
    ) -> Result<Response, Error> {
        let (_, season, _, _) = self.looked_at(season)?;
        let limits = self.rules.limits_if(&season, scope, year, grant);
        Ok(Response::Limits(limits.map_err(|no| refused(&no))?))
    }

    fn budget_plan(
        &self,
        season: &str,
        plan: impl FnOnce(&Workspace) -> Result<BudgetPlan, NoWay>,
    ) -> Result<Response, Error> {
        let (base, season, facts, language) = self.looked_at(season)?;
        let mut plan = plan(&season).map_err(|no| refused(&no))?;
        let after = edit::apply(&season, &plan.edit)?;
        let flips = flips(&self.rules, &season, &after, &facts, language);
        plan.edit = places::to_window(plan.edit);
        let mut plan = serde_json::to_value(plan).map_err(|e| Error::Unexpected(e.to_string()))?;
        window_form::to_window(&mut plan);
        Ok(Response::BudgetPlanned(BudgetProposal { base, plan, flips }))
    }

    /// The season as it stands, with what judging it takes.
    pub(crate) fn looked_at(
        &self,
        season: &str,
    ) -> Result<(Revision, Arc<Workspace>, AttachmentFacts, Language), Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
        Ok((
            state.revision,
            state.season.clone(),
            facts,
            shelf.settings.language,
        ))
    }
}

fn refused(no: &NoWay) -> Error {
    Error::refused(no.sentence(Language::ZhTw), no.sentence(Language::En))
}

type Scope = (String, Option<String>, Option<u16>);

/// Where a rule says something else of the same scope.
fn flips(
    rules: &Rulebook,
    old: &Workspace,
    new: &Workspace,
    facts: &AttachmentFacts,
    language: Language,
) -> Vec<Flip> {
    let said = |season| rules.check(season, facts, language).unwrap_or_default();
    let before: BTreeMap<Scope, Standing> = said(old)
        .into_iter()
        .map(|o| ((o.rule, o.proposal, o.year), o.outcome))
        .collect();
    let flip = |o: usr_desk_rules::Outcome| {
        let scope = (o.rule, o.proposal, o.year);
        let known = before.get(&scope).copied();
        (known != Some(o.outcome)).then_some(Flip {
            rule: scope.0,
            proposal: scope.1,
            before: known,
            after: o.outcome,
            message: o.message,
        })
    };
    said(new).into_iter().filter_map(flip).collect()
}
