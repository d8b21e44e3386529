//! An admitted file becomes sheets of cells. The only file that names calamine.
//!
//! xlsx and xlsb are streamed: a range would be as large as its farthest cell. xls and ods have no streaming
//! reader; the guard has bounded what they spread out.

mod markup;
mod xml2003;

use crate::Unreadable;
use crate::grid::{At, Cell, Formula, Layout, Sheet, Shown, Source, Value, Workbook, cell_name};
use crate::guard::{Admitted, Kind, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
use crate::number;
use crate::said::Said;
use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx, XlsxError,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Reads the whole workbook. What the reading library cannot take, a panic included, is a sentence.
pub fn workbook(admitted: Admitted<'_>) -> Result<Workbook, Unreadable> {
    let Admitted {
        kind,
        mismatch,
        encoding,
    } = admitted;
    let source = match kind {
        Kind::Html(_) | Kind::Delimited { .. } => Source::Text,
        _ => Source::Spreadsheet,
    };
    let mut sheets =
        catch_unwind(AssertUnwindSafe(|| sheets(kind))).unwrap_or(Err(Unreadable::Unexpected))?;
    tell_apart(&mut sheets);
    Ok(Workbook {
        sheets,
        source,
        mismatch,
        encoding,
    })
}

fn sheets(kind: Kind<'_>) -> Result<Vec<Sheet>, Unreadable> {
    match kind {
        Kind::Xlsx { bytes, layouts } => xlsx(bytes, layouts),
        // The library trusts a binary workbook's own references: a broken one ends there in a panic.
        Kind::Xlsb { bytes, layouts } => {
            catch_unwind(AssertUnwindSafe(|| xlsb(bytes, layouts))).unwrap_or_else(|_| Err(broken_xlsb()))
        }
        Kind::Xls { bytes, layouts } => xls(&bytes, layouts),
        Kind::Ods { bytes, layouts } => ods(bytes, layouts),
        Kind::Html(text) => markup::tables(&text),
        Kind::Xml2003(text) => xml2003::sheets(&text),
        Kind::Delimited { text, separator } => markup::delimited(&text, separator),
    }
}

/// Places, answers and doubts name a sheet: of two alike the later gets a number (經費表 (2)).
fn tell_apart(sheets: &mut [Sheet]) {
    let mut taken = HashSet::new();
    for sheet in sheets {
        let own = sheet.name.clone();
        let mut count = 1;
        while !taken.insert(sheet.name.clone()) {
            count += 1;
            sheet.name = format!("{own} ({count})");
        }
    }
}

/// The reading library finds a sheet by its name: of two alike it would read one twice.
fn distinct(metas: &[calamine::Sheet]) -> Result<(), Unreadable> {
    let mut taken = HashSet::new();
    match metas.iter().find(|meta| !taken.insert(meta.name.as_str())) {
        Some(meta) => Err(Unreadable::SameName(meta.name.clone())),
        None => Ok(()),
    }
}

fn shown(visible: SheetVisible) -> Shown {
    if visible == SheetVisible::Visible {
        Shown::Visible
    } else {
        Shown::Hidden
    }
}

fn xlsx(bytes: &[u8], mut layouts: BTreeMap<String, Layout>) -> Result<Vec<Sheet>, Unreadable> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| of_xlsx(&e))?;
    let mut sheets = Vec::new();
    distinct(book.sheets_metadata())?;
    for meta in book.sheets_metadata().to_vec() {
        let Some(layout) = layouts.remove(&meta.name) else {
            if meta.typ == SheetType::WorkSheet {
                return Err(Unreadable::Malformed(said!(
                    "找不到工作表「{name}」的內容",
                    "the content of sheet “{name}” is missing",
                    name = &meta.name,
                )));
            }
            continue;
        };
        let mut reader = book.worksheet_cells_reader(&meta.name).map_err(|e| of_xlsx(&e))?;
        // Grown step by step, they would for a while be held twice.
        let mut cells = Vec::with_capacity(layout.cells.min(MAX_CELLS));
        let mut strings = Strings::default();
        while let Some(found) = reader.next_cell_with_formula().map_err(|e| of_xlsx(&e))? {
            let formula = found.formula.filter(|f| !f.trim().is_empty());
            put(&mut cells, found.pos, strings.value(found.value), formula);
            within(&meta.name, found.pos, &cells)?;
        }
        sheets.push(Sheet::new(meta.name.clone(), shown(meta.visible), cells, layout));
    }
    Ok(sheets)
}

