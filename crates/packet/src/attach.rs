//! Attached files (附件) as pages: what each one is, how many pages it has, and why one cannot go in.

use crate::check;
use crate::packet::Error;
use crate::picture::Picture;
use crate::progress::Steps;
use crate::reduce::{self, Reduction};
use crate::refused::Why;
use crate::scan;
use crate::setup::Setup;
use crate::unheld;
use flate2::read::DeflateDecoder;
use lopdf::{Document, Object, Stream, dictionary};
use std::collections::BTreeMap;
use std::io::Read;
use usr_desk_workspace::Attachment;

/// Bytes of attached files, by their path as the season writes it. A file that is not here is listed, not merged.
pub type Files = BTreeMap<String, Vec<u8>>;

/// An attached file whose pictures had more dots than the office asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReducedFile {
    /// Its path as the season writes it.
    pub file: String,
    /// Pictures that were reduced.
    pub pictures: u32,
    /// Pictures that had to stay as they are: masked, of few colours, in a rare coding.
    pub left: u32,
    /// Bytes of the reduced pictures, as they were.
    pub before: u64,
    /// And as they are in the packet.
    pub after: u64,
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
    /// Of its bytes.
    pub(crate) digest: Vec<u8>,
    /// Of each page as it is seen, in points.
    pub(crate) sizes: Vec<(f32, f32)>,
    /// A scan that needs coloured ink.
    pub(crate) is_coloured: bool,
    pub(crate) reduction: Reduction,
    /// Names of faces that the file does not hold.
    pub(crate) unheld: Vec<String>,
}

/// What came of looking.
pub(crate) enum Source {
    /// Can be merged: the document and its pages.
    Pages(Box<Document>, Vec<lopdf::ObjectId>),
    /// The host gave no bytes.
    Absent,
    /// Cannot be merged, because.
    Refused(Why),
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

    /// What was done to its pictures, where anything was.
    pub(crate) fn reduced(&self) -> Option<ReducedFile> {
        let Reduction {
            pictures,
            left,
            before,
            after,
        } = self.reduction;
        (pictures > 0).then(|| ReducedFile {
            file: self.file.clone(),
            pictures,
            left,
            before,
            after,
        })
    }
}

const EMPTY: Why = Why::new(
    "檔案是空的，請重新選取檔案",
    "the file is empty; choose the file again",
);
const OTHER_KIND: Why = Why::new(
    "這不是 PDF、JPG 或 PNG 檔，請轉成 PDF 後再附上",
    "it is no PDF, JPG or PNG; make a PDF of it and attach that",
);
const LOCKED: Why = Why::new(
    "檔案有開啟密碼，無法併入；請先移除密碼再附上",
    "it opens with a password only; take the password off and attach it again",
);
const BROKEN: Why = Why::new(
    "PDF 檔損壞，無法讀出頁面；請重新輸出成 PDF 後再附上",
    "the PDF is damaged and its pages cannot be read; make the PDF anew and attach that",
);
/// What one stream may unpack to when it is looked at.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// Looks at the attachments in their order, each with its owner.
pub(crate) fn open(
    attachments: &[(&str, &Attachment)],
    files: &Files,
    setup: &Setup,
    steps: &mut Steps,
) -> Result<Vec<Attached>, Error> {
    let one = |(i, (owner, attachment)): (usize, &(&str, &Attachment))| {
        steps.next()?;
        let file = attachment.file.trim().to_owned();
        let bytes = files.get(&file);
        let read = bytes.map(|bytes| read(bytes, setup));
        let (mut is_coloured, mut reduction) = (false, Reduction::default());
        let source = match read {
            None => Source::Absent,
            Some(Ok(looked)) => {
                (is_coloured, reduction) = (looked.is_coloured, looked.reduction);
                looked.source
            }
            Some(Err(why)) => Source::Refused(why),
        };
        let sizes = match &source {
            Source::Pages(document, pages) => pages.iter().map(|page| seen_size(document, *page)).collect(),
            _ => Vec::new(),
        };
        let unheld = match &source {
            Source::Pages(document, _) => unheld::unheld(document),
            _ => Vec::new(),
        };
        Ok(Attached {
            owner: (*owner).to_owned(),
            number: i + 1,
            title: attachment.title.trim().to_owned(),
            kind: attachment.kind.trim().to_owned(),
            file,
            source,
            digest: bytes.map(|bytes| check::digest(bytes)).unwrap_or_default(),
            sizes,
            is_coloured,
            reduction,
            unheld,
        })
    };
    attachments.iter().enumerate().map(one).collect()
}

