//! The body, block by block.

use super::block::{Flow, ItemOf, is_blank, without_first, words};
use super::inline::{Field, Inline, Setting};
use super::losses::{Loss, Losses};
use super::numbering::{Counting, Numbering};
use super::pictures::Seen;
use super::styles::{self, Styles};
use crate::dom::Element;
use crate::package::Relation;
use std::collections::BTreeMap;
use usr_desk_workspace::prose::{Node, NodeKind};

/// What is read, and what came of it so far.
pub(super) struct Body<'a> {
    pub(super) styles: &'a Styles,
    numbering: &'a Numbering,
    counting: Counting,
    pub(super) relations: &'a BTreeMap<String, Relation>,
    /// Footnotes and endnotes.
    pub(super) notes: [Option<&'a Element>; 2],
    pub(super) fields: Vec<Field>,
    pub(super) pictures: Vec<Seen>,
    pub(super) losses: Losses,
    /// Width of the text, in EMU.
    pub(super) measure: f64,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        numbering: &'a Numbering,
        relations: &'a BTreeMap<String, Relation>,
        notes: [Option<&'a Element>; 2],
    ) -> Body<'a> {
        Body {
            styles,
            numbering,
            counting: Counting::default(),
            relations,
            notes,
            fields: Vec::new(),
            pictures: Vec::new(),
            losses: Losses::default(),
            measure: 0.0,
        }
    }

    /// Everything in the body, in order.
    pub(super) fn read(&mut self, body: &Element) -> Vec<Flow> {
        self.measure = measure(body.child("sectPr"));
        let has_head = |r: &Relation| matches!(r.kind.as_str(), "header" | "footer");
        if self.relations.values().any(has_head) {
            self.losses.put(Loss::HeadFoot, 1, "");
        }
        let mut flow = Vec::new();
        self.blocks(body, &mut flow);
        flow
    }

    fn blocks(&mut self, holder: &Element, flow: &mut Vec<Flow>) {
        for e in holder.elements() {
            self.losses.stand(flow.len());
            match &*e.name {
                "p" => self.paragraph(e, flow),
                "tbl" => {
                    let (table, figures) = self.table(e);
                    flow.extend(table.map(Flow::Table));
                    flow.extend(figures.into_iter().map(Flow::Figure));
                }
                "sdt" => {
                    let properties = e.child("sdtPr");
                    let gallery = properties
                        .and_then(|p| p.find("docPartGallery"))
                        .and_then(Element::val);
                    if gallery == Some("Table of Contents") {
                        self.losses.put(Loss::Contents, 1, "");
                    } else if let Some(content) = e.child("sdtContent") {
                        self.blocks(content, flow);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(e, flow),
                "AlternateContent" => {
                    if let Some(choice) = e.child("Choice") {
                        self.blocks(choice, flow);
                    }
                }
                "altChunk" => self.losses.put(Loss::Object, 1, ""),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, e: &Element, flow: &mut Vec<Flow>) {
        let none = Element::default();
        let properties = e.child("pPr").unwrap_or(&none);
        let style = properties
            .child("pStyle")
            .and_then(Element::val)
            .unwrap_or_default();
        let heading = styles::outline(properties)
            .or_else(|| self.styles.heading(style))
            .filter(|level| *level < 9);
        let setting = Setting {
            bold: self.styles.bold(style),
            dotted: self.styles.dotted(style),
            is_heading: heading.is_some(),
        };
        if properties.child("sectPr").is_some() {
            self.losses.add(Loss::Break);
        }
        let mut inline = Inline::default();
        self.inline(e, setting, &mut inline);
        let said = words(&inline.words);
        if heading.is_some() && !said.trim().is_empty() {
            self.losses.below(&said);
        }
        self.losses.at(&said);
        let content = inline.words;
        let figures = inline.figures.into_iter().map(Flow::Figure);
        // An item whose words are yet to be written is one all the same.
        let item = match heading {
            Some(_) => None,
            None => self.item_of(properties, style),
        };
        if is_blank(&content) && item.is_none() {
            flow.extend(figures);
            return;
        }
        flow.push(match (heading, item) {
            (Some(level), _) => Flow::Heading {
                level,
                content: on_one_line(content),
            },
            (None, Some(of)) => Flow::Item(of, content),
            (None, None) => match self.styles.continued(style) {
                Some(depth) => Flow::Continued(depth, content),
                None if self.styles.is(style, "caption") => Flow::Caption(content),
                None => Flow::Paragraph(content),
            },
        });
        flow.extend(figures);
    }

    /// The list that a paragraph is an item of.
    fn item_of(&mut self, properties: &Element, style: &str) -> Option<ItemOf> {
        let (id, level) = styles::numbering(properties).or_else(|| self.styles.numbering(style))?;
        Some(ItemOf {
            level,
            kind: self.numbering.kind(&id, level)?,
            sequence: self.counting.sequence(self.numbering, &id, level),
        })
    }

    /// The paragraphs and lists of a cell; pictures in it are handed on.
    pub(super) fn inside(&mut self, cell: &Element, figures: &mut Vec<Node>) -> Vec<Node> {
        let mut flow = Vec::new();
        self.losses.hold();
        self.blocks(cell, &mut flow);
        self.losses.release();
        let mut kept = Vec::new();
        for one in flow {
            kept.push(match one {
                Flow::Heading { content, .. } => {
                    self.losses.put(Loss::HeadingInside, 1, &words(&content));
                    Flow::Paragraph(content)
                }
                Flow::Caption(content) => Flow::Paragraph(content),
                Flow::Figure(figure) => {
                    self.losses.put(Loss::PictureMoved, 1, "");
                    figures.push(figure);
                    continue;
                }
                Flow::Table(table) => {
                    self.losses
                        .put(Loss::NestedTable, 1, &words(std::slice::from_ref(&table)));
                    kept.extend(flattened(table));
                    continue;
                }
                other => other,
            });
        }
        let mut content = super::lists::fold(kept, &mut |_| {});
        if content.is_empty() {
            content.push(Node::new(NodeKind::Paragraph));
        }
        content
    }
}

/// A table in a cell: a paragraph a row.
fn flattened(table: Node) -> Vec<Flow> {
    let row = |row: Node| {
        let mut content = Vec::new();
        for (i, cell) in row.content.into_iter().enumerate() {
            if i > 0 {
                super::block::push_text(&mut content, "　", &[]);
            }
            for block in cell.content.into_iter().filter(|b| b.kind == NodeKind::Paragraph) {
                super::inline::join(&mut content, block.content);
            }
        }
        Flow::Paragraph(content)
    };
    let rows = table.content.into_iter().map(row);
    rows.filter(|row| matches!(row, Flow::Paragraph(content) if !is_blank(content)))
        .collect()
}

/// A heading stands on one line.
fn on_one_line(content: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in content {
        match node.kind {
            NodeKind::HardBreak => super::block::push_text(&mut out, " ", &[]),
            _ => super::inline::join(&mut out, vec![node]),
        }
    }
    out
}

/// 圖說 goes into the figure that it follows; its number is the packet's.
pub(super) fn captioned(flow: Vec<Flow>) -> Vec<Flow> {
    let mut out: Vec<Flow> = Vec::new();
    for one in flow {
        match (one, out.last_mut()) {
            (Flow::Caption(mut content), Some(Flow::Figure(figure))) if figure.content.is_empty() => {
                let label = label(&words(&content));
                without_first(&mut content, label);
                let said = words(&content);
                if let Some(attrs) = figure
                    .attrs
                    .as_mut()
                    .filter(|a| a.alt.as_deref() == Some(said.as_str()))
                {
                    attrs.alt = None;
                }
                figure.content = content;
            }
            (Flow::Caption(content), _) => out.push(Flow::Paragraph(content)),
            (other, _) => out.push(other),
        }
    }
    out
}

/// How many characters 「圖 3　」 takes at the head of a caption.
fn label(text: &str) -> usize {
    let rest = text.trim_start();
    let Some(rest) = ["圖", "Figure", "Fig."]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
    else {
        return 0;
    };
    let rest = rest.trim_start();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let after = rest.trim_start_matches(|c: char| is_number(c) || matches!(c, '-' | '.' | '－'));
    if after.len() == rest.len() {
        return 0;
    }
    let after = after
        .strip_prefix(['　', ' ', ':', '：', '、', '.'])
        .unwrap_or(after);
    text.chars().count() - after.chars().count()
}

/// Width of the text of a section, in EMU; A4 with the packet's margins where it does not say.
fn measure(section: Option<&Element>) -> f64 {
    const USUAL: f64 = 9120.0;
    let number =
        |holder: &str, name: &str| -> Option<f64> { section?.child(holder)?.get(name)?.parse().ok() };
    let width = number("pgSz", "w")
        .map(|w| w - number("pgMar", "left").unwrap_or(1440.0) - number("pgMar", "right").unwrap_or(1440.0));
    width.filter(|w| *w > 1000.0).unwrap_or(USUAL) * 635.0
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_of_captions() {
        for (text, taken) in [
            ("圖 1　場域", 4),
            ("圖1：場域", 3),
            ("圖 1　圖一　場域", 4),
            ("Figure 2. Map", 10),
            ("圖書館", 0),
            ("場域", 0),
            ("圖 12", 4),
        ] {
            assert_eq!(label(text), taken, "{text}");
        }
    }
}