fn xlsb(bytes: &[u8], mut layouts: BTreeMap<String, Layout>) -> Result<Vec<Sheet>, Unreadable> {
    let broken = |_| broken_xlsb();
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(broken)?;
    let metas = book.sheets_metadata().to_vec();
    distinct(&metas)?;
    // Parts without names are taken in their order where there are as many as sheets.
    let mut in_order: Vec<Layout> = if layouts.len() == metas.len() {
        layouts.values().cloned().collect()
    } else {
        Vec::new()
    };
    let mut sheets = Vec::new();
    for meta in &metas {
        let mut cells = Vec::new();
        let mut strings = Strings::default();
        {
            let mut reader = book.worksheet_cells_reader(&meta.name).map_err(broken)?;
            while let Some(cell) = reader.next_cell().map_err(broken)? {
                let value = strings.value(cell.get_value().clone());
                put(&mut cells, cell.get_position(), value, None);
                within(&meta.name, cell.get_position(), &cells)?;
            }
        }
        let first = if in_order.is_empty() {
            None
        } else {
            Some(in_order.remove(0))
        };
        let layout = layouts.remove(&meta.name).or(first).unwrap_or_default();
        sheets.push(Sheet::new(meta.name.clone(), shown(meta.visible), cells, layout));
    }
    Ok(sheets)
}

fn broken_xlsb() -> Unreadable {
    Unreadable::Malformed(said!("xlsb 內容", "its xlsb content"))
}

fn xls(bytes: &[u8], layouts: Vec<Layout>) -> Result<Vec<Sheet>, Unreadable> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsError::Password => Unreadable::Password,
        _ => Unreadable::Malformed(said!(".xls 內容", "its .xls content")),
    })?;
    let metas = book.sheets_metadata().to_vec();
    distinct(&metas)?;
    let mut layouts = layouts.into_iter();
    let mut sheets = Vec::new();
    for meta in &metas {
        let layout = layouts.next().unwrap_or_default();
        let cells = spread(
            book.worksheet_range(&meta.name).ok(),
            book.worksheet_formula(&meta.name).ok(),
        );
        sheets.push(Sheet::new(meta.name.clone(), shown(meta.visible), cells, layout));
    }
    Ok(sheets)
}

fn ods(bytes: &[u8], mut layouts: BTreeMap<String, Layout>) -> Result<Vec<Sheet>, Unreadable> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::OdsError::Password => Unreadable::Password,
        _ => Unreadable::Malformed(said!(".ods 內容", "its .ods content")),
    })?;
    let mut sheets = Vec::new();
    distinct(book.sheets_metadata())?;
    for meta in book.sheets_metadata().to_vec() {
        let cells = spread(
            book.worksheet_range(&meta.name).ok(),
            book.worksheet_formula(&meta.name).ok(),
        );
        let layout = layouts.remove(&meta.name).unwrap_or_default();
        sheets.push(Sheet::new(meta.name.clone(), shown(meta.visible), cells, layout));
    }
    Ok(sheets)
}

type Found = Vec<(At, Cell)>;

/// The guard has counted; what a reader gives is held to the same limits once more, whatever it made of the file.
fn within(sheet: &str, at: At, cells: &Found) -> Result<(), Unreadable> {
    let is_full = cells.last().is_some_and(|(last, _)| *last == at);
    if is_full && (at.0 >= MAX_ROWS || at.1 >= MAX_COLUMNS) {
        return Err(Unreadable::TooWide {
            sheet: sheet.to_owned(),
            cell: cell_name(at),
        });
    }
    if cells.len() > MAX_CELLS {
        return Err(Unreadable::TooManyCells(MAX_CELLS));
    }
    Ok(())
}

