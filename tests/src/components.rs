//! What the program is made of besides our own code: every library and face that a school installs, with its licence.
//!
//! `THIRD-PARTY.md` lists them for people, the bill of materials (SBOM, CycloneDX) for machines.

use serde_json::{Value, json};
use spdx::{Expression, LicenseReq};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A library or a face.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Component {
    /// `cargo`, `npm` or `face`.
    pub kind: &'static str,
    /// As its registry calls it.
    pub name: String,
    /// Its version; of a face, where it is from.
    pub version: String,
    /// An SPDX expression.
    pub licence: String,
    /// Where its source lies.
    pub source: String,
}

/// Which systems' libraries are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Systems {
    /// The one that this runs on; its libraries are here already.
    This,
    /// All three; what is missing is fetched.
    All,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Everything, by kind and name.
pub fn components(systems: Systems) -> Vec<Component> {
    let mut all: BTreeSet<Component> = crates(systems).into_iter().collect();
    all.extend(packages());
    all.extend(faces());
    all.into_iter().collect()
}

/// What the window and the command line link; what only builds or tests them is left out.
fn crates(systems: Systems) -> Vec<Component> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(root());
    if systems == Systems::This {
        let host = Command::new(&cargo).arg("-vV").output().expect("cargo runs");
        let host = String::from_utf8_lossy(&host.stdout);
        let triple = host.lines().find_map(|line| line.strip_prefix("host: "));
        command.args([
            "--filter-platform",
            triple.expect("cargo says for which system it is"),
        ]);
    }
    let told = command.output().expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&told.stdout)
        .unwrap_or_else(|_| panic!("cargo metadata: {}", String::from_utf8_lossy(&told.stderr)));
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|p| (text(&p["id"]), p))
        .collect();
    let links: BTreeMap<String, Vec<Value>> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), list(&node["deps"])))
        .collect();
    let is_ours = |p: &Value| matches!(p["name"].as_str(), Some("usr-desk-window" | "usr-desk-cli"));
    let mut open: Vec<String> = packages
        .values()
        .filter(|p| is_ours(p))
        .map(|p| text(&p["id"]))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for link in links.get(&id).into_iter().flatten() {
            if list(&link["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()) {
                open.push(text(&link["pkg"]));
            }
        }
    }
    let linked = seen.iter().filter_map(|id| packages.get(id));
    linked
        .filter(|package| !package["source"].is_null())
        .map(|package| Component {
            kind: "cargo",
            name: text(&package["name"]),
            version: text(&package["version"]),
            // Older packages write a stroke for OR.
            licence: text(&package["license"]).replace(" / ", "/").replace('/', " OR "),
            source: text(&package["repository"]),
        })
        .collect()
}

/// What the pages are bundled from.
fn packages() -> Vec<Component> {
    let lock = std::fs::read(root().join("ui/package-lock.json")).expect("the lock file is committed");
    let lock: Value = serde_json::from_slice(&lock).expect("the lock file is JSON");
    let all = lock["packages"].as_object().cloned().unwrap_or_default();
    let shipped = all
        .into_iter()
        .filter(|(path, package)| !path.is_empty() && package["dev"] != true);
    shipped
        .map(|(path, package)| {
            let name = path.rsplit("node_modules/").next().unwrap_or_default().to_owned();
            let licence = package["license"].as_str().map(str::to_owned);
            Component {
                kind: "npm",
                source: format!("https://www.npmjs.com/package/{name}"),
                version: package["version"].as_str().unwrap_or_default().to_owned(),
                licence: licence.unwrap_or_else(|| unnamed(&name)),
                name,
            }
        })
        .collect()
}

/// Licences of packages whose lock entry names none, read from their own files.
fn unnamed(name: &str) -> String {
    match name {
        "svelte-toolbelt" => "MIT".to_owned(),
        _ => panic!("{name}: the lock file names no licence; read its own and add it here"),
    }
}

/// The table of `crates/packet/fonts/README.md`.
fn faces() -> Vec<Component> {
    let table =
        std::fs::read_to_string(root().join("crates/packet/fonts/README.md")).expect("it is committed");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let faces = rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let licence = cells[3]
            .trim_start_matches('[')
            .split(']')
            .next()
            .unwrap_or_default();
        Component {
            kind: "face",
            name: cells[2].to_owned(),
            version: cells[4].replace('`', ""),
            licence: match licence {
                "OFL 1.1" => "OFL-1.1".to_owned(),
                other => format!("LicenseRef-{other}"),
            },
            source: "crates/packet/fonts".to_owned(),
        }
    });
    faces.collect()
}

/// Whether a licence may be in the program: `deny.toml` says which, and faces have their own two.
pub fn is_allowed(component: &Component) -> bool {
    if component.kind == "face" {
        return matches!(component.licence.as_str(), "OFL-1.1" | "LicenseRef-OGDL-TW-1.0");
    }
    let policy = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is committed");
    let policy: toml::Table = policy.parse().expect("deny.toml is TOML");
    let allowed = policy["licenses"]["allow"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let allowed: BTreeSet<&str> = allowed.iter().filter_map(|one| one.as_str()).collect();
    let meets = |wanted: &LicenseReq| allowed.contains(wanted.to_string().as_str());
    Expression::parse(&component.licence).is_ok_and(|expression| expression.evaluate(meets))
}

/// The list for people.
pub fn list(components: &[Component]) -> String {
    let mut text = String::from(
        "# What the program is made of\n\n\
         Libraries that the window and the command line link on Windows, macOS or Linux, packages that its pages are bundled from, and faces.\n\
         `UPDATE=1 cargo test -p usr-desk-tests --test third_party` writes this list anew; the test fails when it is not what the lock files say.\n",
    );
    for (kind, title) in [
        ("face", "Faces"),
        ("npm", "npm packages"),
        ("cargo", "Rust crates"),
    ] {
        text.push_str(&format!(
            "\n## {title}\n\n| name | version | licence |\n|---|---|---|\n"
        ));
        for one in components.iter().filter(|one| one.kind == kind) {
            text.push_str(&format!("| {} | {} | {} |\n", one.name, one.version, one.licence));
        }
    }
    text
}

/// The bill of materials for machines: CycloneDX 1.5.
pub fn bill(components: &[Component], version: &str) -> Value {
    let entry = |one: &Component| {
        let mut entry = json!({
            "type": if one.kind == "face" { "file" } else { "library" },
            "name": one.name,
            "version": one.version,
            "licenses": [{ "expression": one.licence }],
        });
        if one.kind != "face" {
            entry["purl"] = json!(format!(
                "pkg:{}/{}@{}",
                one.kind,
                one.name.replace('@', "%40"),
                one.version
            ));
        }
        entry
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "usr-desk", "version": version } },
        "components": components.iter().map(entry).collect::<Vec<_>>(),
    })
}
