//! A page: Markdown to blocks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the manual or of the clause book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ManualPage")]
pub struct Page {
    /// Stable; addresses the page.
    pub id: String,
    /// The heading at its top.
    pub title: String,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// One thing after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ManualBlock")]
pub enum Block {
    /// 2 and 3: the page's title is 1.
    Heading {
        /// How deep.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(Vec<Run>),
    /// A list.
    Items {
        /// Numbered from 1.
        ordered: bool,
        /// In order.
        items: Vec<Item>,
    },
    /// A passage of the regulation, or a word of warning.
    Quote(Vec<Run>),
    /// A table with a head.
    Table {
        /// Heads of its columns.
        head: Vec<Vec<Run>>,
        /// Cells by row.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// Lines to type as they are.
    Code(String),
    /// A picture of the program.
    Picture {
        /// See [`crate::picture`].
        name: String,
        /// 替代文字, also its caption.
        alt: String,
    },
}

/// An item of a list; what it says is one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ManualItem")]
pub struct Item {
    /// Its words.
    pub runs: Vec<Run>,
    /// Items below it.
    pub items: Vec<Item>,
}

/// A stretch of text in one voice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ManualRun")]
pub struct Run {
    /// The words.
    pub text: String,
    /// **So**.
    #[serde(default)]
    pub strong: bool,
    /// A key, a command, a name of a file.
    #[serde(default)]
    pub code: bool,
}

impl Run {
    /// Words without a mark.
    pub fn plain(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            ..Run::default()
        }
    }
}

/// Reads a page; its first heading is the title.
pub(crate) fn page(id: &str, source: &str) -> Page {
    let mut blocks = blocks(source);
    let title = match blocks.first() {
        Some(Block::Heading { level: 1, text }) => text.clone(),
        _ => String::new(),
    };
    if !title.is_empty() {
        blocks.remove(0);
    }
    Page {
        id: id.to_owned(),
        title,
        blocks,
    }
}

/// Reads Markdown: headings, paragraphs, lists, quotes, tables, code, pictures; **strong** and `code` within lines.
///
/// Everything else keeps its words and loses its form.
pub fn blocks(source: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    strong: bool,
    /// Lists that are open, outermost first: numbered?, and the items so far.
    lists: Vec<(bool, Vec<Item>)>,
    in_quote: bool,
    in_picture: Option<String>,
    code: Option<String>,
    head: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
    row: Vec<Vec<Run>>,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.runs.push(Run {
                text: text.into_string(),
                strong: false,
                code: true,
            }),
            // Lines of the source are wrapped; Chinese has no space where they meet.
            Event::SoftBreak => self.join_lines(),
            Event::HardBreak => self.text("\n"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Strong => self.strong = true,
            Tag::List(first) => {
                self.close_item_text();
                self.lists.push((first.is_some(), Vec::new()));
            }
            Tag::Item => {
                if let Some((_, items)) = self.lists.last_mut() {
                    items.push(Item::default());
                }
            }
            Tag::BlockQuote(_) => self.in_quote = true,
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Image { dest_url, .. } => self.in_picture = Some(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = false,
            TagEnd::Heading(level) => {
                let text = words(&std::mem::take(&mut self.runs));
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                };
                self.blocks.push(Block::Heading { level, text });
            }
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Item => self.close_item_text(),
            TagEnd::List(_) => self.list(),
            TagEnd::BlockQuote(_) => self.in_quote = false,
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.blocks.push(Block::Code(code.trim_end().to_owned()));
            }
            TagEnd::Image => {
                let name = self.in_picture.take().unwrap_or_default();
                let alt = words(&std::mem::take(&mut self.runs));
                self.blocks.push(Block::Picture { name, alt });
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.runs)),
            TagEnd::TableHead => self.head = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => self.blocks.push(Block::Table {
                head: std::mem::take(&mut self.head),
                rows: std::mem::take(&mut self.rows),
            }),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.strong == self.strong && !last.code => last.text.push_str(text),
            _ => self.runs.push(Run {
                text: text.to_owned(),
                strong: self.strong,
                code: false,
            }),
        }
    }

    fn join_lines(&mut self) {
        let before = self.runs.last().and_then(|run| run.text.chars().next_back());
        if before.is_some_and(|c| c.is_ascii()) {
            self.text(" ");
        }
    }

    fn paragraph(&mut self) {
        if !self.lists.is_empty() {
            return self.close_item_text();
        }
        let runs = std::mem::take(&mut self.runs);
        if !runs.is_empty() {
            let block = if self.in_quote {
                Block::Quote(runs)
            } else {
                Block::Paragraph(runs)
            };
            self.blocks.push(block);
        }
    }

    fn close_item_text(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if let Some(item) = self.lists.last_mut().and_then(|(_, items)| items.last_mut()) {
            item.runs.extend(runs);
        } else {
            self.runs = runs;
        }
    }

    fn list(&mut self) {
        let Some((ordered, items)) = self.lists.pop() else {
            return;
        };
        match self.lists.last_mut().and_then(|(_, above)| above.last_mut()) {
            Some(item) => item.items = items,
            None => self.blocks.push(Block::Items { ordered, items }),
        }
    }
}

fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, wanted: &[Block]) {
        assert_eq!(blocks(source), wanted);
    }

    #[test]
    fn lines_of_a_paragraph_meet_without_a_space_in_chinese_and_with_one_in_english() {
        let run = |text: &str| Block::Paragraph(vec![Run::plain(text)]);
        check("一行\n兩行", &[run("一行兩行")]);
        check("one\ntwo", &[run("one two")]);
    }

    #[test]
    fn marks_lists_and_tables_are_kept() {
        let run = |text: &str| vec![Run::plain(text)];
        let item = |text: &str, items: Vec<Item>| Item {
            runs: run(text),
            items,
        };
        check(
            "1. 甲\n2. 乙\n   - 丙\n\n| 頭 |\n|---|\n| 格 |",
            &[
                Block::Items {
                    ordered: true,
                    items: vec![item("甲", vec![]), item("乙", vec![item("丙", vec![])])],
                },
                Block::Table {
                    head: vec![run("頭")],
                    rows: vec![vec![run("格")]],
                },
            ],
        );
        let strong = Run {
            strong: true,
            ..Run::plain("乙")
        };
        let code = Run {
            code: true,
            ..Run::plain("F8")
        };
        check(
            "甲**乙**`F8`",
            &[Block::Paragraph(vec![Run::plain("甲"), strong, code])],
        );
    }

    #[test]
    fn a_picture_stands_alone() {
        check(
            "![總覽](overview)",
            &[Block::Picture {
                name: "overview".to_owned(),
                alt: "總覽".to_owned(),
            }],
        );
    }
}
