//! A season as a file: `.json` alone, `.usrdesk`, a zip with its attachments and their hashes, or `.usrdesk-part`, the
//! same for a part that was handed out (分工檔).
//!
//! **Bytes in, bytes out; the same season gives the same bytes.** A hash that does not fit is refused: the file was
//! altered or damaged on its way. It is no signature.

mod archive;
mod terms;

use crate::error::Error;
use crate::files::sha256;
use crate::locked::{self, Passphrase};
use archive::{packed, unpacked};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use usr_desk_workspace::handout::Handed;
use usr_desk_workspace::{Sentence, Workspace, format};

const SEASON: &str = "workspace.json";
const MANIFEST: &str = "manifest.json";
const BASE: &str = "base.json";
const TERMS: &str = "handout.json";

/// A season and the attached files that go with it, each under the name that the season gives it.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The season, or the part of it that was handed out.
    pub season: Workspace,
    /// Name as in `attachments[].file`, and bytes.
    pub attachments: Vec<(String, Vec<u8>)>,
    /// The terms and the base of a part that was handed out; absent = a whole season.
    pub handed: Option<Handed>,
}

impl From<Workspace> for Parcel {
    fn from(season: Workspace) -> Parcel {
        Parcel {
            season,
            attachments: Vec::new(),
            handed: None,
        }
    }
}

/// The forms that a season's file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `.json`: the attached files lie beside it.
    Json,
    /// `.usrdesk`: a whole season with its files.
    Parcel,
    /// `.usrdesk-part`: a part that was handed out (分工檔).
    Part,
}

