//! The styles of a file: what each says of headings, lists and boldness, and what it inherits.

use crate::dom::Element;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    bold: Option<bool>,
    dotted: Option<bool>,
    numbering: Option<(String, usize)>,
}

pub(super) fn read(root: Option<&Element>) -> Styles {
    let all = root.into_iter().flat_map(Element::elements);
    let style = |e: &Element| {
        let paragraph = e.child("pPr");
        let words = e.child("rPr");
        let style = Style {
            name: e
                .child("name")
                .and_then(Element::val)
                .unwrap_or_default()
                .to_lowercase(),
            based_on: e.child("basedOn").and_then(Element::val).map(str::to_owned),
            outline: paragraph.and_then(outline),
            bold: words.and_then(|w| w.switch("b")),
            dotted: words.and_then(|w| w.switch("em")),
            numbering: paragraph.and_then(numbering),
        };
        Some((e.get("styleId")?.to_owned(), style))
    };
    Styles {
        by_id: all.filter(|e| e.is("style")).filter_map(style).collect(),
    }
}

/// 大綱階層 of a paragraph's properties, from 0; 9 is running text.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    properties.child("outlineLvl")?.val()?.parse().ok()
}

/// Which numbering, and at which level, a paragraph's properties ask for.
pub(super) fn numbering(properties: &Element) -> Option<(String, usize)> {
    let numbering = properties.child("numPr")?;
    let level = numbering
        .child("ilvl")
        .and_then(Element::val)
        .and_then(|v| v.parse().ok());
    Some((numbering.child("numId")?.val()?.to_owned(), level.unwrap_or(0)))
}

impl Styles {
    /// The style and what it is based on, nearest first.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(20)
    }

    /// 標題 1 is 0; none = no heading.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        let named = |name: &str| {
            let digits = ["heading ", "heading", "標題 ", "標題"]
                .iter()
                .find_map(|h| name.strip_prefix(h))?;
            digits.parse::<u8>().ok()?.checked_sub(1)
        };
        let level = self.chain(id).find_map(|(id, style)| {
            let by_name = named(&style.name).or_else(|| named(&id.to_lowercase()));
            style.outline.or(by_name)
        });
        level.filter(|level| *level < 9)
    }

    pub(super) fn bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|(_, style)| style.bold).unwrap_or(false)
    }

    pub(super) fn dotted(&self, id: &str) -> bool {
        self.chain(id)
            .find_map(|(_, style)| style.dotted)
            .unwrap_or(false)
    }

    pub(super) fn numbering(&self, id: &str) -> Option<(String, usize)> {
        self.chain(id).find_map(|(_, style)| style.numbering.clone())
    }

    /// Whether a style, or what it is based on, has this id or name (lower case, without spaces).
    pub(super) fn is(&self, id: &str, name: &str) -> bool {
        let bare = |text: &str| text.to_lowercase().replace(' ', "");
        bare(id) == name
            || self
                .chain(id)
                .any(|(id, style)| bare(id) == name || bare(&style.name) == name)
    }

    /// How deep the item lies that a paragraph of this style goes on with.
    pub(super) fn continued(&self, id: &str) -> Option<usize> {
        use crate::names::continued_depth;
        continued_depth(id).or_else(|| {
            self.chain(id)
                .find_map(|(id, style)| continued_depth(id).or_else(|| continued_depth(&style.name)))
        })
    }
}
