//! The container: a zip of parts, admitted within limits, and packed without a clock.

use quick_xml::events::BytesStart;
use quick_xml::{Reader, XmlVersion, events::Event};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use thiserror::Error;
use usr_desk_workspace::Sentence;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.sentence())]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Larger than any plan, in MB.
    TooLarge(usize),
    /// More pieces than any plan has.
    TooMany(usize),
    /// A kind that is not read: in Chinese, in English.
    OtherKind(&'static str, &'static str),
    /// Behind a password.
    Password,
    /// Not what its kind must be: in Chinese, in English.
    Damaged(&'static str, &'static str),
    /// Declares entities.
    Entities,
    /// 巨集.
    Macros,
    /// It pulls in something from elsewhere: in Chinese, in English.
    Outside(&'static str, &'static str),
}

impl Unreadable {
    /// Why, and what to do.
    pub fn sentence(&self) -> Sentence {
        match self {
            Unreadable::Empty => Sentence::new(
                "檔案裡沒有文字。請確認檔案後再試。",
                "there are no words in it. Check the file, then try again.",
            ),
            Unreadable::TooLarge(megabytes) => Sentence::new(
                format!("檔案展開後超過 {megabytes} MB，不像計畫書。請移除大圖，另存新檔後再試。"),
                format!(
                    "unpacked it is larger than {megabytes} MB, which no plan is. Take its large pictures out, save it under another name, then try again."
                ),
            ),
            Unreadable::TooMany(most) => Sentence::new(
                format!(
                    "檔案的內容過於細碎（超過 {most} 個元素），不像計畫書。請只保留要匯入的章節，另存新檔後再試。"
                ),
                format!(
                    "it is made of more than {most} pieces, which no plan is. Keep only the chapter, save it under another name, then try again."
                ),
            ),
            Unreadable::OtherKind(zh, en) => Sentence::new(
                format!("這是{zh}，不是 Word 文件（.docx）。"),
                format!("this is {en}, no Word document (.docx)."),
            ),
            Unreadable::Password => Sentence::new(
                "檔案有密碼保護。請移除密碼後再試。",
                "it is protected by a password. Remove the password, then try again.",
            ),
            Unreadable::Damaged(zh, en) => Sentence::new(
                format!("檔案已損壞（{zh}）。請用 Word 開啟後另存新檔再試。"),
                format!(
                    "the file is damaged ({en}). Open it in Word, save it under another name, then try again."
                ),
            ),
            Unreadable::Entities => Sentence::new(
                "檔案含有不允許的 XML 宣告，為了安全沒有讀取。請用 Word 開啟後另存新檔再試。",
                "it declares XML entities and was not read, for safety. Open it in Word, save it under another name, then try again.",
            ),
            Unreadable::Macros => Sentence::new(
                "檔案含有巨集，為了安全沒有讀取。請用 Word 另存成一般的 .docx 再試。",
                "it holds macros and was not read, for safety. Save it in Word as a plain .docx, then try again.",
            ),
            Unreadable::Outside(zh, en) => Sentence::new(
                format!("檔案會從外部載入內容（{zh}），為了安全沒有讀取。請用 Word 移除連結、另存新檔再試。"),
                format!(
                    "it loads something from elsewhere ({en}) and was not read, for safety. Break the link in Word, save it under another name, then try again."
                ),
            ),
        }
    }
}

const MAX_PARTS: usize = 5_000;
/// Of one XML part, unpacked: markup is some twenty times the words.
const MAX_PART: usize = 32 << 20;
/// Of all parts together, as their heads declare them; what is read is bounded by what is really there.
const MAX_ALL: u64 = 256 << 20;

/// A file that was let through.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// A relation of a part: what it leads to, of which kind, and whether that lies outside.
pub(crate) struct Relation {
    pub(crate) target: String,
    pub(crate) kind: String,
    pub(crate) is_outside: bool,
}

