//! Old .xls: a walk over the records of the stream, before a reader spreads cells out.

use super::{Kind, MAX_CELLS, MAX_ROWS, MAX_SHEETS, MAX_SPREAD, formats};
use crate::Unreadable;
use crate::grid::{Layout, Merge, cell_name};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

const MAX_STREAM: u64 = 64 << 20;
/// An .xls has 256 columns.
const MAX_COLUMNS: u32 = 256;

pub(super) fn admit(bytes: &[u8]) -> Result<Kind<'_>, Unreadable> {
    let damaged = |_| Unreadable::Damaged(said!("無法讀取 .xls 結構", "the structure of the .xls"));
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).map_err(damaged)?;
    for (stream, refusal) in [
        ("/EncryptedPackage", Unreadable::Password),
        (
            "/WordDocument",
            Unreadable::NotSpreadsheet(said!("Word 文件", "a Word document")),
        ),
        (
            "/PowerPoint Document",
            Unreadable::NotSpreadsheet(said!("PowerPoint 簡報", "a PowerPoint presentation")),
        ),
    ] {
        if file.exists(stream) {
            return Err(refusal);
        }
    }
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"]
        .into_iter()
        .find(|n| file.is_stream(n));
    let name = name.ok_or_else(|| Unreadable::Damaged(said!("找不到活頁簿內容", "it holds no workbook")))?;
    let mut stream = file.open_stream(name).map_err(damaged)?;
    let mut records = Vec::new();
    Read::by_ref(&mut stream)
        .take(MAX_STREAM)
        .read_to_end(&mut records)
        .map_err(damaged)?;
    let walked = walk(&records)?;
    // A reader reserves room for the declared range; the declaration of a wide one is made small.
    for at in &walked.wide_dimensions {
        let one = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0];
        stream.seek(SeekFrom::Start(*at)).map_err(damaged)?;
        stream.write_all(&one).map_err(damaged)?;
    }
    stream.flush().map_err(damaged)?;
    drop(stream);
    let bytes = if walked.wide_dimensions.is_empty() {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(file.into_inner().into_inner())
    };
    Ok(Kind::Xls {
        bytes,
        layouts: walked.layouts,
    })
}

#[derive(Default)]
struct Walked {
    layouts: Vec<Layout>,
    wide_dimensions: Vec<u64>,
}

/// Kind, place of the data, data.
fn record(records: &[u8], at: usize) -> Option<(u16, usize, &[u8])> {
    let head = records.get(at..at + 4)?;
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    let data = records.get(at + 4..at + 4 + length)?;
    Some((u16::from_le_bytes([head[0], head[1]]), at + 4, data))
}

fn short(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 2)
        .map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])))
}

fn long(data: &[u8], at: usize) -> u32 {
    short(data, at) | short(data, at + 2) << 16
}

/// The text of a number format: its length in one byte or two, its characters in one byte or two each.
fn format_text(data: &[u8]) -> String {
    let narrow = |bytes: &[u8]| bytes.iter().map(|b| char::from(*b)).collect();
    let count = short(data, 2) as usize;
    match (data.get(4), data.get(5..)) {
        (Some(0), Some(rest)) if rest.len() == count => narrow(rest),
        (Some(1), Some(rest)) if rest.len() == 2 * count => {
            let units = rest.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(' ')).collect()
        }
        _ => narrow(data.get(3..).unwrap_or_default()),
    }
}

