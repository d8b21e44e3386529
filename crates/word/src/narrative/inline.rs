//! Runs to words in their marks: fields, links, revisions, notes, live figures.

use super::block::{push_text, words};
use super::body::Body;
use super::losses::Loss;
use crate::dom::{Content, Element};
use crate::names;
use usr_desk_workspace::prose::{Attrs, MarkKind, Node, NodeKind};

/// A field (功能變數) that is open: its instruction is not shown, its result is.
#[derive(Default)]
pub(super) struct Field {
    instruction: String,
    in_result: bool,
    is_contents: bool,
}

/// What a paragraph gives: its words, and the pictures that stand in it.
#[derive(Default)]
pub(super) struct Inline {
    pub(super) words: Vec<Node>,
    pub(super) figures: Vec<Node>,
}

/// How the words of a paragraph are set where a run does not say.
#[derive(Clone, Copy, Default)]
pub(super) struct Setting {
    pub(super) bold: bool,
    pub(super) dotted: bool,
    /// Headings are bold by themselves.
    pub(super) is_heading: bool,
}

impl Body<'_> {
    /// What stands in a paragraph, a link, an insertion.
    pub(super) fn inline(&mut self, holder: &Element, setting: Setting, out: &mut Inline) {
        for e in holder.elements() {
            match &*e.name {
                "r" => self.run(e, setting, out),
                "hyperlink" => {
                    let before = out.words.len();
                    self.inline(e, setting, out);
                    let target = e.get("id").and_then(|id| self.relations.get(id));
                    let shown = words(&out.words[before..]);
                    if target.is_some_and(|r| r.is_outside && r.target.trim() != shown.trim()) {
                        self.losses.add(Loss::Link);
                    }
                }
                "del" | "moveFrom" if !e.text().trim().is_empty() => {
                    self.losses.add(Loss::Deleted);
                }
                "sdt" => self.control(e, setting, out),
                "oMath" | "oMathPara" => {
                    if !self.is_hidden_by_field() {
                        push_text(&mut out.words, &e.text(), &[]);
                    }
                    self.losses.add(Loss::Equation);
                }
                "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "bdo" | "dir" => {
                    self.inline(e, setting, out);
                }
                "AlternateContent" => {
                    if let Some(choice) = e.child("Choice") {
                        self.inline(choice, setting, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// 內容控制項: a live figure of ours, or words.
    fn control(&mut self, e: &Element, setting: Setting, out: &mut Inline) {
        let Some(content) = e.child("sdtContent") else {
            return;
        };
        let tag = e
            .child("sdtPr")
            .and_then(|p| p.child("tag"))
            .and_then(Element::val);
        let Some((key, said)) = tag.and_then(names::figure_of) else {
            return self.inline(content, setting, out);
        };
        let mut inner = Inline::default();
        self.inline(content, setting, &mut inner);
        if words(&inner.words) == said {
            out.words.push(Node {
                attrs: Some(Attrs {
                    fact: Some(key.to_owned()),
                    shown: Some(said.to_owned()),
                    ..Attrs::default()
                }),
                ..Node::new(NodeKind::Fact)
            });
        } else {
            self.losses.add(Loss::FigureTyped);
            join(&mut out.words, inner.words);
        }
        out.figures.append(&mut inner.figures);
    }

    fn run(&mut self, e: &Element, setting: Setting, out: &mut Inline) {
        let none = Element::default();
        let own = e.child("rPr").unwrap_or(&none);
        let has_words = e.child("t").is_some();
        if own.switch("vanish") == Some(true) {
            if has_words {
                self.losses.add(Loss::Hidden);
            }
            return;
        }
        if has_words && has_look(own) && !self.is_hidden_by_field() {
            self.losses.add(Loss::Look);
        }
        let style = own.child("rStyle").and_then(Element::val);
        let marks = self.marks(own, style, setting);
        self.run_content(e, &marks, out);
    }

    fn marks(&self, own: &Element, style: Option<&str>, setting: Setting) -> Vec<MarkKind> {
        let by_style =
            |of: fn(&super::styles::Styles, &str) -> bool| style.is_some_and(|id| of(self.styles, id));
        let bold = own
            .switch("b")
            .unwrap_or_else(|| setting.bold || by_style(super::styles::Styles::bold));
        let dotted = own.switch("em").unwrap_or_else(|| {
            // Chinese has no italics: what was slanted is dotted.
            setting.dotted || own.switch("i") == Some(true) || by_style(super::styles::Styles::dotted)
        });
        let mut marks = Vec::new();
        if bold && !setting.is_heading {
            marks.push(MarkKind::Strong);
        }
        if dotted {
            marks.push(MarkKind::Emphasis);
        }
        match own.child("vertAlign").and_then(Element::val) {
            Some("superscript") => marks.push(MarkKind::Superscript),
            Some("subscript") => marks.push(MarkKind::Subscript),
            _ => {}
        }
        marks
    }

    fn run_content(&mut self, e: &Element, marks: &[MarkKind], out: &mut Inline) {
        for child in &e.children {
            let Content::Element(child) = child else { continue };
            if self.field(child) {
                continue;
            }
            let is_shown = !self.is_hidden_by_field();
            match &*child.name {
                "t" if is_shown => {
                    let text = child.text();
                    let text = match child.get("space") {
                        Some("preserve") => text.as_str(),
                        _ => text.trim_matches([' ', '\n', '\r', '\t']),
                    };
                    let text: String = text.chars().filter(|c| !c.is_control()).collect();
                    push_text(&mut out.words, &text, marks);
                }
                "tab" | "ptab" if is_shown => push_text(&mut out.words, "　", marks),
                "noBreakHyphen" if is_shown => push_text(&mut out.words, "-", marks),
                "br" if matches!(child.get("type"), Some("page" | "column")) => self.losses.add(Loss::Break),
                "br" | "cr" if is_shown => out.words.push(Node::new(NodeKind::HardBreak)),
                "sym" => self.losses.add(Loss::Symbol),
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        self.inline(base, Setting::default(), out);
                    }
                }
                "drawing" | "pict" => self.drawing(child, out),
                "object" => self.losses.add(Loss::Object),
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice") {
                        self.run_content(choice, marks, out);
                    }
                }
                "footnoteReference" => self.note(child, 0, out),
                "endnoteReference" => self.note(child, 1, out),
                "commentReference" => self.losses.add(Loss::Comment),
                _ => {}
            }
        }
    }

    /// Steps into and out of fields; whether the element was such a step.
    fn field(&mut self, e: &Element) -> bool {
        match (&*e.name, e.get("fldCharType")) {
            ("fldChar", Some("begin")) => self.fields.push(Field::default()),
            ("fldChar", Some("separate")) => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                    field.is_contents = field.instruction.trim_start().starts_with("TOC");
                    if field.is_contents {
                        self.losses.add(Loss::Contents);
                    }
                }
            }
            ("fldChar", Some("end")) => {
                self.fields.pop();
            }
            ("instrText", _) => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&e.text());
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn is_hidden_by_field(&self) -> bool {
        self.fields
            .iter()
            .any(|field| !field.in_result || field.is_contents)
    }

    /// A footnote where it is called.
    fn note(&mut self, reference: &Element, of: usize, out: &mut Inline) {
        let id = reference.get("id").unwrap_or_default();
        let notes = self.notes[of].into_iter().flat_map(Element::elements);
        let Some(note) = notes.into_iter().find(|note| note.get("id") == Some(id)) else {
            return;
        };
        if of == 1 {
            self.losses.add(Loss::Endnote);
        }
        let mut inner = Inline::default();
        for (i, paragraph) in note.elements().filter(|e| e.is("p")).enumerate() {
            if i > 0 {
                push_text(&mut inner.words, " ", &[]);
            }
            self.inline(paragraph, Setting::default(), &mut inner);
        }
        if !inner.figures.is_empty() || note.child("tbl").is_some() {
            self.losses.add(Loss::InNote);
        }
        let mut content = Vec::new();
        for node in inner.words {
            match node.kind {
                NodeKind::Text | NodeKind::Fact => join(&mut content, vec![node]),
                NodeKind::HardBreak => push_text(&mut content, " ", &[]),
                _ => self.losses.add(Loss::InNote),
            }
        }
        // After the number stands a blank that nobody typed.
        if let Some(first) = content
            .first_mut()
            .filter(|node: &&mut Node| node.kind == NodeKind::Text)
        {
            let text = first.text.take().unwrap_or_default();
            let text = text.strip_prefix([' ', '\u{a0}']).unwrap_or(&text).to_owned();
            first.text = Some(text);
        }
        content.retain(|node| node.text.as_deref() != Some(""));
        out.words.push(Node {
            content,
            ..Node::new(NodeKind::Footnote)
        });
    }
}

/// Appends nodes, joining words in the same marks.
pub(super) fn join(out: &mut Vec<Node>, nodes: Vec<Node>) {
    for node in nodes {
        match &node.text {
            Some(text) => {
                let marks: Vec<MarkKind> = node.marks.iter().map(|m| m.kind).collect();
                push_text(out, text, &marks);
            }
            None => out.push(node),
        }
    }
}

/// A look that the packet does not have. Faces and sizes are its own, and nothing is said of them.
fn has_look(own: &Element) -> bool {
    let colour = own.child("color").and_then(Element::val);
    let is_coloured = colour.is_some_and(|c| !matches!(c, "auto" | "000000"));
    let switched = ["u", "strike", "dstrike"]
        .iter()
        .any(|name| own.switch(name) == Some(true));
    is_coloured || switched || own.switch("highlight") == Some(true)
}
