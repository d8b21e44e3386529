//! The tree keeps its own rules: who names which library, how long files grow, what is never written.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below `folder` with one of these endings, with its path from the root and its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(at: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(at).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(
                    name.as_str(),
                    "target" | "node_modules" | "dist" | "gen" | ".git" | "suite" | "protocol" | "out"
                ) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|e| name.ends_with(e)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    found.sort();
    let text = |p: &PathBuf| fs::read_to_string(p).unwrap_or_default();
    let name = |p: &PathBuf| {
        p.strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    };
    found.iter().map(|p| (name(p), text(p))).collect()
}

/// The lines that are code, without comments and doc comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn names(text: &str, library: &str) -> bool {
    code(text).any(|line| line.contains(&format!("{library}::")) || line.contains(&format!("use {library}")))
}

#[test]
fn heavy_libraries_are_named_where_they_belong() {
    let homes = [
        ("calamine", "crates/intake/src/workbook.rs"),
        ("printpdf", "crates/packet/src/pdf.rs"),
        ("hayro", "crates/preview/src/lib.rs"),
        ("rust_xlsxwriter", "crates/workbooks/src/xlsx.rs"),
        ("rusqlite", "crates/desk/"),
        ("tauri", "src-tauri/"),
    ];
    let sources = ["crates", "src-tauri", "xtask"]
        .map(|f| files(f, &[".rs"]))
        .concat();
    assert!(sources.len() > 20, "the walk found only {} files", sources.len());
    for (library, home) in homes {
        let strangers: Vec<_> = sources
            .iter()
            .filter(|(path, text)| !path.starts_with(home) && names(text, library))
            .map(|(p, _)| p)
            .collect();
        assert!(
            strangers.is_empty(),
            "{library} belongs in {home}, but is named in {strangers:?}"
        );
    }
}

#[test]
fn the_core_touches_no_world() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "rand::",
    ];
    for crate_name in [
        "workspace",
        "rules",
        "intake",
        "workbooks",
        "manual",
        "packet",
        "word",
        "preview",
        "bulletin",
    ] {
        for (path, text) in files(&format!("crates/{crate_name}/src"), &[".rs"]) {
            let body = text.split("#[cfg(test)]").next().unwrap_or_default();
            let found: Vec<_> = forbidden
                .iter()
                .filter(|word| code(body).any(|line| line.contains(**word)))
                .collect();
            assert!(found.is_empty(), "{path} reaches outside: {found:?}");
        }
    }
}

#[test]
fn no_float_touches_money() {
    for crate_name in ["workspace", "rules"] {
        for (path, text) in files(&format!("crates/{crate_name}/src"), &[".rs"]) {
            // It passes whatever a reader gives on to who asked for it, and holds no number.
            let passes_on = path == "crates/workspace/src/objects.rs";
            assert!(
                passes_on || !code(&text).any(|l| l.contains("f64") || l.contains("f32")),
                "{path} names a float"
            );
        }
    }
}

#[test]
fn rules_do_not_ask_which_edition() {
    for (path, text) in files("crates/rules/src", &[".rs"]) {
        let asks = code(&text).any(|l| l.contains("edition ==") || l.contains("edition !="));
        assert!(
            !asks || path.ends_with("book.rs"),
            "{path} asks for the edition; make it a parameter"
        );
    }
}

#[test]
fn only_one_place_speaks_to_tauri_in_the_window() {
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        assert!(
            !text.contains("@tauri-apps/") || path == "ui/src/host/tauri.ts",
            "{path} imports @tauri-apps"
        );
    }
}

/// Files that may be longer than 500 lines, with the reason.
const LONG: [(&str, &str); 1] = [(
    "crates/desk/src/protocol.rs",
    "two enums: everything that a host may ask and is answered, an entry with its words each",
)];

#[test]
fn files_stay_short() {
    let mut sources = ["crates", "src-tauri", "xtask"]
        .map(|f| files(f, &[".rs"]))
        .concat();
    sources.extend(files("ui/src", &[".ts", ".svelte"]));
    for (path, text) in sources {
        let lines = text.lines().count();
        let known = LONG.iter().any(|(name, _)| *name == path) || path.contains("/tests/");
        assert!(
            lines <= 500 || known,
            "{path} has {lines} lines: part it, or give its reason in LONG"
        );
    }
}

#[test]
fn names_that_say_nothing_are_not_used() {
    let empty = ["Manager", "Helper", "Util", "Handler", "Service"];
    for (path, text) in ["crates", "src-tauri", "xtask"]
        .map(|f| files(f, &[".rs"]))
        .concat()
    {
        for line in code(&text) {
            let declares = ["struct ", "enum ", "trait ", "mod "]
                .iter()
                .any(|w| line.trim_start().trim_start_matches("pub ").starts_with(w));
            let found = declares
                .then(|| empty.iter().find(|name| line.contains(**name)))
                .flatten();
            assert!(found.is_none(), "{path}: {line}");
        }
    }
}

#[test]
fn nothing_committed_knows_the_machine_it_was_made_on() {
    let texts = [files(
        ".",
        &[
            ".rs", ".md", ".txt", ".toml", ".ts", ".svelte", ".json", ".mjs", ".sh",
        ],
    )]
    .concat();
    for (path, text) in texts {
        let machine = ["/root/", concat!("/work", "/")]
            .iter()
            .find(|w| text.contains(**w));
        assert!(
            machine.is_none() || path.ends_with("tidy.rs"),
            "{path} names a path of one machine"
        );
    }
}

#[test]
fn every_dependency_says_why() {
    for (path, text) in files(".", &["Cargo.toml"]) {
        let mut in_dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                in_dependencies = line.contains("dependencies");
                continue;
            }
            let declares = in_dependencies && line.contains('=') && !line.trim_start().starts_with('#');
            let shared = line.contains("workspace = true") || line.contains("path = ");
            assert!(!declares || shared || line.contains('#'), "{path}: {line}");
        }
    }
}

/// A double click on Linux: the desktop's entry takes the file, and knows every kind that the program says it opens.
#[test]
fn an_installed_program_opens_its_files_by_double_click() {
    let read = |path: &str| fs::read_to_string(root().join("src-tauri").join(path)).unwrap();
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let (entry, kinds) = (read("linux/usr-desk.desktop"), read("linux/usr-desk.xml"));
    assert!(entry.lines().any(|line| line == "Exec={{exec}} %f"), "{entry}");
    let associations = config["bundle"]["fileAssociations"].as_array().unwrap();
    assert!(!associations.is_empty());
    for association in associations {
        let kind = association["mimeType"].as_str().unwrap();
        let listed = entry.lines().find(|line| line.starts_with("MimeType=")).unwrap();
        assert!(listed.contains(&format!("{kind};")), "{kind} in {listed}");
        assert!(kinds.contains(&format!("\"{kind}\"")), "{kind} in usr-desk.xml");
        let ending = association["ext"][0].as_str().unwrap();
        assert!(
            kinds.contains(&format!("\"*.{ending}\"")),
            "{ending} in usr-desk.xml"
        );
    }
    let linux: serde_json::Value = serde_json::from_str(&read("tauri.linux.conf.json")).unwrap();
    for package in ["deb", "rpm"] {
        let template = &linux["bundle"]["linux"][package]["desktopTemplate"];
        assert_eq!(template, "linux/usr-desk.desktop", "{package}");
    }
}