fn spread(values: Option<calamine::Range<Data>>, formulas: Option<calamine::Range<String>>) -> Found {
    let mut cells = Vec::new();
    if let Some(values) = values {
        let start = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let at = (start.0 + row as u32, start.1 + column as u32);
            put(&mut cells, at, value_of(value.clone()), None);
        }
    }
    let known = cells.len();
    if let Some(formulas) = formulas {
        let start = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            if formula.trim().is_empty() {
                continue;
            }
            let at = (start.0 + row as u32, start.1 + column as u32);
            let formula = plain_formula(formula);
            // A range gives its cells in their order.
            match cells[..known].binary_search_by_key(&at, |(at, _)| *at) {
                Ok(index) => {
                    let cell = &mut cells[index].1;
                    cell.formula = Some(formula)
                        .filter(|f| is_telling(&cell.value, f))
                        .map(Formula::from);
                    // A string formula without a stored result reads as an empty text.
                    if matches!(&cell.value, Value::Text(text) if text.is_empty()) {
                        cell.value = Value::Blank;
                    }
                }
                Err(_) => cells.push((
                    at,
                    Cell {
                        value: Value::Blank,
                        formula: Some(formula.into()),
                    },
                )),
            }
        }
    }
    cells
}

/// `of:=SUM([.F3:.F10])` is written as Excel writes it: `SUM(F3:F10)`.
fn plain_formula(formula: &str) -> String {
    let bare = formula.trim_start_matches("of:").trim_start_matches('=');
    if bare.contains("[.") {
        bare.replace("[.", "").replace(":.", ":").replace(']', "")
    } else {
        bare.to_owned()
    }
}

/// Of a number that is stored, the formula says no more than where it was taken from: another sheet, another file.
fn is_telling(value: &Value, formula: &str) -> bool {
    !matches!(value, Value::Number(_)) || formula.contains(['!', '['])
}

fn put(cells: &mut Found, at: At, value: Value, formula: Option<String>) {
    if value != Value::Blank || formula.is_some() {
        let formula = formula.filter(|f| is_telling(&value, f)).map(Formula::from);
        cells.push((at, Cell { value, formula }));
    }
}

/// The strings that cells share, by where they lie in the workbook: each is kept once, however many cells show it.
#[derive(Default)]
struct Strings(HashMap<usize, Arc<str>>);

impl Strings {
    fn value(&mut self, data: DataRef<'_>) -> Value {
        let DataRef::SharedString(text) = data else {
            return value_of(data.into());
        };
        let kept = self.0.entry(text.as_ptr() as usize);
        let kept = kept.or_insert_with(|| text.into());
        // An empty string lies nowhere in particular.
        let is_same = kept.len() == text.len();
        Value::Text(if is_same { Arc::clone(kept) } else { text.into() })
    }
}

fn value_of(data: Data) -> Value {
    match data {
        Data::Empty => Value::Blank,
        Data::Int(n) => Value::Number(n.into()),
        Data::Float(n) => {
            number::from_binary(n).map_or_else(|| Value::Unusable(n.to_string().into()), Value::Number)
        }
        Data::String(text) => Value::Text(text.into()),
        Data::Bool(b) => Value::Text(if b { "TRUE" } else { "FALSE" }.into()),
        // A date is text here: never an amount.
        Data::DateTime(moment) => Value::Text(date(&moment).into()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text.into()),
        Data::Error(error) => Value::Error(error.to_string().into()),
    }
}

fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    match (year, hour, minute) {
        // A time of day stands on the day before the calendar begins.
        (..1900, ..) => format!("{hour:02}:{minute:02}"),
        (_, 0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

fn of_xlsx(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        XlsxError::Zip(_) | XlsxError::Io(_) => Unreadable::Damaged(said!("壓縮資料", "its compressed data")),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) => {
            Unreadable::Malformed(said!("XML 語法", "its XML"))
        }
        XlsxError::ColumnNumberOverflow | XlsxError::RowNumberOverflow | XlsxError::Alphanumeric(_) => {
            Unreadable::Malformed(said!("儲存格位址不合法", "an address of a cell"))
        }
        other => Unreadable::Malformed(in_words(&other.to_string())),
    }
}

fn in_words(error: &str) -> Said {
    if error.to_ascii_lowercase().contains("string") {
        said!("字串索引超出範圍", "a cell names a string that is not there")
    } else {
        said!("工作表內容", "the content of a sheet")
    }
}
