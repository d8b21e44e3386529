//! 核定額 laid over a budget that asked for another amount.

use super::plan::Draft;
use super::spread::spread;
use super::{BudgetPlan, NoWay};
use crate::Rulebook;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{BudgetLine, Fund, Money, Sentence, Workspace};

/// What becomes of 配合款 when the ministry approves another amount than was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Matching {
    /// It stays as it is.
    #[default]
    Keep,
    /// It follows in proportion, rounded up.
    Follow,
}

impl Rulebook {
    /// The year's budget in proportion to an approved grant: 補助款 lines add up to it exactly (largest remainders),
    /// locked lines keep their amounts, unit prices follow.
    pub fn rescaled(
        &self,
        workspace: &Workspace,
        scope: &str,
        year: u16,
        approved: i64,
        matching: Matching,
    ) -> Result<BudgetPlan, NoWay> {
        if approved < 0 {
            return Err(NoWay::NotWhole);
        }
        self.at_year(workspace, scope, year, |site| {
            let grant = site.grant()?;
            let granted = site.lines_of(Fund::Grant)?;
            let own = site.lines_of(Fund::Matching)?;
            let mut draft = Draft::new(site, grant);
            draft.set_grant("grant_approved", approved);
            scale(&mut draft, &granted, approved)?;
            if matching == Matching::Follow && grant > 0 {
                let sum: i64 = own.iter().map(|line| line.3).sum();
                let exact = i128::from(sum) * i128::from(approved);
                let total = -(-exact).div_euclid(i128::from(grant));
                let total = i64::try_from(total).map_err(|_| NoWay::NotWhole)?;
                let locked: i64 = own.iter().filter(|l| l.1.locked == Some(true)).map(|l| l.3).sum();
                scale(&mut draft, &own, total.max(locked))?;
            }
            let sum = Money::whole(approved);
            let label = Sentence::new(
                format!("{year} 年度核定 {sum} 元，各項依比例調整"),
                format!("Scale year {year} to NT${sum} approved"),
            );
            Ok(draft.done(label))
        })
    }
}

/// Free lines in proportion, so that all lines together come to `total`.
fn scale(draft: &mut Draft, lines: &[(usize, &BudgetLine, u16, i64)], total: i64) -> Result<(), NoWay> {
    let is_locked = |line: &BudgetLine| line.locked == Some(true);
    let locked: i64 = lines.iter().filter(|l| is_locked(l.1)).map(|l| l.3).sum();
    let free: Vec<_> = lines.iter().filter(|l| !is_locked(l.1)).collect();
    let weights: Vec<i64> = free.iter().map(|l| l.3).collect();
    let left = total - locked;
    if left < 0 {
        return Err(NoWay::Locked);
    }
    let amounts = spread(left, &weights).ok_or(NoWay::Locked)?;
    for ((_, line, ..), amount) in free.into_iter().zip(amounts) {
        draft.set_line(line, amount);
    }
    Ok(())
}
