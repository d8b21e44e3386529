use crate::rule::Rule;
use crate::season::Season;
use crate::verdict::Verdict;
use serde::Deserialize;

/// 不包括空中大學及專案輔導學校.
pub(crate) struct SchoolEligible;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// Whether the text excludes these schools; else they are only pointed out.
    excludes: bool,
}

impl Rule for SchoolEligible {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("school_eligible.md");

    fn school<'a>(season: &Season<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let school = &season.workspace.school;
        let facts = [
            ("/school/is_open_university", school.is_open_university),
            ("/school/under_special_guidance", school.under_special_guidance),
        ];
        let places = |is: Option<bool>| facts.iter().filter(move |f| f.1 == is).map(|f| f.0.to_owned());
        Some(
            match (params.excludes, places(Some(true)).count(), places(None).count()) {
                (false, 0, _) => Verdict::reminder(),
                (false, ..) => Verdict::reminder()
                    .saying("reminder_excluded_later")
                    .at_all(places(Some(true))),
                (true, 0, 0) => Verdict::pass(),
                (true, 0, _) => Verdict::undetermined().at_all(places(None)),
                (true, ..) => Verdict::violation().at_all(places(Some(true))),
            },
        )
    }
}
