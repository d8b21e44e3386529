//! What has no place in the schema: of which kind, how often, and near which words.

use serde::{Deserialize, Serialize};
use std::ops::Range;
use ts_rs::TS;

/// Something of the file that the narrative cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Dropped {
    /// What.
    pub what: Loss,
    /// How often.
    pub count: u32,
    /// The words near the first few.
    pub near: Vec<String>,
}

/// Kinds of losses. Whether words went with it, each says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Outside the heading that was taken.
    Elsewhere,
    /// 文字方塊, with its words.
    TextBox,
    /// 圖表.
    Chart,
    /// SmartArt.
    Diagram,
    /// An embedded object.
    Object,
    /// A picture that is neither PNG nor JPG.
    PictureKind,
    /// A picture that lies outside the file.
    PictureOutside,
    /// A picture whose bytes are not in the file, or are no picture.
    PictureMissing,
    /// A picture in a cell or an item: it stands behind the table or list.
    PictureMoved,
    /// 方程式: its characters stay, its form does not.
    Equation,
    /// A character of a symbol face.
    Symbol,
    /// Words struck out in 追蹤修訂.
    Deleted,
    /// 註解.
    Comment,
    /// 隱藏文字.
    Hidden,
    /// 目錄: the packet makes its own.
    Contents,
    /// Where a link leads; its words stay.
    Link,
    /// A live figure that was typed over: it is plain text now.
    FigureTyped,
    /// A heading below the third level: it became one of the third.
    DeepHeading,
    /// A heading in a cell or a list: it became a paragraph.
    HeadingInside,
    /// A table in a cell: its words stay.
    NestedTable,
    /// A numbered list that goes on after something else: it begins again at 1.
    ListRestart,
    /// 章節附註: it became 註腳.
    Endnote,
    /// More than words in a footnote.
    InNote,
    /// Colour, size, face, underline, 醒目提示 of words.
    Look,
    /// Breaks of pages, sections and columns.
    Break,
    /// 頁首 and 頁尾: the packet has its own.
    HeadFoot,
}

/// Words quoted of a place.
const QUOTED: usize = 18;
/// As many as anybody counts.
const MOST: u32 = 100_000;
/// Places named of a kind.
const NAMED: usize = 3;

/// What was lost so far; what happens inside a paragraph waits until its words are known.
#[derive(Default)]
pub(super) struct Losses {
    /// Each with the block that it happened in.
    told: Vec<(usize, Loss, String)>,
    waiting: Vec<Loss>,
    heading: String,
    at: usize,
    /// Inside a block: what happens there happens at its place.
    held: usize,
}

impl Losses {
    pub(super) fn add(&mut self, what: Loss) {
        self.waiting.push(what);
    }

    /// The paragraph that this happened in.
    pub(super) fn at(&mut self, words: &str) {
        let quoted = quoted(words);
        let near = if quoted.is_empty() {
            self.heading.clone()
        } else {
            quoted
        };
        for what in std::mem::take(&mut self.waiting) {
            self.put(what, 1, &near);
        }
    }

    /// The heading below which things happen.
    pub(super) fn below(&mut self, heading: &str) {
        self.heading = quoted(heading);
    }

    /// What follows happens in this block of the body.
    pub(super) fn stand(&mut self, at: usize) {
        if self.held == 0 {
            self.at = at;
        }
    }

    pub(super) fn hold(&mut self) {
        self.held += 1;
    }

    pub(super) fn release(&mut self) {
        self.held -= 1;
    }

    pub(super) fn put(&mut self, what: Loss, count: u32, near: &str) {
        for _ in 0..count.min(MOST) {
            self.told.push((self.at, what, near.to_owned()));
        }
    }

    /// Only what happened in these blocks concerns anybody.
    pub(super) fn within(&mut self, blocks: &Range<usize>) {
        self.told.retain(|(at, ..)| blocks.contains(at));
        self.at = blocks.start;
    }

    /// Everything, the heaviest first.
    pub(super) fn told(self) -> Vec<Dropped> {
        let mut all: Vec<Dropped> = Vec::new();
        for (_, what, near) in self.told {
            let found = all.iter().position(|one| one.what == what);
            let at = found.unwrap_or_else(|| {
                all.push(Dropped {
                    what,
                    count: 0,
                    near: Vec::new(),
                });
                all.len() - 1
            });
            let one = &mut all[at];
            one.count += 1;
            if one.near.len() < NAMED && !near.is_empty() && !one.near.contains(&near) {
                one.near.push(near);
            }
        }
        all.sort_by_key(|one| one.what);
        all
    }
}

fn quoted(words: &str) -> String {
    let words: Vec<char> = words.trim().chars().filter(|c| !c.is_control()).collect();
    let mut quoted: String = words.iter().take(QUOTED).collect();
    if words.len() > QUOTED {
        quoted.push('…');
    }
    quoted
}
