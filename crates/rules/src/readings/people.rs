//! Ambiguities about people, experience, events and dates.

use super::{Before, ReadingCount, ReadingRow, row, shown};
use crate::roster::Who;
use crate::team::investigators;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{AgreementKind, Date, SignedBy};

impl Before<'_, '_> {
    /// Of a count that should reach a limit.
    fn reaches(&self, says: String, count: i64, limit: i64, limit_says: String) -> ReadingCount {
        ReadingCount {
            says,
            limit: Some(format!("≥ {limit_says}")),
            kept: Some(count >= limit),
        }
    }

    /// A7: months added up, or of the union. Only where months are asked.
    pub(super) fn months(&self) -> Vec<ReadingRow> {
        let months = |count: i64| {
            self.count(
                usize::try_from(count).unwrap_or_default(),
                "個月",
                "month",
                "months",
            )
        };
        let of_case = |case| {
            let case: &crate::season::Case = case;
            let figures = self.figures("team-experience", Some(case.proposal.id.as_str()))?;
            let added_up = self.judge("team-experience")?.otherwise(case)?;
            let told = |count: i64| self.reaches(months(count), count, figures.limit, months(figures.limit));
            Some(row(Some(case), None, told(added_up), told(figures.actual)))
        };
        self.season.cases.iter().filter_map(of_case).collect()
    }

    /// A8: all schools of all events with the applicant, or the most outside schools of one event.
    pub(super) fn schools(&self) -> Vec<ReadingRow> {
        let applicant = folded(&self.season.workspace.school.name);
        let of_case = |case| {
            let case: &crate::season::Case = case;
            let figures = self.figures("cross-school-activities", Some(case.proposal.id.as_str()))?;
            let names = case.proposal.events.iter().flat_map(|event| &event.schools);
            let mut all: HashSet<String> = names
                .map(|name| folded(name))
                .filter(|name| !name.is_empty())
                .collect();
            all.insert(applicant.clone());
            let schools = |count: usize| self.count(count, "所", "school", "schools");
            let limit = usize::try_from(figures.limit).unwrap_or_default();
            let told = |count: usize| {
                let counted = i64::try_from(count).unwrap_or(i64::MAX);
                self.reaches(schools(count), counted, figures.limit, schools(limit))
            };
            let outside = usize::try_from(figures.actual).unwrap_or_default();
            Some(row(Some(case), None, told(all.len()), told(outside)))
        };
        self.season.cases.iter().filter_map(of_case).collect()
    }

    /// A9: documents listed, or signed by the school.
    pub(super) fn signed(&self) -> Vec<ReadingRow> {
        let bound = |id: &str| {
            let said = self
                .outcomes
                .iter()
                .find(|o| o.rule == "international-agreement" && o.proposal.as_deref() == Some(id));
            said.is_some_and(|o| o.outcome != crate::Standing::NotApplicable)
        };
        let cases = self
            .season
            .cases
            .iter()
            .filter(|case| bound(case.proposal.id.as_str()));
        let of_case = |case| {
            let case: &crate::season::Case = case;
            let documents = &case.proposal.agreements;
            let signed = documents.iter().filter(|document| {
                let kind = matches!(document.kind, Some(AgreementKind::Mou | AgreementKind::Agreement));
                kind && document.signed_on.is_some() && document.signed_by == Some(SignedBy::School)
            });
            let told = |count: usize| shown(self.count(count, "份", "document", "documents"));
            row(Some(case), None, told(documents.len()), told(signed.count()))
        };
        cases.map(of_case).collect()
    }

    /// A12: executives of the applicant among the investigators, or of any school.
    pub(super) fn executives(&self) -> Vec<ReadingRow> {
        let roster = &self.season.roster;
        let of_case = |case| {
            let case: &crate::season::Case = case;
            let people: BTreeSet<Who> = investigators(roster, case.proposal)
                .into_iter()
                .filter_map(|i| i.who)
                .collect();
            let any: Vec<Who> = people
                .into_iter()
                .filter(|who| roster.is_executive(*who))
                .collect();
            let own = any
                .iter()
                .filter(|who| roster.is_of_applicant(**who) == Some(true))
                .count();
            let told = |count: usize| shown(self.count(count, "人", "person", "people"));
            (!any.is_empty()).then(|| row(Some(case), None, told(own), told(any.len())))
        };
        self.season.cases.iter().filter_map(of_case).collect()
    }

    /// A13: teachers, or all people, who are investigators of more than one submitted proposal; A14: both times teachers.
    pub(super) fn in_several(&self, teachers_only: bool) -> Vec<ReadingRow> {
        let roster = &self.season.roster;
        let mut cases: BTreeMap<Who, usize> = BTreeMap::new();
        for case in self.season.submitted() {
            let people: BTreeSet<Who> = investigators(roster, case.proposal)
                .into_iter()
                .filter_map(|i| i.who)
                .collect();
            for who in people {
                *cases.entry(who).or_default() += 1;
            }
        }
        let several: Vec<Who> = cases
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(who, _)| who)
            .collect();
        let teachers = several
            .iter()
            .filter(|who| roster.is_teacher(**who) == Some(true))
            .count();
        let everyone = if teachers_only { teachers } else { several.len() };
        let told = |count: usize| shown(self.count(count, "人", "person", "people"));
        vec![row(None, None, told(teachers), told(everyone))]
    }

    /// A15: proposals, or with the support plan.
    pub(super) fn proposals(&self) -> Vec<ReadingRow> {
        let Some(figures) = self.figures("proposal-count", None) else {
            return Vec::new();
        };
        let proposals = self.season.submitted().count();
        let with = proposals + usize::from(self.season.workspace.support_plan.is_some());
        let limit = usize::try_from(figures.limit).unwrap_or_default();
        let told = |count: usize| ReadingCount {
            says: self.count(count, "件", "in all", "in all"),
            limit: Some(format!("≤ {}", self.count(limit, "件", "in all", "in all"))),
            kept: Some(count <= limit),
        };
        vec![row(None, None, told(proposals), told(with))]
    }

    /// A17: the two days that decide which directions hold.
    pub(super) fn in_force(&self) -> Vec<ReadingRow> {
        let call = &self.season.workspace.call;
        let told = |day: Option<Date>| {
            let blank = || self.language.choose("（未填）", "(blank)").to_owned();
            shown(day.map_or_else(blank, |day| match self.language {
                crate::Language::ZhTw => day.in_roc(),
                crate::Language::En => day.to_string(),
            }))
        };
        vec![row(None, None, told(call.approved_on), told(call.effective_on))]
    }
}
