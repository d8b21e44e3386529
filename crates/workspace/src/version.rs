//! Versions of the file form: a season is written in the lowest that holds everything, so that a file without newer
//! fields stays readable by older programs.

use crate::{BudgetYear, Workspace};

/// The lowest version that holds everything in this season.
pub fn lowest(season: &Workspace) -> u32 {
    if second(season).is_some() { 2 } else { 1 }
}

/// The JSON pointer of a field that only version 2 has, where one is filled in.
pub(crate) fn second(season: &Workspace) -> Option<String> {
    let school = [
        ("/comments", season.comments.is_empty()),
        ("/activities", season.activities.is_empty()),
        ("/milestones", season.milestones.is_empty()),
        ("/holidays", season.holidays.is_empty()),
        ("/make_up_days", season.make_up_days.is_empty()),
        ("/same_people", season.same_people.is_empty()),
        ("/setup", season.setup.is_none()),
        ("/school/contacts", season.school.contacts.is_empty()),
    ];
    let plan = season.support_plan.as_ref();
    let plan = plan.and_then(|plan| {
        let documents = !plan.sections.documents.is_empty();
        documents
            .then(|| "/support_plan/sections/documents".to_owned())
            .or_else(|| of_budget("/support_plan", &plan.budget))
    });
    first_filled(&school).or(plan).or_else(|| {
        season
            .proposals
            .iter()
            .enumerate()
            .find_map(|(i, p)| of_proposal(&format!("/proposals/{i}"), p))
    })
}

fn of_proposal(at: &str, proposal: &crate::Proposal) -> Option<String> {
    let lists = [
        ("/contacts", proposal.contacts.is_empty()),
        ("/sites", proposal.sites.is_empty()),
    ];
    let section = proposal.sections.iter().position(|s| s.document.is_some());
    first_filled(&lists)
        .map(|field| format!("{at}{field}"))
        .or_else(|| section.map(|i| format!("{at}/sections/{i}/document")))
        .or_else(|| of_budget(at, &proposal.budget))
}

fn of_budget(at: &str, years: &[BudgetYear]) -> Option<String> {
    years.iter().enumerate().find_map(|(y, year)| {
        year.lines.iter().enumerate().find_map(|(l, line)| {
            let fields = [
                ("locked", line.locked.is_none()),
                ("source", line.source.is_none()),
            ];
            let field = fields.into_iter().find(|(_, blank)| !blank)?.0;
            Some(format!("{at}/budget/{y}/lines/{l}/{field}"))
        })
    })
}

fn first_filled(fields: &[(&str, bool)]) -> Option<String> {
    fields
        .iter()
        .find(|(_, blank)| !blank)
        .map(|(field, _)| (*field).to_owned())
}
