//! A season cut into the pieces that history stores once each, and put together again.
//!
//! **A piece is the file form of what it holds**, so the library knows no second representation: the school's frame,
//! the people, the support plan and each of its years, each proposal's frame, each narrative section, each budget year.
//! An edit touches one piece; the others are shared with the revision before.

use serde::Serialize;
use usr_desk_workspace::{BudgetYear, Person, Proposal, Section, SupportPlan, Workspace};

/// A piece of a season, borrowed where it is large.
#[derive(PartialEq)]
pub(crate) enum Part<'a> {
    School(Box<Workspace>),
    People(&'a [Person]),
    SupportPlan(SupportPlan),
    Proposal(Box<Proposal>),
    Section(&'a Section),
    Year(&'a BudgetYear),
}

impl Part<'_> {
    /// The file form.
    pub(crate) fn body(&self) -> String {
        fn json(value: &impl Serialize) -> String {
            serde_json::to_string(value).expect("a season has only string keys")
        }
        match self {
            Part::School(frame) => json(frame),
            Part::People(people) => json(people),
            Part::SupportPlan(frame) => json(frame),
            Part::Proposal(frame) => json(frame),
            Part::Section(section) => json(section),
            Part::Year(year) => json(year),
        }
    }
}

/// All pieces, named, in the order in which [`joined`] wants them.
pub(crate) fn parts(season: &Workspace) -> Vec<(String, Part<'_>)> {
    let mut found = vec![
        ("school".to_owned(), Part::School(Box::new(season.frame()))),
        ("people".to_owned(), Part::People(&season.people)),
    ];
    if let Some(plan) = &season.support_plan {
        let frame = SupportPlan {
            sections: plan.sections.clone(),
            budget: Vec::new(),
        };
        found.push(("support_plan".to_owned(), Part::SupportPlan(frame)));
        for year in &plan.budget {
            found.push((format!("support_plan_year:{}", year.year), Part::Year(year)));
        }
    }
    for proposal in &season.proposals {
        let id = &proposal.id;
        found.push((
            format!("proposal:{id}"),
            Part::Proposal(Box::new(proposal.frame())),
        ));
        for section in &proposal.sections {
            found.push((format!("section:{id}/{}", section.key), Part::Section(section)));
        }
        for year in &proposal.budget {
            found.push((format!("year:{id}/{}", year.year), Part::Year(year)));
        }
    }
    found
}

/// The season of these pieces; `None` where they do not fit together, which only a damaged library gives.
pub(crate) fn joined<'a>(pieces: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Workspace> {
    let mut season: Option<Workspace> = None;
    for (name, body) in pieces {
        let Some(season) = &mut season else {
            season = Some(read(body)?);
            continue;
        };
        // The kind stands before the colon; whose it is, the order tells.
        match name.split(':').next() {
            Some("people") => season.people = read(body)?,
            Some("support_plan") => season.support_plan = Some(read(body)?),
            Some("support_plan_year") => season.support_plan.as_mut()?.budget.push(read(body)?),
            Some("proposal") => season.proposals.push(read(body)?),
            Some("section") => season.proposals.last_mut()?.sections.push(read(body)?),
            Some("year") => season.proposals.last_mut()?.budget.push(read(body)?),
            _ => return None,
        }
    }
    season
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Option<T> {
    serde_json::from_str(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(season: &Workspace) {
        let bodies: Vec<(String, String)> =
            parts(season).iter().map(|(n, p)| (n.clone(), p.body())).collect();
        let again = joined(bodies.iter().map(|(n, b)| (n.as_str(), b.as_str())));
        assert!(again.as_ref() == Some(season));
    }

    #[test]
    fn a_season_survives_being_cut_and_joined() {
        let mut season = crate::practice::season();
        check(&season);
        // Ids that look like the names of pieces.
        let mut odd = season.proposals[0].clone();
        odd.id = format!("{}/115", odd.id).as_str().into();
        season.proposals.insert(1, odd);
        check(&season);
        season.support_plan = None;
        season.proposals.clear();
        check(&season);
    }
}
