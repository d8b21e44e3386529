use crate::Figures;
use crate::limit::{Kept, Limit, Sum};
use crate::message::{Value, Words};
use crate::rule::Rule;
use crate::season::Season;
use crate::verdict::Verdict;
use serde::Deserialize;
use usr_desk_workspace::{Money, ProposalType};

/// 總申請件數至多若干件.
pub(crate) struct ProposalCount;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Params {
    /// In the text's order; the last one counts all of them.
    limits: Vec<AtMost>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AtMost {
    name: Words,
    /// None = whatever the type.
    #[serde(default)]
    types: Vec<ProposalType>,
    count: i64,
}

impl Rule for ProposalCount {
    type Params = Params;
    const DOCUMENT: &'static str = include_str!("proposal_count.md");

    fn school<'a>(season: &Season<'a>, params: &'a Params) -> Option<Verdict<'a>> {
        let judged = params.limits.iter().map(|limit| {
            let (kept, figures) = judge(season, limit);
            (limit, kept, figures)
        });
        let judged: Vec<_> = judged.collect();
        let broken = judged.iter().find(|(_, kept, _)| *kept == Kept::No);
        let open = judged.iter().find(|(_, kept, _)| *kept == Kept::Open);
        let (verdict, (limit, _, figures)) = match (broken, open, judged.last()) {
            (Some(first), ..) => (Verdict::violation(), first),
            (None, Some(_), _) => {
                let blank = season
                    .submitted()
                    .filter(|case| case.proposal.proposal_type.is_none());
                return Some(Verdict::undetermined().at_all(blank.map(|case| case.at("type"))));
            }
            (None, None, Some(total)) => (Verdict::pass(), total),
            (None, None, None) => return None,
        };
        Some(
            verdict
                .figures(*figures)
                .with("kind", Value::Words(&limit.name))
                .at("/proposals"),
        )
    }
}

fn judge(season: &Season, limit: &AtMost) -> (Kept, Figures) {
    let mut sum = Sum::default();
    for (i, case) in season.submitted().enumerate() {
        let kind = case.proposal.proposal_type;
        if limit.types.is_empty() || kind.is_none_or(|kind| limit.types.contains(&kind)) {
            sum.add(i, Some(Money::whole(1)), limit.types.is_empty() || kind.is_some());
        }
    }
    let at_most = Limit::dollars(Money::whole(limit.count));
    (at_most.as_ceiling(&sum), at_most.ceiling_figures(sum.low()))
}
