//! PDF: its words in the order in which they stand on the page.

use super::{LARGEST_TEXT, Unreadable};
use pdf_extract::{Document, PlainTextOutput, output_doc};
use unicode_normalization::UnicodeNormalization;

const MAX_PAGES: usize = 200;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let damaged = || Unreadable::Damaged("PDF 結構", "the PDF");
    let document = Document::load_mem(bytes).map_err(|_| damaged())?;
    if document.is_encrypted() {
        return Err(Unreadable::Password);
    }
    let pages = document.get_pages().len();
    if pages > MAX_PAGES {
        return Err(Unreadable::TooManyPages(pages, MAX_PAGES));
    }
    let mut text = String::new();
    let mut output = PlainTextOutput::new(&mut text);
    output_doc(&document, &mut output).map_err(|_| damaged())?;
    if text.len() > LARGEST_TEXT {
        return Err(Unreadable::TooLarge(LARGEST_TEXT >> 20));
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Unreadable::NoText);
    }
    Ok(text.trim_start().chars().map(word).collect())
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
