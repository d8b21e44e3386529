//! The structure of the document (標籤): which heading, paragraph or cell a piece of text belongs to.

/// A structure element.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// `H1`, `P`, `Table`, `TR`…
    pub(crate) role: &'static str,
    /// Its parent; nothing = the document.
    pub(crate) parent: Option<u32>,
    /// Columns that a cell spans.
    pub(crate) span: usize,
}

/// All elements, parents before children.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    pub(crate) elements: Vec<Element>,
}

impl Tags {
    pub(crate) fn add(&mut self, role: &'static str, parent: Option<u32>) -> u32 {
        self.elements.push(Element {
            role,
            parent,
            span: 1,
        });
        u32::try_from(self.elements.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn cell(&mut self, role: &'static str, parent: u32, span: usize) -> u32 {
        let tag = self.add(role, Some(parent));
        self.elements[tag as usize].span = span;
        tag
    }
}
