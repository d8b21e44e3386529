//! As much of a running head (頁首) as has room; the rest is 「…」.

use crate::block::Run;
use crate::shape::Shaper;
use crate::typeset::{self, Voice};

/// How wide the text is at the head of a page.
pub(crate) fn width(shaper: &mut Shaper, text: &str) -> f32 {
    typeset::set_line(shaper, &[Run::plain(text)], Voice::FURNITURE).width
}

/// The text, or as much of its beginning as has room.
pub(crate) fn beginning(shaper: &mut Shaper, text: &str, room: f32) -> String {
    if width(shaper, text) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let shortened = |keep: usize| letters[..keep].iter().collect::<String>() + "…";
    let (mut fits, mut too_long) = (0, letters.len());
    while too_long - fits > 1 {
        let keep = usize::midpoint(fits, too_long);
        match width(shaper, &shortened(keep)) <= room {
            true => fits = keep,
            false => too_long = keep,
        }
    }
    shortened(fits)
}
