//! xlsb: a walk over the binary records of each sheet.

use super::ooxml::{Archive, open, sheet_parts, too_far};
use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use crate::Unreadable;
use crate::grid::{Layout, Merge};
use std::collections::BTreeMap;
use std::io::{BufRead, Read};

/// Layouts by part are not known by sheet name here: names stand in a binary part too, so sheets are numbered.
pub(super) fn survey(
    archive: &mut Archive<'_>,
    names: &[String],
) -> Result<BTreeMap<String, Layout>, Unreadable> {
    // Some writers add an XML workbook beside the binary one; then names are known.
    let named: BTreeMap<String, String> = sheet_parts(archive)
        .unwrap_or_default()
        .into_iter()
        .map(|s| (s.part, s.name))
        .collect();
    let parts: Vec<&String> = names
        .iter()
        .filter(|n| n.starts_with("xl/worksheets/") && n.ends_with(".bin"))
        .collect();
    let parts: Vec<&String> = parts.into_iter().filter(|n| !n.contains("binaryIndex")).collect();
    if parts.len() > MAX_SHEETS {
        return Err(Unreadable::TooManySheets(parts.len(), MAX_SHEETS));
    }
    let mut layouts = BTreeMap::new();
    let mut cells = 0;
    for part in parts {
        let name = named.get(part).cloned();
        let shown = name
            .clone()
            .unwrap_or_else(|| part.rsplit('/').next().unwrap_or(part).to_owned());
        let layout = walk(&shown, open(archive, part)?, &mut cells)?;
        layouts.insert(name.unwrap_or_else(|| part.clone()), layout);
    }
    Ok(layouts)
}

fn walk(name: &str, mut part: impl BufRead, cells: &mut usize) -> Result<Layout, Unreadable> {
    let mut layout = Layout::default();
    let mut row = 0_u32;
    while let Some(kind) = number(&mut part, 2)? {
        let length = number(&mut part, 4)?.unwrap_or(0);
        let mut data = Vec::new();
        let read = part.by_ref().take(u64::from(length)).read_to_end(&mut data);
        if read.ok() != usize::try_from(length).ok() {
            return Err(Unreadable::Damaged(said!("xlsb 紀錄", "its xlsb records")));
        }
        let word = |at: usize| {
            data.get(at..at + 4)
                .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        };
        match kind {
            // BrtRowHdr: the row, and in its flags whether it is hidden.
            0 => {
                row = word(0);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) && row < MAX_ROWS {
                    layout.hidden_rows.insert(row);
                }
            }
            // BrtCell… and BrtFmla…; 1 is a blank one.
            2..=11 => {
                let at = (row, word(0));
                if at.0 >= MAX_ROWS || at.1 >= MAX_COLUMNS {
                    return Err(too_far(name, at));
                }
                *cells += 1;
                if *cells > MAX_CELLS {
                    return Err(Unreadable::TooManyCells(MAX_CELLS));
                }
            }
            // BrtShort…: cells that continue the row without their column; the reader passes over them in silence.
            12..=18 => return Err(Unreadable::ShortRecords(name.to_owned())),
            // BrtColInfo.
            60 if data.len() >= 18 && data[16] & 1 != 0 => {
                layout.hidden_columns.extend(word(0)..=word(4).min(MAX_COLUMNS));
            }
            // BrtMergeCell.
            176 if data.len() >= 16 => {
                layout
                    .merges
                    .push(Merge::new((word(0), word(8)), (word(4), word(12))));
            }
            _ => {}
        }
    }
    Ok(layout)
}

/// A number of up to `bytes` bytes, seven bits each; `None` at the end.
fn number(part: &mut impl BufRead, bytes: u32) -> Result<Option<u32>, Unreadable> {
    let mut value = 0_u32;
    for index in 0..bytes {
        let mut byte = [0_u8];
        match part.read(&mut byte) {
            Ok(0) if index == 0 => return Ok(None),
            Ok(1) => {}
            _ => return Err(Unreadable::Damaged(said!("xlsb 紀錄", "its xlsb records"))),
        }
        // Record kinds keep their marks out of the value as well: kind 176 is written B0 01.
        value |= u32::from(byte[0] & 0x7f) << (7 * index);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(value))
}
