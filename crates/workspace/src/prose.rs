//! Set text: the closed schema in which the editor keeps a narrative section.
//!
//! The form is ProseMirror's own JSON (`type`, `attrs`, `content`, `text`, `marks`), so that what is stored is what is
//! edited; which node may stand in which is decided here ([`Prose::fault`]) and nowhere else.

use crate::{AttachmentId, Fact, Sentence, fact};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A whole document: its root is a node of kind [`NodeKind::Doc`].
pub type Prose = Node;

/// A piece of set text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: NodeKind,
    /// What belongs to this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub attrs: Option<Attrs>,
    /// What stands in it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Node>>", optional)]
    pub content: Vec<Node>,
    /// Words, of a text node only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// How the words are set, of a text node only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Mark>>", optional)]
    pub marks: Vec<Mark>,
}

/// Kinds of nodes; the names are the schema's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// The root.
    Doc,
    /// 標題; `attrs.level` 1–3, below the section's own heading.
    Heading,
    /// 段落.
    Paragraph,
    /// 項目符號.
    BulletList,
    /// 編號清單.
    OrderedList,
    /// Of a list.
    ListItem,
    /// 表格.
    Table,
    /// Of a table.
    TableRow,
    /// 表頭, repeated where the table breaks over pages.
    TableHeader,
    /// Of a row.
    TableCell,
    /// 圖: `attrs.attachment`, `attrs.alt`; its content is the caption (圖說).
    Figure,
    /// 註腳: its content stands at the foot of the page.
    Footnote,
    /// A live figure of the season: `attrs.fact`, and as last shown `attrs.shown`.
    Fact,
    /// 強制換行.
    HardBreak,
    /// Words.
    Text,
}

/// What belongs to a node; each kind knows its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Attrs {
    /// Of a heading: 1–3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub level: Option<u8>,
    /// Of a cell: columns that it spans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub colspan: Option<u16>,
    /// Of a cell: rows that it spans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rowspan: Option<u16>,
    /// Of a cell: widths of the columns that it spans, in pixels of the editor; only their proportion means something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub colwidth: Option<Vec<u16>>,
    /// Of a figure: the picture, an attachment of the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub attachment: Option<AttachmentId>,
    /// Of a figure: 替代文字.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub alt: Option<String>,
    /// Of a figure: width in percent of the text's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub width: Option<u8>,
    /// Of a fact: which figure of the season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fact: Option<String>,
    /// Of a fact: what it last showed; the plain text says this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shown: Option<String>,
}

/// How words are set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: MarkKind,
}

/// Kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// 粗體.
    Strong,
    /// 著重號: Chinese has no italics.
    Emphasis,
    /// 上標.
    Superscript,
    /// 下標.
    Subscript,
}

impl Node {
    /// A node of this kind with nothing in it.
    pub fn new(kind: NodeKind) -> Node {
        Node {
            kind,
            attrs: None,
            content: Vec::new(),
            text: None,
            marks: Vec::new(),
        }
    }

