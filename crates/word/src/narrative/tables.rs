//! Tables: heads, joined cells, the widths that were drawn.

use super::block::with;
use super::body::Body;
use super::losses::Loss;
use crate::dom::Element;
use crate::names;
use usr_desk_workspace::prose::{Attrs, MarkKind, Node, NodeKind};

/// As many columns as the packet prints.
const MOST_COLUMNS: usize = 40;
/// Twentieths of a point to an editor's pixel.
const PIXEL: f64 = 15.0;

/// A cell where it stands.
struct Placed {
    column: usize,
    across: usize,
    down: usize,
    node: Node,
}

impl Body<'_> {
    /// A table, and the pictures that stood in its cells; nothing where it has no cells.
    pub(super) fn table(&mut self, e: &Element) -> (Option<Node>, Vec<Node>) {
        let mut figures = Vec::new();
        let mut rows: Vec<Vec<Placed>> = Vec::new();
        let mut heads = Vec::new();
        for row in rows_of(e) {
            let none = Element::default();
            let properties = row.child("trPr").unwrap_or(&none);
            heads.push(properties.switch("tblHeader") == Some(true));
            let skipped = properties.child("gridBefore").and_then(Element::val);
            let mut column = skipped
                .and_then(|v| v.parse().ok())
                .unwrap_or(0_usize)
                .min(MOST_COLUMNS);
            let mut cells = Vec::new();
            if column > 0 {
                cells.push(Placed {
                    column: 0,
                    across: column,
                    down: 1,
                    node: empty(),
                });
            }
            for cell in cells_of(row) {
                let properties = cell.child("tcPr").unwrap_or(&none);
                let across = properties.child("gridSpan").and_then(Element::val);
                let across = across
                    .and_then(|v| v.parse().ok())
                    .unwrap_or(1_usize)
                    .clamp(1, MOST_COLUMNS);
                let joined = properties.child("vMerge");
                let goes_on = joined.is_some_and(|m| m.val() != Some("restart"));
                let mut above = rows.iter_mut().rev().flat_map(|row| row.iter_mut());
                let origin = above
                    .find(|placed| placed.column == column && placed.across == across)
                    .filter(|_| goes_on);
                match origin {
                    Some(origin) => origin.down += 1,
                    None => {
                        let content = self.inside(cell, &mut figures);
                        let kind = if self.has_head_style(cell) {
                            NodeKind::TableHeader
                        } else {
                            NodeKind::TableCell
                        };
                        cells.push(Placed {
                            column,
                            across,
                            down: 1,
                            node: with(kind, content),
                        });
                    }
                }
                column += across;
            }
            rows.push(cells);
        }
        let is_ours = e
            .child("tblPr")
            .and_then(|p| p.child("tblStyle"))
            .and_then(Element::val)
            == Some(names::TABLE);
        if !is_ours
            && !heads.contains(&true)
            && rows.len() > 1
            && rows[0].iter().all(|cell| is_bold(&cell.node))
        {
            heads[0] = true;
        }
        filled(&mut rows);
        let widths = widths(e);
        let row = |(cells, is_head): (Vec<Placed>, bool)| {
            let cells = cells
                .into_iter()
                .map(|cell| finished(cell, is_head, widths.as_deref()));
            with(NodeKind::TableRow, cells.collect())
        };
        let rows: Vec<Node> = rows.into_iter().zip(heads).map(row).collect();
        if rows.iter().all(|row| row.content.is_empty()) {
            return (None, figures);
        }
        if rows.iter().any(|row| row.content.len() > MOST_COLUMNS) {
            self.losses.put(Loss::Object, 1, "");
            return (None, figures);
        }
        (Some(with(NodeKind::Table, rows)), figures)
    }
}

