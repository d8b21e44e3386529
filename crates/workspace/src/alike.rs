//! What stands alike on every side is left out of a comparison, and put back afterwards: most of a season are its budget
//! lines, and most steps change few of them.
//!
//! # Invariants
//! - **Leaving out changes no answer**: only lines of a year whose lines are the same, in the same order, on every side
//!   are left out, where they are equal; and proposals that are equal altogether.

use crate::{BudgetLine, BudgetYear, LineId, Proposal, ProposalId, Workspace};
use std::collections::{HashMap, HashSet};

/// What is equal on every side.
pub(crate) struct Alike<'a> {
    of: &'a Workspace,
    proposals: HashSet<&'a ProposalId>,
    lines: HashMap<(&'a ProposalId, u16), HashSet<&'a LineId>>,
}

impl<'a> Alike<'a> {
    /// Of this side and the others.
    pub(crate) fn of(side: &'a Workspace, others: &[&'a Workspace]) -> Alike<'a> {
        let mut alike = Alike {
            of: side,
            proposals: HashSet::new(),
            lines: HashMap::new(),
        };
        for proposal in &side.proposals {
            let same = |other: &&'a Workspace| other.proposals.iter().find(|p| p.id == proposal.id);
            let Some(others) = others.iter().map(same).collect::<Option<Vec<_>>>() else {
                continue;
            };
            if others.iter().all(|other| *other == proposal) {
                alike.proposals.insert(&proposal.id);
                continue;
            }
            for year in &proposal.budget {
                let years: Option<Vec<_>> = others.iter().map(|o| only(o, year.year)).collect();
                let Some(years) = years.filter(|_| only(proposal, year.year).is_some()) else {
                    continue;
                };
                alike
                    .lines
                    .insert((&proposal.id, year.year), equal_lines(year, &years));
            }
        }
        alike
    }

    /// The season without it. A proposal that is equal altogether keeps its place by its id.
    pub(crate) fn left_out_of(&self, season: &Workspace) -> Workspace {
        let proposal = |p: &Proposal| {
            if self.proposals.contains(&p.id) {
                return Proposal::blank(p.id.clone());
            }
            let year = |y: &BudgetYear| {
                let alike = self.lines.get(&(&p.id, y.year));
                let differs = |line: &&BudgetLine| alike.is_none_or(|alike| !alike.contains(&line.id));
                BudgetYear {
                    lines: y.lines.iter().filter(differs).cloned().collect(),
                    ..*y
                }
            };
            Proposal {
                sections: p.sections.clone(),
                budget: p.budget.iter().map(year).collect(),
                ..p.frame()
            }
        };
        Workspace {
            people: season.people.clone(),
            support_plan: season.support_plan.clone(),
            proposals: season.proposals.iter().map(proposal).collect(),
            ..season.frame()
        }
    }

    /// The season with it again.
    pub(crate) fn put_back_into(&self, season: &mut Workspace) {
        for proposal in &mut season.proposals {
            let Some(whole) = self.of.proposals.iter().find(|p| p.id == proposal.id) else {
                continue;
            };
            if self.proposals.contains(&whole.id) {
                *proposal = whole.clone();
                continue;
            }
            for year in &mut proposal.budget {
                let alike = self.lines.get(&(&whole.id, year.year));
                let (Some(alike), Some(whole)) = (alike, only(whole, year.year)) else {
                    continue;
                };
                let mut changed = std::mem::take(&mut year.lines).into_iter();
                let line = |line: &BudgetLine| match alike.contains(&line.id) {
                    true => Some(line.clone()),
                    false => changed.next(),
                };
                year.lines = whole.lines.iter().filter_map(line).collect();
                year.lines.extend(changed);
            }
        }
    }
}

/// The budget of the year, where there is one and no more.
fn only(proposal: &Proposal, year: u16) -> Option<&BudgetYear> {
    let mut of_year = proposal.budget.iter().filter(|b| b.year == year);
    of_year.next().filter(|_| of_year.next().is_none())
}

