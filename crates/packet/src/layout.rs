//! Blocks to strips: every kind of block has its measure, its room and what it must stay with.

use crate::block::{Anchor, Block, Entry, ParagraphKind, Part, Run};
use crate::flow::{Opening, Strip};
use crate::fonts::Fonts;
use crate::lines::Measure;
use crate::page::{Item, LEFT, MEASURE};
use crate::shape::{Family, Shaper};
use crate::tags::Tags;
use crate::typeset::{self, SetLine, Voice};
use std::ops::Range;
use std::rc::Rc;

/// Sets blocks, one after another, into strips.
pub(crate) struct Setter<'a> {
    pub(crate) shaper: Shaper<'a>,
    pub(crate) tags: Tags,
    pub(crate) strips: Vec<Strip>,
    /// Heads of tables, by [`Strip::head`].
    pub(crate) heads: Vec<Vec<Strip>>,
    /// Which strips are the contents, and what they list.
    pub(crate) contents: Option<(Range<usize>, Vec<Entry>)>,
    contents_tag: Option<u32>,
    contents_tags: Vec<u32>,
    /// The packet holds several proposals.
    pub(crate) is_binder: bool,
    after: f32,
    next_before: f32,
    next_need: f32,
    next_page: Option<Rc<Opening>>,
    next_anchors: Vec<Anchor>,
}

