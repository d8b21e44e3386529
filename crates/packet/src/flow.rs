//! Strips from top to bottom, and where the pages end (分頁).

use crate::block::Anchor;
use crate::page::{Item, Page, ROOM, TOP};
use std::rc::Rc;

/// A strip of the column: a line, a row of a table, a heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    pub(crate) height: f32,
    /// Items, `y` from the top of the strip, `x` from the left of the page.
    pub(crate) items: Vec<Item>,
    /// Drawn at its foot where it is the last strip of its table on the page.
    pub(crate) closing: Vec<Item>,
    /// Room before it, none at the top of a page.
    pub(crate) before: f32,
    /// Never parted from the strip after it.
    pub(crate) keep: bool,
    /// The head of its table, to be repeated.
    pub(crate) head: Option<usize>,
    /// It is such a head itself.
    pub(crate) is_head: bool,
    pub(crate) anchors: Vec<Anchor>,
    /// Starts a page; these stand at the head of its pages.
    pub(crate) new_page: Option<Rc<Opening>>,
    /// This much must be left on the page.
    pub(crate) need: f32,
}

/// What begins with a part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opening {
    /// At the head of the pages; nothing on covers.
    pub(crate) running_head: Option<String>,
}

/// Pages with their heads, and on which page (from 0) each anchor stands, and how far down.
pub(crate) struct Paged {
    pub(crate) pages: Vec<(Page, Rc<Opening>)>,
    pub(crate) anchors: Vec<Option<(usize, f32)>>,
}

/// Fills pages with strips. `heads` are the strips of table heads.
pub(crate) fn paginate(strips: &[Strip], heads: &[Vec<Strip>], anchors: usize) -> Paged {
    let mut paged = Paged {
        pages: Vec::new(),
        anchors: vec![None; anchors],
    };
    let mut opening = Rc::new(Opening { running_head: None });
    let mut at = 0;
    while at < strips.len() {
        if let Some(new) = &strips[at].new_page {
            opening = new.clone();
        }
        let end = page_end(strips, heads, at);
        let page = fill(strips, heads, at, end, paged.pages.len(), &mut paged.anchors);
        paged.pages.push((page, opening.clone()));
        at = end;
    }
    paged
}

fn head_of<'a>(strips: &[Strip], heads: &'a [Vec<Strip>], at: usize) -> &'a [Strip] {
    match strips[at].head {
        Some(head) if !strips[at].is_head => &heads[head],
        _ => &[],
    }
}

/// The strip that the page after this one begins with.
fn page_end(strips: &[Strip], heads: &[Vec<Strip>], start: usize) -> usize {
    let mut y: f32 = head_of(strips, heads, start).iter().map(|s| s.height).sum();
    let mut last_allowed = None;
    for at in start..strips.len() {
        let strip = &strips[at];
        if at > start {
            if strip.new_page.is_some() {
                return at;
            }
            if !strips[at - 1].keep {
                last_allowed = Some(at);
            }
        }
        let before = if at == start { 0.0 } else { strip.before };
        if at > start && (y + before + strip.height > ROOM + 0.01 || y + before + strip.need > ROOM) {
            return last_allowed.unwrap_or(at);
        }
        y += before + strip.height;
    }
    strips.len()
}

fn fill(
    strips: &[Strip],
    heads: &[Vec<Strip>],
    start: usize,
    end: usize,
    number: usize,
    anchors: &mut [Option<(usize, f32)>],
) -> Page {
    let mut page = Page::default();
    let mut y = TOP;
    for strip in head_of(strips, heads, start) {
        page.items
            .extend(strip.items.iter().map(|item| without_tag(item.moved(0.0, y))));
        y += strip.height;
    }
    for (at, strip) in strips.iter().enumerate().take(end).skip(start) {
        if at > start {
            y += strip.before;
        }
        for anchor in &strip.anchors {
            anchors[*anchor] = Some((number, y));
        }
        page.items
            .extend(strip.items.iter().map(|item| item.moved(0.0, y)));
        y += strip.height;
        if at + 1 == end {
            page.items
                .extend(strip.closing.iter().map(|item| item.moved(0.0, y)));
        }
    }
    page
}

/// A repeated head is decoration: it has been read out once.
fn without_tag(mut item: Item) -> Item {
    if let Item::Text { tag, .. } = &mut item {
        *tag = None;
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(height: f32) -> Strip {
        Strip {
            height,
            ..Strip::default()
        }
    }

    #[test]
    fn kept_strips_move_on_together() {
        let mut strips = vec![strip(ROOM - 30.0), strip(20.0), strip(20.0)];
        strips[1].keep = true;
        assert_eq!(page_end(&strips, &[], 0), 1);
        strips[1].keep = false;
        assert_eq!(page_end(&strips, &[], 0), 2);
    }

    #[test]
    fn a_table_repeats_its_head() {
        let head = vec![strip(20.0)];
        let mut strips: Vec<Strip> = (0..3)
            .map(|_| Strip {
                head: Some(0),
                ..strip(ROOM / 2.0)
            })
            .collect();
        strips[0].is_head = true;
        let ends = page_end(&strips, std::slice::from_ref(&head), 1);
        assert_eq!(ends, 2, "head and two halves are more than a page");
    }

    #[test]
    fn what_is_taller_than_a_page_still_ends() {
        let mut strips = vec![strip(ROOM * 2.0), strip(10.0)];
        strips[0].keep = true;
        assert_eq!(paginate(&strips, &[], 0).pages.len(), 2);
    }
}
