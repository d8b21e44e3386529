//! Strips from top to bottom, and where the pages end (分頁).

use crate::block::Anchor;
use crate::page::{BOTTOM, Ink, Item, LEFT, Page, ROOM, TOP};
use std::rc::Rc;
use usr_desk_workspace::FieldPath;

/// Between the text and the first footnote; a short rule stands in it.
const NOTES: f32 = 16.0;

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
    /// Footnotes that it calls: they stand at the foot of its page.
    pub(crate) notes: Vec<usize>,
    /// Places of the season that it is printed from.
    pub(crate) from: Vec<FieldPath>,
    /// Starts a page; these stand at the head of its pages.
    pub(crate) new_page: Option<Rc<Opening>>,
    /// This much must be left on the page.
    pub(crate) need: f32,
}

/// What begins with a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Opening {
    /// At the head of the pages; nothing on covers.
    pub(crate) running_head: Option<String>,
    /// On a right-hand page, where both sides are printed on.
    pub(crate) on_the_right: bool,
    pub(crate) is_separator: bool,
}

/// What pages are filled from.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(crate) strips: &'a [Strip],
    /// Strips of table heads.
    pub(crate) heads: &'a [Vec<Strip>],
    /// Strips of footnotes.
    pub(crate) notes: &'a [Vec<Strip>],
}

impl Column<'_> {
    /// Height of the footnotes that a strip calls.
    fn foot(&self, strip: &Strip) -> f32 {
        let notes = strip.notes.iter().filter_map(|note| self.notes.get(*note));
        notes.flatten().map(|s| s.height).sum()
    }
}

/// Pages with their heads, and on which page (from 0) each anchor stands, and how far down.
pub(crate) struct Paged {
    pub(crate) pages: Vec<(Page, Rc<Opening>)>,
    pub(crate) anchors: Vec<Option<(usize, f32)>>,
    /// Where each place of the season is printed: page from 0, and how far down; once a page.
    pub(crate) places: Vec<(FieldPath, usize, f32)>,
    /// Pages that nothing stands on, so that the next is on the right.
    pub(crate) blanks: Vec<usize>,
    /// 分隔頁.
    pub(crate) separators: Vec<usize>,
}

impl Paged {
    /// Leaves a page blank where the next would stand on the left.
    pub(crate) fn go_to_the_right(&mut self) {
        if self.pages.len() % 2 == 1 {
            self.blanks.push(self.pages.len());
            self.pages.push((Page::default(), Rc::default()));
        }
    }
}

/// Fills pages with strips.
pub(crate) fn paginate(column: Column, anchors: usize) -> Paged {
    let mut paged = Paged {
        pages: Vec::new(),
        anchors: vec![None; anchors],
        places: Vec::new(),
        blanks: Vec::new(),
        separators: Vec::new(),
    };
    let mut opening = Rc::new(Opening::default());
    let mut at = 0;
    while at < column.strips.len() {
        if let Some(new) = &column.strips[at].new_page {
            if new.on_the_right {
                paged.go_to_the_right();
            }
            if new.is_separator {
                paged.separators.push(paged.pages.len());
            }
            opening = new.clone();
        }
        let end = page_end(column, at);
        let page = fill(column, at, end, &mut paged);
        paged.pages.push((page, opening.clone()));
        at = end;
    }
    paged
}

fn head_of<'a>(column: Column<'a>, at: usize) -> &'a [Strip] {
    match column.strips[at].head {
        Some(head) if !column.strips[at].is_head => &column.heads[head],
        _ => &[],
    }
}

/// The strip that the page after this one begins with.
fn page_end(column: Column, start: usize) -> usize {
    let strips = column.strips;
    let mut y: f32 = head_of(column, start).iter().map(|s| s.height).sum();
    let mut foot = 0.0;
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
        let called = column.foot(strip);
        let rule = if foot == 0.0 && called > 0.0 { NOTES } else { 0.0 };
        let room = ROOM - foot - called - rule;
        if at > start && (y + before + strip.height > room + 0.01 || y + before + strip.need > room) {
            return last_allowed.unwrap_or(at);
        }
        y += before + strip.height;
        foot += called + rule;
    }
    strips.len()
}

