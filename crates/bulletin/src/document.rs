//! The words of a file: plain text in any encoding that offices use, Word, PDF, mail. Bytes in, words out.
//!
//! A file comes from anywhere: sizes are bounded before anything is unpacked, no part declares entities, and what
//! cannot be read is a sentence. The desk calls this in its worker process.

mod encoded;
mod mail;
mod pdf;
mod word;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use usr_desk_workspace::{Date, Sentence};

/// The words of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Lines as a reader sees them; cells of a table are parted by tabs.
    pub text: String,
    /// The day of the letter, for mail.
    pub letter: Option<Date>,
    /// Where each page begins, in characters; none where there are no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<usize>,
}

/// Why a file has no words for us.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.sentence())]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Larger than any bulletin.
    TooLarge(usize),
    /// A kind that is not read.
    OtherKind(&'static str, &'static str),
    /// Behind a password.
    Password,
    /// Not what its kind must be.
    Damaged(&'static str, &'static str),
    /// Declares entities.
    Entities,
    /// Scanned pages.
    NoText,
    /// Too many pages.
    TooManyPages(usize, usize),
}

impl Unreadable {
    /// Why, and what to do.
    pub fn sentence(&self) -> Sentence {
        match self {
            Unreadable::Empty => Sentence::new(
                "檔案是空的。請確認檔案後再試。",
                "the file is empty. Check it, then try again.",
            ),
            Unreadable::TooLarge(megabytes) => Sentence::new(
                format!("檔案展開後超過 {megabytes} MB，沒有讀取。請移除圖片，或把文字貼上。"),
                format!(
                    "unpacked it is larger than {megabytes} MB and was not read. Take its pictures out, or paste its text."
                ),
            ),
            Unreadable::OtherKind(zh, en) => Sentence::new(
                format!("這是{zh}，讀不出文字。可用的有：.txt、.docx、.pdf、.eml；或把文字貼上。"),
                format!(
                    "this is {en}, which has no words for us. What can be read: .txt, .docx, .pdf, .eml; or paste the text."
                ),
            ),
            Unreadable::Password => Sentence::new(
                "檔案有密碼保護。請移除密碼後再試，或把文字貼上。",
                "it is protected by a password. Remove the password, then try again, or paste the text.",
            ),
            Unreadable::Damaged(zh, en) => Sentence::new(
                format!("檔案已損壞（{zh}）。請重新下載或另存新檔後再試，或把文字貼上。"),
                format!("the file is damaged ({en}). Download or save it again, or paste the text."),
            ),
            Unreadable::Entities => Sentence::new(
                "檔案含有不允許的 XML 宣告，為了安全沒有讀取。請用 Word 開啟後另存新檔再試。",
                "it declares XML entities and was not read, for safety. Open it in Word, save it under another name, then try again.",
            ),
            Unreadable::NoText => Sentence::new(
                "這份 PDF 沒有文字（可能是掃描檔）。請先做文字辨識，或把文字貼上。",
                "this PDF has no text (it may be a scan). Have its text recognised first, or paste the text.",
            ),
            Unreadable::TooManyPages(pages, most) => Sentence::new(
                format!("這份 PDF 有 {pages} 頁，超過 {most} 頁，沒有讀取。請只保留需要的頁面。"),
                format!(
                    "this PDF has {pages} pages, more than {most}, and was not read. Keep only the pages that matter."
                ),
            ),
        }
    }
}

/// Text of this size is a hundred bulletins (8 MB).
const LARGEST_TEXT: usize = 8 << 20;

/// The words of a file; what it is, its content says, not its name.
pub fn document(bytes: &[u8]) -> Result<Document, Unreadable> {
    let only = |text: String| Document {
        text,
        ..Document::default()
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") {
        return word::text(bytes).map(only);
    }
    if head.windows(5).any(|w| w == b"%PDF-") {
        return pdf::read(bytes);
    }
    let kinds: [(&[u8], &'static str, &'static str); 6] = [
        (
            b"\xD0\xCF\x11\xE0",
            "舊版 Office 檔（.doc、.msg）；請用 Word 或 Outlook 另存成 .docx 或 .txt",
            "an old Office file (.doc, .msg; save it as .docx or .txt in Word or Outlook)",
        ),
        (b"\x89PNG", "圖片", "a picture"),
        (b"\xFF\xD8\xFF", "圖片", "a picture"),
        (b"GIF8", "圖片", "a picture"),
        (
            b"{\\rtf",
            "RTF 檔；請用 Word 另存成 .docx",
            "an RTF file (save it as .docx in Word)",
        ),
        (b"Rar!", "壓縮檔", "an archive"),
    ];
    if let Some((_, zh, en)) = kinds.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(Unreadable::OtherKind(zh, en));
    }
    if bytes.len() > LARGEST_TEXT {
        return Err(Unreadable::TooLarge(LARGEST_TEXT >> 20));
    }
    if mail::is_mail(head) {
        return mail::read(bytes);
    }
    encoded::text(bytes).map(only)
}

#[cfg(test)]
mod tests;
