//! The guard: by content, within limits, before any reader that trusts its input sees a byte.
//!
//! # Invariants
//! - **The extension decides nothing**; it is only compared.
//! - **Limits count what is really there**, never what a header declares.
//! - Nothing is unpacked to disk, no path is reopened, no link is followed.

mod biff;
mod formats;
mod ods;
mod ooxml;
mod tags;
mod text;
mod xlsb;

use crate::Unreadable;
use crate::grid::Layout;
use crate::said::Said;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rows of a sheet that are read.
pub const MAX_ROWS: u32 = 200_000;
/// Columns of a sheet that are read.
pub const MAX_COLUMNS: u32 = 512;
/// Cells of a workbook that are read.
pub const MAX_CELLS: usize = 2_000_000;
/// Sheets of a workbook.
pub const MAX_SHEETS: usize = 100;
/// Cells that a reader may spread out, empty ones between full ones included.
pub(crate) const MAX_SPREAD: usize = 4_000_000;
const MAX_MEGABYTES: u64 = 20;

/// A file that may be read, and what the guard learnt on the way.
pub struct Admitted<'a> {
    pub(crate) kind: Kind<'a>,
    pub(crate) mismatch: Option<(String, Said)>,
    pub(crate) encoding: Option<&'static str>,
}

/// What a file is by its content. Layouts are by sheet name.
pub(crate) enum Kind<'a> {
    Xlsx {
        bytes: &'a [u8],
        layouts: BTreeMap<String, Layout>,
    },
    Xlsb {
        bytes: &'a [u8],
        layouts: BTreeMap<String, Layout>,
    },
    Xls {
        bytes: Cow<'a, [u8]>,
        layouts: Vec<Layout>,
    },
    Ods {
        bytes: &'a [u8],
        layouts: BTreeMap<String, Layout>,
    },
    Xml2003(String),
    Html(String),
    Delimited {
        text: String,
        separator: u8,
    },
}

/// Lets a file through, or says in a sentence why not. `name` is the file's name, for its extension only.
pub fn guard<'a>(name: &str, bytes: &'a [u8]) -> Result<Admitted<'a>, Unreadable> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    // Copied lock files keep the mark and are a few hundred bytes.
    let is_lock =
        base.starts_with("~$") || base.starts_with(".~lock.") || (base.contains("~$") && bytes.len() < 1024);
    if is_lock {
        return Err(Unreadable::LockFile);
    }
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() as u64 > MAX_MEGABYTES << 20 {
        return Err(Unreadable::TooLarge(MAX_MEGABYTES));
    }
    let mut encoding = None;
    let kind = if bytes.starts_with(b"PK") {
        ooxml::admit(bytes)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        biff::admit(bytes)?
    } else {
        let (kind, guessed) = text::admit(bytes)?;
        encoding = guessed;
        kind
    };
    let mismatch = mismatch(base, &kind);
    Ok(Admitted {
        kind,
        mismatch,
        encoding,
    })
}

/// The extension, where it promises something else than the content is.
fn mismatch(base: &str, kind: &Kind<'_>) -> Option<(String, Said)> {
    let extension = base.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
    let (fitting, what): (&[&str], Said) = match kind {
        Kind::Xlsx { .. } => (
            &["xlsx", "xlsm", "xltx", "xltm"],
            said!("Excel 活頁簿（.xlsx）", "an Excel workbook (.xlsx)"),
        ),
        Kind::Xlsb { .. } => (
            &["xlsb"],
            said!("Excel 二進位活頁簿（.xlsb）", "a binary Excel workbook (.xlsb)"),
        ),
        Kind::Xls { .. } => (
            &["xls", "xlt"],
            said!("Excel 97–2003 活頁簿（.xls）", "an Excel 97–2003 workbook (.xls)"),
        ),
        Kind::Ods { .. } => (
            &["ods", "ots"],
            said!(
                "OpenDocument 試算表（.ods）",
                "an OpenDocument spreadsheet (.ods)"
            ),
        ),
        Kind::Xml2003(_) => (&["xml"], said!("Excel 2003 XML", "Excel 2003 XML")),
        Kind::Html(_) => (&["htm", "html"], said!("網頁（HTML）", "a page (HTML)")),
        Kind::Delimited { .. } => (
            &["csv", "tsv", "txt", "tab"],
            said!("純文字表格（CSV）", "a table of plain text (CSV)"),
        ),
    };
    (!fitting.contains(&extension.as_str())).then_some((extension, what))
}