/// Width and height of a page as it is seen: cropped, turned.
fn seen_size(document: &Document, page: lopdf::ObjectId) -> (f32, f32) {
    let Ok(page) = crate::merge::whole_page(document, page) else {
        return (595.276, 841.89);
    };
    let [x0, y0, x1, y1] = crate::merge::visible(&page);
    let turn = page.get(b"Rotate").and_then(Object::as_i64).unwrap_or(0);
    match turn.rem_euclid(180) {
        90 => (y1 - y0, x1 - x0),
        _ => (x1 - x0, y1 - y0),
    }
}

/// How many pages an attached file adds, or why it cannot go in.
pub fn page_count(bytes: &[u8]) -> Result<u32, Why> {
    match read(bytes, Setup::usual())?.source {
        Source::Pages(_, pages) => Ok(u32::try_from(pages.len()).unwrap_or(u32::MAX)),
        Source::Absent => Ok(0),
        Source::Refused(why) => Err(why),
    }
}

/// A file that was looked at.
struct Looked {
    source: Source,
    /// A scan in colours.
    is_coloured: bool,
    reduction: Reduction,
}

fn read(bytes: &[u8], setup: &Setup) -> Result<Looked, Why> {
    if bytes.is_empty() {
        return Err(EMPTY);
    }
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let whole = Picture::read(bytes)?;
        let dots = whole.width;
        let picture = whole.reduced(crate::setup::dots(setup, 841.89));
        let mut reduction = Reduction::default();
        if picture.width < dots {
            reduction.pictures = 1;
            (reduction.before, reduction.after) = (bytes.len() as u64, picture.data.len() as u64);
        }
        return Ok(Looked {
            source: scan::page(&picture),
            is_coloured: picture.is_coloured(),
            reduction,
        });
    }
    // Some programs put a few bytes before the head.
    let window = &bytes[..bytes.len().min(1024)];
    let head = window.windows(5).position(|w| w == b"%PDF-");
    let head = head.ok_or(OTHER_KIND)?;
    let (source, reduction) = pdf(&bytes[head..], setup)?;
    Ok(Looked {
        source,
        is_coloured: false,
        reduction,
    })
}

fn pdf(bytes: &[u8], setup: &Setup) -> Result<(Source, Reduction), Why> {
    let mut document = match Document::load_mem(bytes) {
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
    if pages.is_empty() || !pages.iter().all(is_whole) || !document.objects.values().all(is_sound) {
        return Err(BROKEN);
    }
    let longest = pages.iter().map(|page| seen_size(&document, *page));
    let longest = longest.map(|(w, h)| w.max(h)).fold(841.89, f32::max);
    let reduction = reduce::reduce(&mut document, &pages, longest, setup);
    Ok((Source::Pages(Box::new(document), pages), reduction))
}

/// Whether a packed stream can be unpacked to its end: lopdf would hand on what it got, and the page would be torn.
fn is_sound(object: &Object) -> bool {
    let Ok(stream) = object.as_stream() else {
        return true;
    };
    let filters: Vec<&[u8]> = match stream.dict.get(b"Filter") {
        Ok(Object::Name(name)) => vec![name],
        Ok(Object::Array(names)) => names.iter().filter_map(|name| name.as_name().ok()).collect(),
        _ => return true,
    };
    let packed = match filters[..] {
        [b"FlateDecode"] => stream.content.clone(),
        [b"ASCII85Decode", b"FlateDecode"] => {
            let written = Stream::new(
                dictionary! { "Filter" => "ASCII85Decode" },
                stream.content.clone(),
            );
            match written.decompressed_content() {
                Ok(packed) => packed,
                Err(_) => return false,
            }
        }
        _ => return true,
    };
    // Without its two bytes of head, so that a wrong checksum at the end, which many programs write, does no harm.
    let Some(packed) = packed.get(2..) else {
        return true;
    };
    let mut unpacked = DeflateDecoder::new(packed).take(MOST_UNPACKED);
    std::io::copy(&mut unpacked, &mut std::io::sink()).is_ok()
}
