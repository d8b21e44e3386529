//! A season as a file: `.json` alone, or `.usrdesk`, a zip with its attachments and their hashes.
//!
//! **Bytes in, bytes out; the same season gives the same bytes.** A hash that does not fit is refused: the file was
//! altered or damaged on its way. It is no signature.

use crate::error::Error;
use crate::files::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use usr_desk_workspace::{Workspace, format};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What all files of a `.usrdesk` may unpack to; a budget of one binder's attachments.
const LARGEST_UNPACKED: u64 = 400 * 1024 * 1024;
const MOST_ENTRIES: usize = 2_000;
const SEASON: &str = "workspace.json";
const MANIFEST: &str = "manifest.json";

/// A season and the attached files that go with it, each under the name that the season gives it.
pub struct Parcel {
    /// The season.
    pub season: Workspace,
    /// Name as in `attachments[].file`, and bytes.
    pub attachments: Vec<(String, Vec<u8>)>,
}

impl From<Workspace> for Parcel {
    fn from(season: Workspace) -> Parcel {
        Parcel {
            season,
            attachments: Vec::new(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    version: u32,
    files: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    sha256: String,
    bytes: u64,
}

/// Whether a file of this name holds attachments beside the season.
pub fn is_parcel(name: &str) -> bool {
    name.to_lowercase().ends_with(".usrdesk")
}

/// Reads either form; the name is for messages, the content decides.
pub fn read(name: &str, bytes: &[u8]) -> Result<Parcel, Error> {
    let season =
        |bytes: &[u8]| format::read(bytes).map_err(|e| Error::Refused(format!("無法讀取「{name}」：{e}")));
    if !bytes.starts_with(b"PK") {
        return season(bytes).map(Parcel::from);
    }
    let mut files = unpacked(name, bytes)?;
    let refused = |what: &str| Error::Refused(format!("無法讀取「{name}」：{what}"));
    let manifest = files
        .remove(MANIFEST)
        .ok_or_else(|| refused("裡面沒有 manifest.json，不是本程式輸出的 .usrdesk 檔。請選擇正確的檔案。"))?;
    let manifest: Manifest = serde_json::from_slice(&manifest)
        .map_err(|e| refused(&format!("manifest.json 看不懂（{e}）。請向提供者重新索取檔案。")))?;
    if manifest.format != "usr-desk.manifest" || manifest.version != 1 {
        return Err(refused("它由較新的版本輸出。請更新程式後再開啟。"));
    }
    for (file, entry) in &manifest.files {
        let intact = files.get(file).is_some_and(|b| sha256(b) == entry.sha256);
        if !intact {
            return Err(refused(&format!(
                "「{file}」與清單的雜湊值不符，檔案曾被更改或已損壞。請向提供者重新索取檔案。"
            )));
        }
    }
    if let Some(stranger) = files.keys().find(|f| !manifest.files.contains_key(*f)) {
        return Err(refused(&format!(
            "清單裡沒有「{stranger}」，檔案曾被更改。請向提供者重新索取檔案。"
        )));
    }
    let main = files
        .remove(SEASON)
        .ok_or_else(|| refused("裡面沒有 workspace.json。請選擇正確的檔案。"))?;
    Ok(Parcel {
        season: season(&main)?,
        attachments: files.into_iter().collect(),
    })
}

/// Writes the form that the name asks for.
pub fn write(name: &str, parcel: &Parcel) -> Result<Vec<u8>, Error> {
    let season = format::write(&parcel.season);
    if !is_parcel(name) {
        return Ok(season);
    }
    let files = parcel.attachments.iter().map(|(n, b)| (n.as_str(), b.as_slice()));
    let files: BTreeMap<&str, &[u8]> = files.chain([(SEASON, season.as_slice())]).collect();
    let manifest = Manifest {
        format: "usr-desk.manifest".to_owned(),
        version: 1,
        files: files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), entry(bytes)))
            .collect(),
    };
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(|e| Error::Unexpected(e.to_string()))?;
    packed([(MANIFEST, manifest.as_slice())].into_iter().chain(files))
        .map_err(|e| Error::Unexpected(format!("無法壓縮：{e}")))
}

