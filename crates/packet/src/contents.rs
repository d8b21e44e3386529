//! 目錄: a line an entry, dots, and the number of the page that it stands on.

use crate::block::{Entry, Run};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE, Placed};
use crate::shape::Family;
use crate::typeset::{self, SetLine, Voice};

impl Setter<'_> {
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
            words.extend(dot.words.iter().map(|placed| Placed {
                x: step as f32 * STEP,
                ink: Ink::Grey,
                ..placed.clone()
            }));
            step += 1;
        }
        SetLine {
            words,
            width: to,
            size: voice.size,
            dots: Vec::new(),
            notes: Vec::new(),
        }
    }
}