impl Body<'_> {
    /// Its first paragraph says that it heads its row or column; other programs give styles ids of their own.
    fn has_head_style(&self, cell: &Element) -> bool {
        let first = cell.elements().find(|e| e.is("p"));
        let style = first.and_then(|p| p.child("pPr")?.child("pStyle")?.val());
        style.is_some_and(|id| id == names::CELL_HEAD || self.styles.is(id, names::CELL_HEAD_NAME))
    }
}

/// Rows of one width: the editor would add the cells that are missing.
fn filled(rows: &mut [Vec<Placed>]) {
    let ends = |rows: &[Vec<Placed>]| -> Vec<usize> {
        let mut ends = vec![0; rows.len()];
        for (r, row) in rows.iter().enumerate() {
            for cell in row {
                for end in ends.iter_mut().skip(r).take(cell.down) {
                    *end = (*end).max(cell.column + cell.across);
                }
            }
        }
        ends
    };
    let ends = ends(rows);
    let widest = ends.iter().copied().max().unwrap_or(0);
    for (row, end) in rows.iter_mut().zip(ends) {
        row.extend((end..widest).map(|column| Placed {
            column,
            across: 1,
            down: 1,
            node: empty(),
        }));
    }
}

/// Rows, also those in a control or an insertion.
fn rows_of(e: &Element) -> Vec<&Element> {
    inner(e, "tr")
}

fn cells_of(row: &Element) -> Vec<&Element> {
    inner(row, "tc")
}

fn inner<'e>(e: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for child in e.elements() {
        match &*child.name {
            found_name if found_name == name => found.push(child),
            "sdt" => found.extend(child.child("sdtContent").into_iter().flat_map(|c| inner(c, name))),
            "ins" | "customXml" => found.extend(inner(child, name)),
            _ => {}
        }
    }
    found
}

fn empty() -> Node {
    with(NodeKind::TableCell, vec![Node::new(NodeKind::Paragraph)])
}

/// All its words are bold: how people mark a head.
fn is_bold(cell: &Node) -> bool {
    let mut found = false;
    let mut all = true;
    let mut look = |node: &Node| {
        if node.kind == NodeKind::Text {
            found = true;
            all &= node.marks.iter().any(|mark| mark.kind == MarkKind::Strong);
        }
    };
    cell.content
        .iter()
        .flat_map(|block| &block.content)
        .for_each(&mut look);
    found && all
}

fn finished(cell: Placed, is_head: bool, widths: Option<&[u16]>) -> Node {
    let mut node = cell.node;
    let span = |n: usize| (n > 1).then(|| u16::try_from(n).unwrap_or(u16::MAX));
    let drawn = widths.and_then(|all| all.get(cell.column..cell.column + cell.across));
    let attrs = Attrs {
        colspan: span(cell.across),
        rowspan: span(cell.down),
        colwidth: drawn.map(<[u16]>::to_vec),
        ..Attrs::default()
    };
    node.attrs = (attrs != Attrs::default()).then_some(attrs);
    if is_head {
        node.kind = NodeKind::TableHeader;
    }
    if node.kind == NodeKind::TableHeader {
        node.content.iter_mut().for_each(not_bold);
    }
    node
}

/// A head is bold by itself.
fn not_bold(node: &mut Node) {
    node.marks.retain(|mark| mark.kind != MarkKind::Strong);
    let content = std::mem::take(&mut node.content);
    let mut content = content;
    content.iter_mut().for_each(not_bold);
    super::inline::join(&mut node.content, content);
}

/// The widths of the grid in pixels, where the table keeps to them.
fn widths(e: &Element) -> Option<Vec<u16>> {
    let layout = e.child("tblPr")?.child("tblLayout")?.get("type");
    let columns = e.child("tblGrid")?.elements().filter(|c| c.is("gridCol"));
    let width = |c: &Element| -> Option<u16> {
        let pixels = (c.get("w")?.parse::<f64>().ok()? / PIXEL).round();
        (1.0..=4000.0).contains(&pixels).then_some(pixels as u16)
    };
    let widths: Option<Vec<u16>> = columns.map(width).collect();
    widths.filter(|_| layout == Some("fixed"))
}
