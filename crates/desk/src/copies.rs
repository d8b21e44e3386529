//! A new season from an older one: what the new round changes is said before anything is made.

use crate::desk::Desk;
use crate::error::Error;
use crate::exchange::Parcel;
use crate::protocol::{ChangedLimit, CopyPlan, Flip, NewSeason, Response};
use crate::{judging, seasons};
use std::collections::BTreeMap;
use usr_desk_rules::{AttachmentFacts, Language, Parameter, Rulebook, Standing};
use usr_desk_workspace::{Sentence, Text, Workspace, start};

impl Desk {
    /// What copying would change: limits of the text, and what the clauses then say.
    pub(crate) fn plan_copy(&self, season: &str, new: &NewSeason) -> Result<Response, Error> {
        let (old, facts, language) = self.to_copy(season)?;
        let copy = copied(&self.rules, &old, new)?;
        Ok(Response::CopyPlanned(CopyPlan {
            limits: changed_limits(&self.rules, &old.edition, &copy.edition),
            flips: flips(&self.rules, &old, &copy, &facts, language),
        }))
    }

    /// Makes the copy, with the attached files that it still names.
    pub(crate) fn copy(&self, season: &str, new: &NewSeason) -> Result<Response, Error> {
        let (old, _, _) = self.to_copy(season)?;
        let copy = copied(&self.rules, &old, new)?;
        let id = seasons::row_id(season)?;
        let (card, attachments) = {
            let shelf = self.shelf();
            let db = &shelf.library.connection;
            (seasons::one(db, id)?, seasons::attachments(db, id, &copy)?)
        };
        let parcel = Parcel {
            season: copy,
            attachments,
            handed: None,
        };
        let label = Sentence::new(
            format!("由「{}」複製", card.title),
            format!("Copy from “{}”", card.title),
        );
        self.begin(&new.title, false, parcel, &label)
    }

    fn to_copy(&self, season: &str) -> Result<(Workspace, AttachmentFacts, Language), Error> {
        let id = seasons::row_id(season)?;
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        let facts = self.judged.facts(&shelf.library.connection, id, &state.season)?;
        Ok(((*state.season).clone(), facts, shelf.settings.language))
    }
}

fn copied(rules: &Rulebook, old: &Workspace, new: &NewSeason) -> Result<Workspace, Error> {
    let mut copy = start::copied(old, &judging::terms(rules, new)?);
    if !new.school.trim().is_empty() {
        copy.school.name = Text::from(new.school.trim());
    }
    Ok(copy)
}

/// Thresholds that both editions state and state differently, and those that only one states.
fn changed_limits(rules: &Rulebook, old: &str, new: &str) -> Vec<ChangedLimit> {
    let mut changed = Vec::new();
    for after in rules.clauses(new) {
        let before = rules.clause(&after.rule, old);
        let before: Vec<&Parameter> = before.iter().flat_map(|c| &c.parameters).collect();
        let now: Vec<&Parameter> = after.parameters.iter().collect();
        let called = |among: &[&Parameter], name: &str| {
            let found = among.iter().rev().find(|p| p.name == name);
            found.map(|p| p.value.clone())
        };
        let gone = before.iter().filter(|p| called(&now, &p.name).is_none());
        for parameter in now.iter().chain(gone) {
            let (was, is) = (called(&before, &parameter.name), called(&now, &parameter.name));
            let told = |known: &ChangedLimit| known.rule == after.rule && known.name == parameter.name;
            if was != is && !changed.iter().any(told) {
                changed.push(ChangedLimit {
                    rule: after.rule.clone(),
                    title: after.title.clone(),
                    title_en: after.title_en.clone(),
                    clause: after.cite.to_string(),
                    name: parameter.name.clone(),
                    name_en: parameter.name_en.clone(),
                    before: was,
                    after: is,
                });
            }
        }
    }
    changed
}

/// Where a rule says something else of the same proposal. Years move, so the gravest of all years counts.
fn flips(
    rules: &Rulebook,
    old: &Workspace,
    new: &Workspace,
    facts: &AttachmentFacts,
    language: Language,
) -> Vec<Flip> {
    let gravest = |season: &Workspace| {
        let mut said: BTreeMap<(String, Option<String>), (Standing, String)> = BTreeMap::new();
        for outcome in rules.check(season, facts, language).unwrap_or_default() {
            let scope = (outcome.rule, outcome.proposal);
            let graver = said
                .get(&scope)
                .is_none_or(|(known, _)| gravity(outcome.outcome) < gravity(*known));
            if graver {
                said.insert(scope, (outcome.outcome, outcome.message));
            }
        }
        said
    };
    let before = gravest(old);
    let after = gravest(new).into_iter();
    after
        .filter_map(|((rule, proposal), (standing, message))| {
            let scope = (rule, proposal);
            let known = before.get(&scope).map(|(standing, _)| *standing);
            (known != Some(standing)).then_some(Flip {
                rule: scope.0,
                proposal: scope.1,
                before: known,
                after: standing,
                message,
            })
        })
        .collect()
}

fn gravity(standing: Standing) -> u8 {
    match standing {
        Standing::Violation => 0,
        Standing::NeedsApproval => 1,
        Standing::OverPrinciple => 2,
        Standing::NeedsConfirmation => 3,
        Standing::Undetermined => 4,
        Standing::Justified => 5,
        Standing::Reminder => 6,
        Standing::Pass => 7,
        Standing::NotApplicable => 8,
    }
}
