//! Set text (排版內容): the editor's document as blocks. Headings and figures are numbered here, so that the office never does.

use super::narrative;
use crate::block::{
    Align, Block, Cell, CellText, Column, Figure, Item, Level, List, Note, Number, ParagraphKind, Row, Run,
    Table, Width,
};
use crate::layout::marker;
use crate::outline::Builder;
use crate::refused::RefusedFile;
use crate::words;
use std::rc::Rc;
use usr_desk_workspace::prose::{MarkKind, Node, NodeKind};
use usr_desk_workspace::{Attachment, AttachmentId, Fact, FieldPath, Prose};

/// Whose document it is: its place in the season, and the attachments that its figures may show.
pub(crate) struct Owner<'a> {
    pub(crate) place: FieldPath,
    pub(crate) attachments: &'a [Attachment],
    /// What its live figures say now.
    pub(crate) facts: &'a [Fact],
}

/// The blocks of a document, below the heading of its section.
pub(crate) fn blocks(builder: &mut Builder, prose: &Prose, owner: &Owner) -> Vec<Block> {
    let prose = prose.with_present_facts(owner.facts);
    let mut blocks = Vec::new();
    let mut numbers = [0usize; 3];
    for (i, node) in prose.content.iter().enumerate() {
        let block = match node.kind {
            NodeKind::Heading => Some(heading(builder, node, &mut numbers)),
            NodeKind::Paragraph => paragraph(builder, node),
            NodeKind::BulletList | NodeKind::OrderedList => Some(Block::List(list(builder, node, 0))),
            NodeKind::Table => table(builder, node),
            NodeKind::Figure => Some(figure(builder, node, owner)),
            _ => None,
        };
        if let Some(block) = block {
            blocks.push(Block::From(owner.place.then("content").then(i)));
            blocks.push(block);
        }
    }
    blocks
}

/// （一）, 1., （1）below the section's own 一、. A number that the office typed itself stands, and is not doubled.
fn heading(builder: &mut Builder, node: &Node, numbers: &mut [usize; 3]) -> Block {
    let level = node.attrs.as_ref().and_then(|a| a.level).unwrap_or(1).clamp(1, 3);
    let at = usize::from(level) - 1;
    numbers[at] += 1;
    numbers[at + 1..].fill(0);
    let runs = inline(builder, &node.content);
    let typed = runs
        .first()
        .is_some_and(|run| marker(run.text.trim_start()).is_some());
    let ordinal = numbers[at];
    let number = || Number {
        ordinal,
        text: match level {
            1 => format!("（{}）", words::number(ordinal)),
            2 => format!("{ordinal}. "),
            _ => format!("（{ordinal}）"),
        },
    };
    Block::Heading {
        level: level + 2,
        number: (!typed).then(number),
        runs,
        anchor: None,
    }
}

fn paragraph(builder: &mut Builder, node: &Node) -> Option<Block> {
    let mut runs = inline(builder, &node.content);
    if runs.iter().all(|run| run.text.trim().is_empty()) {
        return None;
    }
    let has_breaks = node.content.iter().any(|n| n.kind == NodeKind::HardBreak);
    let mut kind = ParagraphKind::Body;
    if let (Some(first), false) = (runs.first_mut(), has_breaks)
        && let Some(mark) = marker(&first.text)
    {
        // A marker that was typed hangs as it does in plain text.
        let rest = first.text[mark.len()..].trim_start();
        first.text = format!("{mark}{rest}");
        kind = ParagraphKind::Item;
    }
    Some(Block::Paragraph { runs, kind })
}

/// Text in its marks, live figures, line breaks, calls of footnotes.
fn inline(builder: &mut Builder, nodes: &[Node]) -> Vec<Run> {
    let mut runs = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::Text => runs.push(marked(node)),
            NodeKind::Fact => {
                let attrs = node.attrs.clone().unwrap_or_default();
                runs.push(Run {
                    fact: attrs.fact.map(Rc::from),
                    ..Run::plain(attrs.shown.unwrap_or_default())
                });
            }
            NodeKind::HardBreak => runs.push(Run::plain("\n")),
            NodeKind::Footnote => {
                builder.notes += 1;
                let number = builder.notes;
                let words = inline(builder, &node.content);
                runs.push(Run {
                    level: Level::Above,
                    note: Some(Rc::new(Note { number, runs: words })),
                    ..Run::plain(number.to_string())
                });
            }
            _ => {}
        }
    }
    runs
}