fn fill(column: Column, start: usize, end: usize, paged: &mut Paged) -> Page {
    let number = paged.pages.len();
    let mut page = Page::default();
    let mut y = TOP;
    for strip in head_of(column, start) {
        page.items
            .extend(strip.items.iter().map(|item| without_tag(item.moved(0.0, y))));
        y += strip.height;
    }
    for (at, strip) in column.strips.iter().enumerate().take(end).skip(start) {
        if at > start {
            y += strip.before;
        }
        for anchor in &strip.anchors {
            paged.anchors[*anchor] = Some((number, y));
        }
        for place in &strip.from {
            let on_this_page = paged.places.iter().rev().take_while(|known| known.1 == number);
            if !on_this_page.into_iter().any(|known| known.0 == *place) {
                paged.places.push((place.clone(), number, y));
            }
        }
        page.items
            .extend(strip.items.iter().map(|item| item.moved(0.0, y)));
        y += strip.height;
        if at + 1 == end {
            page.items
                .extend(strip.closing.iter().map(|item| item.moved(0.0, y)));
        }
    }
    foot_notes(column, start, end, &mut page);
    page
}

/// The footnotes of a page, on its last lines.
fn foot_notes(column: Column, start: usize, end: usize, page: &mut Page) {
    let called = column.strips[start..end].iter().flat_map(|strip| &strip.notes);
    let notes: Vec<&Strip> = called
        .filter_map(|note| column.notes.get(*note))
        .flatten()
        .collect();
    if notes.is_empty() {
        return;
    }
    let mut y = BOTTOM - notes.iter().map(|strip| strip.height).sum::<f32>();
    page.items.push(Item::Rule {
        from: (LEFT, y - NOTES * 0.4),
        to: (LEFT + 144.0, y - NOTES * 0.4),
        width: 0.5,
        ink: Ink::Black,
        dashed: false,
    });
    for strip in notes {
        page.items
            .extend(strip.items.iter().map(|item| item.moved(0.0, y)));
        y += strip.height;
    }
}

/// A repeated head is decoration: it has been read out once.
fn without_tag(mut item: Item) -> Item {
    if let Item::Text { tag, .. } | Item::Picture { tag, .. } = &mut item {
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

    fn column<'a>(strips: &'a [Strip], heads: &'a [Vec<Strip>], notes: &'a [Vec<Strip>]) -> Column<'a> {
        Column { strips, heads, notes }
    }

    #[test]
    fn kept_strips_move_on_together() {
        let mut strips = vec![strip(ROOM - 30.0), strip(20.0), strip(20.0)];
        strips[1].keep = true;
        assert_eq!(page_end(column(&strips, &[], &[]), 0), 1);
        strips[1].keep = false;
        assert_eq!(page_end(column(&strips, &[], &[]), 0), 2);
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
        let ends = page_end(column(&strips, std::slice::from_ref(&head), &[]), 1);
        assert_eq!(ends, 2, "head and two halves are more than a page");
    }

    #[test]
    fn what_is_taller_than_a_page_still_ends() {
        let mut strips = vec![strip(ROOM * 2.0), strip(10.0)];
        strips[0].keep = true;
        assert_eq!(paginate(column(&strips, &[], &[]), 0).pages.len(), 2);
    }

    #[test]
    fn a_footnote_takes_its_line_to_the_page_that_has_room_for_both() {
        let notes = vec![vec![strip(30.0)]];
        let mut strips = vec![strip(ROOM - 60.0), strip(20.0)];
        assert_eq!(page_end(column(&strips, &[], &notes), 0), 2);
        strips[1].notes = vec![0];
        assert_eq!(page_end(column(&strips, &[], &notes), 0), 1);
    }

    #[test]
    fn a_part_on_the_right_leaves_the_left_page_blank() {
        let opening = Rc::new(Opening {
            on_the_right: true,
            ..Opening::default()
        });
        let mut strips = vec![strip(10.0), strip(10.0), strip(10.0)];
        strips[1].new_page = Some(opening.clone());
        strips[2].new_page = Some(opening);
        let paged = paginate(column(&strips, &[], &[]), 0);
        assert_eq!((paged.pages.len(), paged.blanks), (5, vec![1, 3]));
    }
}
