//! What the body of a file is made of, before it is put together.

use super::numbering::Kind;
use usr_desk_workspace::prose::{Attrs, Mark, MarkKind, Node, NodeKind};

/// One thing after another.
pub(super) enum Flow {
    /// Level from 0, as the file counts.
    Heading {
        level: u8,
        content: Vec<Node>,
    },
    Paragraph(Vec<Node>),
    Item(ItemOf, Vec<Node>),
    /// A further paragraph of an item this deep.
    Continued(usize, Vec<Node>),
    /// 圖說: it belongs to the figure before it.
    Caption(Vec<Node>),
    Figure(Node),
    Table(Node),
}

/// The list that an item belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ItemOf {
    pub(super) level: usize,
    pub(super) sequence: String,
    pub(super) kind: Kind,
}

pub(super) fn with(kind: NodeKind, content: Vec<Node>) -> Node {
    Node {
        content,
        ..Node::new(kind)
    }
}

pub(super) fn paragraph(content: Vec<Node>) -> Node {
    with(NodeKind::Paragraph, content)
}

pub(super) fn heading(level: u8, content: Vec<Node>) -> Node {
    Node {
        attrs: Some(Attrs {
            level: Some(level),
            ..Attrs::default()
        }),
        ..with(NodeKind::Heading, content)
    }
}

/// Words in their marks; those in the same marks as before them join them.
pub(super) fn push_text(out: &mut Vec<Node>, text: &str, marks: &[MarkKind]) {
    if text.is_empty() {
        return;
    }
    let marks: Vec<Mark> = marks.iter().map(|kind| Mark { kind: *kind }).collect();
    if let Some(last) = out
        .last_mut()
        .filter(|last| last.kind == NodeKind::Text && last.marks == marks)
        && let Some(words) = &mut last.text
    {
        words.push_str(text);
        return;
    }
    out.push(Node {
        text: Some(text.to_owned()),
        marks,
        ..Node::new(NodeKind::Text)
    });
}

/// The words of inline nodes alone.
pub(super) fn words(nodes: &[Node]) -> String {
    nodes.iter().map(Node::plain_text).collect()
}

pub(super) fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node.kind {
        NodeKind::Text => node.text.as_deref().unwrap_or_default().trim().is_empty(),
        NodeKind::HardBreak => true,
        _ => false,
    })
}

/// Takes this many characters away from the head of the words.
pub(super) fn without_first(nodes: &mut Vec<Node>, mut count: usize) {
    while count > 0 {
        let Some(first) = nodes.first_mut().filter(|node| node.kind == NodeKind::Text) else {
            return;
        };
        let text = first.text.take().unwrap_or_default();
        let length = text.chars().count();
        if length <= count {
            nodes.remove(0);
            count -= length;
        } else {
            first.text = Some(text.chars().skip(count).collect());
            count = 0;
        }
    }
}
