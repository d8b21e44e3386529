//! Blocks to strips: every kind of block has its measure, its room and what it must stay with.

use crate::block::{Anchor, Block, Entry, Number, ParagraphKind, Part, Run};
use crate::flow::{Column, Opening, Strip};
use crate::fonts::Fonts;
use crate::lines::Measure;
use crate::page::{LEFT, MEASURE};
use crate::shape::{Family, Shaper};
use crate::tags::Tags;
use crate::typeset::{self, SetLine, Voice};
use std::ops::Range;
use std::rc::Rc;
use usr_desk_workspace::FieldPath;

/// Sets blocks, one after another, into strips.
pub(crate) struct Setter<'a> {
    pub(crate) shaper: Shaper<'a>,
    pub(crate) tags: Tags,
    pub(crate) strips: Vec<Strip>,
    /// Heads of tables, by [`Strip::head`].
    pub(crate) heads: Vec<Vec<Strip>>,
    /// Footnotes, by [`Strip::notes`].
    pub(crate) notes: Vec<Vec<Strip>>,
    /// Footnotes too long for the foot of a page: they follow their paragraph.
    pub(crate) long_notes: Vec<Strip>,
    /// Parts begin on right-hand pages.
    pub(crate) on_the_right: bool,
    /// Which strips are the contents, and what they list.
    pub(crate) contents: Option<(Range<usize>, Vec<Entry>)>,
    pub(crate) contents_tag: Option<u32>,
    pub(crate) contents_tags: Vec<u32>,
    /// The packet holds several proposals.
    pub(crate) is_binder: bool,
    after: f32,
    next_before: f32,
    next_need: f32,
    next_page: Option<Rc<Opening>>,
    next_anchors: Vec<Anchor>,
    next_from: Option<FieldPath>,
}

impl<'a> Setter<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Setter<'a> {
        Setter {
            shaper: Shaper::new(fonts),
            tags: Tags::default(),
            strips: Vec::new(),
            heads: Vec::new(),
            notes: Vec::new(),
            long_notes: Vec::new(),
            on_the_right: false,
            contents: None,
            contents_tag: None,
            contents_tags: Vec::new(),
            is_binder: false,
            after: 0.0,
            next_before: 0.0,
            next_need: 0.0,
            next_page: None,
            next_anchors: Vec::new(),
            next_from: None,
        }
    }

    /// Sets a part, from a new page on.
    pub(crate) fn part(&mut self, part: &Part) {
        self.next_page = Some(Rc::new(Opening {
            running_head: part.running_head.clone(),
            on_the_right: self.on_the_right,
            is_separator: matches!(part.blocks.first(), Some(Block::Separator { .. })),
        }));
        for block in &part.blocks {
            let from = self.strips.len();
            let place = self.next_from.take();
            self.block(block);
            self.strips.append(&mut self.long_notes);
            if let Some(place) = place {
                for strip in &mut self.strips[from..] {
                    strip.from.push(place.clone());
                }
            }
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
            Block::Heading {
                level,
                number,
                runs,
                anchor,
            } => self.heading(*level, number.as_ref(), runs, *anchor),
            Block::Paragraph { runs, kind } => self.paragraph(runs, *kind),
            Block::List(list) => self.list(list, None),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Separator { kind, text } => self.separator(kind, text),
            Block::Bars(bars) => self.bars(bars),
            Block::From(place) => self.next_from = Some(place.clone()),
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

    fn heading(&mut self, level: u8, number: Option<&Number>, runs: &[Run], anchor: Option<Anchor>) {
        let number = number.map(|number| Run::bold(&*number.text));
        let mut runs: Vec<Run> = number.into_iter().chain(runs.iter().cloned()).collect();
        self.shaper.place = runs.iter().map(|run| run.text.as_str()).collect();
        let (size, before, after) = match level {
            0 => (22.0, 0.0, 14.0),
            1 => (17.0, 18.0, 10.0),
            2 => (13.5, 12.0, 5.0),
            3 => (12.0, 8.0, 3.0),
            _ => (11.5, 5.0, 2.0),
        };
        let voice = Voice {
            family: Family::Sans,
            size,
            leading: size * 1.45,
        };
        let role = ["H1", "H1", "H2", "H3", "H4", "H5"][usize::from(level.min(5))];
        let tag = self.tags.add(role, None);
        let measure = Measure {
            width: MEASURE,
            indent: 0.0,
            justify: false,
        };
        runs.iter_mut().for_each(|run| run.bold = true);
        let lines = typeset::set(&mut self.shaper, &runs, voice, measure);
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let mut strip = Strip {
                height: voice.leading + if i + 1 == count { after } else { 0.0 },
                before: if i == 0 { before } else { 0.0 },
                keep: true,
                anchors: anchor.filter(|_| i == 0).into_iter().collect(),
                ..Strip::default()
            };
            self.draw(&line, LEFT, voice.baseline(), tag, &mut strip);
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
        // 「如下：」 stands with what it announces.
        let announces = runs.last().is_some_and(|run| run.text.trim_end().ends_with('：'));
        if let (true, Some(last)) = (announces && kind != ParagraphKind::Note, self.strips.last_mut()) {
            last.keep = true;
        }
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
    pub(crate) fn lines(&mut self, lines: Vec<SetLine>, voice: Voice, x: f32, tag: u32) {
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let mut strip = Strip {
                height: voice.leading,
                keep: count > 1 && (i == 0 || i + 2 == count),
                ..Strip::default()
            };
            self.draw(&line, LEFT + x, voice.baseline(), tag, &mut strip);
            self.strips.push(strip);
        }
    }

    /// Puts a line into a strip: its words, its dots, and the footnotes that it calls.
    pub(crate) fn draw(&mut self, line: &SetLine, x: f32, y: f32, tag: u32, strip: &mut Strip) {
        let mut done = 0;
        for (at, note) in &line.notes {
            if *at > done {
                strip.items.push(line.part(done..*at, x, y, Some(tag)));
            }
            let reference = self.tags.add("Reference", Some(tag));
            strip.items.push(line.part(*at..at + 1, x, y, Some(reference)));
            strip.notes.extend(self.footnote(note, tag));
            done = at + 1;
        }
        if done < line.words.len() {
            strip
                .items
                .push(line.part(done..line.words.len(), x, y, Some(tag)));
        }
        strip.items.extend(line.dotted(x, y));
    }

    /// How the strips lie before pages are made of them.
    pub(crate) fn column(&self) -> Column<'_> {
        Column {
            strips: &self.strips,
            heads: &self.heads,
            notes: &self.notes,
        }
    }
}

/// The marker at the head of an item: 「1.」「1、」「（一）」「(1)」「●」.
pub(crate) fn marker(text: &str) -> Option<&str> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    if matches!(first, '●' | '•' | '◆' | '■' | '○' | '◦' | '－' | '-' | '*') {
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
