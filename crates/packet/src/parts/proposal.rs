//! One proposal (計畫書): its chapters in order.

use super::{
    attachments, basics, budget, cooperation, declarations, experience, indicators, narrative, self_check,
    team,
};
use crate::block::Part;
use crate::outline::Builder;
use crate::packet::Scope;
use usr_desk_workspace::Proposal;

/// The chapters of a proposal, those that the scope asks for.
pub(crate) fn parts(builder: &mut Builder, proposal: &Proposal) -> Vec<Part> {
    let scope = &builder.input.scope;
    let (with_plan, with_budget, with_files) = match scope {
        Scope::Plan(_) => (true, false, false),
        Scope::Budget(_) => (false, true, false),
        Scope::Attachments(_) => (false, false, true),
        Scope::Season | Scope::Proposal(_) | Scope::SupportPlan => (true, true, true),
    };
    let title = proposal.title.trim().to_owned();
    let mut all = Vec::new();
    if with_plan {
        let mut front = basics::blocks(builder, proposal);
        front.extend(team::blocks(builder, proposal));
        front.extend(experience::blocks(builder, proposal));
        let mut plan = narrative::blocks(builder, proposal);
        plan.extend(indicators::blocks(builder, proposal));
        plan.extend(cooperation::blocks(builder, proposal));
        all.extend([front, plan]);
    }
    if with_budget {
        all.push(budget::blocks(builder, &proposal.budget, &title));
    }
    if with_plan {
        let id = Some(proposal.id.as_str());
        all.push(self_check::blocks(
            builder,
            id,
            &proposal.confirmations,
            &proposal.justifications,
        ));
        all.push(declarations::blocks(builder, proposal));
    }
    if with_files {
        all.push(attachments::blocks(builder, proposal.id.as_str()));
    }
    let part = |blocks| Part {
        running_head: Some(title.clone()),
        blocks,
    };
    all.into_iter()
        .filter(|blocks| !blocks.is_empty())
        .map(part)
        .collect()
}
