//! The values behind outcomes that compare no dollars: what the rule looked at, a row each.

use super::{Input, InputPart};
use crate::Outcome;
use crate::season::{Case, Season};
use serde_json::Value;
use usr_desk_workspace::{Date, Role};

/// What an outcome rests on: what was counted, else what its places hold.
pub(super) fn inputs(season: &Season, case: Option<&Case>, outcome: &Outcome) -> Vec<Input> {
    let counted = match (outcome.rule.as_str(), case) {
        ("proposal-count", _) => submitted(season),
        ("team-experience", Some(case)) => projects(case),
        ("cross-school-activities", Some(case)) => events(case),
        ("single-principal-investigator", Some(case)) => principals(season, case),
        _ => Vec::new(),
    };
    if !counted.is_empty() {
        return counted;
    }
    // A season's form has only string keys.
    let form = serde_json::to_value(season.workspace).unwrap_or_default();
    let looked = outcome.targets.iter().filter_map(|place| looked_at(&form, place));
    looked.collect()
}

fn counted(name: &str, value: String, place: String) -> Input {
    Input {
        name: name.to_owned(),
        value,
        place,
        part: InputPart::Counted,
    }
}

fn submitted(season: &Season) -> Vec<Input> {
    let cases = season.submitted();
    cases
        .map(|case| {
            counted(
                case.proposal.title.filled().unwrap_or(case.proposal.id.as_str()),
                "1".to_owned(),
                case.at("submit"),
            )
        })
        .collect()
}

fn projects(case: &Case) -> Vec<Input> {
    let day = |day: Option<Date>| day.map(Date::in_roc).unwrap_or_default();
    let projects = case.proposal.past_projects.iter().enumerate();
    projects
        .map(|(i, project)| {
            let period = format!("{}–{}", day(project.starts_on), day(project.ends_on));
            counted(
                project.title.trim(),
                period,
                case.at(format!("past_projects/{i}")),
            )
        })
        .collect()
}

fn events(case: &Case) -> Vec<Input> {
    let events = case.proposal.events.iter().enumerate();
    events
        .map(|(i, event)| {
            let schools: Vec<&str> = event
                .schools
                .iter()
                .filter_map(|school| school.filled())
                .collect();
            counted(
                event.title.trim(),
                schools.join("、"),
                case.at(format!("events/{i}")),
            )
        })
        .collect()
}

fn principals(season: &Season, case: &Case) -> Vec<Input> {
    let members = case.proposal.team.iter().enumerate();
    let principals = members.filter(|(_, member)| member.role == Some(Role::PrincipalInvestigator));
    principals
        .map(|(i, member)| {
            let who = member.person.as_ref().and_then(|id| season.roster.who(id));
            counted(
                "",
                who.map_or("", |who| season.roster.name(who)).to_owned(),
                case.at(format!("team/{i}/person")),
            )
        })
        .collect()
}

/// What stands at a place, if it is one value; of a line also its name.
fn looked_at(form: &Value, place: &str) -> Option<Input> {
    let value = match form.pointer(place) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => return None,
    };
    let line = place.rsplit_once('/').and_then(|(line, _)| form.pointer(line));
    let name = line
        .and_then(|line| line.get("item")?.as_str())
        .unwrap_or_default();
    Some(Input {
        name: name.to_owned(),
        value,
        place: place.to_owned(),
        part: InputPart::Looked,
    })
}
