//! 印製單: what the print room must know of a packet.

use crate::page::{Ink, Item, Page};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the print room must know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PrintPlan {
    /// All pages.
    pub pages: u32,
    /// Sheets of paper, both sides counted where both are printed on.
    pub sheets: u32,
    /// Both sides are printed on.
    pub both_sides: bool,
    /// Pages of the program's own that need coloured ink; of attachments only those that are coloured scans.
    pub colour_pages: Vec<u32>,
    /// Pages left blank so that a part begins on the right.
    pub blank_pages: Vec<u32>,
    /// 分隔頁: best on coloured paper.
    pub separators: Vec<u32>,
    /// Pages that are not A4 upright.
    pub other_sizes: Vec<OtherSize>,
    /// The first page of the attachments, where there are any: their colours are their makers'.
    pub attachments_from: Option<u32>,
    /// The code at the foot of each page, in order (核對碼).
    pub codes: Vec<String>,
}

/// A page that is not A4 upright.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OtherSize {
    /// Which.
    pub page: u32,
    /// As it is seen, in millimetres.
    pub width_mm: u32,
    /// As it is seen, in millimetres.
    pub height_mm: u32,
}

impl OtherSize {
    /// From points; nothing where it is A4 upright, to two millimetres.
    pub(crate) fn of(page: u32, width: f32, height: f32) -> Option<OtherSize> {
        let mm = |points: f32| (points * 25.4 / 72.0).round() as u32;
        let (width_mm, height_mm) = (mm(width), mm(height));
        let is_a4 = width_mm.abs_diff(210) <= 2 && height_mm.abs_diff(297) <= 2;
        (!is_a4).then_some(OtherSize {
            page,
            width_mm,
            height_mm,
        })
    }
}

/// Whether a page needs coloured ink.
pub(crate) fn is_coloured(page: &Page) -> bool {
    let is_red = |ink: &Ink| matches!(ink, Ink::Red | Ink::Seal);
    page.items.iter().any(|item| match item {
        Item::Text { words, .. } => words.iter().any(|word| is_red(&word.ink)),
        Item::Rule { ink, .. } | Item::Area { ink, .. } | Item::Shape { ink, .. } | Item::Dot { ink, .. } => {
            is_red(ink)
        }
        Item::Picture { picture, .. } => picture.is_coloured(),
        Item::Link { .. } => false,
    })
}