    /// A document of plain text: blank lines part paragraphs, single line feeds break lines.
    pub fn of_plain_text(text: &str) -> Prose {
        let mut doc = Node::new(NodeKind::Doc);
        let text = text.replace("\r\n", "\n");
        for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let mut paragraph = Node::new(NodeKind::Paragraph);
            for (i, line) in block.trim_matches('\n').split('\n').enumerate() {
                if i > 0 {
                    paragraph.content.push(Node::new(NodeKind::HardBreak));
                }
                if !line.is_empty() {
                    let mut words = Node::new(NodeKind::Text);
                    words.text = Some(line.to_owned());
                    paragraph.content.push(words);
                }
            }
            doc.content.push(paragraph);
        }
        if doc.content.is_empty() {
            doc.content.push(Node::new(NodeKind::Paragraph));
        }
        doc
    }

    /// Its words alone: blank lines part blocks, a tab parts cells, a footnote stands in brackets where it is called.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        self.write_plain(&mut out);
        out.trim_end().to_owned()
    }

    fn write_plain(&self, out: &mut String) {
        use NodeKind::*;
        match self.kind {
            Text => out.push_str(self.text.as_deref().unwrap_or_default()),
            Fact => out.push_str(
                self.attrs
                    .as_ref()
                    .and_then(|a| a.shown.as_deref())
                    .unwrap_or_default(),
            ),
            HardBreak => out.push('\n'),
            Footnote => {
                out.push('（');
                self.content.iter().for_each(|node| node.write_plain(out));
                out.push('）');
            }
            TableRow => {
                for (i, cell) in self.content.iter().enumerate() {
                    if i > 0 {
                        out.push('\t');
                    }
                    out.push_str(&cell.plain_text().replace('\n', " "));
                }
                out.push('\n');
            }
            ListItem => {
                let item: Vec<String> = self.content.iter().map(Node::plain_text).collect();
                out.push_str(&item.join("\n"));
                out.push('\n');
            }
            Doc | TableHeader | TableCell => {
                let blocks = self.content.iter().map(Node::plain_text);
                let blocks: Vec<String> = blocks.filter(|block| !block.is_empty()).collect();
                out.push_str(&blocks.join("\n\n"));
            }
            Heading | Paragraph | BulletList | OrderedList | Table | Figure => {
                self.content.iter().for_each(|node| node.write_plain(out));
            }
        }
    }

    /// The same document with every live figure as it is now ([`crate::fact`]): what is printed.
    pub fn with_present_facts(&self, facts: &[Fact]) -> Prose {
        let mut node = self.clone();
        node.show(facts);
        node
    }

    fn show(&mut self, facts: &[Fact]) {
        if self.kind == NodeKind::Fact
            && let Some(attrs) = &mut self.attrs
        {
            let now = facts.iter().find(|f| Some(&f.key) == attrs.fact.as_ref());
            attrs.shown = Some(now.map_or(fact::BLANK, |f| f.value.as_str()).to_owned());
        }
        self.content.iter_mut().for_each(|node| node.show(facts));
    }

    /// The same document with nothing where its live figures stand but a mark of an object: what a person typed.
    pub fn without_facts(&self) -> Prose {
        let mut node = self.clone();
        node.hide_facts();
        node
    }

    fn hide_facts(&mut self) {
        if let Some(attrs) = self.attrs.as_mut().filter(|a| a.fact.is_some()) {
            attrs.shown = Some('\u{fffc}'.to_string());
        }
        self.content.iter_mut().for_each(Node::hide_facts);
    }

    /// What the schema forbids in this document, if anything: where (indexes below `content`), and a sentence.
    pub fn fault(&self) -> Option<(Vec<usize>, Sentence)> {
        if self.kind != NodeKind::Doc {
            let (zh, en) = (
                "排版內容的最外層必須是 doc。",
                "The outermost element of set text must be doc.",
            );
            return Some((Vec::new(), Sentence::new(zh, en)));
        }
        let mut at = Vec::new();
        self.fault_below(&mut at)
            .map(|(zh, en)| (at, Sentence::new(zh, en)))
    }

    fn fault_below(&self, at: &mut Vec<usize>) -> Option<Fault> {
        if let Some(sentence) = self.own_fault() {
            return Some(sentence);
        }
        for (i, child) in self.content.iter().enumerate() {
            at.push(i);
            if !self.kind.may_hold(child.kind) {
                return Some((
                    "這個位置不能放這種排版元素。",
                    "This element cannot stand at this place.",
                ));
            }
            if let Some(sentence) = child.fault_below(at) {
                return Some(sentence);
            }
            at.pop();
        }
        None
    }

    fn own_fault(&self) -> Option<Fault> {
        let is_text = self.kind == NodeKind::Text;
        if is_text != self.text.is_some() || (!is_text && !self.marks.is_empty()) {
            return Some((
                "只有文字元素可以、也必須帶有 text。",
                "Text elements, and only they, have a text.",
            ));
        }
        if is_text && self.text.as_deref() == Some("") {
            return Some(("文字元素不可為空。", "A text element must not be empty."));
        }
        let both = [MarkKind::Superscript, MarkKind::Subscript];
        if both.iter().all(|kind| self.marks.iter().any(|m| m.kind == *kind)) {
            return Some((
                "文字不能同時是上標與下標。",
                "Text cannot be superscript and subscript at once.",
            ));
        }
        if self.content.is_empty() && self.kind.is_never_empty() {
            return Some((
                "文件、清單、表格與儲存格不可為空。",
                "Documents, lists, tables and cells must not be empty.",
            ));
        }
        self.attrs_fault()
    }

    fn attrs_fault(&self) -> Option<Fault> {
        use NodeKind::*;
        let none = Attrs::default();
        let attrs = self.attrs.as_ref().unwrap_or(&none);
        let is_cell = matches!(self.kind, TableHeader | TableCell);
        let foreign = (self.kind != Heading && attrs.level.is_some())
            || (!is_cell && (attrs.colspan.is_some() || attrs.rowspan.is_some() || attrs.colwidth.is_some()))
            || (self.kind != Figure
                && (attrs.attachment.is_some() || attrs.alt.is_some() || attrs.width.is_some()))
            || (self.kind != Fact && (attrs.fact.is_some() || attrs.shown.is_some()));
        if foreign {
            return Some((
                "這個排版元素帶有不屬於它的屬性。",
                "This element has an attribute that does not belong to it.",
            ));
        }
        match self.kind {
            Heading if !attrs.level.is_some_and(|l| (1..=3).contains(&l)) => Some((
                "標題的層級（level）應為 1 至 3。",
                "The level of a heading is 1 to 3.",
            )),
            TableHeader | TableCell if attrs.colspan == Some(0) || attrs.rowspan == Some(0) => Some((
                "儲存格至少占一欄一列。",
                "A cell spans at least one column and one row.",
            )),
            Fact if attrs.fact.is_none() => Some(("數據欄位缺少 fact。", "A live figure lacks its fact.")),
            Figure if attrs.attachment.is_none() => {
                Some(("圖缺少 attachment。", "A figure lacks its attachment."))
            }
            Figure if attrs.width.is_some_and(|w| !(10..=100).contains(&w)) => Some((
                "圖的寬度（width）應為 10 至 100。",
                "The width of a figure is 10 to 100.",
            )),
            _ => None,
        }
    }
}

