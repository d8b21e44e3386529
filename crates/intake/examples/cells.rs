//! Reads a workbook into cells and prints how many there are and what its numbers add up to:
//! `cargo run --release -p usr-desk-intake --example cells -- FILE`. What `benches/peers.py` measures of this program.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use rust_decimal::Decimal;
use usr_desk_intake::grid::Value;
use usr_desk_intake::{guard, workbook::workbook};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("a readable file");
    let admitted = guard(&path, &bytes).expect("a workbook that is let in");
    let book = workbook(admitted).expect("a workbook that can be read");
    let (mut cells, mut sum) = (0, Decimal::ZERO);
    for (_, cell) in book.sheets.iter().flat_map(|sheet| sheet.cells.iter()) {
        cells += 1;
        if let Value::Number(number) = cell.value {
            sum += number;
        }
    }
    println!("{cells} {}", sum.normalize());
}
