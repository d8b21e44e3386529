//! What stands around the text: running heads, page numbers, the mark of a draft (草稿).

use crate::attach::Attached;
use crate::block::{Align, Run};
use crate::check::{self, LABEL, PageCode};
use crate::fitted;
use crate::flow::Paged;
use crate::fonts::{Face, Fonts};
use crate::page::{BOTTOM, HEIGHT, Ink, Item, LEFT, MEASURE, Page, Point, TOP, WIDTH};
use crate::setup::{self, Setup};
use crate::shape::Shaper;
use crate::typeset::{self, Voice};
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathElement};
use std::rc::Rc;

/// Baseline of the running heads.
const HEAD: f32 = TOP - 26.0;
/// Baseline of the page numbers.
const FOOT: f32 = BOTTOM + 30.0;

/// The same on every page.
pub(crate) struct Furniture<'a> {
    /// At the head, on the left.
    pub(crate) left: &'a str,
    /// What the mark of a draft says; nothing = it is none.
    pub(crate) draft: Option<&'a str>,
    /// All pages, those of attachments too.
    pub(crate) count: usize,
    /// The season's half of every page's code.
    pub(crate) season: String,
    pub(crate) setup: &'a Setup,
}

impl Furniture<'_> {
    /// Adds heads, numbers, marks and codes to all pages; the codes are answered.
    pub(crate) fn add(&self, shaper: &mut Shaper, fonts: &Fonts, paged: &mut Paged) -> Vec<PageCode> {
        let count = self.count;
        let ghost = self.draft.and_then(|_| ghost(fonts)).map(Rc::new);
        let mut codes = Vec::new();
        for (i, (page, opening)) in paged.pages.iter_mut().enumerate() {
            if let Some(contours) = &ghost {
                page.items.insert(
                    0,
                    Item::Shape {
                        contours: contours.clone(),
                        ink: Ink::Ghost,
                    },
                );
            }
            if let Some(words) = self.draft {
                stamp(shaper, page, words);
            }
            if let Some(head) = &opening.running_head {
                self.heads(shaper, page, head);
            }
            if paged.blanks.contains(&i) {
                line(
                    shaper,
                    page,
                    "（本頁空白）",
                    Align::Center,
                    HEIGHT * 0.45,
                    Ink::Grey,
                );
            }
            let numbers = format!("第 {} 頁／共 {count} 頁", i + 1);
            line(shaper, page, &numbers, Align::Center, FOOT, Ink::Black);
            let code = PageCode {
                season: self.season.clone(),
                page: check::of_text(&check::text_of(page)),
            };
            let words = format!("{LABEL} {}", code.printed());
            let voice = Voice {
                size: 6.5,
                ..Voice::FURNITURE
            };
            let words = typeset::set_line(shaper, &[Run::inked(words, Ink::Grey)], voice);
            page.items
                .push(words.aligned(Align::Right, MEASURE).item(LEFT, FOOT, None));
            codes.push(code);
            self.bind(i, page);
        }
        codes
    }

    /// Moves a page away from the binding: on the left of right-hand pages, on the right of left-hand ones.
    fn bind(&self, page_from_0: usize, page: &mut Page) {
        let gutter = setup::gutter(self.setup);
        if gutter > 0.0 {
            let is_left_hand = self.setup.both_sides && page_from_0 % 2 == 1;
            let shift = if is_left_hand { -gutter } else { gutter };
            page.items
                .iter_mut()
                .for_each(|item| *item = item.moved(shift, 0.0));
        }
    }

    /// What is stamped on each page of an attachment: its number, the page's number, its code.
    pub(crate) fn stamps(
        &self,
        shaper: &mut Shaper,
        own: usize,
        attached: &[Attached],
    ) -> (Vec<Page>, Vec<PageCode>) {
        let (mut pages, mut codes) = (Vec::new(), Vec::new());
        for one in attached {
            for page in 1..=one.pages() {
                let number = own + pages.len() + 1;
                let draft = if self.draft.is_some() { "草稿　" } else { "" };
                let code = PageCode {
                    season: self.season.clone(),
                    page: check::of_foreign(&one.digest, page),
                };
                let text = format!(
                    "{draft}附件{}－{page}　第 {number} 頁／共 {} 頁　{LABEL} {}",
                    one.number,
                    self.count,
                    code.printed()
                );
                pages.push(foot_label(shaper, &text));
                codes.push(code);
            }
        }
        (pages, codes)
    }

    fn heads(&self, shaper: &mut Shaper, page: &mut Page, head: &str) {
        const BETWEEN: f32 = 24.0;
        // Neither of two long names takes the other's place.
        let wanted = fitted::width(shaper, head).min(MEASURE * 0.4);
        let left = fitted::beginning(shaper, self.left, MEASURE - BETWEEN - wanted);
        let room = MEASURE - BETWEEN - fitted::width(shaper, &left);
        let right = fitted::beginning(shaper, head, room);
        line(shaper, page, &left, Align::Left, HEAD, Ink::Grey);
        line(shaper, page, &right, Align::Right, HEAD, Ink::Grey);
        page.items.push(Item::Rule {
            from: (LEFT, HEAD + 7.0),
            to: (LEFT + MEASURE, HEAD + 7.0),
            width: 0.5,
            ink: Ink::Black,
            dashed: false,
        });
    }
}

