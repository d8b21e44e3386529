//! A book as `.xlsx`. The only file that names the writing library.

use crate::book::{At, Book, Cell, Formula, Look, Range, Sheet, Value, address};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula as Written, Workbook, Worksheet,
    XlsxError,
};
use std::collections::HashMap;

const FACE: &str = "標楷體";
const A4: u8 = 9;

pub(crate) fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No clock: the same season gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let mut formats = Formats::default();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet, &mut formats)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    for (column, width) in (0..).zip(&sheet.widths) {
        worksheet.set_column_width(column, f64::from(*width))?;
    }
    // Merged first: the cells written after it keep their own looks and frames.
    for Range { first, last } in sheet.merges.iter().filter(|m| m.first != m.last) {
        let look = sheet
            .rows
            .get(first.0 as usize)
            .and_then(|r| r.cells.get(usize::from(first.1)))
            .map_or(Look::Plain, |c| c.look);
        worksheet.merge_range(first.0, first.1, last.0, last.1, "", formats.of(look, 0))?;
    }
    for (row, content) in (0_u32..).zip(&sheet.rows) {
        if content.lines > 1 {
            worksheet.set_row_height(row, 17.0 * f64::from(content.lines))?;
        }
        for (column, cell) in (0_u16..).zip(&content.cells) {
            if !is_covered(sheet, (row, column)) {
                write_cell(worksheet, (row, column), cell, formats)?;
            }
        }
    }
    let last_column = u16::try_from(sheet.widths.len().max(1) - 1).unwrap_or(u16::MAX);
    let last_row = u32::try_from(sheet.rows.len().max(1) - 1).unwrap_or(u32::MAX);
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    worksheet
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3)
        .set_print_center_horizontally(true);
    worksheet.set_repeat_rows(sheet.head.0, sheet.head.1)?;
    worksheet.set_print_area(0, 0, last_row, last_column)?;
    worksheet.set_footer("&C第 &P 頁，共 &N 頁&R&A");
    worksheet.set_freeze_panes(sheet.head.1 + 1, 0)?;
    Ok(())
}

fn is_covered(sheet: &Sheet, at: At) -> bool {
    sheet.merges.iter().any(|m| {
        (m.first.0..=m.last.0).contains(&at.0) && (m.first.1..=m.last.1).contains(&at.1) && m.first != at
    })
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): At,
    cell: &Cell,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    match &cell.value {
        Value::Blank => worksheet.write_blank(row, column, formats.of(cell.look, 0))?,
        // A string cell is never calculated; the mark keeps it text when it is edited too.
        Value::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
            let format = formats.of(cell.look, 0).clone().set_quote_prefix();
            worksheet.write_string_with_format(row, column, text, &format)?
        }
        Value::Text(text) => {
            worksheet.write_string_with_format(row, column, text, formats.of(cell.look, 0))?
        }
        Value::Number(number) => {
            let format = formats.of(cell.look, number.scale());
            worksheet.write_number_with_format(row, column, binary(*number), format)?
        }
        Value::Computed(formula, result) => {
            let written = Written::new(in_excel(formula)).set_result(result.to_string());
            worksheet.write_formula_with_format(
                row,
                column,
                written,
                formats.of(cell.look, result.scale()),
            )?
        }
    };
    Ok(())
}

/// A spreadsheet's own number; fifteen digits come back as they went ([`Cell::number`]).
fn binary(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

fn in_excel(formula: &Formula) -> String {
    match formula {
        Formula::Same(at) => format!("={}", address(*at)),
        Formula::Product(a, b) => format!("={}*{}", address(*a), address(*b)),
        Formula::Sum(range) => format!("=SUM({}:{})", address(range.first), address(range.last)),
        Formula::Plus(places) if places.is_empty() => "=0".to_owned(),
        Formula::Plus(places) => {
            let places: Vec<String> = places.iter().map(|at| address(*at)).collect();
            format!("={}", places.join("+"))
        }
    }
}

/// Formats by look and decimal places, each made once.
#[derive(Default)]
struct Formats(HashMap<(Look, u32), Format>);

impl Formats {
    fn of(&mut self, look: Look, places: u32) -> &Format {
        self.0
            .entry((look, places))
            .or_insert_with(|| format(look, places))
    }
}

fn format(look: Look, places: u32) -> Format {
    let base = Format::new()
        .set_font_name(FACE)
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter);
    let framed = || base.clone().set_border(FormatBorder::Thin).set_text_wrap();
    let digits = match places {
        0 => "#,##0".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places as usize)),
    };
    match look {
        Look::Plain => base.set_text_wrap(),
        Look::PlainRight => base.set_align(FormatAlign::Right),
        Look::Title => base.set_font_size(16).set_bold().set_align(FormatAlign::Center),
        Look::Head => framed()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_background_color("#EDEDED"),
        Look::Text => framed(),
        Look::Middle => framed().set_align(FormatAlign::Center),
        Look::Number => framed().set_num_format(digits),
        Look::Subtotal => framed().set_num_format(digits).set_background_color("#F7F7F7"),
        Look::Total => framed()
            .set_bold()
            .set_num_format(digits)
            .set_background_color("#EDEDED"),
    }
}
