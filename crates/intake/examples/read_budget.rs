//! Prints what is recognised of a budget workbook: `cargo run -p usr-desk-intake --example read_budget FILE`.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use usr_desk_intake::{Map, read_all};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("a readable file");
    match read_all(&path, &bytes, &Map::default()) {
        Ok(bundle) => println!(
            "{}",
            serde_json::to_string_pretty(&bundle.reading).expect("plain data")
        ),
        Err(error) => println!("{}", serde_json::json!({ "error": error.to_string() })),
    }
}
