use crate::Figures;
use crate::bound::{Bound, Demand};
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::Year;

/// 補助款各項合計等於補助經費.
pub(crate) struct BudgetGrantTotal;

impl Rule for BudgetGrantTotal {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("budget_grant_total.md");

    fn support_year<'a>(_: &Season<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        Some(judge(year))
    }

    fn bounds(_: &Season, _: Option<&Case>, _: &Year, _: &NoParams) -> Vec<Bound> {
        vec![Demand::LinesMakeGrant.firmly()]
    }
}

fn judge<'v>(year: &Year) -> Verdict<'v> {
    let sum = &year.granted;
    let Some(grant) = year.grant else {
        return Verdict::undetermined()
            .saying("blank_grant")
            .at(year.grant_pointer());
    };
    let unsure = sum.endless || sum.low() != sum.high();
    let out_of_reach = sum.low() > grant || (!sum.endless && sum.high() < grant);
    if unsure && !out_of_reach {
        return Verdict::undetermined().at_all(year.blanks(sum));
    }
    // Of an uncertain sum that cannot reach the grant, the end that is nearer to it is told.
    let total = if sum.low() > grant || sum.endless {
        sum.low()
    } else {
        sum.high()
    };
    let (actual, limit) = match total > grant {
        true => (total.ceil(), grant.floor()),
        false => (total.floor(), grant.ceil()),
    };
    let verdict = match total == grant {
        true => Verdict::pass(),
        false if total > grant => Verdict::violation().saying("too_much"),
        false => Verdict::violation(),
    };
    verdict
        .figures(Figures {
            actual,
            limit,
            headroom: -limit.abs_diff(actual).try_into().unwrap_or(i64::MAX),
        })
        .at(year.grant_pointer())
        .at(format!("{}/lines", year.pointer))
}
