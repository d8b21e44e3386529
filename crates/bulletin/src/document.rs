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
use usr_desk_workspace::Date;

/// The words of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Lines as a reader sees them; cells of a table are parted by tabs.
    pub text: String,
    /// The day of the letter, for mail.
    pub letter: Option<Date>,
}

/// Why a file has no words for us.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("檔案是空的。請確認檔案後再試。")]
    Empty,
    /// Larger than any bulletin.
    #[error("檔案展開後超過 {0} MB，不像公告。請移除圖片，或把文字貼上。")]
    TooLarge(usize),
    /// A kind that is not read.
    #[error("這是{0}，讀不出文字。可用的有：.txt、.docx、.pdf、.eml；或把文字貼上。")]
    OtherKind(&'static str),
    /// Behind a password.
    #[error("檔案有密碼保護。請移除密碼後再試，或把文字貼上。")]
    Password,
    /// Not what its kind must be.
    #[error("檔案已損壞（{0}）。請重新下載或另存新檔後再試，或把文字貼上。")]
    Damaged(&'static str),
    /// Declares entities.
    #[error("檔案含有不允許的 XML 宣告，為了安全沒有讀取。請用 Word 開啟後另存新檔再試。")]
    Entities,
    /// Scanned pages.
    #[error("這份 PDF 沒有文字（可能是掃描檔）。請先做文字辨識，或把文字貼上。")]
    NoText,
    /// Too many pages.
    #[error("這份 PDF 有 {0} 頁，超過 {1} 頁，不像公告。請只保留公告的頁面。")]
    TooManyPages(usize, usize),
}

/// Text of this size is a hundred bulletins (8 MB).
const LARGEST_TEXT: usize = 8 << 20;

/// The words of a file; what it is, its content says, not its name.
pub fn document(bytes: &[u8]) -> Result<Document, Unreadable> {
    let only = |text: String| Document { text, letter: None };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") {
        return word::text(bytes).map(only);
    }
    if head.windows(5).any(|w| w == b"%PDF-") {
        return pdf::text(bytes).map(only);
    }
    let kinds: [(&[u8], &'static str); 6] = [
        (
            b"\xD0\xCF\x11\xE0",
            "舊版 Office 檔（.doc、.msg）；請用 Word 或 Outlook 另存成 .docx 或 .txt",
        ),
        (b"\x89PNG", "圖片"),
        (b"\xFF\xD8\xFF", "圖片"),
        (b"GIF8", "圖片"),
        (b"{\\rtf", "RTF 檔；請用 Word 另存成 .docx"),
        (b"Rar!", "壓縮檔"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Unreadable::OtherKind(kind));
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