impl Form {
    /// By the ending of its name.
    pub fn of(name: &str) -> Option<Form> {
        let name = name.to_lowercase();
        [
            (".json", Form::Json),
            (".usrdesk", Form::Parcel),
            (".usrdesk-part", Form::Part),
        ]
        .into_iter()
        .find_map(|(ending, form)| name.ends_with(ending).then_some(form))
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

/// Reads any form; the name is for messages, the content decides.
pub fn read(name: &str, bytes: &[u8]) -> Result<Parcel, Error> {
    let unusable = |why: Sentence| {
        Error::refused(
            format!("無法讀取「{name}」：{}", why.zh),
            format!("“{name}” cannot be read: {}", why.en),
        )
    };
    let refused = |zh: &str, en: &str| unusable(Sentence::new(zh, en));
    let season = |bytes: &[u8]| format::read(bytes).map_err(|e| unusable(e.sentence()));
    if locked::is_locked(bytes) {
        return Err(Error::Locked(name.to_owned()));
    }
    if !bytes.starts_with(b"PK") {
        return match terms::taken_out(bytes) {
            None => season(bytes).map(Parcel::from),
            Some((rest, terms)) => Ok(Parcel {
                season: season(&rest)?,
                attachments: Vec::new(),
                handed: Some(terms::from_json(terms).map_err(unusable)?),
            }),
        };
    }
    let mut files = unpacked(name, bytes)?;
    let manifest = files.remove(MANIFEST).ok_or_else(|| {
        refused(
            "裡面沒有 manifest.json，不是本程式輸出的 .usrdesk 檔。請選擇正確的檔案。",
            "there is no manifest.json in it, so this program did not write it. Choose the right file.",
        )
    })?;
    let manifest: Manifest = usr_desk_workspace::objects::from_slice(&manifest).map_err(|e| {
        refused(
            &format!("manifest.json 看不懂（{e}）。請向提供者重新索取檔案。"),
            &format!("its manifest.json cannot be understood ({e}). Ask its sender for the file again."),
        )
    })?;
    if manifest.format != "usr-desk.manifest" || manifest.version != 1 {
        return Err(refused(
            "它由較新的版本輸出。請更新程式後再開啟。",
            "a newer program wrote it. Update the program, then open it again.",
        ));
    }
    for (file, entry) in &manifest.files {
        let intact = files.get(file).is_some_and(|b| sha256(b) == entry.sha256);
        if !intact {
            return Err(refused(
                &format!("「{file}」與清單的雜湊值不符，檔案曾被更改或已損壞。請向提供者重新索取檔案。"),
                &format!(
                    "“{file}” does not have the hash that the list gives: the file was altered or damaged. Ask its sender for it again."
                ),
            ));
        }
    }
    if let Some(stranger) = files.keys().find(|f| !manifest.files.contains_key(*f)) {
        return Err(refused(
            &format!("清單裡沒有「{stranger}」，檔案曾被更改。請向提供者重新索取檔案。"),
            &format!(
                "the list does not name “{stranger}”: the file was altered. Ask its sender for it again."
            ),
        ));
    }
    let main = files.remove(SEASON).ok_or_else(|| {
        refused(
            "裡面沒有 workspace.json。請選擇正確的檔案。",
            "there is no workspace.json in it. Choose the right file.",
        )
    })?;
    let handed = match (files.remove(TERMS), files.remove(BASE)) {
        (None, None) => None,
        (Some(terms), Some(base)) => Some(terms::from_files(&terms, &base).map_err(unusable)?),
        _ => {
            return Err(refused(
                "handout.json 與 base.json 缺了其中一個，分工檔不完整。請向提供者重新索取檔案。",
                "handout.json or base.json is missing: the part is not whole. Ask its sender for it again.",
            ));
        }
    };
    Ok(Parcel {
        season: season(&main)?,
        attachments: files.into_iter().collect(),
        handed,
    })
}

/// Writes the form that the name asks for; a `.usrdesk` of a part is its season alone.
pub fn write(name: &str, parcel: &Parcel) -> Result<Vec<u8>, Error> {
    let season = format::write(&parcel.season);
    let terms = match (Form::of(name), &parcel.handed) {
        (Some(Form::Parcel), _) => None,
        (Some(Form::Part), None) => {
            return Err(Error::refused(
                format!(
                    "無法寫成「{name}」：這是整個申請季，不是交給一個人的部分。請先用「交換與合併」或 usr-desk handout 交出一個計畫。"
                ),
                format!(
                    "“{name}” cannot be written: this is a whole season, not one person's part. Hand out a proposal first, in the window or with usr-desk handout."
                ),
            ));
        }
        (Some(Form::Part), Some(handed)) => Some((terms::to_file(handed), format::write(&handed.base))),
        (_, None) => return Ok(season),
        (_, Some(handed)) => return Ok(terms::put_in(&parcel.season, handed)),
    };
    let mut files: BTreeMap<&str, &[u8]> = parcel
        .attachments
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    files.insert(SEASON, &season);
    if let Some((terms, base)) = &terms {
        files.extend([(TERMS, terms.as_slice()), (BASE, base.as_slice())]);
    }
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
        .map_err(|e| Error::Unexpected(format!("zip: {e}")))
}

/// The same for a file that this passphrase opens; absent = anyone can. A `.json` lies open, with its files beside it.
pub fn write_locked(name: &str, parcel: &Parcel, passphrase: Option<&Passphrase>) -> Result<Vec<u8>, Error> {
    let bytes = write(name, parcel)?;
    match passphrase {
        None => Ok(bytes),
        Some(passphrase) if matches!(Form::of(name), Some(Form::Parcel | Form::Part)) => {
            locked::lock(&bytes, passphrase)
        }
        Some(_) => Err(Error::refused(
            format!("「{name}」不能加通行碼：只有 .usrdesk 與 .usrdesk-part 可以。請改用這兩種副檔名。"),
            format!(
                "“{name}” cannot be locked: only .usrdesk and .usrdesk-part can. Use one of those endings."
            ),
        )),
    }
}

fn entry(bytes: &[u8]) -> Entry {
    Entry {
        sha256: sha256(bytes),
        bytes: bytes.len() as u64,
    }
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
    use super::archive::Unpacked;
    use super::*;

    fn parcel() -> Parcel {
        let mut season = crate::practice::season();
        season.cycle = "第四期".into();
        Parcel {
            season,
            attachments: vec![("attachments/備忘錄.pdf".to_owned(), b"%PDF-1.4".to_vec())],
            handed: None,
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