impl<'a> Setter<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Setter<'a> {
        Setter {
            shaper: Shaper::new(fonts),
            tags: Tags::default(),
            strips: Vec::new(),
            heads: Vec::new(),
            contents: None,
            contents_tag: None,
            contents_tags: Vec::new(),
            is_binder: false,
            after: 0.0,
            next_before: 0.0,
            next_need: 0.0,
            next_page: None,
            next_anchors: Vec::new(),
        }
    }

    /// Sets a part, from a new page on.
    pub(crate) fn part(&mut self, part: &Part) {
        self.next_page = Some(Rc::new(Opening {
            running_head: part.running_head.clone(),
        }));
        for block in &part.blocks {
            let from = self.strips.len();
            self.block(block);
            // What the block before asked for comes true at the first strip of this one.
            if let Some(first) = self.strips.get_mut(from) {
                first.before += std::mem::take(&mut self.next_before);
                first.need = first.need.max(std::mem::take(&mut self.next_need));
                first.anchors.append(&mut self.next_anchors);
                if let Some(opening) = self.next_page.take() {
                    first.new_page = Some(opening);
                }
            }
            self.next_before += std::mem::take(&mut self.after);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, *anchor),
            Block::Paragraph { runs, kind } => self.paragraph(runs, *kind),
            Block::Table(table) => self.table(table),
            Block::SealBoxes(names) => self.seal_boxes(names),
            Block::Room(room) => self.next_before += room,
            Block::Need(room) => self.next_need = *room,
            Block::Cover(cover) => self.cover(cover),
            Block::Contents(entries) => {
                // A binder lists chapters; its bookmarks lead to the sections too.
                let deepest = if self.is_binder { 1 } else { 2 };
                let entries: Vec<Entry> = entries.iter().filter(|e| e.level <= deepest).cloned().collect();
                let from = self.strips.len();
                let strips = self.contents_strips(&entries, &[]);
                self.strips.extend(strips);
                self.contents = Some((from..self.strips.len(), entries));
            }
        }
    }

    /// Room after what was just set, before what comes next.
    pub(crate) fn room(&mut self, room: f32) {
        self.after = room;
    }

    fn heading(&mut self, level: u8, text: &str, anchor: Option<Anchor>) {
        self.shaper.place = text.to_owned();
        let (size, before, after) = match level {
            0 => (22.0, 0.0, 14.0),
            1 => (17.0, 10.0, 10.0),
            2 => (13.5, 12.0, 5.0),
            3 => (12.0, 8.0, 3.0),
            _ => (11.5, 5.0, 2.0),
        };
        let voice = Voice {
            family: Family::Sans,
            size,
            leading: size * 1.45,
        };
        let role = ["H1", "H1", "H2", "H3", "H4"][usize::from(level.min(4))];
        let tag = self.tags.add(role, None);
        let measure = Measure {
            width: MEASURE,
            indent: 0.0,
            justify: false,
        };
        let lines = typeset::set(&mut self.shaper, &[Run::bold(text)], voice, measure);
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let strip = Strip {
                height: voice.leading + if i + 1 == count { after } else { 0.0 },
                items: vec![line.item(LEFT, voice.baseline(), Some(tag))],
                before: if i == 0 { before } else { 0.0 },
                keep: true,
                anchors: anchor.filter(|_| i == 0).into_iter().collect(),
                ..Strip::default()
            };
            self.strips.push(strip);
        }
    }

    /// The title of a table, on its left.
    pub(crate) fn caption(&mut self, text: &str, table: u32) {
        let voice = Voice {
            family: Family::Sans,
            size: 10.0,
            leading: 18.0,
        };
        let tag = self.tags.add("Caption", Some(table));
        let line = typeset::set_line(&mut self.shaper, &[Run::bold(text)], voice);
        self.strips.push(Strip {
            height: voice.leading + 1.0,
            items: vec![line.item(LEFT, voice.baseline() - 1.0, Some(tag))],
            keep: true,
            ..Strip::default()
        });
    }

    fn paragraph(&mut self, runs: &[Run], kind: ParagraphKind) {
        let (voice, indent, hang, justify) = match kind {
            ParagraphKind::Body => (Voice::BODY, 24.0, 0.0, true),
            ParagraphKind::Item => (Voice::BODY, 0.0, 0.0, true),
            ParagraphKind::Note => (Voice::NOTE, 0.0, 0.0, true),
        };
        let (indent, hang) = if kind == ParagraphKind::Item {
            let marker: f32 = self.marker_width(runs, voice);
            (-marker, 24.0 + marker)
        } else {
            (indent, hang)
        };
        let measure = Measure {
            width: MEASURE - hang,
            indent,
            justify,
        };
        let lines = typeset::set(&mut self.shaper, runs, voice, measure);
        let tag = self.tags.add("P", None);
        self.lines(lines, voice, hang, tag);
        self.room(if kind == ParagraphKind::Note { 6.0 } else { 0.0 });
    }

    /// The width of 「1.」 or 「（一）」 at the head of an item.
    fn marker_width(&mut self, runs: &[Run], voice: Voice) -> f32 {
        let text = runs.first().map_or("", |run| run.text.as_str());
        let end = marker(text).map_or(0, str::len);
        let line = typeset::set_line(&mut self.shaper, &[Run::plain(&text[..end])], voice);
        // The quarter of a square that stands between a figure and Chinese.
        line.width
            + if text[..end].ends_with('.') {
                voice.size / 4.0
            } else {
                0.0
            }
    }

    /// Lines as strips: at least two of a paragraph stay together at either end of a page.
    fn lines(&mut self, lines: Vec<SetLine>, voice: Voice, x: f32, tag: u32) {
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            self.strips.push(Strip {
                height: voice.leading,
                items: vec![line.item(LEFT + x, voice.baseline(), Some(tag))],
                keep: count > 1 && (i == 0 || i + 2 == count),
                ..Strip::default()
            });
        }
    }

    /// The contents, with the pages known so far (from 0).
    pub(crate) fn contents_strips(
        &mut self,
        entries: &[Entry],
        pages: &[Option<(usize, f32)>],
    ) -> Vec<Strip> {
        let mut strips = Vec::new();
        let list = self.contents_tag.unwrap_or_else(|| self.tags.add("TOC", None));
        self.contents_tag = Some(list);
        let is_first_time = self.contents_tags.is_empty();
        for (i, entry) in entries.iter().enumerate() {
            if is_first_time {
                let item = self.tags.add("TOCI", Some(list));
                let link = self.tags.add("Link", Some(item));
                self.contents_tags.push(link);
            }
            let tag = self.contents_tags[i];
            let page = pages
                .get(entry.anchor)
                .copied()
                .flatten()
                .map_or(0, |(page, _)| page + 1);
            strips.push(self.contents_line(entry, page, tag));
        }
        strips
    }

    fn contents_line(&mut self, entry: &Entry, page: usize, tag: u32) -> Strip {
        let is_chief = entry.level <= 1;
        let family = if is_chief { Family::Sans } else { Family::Text };
        let voice = Voice {
            family,
            size: if is_chief { 11.0 } else { 11.5 },
            leading: 20.0,
        };
        let indent = [0.0, 0.0, 18.0, 36.0, 48.0][usize::from(entry.level.min(4))]
            + if self.is_binder && entry.level > 0 {
                14.0
            } else {
                0.0
            };
        let number_voice = Voice {
            family: Family::Text,
            size: 11.5,
            leading: 20.0,
        };
        let number = typeset::set_line(&mut self.shaper, &[Run::plain(page.to_string())], number_voice);
        let right = MEASURE - number.width;
        let measure = Measure {
            width: MEASURE - indent - 42.0,
            indent: 0.0,
            justify: false,
        };
        let run = if entry.level == 0 || (is_chief && !self.is_binder) {
            Run::bold(&entry.text)
        } else {
            Run::plain(&entry.text)
        };
        let lines = typeset::set(&mut self.shaper, &[run], voice, measure);
        let mut items = Vec::new();
        let mut y = voice.baseline();
        let mut end = indent;
        for (i, line) in lines.iter().enumerate() {
            y = i as f32 * voice.leading + voice.baseline();
            items.push(line.item(LEFT + indent, y, Some(tag)));
            end = indent + line.width;
        }
        let dots = self.leader(end + 6.0, right - 5.0, number_voice);
        items.push(dots.item(LEFT, y, None));
        items.push(number.item(LEFT + right, y, Some(tag)));
        let height = voice.leading * lines.len().max(1) as f32;
        items.push(Item::Link {
            x: LEFT,
            y: 0.0,
            width: MEASURE,
            height,
            to: entry.anchor,
            tag: Some(tag),
        });
        let before = if entry.level == 0 { 8.0 } else { 0.0 };
        Strip {
            height,
            items,
            before,
            ..Strip::default()
        }
    }

    /// Dots from `from` to `to`, in step with those of every other line.
    fn leader(&mut self, from: f32, to: f32, voice: Voice) -> SetLine {
        const STEP: f32 = 6.0;
        let dot = typeset::set_line(&mut self.shaper, &[Run::plain(".")], voice);
        let mut words = Vec::new();
        let mut step = (from / STEP).ceil() as i32;
        while (step as f32) * STEP + dot.width < to {
            words.extend(
                dot.words
                    .iter()
                    .map(|(_, word, _)| (step as f32 * STEP, word.clone(), crate::page::Ink::Grey)),
            );
            step += 1;
        }
        SetLine {
            words,
            width: to,
            size: voice.size,
        }
    }
}

