//! Items to lists: levels become lists within lists, further paragraphs go into the item before them.

use super::block::{Flow, ItemOf, paragraph, with};
use super::numbering::Kind;
use usr_desk_workspace::prose::{Node, NodeKind};

/// A list that may still grow.
struct Open {
    of: ItemOf,
    items: Vec<Node>,
}

/// Blocks in the schema. `restarted` hears of a numbered list that something else came between.
pub(super) fn fold(flow: Vec<Flow>, restarted: &mut dyn FnMut(&[Node])) -> Vec<Node> {
    let mut out = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut closed: Vec<ItemOf> = Vec::new();
    for one in flow {
        match one {
            Flow::Item(of, content) => {
                while open
                    .last()
                    .is_some_and(|top| top.of.level > of.level || (top.of.level == of.level && top.of != of))
                {
                    close(&mut open, &mut out);
                }
                if open.last().is_none_or(|top| top.of.level < of.level) {
                    if open.is_empty() && of.kind == Kind::Numbers && closed.contains(&of) {
                        restarted(&content);
                    }
                    open.push(Open {
                        of,
                        items: Vec::new(),
                    });
                }
                if let Some(top) = open.last_mut() {
                    top.items.push(with(NodeKind::ListItem, vec![paragraph(content)]));
                }
                continue;
            }
            Flow::Continued(depth, content) if !open.is_empty() => {
                while open.len() > depth + 1 {
                    close(&mut open, &mut out);
                }
                if let Some(item) = open.last_mut().and_then(|top| top.items.last_mut()) {
                    item.content.push(paragraph(content));
                }
                continue;
            }
            _ => {}
        }
        closed.extend(open.iter().map(|list| list.of.clone()));
        while !open.is_empty() {
            close(&mut open, &mut out);
        }
        out.push(match one {
            Flow::Heading { level, content } => super::block::heading(level.clamp(1, 3), content),
            Flow::Paragraph(content) | Flow::Continued(_, content) | Flow::Caption(content) => {
                paragraph(content)
            }
            Flow::Figure(node) | Flow::Table(node) => node,
            Flow::Item(..) => continue,
        });
    }
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

/// The innermost list goes into the item that it stands in, else among the blocks.
fn close(open: &mut Vec<Open>, out: &mut Vec<Node>) {
    let Some(list) = open.pop() else { return };
    let kind = match list.of.kind {
        Kind::Numbers => NodeKind::OrderedList,
        Kind::Marks => NodeKind::BulletList,
    };
    let node = with(kind, list.items);
    match open.last_mut().and_then(|outer| outer.items.last_mut()) {
        Some(item) => item.content.push(node),
        None => out.push(node),
    }
}
