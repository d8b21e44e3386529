//! Which column names the item and which its category: headings propose, the words below decide.

use super::columns::{Draft, Words};
use crate::role::Role;

/// A sheet that names its items by what they are for (用途) has no other name for them: words that differ from row to
/// row, left of the numbers.
fn name_by_purpose(drafts: &mut [Draft<'_>], first_number: Option<u32>) {
    let names = |d: &Draft<'_>| d.is(Role::Name) && !d.texts.is_empty();
    if drafts.iter().any(names) || !drafts.iter().any(|d| d.is(Role::Category) && !d.texts.is_empty()) {
        return;
    }
    let is_item = |d: &&mut Draft<'_>| {
        d.is(Role::Note) && first_number.is_some_and(|n| d.at < n) && d.words.distinct * 2 > d.words.all
    };
    if let Some(draft) = drafts.iter_mut().find(is_item) {
        let why = said!(
            "沒有項目欄，用途即項目",
            "nothing else names the items, so their purpose does"
        );
        draft.set(Role::Name, why);
    }
}

/// Which column names the category and which the item; further names and the 經常門/資本門 column.
pub(super) fn settle_names(drafts: &mut [Draft<'_>]) -> (Vec<u32>, Option<u32>) {
    let first_number = drafts
        .iter()
        .filter(|d| d.role.is_some_and(Role::is_amount) || d.is(Role::UnitPrice) || d.is(Role::Quantity))
        .map(|d| d.at)
        .min();
    name_by_purpose(drafts, first_number);
    let is_candidate = |d: &Draft<'_>| match d.role {
        Some(Role::Name | Role::Category) => true,
        // Words without a heading, left of the numbers; a number column full of categories.
        None => d.words.distinct > 0 && first_number.is_none_or(|n| d.at < n),
        Some(Role::Seq) => d.words.named > 1,
        _ => false,
    };
    let candidates: Vec<usize> = (0..drafts.len())
        .filter(|i| is_candidate(&drafts[*i]) && !drafts[*i].hidden)
        .collect();
    let filled: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|i| !drafts[*i].texts.is_empty())
        .collect();
    let mut gate = None;
    let mut category = None;
    if filled.len() > 1 {
        let share = |i: usize| {
            let Words {
                named, all, gates, ..
            } = drafts[i].words;
            let is_labelled = drafts[i].is(Role::Category);
            // Told by a heading, a few known words suffice; told by nothing, most must be known.
            let is_told = named * 2 >= all.max(1) || (is_labelled && !has_better(drafts, &filled, i));
            (
                is_told,
                named > gates || is_labelled && named == 0,
                is_labelled,
                named,
            )
        };
        category = filled
            .iter()
            .copied()
            .filter(|i| share(*i).0)
            .max_by_key(|i| share(*i));
        let is_gate = |i: usize| {
            let Words {
                named, all, gates, ..
            } = drafts[i].words;
            gates > 0 && gates * 2 >= all && gates == named
        };
        gate = filled
            .iter()
            .copied()
            .find(|i| Some(*i) != category && is_gate(*i));
    }
    let rest: Vec<usize> = filled
        .into_iter()
        .filter(|i| Some(*i) != category && Some(*i) != gate)
        .collect();
    let name = rest
        .iter()
        .copied()
        .max_by_key(|i| {
            (
                drafts[*i].is(Role::Name),
                drafts[*i].words.distinct,
                std::cmp::Reverse(*i),
            )
        })
        .or_else(|| {
            candidates
                .iter()
                .copied()
                .find(|i| Some(*i) != category && drafts[*i].is(Role::Name))
        });
    for index in candidates {
        let draft = &mut drafts[index];
        if Some(index) == category {
            draft.set(
                Role::Category,
                said!("多數內容是經費類別", "most of it is categories"),
            );
        } else if Some(index) == name {
            draft.set(Role::Name, said!("內容是項目名稱", "it holds names of items"));
        } else {
            draft.set(
                Role::Ignore,
                said!("不是採用的名稱欄", "the names are taken from another column"),
            );
        }
    }
    let more: Vec<u32> = rest
        .iter()
        .filter(|i| Some(**i) != name)
        .map(|i| drafts[*i].at)
        .collect();
    let gate = gate.map(|i| drafts[i].at);
    // One column of words: it names items, with categories as headings above them.
    if name.is_none()
        && let Some(index) = category
    {
        drafts[index].set(Role::Name, said!("唯一的文字欄", "the only column of words"));
    }
    (more, gate)
}

/// Another candidate is clearly a column of categories.
fn has_better(drafts: &[Draft<'_>], filled: &[usize], index: usize) -> bool {
    filled.iter().any(|i| {
        let Words { named, all, .. } = drafts[*i].words;
        *i != index && named * 2 >= all.max(1)
    })
}
