//! The tutorials are followed word for word: files are made, lines put in, commands run, on a copy of the tree.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use usr_desk_intake::{Map, read_all};
use usr_desk_rules::{AttachmentFacts, Language, Rulebook};
use usr_desk_tests::components::root;

/// A fenced block of a tutorial: what its first line says, and its text.
struct Block {
    head: String,
    text: String,
}

fn blocks(tutorial: &str) -> Vec<Block> {
    let text = fs::read_to_string(root().join("tests/tutorials").join(tutorial)).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let ticks = line.chars().take_while(|c| *c == '`').count();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None if ticks >= 3 => {
                fence = Some("`".repeat(ticks));
                blocks.push(Block {
                    head: line[ticks..].to_owned(),
                    text: String::new(),
                });
            }
            None => {}
        }
    }
    assert!(fence.is_none(), "{tutorial}: a block has no end");
    blocks
}

/// What stands after `key=` in the head of a block.
fn word<'a>(block: &'a Block, key: &str) -> Option<&'a str> {
    let rest = block.head.split_once(&format!("{key}="))?.1;
    Some(match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap(),
        None => rest.split_whitespace().next().unwrap(),
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(path, copied).unwrap();
        }
    }
}

/// The two crates that a rule needs, and the suites that its tests read, as a workspace of their own.
fn copy_of_the_rules(folder: &Path) -> PathBuf {
    let tree = folder.join("tree");
    for part in [
        "crates/workspace",
        "crates/rules",
        "tests/suite/contract",
        "tests/suite/more-cases",
        "tests/suite/domain",
    ] {
        copy(&root().join(part), &tree.join(part));
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let start = manifest.find("members = [").unwrap();
    let end = manifest.find("[workspace.package]").unwrap();
    let members = "members = [\"crates/workspace\", \"crates/rules\"]\n\n";
    fs::write(
        tree.join("Cargo.toml"),
        format!("{}{members}{}", &manifest[..start], &manifest[end..]),
    )
    .unwrap();
    fs::copy(root().join("Cargo.lock"), tree.join("Cargo.lock")).unwrap();
    fs::copy(
        root().join("rust-toolchain.toml"),
        tree.join("rust-toolchain.toml"),
    )
    .unwrap();
    tree
}

#[test]
fn a_rule_is_added_as_the_tutorial_says() {
    let folder = tempfile::tempdir().unwrap();
    let tree = copy_of_the_rules(folder.path());
    let mut ran = 0;
    for block in blocks("add-a-rule.md") {
        if let Some(file) = word(&block, "file") {
            fs::write(tree.join(file), &block.text).unwrap();
        } else if let Some(file) = word(&block, "insert") {
            let path = tree.join(file);
            let text = fs::read_to_string(&path).unwrap();
            let after = format!("{}\n", word(&block, "after").unwrap());
            assert_eq!(text.matches(&after).count(), 1, "{file} has {after:?} once");
            fs::write(&path, text.replace(&after, &format!("{after}{}", block.text))).unwrap();
        } else if block.head == "sh run" {
            let words: Vec<&str> = block.text.split_whitespace().collect();
            let told = Command::new(words[0])
                .args(&words[1..])
                .current_dir(&tree)
                .env("CARGO_TARGET_DIR", root().join("target/tutorials"))
                .output()
                .unwrap();
            let said = format!(
                "{}{}",
                String::from_utf8_lossy(&told.stdout),
                String::from_utf8_lossy(&told.stderr)
            );
            assert!(told.status.success(), "{}\n{said}", block.text);
            for case in [
                "配合款恰為整千元通過",
                "配合款多一元就不是整千元",
                "配合款空白不在此判定",
            ] {
                assert!(
                    said.lines()
                        .any(|line| line.contains(case) && line.ends_with("ok")),
                    "{case}\n{said}"
                );
            }
            ran += 1;
        }
    }
    assert_eq!(ran, 1, "the tutorial has one command");
}

#[test]
fn an_edition_is_added_as_the_tutorial_says() {
    let all = blocks("add-an-edition.md");
    let change = all.iter().find(|block| word(block, "replace").is_some()).unwrap();
    let pack = fs::read_to_string(root().join(word(change, "replace").unwrap())).unwrap();
    let (old, new) = change.text.split_once("---\n").unwrap();
    assert_eq!(pack.matches(old.trim()).count(), 1, "the pack has {old:?} once");
    let mut book = Rulebook::embedded().unwrap();
    book.add_pack("117-121.md", &pack.replace(old.trim(), new.trim()))
        .unwrap();

    let wanted = all.iter().find(|block| block.head == "toml expect").unwrap();
    let wanted: toml::Table = wanted.text.parse().unwrap();
    let season = root().join("tests/suite/contract/workspaces/compliant-112-116.json");
    let mut season: Value = serde_json::from_slice(&fs::read(season).unwrap()).unwrap();
    season["edition"] = "117-121".into();
    season["proposals"][0]["budget"][0]["year"] = 117.into();
    let season = usr_desk_workspace::format::read(season.to_string().as_bytes()).unwrap();
    let outcomes = book
        .check(&season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    let found = outcomes
        .iter()
        .find(|outcome| outcome.rule == wanted["rule"].as_str().unwrap() && outcome.year == Some(117));
    let limit = found.unwrap().figures.as_ref().unwrap().limit;
    assert_eq!(limit, wanted["limit"].as_integer().unwrap());
}

#[test]
fn a_sheet_layout_is_added_as_the_tutorial_says() {
    let all = blocks("add-a-sheet-layout.md");
    let file = |ending: &str| {
        all.iter()
            .find(|b| word(b, "file").is_some_and(|f| f.ends_with(ending)))
            .unwrap()
    };
    let read = read_all("t01_example.csv", file(".csv").text.as_bytes(), &Map::default()).unwrap();
    let read = serde_json::to_value(read.reading).unwrap();
    let wanted: Value = serde_json::from_str(&file(".expected.json").text).unwrap();
    let (lines, wanted) = (
        read["lines"].as_array().unwrap(),
        wanted["lines"].as_array().unwrap(),
    );
    assert_eq!(lines.len(), wanted.len(), "{lines:#?}");
    for (line, wanted) in lines.iter().zip(wanted) {
        for (field, value) in wanted.as_object().unwrap() {
            let told = |v: &Value| {
                v.as_number()
                    .map_or_else(|| v.to_string(), |n| n.as_str().trim_end_matches(".0").to_owned())
            };
            assert_eq!(told(&line[field]), told(value), "{field} of {line}");
        }
    }
}