fn equal_lines<'a>(year: &'a BudgetYear, others: &[&'a BudgetYear]) -> HashSet<&'a LineId> {
    let ids = |year: &'a BudgetYear| year.lines.iter().map(|line| &line.id);
    let is_list_of_names = ids(year).collect::<HashSet<_>>().len() == year.lines.len();
    if !is_list_of_names || !others.iter().all(|other| ids(year).eq(ids(other))) {
        return HashSet::new();
    }
    let lines = year.lines.iter().enumerate();
    let equal = lines.filter(|(at, line)| others.iter().all(|other| other.lines[*at] == **line));
    equal.map(|(_, line)| &line.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edit, FieldPath, diff, edit, format, merge};
    use proptest::prelude::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn season() -> Workspace {
        let mut season = format::read(include_bytes!(
            "../../../tests/suite/contract/workspaces/compliant-112-116.json"
        ))
        .unwrap();
        season.proposals.truncate(2);
        season
    }

    /// Edits of the first few lines, so that both sides often meet at one.
    fn an_edit() -> impl Strategy<Value = Edit> {
        (0..2usize, 0..2usize, 0..4usize, 0..4usize, 0..6usize, 0..3u8).prop_map(
            |(p, y, l, other, kind, value)| {
                let season = season();
                let (proposal, year) = (&season.proposals[p], &season.proposals[p].budget[y]);
                let lines = format!("/proposals/{}/budget/{}/lines", proposal.id, year.year);
                let line = |l: usize| year.lines[l].id.to_string();
                let at = |field: &str| FieldPath::new(format!("{lines}/{}/{field}", line(l)));
                match kind {
                    0 => Edit::Set {
                        path: at("note"),
                        value: json!(value.to_string()),
                    },
                    1 => Edit::Set {
                        path: at("amount"),
                        value: json!(value),
                    },
                    2 => Edit::Add {
                        list: FieldPath::new(&lines),
                        value: json!({"id": format!("new-{value}"), "item": "新項目"}),
                        before: Some(line(l)),
                    },
                    3 => Edit::Remove {
                        path: FieldPath::new(format!("{lines}/{}", line(l))),
                    },
                    4 => Edit::Move {
                        path: FieldPath::new(format!("{lines}/{}", line(l))),
                        before: Some(line(other)),
                    },
                    _ => Edit::Set {
                        path: FieldPath::new(format!("/proposals/{}/title", proposal.id)),
                        value: json!(value.to_string()),
                    },
                }
            },
        )
    }

    /// Edits that no longer fit are left out.
    fn with(season: &Workspace, edits: &[Edit]) -> Workspace {
        edits.iter().fold(season.clone(), |season, one| {
            edit::apply(&season, one).unwrap_or(season)
        })
    }

    fn nothing(of: &Workspace) -> Alike<'_> {
        Alike {
            of,
            proposals: HashSet::new(),
            lines: HashMap::new(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn leaving_out_what_is_alike_changes_no_answer(
            common in proptest::collection::vec(an_edit(), 0..2),
            mine in proptest::collection::vec(an_edit(), 0..5),
            yours in proptest::collection::vec(an_edit(), 0..5),
        ) {
            let base = season();
            let (ours, theirs) = (with(&with(&base, &common), &mine), with(&with(&base, &common), &yours));
            prop_assert_eq!(diff::changes(&ours, &theirs), diff::between(&nothing(&ours), &ours, &theirs));
            let choices = BTreeMap::new();
            let merged = merge::merge(&base, &ours, &theirs, &choices);
            prop_assert_eq!(&merged, &merge::three(&nothing(&ours), &base, &ours, &theirs, &choices));
            // The same once every conflict is settled for the other side.
            let open = merged.map(|merged| merged.open).unwrap_or_default();
            let choices: BTreeMap<_, _> = open.into_iter().map(|c| (c.path, merge::Choice::Theirs)).collect();
            prop_assert_eq!(
                merge::merge(&base, &ours, &theirs, &choices),
                merge::three(&nothing(&ours), &base, &ours, &theirs, &choices)
            );
        }
    }
}
