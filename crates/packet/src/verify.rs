//! Is this PDF one printing, whole and unaltered, and is it the newest? (核對頁面)
//!
//! The code at the foot of a page is computed again from the words on it; codes are compared among the pages, and with
//! those of another file where one is given.

use crate::check::{self, LABEL, PageCode};
use crate::packet::{DraftMark, Scope};
use crate::setup::Setup;
use lopdf::{Document, Object};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use usr_desk_workspace::Date;

/// How a packet was printed; kept in the file, so that it can be printed again to compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsPrinted {
    /// What it holds.
    pub scope: Scope,
    /// The date on its cover.
    pub printed_on: Date,
    /// When its pages are marked 草稿.
    pub draft: DraftMark,
    /// How it is put together.
    pub setup: Setup,
}

/// A file whose pages were read.
#[derive(Clone, Debug)]
pub struct PrintedFile {
    /// In the order of the file.
    pub pages: Vec<SeenPage>,
    /// Nothing where the file does not come from this program.
    pub as_printed: Option<AsPrinted>,
}

/// A page as it lies in the file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeenPage {
    /// Its code; nothing where it has none.
    pub code: Option<PageCode>,
    /// Whether code and words agree; nothing where the words are not ours (attachments).
    pub is_whole: Option<bool>,
    /// The number that it was printed with.
    pub number: Option<u32>,
}

/// What is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageFault {
    /// It has no code: another program made it.
    NoCode,
    /// Its words are not those that its code was made from.
    Altered,
    /// It was printed from another state of the season than most pages of the file.
    OtherPrinting,
    /// The file that it is compared with says something else on this page.
    Stale,
    /// It carries this number, but stands elsewhere.
    Misplaced(u32),
    /// The file ends before this page.
    Missing,
    /// The file that it is compared with ends before this page.
    Surplus,
}

/// A page, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultyPage {
    /// Its place in the file, from 1.
    pub page: u32,
    /// What is wrong.
    pub fault: PageFault,
}

/// Reads the codes of a file's pages.
pub fn read_printed(bytes: &[u8]) -> Result<PrintedFile, &'static str> {
    const BROKEN: &str = "PDF 檔無法讀取，可能損壞或有密碼；請換一個檔案再核對";
    let document = Document::load_mem(bytes).map_err(|_| BROKEN)?;
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(BROKEN);
    }
    let pages = document.get_pages();
    let seen = pages.iter().map(|(number, id)| seen(&document, *number, *id));
    Ok(PrintedFile {
        pages: seen.collect(),
        as_printed: as_printed(&document),
    })
}

/// From the file's properties, else from a page.
fn as_printed(document: &Document) -> Option<AsPrinted> {
    let info = document
        .trailer
        .get(b"Info")
        .and_then(|info| document.dereference(info));
    let info = info.ok().and_then(|(_, info)| info.as_dict().ok());
    let pages = document
        .page_iter()
        .filter_map(|id| document.get_dictionary(id).ok());
    info.into_iter().chain(pages).find_map(|holder| {
        let text = holder.get(crate::finish::PRINTED_AS).ok()?;
        serde_json::from_str(&lopdf::decode_text_string(text).ok()?).ok()
    })
}

fn seen(document: &Document, number: u32, id: lopdf::ObjectId) -> SeenPage {
    let kept = document.get_dictionary(id).ok();
    let kept = kept.and_then(|page| page.get(crate::finish::PAGE_CODE).ok());
    let kept = kept.and_then(|text| text.as_str().ok());
    let kept = kept.and_then(|text| PageCode::read(&String::from_utf8_lossy(text)));
    let text = document.extract_text(&[number]).unwrap_or_default();
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((own, shown)) = words.rsplit_once(LABEL) else {
        return SeenPage {
            code: kept,
            is_whole: None,
            number: None,
        };
    };
    let shown = PageCode::read(shown);
    // What is printed counts; the note beside the page only where its words are not ours.
    let is_whole = shown.as_ref().map(|code| code.page == check::of_text(own));
    SeenPage {
        is_whole: is_whole.or(Some(false)),
        code: shown.or(kept),
        number: own.rsplit_once('第').and_then(|(_, tail)| {
            let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        }),
    }
}

/// What is wrong, page by page; nothing = one printing, whole, unaltered, and the same as `against`.
///
/// Against another file the words count, not the printing: a page that says the same in both is sound.
pub fn faults(file: &PrintedFile, against: Option<&PrintedFile>) -> Vec<FaultyPage> {
    let chief = chief_season(file);
    let mut faults = Vec::new();
    for (i, seen) in file.pages.iter().enumerate() {
        let page = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let other = against.map(|against| against.pages.get(i));
        let fault = match (&seen.code, other) {
            (None, _) => Some(PageFault::NoCode),
            (Some(_), _) if seen.is_whole == Some(false) => Some(PageFault::Altered),
            (Some(_), Some(None)) => Some(PageFault::Surplus),
            (Some(code), Some(Some(other))) => {
                let is_same = other.code.as_ref().is_some_and(|other| other.page == code.page);
                (!is_same).then_some(PageFault::Stale)
            }
            (Some(code), None) => (Some(&code.season) != chief.as_ref()).then_some(PageFault::OtherPrinting),
        };
        let misplaced = seen
            .number
            .filter(|number| *number != page)
            .map(PageFault::Misplaced);
        faults.extend(fault.or(misplaced).map(|fault| FaultyPage { page, fault }));
    }
    let there = file.pages.len();
    let wanted = against.map_or(there, |against| against.pages.len());
    faults.extend((there..wanted).map(|i| FaultyPage {
        page: u32::try_from(i + 1).unwrap_or(u32::MAX),
        fault: PageFault::Missing,
    }));
    faults
}

/// The season that most pages were printed from; of equally many the one that comes first.
fn chief_season(file: &PrintedFile) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (i, seen) in file.pages.iter().enumerate() {
        if let Some(code) = &seen.code {
            counts.entry(&code.season).or_insert((0, usize::MAX - i)).0 += 1;
        }
    }
    let chief = counts.into_iter().max_by_key(|(_, count)| *count);
    chief.map(|(season, _)| season.to_owned())
}

/// As the file keeps it.
pub(crate) fn kept(as_printed: &AsPrinted) -> Object {
    crate::finish::text(&serde_json::to_string(as_printed).unwrap_or_default())
}