fn marked(node: &Node) -> Run {
    let mut run = Run::plain(node.text.clone().unwrap_or_default());
    for mark in &node.marks {
        match mark.kind {
            MarkKind::Strong => run.bold = true,
            MarkKind::Emphasis => run.dotted = true,
            MarkKind::Superscript => run.level = Level::Above,
            MarkKind::Subscript => run.level = Level::Below,
        }
    }
    run
}

fn list(builder: &mut Builder, node: &Node, depth: usize) -> List {
    let is_ordered = node.kind == NodeKind::OrderedList;
    let mut items = Vec::new();
    for (i, item) in node.content.iter().enumerate() {
        let mut blocks = Vec::new();
        for child in &item.content {
            match child.kind {
                NodeKind::Paragraph => {
                    let runs = inline(builder, &child.content);
                    blocks.push(Block::Paragraph {
                        runs,
                        kind: ParagraphKind::Body,
                    });
                }
                NodeKind::BulletList | NodeKind::OrderedList => {
                    blocks.push(Block::List(list(builder, child, depth + 1)));
                }
                _ => {}
            }
        }
        items.push(Item {
            marker: list_marker(is_ordered, depth, i + 1),
            blocks,
        });
    }
    List {
        depth,
        is_ordered,
        items,
    }
}

/// 1. (1) a. of numbered lists; a disc, a ring, a dash of the others.
fn list_marker(is_ordered: bool, depth: usize, number: usize) -> String {
    match (is_ordered, depth % 3) {
        (true, 0) => format!("{number}."),
        (true, 1) => format!("({number})"),
        (true, _) => {
            let letter = u8::try_from((number - 1) % 26).unwrap_or(0);
            format!("{}.", char::from(b'a' + letter))
        }
        (false, 0) => "•".to_owned(),
        (false, 1) => "◦".to_owned(),
        (false, _) => "－".to_owned(),
    }
}

/// Rows of nothing but head cells at the top are its head, repeated on every page.
fn table(builder: &mut Builder, node: &Node) -> Option<Block> {
    let is_head = |row: &&Node| {
        !row.content.is_empty() && row.content.iter().all(|cell| cell.kind == NodeKind::TableHeader)
    };
    let mut heads = node.content.iter().take_while(is_head).count();
    if heads == node.content.len() {
        heads = heads.min(1);
    }
    let (head, body) = node.content.split_at(heads);
    let count = columns(&node.content);
    if count == 0 {
        return None;
    }
    let numeric: Vec<bool> = (0..count).map(|column| is_numeric(body, column)).collect();
    let widths = drawn_widths(&node.content, count);
    let column = |(i, numeric): (usize, &bool)| Column {
        width: Width::Share(widths.as_ref().map_or(1.0, |widths| widths[i])),
        align: if *numeric { Align::Right } else { Align::Left },
    };
    let columns = numeric.iter().enumerate().map(column).collect();
    let mut cells_of = |row: &Node| -> Vec<Cell> {
        let cell = |cell: &Node| self::cell(builder, cell);
        row.content.iter().map(cell).collect()
    };
    let head = head.iter().map(&mut cells_of).collect();
    let rows = body.iter().map(|row| Row::body(cells_of(row))).collect();
    Some(Block::Table(Table {
        caption: None,
        columns,
        head,
        rows,
        fitted: widths.is_none(),
    }))
}

/// The widths that were drawn in the editor, where a row says them of every column.
fn drawn_widths(rows: &[Node], count: usize) -> Option<Vec<f32>> {
    rows.iter().find_map(|row| {
        let widths = row
            .content
            .iter()
            .map(|cell| cell.attrs.as_ref()?.colwidth.clone());
        let widths: Vec<u16> = widths.collect::<Option<Vec<_>>>()?.concat();
        let is_whole = widths.len() == count && widths.iter().all(|width| *width > 0);
        is_whole.then(|| widths.into_iter().map(f32::from).collect())
    })
}

fn span_of(cell: &Node) -> (usize, usize) {
    let attrs = cell.attrs.as_ref();
    let one = |value: Option<u16>| usize::from(value.unwrap_or(1).max(1));
    (
        one(attrs.and_then(|a| a.colspan)),
        one(attrs.and_then(|a| a.rowspan)),
    )
}

/// How many columns the widest row has, with what reaches down into it.
fn columns(rows: &[Node]) -> usize {
    let mut widest = 0;
    let mut reaching: Vec<(usize, usize)> = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        reaching.retain(|(_, until)| *until > r);
        let from_above: usize = reaching.iter().map(|(columns, _)| columns).sum();
        let own: usize = row.content.iter().map(|cell| span_of(cell).0).sum();
        widest = widest.max(from_above + own);
        for cell in &row.content {
            let (across, down) = span_of(cell);
            if down > 1 {
                reaching.push((across, r + down));
            }
        }
    }
    widest.min(40)
}

