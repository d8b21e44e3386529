use super::{Investigator, investigators};
use crate::message::Value;
use crate::roster::{Doubt, Roster, Who};
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use std::borrow::Cow;

/// 同一教師至多擔任一件計畫之主持人、共同主持人或協同主持人.
pub(crate) struct OneProjectPerTeacher;

/// How two places in two proposals belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    /// The same person, in both surely an investigator.
    Same,
    /// The same person, but a role is blank.
    RoleOpen,
    /// Perhaps the same person.
    Perhaps(Doubt),
}

impl Rule for OneProjectPerTeacher {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("one_project_per_teacher.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        if !case.proposal.submit {
            return Some(Verdict::not_applicable());
        }
        let own = investigators(&season.roster, case.proposal);
        if own.is_empty() {
            return Some(Verdict::undetermined().saying("no_team").at(case.at("team")));
        }
        let others: Vec<_> = season
            .submitted()
            .filter(|other| other.proposal.id != case.proposal.id)
            .map(|other| (other, investigators(&season.roster, other.proposal)))
            .collect();
        let verdicts = own.iter().filter_map(|one| judge(season, case, one, &others));
        Some(
            verdicts
                .max_by_key(weight)
                .unwrap_or_else(|| Verdict::pass().at(case.at("team"))),
        )
    }
}

fn weight(verdict: &Verdict) -> u8 {
    match verdict.standing {
        crate::Standing::Violation => 3,
        crate::Standing::Undetermined => 2,
        crate::Standing::NeedsConfirmation => 1,
        _ => 0,
    }
}

/// What one investigator of the proposal gives cause to say; `None` = nothing.
fn judge<'a>(
    season: &Season<'a>,
    case: &Case<'a>,
    one: &Investigator,
    others: &[(&Case<'a>, Vec<Investigator>)],
) -> Option<Verdict<'a>> {
    let roster = &season.roster;
    let member = |field: &str| case.at(format!("team/{}/{field}", one.index));
    let Some(who) = one.who else {
        return Some(
            Verdict::undetermined()
                .saying("blank_person")
                .at(member("person")),
        );
    };
    if roster.folded_name(who).is_none() && roster.is_unnumbered(who) {
        return Some(
            Verdict::undetermined()
                .saying("blank_person")
                .at(roster.pointer(who, "name")),
        );
    }
    let matches = others.iter().flat_map(|(other, team)| {
        team.iter()
            .filter_map(|two| Some((*other, two.who?, compare(roster, one, who, two)?)))
    });
    let matches: Vec<_> = matches.collect();
    let of = |kind: Match| matches.iter().filter(move |m| m.2 == kind);
    let titles = |kind: Match| Value::Titles(of(kind).map(|m| m.0.proposal.title.filled()).collect());
    let say = |verdict: Verdict<'a>, kind: Match| {
        verdict
            .with("name", Value::Text(Cow::Borrowed(roster.name(who))))
            .with("others", titles(kind))
    };
    let teacher = roster.is_teacher(who);
    if of(Match::Same).next().is_some() {
        return Some(match teacher {
            Some(true) => say(Verdict::violation(), Match::Same).at(member("role")),
            Some(false) => say(Verdict::pass().saying("not_a_teacher"), Match::Same).at(member("role")),
            None => say(Verdict::undetermined(), Match::Same).at(roster.pointer(who, "is_teacher")),
        });
    }
    if teacher != Some(false) && of(Match::RoleOpen).next().is_some() {
        return Some(say(Verdict::undetermined().saying("blank_role"), Match::RoleOpen).at(member("role")));
    }
    let ask = |doubt: Doubt, verdict: Verdict<'a>| {
        let kind = Match::Perhaps(doubt);
        let asked = of(kind).any(|m| teacher != Some(false) || roster.is_teacher(m.1) != Some(false));
        asked.then(|| {
            // Both people are named, so that the question can be answered where it is asked.
            let others = of(kind).map(|m| roster.pointer(m.1, "staff_number"));
            let names = of(kind).map(|m| Cow::Borrowed(roster.name(m.1))).collect();
            let verdict = say(verdict, kind).with("other_names", Value::List(names));
            verdict.at(roster.pointer(who, "staff_number")).at_all(others)
        })
    };
    ask(Doubt::Namesake, Verdict::ask()).or_else(|| ask(Doubt::Alike, Verdict::ask().saying("alike")))
}

fn compare(roster: &Roster, one: &Investigator, who: Who, two: &Investigator) -> Option<Match> {
    let other = two.who?;
    match () {
        () if other == who && one.surely && two.surely => Some(Match::Same),
        () if other == who => Some(Match::RoleOpen),
        () => roster.doubt(who, other).map(Match::Perhaps),
    }
}
