//! What only set text has: lists, figures, footnotes.

use crate::block::{Block, Figure, Level, List, Note, Run};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE, ROOM};
use crate::typeset::{self, Voice};

/// How far a list stands in: two squares for its marker, as far again for a list within it.
const STEP: f32 = 24.0;
/// Where the words of a footnote begin.
const NOTE_INDENT: f32 = 14.0;

impl Setter<'_> {
    /// A list: markers in a column of their own, words at one edge.
    pub(crate) fn list(&mut self, list: &List, parent: Option<u32>) {
        let tag = self.tags.add("L", parent);
        let left = STEP * (list.depth as f32 + 1.0);
        for item in &list.items {
            let own = self.tags.add("LI", Some(tag));
            let label = self.tags.add("Lbl", Some(own));
            let body = self.tags.add("LBody", Some(own));
            let first = self.strips.len();
            let marker = typeset::set_line(&mut self.shaper, &[Run::plain(&*item.marker)], Voice::BODY);
            let x = left.max(left - STEP + marker.width + 4.0);
            for block in &item.blocks {
                match block {
                    Block::Paragraph { runs, .. } => self.in_list(runs, x, body),
                    Block::List(within) => self.list(within, Some(body)),
                    _ => {}
                }
            }
            let line = marker.item(LEFT + left - STEP, Voice::BODY.baseline(), Some(label));
            match self.strips.get_mut(first) {
                Some(strip) => strip.items.insert(0, line),
                None => self.strips.push(Strip {
                    height: Voice::BODY.leading,
                    items: vec![line],
                    ..Strip::default()
                }),
            }
        }
    }

    fn in_list(&mut self, runs: &[Run], x: f32, parent: u32) {
        let measure = Measure {
            width: MEASURE - x,
            indent: 0.0,
            justify: true,
        };
        let lines = typeset::set(&mut self.shaper, runs, Voice::BODY, measure);
        let tag = self.tags.add("P", Some(parent));
        self.lines(lines, Voice::BODY, x, tag);
    }

    /// A picture in the middle of the measure, its caption under it; both on one page.
    pub(crate) fn figure(&mut self, figure: &Figure) {
        let tag = self.tags.figure(&figure.alt);
        let width = MEASURE * figure.width.clamp(10.0, 100.0) / 100.0;
        let mut strip = match &figure.picture {
            Ok(picture) => {
                let (across, down) = picture.upright();
                let height = width * down as f32 / across.max(1) as f32;
                // Room is left for a caption of three lines.
                let scale = ((ROOM - 72.0) / height).min(1.0);
                let (width, height) = (width * scale, height * scale);
                let frame = Item::Picture {
                    x: LEFT + (MEASURE - width) / 2.0,
                    y: 0.0,
                    width,
                    height,
                    picture: picture.clone(),
                    tag: Some(tag),
                };
                Strip {
                    height: height + 6.0,
                    items: vec![frame],
                    ..Strip::default()
                }
            }
            Err(reason) => self.empty_frame(reason, width, tag),
        };
        (strip.before, strip.keep) = (8.0, true);
        self.strips.push(strip);
        let measure = Measure {
            width: MEASURE - 48.0,
            indent: 0.0,
            justify: false,
        };
        let tag = self.tags.add("P", None);
        let voice = Voice::CAPTION;
        let lines = typeset::set(&mut self.shaper, &figure.caption, voice, measure);
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let line = line.aligned(crate::block::Align::Center, MEASURE);
            let mut strip = Strip {
                height: voice.leading,
                keep: i + 1 < count,
                ..Strip::default()
            };
            self.draw(&line, LEFT, voice.baseline(), tag, &mut strip);
            self.strips.push(strip);
        }
        self.room(10.0);
    }

    /// Where a picture is missing the page says so.
    fn empty_frame(&mut self, reason: &str, width: f32, tag: u32) -> Strip {
        const HEIGHT: f32 = 64.0;
        let (left, right) = (LEFT + (MEASURE - width) / 2.0, LEFT + (MEASURE + width) / 2.0);
        let corners = [(left, 0.0), (right, 0.0), (right, HEIGHT), (left, HEIGHT)];
        let side = |i: usize| Item::Rule {
            from: corners[i],
            to: corners[(i + 1) % 4],
            width: 0.6,
            ink: Ink::Red,
            dashed: true,
        };
        let voice = Voice::CAPTION;
        let line = typeset::set_line(&mut self.shaper, &[Run::inked(reason, Ink::Red)], voice);
        let line = line.aligned(crate::block::Align::Center, MEASURE);
        let mut items: Vec<Item> = (0..4).map(side).collect();
        items.push(line.item(LEFT, HEIGHT / 2.0 + 4.0, Some(tag)));
        Strip {
            height: HEIGHT + 6.0,
            items,
            ..Strip::default()
        }
    }

    /// Sets a footnote for the foot of its page; nothing where it is too long for one, and follows its paragraph.
    pub(crate) fn footnote(&mut self, note: &Note, parent: u32) -> Option<usize> {
        let tag = self.tags.add("Note", Some(parent));
        let voice = Voice::FOOTNOTE;
        let number = Run {
            level: Level::Above,
            ..Run::plain(note.number.to_string())
        };
        let number = typeset::set_line(&mut self.shaper, &[number], voice);
        let measure = Measure {
            width: MEASURE - NOTE_INDENT,
            indent: 0.0,
            justify: true,
        };
        let lines = typeset::set(&mut self.shaper, &note.runs, voice, measure);
        let mut strips = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let mut strip = Strip {
                height: voice.leading,
                ..Strip::default()
            };
            if i == 0 {
                strip.items.push(number.item(LEFT, voice.baseline(), Some(tag)));
            }
            strip
                .items
                .push(line.item(LEFT + NOTE_INDENT, voice.baseline(), Some(tag)));
            strip
                .items
                .extend(line.dotted(LEFT + NOTE_INDENT, voice.baseline()));
            strips.push(strip);
        }
        if strips.len() as f32 * voice.leading > ROOM * 0.4 {
            self.long_notes.append(&mut strips);
            return None;
        }
        self.notes.push(strips);
        Some(self.notes.len() - 1)
    }
}
