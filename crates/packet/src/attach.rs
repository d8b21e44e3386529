//! Attached files (附件) as pages: what each one is, how many pages it has, and why one cannot go in.

use crate::picture::Picture;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::collections::BTreeMap;
use usr_desk_workspace::Attachment;

/// Bytes of attached files, by their path as the season writes it. A file that is not here is listed, not merged.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A file that cannot go into the packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    /// Its path as the season writes it.
    pub file: String,
    /// Why, and what to do, in the user's words.
    pub reason: String,
}

/// An attachment that was looked at.
pub(crate) struct Attached {
    /// The proposal that it belongs to; empty = the school.
    pub(crate) owner: String,
    /// 附件1, 附件2… through the whole packet.
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) file: String,
    pub(crate) source: Source,
}

/// What came of looking.
pub(crate) enum Source {
    /// Can be merged: the document and its pages.
    Pages(Box<Document>, Vec<lopdf::ObjectId>),
    /// The host gave no bytes.
    Absent,
    /// Cannot be merged, because.
    Refused(String),
}

impl Attached {
    /// How many pages it adds.
    pub(crate) fn pages(&self) -> usize {
        if let Source::Pages(_, pages) = &self.source {
            pages.len()
        } else {
            0
        }
    }
}

/// Looks at the attachments in their order, each with its owner.
pub(crate) fn open(attachments: &[(&str, &Attachment)], files: &Files) -> Vec<Attached> {
    let one = |(i, (owner, attachment)): (usize, &(&str, &Attachment))| {
        let file = attachment.file.trim().to_owned();
        let source = match files.get(&file) {
            None => Source::Absent,
            Some(bytes) => read(bytes).unwrap_or_else(|reason| Source::Refused(reason.to_owned())),
        };
        Attached {
            owner: (*owner).to_owned(),
            number: i + 1,
            title: attachment.title.trim().to_owned(),
            kind: attachment.kind.trim().to_owned(),
            file,
            source,
        }
    };
    attachments.iter().enumerate().map(one).collect()
}

/// How many pages an attached file adds, or why it cannot go in.
pub fn page_count(bytes: &[u8]) -> Result<u32, &'static str> {
    match read(bytes)? {
        Source::Pages(_, pages) => Ok(u32::try_from(pages.len()).unwrap_or(u32::MAX)),
        Source::Absent => Ok(0),
        Source::Refused(_) => Err("無法讀取，請轉成 PDF 後再附上"),
    }
}

fn read(bytes: &[u8]) -> Result<Source, &'static str> {
    if bytes.is_empty() {
        return Err("檔案是空的，請重新選取檔案");
    }
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(scan(&Picture::read(bytes)?.reduced(SCAN_DOTS)));
    }
    // Some programs put a few bytes before the head.
    let window = &bytes[..bytes.len().min(1024)];
    let head = window.windows(5).position(|w| w == b"%PDF-");
    let head = head.ok_or("這不是 PDF、JPG 或 PNG 檔，請轉成 PDF 後再附上")?;
    pdf(&bytes[head..])
}

/// A scan of A4 is 300 dots an inch at this many.
const SCAN_DOTS: u32 = 3508;

fn pdf(bytes: &[u8]) -> Result<Source, &'static str> {
    const LOCKED: &str = "檔案有開啟密碼，無法併入；請先移除密碼再附上";
    const BROKEN: &str = "PDF 檔損壞，無法讀出頁面；請重新輸出成 PDF 後再附上";
    let document = match Document::load_mem(bytes) {
        Ok(document) => document,
        Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::Unimplemented(_)) => {
            return Err(LOCKED);
        }
        Err(_) => return Err(BROKEN),
    };
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(LOCKED);
    }
    let pages: Vec<_> = document.get_pages().into_values().collect();
    let is_whole = |id: &lopdf::ObjectId| {
        document
            .get_dictionary(*id)
            .is_ok_and(|page| page.has(b"Contents") || page.has(b"Annots") || page.has(b"Resources"))
    };
    if pages.is_empty() || !pages.iter().all(is_whole) {
        return Err(BROKEN);
    }
    Ok(Source::Pages(Box::new(document), pages))
}

/// A picture on a page of A4, upright, as large as the margins allow and never enlarged past 75 dots an inch.
fn scan(picture: &Picture) -> Source {
    const SHEET: (f32, f32) = (595.276, 841.89);
    const MARGIN: f32 = 36.0;
    const COARSEST: f32 = 72.0 / 75.0;
    let mut document = Document::with_version("1.7");
    let mut image = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height),
        "ColorSpace" => picture.space(),
        "BitsPerComponent" => 8,
    };
    if picture.is_jpeg {
        image.set("Filter", "DCTDecode");
    }
    let stream = Stream::new(image, picture.data.clone()).with_compression(!picture.is_jpeg);
    let image = document.add_object(stream);
    let (across, down) = picture.upright();
    let (sheet_w, sheet_h) = if across > down { (SHEET.1, SHEET.0) } else { SHEET };
    let (w, h) = (across as f32, down as f32);
    let scale = ((sheet_w - 2.0 * MARGIN) / w)
        .min((sheet_h - 2.0 * MARGIN) / h)
        .min(COARSEST);
    let (w, h) = (w * scale, h * scale);
    let matrix = picture.matrix((sheet_w - w) / 2.0, (sheet_h - h) / 2.0, w, h);
    let matrix: Vec<String> = matrix.iter().map(|n| format!("{n:.3}")).collect();
    let drawing = format!("q {} cm /Im Do Q", matrix.join(" "));
    let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(sheet_w), Object::Real(sheet_h)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
        "Contents" => contents,
    });
    Source::Pages(Box::new(document), vec![page])
}
