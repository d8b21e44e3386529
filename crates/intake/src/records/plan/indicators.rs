//! Indicators of a list against those of one proposal: by name, and among namesakes by unit.

use super::{KeptRecord, RecordPlan, change, new, text_change};
use crate::plan::{FieldChange, named};
use crate::records::IndicatorRow;
use crate::words::squash;
use std::collections::BTreeSet;
use usr_desk_workspace::{FieldPath, Indicator, Money, Proposal, Text};

impl RecordPlan {
    pub(super) fn indicators(&mut self, rows: &[IndicatorRow], proposal: &Proposal) {
        // A list of the whole school says whose each row is; one plan's list need not.
        let is_ours = |row: &&IndicatorRow| {
            let said = row.proposal.as_deref().map(squash);
            said.is_some_and(|said| said == squash(&proposal.title) || said == squash(proposal.id.as_str()))
        };
        let names_us = rows.iter().any(|row| is_ours(&row));
        let mut taken = BTreeSet::new();
        for row in rows {
            if names_us && !is_ours(&row) {
                self.elsewhere += 1;
                continue;
            }
            let standing = proposal.indicators.iter().enumerate();
            let mut alike =
                standing.filter(|(i, s)| named(&s.name) == named(&row.name) && !taken.contains(i));
            let by_unit = |(_, s): &(usize, &Indicator)| {
                row.unit
                    .as_deref()
                    .is_none_or(|unit| squash(unit) == squash(&s.unit))
            };
            let found = alike.clone().find(by_unit).or_else(|| alike.next());
            match found {
                None => self.added.push(new(&row.name, &row.place, &indicator_of(row))),
                Some((index, standing)) => {
                    taken.insert(index);
                    let list = FieldPath::new("/proposals").then(&proposal.id).then("indicators");
                    self.compare(
                        list.then(index),
                        &row.name,
                        &row.place,
                        indicator_changes(standing, row),
                    );
                }
            }
        }
        let missing = proposal
            .indicators
            .iter()
            .enumerate()
            .filter(|(i, _)| !taken.contains(i));
        self.missing.extend(missing.map(|(_, s)| KeptRecord {
            name: s.name.to_string(),
            says: s.unit.to_string(),
        }));
    }
}

fn indicator_of(row: &IndicatorRow) -> Indicator {
    Indicator {
        name: Text::from(row.name.as_str()),
        unit: row.unit.as_deref().map(Text::from).unwrap_or_default(),
        baseline: row.baseline,
        targets: row
            .targets
            .iter()
            .map(|(year, value)| (*year, Some(*value)))
            .collect(),
    }
}

/// As of people: what the sheet leaves blank says nothing.
fn indicator_changes(stands: &Indicator, row: &IndicatorRow) -> Vec<FieldChange> {
    let mut found = Vec::new();
    text_change(&mut found, "unit", &stands.unit, row.unit.as_deref());
    if row.baseline.is_some() && row.baseline != stands.baseline {
        change(&mut found, "baseline", &stands.baseline, &row.baseline);
    }
    for (year, value) in &row.targets {
        let old: Option<Money> = stands.targets.get(year).copied().flatten();
        if old != Some(*value) {
            change(&mut found, &format!("targets/{year}"), &old, value);
        }
    }
    found
}
