//! Prints a season to look at: `cargo run --release -p usr-desk-packet --example print -- SEASON.json OUT.pdf [ID]`.

use std::ops::ControlFlow;
use usr_desk_packet::{DraftMark, Fonts, Input, Scope, packet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [season, out, rest @ ..] = arguments.as_slice() else {
        return Err("SEASON.json OUT.pdf [ID|support_plan]".into());
    };
    let workspace = usr_desk_workspace::format::read(&std::fs::read(season)?)?;
    let book = usr_desk_rules::Rulebook::embedded()?;
    let facts = usr_desk_rules::AttachmentFacts::default();
    let outcomes = book.check(&workspace, &facts, usr_desk_rules::Language::ZhTw)?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
    let fonts = Fonts::find(&|name| std::fs::read(format!("{folder}{name}")).ok())?;
    let scope = match rest.first().map(String::as_str) {
        None => Scope::Season,
        Some("support_plan") => Scope::SupportPlan,
        Some(id) => Scope::Proposal(id.into()),
    };
    let input = Input {
        workspace: &workspace,
        outcomes: &outcomes,
        book: &book,
        scope,
        printed_on: usr_desk_workspace::Date::new(2025, 11, 28).ok_or("no such day")?,
        program_version: env!("CARGO_PKG_VERSION"),
        draft: DraftMark::Auto,
    };
    let printed = packet(&input, &fonts, &mut |_| ControlFlow::Continue(()))?;
    std::fs::write(out, &printed.bytes)?;
    for missing in &printed.missing_glyphs {
        eprintln!("缺字「{}」：{}", missing.character, missing.place);
    }
    Ok(())
}
