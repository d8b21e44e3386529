//! 第四點第二款、第三款：計畫團隊. Who leads, with what experience, and in how many proposals.

pub(crate) mod one_project_per_teacher;
pub(crate) mod other_school_declaration;
pub(crate) mod single_principal_investigator;
pub(crate) mod team_experience;
pub(crate) mod team_quality;

use crate::roster::{Roster, Who};
use usr_desk_workspace::Proposal;

/// A member who is 主持人, 共同主持人 or 協同主持人, or whose blank role may be one.
pub(crate) struct Investigator {
    /// Index in the team.
    pub(crate) index: usize,
    /// `None` where no person is named, or the roster has no such person.
    pub(crate) who: Option<Who>,
    /// The role is filled in.
    pub(crate) surely: bool,
}

/// Investigators of a proposal; a row with neither person nor role is nobody.
pub(crate) fn investigators(roster: &Roster, proposal: &Proposal) -> Vec<Investigator> {
    let members = proposal.team.iter().enumerate();
    let bound = members.filter(|(_, m)| match m.role {
        Some(role) => role.is_investigator(),
        None => m.person.is_some(),
    });
    let investigator = |(index, member): (usize, &usr_desk_workspace::TeamMember)| Investigator {
        index,
        who: member.person.as_ref().and_then(|id| roster.who(id)),
        surely: member.role.is_some(),
    };
    bound.map(investigator).collect()
}