/// Words on white in a thin frame, at the middle of the foot.
fn foot_label(shaper: &mut Shaper, text: &str) -> Page {
    let line = typeset::set_line(shaper, &[Run::plain(text)], Voice::FURNITURE);
    let (x, y) = ((WIDTH - line.width) / 2.0, HEIGHT - 14.0);
    let (left, width) = (x - 6.0, line.width + 12.0);
    let mut page = Page::default();
    page.items.push(Item::Area {
        x: left,
        y: y - 10.0,
        width,
        height: 14.0,
        ink: Ink::White,
    });
    for edge in [y - 10.0, y + 4.0] {
        let (from, to) = ((left, edge), (left + width, edge));
        page.items.push(Item::Rule {
            from,
            to,
            width: 0.4,
            ink: Ink::Black,
            dashed: false,
        });
    }
    page.items.push(line.item(x, y, None));
    page
}

fn line(shaper: &mut Shaper, page: &mut Page, text: &str, align: Align, y: f32, ink: Ink) {
    let run = Run::inked(text, ink);
    let line = typeset::set_line(shaper, &[run], Voice::FURNITURE).aligned(align, MEASURE);
    page.items.push(line.item(LEFT, y, None));
}

/// A red box in the top margin.
fn stamp(shaper: &mut Shaper, page: &mut Page, words: &str) {
    let run = Run {
        bold: true,
        ..Run::inked(words, Ink::Red)
    };
    let line = typeset::set_line(shaper, &[run], Voice::FURNITURE);
    let (x, y) = (LEFT + (MEASURE - line.width) / 2.0, 30.0);
    page.items.push(line.item(x, y, None));
    let (left, right, top, bottom) = (x - 7.0, x + line.width + 7.0, y - 11.5, y + 5.5);
    for (from, to) in [
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((right, bottom), (left, bottom)),
        ((left, bottom), (left, top)),
    ] {
        page.items.push(Item::Rule {
            from,
            to,
            width: 0.8,
            ink: Ink::Red,
            dashed: false,
        });
    }
}

/// 草稿 across the page: outlines, not text, so that it is neither searched nor copied with what it lies under.
fn ghost(fonts: &Fonts) -> Option<Vec<Vec<Point>>> {
    const SIZE: f32 = 190.0;
    const ANGLE: f32 = 0.62;
    let face = fonts.face(Face::SansBold);
    let (sin, cos) = (ANGLE.sin(), ANGLE.cos());
    let scale = SIZE / face.units_per_em;
    let mut contours = Vec::new();
    for (i, c) in "草稿".chars().enumerate() {
        let glyph = face.font.charmap().map_unicode(c)?;
        let mut path: Vec<PathElement> = Vec::new();
        let outline = face.font.outline_glyphs().get(glyph)?;
        outline
            .draw(&DrawOptions::new(), DrawMemory::default(), &mut path)
            .ok()?;
        // Centred on the page, turned, y downward.
        let to_page = |x: f32, y: f32, handle: bool| {
            let (x, y) = (
                (x * scale) + (i as f32 - 1.0) * SIZE * 1.05,
                (y * scale) - SIZE * 0.36,
            );
            Point {
                x: WIDTH / 2.0 + x * cos - y * sin,
                y: HEIGHT / 2.0 - x * sin - y * cos,
                handle,
            }
        };
        contours.extend(contours_of(&path, to_page));
    }
    Some(contours)
}

/// Arcs of a glyph as cubic ones.
fn contours_of(path: &[PathElement], to_page: impl Fn(f32, f32, bool) -> Point) -> Vec<Vec<Point>> {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    let mut at = (0.0, 0.0);
    for element in path {
        let mut add = |x: f32, y: f32, handle: bool| {
            if let Some(contour) = contours.last_mut() {
                contour.push(to_page(x, y, handle));
            }
        };
        match *element {
            PathElement::MoveTo { x, y } => {
                contours.push(vec![to_page(x, y, false)]);
                at = (x, y);
            }
            PathElement::LineTo { x, y } => {
                add(x, y, false);
                at = (x, y);
            }
            PathElement::QuadTo { cx0, cy0, x, y } => {
                add(
                    at.0 + (cx0 - at.0) * 2.0 / 3.0,
                    at.1 + (cy0 - at.1) * 2.0 / 3.0,
                    true,
                );
                add(x + (cx0 - x) * 2.0 / 3.0, y + (cy0 - y) * 2.0 / 3.0, true);
                add(x, y, false);
                at = (x, y);
            }
            PathElement::CurveTo {
                cx0,
                cy0,
                cx1,
                cy1,
                x,
                y,
            } => {
                add(cx0, cy0, true);
                add(cx1, cy1, true);
                add(x, y, false);
                at = (x, y);
            }
            PathElement::Close => {}
        }
    }
    contours
}
