//! One proposal (計畫書): its chapters, in the order of the setup.

use super::{
    activities, attachments, basics, budget, cooperation, declarations, experience, indicators, narrative,
    self_check, team,
};
use crate::block::{Block, Part};
use crate::outline::{self, Builder};
use crate::packet::Scope;
use crate::setup::Chapter;
use usr_desk_workspace::Proposal;

/// The parts of a proposal, those that the scope asks for.
pub(crate) fn parts(builder: &mut Builder, proposal: &Proposal) -> Vec<Part> {
    let setup = builder.input.setup;
    let scope = &builder.input.scope;
    let title = proposal.title.trim().to_owned();
    let has_contents = setup.has(Chapter::Contents) && is_asked(scope, Chapter::Basics);
    builder.in_front = has_contents;
    let mut all = Vec::new();
    for chapters in &setup.parts {
        let mut blocks = Vec::new();
        for chapter in chapters.iter().filter(|chapter| is_asked(scope, **chapter)) {
            if *chapter == Chapter::Contents {
                builder.in_front = false;
                // A binder has its contents in front of everything.
                if *scope != Scope::Season {
                    all.push(outline::contents_here());
                }
                continue;
            }
            blocks.extend(self::blocks(builder, proposal, *chapter));
        }
        if !blocks.is_empty() {
            all.push(Part {
                running_head: Some(title.clone()),
                blocks,
            });
        }
    }
    builder.in_front = false;
    all
}

/// Whether a chapter belongs into a file of this scope.
fn is_asked(scope: &Scope, chapter: Chapter) -> bool {
    match scope {
        Scope::Plan(_) => !matches!(chapter, Chapter::Budget | Chapter::Attachments),
        Scope::Budget(_) => chapter == Chapter::Budget,
        Scope::Attachments(_) => chapter == Chapter::Attachments,
        Scope::Season | Scope::Proposal(_) | Scope::SupportPlan => true,
    }
}

fn blocks(builder: &mut Builder, proposal: &Proposal, chapter: Chapter) -> Vec<Block> {
    match chapter {
        Chapter::Basics => basics::blocks(builder, proposal),
        Chapter::Summary => narrative::summary(builder, proposal),
        Chapter::Contents => Vec::new(),
        Chapter::Team => team::blocks(builder, proposal),
        Chapter::Experience => experience::blocks(builder, proposal),
        Chapter::Narrative => narrative::blocks(builder, proposal),
        Chapter::Indicators => indicators::blocks(builder, proposal),
        Chapter::Cooperation => cooperation::blocks(builder, proposal),
        Chapter::Activities => activities::blocks(builder, proposal),
        Chapter::Budget => {
            let place = super::place(["proposals", proposal.id.as_str(), "budget"]);
            let scope = Some(proposal.id.as_str());
            budget::blocks(builder, &proposal.budget, proposal.title.trim(), &place, scope)
        }
        Chapter::SelfCheck => {
            let scope = Some(proposal.id.as_str());
            self_check::blocks(builder, scope, &proposal.confirmations, &proposal.justifications)
        }
        Chapter::Declarations => declarations::blocks(builder, proposal),
        Chapter::Attachments => attachments::blocks(builder, proposal.id.as_str()),
    }
}
