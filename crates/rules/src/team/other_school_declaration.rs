use super::investigators;
use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use std::borrow::Cow;

/// 在他校未擔任本計畫之主持人等之聲明.
pub(crate) struct OtherSchoolDeclaration;

impl Rule for OtherSchoolDeclaration {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("other_school_declaration.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let roster = &season.roster;
        let team = investigators(roster, case.proposal);
        let silent: Vec<_> = team
            .iter()
            .filter_map(|one| Some((one.who?, one.surely)))
            .filter(|(who, _)| !roster.has_declared(*who))
            .collect();
        let asked: Vec<_> = silent
            .iter()
            .filter(|(_, surely)| *surely)
            .map(|(who, _)| *who)
            .collect();
        let unknown = team.iter().find(|one| one.who.is_none());
        Some(match (asked.is_empty(), unknown, silent.is_empty()) {
            (false, ..) => Verdict::ask()
                .firm()
                .with(
                    "names",
                    Value::List(asked.iter().map(|w| Cow::Borrowed(roster.name(*w))).collect()),
                )
                .at_all(
                    asked
                        .iter()
                        .map(|who| roster.pointer(*who, "other_school_declaration")),
                ),
            (true, Some(one), _) => Verdict::undetermined().at(case.at(format!("team/{}/person", one.index))),
            (true, None, false) => Verdict::undetermined().at(case.at("team")),
            (true, None, true) if team.is_empty() => Verdict::undetermined().at(case.at("team")),
            (true, None, true) => Verdict::pass(),
        })
    }
}
