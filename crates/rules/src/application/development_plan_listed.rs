use crate::rule::{NoParams, Rule};
use crate::season::Season;
use crate::verdict::Verdict;

/// 應將社會責任實踐列入校務發展基幹項目.
pub(crate) struct DevelopmentPlanListed;

impl Rule for DevelopmentPlanListed {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("development_plan_listed.md");

    fn school<'a>(season: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let plan = &season.workspace.school.development_plan;
        let evidence = [
            ("title", plan.title.is_blank()),
            ("pages", plan.pages.is_blank()),
            ("adopted_on", plan.adopted_on.is_none()),
        ];
        let blanks: Vec<_> = evidence.iter().filter(|(_, blank)| *blank).collect();
        Some(match blanks.is_empty() {
            true => Verdict::ask().at("/confirmations"),
            // A confirmation without anything to point at confirms nothing.
            false => Verdict::ask().saying("no_evidence").firm().at_all(
                blanks
                    .iter()
                    .map(|(field, _)| format!("/school/development_plan/{field}")),
            ),
        })
    }
}
