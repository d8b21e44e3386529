//! A section file (分工檔): one proposal handed out to one person, as a part of the season. [`crate::returned`] takes it back.
//!
//! # Invariants
//! - **Nobody else's data travels.** Of the roster only those whom the proposal names are in the file; other proposals,
//!   the support plan, the school's contacts and its confirmations are not.
//! - **Who reviews sees figures, not addresses**: mail, telephone and staff numbers stay here.
//! - **What may come back is said when it is handed out**: chapters for an investigator, comments for the accounting office.

use crate::fingerprint::fingerprint;
use crate::{FieldPath, Moment, Person, PersonId, Proposal, ProposalId, Text, Workspace};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What was handed out, to whom, for what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// The proposal.
    pub proposal: ProposalId,
    /// Who holds it.
    pub to: Text,
    /// Who handed it out.
    #[serde(default)]
    pub by: Text,
    /// When it was handed out.
    #[serde(default)]
    pub on: Option<Moment>,
    /// When its holder changed it last; blank = not told.
    #[serde(default)]
    pub saved_on: Option<Moment>,
    /// To fill in, or to look at and comment.
    #[serde(default)]
    pub purpose: Purpose,
    /// Chapters that may come back changed.
    #[serde(default = "Chapter::all")]
    pub may_edit: Vec<Chapter>,
    /// Fingerprints of everybody on the roster at that time ([`Handout::remember`]), so that people who were added since
    /// stand in one order whatever file arrives first. Ids of others are not told: an office may have made them of names.
    #[serde(default)]
    pub roster: Vec<String>,
    /// SHA-256 of each attached file as it was handed out, by its name in the season.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

impl Handout {
    /// Notes everybody who is on the roster now.
    pub fn remember(&mut self, people: &[Person]) {
        self.roster = people.iter().map(|p| self.fingerprint(&p.id)).collect();
    }

    /// Whether this person was on the roster when it was handed out.
    pub(crate) fn remembers(&self, person: &PersonId) -> bool {
        self.roster.contains(&self.fingerprint(person))
    }

    /// Another one in each file.
    fn fingerprint(&self, person: &PersonId) -> String {
        let on = self.on.as_ref().map_or("", Moment::as_str);
        fingerprint(&format!("{}\0{on}\0{person}", self.proposal))
    }
}

/// What a part is handed out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An investigator fills it in.
    #[default]
    Section,
    /// 主計室 looks at it and comments.
    Review,
}

/// A chapter of a proposal, as the window names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// 基本資料: title, type, dates, topic, contacts, sites.
    Basics,
    /// 團隊成員.
    Team,
    /// 實績佐證.
    Experience,
    /// 計畫內容.
    Content,
    /// 指標與 SDGs.
    Indicators,
    /// 合作、活動與附件.
    Cooperation,
    /// 經費編列.
    Budget,
    /// Reasons and confirmations.
    Review,
}

impl Chapter {
    /// Every chapter, in the order in which they are filled in.
    pub fn all() -> Vec<Chapter> {
        use Chapter::*;
        vec![
            Basics,
            Team,
            Experience,
            Content,
            Indicators,
            Cooperation,
            Budget,
            Review,
        ]
    }

    /// This chapter of `from` into `to`.
    pub(crate) fn copy(self, from: &Proposal, to: &mut Proposal) {
        let from = from.clone();
        match self {
            Chapter::Basics => {
                to.title = from.title;
                to.proposal_type = from.proposal_type;
                (to.starts_on, to.ends_on) = (from.starts_on, from.ends_on);
                to.topic = from.topic;
                to.pi_selection_basis = from.pi_selection_basis;
                (to.contacts, to.sites) = (from.contacts, from.sites);
            }
            Chapter::Team => to.team = from.team,
            Chapter::Experience => to.past_projects = from.past_projects,
            Chapter::Content => to.sections = from.sections,
            Chapter::Indicators => (to.indicators, to.sdgs) = (from.indicators, from.sdgs),
            Chapter::Cooperation => {
                (to.agreements, to.events, to.partners) = (from.agreements, from.events, from.partners);
                to.attachments = from.attachments;
            }
            Chapter::Budget => to.budget = from.budget,
            Chapter::Review => {
                (to.justifications, to.confirmations) = (from.justifications, from.confirmations);
            }
        }
    }
}

