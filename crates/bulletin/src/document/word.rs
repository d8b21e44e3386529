//! Word (.docx): the words of its body, by the crate that knows such files; its refusals in this crate's sentences.

use super::Unreadable;
use usr_desk_word as word;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    word::words(bytes).map_err(|refused| match refused {
        word::Unreadable::Empty => Unreadable::Empty,
        word::Unreadable::TooLarge(megabytes) => Unreadable::TooLarge(megabytes),
        word::Unreadable::OtherKind(zh, en) => Unreadable::OtherKind(zh, en),
        word::Unreadable::Password => Unreadable::Password,
        word::Unreadable::Entities => Unreadable::Entities,
        word::Unreadable::Damaged(zh, en) => Unreadable::Damaged(zh, en),
        // Words alone are read: what else such a file holds is not looked at.
        word::Unreadable::TooMany(_) | word::Unreadable::Macros | word::Unreadable::Outside(..) => {
            Unreadable::Damaged("XML 語法", "its XML")
        }
    })
}
