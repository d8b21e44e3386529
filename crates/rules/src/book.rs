//! The rule book: every rule of every edition, read and typed once.

use crate::{AttachmentFacts, Clause, CoverageRow, EditionInfo, Language, Outcome, SectionInfo, Standing};
use thiserror::Error;
use usr_desk_workspace::{ChecklistItem, ProposalType, Workspace};

/// A rule's or an edition's document that cannot be used; it names itself.
#[derive(Debug, Error)]
#[error("規則文件 {document}：{reason}")]
pub struct BadDocument {
    /// Which.
    pub document: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The season asks for a rule set that the book does not hold.
#[derive(Debug, Error)]
#[error("沒有「{edition}」這一期的規則；可用的有：{known}")]
pub struct UnknownEdition {
    /// What was asked for.
    pub edition: String,
    /// What there is.
    pub known: String,
}

/// Every rule of every edition. Opened once; judging with it cannot fail.
pub struct Rulebook {}

impl Rulebook {
    /// The rules that are built in.
    pub fn embedded() -> Result<Rulebook, BadDocument> {
        Ok(Rulebook {})
    }

    /// The editions at hand, newest first.
    pub fn editions(&self) -> Vec<EditionInfo> {
        Vec::new()
    }

    /// What every rule of the season's edition says, in clause order.
    pub fn check(
        &self,
        _season: &Workspace,
        _facts: &AttachmentFacts,
        _language: Language,
    ) -> Result<Vec<Outcome>, UnknownEdition> {
        Ok(Vec::new())
    }

    /// Every clause of the edition's text and what the program does about it.
    pub fn coverage(&self, _edition: &str) -> Vec<CoverageRow> {
        Vec::new()
    }

    /// A rule as the clause book shows it.
    pub fn clause(&self, _rule: &str, _edition: &str) -> Option<Clause> {
        None
    }

    /// All rules of an edition as the clause book shows them, in clause order.
    pub fn clauses(&self, _edition: &str) -> Vec<Clause> {
        Vec::new()
    }

    /// The sections that a type asks for, in order.
    pub fn sections(&self, _edition: &str, _proposal_type: ProposalType) -> Vec<SectionInfo> {
        Vec::new()
    }

    /// A checklist to start from; every title says 「預設，非公告」.
    pub fn default_checklist(&self, _edition: &str) -> Vec<ChecklistItem> {
        Vec::new()
    }

    /// 民國 years in which a budget of the edition can lie.
    pub fn years(&self, _edition: &str) -> Vec<u16> {
        Vec::new()
    }
}

/// Whether a violation of what is submitted stands: what the exit code of `check` says.
///
/// A proposal that is not submitted is judged, but its violations do not count.
pub fn breaks(season: &Workspace, outcomes: &[Outcome]) -> bool {
    let draft = |id: &str| season.proposals.iter().any(|p| !p.submit && p.id.as_str() == id);
    outcomes
        .iter()
        .any(|o| o.outcome == Standing::Violation && !o.proposal.as_deref().is_some_and(draft))
}