fn entry(bytes: &[u8]) -> Entry {
    Entry {
        sha256: sha256(bytes),
        bytes: bytes.len() as u64,
    }
}

fn packed<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Files by name.
type Unpacked = BTreeMap<String, Vec<u8>>;

fn unpacked(name: &str, bytes: &[u8]) -> Result<Unpacked, Error> {
    let damaged = |e: &dyn std::fmt::Display| {
        Error::Refused(format!(
            "無法讀取「{name}」：壓縮檔已損壞（{e}）。請向提供者重新索取檔案。"
        ))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut files = BTreeMap::new();
    let mut room = LARGEST_UNPACKED;
    if archive.len() > MOST_ENTRIES {
        return Err(damaged(&"檔案數過多"));
    }
    for i in 0..archive.len() {
        let file = archive.by_index(i).map_err(|e| damaged(&e))?;
        if file.is_dir() {
            continue;
        }
        let inner = file.name().map_err(|e| damaged(&e))?.to_string();
        if !is_inside(&inner) {
            return Err(damaged(&format!("不允許的路徑「{inner}」")));
        }
        let mut content = Vec::new();
        file.take(room + 1)
            .read_to_end(&mut content)
            .map_err(|e| damaged(&e))?;
        room = room
            .checked_sub(content.len() as u64)
            .ok_or_else(|| damaged(&"解開後過大"))?;
        files.insert(inner, content);
    }
    Ok(files)
}

/// The names of all attached files of a season that lie inside its own folder.
pub fn named_files(season: &Workspace) -> Vec<String> {
    let proposals = season.proposals.iter().flat_map(|p| &p.attachments);
    let mut files: Vec<String> = season
        .attachments
        .iter()
        .chain(proposals)
        .filter_map(|a| a.file.filled())
        .filter(|file| is_inside(file))
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    files
}

/// A relative path that stays below its folder on every system.
pub fn is_inside(file: &str) -> bool {
    let parts = file.split('/');
    !file.is_empty()
        && !file.contains(['\\', ':', '\0'])
        && parts
            .into_iter()
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel() -> Parcel {
        let mut season = crate::practice::season();
        season.cycle = "第四期".into();
        Parcel {
            season,
            attachments: vec![("attachments/備忘錄.pdf".to_owned(), b"%PDF-1.4".to_vec())],
        }
    }

    #[test]
    fn a_parcel_comes_back_whole_and_is_the_same_bytes_each_time() {
        let bytes = write("季.usrdesk", &parcel()).unwrap();
        let again = read("季.usrdesk", &bytes).unwrap();
        assert!(again.season == parcel().season);
        assert_eq!(again.attachments, parcel().attachments);
        assert_eq!(bytes, write("季.usrdesk", &again).unwrap());
    }

    #[test]
    fn an_altered_file_is_refused_by_name() {
        let files = unpacked("x", &write("x.usrdesk", &parcel()).unwrap()).unwrap();
        let repacked = |change: &dyn Fn(&mut Unpacked)| {
            let mut files = files.clone();
            change(&mut files);
            let bytes = packed(files.iter().map(|(n, b)| (n.as_str(), b.as_slice()))).unwrap();
            read("x.usrdesk", &bytes).map(|_| ()).map_err(|e| e.to_string())
        };
        assert_eq!(repacked(&|_| {}), Ok(()));
        let altered = repacked(&|f| f.get_mut("workspace.json").unwrap().push(b' '));
        assert!(
            altered
                .unwrap_err()
                .contains("「workspace.json」與清單的雜湊值不符")
        );
        let added = repacked(&|f| drop(f.insert("more.pdf".into(), vec![1])));
        assert!(added.unwrap_err().contains("清單裡沒有「more.pdf」"));
        let gone = repacked(&|f| drop(f.remove("attachments/備忘錄.pdf")));
        assert!(gone.unwrap_err().contains("備忘錄"));
        assert!(read("x.usrdesk", b"PK nonsense").is_err());
    }

    #[test]
    fn only_paths_below_the_folder() {
        assert!(is_inside("attachments/a b.pdf"));
        for file in ["", "/etc/passwd", "../a", "a/../../b", "C:\\a", "a//b", "./a"] {
            assert!(!is_inside(file), "{file}");
        }
    }
}
