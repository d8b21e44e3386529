//! Names that stand in a `.docx`: styles by their ids, tags of live figures. Writer and reader use these and no others.

/// 標題 1–5: 壹、一、（一）、1.、（1）.
pub const HEADINGS: [&str; 5] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5"];
/// 冊: the title of a proposal in a binder, above 標題 1.
pub const VOLUME: &str = "Volume";
/// Running text, two squares in.
pub const BODY: &str = "BodyText";
/// A paragraph with its own typed marker, hanging.
pub const ITEM: &str = "HangingItem";
/// Small, under a table.
pub const NOTE: &str = "PacketNote";
/// 圖說.
pub const CAPTION: &str = "Caption";
/// An item of a list.
pub const LIST: &str = "ListItem";
/// Words in a cell.
pub const CELL: &str = "TableText";
/// Words in a cell that heads its row or column (表頭).
pub const CELL_HEAD: &str = "TableHead";
/// As that style is called.
pub const CELL_HEAD_NAME: &str = "表頭";
/// The look of every table.
pub const TABLE: &str = "PacketTable";
/// 註腳文字.
pub const NOTE_TEXT: &str = "FootnoteText";
/// 註腳參照.
pub const NOTE_MARK: &str = "FootnoteReference";

/// A further paragraph of an item that lies this deep, from 0.
pub fn list_continued(depth: usize) -> String {
    format!("ListCont{}", depth + 1)
}

/// How deep, where a style of this id or name goes on with an item: ours, or Word's own 清單接續.
pub(crate) fn continued_depth(style: &str) -> Option<usize> {
    let style = style.to_lowercase().replace(' ', "");
    let rest = ["listcontinue", "listcont", "清單接續"]
        .iter()
        .find_map(|name| style.strip_prefix(name))?;
    match rest {
        "" => Some(0),
        digits => digits.parse::<usize>().ok()?.checked_sub(1),
    }
}

/// The longest tag that Word keeps.
const LONGEST_TAG: usize = 64;

/// The tag of a live figure (數據欄位): which, and what it said when the file was written, so that a figure which a
/// person typed over is told from one that was left alone. None where Word would cut it short.
pub fn figure_tag(key: &str, shown: &str) -> Option<String> {
    let tag = format!("usr:{key}={shown}");
    (tag.chars().count() <= LONGEST_TAG).then_some(tag)
}

/// The figure that a tag names, and what it said.
pub(crate) fn figure_of(tag: &str) -> Option<(&str, &str)> {
    tag.strip_prefix("usr:")?.split_once('=')
}
