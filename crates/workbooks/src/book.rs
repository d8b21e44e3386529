//! A workbook as plain values: what stands in which cell and how it looks. Knows no file form.

use rust_decimal::Decimal;

/// Row and column, counted from 0.
pub type At = (u32, u16);

/// A workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Title in the file's properties.
    pub title: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet: A4, lying, one page wide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name, unique within the book.
    pub name: String,
    /// Widths of its columns, in half-width characters.
    pub widths: Vec<u8>,
    /// Its rows from the top.
    pub rows: Vec<Row>,
    /// Merged ranges; the first cell holds what shows.
    pub merges: Vec<Range>,
    /// First and last row that are repeated at the top of every printed page.
    pub head: (u32, u32),
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells from the left.
    pub cells: Vec<Cell>,
    /// As many lines of text as it is high; 0 = one.
    pub lines: u8,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// How it looks.
    pub look: Look,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: not filled in, never zero.
    #[default]
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A formula and its result.
    Computed(Formula, Decimal),
}

/// The formulas that sums need.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// `=F8`.
    Same(At),
    /// `=C8*D8`.
    Product(At, At),
    /// `=SUM(F8:F12)`.
    Sum(Range),
    /// `=F13+F20`.
    Plus(Vec<At>),
}

/// A range of cells; both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Upper left.
    pub first: At,
    /// Lower right.
    pub last: At,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// No frame: what stands above and below the table.
    #[default]
    Plain,
    /// As [`Look::Plain`], at the right.
    PlainRight,
    /// The sheet's title.
    Title,
    /// A heading of a column.
    Head,
    /// Text of the table.
    Text,
    /// Text of the table in the middle of its cell.
    Middle,
    /// Numbers of the table.
    Number,
    /// 小計, its label and its numbers.
    Subtotal,
    /// 合計, its label and its numbers.
    Total,
}

impl Look {
    /// Every look, in the order of their names.
    pub const ALL: [Look; 9] = [
        Look::Plain,
        Look::PlainRight,
        Look::Title,
        Look::Head,
        Look::Text,
        Look::Middle,
        Look::Number,
        Look::Subtotal,
        Look::Total,
    ];
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>, look: Look) -> Cell {
        let text = printable(&text.into());
        let value = if text.is_empty() {
            Value::Blank
        } else {
            Value::Text(text)
        };
        Cell { value, look }
    }

    /// A number, or blank. More digits than a spreadsheet keeps are written as text rather than rounded.
    pub fn number(number: Option<Decimal>, look: Look) -> Cell {
        let value = match number {
            None => Value::Blank,
            Some(n) if is_exact(n) => Value::Number(n.normalize()),
            Some(n) => Value::Text(n.normalize().to_string()),
        };
        Cell { value, look }
    }

    /// A formula with its result.
    pub fn computed(formula: Formula, result: Decimal, look: Look) -> Cell {
        let value = Value::Computed(formula, result.normalize());
        Cell { value, look }
    }

    /// An empty cell of this look.
    pub fn blank(look: Look) -> Cell {
        let value = Value::Blank;
        Cell { value, look }
    }
}

impl Range {
    /// A stretch of one column.
    pub fn column(column: u16, first: u32, last: u32) -> Range {
        Range {
            first: (first, column),
            last: (last, column),
        }
    }

    /// A stretch of one row.
    pub fn row(row: u32, first: u16, last: u16) -> Range {
        Range {
            first: (row, first),
            last: (row, last),
        }
    }
}

/// Spreadsheets keep fifteen significant digits.
pub(crate) fn is_exact(number: Decimal) -> bool {
    let digits = number.normalize().mantissa().unsigned_abs();
    digits < 1_000_000_000_000_000
}

/// Longer texts no cell can hold.
const LONGEST: usize = 32_000;

/// The text without what XML cannot hold.
fn printable(text: &str) -> String {
    let is_kept = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let is_character = |c: char| !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars()
        .filter(|c| is_kept(*c) && is_character(*c))
        .take(LONGEST)
        .collect()
}

/// `F12` of row 11, column 5.
pub(crate) fn address(at: At) -> String {
    format!("{}{}", letters(at.1), at.0 + 1)
}

fn letters(column: u16) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}
