//! The bill of materials of what is installed on this system: `cargo run -p usr-desk-tests --example sbom -- OUT.cdx.json`.
#![allow(clippy::print_stdout, reason = "a command line tool speaks")]

use usr_desk_tests::components::{Systems, bill, components};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("usage: sbom OUT.cdx.json")?;
    let all = components(Systems::This);
    std::fs::write(
        &out,
        serde_json::to_vec_pretty(&bill(&all, env!("CARGO_PKG_VERSION")))?,
    )?;
    println!("{out}: {} components", all.len());
    Ok(())
}
