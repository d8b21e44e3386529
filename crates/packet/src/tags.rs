//! The structure of the document (標籤): which heading, paragraph or cell a piece of text belongs to.

/// A structure element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// `H1`, `P`, `Table`, `TR`…
    pub(crate) role: &'static str,
    /// Its parent; nothing = the document.
    pub(crate) parent: Option<u32>,
    /// Columns and rows that a cell spans.
    pub(crate) span: (usize, usize),
    /// What a cell of a head speaks for: `Column` or `Row`.
    pub(crate) scope: &'static str,
    /// 替代文字 of a figure.
    pub(crate) alt: Option<String>,
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
            span: (1, 1),
            ..Element::default()
        });
        u32::try_from(self.elements.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn cell(
        &mut self,
        role: &'static str,
        parent: u32,
        columns: usize,
        rows: usize,
        scope: &'static str,
    ) -> u32 {
        let tag = self.add(role, Some(parent));
        let element = &mut self.elements[tag as usize];
        (element.span, element.scope) = ((columns, rows), scope);
        tag
    }

    pub(crate) fn figure(&mut self, alt: &str) -> u32 {
        let tag = self.add("Figure", None);
        self.elements[tag as usize].alt = Some(alt.to_owned());
        tag
    }
}
