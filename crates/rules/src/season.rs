//! A season as rules see it: the plain value, with what many rules would otherwise work out each for itself.

use crate::AttachmentFacts;
use crate::edition::Edition;
use crate::message::Words;
use crate::roster::Roster;
use crate::verdict::{Verdict, agreed};
use crate::year::Year;
use std::collections::BTreeMap;
use usr_desk_workspace::{Confirmation, Proposal, ProposalType, Workspace};

/// The whole season before an edition.
pub(crate) struct Season<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) facts: &'a AttachmentFacts,
    pub(crate) edition: &'a Edition,
    /// What the sections of a proposal are called.
    pub(crate) section_titles: &'a BTreeMap<String, Words>,
    pub(crate) roster: Roster<'a>,
    pub(crate) cases: Vec<Case<'a>>,
    /// Years of the support plan.
    pub(crate) support: Vec<Year<'a>>,
}

/// One proposal of the season.
pub(crate) struct Case<'a> {
    pub(crate) proposal: &'a Proposal,
    /// JSON pointer of the proposal.
    pub(crate) pointer: String,
    pub(crate) years: Vec<Year<'a>>,
    /// Types that it can be: one; all of the edition while it is blank; none if it is of another edition.
    pub(crate) types: Vec<ProposalType>,
}

impl<'a> Season<'a> {
    /// Reads a season once.
    pub(crate) fn read(
        workspace: &'a Workspace,
        facts: &'a AttachmentFacts,
        edition: &'a Edition,
        section_titles: &'a BTreeMap<String, Words>,
    ) -> Season<'a> {
        let years = |budget: &'a [_], at: &str| {
            let year = |(i, budget)| Year::read(budget, format!("{at}/budget/{i}"));
            budget.iter().enumerate().map(year).collect::<Vec<_>>()
        };
        let case = |(i, proposal): (usize, &'a Proposal)| {
            let pointer = format!("/proposals/{i}");
            Case {
                years: years(&proposal.budget, &pointer),
                pointer,
                types: match proposal.proposal_type {
                    None => edition.types().collect(),
                    Some(kind) => edition.types().filter(|t| *t == kind).collect(),
                },
                proposal,
            }
        };
        let support = workspace.support_plan.as_ref();
        Season {
            workspace,
            facts,
            edition,
            section_titles,
            roster: Roster::read(workspace),
            cases: workspace.proposals.iter().enumerate().map(case).collect(),
            support: support.map_or_else(Vec::new, |plan| years(&plan.budget, "/support_plan")),
        }
    }

    /// Proposals that the school means to submit.
    pub(crate) fn submitted(&self) -> impl Iterator<Item = &Case<'a>> {
        self.cases.iter().filter(|case| case.proposal.submit)
    }

    /// The confirmation of a rule, with all three parts: the proposal's own, else the school's for all.
    pub(crate) fn confirmation(&self, rule: &str, case: Option<&Case<'a>>) -> Option<&'a Confirmation> {
        let own = case.and_then(|case| case.proposal.confirmations.get(rule));
        let school = self.workspace.confirmations.get(rule);
        [own, school].into_iter().flatten().find(|c| c.is_complete())
    }
}

impl<'a> Case<'a> {
    /// Judges by the proposal's type. While it is blank, every type of the edition is tried: where all agree, that
    /// is the answer; where they differ, the type decides it and must be filled in.
    pub(crate) fn by_type<'v>(&self, mut judge: impl FnMut(ProposalType) -> Verdict<'v>) -> Verdict<'v> {
        match self.types.is_empty() {
            true => Verdict::not_applicable()
                .saying("foreign_type")
                .at(self.at("type")),
            false => agreed(self.types.iter().map(|kind| judge(*kind)))
                .unwrap_or_else(|| Verdict::undetermined().saying("blank_type").at(self.at("type"))),
        }
    }

    /// Pointer of a field of the proposal.
    pub(crate) fn at(&self, field: impl std::fmt::Display) -> String {
        format!("{}/{field}", self.pointer)
    }

    /// The reason recorded for going beyond a principle.
    pub(crate) fn reason(&self, rule: &str, year: u16) -> Option<&'a str> {
        self.proposal.justifications.get(rule)?.get(&year)?.filled()
    }
}