fn walk(records: &[u8]) -> Result<Walked, Unreadable> {
    let mut sheets = Vec::new();
    // Formats by their number, and by how many tens each style divides what it shows.
    let mut formats = HashMap::new();
    let mut styles: Vec<u8> = Vec::new();
    let mut at = 0;
    let mut is_ended = false;
    while let Some((kind, data_at, data)) = record(records, at) {
        match kind {
            0x002F => return Err(Unreadable::Password),
            0x0085 => sheets.push(long(data, 0) as usize),
            0x041E => {
                formats.insert(short(data, 0), formats::tens(&format_text(data)));
            }
            0x00E0 => styles.push(formats.get(&short(data, 2)).copied().unwrap_or(0)),
            0x000A => is_ended = true,
            _ => {}
        }
        at = data_at + data.len();
        if is_ended {
            break;
        }
    }
    if !is_ended || sheets.is_empty() {
        return Err(Unreadable::Damaged(said!(
            "活頁簿紀錄不完整",
            "its records are cut off"
        )));
    }
    if sheets.len() > MAX_SHEETS {
        return Err(Unreadable::TooManySheets(sheets.len(), MAX_SHEETS));
    }
    let mut walked = Walked::default();
    let (mut cells, mut spread) = (0, 0);
    for (index, start) in sheets.into_iter().enumerate() {
        let layout = sheet(
            records,
            start,
            index,
            &styles,
            &mut cells,
            &mut spread,
            &mut walked.wide_dimensions,
        )?;
        walked.layouts.push(layout);
    }
    Ok(walked)
}

fn sheet(
    records: &[u8],
    start: usize,
    index: usize,
    styles: &[u8],
    cells: &mut usize,
    spread: &mut usize,
    wide: &mut Vec<u64>,
) -> Result<Layout, Unreadable> {
    let mut layout = Layout::default();
    let mut at = start;
    let mut depth = 0_u32;
    let (mut rows, mut columns) = (0_u32, 0_u32);
    let title = format!("第 {} 張", index + 1);
    while let Some((kind, data_at, data)) = record(records, at) {
        at = data_at + data.len();
        let last_column = match kind {
            0x0809 => {
                depth += 1;
                continue;
            }
            0x000A if depth <= 1 => break,
            0x000A => {
                depth -= 1;
                continue;
            }
            0x0200 => {
                let (row_count, column_count) = if data.len() >= 14 {
                    (
                        long(data, 4).saturating_sub(long(data, 0)),
                        short(data, 10).saturating_sub(short(data, 8)),
                    )
                } else {
                    (
                        short(data, 2).saturating_sub(short(data, 0)),
                        short(data, 6).saturating_sub(short(data, 4)),
                    )
                };
                let declared = u64::from(row_count) * u64::from(column_count);
                if declared > 100_000 && data.len() >= 12 {
                    wide.push(data_at as u64);
                }
                continue;
            }
            0x0208 => {
                if short(data, 12) & 0x20 != 0 {
                    layout.hidden_rows.insert(short(data, 0));
                }
                continue;
            }
            0x007D => {
                if short(data, 8) & 1 != 0 {
                    layout
                        .hidden_columns
                        .extend(short(data, 0)..=short(data, 2).min(MAX_COLUMNS));
                }
                continue;
            }
            0x00E5 => {
                for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let merge = Merge::new(
                        (short(range, 0), short(range, 4)),
                        (short(range, 2), short(range, 6)),
                    );
                    layout.merges.push(merge);
                }
                continue;
            }
            // MULRK ends with its last column.
            0x00BD => short(data, data.len().saturating_sub(2)),
            0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x027E | 0x00FD | 0x0006 => short(data, 2),
            _ => continue,
        };
        let place = (short(data, 0), last_column.max(short(data, 2)));
        if place.0 >= MAX_ROWS || place.1 >= MAX_COLUMNS {
            return Err(Unreadable::TooWide {
                sheet: title,
                cell: cell_name(place),
            });
        }
        let tens = |at: usize| styles.get(short(data, at) as usize).copied().unwrap_or(0);
        match kind {
            0x00BD => (short(data, 2)..=place.1)
                .zip((4..).step_by(6))
                .for_each(|(column, at)| layout.shrunk.see((place.0, column), tens(at))),
            0x0203 | 0x027E | 0x0006 => layout.shrunk.see(place, tens(4)),
            _ => {}
        }
        rows = rows.max(place.0 + 1);
        columns = columns.max(place.1 + 1);
        *cells += usize::try_from(place.1 - short(data, 2)).unwrap_or(0) + 1;
        if *cells > MAX_CELLS {
            return Err(Unreadable::TooManyCells(MAX_CELLS));
        }
    }
    *spread += rows as usize * columns as usize;
    if *spread > MAX_SPREAD {
        return Err(Unreadable::TooManyCells(MAX_CELLS));
    }
    Ok(layout)
}
