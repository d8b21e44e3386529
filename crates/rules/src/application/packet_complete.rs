use crate::message::Value;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::{AttachmentFacts, FileFact};
use std::borrow::Cow;
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{AppliesTo, Attachment, ChecklistItem};

/// 資料不全者不予受理.
pub(crate) struct PacketComplete;

impl Rule for PacketComplete {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("packet_complete.md");

    fn school<'a>(season: &Season<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let asked = items(season).filter(|(_, item)| matches!(item.applies_to, AppliesTo::School(_)));
        Some(judge(season, asked, &season.workspace.attachments, ""))
    }

    fn proposal<'a>(season: &Season<'a>, case: &Case<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let proposal = case.proposal;
        let of_types = |item: &ChecklistItem| match &item.applies_to {
            AppliesTo::Types(types) => types.clone(),
            AppliesTo::School(_) => Vec::new(),
        };
        let judge_as = |kind| {
            let asked = items(season).filter(move |(_, item)| of_types(item).contains(&kind));
            judge(season, asked, &proposal.attachments, &case.pointer)
        };
        // An item names types itself, so that even a type of another edition can be asked for its parts.
        Some(match proposal.proposal_type {
            Some(kind) => judge_as(kind),
            None => case.by_type(judge_as),
        })
    }
}

fn items<'a>(season: &Season<'a>) -> impl Iterator<Item = (usize, &'a ChecklistItem)> {
    season.workspace.checklist.iter().flatten().enumerate()
}

fn judge<'a>(
    season: &Season<'a>,
    asked: impl Iterator<Item = (usize, &'a ChecklistItem)>,
    attachments: &'a [Attachment],
    owner: &str,
) -> Verdict<'a> {
    let mut count = 0;
    let (mut lacking, mut unknown, mut wrong_at, mut blank_at) = (vec![], vec![], vec![], vec![]);
    for (i, item) in asked {
        count += 1;
        let name = Cow::Borrowed(item.title.filled().unwrap_or(&item.attachment_kind));
        let kind = folded(&item.attachment_kind);
        let of_kind = attachments
            .iter()
            .enumerate()
            .filter(|(_, a)| !kind.is_empty() && folded(&a.kind) == kind);
        let files: Vec<_> = of_kind
            .map(|(a, attachment)| (a, usable(season.facts, attachment)))
            .collect();
        let place = |(a, _): &(usize, _)| format!("{owner}/attachments/{a}/file");
        if kind.is_empty() {
            unknown.push(name);
            blank_at.push(format!("/checklist/{i}/attachment_kind"));
        } else if files.is_empty() {
            lacking.push(name);
            wrong_at.push(format!("{owner}/attachments"));
        } else if files.iter().any(|(_, usable)| *usable == Some(false)) {
            lacking.push(name);
            wrong_at.extend(
                files
                    .iter()
                    .filter(|(_, usable)| *usable == Some(false))
                    .map(place),
            );
        } else if files.iter().any(|(_, usable)| usable.is_none()) {
            unknown.push(name);
            blank_at.extend(files.iter().filter(|(_, usable)| usable.is_none()).map(place));
        }
    }
    match () {
        () if count == 0 => Verdict::not_applicable(),
        () if !lacking.is_empty() => Verdict::violation()
            .with("items", Value::List(lacking))
            .at_all(wrong_at),
        () if !unknown.is_empty() => Verdict::undetermined()
            .with("items", Value::List(unknown))
            .at_all(blank_at),
        () => Verdict::pass().with("count", Value::Count(count)),
    }
}

/// `None` where nobody looked at the file, or none is named yet.
fn usable(facts: &AttachmentFacts, attachment: &Attachment) -> Option<bool> {
    Some(match facts.0.get(attachment.file.filled()?)? {
        FileFact::Missing | FileFact::Unreadable { .. } | FileFact::Empty => false,
        FileFact::Readable { bytes, pages } => *bytes > 0 && *pages != Some(0),
    })
}