/// A part that was handed out: the terms, and what it was then.
#[derive(Clone, Debug, PartialEq)]
pub struct Handed {
    /// The terms.
    pub handout: Handout,
    /// The season reduced to the part, as it was handed out.
    pub base: Workspace,
}

/// The season reduced to what the handout names; `None` where it has no such proposal.
pub fn reduced(season: &Workspace, proposal: &ProposalId) -> Option<Workspace> {
    let proposal = season.proposals.iter().find(|p| p.id == *proposal)?;
    let named = named_people(season, &proposal.id);
    let mut part = Workspace {
        people: season
            .people
            .iter()
            .filter(|p| named.contains(&p.id))
            .cloned()
            .collect(),
        proposals: vec![proposal.clone()],
        confirmations: BTreeMap::new(),
        checklist: None,
        attachments: Vec::new(),
        comments: season
            .comments
            .iter()
            .filter(|c| concerns(&c.path, &proposal.id))
            .cloned()
            .collect(),
        activities: Vec::new(),
        milestones: Vec::new(),
        holidays: Vec::new(),
        make_up_days: Vec::new(),
        same_people: Vec::new(),
        ..season.frame()
    };
    part.school.contacts = Vec::new();
    part.version = crate::version::lowest(&part);
    Some(part)
}

/// The part as a reviewer sees it: nobody's mail, telephone or staff number. Only comments come back from there.
pub fn for_review(mut part: Workspace) -> Workspace {
    for person in &mut part.people {
        (person.email, person.staff_number) = (Text::default(), Text::default());
    }
    for contact in part.proposals.iter_mut().flat_map(|p| &mut p.contacts) {
        (contact.email, contact.phone) = (Text::default(), Text::default());
    }
    part
}

/// Whether a comment on this place is about the proposal.
pub(crate) fn concerns(place: &FieldPath, proposal: &ProposalId) -> bool {
    let segments = place.segments();
    segments.first().is_some_and(|s| s == "proposals") && segments.get(1) == Some(&proposal.0)
}

fn named_people(season: &Workspace, proposal: &ProposalId) -> BTreeSet<PersonId> {
    let proposals = season.proposals.iter().filter(|p| p.id == *proposal);
    proposals
        .flat_map(|p| {
            let team = p.team.iter().filter_map(|m| m.person.clone());
            let past = p.past_projects.iter().filter_map(|m| m.person.clone());
            let lines = p
                .budget
                .iter()
                .flat_map(|y| &y.lines)
                .filter_map(|l| l.person.clone());
            let contacts = p.contacts.iter().filter_map(|c| c.person.clone());
            team.chain(past).chain(lines).chain(contacts).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn nobody_else_travels() {
        let mut season = format::read(include_bytes!(
            "../../../tests/suite/contract/workspaces/compliant-112-116.json"
        ))
        .unwrap();
        season.school.contacts = serde_json::from_value(serde_json::json!([
            {"id": "c1", "name": "辦公室窗口", "phone": "02-0000-0000"}
        ]))
        .unwrap();
        let part = reduced(&season, &ProposalId::from("a")).unwrap();
        let written = String::from_utf8(format::write(&part)).unwrap();
        assert!(written.contains("王大明") && written.contains("林淑芬"));
        for other in ["李小華", "糖廠", "校務會議紀錄", "辦公室窗口", "02-0000-0000"] {
            assert!(!written.contains(other), "{other}");
        }
        assert_eq!(format::read(written.as_bytes()).unwrap(), part);
        assert!(reduced(&season, &ProposalId::from("zzz")).is_none());
    }
}
