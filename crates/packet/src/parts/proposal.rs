//! One proposal (計畫書): its chapters in order.

use super::{
    attachments, basics, budget, cooperation, declarations, experience, indicators, narrative, self_check,
    team,
};
use crate::block::Part;
use crate::outline::Builder;
use usr_desk_workspace::Proposal;

/// The chapters of a proposal.
pub(crate) fn parts(builder: &mut Builder, proposal: &Proposal) -> Vec<Part> {
    let title = proposal.title.trim().to_owned();
    let mut front = basics::blocks(builder, proposal);
    front.extend(team::blocks(builder, proposal));
    front.extend(experience::blocks(builder, proposal));
    let mut plan = narrative::blocks(builder, proposal);
    plan.extend(indicators::blocks(builder, proposal));
    plan.extend(cooperation::blocks(builder, proposal));
    let years = proposal.budget.as_slice();
    let money = budget::blocks(builder, years, proposal.title.trim());
    let check = self_check::blocks(
        builder,
        Some(proposal.id.as_str()),
        &proposal.confirmations,
        &proposal.justifications,
    );
    let signed = declarations::blocks(builder, proposal);
    let last = attachments::blocks(builder, &proposal.attachments);
    let all = [front, plan, money, check, signed, last];
    let part = |blocks| Part {
        running_head: Some(title.clone()),
        blocks,
    };
    all.into_iter()
        .filter(|blocks| !blocks.is_empty())
        .map(part)
        .collect()
}
