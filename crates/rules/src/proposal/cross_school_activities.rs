use crate::message::Value;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::{Figures, Standing};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{Event, ProposalType};

/// 規劃辦理跨校、跨社群活動或培力工作坊.
pub(crate) struct CrossSchoolActivities;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// So many schools in one event; 0 = an event, of whatever size.
    schools: BTreeMap<ProposalType, i64>,
}

impl Rule for CrossSchoolActivities {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("cross_school_activities.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let events: Vec<_> = case
            .proposal
            .events
            .iter()
            .filter(|event| !is_empty(event))
            .collect();
        let applicant = folded(&season.workspace.school.name);
        let verdict = case.by_type(|kind| match params.schools.get(&kind) {
            None => Verdict::not_applicable(),
            Some(0) if events.is_empty() => Verdict::violation().saying("no_event"),
            Some(0) => Verdict::pass().saying("some_event"),
            Some(schools) => {
                let counts = events.iter().map(|event| outside(event, &applicant));
                let (low, high) = counts.fold((0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1)));
                let verdict = judge(low, *schools);
                match judge(high, *schools).standing == verdict.standing {
                    true => verdict,
                    false => Verdict::undetermined(),
                }
            }
        });
        Some(match verdict.standing {
            Standing::NotApplicable => verdict,
            _ => verdict.at(case.at("events")),
        })
    }
}

/// The text does not say whether the applicant counts: with it is asked, without it is enough.
fn judge<'v>(actual: i64, schools: i64) -> Verdict<'v> {
    let verdict = match schools - actual {
        ..=0 => Verdict::pass(),
        1 => Verdict::ask(),
        _ => Verdict::violation(),
    };
    let figures = Figures {
        actual,
        limit: schools,
        headroom: actual - schools,
    };
    verdict
        .figures(figures)
        .with("with_applicant", Value::Count(actual + 1))
}

/// Schools besides the applicant: surely, and if every blank were another school.
fn outside(event: &Event, applicant: &str) -> (i64, i64) {
    let named: HashSet<String> = event
        .schools
        .iter()
        .map(|name| folded(name))
        .filter(|n| !n.is_empty())
        .collect();
    let blanks = event.schools.iter().filter(|name| name.is_blank()).count();
    let others = named.iter().filter(|name| name.as_str() != applicant).count();
    // Without the applicant's own name one of those named may be the applicant.
    let unknown = usize::from(applicant.is_empty() && others > 0);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    (count(others - unknown), count(others + blanks))
}

fn is_empty(event: &Event) -> bool {
    event.title.is_blank() && event.kind.is_none() && event.schools.iter().all(|name| name.is_blank())
}
