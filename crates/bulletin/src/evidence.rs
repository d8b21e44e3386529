//! What the school takes part in becomes evidence: the participation list, and activities that it holds itself as
//! cross-school events of a proposal.

use crate::schools;
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{
    Activity, ActivityKind, Date, Edit, Event, EventKind, FieldPath, Proposal, Sentence, Workspace,
};

/// One line of the participation list (參與紀錄), for the packet and the annual report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipationRow {
    /// First day of the activity.
    pub starts_on: Option<Date>,
    /// Last day; absent = one day.
    pub ends_on: Option<Date>,
    /// 活動名稱.
    pub title: String,
    /// 主辦學校.
    pub host: String,
    /// What it was.
    pub kind: Option<ActivityKind>,
    /// Who took part; blank = not of the roster.
    pub person: String,
    /// For which proposal, by its title.
    pub proposal: String,
    /// Title of the certificate, or its file.
    pub certificate: String,
}

/// Who took part in what, by day; `proposal` = only for this proposal.
pub fn participation(season: &Workspace, proposal: Option<&str>) -> Vec<ParticipationRow> {
    let mut rows: Vec<ParticipationRow> = season
        .activities
        .iter()
        .flat_map(|activity| activity.participants.iter().map(move |part| (activity, part)))
        .filter(|(_, part)| proposal.is_none() || part.proposal.as_ref().map(|id| id.as_str()) == proposal)
        .map(|(activity, part)| {
            let person = season.people.iter().find(|p| Some(&p.id) == part.person.as_ref());
            let plan = season
                .proposals
                .iter()
                .find(|p| Some(&p.id) == part.proposal.as_ref());
            let files = season
                .attachments
                .iter()
                .chain(season.proposals.iter().flat_map(|p| &p.attachments));
            let file = files
                .into_iter()
                .find(|a| Some(&a.id) == part.certificate.as_ref());
            ParticipationRow {
                starts_on: activity.starts_on,
                ends_on: activity.ends_on,
                title: activity.title.trim().to_owned(),
                host: activity.host.trim().to_owned(),
                kind: activity.kind,
                person: person.map(|p| p.name.trim().to_owned()).unwrap_or_default(),
                proposal: plan.map(|p| p.title.trim().to_owned()).unwrap_or_default(),
                certificate: file
                    .and_then(|f| f.title.filled().or(f.file.filled()))
                    .unwrap_or_default()
                    .to_owned(),
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.starts_on.is_none(), row.starts_on));
    rows
}

/// Whether the school of this season holds the activity, under any of its names.
pub fn is_own(season: &Workspace, activity: &Activity) -> bool {
    let school = schools::identity(&season.school.name);
    !school.is_empty() && schools::identity(&activity.host) == school
}

/// The activity as a cross-school event of the proposal: schools once each, by their full names where these are
/// known, so that `cross-school-activities` counts a school and its short form once.
pub fn carried(activity: &Activity) -> Event {
    let mut seen: Vec<String> = Vec::new();
    let mut names = Vec::new();
    for name in activity.schools.iter().filter(|name| !name.trim().is_empty()) {
        let identity = schools::identity(name);
        if !seen.contains(&identity) {
            seen.push(identity);
            names.push(schools::known(name).unwrap_or(name.trim()).into());
        }
    }
    Event {
        title: activity.title.clone(),
        kind: Some(match activity.kind {
            Some(ActivityKind::CoTraining) => EventKind::TrainingWorkshop,
            _ => EventKind::CrossSchool,
        }),
        year: activity.starts_on.map(Date::roc_year),
        schools: names,
    }
}

/// The edit that puts the activity into the proposal's events, in place of one of the same name and year.
pub fn carry(proposal: &Proposal, activity: &Activity) -> Edit {
    let event = carried(activity);
    let same = |e: &Event| folded(&e.title) == folded(&event.title) && e.year == event.year;
    let list = FieldPath::new("/proposals").then(&proposal.id).then("events");
    let index = proposal.events.iter().position(same);
    let value = serde_json::to_value(&event).unwrap_or_default();
    let edit = match index {
        Some(index) => Edit::Set {
            path: list.then(index.to_string()),
            value,
        },
        None => Edit::Add {
            list,
            value,
            before: None,
        },
    };
    let title = activity.title.trim();
    Edit::All {
        label: Sentence::new(
            format!("列入跨校活動「{title}」"),
            format!("List “{title}” among the cross-school events"),
        ),
        edits: vec![edit],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use usr_desk_workspace::{Participation, edit, format};

    fn season() -> Workspace {
        let file = include_str!("../../../tests/suite/contract/workspaces/compliant-112-116.json");
        format::read(file.as_bytes()).unwrap()
    }

    fn activity(schools: &[&str]) -> Activity {
        Activity {
            id: "a".into(),
            title: "共培".into(),
            host: "國立範例大學".into(),
            kind: Some(ActivityKind::CoTraining),
            starts_on: Date::parse("2026-03-01"),
            ends_on: None,
            place: Default::default(),
            links: Vec::new(),
            schools: schools.iter().map(|s| (*s).to_owned()).collect(),
            participants: Vec::new(),
            note: Default::default(),
        }
    }

    #[test]
    fn a_school_counts_once_under_any_of_its_names() {
        let event = carried(&activity(&[
            "台大",
            "國立臺灣大學",
            "臺灣大學",
            " ",
            "某某學院",
            "靜宜大學",
        ]));
        let names: Vec<&str> = event.schools.iter().map(|s| s.trim()).collect();
        assert_eq!(names, ["國立臺灣大學", "某某學院", "靜宜大學"]);
        assert_eq!(
            (event.kind, event.year),
            (Some(EventKind::TrainingWorkshop), Some(115))
        );
    }

    #[test]
    fn carrying_twice_is_carrying_once() {
        let season = season();
        let before = season.proposals[0].events.len();
        let step = carry(&season.proposals[0], &activity(&["台大"]));
        let once = edit::apply(&season, &step).unwrap();
        let step = carry(&once.proposals[0], &activity(&["台大", "清大"]));
        let twice = edit::apply(&once, &step).unwrap();
        assert_eq!(twice.proposals[0].events.len(), before + 1);
        assert_eq!(twice.proposals[0].events[before].schools.len(), 2);
    }

    #[test]
    fn who_took_part_in_what() {
        let mut season = season();
        let (person, proposal) = (season.people[0].id.clone(), season.proposals[0].id.clone());
        let mut one = activity(&[]);
        one.participants = vec![Participation {
            person: Some(person),
            proposal: Some(proposal.clone()),
            certificate: None,
        }];
        let mut other = one.clone();
        other.starts_on = Date::parse("2025-01-01");
        other.participants.push(Participation {
            person: None,
            proposal: None,
            certificate: None,
        });
        season.activities = vec![one, other];
        let rows = participation(&season, None);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].starts_on, Date::parse("2025-01-01"));
        assert_eq!(rows[0].person, season.people[0].name.trim());
        assert_eq!(participation(&season, Some(proposal.as_str())).len(), 2);
    }
}
