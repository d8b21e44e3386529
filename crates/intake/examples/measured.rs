//! What `benches/peers.py` measures of this program, and the sheet that it is measured on:
//! `cargo run --release -p usr-desk-intake --example measured -- make ROWS COLUMNS FILE.xlsx`, `… cells FILE`,
//! `… lines FILE`.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

#[path = "../benches/long/mod.rs"]
mod long;

use rust_decimal::Decimal;
use std::io::Write;
use usr_desk_intake::grid::Value;
use usr_desk_intake::{Map, Wanted, answer, guard, workbook::workbook};

fn read(file: &str) -> Vec<u8> {
    std::fs::read(file).expect("a readable file")
}

/// How many cells there are, and what the numbers add up to.
fn cells(file: &str) {
    let bytes = read(file);
    let admitted = guard(file, &bytes).expect("a workbook that is let in");
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

/// What the worker does: every line and every doubt, written out.
fn lines(file: &str) {
    let answer = answer(file, &read(file), &Map::default(), Wanted::Reading);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &answer).expect("plain data");
    out.flush().expect("a reader");
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    match asked.as_slice() {
        ["make", rows, columns, file] => {
            let number = |text: &str| text.parse().expect("a number");
            let bytes = long::workbook(number(rows), number(columns));
            std::fs::write(file, bytes).expect("a place to write to");
        }
        ["cells", file] => cells(file),
        ["lines", file] => lines(file),
        _ => println!("make ROWS COLUMNS FILE.xlsx | cells FILE | lines FILE"),
    }
}
