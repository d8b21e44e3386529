//! A part as a tree. Elements and depth are bounded, so that no file builds more than memory holds.

use crate::package::Unreadable;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// A plan of three hundred pages has some 200,000.
const MAX_ELEMENTS: usize = 1_500_000;
const MAX_DEPTH: usize = 200;

/// An element, by its local name.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(crate) children: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug)]
pub(crate) enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// An attribute, by its local name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| &**key == name);
        found.map(|(_, value)| &**value)
    }

    /// Its `val`: what most elements of this format say.
    pub(crate) fn val(&self) -> Option<&str> {
        self.get("val")
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(name))
    }

    /// The first element of this name anywhere below.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.is(name) {
                Some(element)
            } else {
                element.find(name)
            }
        })
    }

    /// A switch such as `<w:b/>`: on where it is there and does not say otherwise.
    pub(crate) fn switch(&self, name: &str) -> Option<bool> {
        let found = self.child(name)?;
        Some(!matches!(found.val(), Some("0" | "false" | "off" | "none")))
    }

    /// Its words alone.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Content::Text(text) => out.push_str(text),
                Content::Element(element) => element.write_text(out),
            }
        }
    }
}

/// Reads a part.
pub(crate) fn parse(text: &str) -> Result<Element, Unreadable> {
    const BROKEN: Unreadable = Unreadable::Damaged("XML 語法", "its XML");
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Eof => break,
            Event::Start(e) => {
                count += 1;
                open.push(element(&e));
            }
            Event::Empty(e) => {
                count += 1;
                let element = element(&e);
                close(&mut open, element);
            }
            Event::End(_) => {
                let element = open.pop().ok_or(BROKEN)?;
                if open.is_empty() {
                    return Err(BROKEN);
                }
                close(&mut open, element);
            }
            Event::Text(words) => text_into(&mut open, &words),
            Event::CData(words) => text_into(&mut open, &words),
            Event::GeneralRef(name) => text_into(&mut open, &character(&name)),
            _ => {}
        }
        if count > MAX_ELEMENTS {
            return Err(Unreadable::TooMany(MAX_ELEMENTS));
        }
        if open.len() > MAX_DEPTH {
            return Err(Unreadable::Damaged("巢狀過深", "nested too deep"));
        }
    }
    if open.len() != 1 {
        return Err(BROKEN);
    }
    let root = open.pop().unwrap_or_default().children.into_iter();
    let mut elements = root.filter_map(|child| match child {
        Content::Element(element) => Some(element),
        Content::Text(_) => None,
    });
    elements.next().ok_or(BROKEN)
}

fn close(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(Content::Element(element));
    }
}

fn text_into(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Content::Text(text)) => text.push_str(words),
        _ => parent.children.push(Content::Text(words.to_owned())),
    }
}

fn element(e: &BytesStart<'_>) -> Element {
    let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
        let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let name: Box<str> = Box::from(a.key.local_name().as_ref());
        Some((name, Box::from(value.as_ref())))
    };
    let name: Box<str> = Box::from(e.local_name().as_ref());
    let mut attributes = e.attributes();
    let attributes = attributes.with_checks(false).flatten();
    Element {
        name,
        attributes: attributes.filter_map(attribute).collect(),
        children: Vec::new(),
    }
}

/// The five of XML, and characters by their number.
pub(crate) fn character(name: &str) -> String {
    let number = name
        .strip_prefix('#')
        .and_then(|n| match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
    match (name, number.and_then(char::from_u32)) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(c)) => c.to_string(),
        _ => String::new(),
    }
}
