//! The manual (操作手冊) of the three who use the program: pages written in Markdown, as plain blocks.
//!
//! The window draws the blocks and the packet engine sets them as a book; both read the same ones. Pages lie in `pages/`,
//! in the order of their numbers; pictures in `pictures/` are made by the end-to-end tests (`npm run manual-pictures` in `ui`), so that
//! they never show what the program no longer is. Start with [`pages`]; [`page::blocks`] is the little Markdown that is read.
//!
//! # Invariants
//! - **No HTML, no addresses**: whatever Markdown can say beyond [`Block`] is refused by the tests, not passed on.
//! - **Every picture that a page shows is shipped, and every picture shipped is shown.**

mod page;

pub use page::{Block, Item, Page, Run, blocks};

/// Markdown of each page, in reading order.
const SOURCES: [(&str, &str); 10] = [
    ("start", include_str!("../pages/01-start.md")),
    ("coordinator", include_str!("../pages/02-coordinator.md")),
    ("investigator", include_str!("../pages/03-investigator.md")),
    (
        "finance-and-print",
        include_str!("../pages/04-finance-and-print.md"),
    ),
    ("import", include_str!("../pages/05-import.md")),
    ("checks", include_str!("../pages/06-checks.md")),
    ("history", include_str!("../pages/07-history.md")),
    ("activities", include_str!("../pages/08-activities.md")),
    ("keys", include_str!("../pages/09-keys.md")),
    ("trouble", include_str!("../pages/10-trouble.md")),
];

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../pictures/", $name, ".png")).as_slice())),*]
    };
}

/// Pictures by the name that pages call them by, which is also their screen's in `tests/e2e/screens.ts`; PNG.
const PICTURES: [(&str, &[u8]); 10] = pictures![
    "overview",
    "budget",
    "clause",
    "import-columns",
    "import-changes",
    "content",
    "review",
    "merge",
    "history",
    "calendar",
];

/// Every page, in reading order.
pub fn pages() -> Vec<Page> {
    SOURCES.map(|(id, source)| page::page(id, source)).into()
}

/// The bytes of a picture (PNG); nothing where no page shows one of that name.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    PICTURES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_title_and_words() {
        for page in pages() {
            assert!(!page.title.is_empty(), "{} has no title", page.id);
            assert!(page.blocks.len() > 3, "{} is hardly a page", page.id);
        }
    }

    #[test]
    fn pages_show_the_pictures_that_are_shipped_and_no_others() {
        let mut shown: Vec<String> = Vec::new();
        for page in pages() {
            for block in page.blocks {
                if let Block::Picture { name, alt } = block {
                    assert!(picture(&name).is_some(), "{}: no picture {name}", page.id);
                    assert!(!alt.trim().is_empty(), "{}: {name} has no words", page.id);
                    shown.push(name);
                }
            }
        }
        for (name, _) in PICTURES {
            assert!(shown.iter().any(|n| n == name), "no page shows {name}");
        }
    }

    #[test]
    fn a_picture_is_a_png() {
        for (name, bytes) in PICTURES {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
        }
    }
}
