//! The books that the program brings along: every chapter is in them, the contents are true, the law is word for word.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and says why it was skipped"
)]

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use usr_desk_desk::books::set_book;
use usr_desk_desk::packets;
use usr_desk_desk::protocol::BookKind;
use usr_desk_packet::{Fonts, SetPaper};
use usr_desk_rules::Rulebook;
use usr_desk_workspace::Date;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    packets::fonts(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("../packet/fonts")]).unwrap()
});
static RULES: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().unwrap());

fn set(kind: &BookKind) -> SetPaper {
    set_book(&RULES, kind, Date::new(2026, 11, 29).unwrap(), &FONTS).unwrap()
}

/// The words of each page, without spaces; nothing where poppler is missing.
fn pages(set: &SetPaper) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.pdf");
    std::fs::write(&path, &set.bytes).unwrap();
    let Ok(answer) = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output()
    else {
        println!("SKIPPED: pdftotext (poppler-utils) is not installed");
        return None;
    };
    let text = String::from_utf8(answer.stdout).unwrap();
    let bare = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    Some(text.split('\u{c}').map(bare).collect())
}

#[test]
fn the_manual_has_every_chapter_where_its_contents_say() {
    let book = set(&BookKind::Manual);
    assert_eq!(book.missing_glyphs, []);
    let Some(pages) = pages(&book) else { return };
    // The contents have 目錄 at the head of each of their pages.
    let contents: String = (pages.iter().filter(|page| page.contains("USR提案工作台目錄")))
        .cloned()
        .collect();
    for chapter in usr_desk_manual::pages() {
        let title: String = chapter.title.chars().filter(|c| !c.is_whitespace()).collect();
        let line = contents
            .split(&title)
            .nth(1)
            .unwrap_or_else(|| panic!("{title} is not in the contents"));
        let number: String = line
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let page: usize = number.parse().unwrap();
        assert!(pages[page - 1].contains(&title), "{title} is not on page {page}");
    }
}

#[test]
fn the_clause_book_of_each_edition_quotes_every_clause() {
    for edition in RULES.editions() {
        let book = set(&BookKind::Clauses {
            edition: edition.id.clone(),
        });
        assert_eq!(book.missing_glyphs, [], "{}", edition.id);
        let Some(pages) = pages(&book) else { return };
        let pages = pages.concat();
        for clause in RULES.clauses(&edition.id) {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert!(
                pages.contains(&bare(&clause.title)),
                "{}: {}",
                edition.id,
                clause.title
            );
            // A long quote goes over lines and pages; its first words must stand there.
            let quote: String = bare(&clause.quote).chars().take(12).collect();
            assert!(pages.contains(&quote), "{}: {}: {quote}", edition.id, clause.rule);
        }
    }
}
