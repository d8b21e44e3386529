use crate::message::Value;
use crate::rule::Rule;
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use serde::Deserialize;
use std::collections::BTreeMap;
use usr_desk_workspace::{Date, PastProject, Program, ProposalType};

/// 計畫團隊曾執行之計畫.
pub(crate) struct TeamExperience;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    needs: BTreeMap<ProposalType, Need>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Need {
    /// Programmes that the text lists.
    programs: Vec<Program>,
    /// Programmes that it does not list but may mean: a person decides.
    #[serde(default)]
    perhaps: Vec<Program>,
    /// 期程累積; none = one project is enough.
    months: Option<i64>,
}

impl Rule for TeamExperience {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("team_experience.md");

    fn proposal<'a>(_: &Season<'a>, case: &Case<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let past = past_of(case);
        Some(case.by_type(|kind| {
            let verdict = match params.needs.get(&kind) {
                None => Verdict::not_applicable(),
                Some(need) => match need.months {
                    Some(months) => in_months(&past, need, months),
                    None => at_least_one(&past, need),
                },
            };
            verdict.at(case.at("past_projects"))
        }))
    }

    fn otherwise(case: &Case, params: &Params) -> Option<i64> {
        let need = params.needs.get(&case.proposal.proposal_type?)?;
        need.months.map(|_| added_up(&past_of(case), need))
    }

    fn projects(case: &Case, params: &Params) -> Vec<usize> {
        let need = case
            .proposal
            .proposal_type
            .and_then(|kind| params.needs.get(&kind));
        let listed = |p: &PastProject| {
            need.zip(p.program)
                .is_some_and(|(need, x)| need.programs.contains(&x))
        };
        let past = case.proposal.past_projects.iter().enumerate();
        past.filter(|(_, p)| listed(p)).map(|(i, _)| i).collect()
    }
}

fn past_of<'a>(case: &Case<'a>) -> Vec<&'a PastProject> {
    let past = case.proposal.past_projects.iter();
    past.filter(|p| !is_empty(p)).collect()
}

/// Months of all listed projects added up, overlaps and all.
fn added_up(past: &[&PastProject], need: &Need) -> i64 {
    let listed = past
        .iter()
        .filter(|p| p.program.is_some_and(|program| need.programs.contains(&program)));
    let months = listed.filter_map(|p| Some(whole_months(p.starts_on?, p.ends_on?)));
    months.sum()
}

fn in_months<'v>(past: &[&PastProject], need: &Need, months: i64) -> Verdict<'v> {
    let listed = |p: &&&PastProject| p.program.is_some_and(|program| need.programs.contains(&program));
    let stretches = |projects: &[&PastProject]| -> Vec<(Date, Date)> {
        projects
            .iter()
            .filter_map(|p| Some((p.starts_on?, p.ends_on?)))
            .collect()
    };
    let sure: Vec<_> = past.iter().filter(listed).copied().collect();
    let possible: Vec<_> = past
        .iter()
        .filter(|p| p.program.is_none() || listed(p))
        .copied()
        .collect();
    let undated = possible
        .iter()
        .any(|p| p.starts_on.is_none() || p.ends_on.is_none());
    let (low, high) = (union_months(stretches(&sure)), union_months(stretches(&possible)));
    let verdict = match () {
        () if low >= months => Verdict::pass(),
        () if undated || high >= months => return Verdict::undetermined(),
        () => Verdict::violation(),
    };
    verdict
        .figures(at_least(months, low))
        .with("sum", Value::Count(added_up(past, need)))
}

fn at_least_one<'v>(past: &[&PastProject], need: &Need) -> Verdict<'v> {
    let of = |programs: &[Program]| {
        past.iter()
            .filter(|p| p.program.is_some_and(|x| programs.contains(&x)))
            .count()
    };
    let count = of(&need.programs);
    let verdict = match () {
        () if count > 0 => Verdict::pass().saying("one"),
        () if past.iter().any(|p| p.program.is_none()) => {
            return Verdict::undetermined().saying("blank_program");
        }
        () if of(&need.perhaps) > 0 => Verdict::ask(),
        () => Verdict::violation().saying("none"),
    };
    verdict.figures(at_least(1, i64::try_from(count).unwrap_or(i64::MAX)))
}

fn at_least(limit: i64, actual: i64) -> crate::Figures {
    crate::Figures {
        actual,
        limit,
        headroom: actual - limit,
    }
}

fn is_empty(project: &PastProject) -> bool {
    project.title.is_blank()
        && project.program.is_none()
        && project.starts_on.is_none()
        && project.ends_on.is_none()
}

/// Whole months of the union: touching or overlapping stretches are one.
fn union_months(mut stretches: Vec<(Date, Date)>) -> i64 {
    stretches.retain(|(start, end)| start <= end);
    stretches.sort();
    let mut merged: Vec<(Date, Date)> = Vec::new();
    for (start, end) in stretches {
        match merged.last_mut() {
            Some((_, last)) if start <= last.next_day() => *last = end.max(*last),
            _ => merged.push((start, end)),
        }
    }
    merged
        .into_iter()
        .map(|(start, end)| whole_months(start, end))
        .sum()
}

/// Months by anniversary, the last day counted in, leftover days dropped.
fn whole_months(start: Date, end: Date) -> i64 {
    let (start, after) = (start.0, end.next_day().0);
    let months = (i64::from(after.year()) - i64::from(start.year())) * 12
        + (i64::from(after.month()) - i64::from(start.month()));
    (months - i64::from(after.day() < start.day())).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stretches: &[(&str, &str)], months: i64) {
        let date = |text: &str| Date::parse(text).unwrap();
        let stretches = stretches.iter().map(|(a, b)| (date(a), date(b))).collect();
        assert_eq!(union_months(stretches), months);
    }

    #[test]
    fn months_by_anniversary() {
        check(&[("2023-01-01", "2024-12-31")], 24);
        check(&[("2023-01-01", "2024-12-30")], 23);
        check(&[("2020-02-29", "2022-02-28")], 24);
        check(&[("2023-01-15", "2023-02-14")], 1);
        check(&[("2024-12-31", "2023-01-01")], 0);
    }

    #[test]
    fn overlaps_count_once_and_gaps_split() {
        check(&[("2020-01-01", "2020-12-31"), ("2020-07-01", "2021-06-30")], 18);
        check(&[("2022-06-16", "2023-12-31"), ("2022-01-01", "2022-06-15")], 24);
        check(
            &[("2022-01-01", "2022-06-14"), ("2022-06-16", "2023-12-31")],
            5 + 18,
        );
        check(&[("2020-01-01", "2021-12-31"), ("2020-03-01", "2020-04-30")], 24);
    }
}
