//! The chart of shares (經費結構比率): a bar a share, a tick where its limit is; and the sheet between volumes.

use crate::block::{Align, Bars, Run};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE, ROOM};
use crate::shape::Family;
use crate::typeset::{self, Voice};

/// Where the bars begin and end; beyond stand the figures.
const FROM: f32 = 124.0;
const TO: f32 = 330.0;
const ROW: f32 = 19.0;
const THICK: f32 = 8.0;

impl Setter<'_> {
    /// A chart of one year; it stays on one page.
    pub(crate) fn bars(&mut self, bars: &Bars) {
        if bars.bars.is_empty() {
            return;
        }
        let told: Vec<String> = bars
            .bars
            .iter()
            .map(|bar| format!("{} {}", bar.label, bar.shown))
            .collect();
        let tag = self.tags.figure(&format!("{}：{}", bars.title, told.join("；")));
        let mut strip = Strip {
            height: ROW * (bars.bars.len() as f32 + 1.0) + 4.0,
            ..Strip::default()
        };
        let voice = Voice::TABLE;
        let title = typeset::set_line(&mut self.shaper, &[Run::bold(&*bars.title)], voice);
        strip.items.push(title.item(LEFT, voice.baseline(), Some(tag)));
        let at = |share: f32| LEFT + FROM + (TO - FROM) * (share / bars.full).clamp(0.0, 1.0);
        for (i, bar) in bars.bars.iter().enumerate() {
            let top = ROW * (i as f32 + 1.0);
            let middle = top + ROW / 2.0;
            let baseline = middle + 0.37 * voice.size;
            let label = typeset::set_line(&mut self.shaper, &[Run::plain(&*bar.label)], voice);
            let label = label.aligned(Align::Right, FROM - 8.0);
            strip.items.push(label.item(LEFT, baseline, Some(tag)));
            strip.items.push(area(
                at(0.0),
                middle - THICK / 2.0,
                at(bars.full) - at(0.0),
                Ink::PaleTint,
            ));
            strip.items.push(area(
                at(0.0),
                middle - THICK / 2.0,
                at(bar.share) - at(0.0),
                Ink::Bar,
            ));
            let mut words = bar.shown.clone();
            if let Some((limit, said)) = &bar.limit {
                let x = at(*limit);
                strip.items.push(Item::Rule {
                    from: (x, middle - THICK / 2.0 - 2.5),
                    to: (x, middle + THICK / 2.0 + 2.5),
                    width: 1.2,
                    ink: Ink::Black,
                    dashed: false,
                });
                words = format!("{words}（{said}）");
            }
            let shown = typeset::set_line(&mut self.shaper, &[Run::plain(words)], voice);
            strip.items.push(shown.item(LEFT + TO + 8.0, baseline, Some(tag)));
        }
        self.strips.push(strip);
        self.room(8.0);
    }

    /// 分隔頁: what follows, in large words in the middle of the sheet.
    pub(crate) fn separator(&mut self, kind: &str, text: &str) {
        self.shaper.place = text.to_owned();
        let measure = Measure {
            width: MEASURE - 60.0,
            indent: 0.0,
            justify: false,
        };
        let tag = self.tags.add("P", None);
        self.strips.push(Strip {
            height: ROOM * 0.32,
            keep: true,
            ..Strip::default()
        });
        for (words, size) in [(kind, 16.0), (text, 24.0)] {
            let voice = Voice {
                family: Family::Sans,
                size,
                leading: size * 1.7,
            };
            for line in typeset::set(&mut self.shaper, &[Run::bold(words)], voice, measure) {
                let line = line.aligned(Align::Center, MEASURE);
                self.strips.push(Strip {
                    height: voice.leading,
                    items: vec![line.item(LEFT, voice.baseline(), Some(tag))],
                    keep: true,
                    ..Strip::default()
                });
            }
        }
        if let Some(last) = self.strips.last_mut() {
            last.keep = false;
        }
    }
}

fn area(x: f32, y: f32, width: f32, ink: Ink) -> Item {
    Item::Area {
        x,
        y,
        width,
        height: THICK,
        ink,
    }
}