impl<'a> Package<'a> {
    /// Lets a file through, or says in a sentence why not.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Unreadable> {
        if bytes.is_empty() {
            return Err(Unreadable::Empty);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(Unreadable::OtherKind(
                "舊版 Office 檔（.doc）或有密碼的檔案；請用 Word 移除密碼、另存成 .docx",
                "an old Office file (.doc), or one with a password (save it in Word as .docx, without password)",
            ));
        }
        let kinds: [(&[u8], &'static str, &'static str); 2] = [
            (
                b"%PDF-",
                "PDF 檔；請用 Word 開啟後另存成 .docx",
                "a PDF (open it in Word and save it as .docx)",
            ),
            (
                b"{\\rtf",
                "RTF 檔；請用 Word 另存成 .docx",
                "an RTF file (save it in Word as .docx)",
            ),
        ];
        if let Some((_, zh, en)) = kinds.iter().find(|(start, ..)| bytes.starts_with(start)) {
            return Err(Unreadable::OtherKind(zh, en));
        }
        if !bytes.starts_with(b"PK") {
            let en = "another kind of file (save it in Word as .docx)";
            return Err(Unreadable::OtherKind("其他檔案；請用 Word 另存成 .docx", en));
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Unreadable::Damaged("壓縮檔結構", "the archive"))?;
        if archive.len() > MAX_PARTS {
            return Err(Unreadable::Damaged("檔案裡的部件過多", "too many parts"));
        }
        let mut package = Package { archive };
        let mut declared = 0_u64;
        for index in 0..package.archive.len() {
            let part = package
                .archive
                .by_index_raw(index)
                .map_err(|_| Unreadable::Damaged("壓縮檔目錄", "the archive's list"))?;
            declared = declared.saturating_add(part.size());
            if part.encrypted() {
                return Err(Unreadable::Password);
            }
        }
        if declared > MAX_ALL {
            return Err(Unreadable::TooLarge(
                usize::try_from(MAX_ALL >> 20).unwrap_or(usize::MAX),
            ));
        }
        Ok(package)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part, no more than `most`.
    pub(crate) fn bytes(&mut self, name: &str, most: usize) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(_) => Unreadable::Password,
            _ => Unreadable::Damaged("壓縮資料", "compressed data"),
        })?;
        let mut bytes = Vec::new();
        let read = part.take(most as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| Unreadable::Damaged("壓縮資料", "compressed data"))?;
        if bytes.len() > most {
            return Err(Unreadable::TooLarge(most >> 20));
        }
        Ok(Some(bytes))
    }

    /// An XML part; none declares entities.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name, MAX_PART)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes)
            .map_err(|_| Unreadable::Damaged("文字編碼", "the encoding of its text"))?;
        if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
            return Err(Unreadable::Entities);
        }
        Ok(Some(text))
    }

    /// The body of the document; else what the container is instead.
    pub(crate) fn body(&mut self) -> Result<String, Unreadable> {
        if let Some(body) = self.xml("word/document.xml")? {
            return Ok(body);
        }
        let others = [
            ("xl/workbook.xml", "試算表", "a workbook"),
            ("ppt/presentation.xml", "簡報", "a presentation"),
            (
                "content.xml",
                "OpenDocument 文件；請另存成 .docx",
                "an OpenDocument file (save it as .docx)",
            ),
        ];
        let kind = others.iter().find(|(name, ..)| self.has(name));
        let (zh, en) = kind.map_or(("壓縮檔", "an archive"), |(_, zh, en)| (zh, en));
        Err(Unreadable::OtherKind(zh, en))
    }

    /// What a part leads to, by id.
    pub(crate) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Unreadable> {
        let text = self.xml(part)?.unwrap_or_default();
        let mut reader = Reader::from_str(&text);
        let mut relations = BTreeMap::new();
        loop {
            match reader
                .read_event()
                .map_err(|_| Unreadable::Damaged("XML 語法", "its XML"))?
            {
                Event::Eof => return Ok(relations),
                Event::Start(e) | Event::Empty(e) => {
                    if let (Some(id), Some(target)) = (attribute(&e, "Id"), attribute(&e, "Target")) {
                        let kind = attribute(&e, "Type").unwrap_or_default();
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        let is_outside = attribute(&e, "TargetMode").is_some_and(|mode| mode == "External");
                        relations.insert(
                            id,
                            Relation {
                                target,
                                kind,
                                is_outside,
                            },
                        );
                    }
                }
                _ => {}
            }
        }
    }
}

/// The value of an attribute, by its local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Text as it may stand in a part: escaped, without what XML cannot hold.
pub fn escape(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let allowed: String = text
        .chars()
        .filter(allowed)
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    quick_xml::escape::escape(allowed.as_str()).into_owned()
}

/// Packs parts in this order; the same parts give the same bytes.
pub fn pack<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the container's own first day.
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name, packed)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
