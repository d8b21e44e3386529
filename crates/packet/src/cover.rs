//! The cover sheet (封面) and the boxes to sign in (簽章欄).

use crate::block::{Align, Cover, Run};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE};
use crate::shape::Family;
use crate::typeset::{self, Voice};

impl Setter<'_> {
    /// A cover: programme, kind, title between two rules, fields, date.
    pub(crate) fn cover(&mut self, cover: &Cover) {
        self.shaper.place = "封面".to_owned();
        self.blank(72.0);
        self.centred(&cover.programme, Family::Sans, 21.0, true, "P");
        self.blank(10.0);
        self.centred(&cover.kind, Family::Text, 18.0, false, "P");
        self.blank(58.0);
        self.bar();
        self.blank(22.0);
        self.centred(&cover.title, Family::Sans, 24.0, true, "H1");
        self.blank(22.0);
        self.bar();
        self.blank(64.0);
        for (label, value) in &cover.fields {
            self.field(label, value);
        }
        let used: f32 = self
            .strips
            .iter()
            .rev()
            .take_while(|s| s.keep)
            .map(|s| s.height)
            .sum();
        self.blank((crate::page::ROOM - used - 60.0).max(20.0));
        self.centred(&cover.date, Family::Text, 16.0, false, "P");
        if let Some(last) = self.strips.last_mut() {
            last.keep = false;
        }
    }

    fn blank(&mut self, height: f32) {
        self.strips.push(Strip {
            height,
            keep: true,
            ..Strip::default()
        });
    }

    fn bar(&mut self) {
        let inset = 40.0;
        let line = |y: f32, width: f32| Item::Rule {
            from: (LEFT + inset, y),
            to: (LEFT + MEASURE - inset, y),
            width,
            ink: Ink::Black,
            dashed: false,
        };
        self.strips.push(Strip {
            height: 4.0,
            items: vec![line(1.0, 1.2), line(3.2, 0.4)],
            keep: true,
            ..Strip::default()
        });
    }

    fn centred(&mut self, text: &str, family: Family, size: f32, bold: bool, role: &'static str) {
        let voice = Voice {
            family,
            size,
            leading: size * 1.5,
        };
        // Narrower than the page, so that a long title falls into lines of like length.
        let whole = typeset::set_line(&mut self.shaper, &[run(text, bold)], voice).width;
        let count = (whole / (MEASURE - 60.0)).ceil().max(1.0);
        let width = if count > 1.0 {
            (whole / count + 1.6 * size).min(MEASURE - 20.0)
        } else {
            MEASURE - 20.0
        };
        let measure = Measure {
            width,
            indent: 0.0,
            justify: false,
        };
        let tag = self.tags.add(role, None);
        for line in typeset::set(&mut self.shaper, &[run(text, bold)], voice, measure) {
            let line = line.aligned(Align::Center, MEASURE);
            self.strips.push(Strip {
                height: voice.leading,
                items: vec![line.item(LEFT, voice.baseline(), Some(tag))],
                keep: true,
                ..Strip::default()
            });
        }
    }

    fn field(&mut self, label: &str, value: &str) {
        let voice = Voice {
            family: Family::Text,
            size: 14.0,
            leading: 25.0,
        };
        let (label_x, value_x) = (52.0, 52.0 + 6.2 * 14.0);
        let tag = self.tags.add("P", None);
        let label = spread(
            typeset::set_line(&mut self.shaper, &[Run::plain(label)], voice),
            5.0 * 14.0,
        );
        let measure = Measure {
            width: MEASURE - value_x - 30.0,
            indent: 0.0,
            justify: false,
        };
        let lines = typeset::set(&mut self.shaper, &[Run::plain(value)], voice, measure);
        for i in 0..lines.len().max(1) {
            let mut items = Vec::new();
            if i == 0 {
                items.push(label.item(LEFT + label_x, voice.baseline(), Some(tag)));
            }
            items.extend(
                lines
                    .get(i)
                    .map(|line| line.item(LEFT + value_x, voice.baseline(), Some(tag))),
            );
            let height = voice.leading + if i + 1 >= lines.len() { 4.0 } else { 0.0 };
            self.strips.push(Strip {
                height,
                items,
                keep: true,
                ..Strip::default()
            });
        }
    }

    /// Boxes two abreast: who signs, a dashed square for the seal, a line for the date.
    pub(crate) fn seal_boxes(&mut self, names: &[String]) {
        const GAP: f32 = 16.0;
        const HEIGHT: f32 = 118.0;
        const SEAL: f32 = 56.0;
        let width = (MEASURE - GAP) / 2.0;
        let voice = Voice {
            family: Family::Text,
            size: 12.0,
            leading: 18.0,
        };
        let small = Voice {
            family: Family::Text,
            size: 11.0,
            leading: 16.0,
        };
        for pair in names.chunks(2) {
            let mut items = Vec::new();
            for (i, name) in pair.iter().enumerate() {
                let x = LEFT + i as f32 * (width + GAP);
                frame(&mut items, x, 0.0, width, HEIGHT, Ink::Black, false);
                let seal_x = x + width - SEAL - 14.0;
                frame(&mut items, seal_x, 34.0, SEAL, SEAL, Ink::Seal, true);
                let tag = self.tags.add("P", None);
                let line =
                    typeset::set_line(&mut self.shaper, &[Run::plain(format!("{name}（簽章）"))], voice);
                items.push(line.item(x + 10.0, 8.0 + voice.baseline(), Some(tag)));
                let date = Run::plain("日期：　　　年　　月　　日");
                let line = typeset::set_line(&mut self.shaper, &[date], small);
                items.push(line.item(x + 10.0, HEIGHT - 24.0 + small.baseline(), Some(tag)));
            }
            self.strips.push(Strip {
                height: HEIGHT,
                items,
                before: 14.0,
                ..Strip::default()
            });
            self.room(12.0);
        }
    }
}

fn run(text: &str, bold: bool) -> Run {
    if bold { Run::bold(text) } else { Run::plain(text) }
}

/// Spreads a short label over `width`, as forms do.
fn spread(mut line: typeset::SetLine, width: f32) -> typeset::SetLine {
    let gaps = line.words.len().saturating_sub(1);
    if gaps > 0 && line.width < width {
        let room = (width - line.width) / gaps as f32;
        line.words
            .iter_mut()
            .enumerate()
            .for_each(|(i, word)| word.x += room * i as f32);
        line.width = width;
    }
    line
}

fn frame(items: &mut Vec<Item>, x: f32, y: f32, width: f32, height: f32, ink: Ink, dashed: bool) {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
    for i in 0..4 {
        items.push(Item::Rule {
            from: corners[i],
            to: corners[(i + 1) % 4],
            width: 0.6,
            ink,
            dashed,
        });
    }
}