/// What the schema forbids: in Chinese, in English.
type Fault = (&'static str, &'static str);

impl NodeKind {
    fn is_never_empty(self) -> bool {
        use NodeKind::*;
        matches!(
            self,
            Doc | BulletList | OrderedList | ListItem | Table | TableHeader | TableCell
        )
    }

    fn may_hold(self, child: NodeKind) -> bool {
        use NodeKind::*;
        let inline = matches!(child, Text | Fact | HardBreak | Footnote);
        match self {
            Doc => matches!(
                child,
                Heading | Paragraph | BulletList | OrderedList | Table | Figure
            ),
            Heading | Paragraph | Figure => inline,
            Footnote => matches!(child, Text | Fact),
            BulletList | OrderedList => child == ListItem,
            ListItem => matches!(child, Paragraph | BulletList | OrderedList),
            Table => child == TableRow,
            TableRow => matches!(child, TableHeader | TableCell),
            TableHeader | TableCell => matches!(child, Paragraph | BulletList | OrderedList),
            Fact | HardBreak | Text => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn doc(content: serde_json::Value) -> Prose {
        serde_json::from_value(json!({"type": "doc", "content": content})).unwrap()
    }

    #[test]
    fn plain_text_comes_back_as_plain_text() {
        for text in ["", "一段", "一段\n\n二段\n同段換行", "尾\n\n\n\n頭"] {
            let prose = Node::of_plain_text(text);
            assert_eq!(prose.fault(), None);
            let squeezed = text.replace("\n\n\n\n", "\n\n");
            assert_eq!(prose.plain_text(), squeezed);
            assert_eq!(Node::of_plain_text(&prose.plain_text()), prose);
        }
    }

    #[test]
    fn lists_tables_notes_and_facts_have_words() {
        let cell = |t: &str| json!({"type": "table_cell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": t}]}]});
        let prose = doc(json!([
            {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": "現況"}]},
            {"type": "bullet_list", "content": [
                {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "甲"}]}]},
                {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "乙"}]}]},
            ]},
            {"type": "table", "content": [{"type": "table_row", "content": [cell("子"), cell("丑")]}]},
            {"type": "paragraph", "content": [
                {"type": "text", "text": "補助款", "marks": [{"type": "strong"}]},
                {"type": "fact", "attrs": {"fact": "grant:115", "shown": "3,500,000"}},
                {"type": "footnote", "content": [{"type": "text", "text": "見經費表"}]},
            ]},
        ]));
        assert_eq!(prose.fault(), None);
        assert_eq!(
            prose.plain_text(),
            "現況\n\n甲\n乙\n\n子\t丑\n\n補助款3,500,000（見經費表）"
        );
    }

    #[test]
    fn what_the_schema_forbids_is_found_with_its_place() {
        let text = json!({"type": "text", "text": "字"});
        let cases = [
            (json!([text]), vec![0]),
            (json!([{"type": "heading", "content": [text]}]), vec![0]),
            (
                json!([{"type": "paragraph"}, {"type": "paragraph", "content": [{"type": "text"}]}]),
                vec![1, 0],
            ),
            (
                json!([{"type": "bullet_list", "content": [{"type": "paragraph"}]}]),
                vec![0, 0],
            ),
            (json!([{"type": "figure"}]), vec![0]),
        ];
        for (content, place) in cases {
            let prose = doc(content.clone());
            assert_eq!(prose.fault().map(|(at, _)| at), Some(place), "{content}");
        }
        assert!(serde_json::from_value::<Prose>(json!({"type": "doc", "colour": "red"})).is_err());
        assert!(serde_json::from_value::<Prose>(json!({"type": "marquee"})).is_err());
    }
}
