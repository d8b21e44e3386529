use crate::Figures;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use usr_desk_workspace::Role;

/// 由學校擇定計畫主持人.
pub(crate) struct SinglePrincipalInvestigator;

impl Rule for SinglePrincipalInvestigator {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("single_principal_investigator.md");

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let team = case.proposal.team.iter().enumerate();
        let leaders: Vec<_> = team
            .clone()
            .filter(|(_, m)| m.role == Some(Role::PrincipalInvestigator))
            .collect();
        let open: Vec<_> = team
            .filter(|(_, m)| m.role.is_none() && m.person.is_some())
            .collect();
        let actual = i64::try_from(leaders.len()).unwrap_or(i64::MAX);
        let figures = Figures {
            actual,
            limit: 1,
            headroom: -(actual - 1).abs(),
        };
        if actual > 1 || (actual == 0 && open.is_empty()) {
            let verdict = if actual == 0 {
                Verdict::violation()
            } else {
                Verdict::violation().saying("several")
            };
            return Some(verdict.figures(figures).at(case.at("team")));
        }
        if let Some((i, _)) = open.first() {
            return Some(
                Verdict::undetermined()
                    .saying("blank_role")
                    .at(case.at(format!("team/{i}/role"))),
            );
        }
        let named =
            |m: &usr_desk_workspace::TeamMember| m.person.as_ref().and_then(|id| season.roster.who(id));
        if let Some((i, _)) = leaders.iter().find(|(_, m)| named(m).is_none()) {
            return Some(
                Verdict::undetermined()
                    .saying("blank_person")
                    .at(case.at(format!("team/{i}/person"))),
            );
        }
        Some(match case.proposal.pi_selection_basis.is_blank() {
            true => Verdict::undetermined().at(case.at("pi_selection_basis")),
            false => Verdict::pass().figures(figures).at(case.at("pi_selection_basis")),
        })
    }
}
