//! A page as plain data: words at places, rules, areas. Points from the top left corner.

use crate::block::Anchor;
use crate::picture::Picture;
use crate::shape::Word;
use std::rc::Rc;

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.276;
/// A4, in points.
pub(crate) const HEIGHT: f32 = 841.89;
/// The measure: 38 squares of 12 points.
pub(crate) const MEASURE: f32 = 456.0;
/// Left edge of the text.
pub(crate) const LEFT: f32 = (WIDTH - MEASURE) / 2.0;
/// Top of the text.
pub(crate) const TOP: f32 = 80.0;
/// Bottom of the text.
pub(crate) const BOTTOM: f32 = HEIGHT - 70.0;
/// Height of the text.
pub(crate) const ROOM: f32 = BOTTOM - TOP;

/// The colours of the packet: it is printed in black; red is for what must still be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Text.
    Black,
    /// Notes, page numbers.
    Grey,
    /// Rules of tables.
    Rule,
    /// Ground of a table's head.
    Tint,
    /// Ground of a subtotal.
    PaleTint,
    /// 草稿, 不符合.
    Red,
    /// 草稿 across the page.
    Ghost,
    /// Seal boxes.
    Seal,
    /// Bars of a chart.
    Bar,
    /// Ground of a stamp.
    White,
}

/// A structure element that a piece of content belongs to; nothing = decoration.
pub(crate) type Tag = Option<u32>;

/// Something on a page.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Words on one baseline.
    Text {
        y: f32,
        size: f32,
        words: Vec<Placed>,
        tag: Tag,
    },
    /// A picture, upright in this frame.
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        picture: Rc<Picture>,
        tag: Tag,
    },
    /// A filled circle around this point.
    Dot { x: f32, y: f32, radius: f32, ink: Ink },
    /// A straight line.
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        ink: Ink,
        dashed: bool,
    },
    /// An area.
    Area {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// A place that leads somewhere.
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        to: Anchor,
        tag: Tag,
    },
    /// A closed outline, in quadratic or cubic arcs: drawn, not written.
    Shape { contours: Rc<Vec<Vec<Point>>>, ink: Ink },
}

/// A word where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// Left edge.
    pub(crate) x: f32,
    pub(crate) word: Rc<Word>,
    pub(crate) ink: Ink,
    /// Size beside that of the line.
    pub(crate) scale: f32,
    /// Above the baseline, in points.
    pub(crate) rise: f32,
}

/// A point of an outline; `handle` = a control point of a cubic arc.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) handle: bool,
}

/// A circle in four arcs.
pub(crate) fn circle(x: f32, y: f32, r: f32) -> Vec<Point> {
    let k = 0.552 * r;
    [
        (r, 0.0, false),
        (r, k, true),
        (k, r, true),
        (0.0, r, false),
        (-k, r, true),
        (-r, k, true),
        (-r, 0.0, false),
        (-r, -k, true),
        (-k, -r, true),
        (0.0, -r, false),
        (k, -r, true),
        (r, -k, true),
        (r, 0.0, false),
    ]
    .map(|(dx, dy, handle)| Point {
        x: x + dx,
        y: y + dy,
        handle,
    })
    .to_vec()
}

impl Item {
    /// The same, moved.
    pub(crate) fn moved(&self, dx: f32, dy: f32) -> Item {
        let mut item = self.clone();
        match &mut item {
            Item::Text { y, words, .. } => {
                *y += dy;
                words.iter_mut().for_each(|word| word.x += dx);
            }
            Item::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Item::Area { x, y, .. }
            | Item::Link { x, y, .. }
            | Item::Picture { x, y, .. }
            | Item::Dot { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Item::Shape { .. } => {}
        }
        item
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
}