/// A column of figures stands at its right edge.
fn is_numeric(rows: &[Node], column: usize) -> bool {
    let mut found = 0;
    for row in rows {
        // Joined cells shift what is below them: such a table is left as text.
        if row.content.iter().any(|cell| span_of(cell) != (1, 1)) {
            return false;
        }
        let Some(cell) = row.content.get(column) else {
            continue;
        };
        let text = cell.plain_text();
        let text = text.trim();
        if text.is_empty() || text == "—" || text == "－" {
            continue;
        }
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '％' | '-' | '+' | ' ');
        if !text.chars().all(is_figure) || !text.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        found += 1;
    }
    found > 0
}

fn cell(builder: &mut Builder, node: &Node) -> Cell {
    let mut texts = Vec::new();
    for child in &node.content {
        match child.kind {
            NodeKind::Paragraph => texts.push(CellText {
                marker: None,
                runs: inline(builder, &child.content),
            }),
            NodeKind::BulletList | NodeKind::OrderedList => list_in_cell(builder, child, 0, &mut texts),
            _ => {}
        }
    }
    let (span, rows) = span_of(node);
    Cell {
        span,
        rows,
        is_head: node.kind == NodeKind::TableHeader,
        ..Cell::of(texts)
    }
}

fn list_in_cell(builder: &mut Builder, node: &Node, depth: usize, texts: &mut Vec<CellText>) {
    let is_ordered = node.kind == NodeKind::OrderedList;
    for (i, item) in node.content.iter().enumerate() {
        let mut marker = Some(list_marker(is_ordered, depth, i + 1));
        for child in &item.content {
            match child.kind {
                NodeKind::Paragraph => texts.push(CellText {
                    marker: Some((depth, marker.take().unwrap_or_default())),
                    runs: inline(builder, &child.content),
                }),
                NodeKind::BulletList | NodeKind::OrderedList => {
                    list_in_cell(builder, child, depth + 1, texts);
                }
                _ => {}
            }
        }
    }
}

fn figure(builder: &mut Builder, node: &Node, owner: &Owner) -> Block {
    builder.figures += 1;
    let attrs = node.attrs.clone().unwrap_or_default();
    let words = inline(builder, &node.content);
    let mut caption = vec![Run::bold(format!("圖 {}", builder.figures))];
    if !words.is_empty() {
        caption.push(Run::plain("　"));
    }
    let spoken: String = words.iter().map(|run| run.text.as_str()).collect();
    caption.extend(words);
    let file = file_of(builder, attrs.attachment.as_ref(), owner);
    let picture = picture(builder, file.as_deref());
    Block::Figure(Figure {
        file: file.unwrap_or_default(),
        picture,
        alt: attrs.alt.filter(|alt| !alt.trim().is_empty()).unwrap_or(spoken),
        width: f32::from(attrs.width.unwrap_or(80)),
        caption,
    })
}

/// The file of an attachment of the owner, else of the school.
fn file_of(builder: &Builder, id: Option<&AttachmentId>, owner: &Owner) -> Option<String> {
    let school = &builder.input.workspace.attachments;
    let mut all = owner.attachments.iter().chain(school);
    let attachment = all.find(|a| Some(&a.id) == id)?;
    Some(attachment.file.trim().to_owned())
}

/// The picture that an attachment holds; else a word for the page and one for the host.
fn picture(builder: &mut Builder, file: Option<&str>) -> Result<Rc<crate::picture::Picture>, String> {
    let Some(file) = file else {
        return Err("（圖檔已不在附件裡，請重新插入）".to_owned());
    };
    let picture = builder.picture(file);
    picture.map_err(|reason| {
        let named = narrative::shown_name(file).to_owned();
        let refused = RefusedFile {
            file: file.to_owned(),
            reason,
        };
        if !builder.refused.contains(&refused) {
            builder.refused.push(refused);
        }
        format!("（圖檔「{named}」無法顯示）")
    })
}

/// The attachments that a document shows as figures: they are not attached a second time.
pub(crate) fn shown(prose: &Prose) -> Vec<&AttachmentId> {
    let figures = prose.content.iter().filter(|node| node.kind == NodeKind::Figure);
    figures
        .filter_map(|node| node.attrs.as_ref()?.attachment.as_ref())
        .collect()
}
