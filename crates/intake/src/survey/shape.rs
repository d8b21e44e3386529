//! The shape of a workbook: what stays the same when next year's numbers are filled in.

use crate::grid::{Cell, Sheet, Value, column_name};
use crate::survey::header::Header;
use crate::words::squash;

/// Rows from the top in which the words over the columns are looked for where no heading was recognised.
const TOP: usize = 15;
/// As many words make a row of headings there.
const WORDS: usize = 3;

/// The headings of a sheet's tables with their columns, in a form that can be compared: the same for the sheet of
/// next year, whatever its numbers, its years, its name and how often its tables repeat.
pub(super) fn of(sheet: &Sheet, rows: &[u32], headers: &[Header]) -> Vec<String> {
    if headers.is_empty() {
        let mut top = rows.iter().take(TOP);
        return top.find_map(|row| words(sheet, *row)).into_iter().collect();
    }
    let of = |head: &Header| {
        let columns = head.labels.iter().filter(|(_, texts)| !texts.is_empty());
        let named = columns.map(|(column, texts)| column_shape(*column, &texts.concat()));
        named.collect::<Vec<_>>().join("|")
    };
    headers.iter().map(of).collect()
}

/// A row of words and nothing else.
fn words(sheet: &Sheet, row: u32) -> Option<String> {
    let cells: Vec<(u32, &Cell)> = sheet.row(row).collect();
    let texts: Vec<String> = cells
        .iter()
        .filter_map(|(column, cell)| match &cell.value {
            Value::Text(text) => Some(column_shape(*column, text)),
            _ => None,
        })
        .collect();
    (texts.len() >= WORDS && texts.len() == cells.len()).then(|| texts.join("|"))
}

/// `F總價(元)`; every number is a mark, for years change.
fn column_shape(column: u32, text: &str) -> String {
    let mut shape = column_name(column);
    let mut was_digit = false;
    for c in squash(text).chars() {
        if !c.is_numeric() {
            shape.push(c);
        } else if !was_digit {
            shape.push('#');
        }
        was_digit = c.is_numeric();
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Map;
    use crate::grid::{Layout, Shown, Source, Workbook};
    use crate::survey::survey;

    fn shape(workbook: &Workbook) -> Option<String> {
        survey(workbook, &Map::default()).shape
    }

    fn book(name: &str, rows: &[&[&str]]) -> Workbook {
        let cell = |row: usize, column: usize, text: &str| {
            let value = text
                .parse()
                .map_or_else(|_| Value::Text(text.into()), Value::Number);
            ((row as u32, column as u32), Cell { value, formula: None })
        };
        let cells: Vec<_> = rows
            .iter()
            .enumerate()
            .flat_map(|(row, texts)| {
                texts
                    .iter()
                    .enumerate()
                    .map(move |(column, text)| cell(row, column, text))
            })
            .collect();
        let sheet = Sheet::new(name.to_owned(), Shown::Visible, cells, Layout::default());
        Workbook {
            sheets: vec![sheet],
            source: Source::Spreadsheet,
            mismatch: None,
            encoding: None,
        }
    }

    #[test]
    fn next_year_s_file_has_the_same_shape() {
        let head = ["經費項目", "單價", "數量", "112年總價", "說明"];
        let next = ["經費項目", "單價 ", "數量", "113年總價", "說明"];
        let old = book(
            "112年",
            &[
                &["112年度經費表"],
                &head,
                &["印刷費", "100", "50", "5000", "手冊"],
            ],
        );
        let new = book(
            "113年",
            &[
                &["113年度經費表"],
                &next,
                &["膳費", "80", "10", "800", ""],
                &["租車", "9000", "1", "9000", ""],
            ],
        );
        assert!(shape(&old).is_some());
        assert_eq!(shape(&old), shape(&new));
    }

    #[test]
    fn another_order_of_columns_is_another_shape() {
        let one = book(
            "甲",
            &[
                &["經費項目", "單價", "數量", "總價"],
                &["印刷費", "100", "50", "5000"],
            ],
        );
        let other = book(
            "甲",
            &[
                &["經費項目", "數量", "單價", "總價"],
                &["印刷費", "50", "100", "5000"],
            ],
        );
        assert_ne!(shape(&one), shape(&other));
    }

    #[test]
    fn unknown_headings_are_known_again_by_their_words() {
        let rows = |amount| [["品目甲", "款額乙", "旁註丙"], ["膳費", amount, "便當"]];
        let of = |amount| {
            let rows = rows(amount);
            let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
            shape(&book("表", &rows))
        };
        assert!(of("800").is_some());
        assert_eq!(of("800"), of("1200"));
        assert_eq!(shape(&book("表", &[&["1", "2"]])), None);
    }
}
