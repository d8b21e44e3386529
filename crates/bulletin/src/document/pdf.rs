//! PDF: the words that its fonts name, page by page.

use super::{LARGEST_TEXT, Unreadable};
use lopdf::Document;

const MAX_PAGES: usize = 200;
/// Of one page's content, unpacked.
const MAX_PAGE: usize = 16 << 20;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let document = Document::load_mem(bytes).map_err(|_| Unreadable::Damaged("PDF 結構"))?;
    if document.is_encrypted() {
        return Err(Unreadable::Password);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.len() > MAX_PAGES {
        return Err(Unreadable::TooManyPages(pages.len(), MAX_PAGES));
    }
    let mut text = String::new();
    for page in pages {
        // A page that cannot be read leaves the others readable.
        if let Ok(words) = document.extract_text_with_limit(&[page], MAX_PAGE) {
            text.push_str(&words);
            text.push('\n');
        }
        if text.len() > LARGEST_TEXT {
            return Err(Unreadable::TooLarge(LARGEST_TEXT >> 20));
        }
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Unreadable::NoText);
    }
    Ok(text)
}
