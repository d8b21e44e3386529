//! Writes a long budget sheet: `cargo run --release -p usr-desk-intake --example make_sheet -- ROWS COLUMNS FILE.xlsx`.
//! The same sheet for the same numbers, so that programs can be measured on one file.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

#[path = "../benches/long/mod.rs"]
mod long;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let [rows, columns, file] = asked.as_slice() else {
        println!("ROWS COLUMNS FILE.xlsx");
        return;
    };
    let number = |text: &String| text.parse().expect("a number");
    let bytes = long::workbook(number(rows), number(columns));
    std::fs::write(file, &bytes).expect("a place to write to");
    println!("{file}: {} bytes", bytes.len());
}
