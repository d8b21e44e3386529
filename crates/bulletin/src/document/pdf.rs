//! PDF: its words in the order in which they stand on the page.

use super::{Document, LARGEST_TEXT, Unreadable};
use pdf_extract::{PlainTextOutput, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};
use unicode_normalization::UnicodeNormalization;

const MAX_PAGES: usize = 200;

/// Its readers panic on fonts and tables that they do not understand: that file has no words for us, and nothing else is lost.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    catch_unwind(AssertUnwindSafe(|| words(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> Unreadable {
    Unreadable::Damaged("PDF 結構", "the PDF")
}

fn words(bytes: &[u8]) -> Result<Document, Unreadable> {
    let document = pdf_extract::Document::load_mem(bytes).map_err(|_| damaged())?;
    if document.is_encrypted() {
        return Err(Unreadable::Password);
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    if numbers.len() > MAX_PAGES {
        return Err(Unreadable::TooManyPages(numbers.len(), MAX_PAGES));
    }
    let (mut text, mut pages) = (String::new(), Vec::new());
    for number in numbers {
        let mut page = String::new();
        output_doc_page(&document, &mut PlainTextOutput::new(&mut page), number).map_err(|_| damaged())?;
        if text.is_empty() {
            page = page.trim_start().to_owned();
        } else if !text.ends_with('\n') && !page.starts_with('\n') {
            text.push('\n');
        }
        pages.push(text.chars().count());
        text.push_str(&page);
        if text.len() > LARGEST_TEXT {
            return Err(Unreadable::TooLarge(LARGEST_TEXT >> 20));
        }
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Unreadable::NoText);
    }
    Ok(Document {
        text: text.chars().map(word).collect(),
        letter: None,
        pages,
    })
}

/// Browsers name the radical ⽉ where the page has the word 月: they look alike, and only the word was meant.
fn word(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fdf}' => c.nfkc().next().unwrap_or(c),
        '⻑' => '長',
        '⻄' => '西',
        '⻘' => '青',
        '⻝' => '食',
        '⻩' => '黃',
        '⻯' => '龍',
        '⻤' => '鬼',
        '⺠' => '民',
        '⻁' => '虎',
        '⻆' => '角',
        '⻣' => '骨',
        '⻲' => '龜',
        '⻫' => '齊',
        '⻋' => '車',
        '⻨' => '麥',
        '⺟' => '母',
        c => c,
    }
}
