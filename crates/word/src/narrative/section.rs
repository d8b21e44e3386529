//! Which part of the file is taken: what stands below a heading, or all of it; levels as the schema counts them.

use super::block::{Flow, words};
use super::body::captioned;
use super::losses::{Loss, Losses};
use super::{HeadingSeen, Wanted, lists};
use usr_desk_workspace::prose::{Node, NodeKind};

pub(super) struct Chosen {
    pub(super) document: Node,
    pub(super) taken: Option<usize>,
    pub(super) headings: Vec<HeadingSeen>,
}

/// Deepest heading of the schema.
const DEEPEST: u8 = 3;

pub(super) fn choose(flow: Vec<Flow>, wanted: &Wanted, losses: &mut Losses) -> Chosen {
    let seen: Vec<(usize, u8, String)> = flow
        .iter()
        .enumerate()
        .filter_map(|(i, one)| match one {
            Flow::Heading { level, content } => Some((i, *level, words(content).trim().to_owned())),
            _ => None,
        })
        .collect();
    let taken = match wanted.heading {
        Some(chosen) => (chosen < seen.len()).then_some(chosen),
        None => seen
            .iter()
            .position(|(_, _, text)| is_called(text, &wanted.titles)),
    };
    let range = taken.map_or(0..flow.len(), |at| {
        let (start, level, _) = &seen[at];
        let end = seen[at + 1..].iter().find(|(_, other, _)| other <= level);
        start + 1..end.map_or(flow.len(), |(end, ..)| *end)
    });
    // Below a heading its next level is the first; else the shallowest is.
    let base = match taken {
        Some(at) => seen[at].1 + 1,
        None => seen.iter().map(|(_, level, _)| *level).min().unwrap_or(0),
    };
    losses.within(&range);
    let outside = flow.len() - range.len() - usize::from(taken.is_some());
    if outside > 0 {
        losses.put(Loss::Elsewhere, u32::try_from(outside).unwrap_or(u32::MAX), "");
    }
    let mut kept = Vec::new();
    for one in flow.into_iter().skip(range.start).take(range.len()) {
        kept.push(match one {
            Flow::Heading { level, content } => {
                let level = level.saturating_sub(base) + 1;
                if level > DEEPEST {
                    losses.put(Loss::DeepHeading, 1, &words(&content));
                }
                Flow::Heading {
                    level: level.min(DEEPEST),
                    content,
                }
            }
            other => other,
        });
    }
    let mut restarted = |item: &[Node]| losses.put(Loss::ListRestart, 1, &words(item));
    let content = lists::fold(captioned(kept), &mut restarted);
    let headings = seen.into_iter().map(|(_, level, text)| HeadingSeen {
        level: level + 1,
        text,
    });
    Chosen {
        document: Node {
            content,
            ..Node::new(NodeKind::Doc)
        },
        taken,
        headings: headings.collect(),
    }
}

/// Whether a heading says one of these, whatever number it carries.
fn is_called(heading: &str, titles: &[String]) -> bool {
    let bare = |text: &str| -> String {
        let text = text.trim().trim_start_matches(|c: char| {
            c.is_ascii_digit() || "壹貳參肆伍陸柒捌玖拾一二三四五六七八九十（）()、.． 　".contains(c)
        });
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_lowercase()
    };
    let heading = bare(heading);
    !heading.is_empty() && titles.iter().any(|title| bare(title) == heading)
}
