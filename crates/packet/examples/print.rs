//! Prints a season to look at: `cargo run --release -p usr-desk-packet --example print -- SEASON.json OUT.pdf [ID]`.

#![allow(clippy::print_stderr)] // it speaks to who runs it

use std::ops::ControlFlow;
use usr_desk_packet::{DraftMark, Files, Fonts, Input, Scope, Setup, packet_with_files};

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
        setup: Setup::usual(),
    };
    let beside = std::path::Path::new(season)
        .parent()
        .unwrap_or(std::path::Path::new(""));
    let attached = workspace
        .proposals
        .iter()
        .flat_map(|p| &p.attachments)
        .chain(&workspace.attachments);
    let files: Files = attached
        .filter_map(|a| Some((a.file.to_string(), std::fs::read(beside.join(&*a.file)).ok()?)))
        .collect();
    let printed = packet_with_files(&input, &files, &fonts, &mut |_| ControlFlow::Continue(()))?;
    std::fs::write(out, &printed.bytes)?;
    for refused in &printed.refused {
        eprintln!("未併入 {}：{}", refused.file, refused.reason.zh);
    }
    for missing in &printed.missing_glyphs {
        eprintln!("缺字「{}」：{}", missing.character, missing.place);
    }
    Ok(())
}
