//! Attached files (附件) as pages: what each one is, how many pages it has, and why one cannot go in.

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
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return jpeg(bytes).ok_or("JPG 圖檔損壞或格式特殊，請另存成一般 JPG 或 PDF 後再附上");
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes).ok_or("這個 PNG 圖檔帶透明或交錯格式，請另存成 JPG 或 PDF 後再附上");
    }
    // Some programs put a few bytes before the head.
    let window = &bytes[..bytes.len().min(1024)];
    let head = window.windows(5).position(|w| w == b"%PDF-");
    let head = head.ok_or("這不是 PDF、JPG 或 PNG 檔，請轉成 PDF 後再附上")?;
    pdf(&bytes[head..])
}

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

/// A picture on a page of A4, as large as the margins allow and never enlarged past 150 dots an inch.
fn picture(mut image: Dictionary, data: Vec<u8>, width: u32, height: u32) -> Source {
    const SHEET: (f32, f32) = (595.276, 841.89);
    const MARGIN: f32 = 36.0;
    let mut document = Document::with_version("1.7");
    image.set("Type", "XObject");
    image.set("Subtype", "Image");
    image.set("Width", i64::from(width));
    image.set("Height", i64::from(height));
    let image = document.add_object(Stream::new(image, data).with_compression(false));
    let is_wide = width > height;
    let (sheet_w, sheet_h) = if is_wide { (SHEET.1, SHEET.0) } else { SHEET };
    let (w, h) = (width as f32, height as f32);
    let scale = ((sheet_w - 2.0 * MARGIN) / w)
        .min((sheet_h - 2.0 * MARGIN) / h)
        .min(72.0 / 150.0 * 2.0);
    let (w, h) = (w * scale, h * scale);
    let (x, y) = ((sheet_w - w) / 2.0, (sheet_h - h) / 2.0);
    let drawing = format!("q {w:.3} 0 0 {h:.3} {x:.3} {y:.3} cm /Im Do Q");
    let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(sheet_w), Object::Real(sheet_h)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
        "Contents" => contents,
    });
    Source::Pages(Box::new(document), vec![page])
}

fn jpeg(bytes: &[u8]) -> Option<Source> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if bytes[at] != 0xFF {
            return None;
        }
        let is_frame = matches!(marker, 0xC0..=0xC2);
        if is_frame {
            let height = u32::from(u16::from_be_bytes([*bytes.get(at + 5)?, *bytes.get(at + 6)?]));
            let width = u32::from(u16::from_be_bytes([*bytes.get(at + 7)?, *bytes.get(at + 8)?]));
            let space = match *bytes.get(at + 9)? {
                1 => "DeviceGray",
                3 => "DeviceRGB",
                _ => return None,
            };
            if width == 0 || height == 0 {
                return None;
            }
            let image =
                dictionary! { "ColorSpace" => space, "BitsPerComponent" => 8, "Filter" => "DCTDecode" };
            return Some(picture(image, bytes.to_vec(), width, height));
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        if marker == 0xDA || length < 2 {
            return None;
        }
        at += 2 + length;
    }
}

/// PNG data goes in as it is: PDF knows its filters.
fn png(bytes: &[u8]) -> Option<Source> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(16)?, number(20)?);
    let [depth, color, _, _, interlaced] = *bytes.get(24..29)? else {
        return None;
    };
    let (space, colors) = match color {
        0 => (Object::from("DeviceGray"), 1),
        2 => (Object::from("DeviceRGB"), 3),
        3 => (Object::Null, 1),
        _ => return None,
    };
    if interlaced != 0 || width == 0 || height == 0 {
        return None;
    }
    let (mut data, mut palette, mut at) = (Vec::new(), None, 8);
    while let Some(length) = number(at) {
        let body = bytes.get(at + 8..at + 8 + length as usize)?;
        match bytes.get(at + 4..at + 8)? {
            b"IDAT" => data.extend_from_slice(body),
            b"PLTE" => palette = Some(body.to_vec()),
            b"tRNS" => return None,
            b"IEND" => break,
            _ => {}
        }
        at += 12 + length as usize;
    }
    let space = match (space, palette) {
        (Object::Null, Some(palette)) => {
            let last = i64::try_from(palette.len() / 3).ok()? - 1;
            let table = Object::String(palette, lopdf::StringFormat::Hexadecimal);
            Object::Array(vec!["Indexed".into(), "DeviceRGB".into(), last.into(), table])
        }
        (Object::Null, None) => return None,
        (space, _) => space,
    };
    let parameters = dictionary! {
        "Predictor" => 15, "Colors" => colors, "BitsPerComponent" => i64::from(depth), "Columns" => i64::from(width),
    };
    let image = dictionary! {
        "ColorSpace" => space, "BitsPerComponent" => i64::from(depth), "Filter" => "FlateDecode", "DecodeParms" => parameters,
    };
    Some(picture(image, data, width, height))
}
