//! Numbers of headings and lists as Word's own: it counts, and goes on counting when somebody adds one.

use super::body::{Body, Stand};
use crate::block::{Block, CellText, Item, List, Run};
use std::fmt::Write;
use usr_desk_word::names;

/// Abstract numberings: headings, marks, numbers.
const HEADINGS: usize = 1;
const MARKS: usize = 2;
const NUMBERS: usize = 3;
/// Levels that a list may have.
const LEVELS: usize = 9;

/// Instances of numberings that were handed out.
pub(super) struct Numbering {
    /// Which abstract one, and which level begins at which number.
    instances: Vec<(usize, Option<(usize, usize)>)>,
    /// What Word has counted so far, by level.
    counted: [usize; 5],
    /// The instance that each level of heading uses now.
    current: [usize; 5],
}

impl Default for Numbering {
    /// The styles of headings name the first instance.
    fn default() -> Numbering {
        Numbering {
            instances: vec![(HEADINGS, None)],
            counted: [0; 5],
            current: [1; 5],
        }
    }
}

impl Numbering {
    fn give(&mut self, of: usize, begins: Option<(usize, usize)>) -> usize {
        self.instances.push((of, begins));
        self.instances.len()
    }

    /// A volume counts its chapters anew.
    pub(super) fn volume(&mut self) {
        if self.counted == [0; 5] {
            return;
        }
        let id = self.give(HEADINGS, Some((0, 1)));
        (self.counted, self.current) = ([0; 5], [id; 5]);
    }

    /// The numbering by which a heading of this level (from 0) gets this number.
    pub(super) fn heading(&mut self, level: usize, ordinal: usize) -> usize {
        self.counted[level] += 1;
        self.counted[level + 1..].fill(0);
        if self.counted[level] != ordinal {
            // A typed number stood between: Word is told where to go on.
            self.counted[level] = ordinal;
            self.current[level] = self.give(HEADINGS, Some((level, ordinal)));
        }
        let id = self.current[level];
        let base = self.current[0];
        self.current[level + 1..].fill(base);
        id
    }

    /// A list of its own.
    pub(super) fn list(&mut self, is_ordered: bool, level: usize) -> usize {
        let of = if is_ordered { NUMBERS } else { MARKS };
        self.give(of, Some((level, 1)))
    }

    /// numbering.xml.
    pub(super) fn xml(&self) -> String {
        let mut xml = String::new();
        let formats = [
            "ideographLegalTraditional",
            "taiwaneseCountingThousand",
            "taiwaneseCountingThousand",
            "decimal",
            "decimal",
        ];
        let texts = ["%1、", "%2、", "（%3）", "%4. ", "（%5）"];
        let heading = |(level, (format, text)): (usize, (&&str, &&str))| {
            format!(
                concat!(
                    r#"<w:lvl w:ilvl="{l}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:pStyle w:val="{s}"/>"#,
                    r#"<w:suff w:val="nothing"/><w:lvlText w:val="{t}"/><w:lvlJc w:val="left"/>"#,
                    r#"<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>"#
                ),
                l = level,
                f = format,
                s = names::HEADINGS[level],
                t = text
            )
        };
        let headings: String = formats.iter().zip(&texts).enumerate().map(heading).collect();
        let item = |is_ordered: bool, level: usize| {
            let (format, text) = match (is_ordered, level % 3) {
                (true, 0) => ("decimal", format!("%{}.", level + 1)),
                (true, 1) => ("decimal", format!("(%{})", level + 1)),
                (true, _) => ("lowerLetter", format!("%{}.", level + 1)),
                (false, 0) => ("bullet", "●".to_owned()),
                (false, 1) => ("bullet", "○".to_owned()),
                (false, _) => ("bullet", "－".to_owned()),
            };
            format!(
                concat!(
                    r#"<w:lvl w:ilvl="{l}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/>"#,
                    r#"<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{i}" w:hanging="480"/></w:pPr></w:lvl>"#
                ),
                l = level,
                f = format,
                t = text,
                i = 480 * (level + 1)
            )
        };
        let items =
            |is_ordered: bool| -> String { (0..LEVELS).map(|level| item(is_ordered, level)).collect() };
        for (id, levels) in [
            (HEADINGS, headings),
            (MARKS, items(false)),
            (NUMBERS, items(true)),
        ] {
            let _ = write!(
                xml,
                r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>"#
            );
        }
        for (i, (of, begins)) in self.instances.iter().enumerate() {
            let begins = begins.map_or_else(String::new, |(level, at)| {
                format!(r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>"#)
            });
            let _ = write!(
                xml,
                r#"<w:num w:numId="{}"><w:abstractNumId w:val="{of}"/>{begins}</w:num>"#,
                i + 1
            );
        }
        xml
    }
}

impl Body<'_> {
    /// A list; one within another is a level deeper.
    pub(super) fn list(&mut self, list: &List) {
        let level = list.depth.min(LEVELS - 1);
        let id = self.numbering.list(list.is_ordered, level);
        for item in &list.items {
            self.item(item, (id, level));
        }
    }

    fn item(&mut self, item: &Item, numbering: (usize, usize)) {
        let continued = names::list_continued(numbering.1);
        let mut is_first = true;
        for block in &item.blocks {
            match block {
                Block::Paragraph { runs, .. } if is_first => {
                    let stand = Stand {
                        numbering: Some(numbering),
                        ..Stand::of(names::LIST)
                    };
                    self.paragraph(&stand, runs);
                }
                Block::Paragraph { runs, .. } => self.paragraph(&Stand::of(&continued), runs),
                Block::List(within) => {
                    if is_first {
                        self.bare_marker(numbering);
                    }
                    self.list(within);
                }
                _ => {}
            }
            is_first = false;
        }
        if is_first {
            self.bare_marker(numbering);
        }
    }

    /// An item whose words are yet to be written.
    fn bare_marker(&mut self, numbering: (usize, usize)) {
        let stand = Stand {
            numbering: Some(numbering),
            ..Stand::of(names::LIST)
        };
        self.paragraph(&stand, &[]);
    }

    /// The paragraphs of a cell; items of its lists are items.
    pub(super) fn cell_texts(&mut self, texts: &[CellText], stand: &Stand) {
        // The lists that are open, outermost first: numbered or not, and their numbering.
        let mut open: Vec<(bool, usize)> = Vec::new();
        for text in texts {
            let Some((depth, marker)) = &text.marker else {
                open.clear();
                self.paragraph(stand, &text.runs);
                continue;
            };
            let depth = (*depth).min(LEVELS - 1);
            if marker.is_empty() {
                let continued = names::list_continued(depth);
                self.paragraph(&Stand::of(&continued), &text.runs);
                continue;
            }
            let is_ordered = marker.chars().any(char::is_alphanumeric);
            let begins = matches!(marker.as_str(), "1." | "(1)" | "a.");
            open.truncate(depth + 1);
            if let Some((was_ordered, _)) = open.get(depth)
                && (*was_ordered != is_ordered || begins)
            {
                open.truncate(depth);
            }
            while open.len() <= depth {
                let id = self.numbering.list(is_ordered, open.len());
                open.push((is_ordered, id));
            }
            let stand = Stand {
                numbering: Some((open[depth].1, depth)),
                ..Stand::of("TableListItem")
            };
            let runs: &[Run] = &text.runs;
            self.paragraph(&stand, runs);
        }
    }
}