/// The marker at the head of an item: 「1.」「1、」「（一）」「(1)」「●」.
pub(crate) fn marker(text: &str) -> Option<&str> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    if matches!(first, '●' | '•' | '◆' | '■' | '○' | '－' | '-' | '*') {
        let (end, next) = chars.next()?;
        return (next == ' ' || first != '-' && first != '*').then(|| &text[..end]);
    }
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let is_open = matches!(first, '（' | '(');
    if !is_open && !is_number(first) {
        return None;
    }
    let mut digits = usize::from(!is_open);
    for (at, c) in chars {
        if is_number(c) && digits < 3 {
            digits += 1;
            continue;
        }
        let closes = if is_open {
            matches!(c, '）' | ')')
        } else {
            matches!(c, '、' | '.' | '．')
        };
        let end = at + c.len_utf8();
        // 「1.5 公尺」 is a number, not a marker.
        let is_decimal = c == '.' && text[end..].starts_with(|n: char| n.is_ascii_digit());
        return (closes && digits > 0 && !is_decimal).then(|| &text[..end]);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn markers() {
        for (text, found) in [
            ("1. 目標", Some("1.")),
            ("（一）場域", Some("（一）")),
            ("十二、其他", Some("十二、")),
            ("(3)說明", Some("(3)")),
            ("● 第一", Some("●")),
            ("1.5 公尺", None),
            ("2026 年", None),
            ("本計畫", None),
            ("（USR）", None),
        ] {
            assert_eq!(marker(text), found, "{text}");
        }
    }
}
