//! Sound files, and some that once did harm.

use crate::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use usr_desk_desk::exchange::{self, Parcel};
use usr_desk_desk::sections::{Terms, hand_out};
use usr_desk_workspace::format;
use usr_desk_workspace::handout::{Chapter, Purpose};
use zip::write::SimpleFileOptions;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder below the project, by name, the large ones left out.
fn folder(path: &str, largest: usize) -> Vec<File> {
    let entries = std::fs::read_dir(root().join(path))
        .into_iter()
        .flatten()
        .flatten();
    let mut files: Vec<File> = entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .filter(|(name, bytes)| bytes.len() <= largest && !name.ends_with(".expected.json"))
        .collect();
    files.sort();
    files
}

/// What is kept for a reader in the suite.
pub(crate) fn kept(reader: &str) -> Vec<File> {
    folder(&format!("tests/suite/damage/{reader}"), usize::MAX)
}

pub(crate) fn sheets() -> Vec<File> {
    let mut files = folder("tests/suite/budget-sheets", usize::MAX);
    files.extend(folder("tests/suite/sheets", usize::MAX));
    files.extend(folder("tests/suite/bad-sheets", 20_000));
    files.retain(|(name, _)| !name.ends_with(".json") && !name.ends_with(".md"));
    files
}

pub(crate) fn words() -> Vec<File> {
    let mut files = folder("tests/suite/bulletins", usize::MAX);
    files.truncate(12);
    files.extend(folder("tests/suite/bulletins/files", usize::MAX));
    let body = "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body><w:p><w:r><w:t>國立中央大學 113年5月2日（星期四）論壇</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>日期</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>報名</w:t></w:r></w:hyperlink></w:p></w:body></w:document>";
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/hyperlink\" Target=\"https://a.tw/x\" \
                     TargetMode=\"External\"/></Relationships>";
    let parts = [
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", relations),
    ];
    files.push(("公告.docx".to_owned(), packed(&parts)));
    files
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) fn calendars() -> Vec<File> {
    // The kept ones are the seeds.
    Vec::new()
}

pub(crate) fn seasons() -> Vec<File> {
    let mut files = folder("tests/suite/contract/workspaces", usize::MAX);
    let season = format::read(&files[0].1).unwrap();
    let whole = Parcel {
        attachments: exchange::named_files(&season)
            .into_iter()
            .map(|name| (name, b"%PDF-1.4".to_vec()))
            .collect(),
        ..Parcel::from(season.clone())
    };
    let terms = Terms {
        proposal: "a",
        to: "王小明",
        by: "USR 辦公室",
        on: "2026-03-02T01:00:00Z",
        purpose: Purpose::default(),
        may_edit: Chapter::all(),
    };
    let part = hand_out(&season, whole.attachments.clone(), terms).unwrap();
    for (name, parcel) in [
        ("季.usrdesk", &whole),
        ("分工.usrdesk-part", &part),
        ("分工.json", &part),
    ] {
        files.push((name.to_owned(), exchange::write(name, parcel).unwrap()));
    }
    files
}

pub(crate) fn locked() -> Vec<File> {
    // The kept one asks for little work; those that the program writes would take a minute each.
    Vec::new()
}

pub(crate) fn settings() -> Vec<File> {
    let mut files = folder("crates/rules/tests/packs", usize::MAX);
    files.extend(folder("crates/packet/data", usize::MAX));
    files.retain(|(name, _)| name.ends_with(".md") || name.ends_with(".json"));
    let map = std::fs::read(root().join("tests/suite/budget-sheets/d01.map.json")).unwrap();
    files.push(("d01.map.json".to_owned(), map));
    files
}

pub(crate) fn attachments() -> Vec<File> {
    // Scans are the slowest to look through, and damage to them is damage to a picture.
    folder("tests/suite/attachments", 15_000)
}
