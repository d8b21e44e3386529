//! The values behind outcomes that compare no dollars: what the rule looked at, a row each.

use super::{Input, InputPart};
use crate::rule::Judge;
use crate::season::{Case, Season};
use crate::{Outcome, Standing};
use serde_json::Value;
use usr_desk_workspace::{Date, Money, PersonId, Role};

/// What an outcome rests on: what was counted, else what its places hold.
pub(super) fn inputs(
    season: &Season,
    case: Option<&Case>,
    outcome: &Outcome,
    judge: Option<&dyn Judge>,
) -> Vec<Input> {
    let counted = match (outcome.rule.as_str(), case) {
        _ if outcome.outcome == Standing::NotApplicable => Vec::new(),
        ("proposal-count", _) => submitted(season),
        ("team-experience", Some(case)) => projects(case, judge),
        ("cross-school-activities", Some(case)) => events(case),
        ("single-principal-investigator", Some(case)) => principals(season, case),
        _ => Vec::new(),
    };
    if !counted.is_empty() {
        return counted;
    }
    // A season's form has only string keys.
    let form = serde_json::to_value(season.workspace).unwrap_or_default();
    let looked = outcome
        .targets
        .iter()
        .filter_map(|place| looked_at(season, &form, place));
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

/// Those that the rule counts; the others were looked at.
fn projects(case: &Case, judge: Option<&dyn Judge>) -> Vec<Input> {
    let listed = judge.map_or_else(Vec::new, |judge| judge.projects(case));
    let day = |day: Option<Date>| day.map(Date::in_roc).unwrap_or_default();
    let projects = case.proposal.past_projects.iter().enumerate();
    projects
        .map(|(i, project)| {
            let period = format!("{}–{}", day(project.starts_on), day(project.ends_on));
            let input = counted(
                project.title.trim(),
                period,
                case.at(format!("past_projects/{i}")),
            );
            Input {
                part: if listed.contains(&i) {
                    InputPart::Counted
                } else {
                    InputPart::Looked
                },
                ..input
            }
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

/// Fields of the form that hold dollars.
const MONEY: [&str; 4] = ["amount", "unit_price", "grant_requested", "grant_approved"];

/// What stands at a place, if it is one value, as a person reads it: money grouped, people by their names; of a line
/// also its name.
fn looked_at(season: &Season, form: &Value, place: &str) -> Option<Input> {
    let field = place.rsplit('/').next().unwrap_or_default();
    let value = match form.pointer(place) {
        Some(Value::String(id)) if field == "person" => {
            let who = season.roster.who(&PersonId::from(id.as_str()));
            who.map_or(id.as_str(), |who| season.roster.name(who)).to_owned()
        }
        Some(number @ Value::Number(_)) if MONEY.contains(&field) => serde_json::from_value(number.clone())
            .map_or_else(|_| number.to_string(), |sum: Money| sum.to_string()),
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
