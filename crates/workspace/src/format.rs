//! The file form: JSON in, JSON out, lossless; what cannot be read is refused with its place.

use crate::objects::Objects;
use crate::{FORMAT, Prose, Sentence, VERSION, Workspace, version};
use serde::Deserialize;
use thiserror::Error;

/// Why a file was refused; the sentence is for the user.
#[derive(Debug, Error)]
#[error("{}", self.sentence())]
pub enum Unreadable {
    /// Not JSON at all.
    NotJson {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
        /// serde's own words.
        detail: Sentence,
    },
    /// JSON of something else.
    Format(String),
    /// Written by a newer program.
    Version(String),
    /// A field is unknown, missing or of the wrong kind.
    Field {
        /// JSON pointer.
        pointer: String,
        /// What is wrong there.
        detail: Sentence,
    },
}

impl Unreadable {
    /// Where and what.
    pub fn sentence(&self) -> Sentence {
        match self {
            Unreadable::NotJson { line, column, detail } => Sentence::new(
                format!(
                    "這不是有效的 JSON：第 {line} 行第 {column} 字（{}）。請確認檔案完整。",
                    detail.zh
                ),
                format!(
                    "This is no valid JSON: line {line}, column {column} ({}). Make sure that the file is whole.",
                    detail.en
                ),
            ),
            Unreadable::Format(found) => Sentence::new(
                format!(
                    "位置 /format：「{found}」不是工作檔的格式（應為 {FORMAT}）。請選擇由本程式輸出的檔案。"
                ),
                format!(
                    "At /format: “{found}” is not the format of a season file ({FORMAT}). Choose a file that this program wrote."
                ),
            ),
            Unreadable::Version(found) => Sentence::new(
                format!(
                    "位置 /version：檔案是第 {found} 版，本程式只讀得懂到第 {VERSION} 版。請更新程式後再開啟。"
                ),
                format!(
                    "At /version: the file is of version {found}, this program reads up to version {VERSION}. Update the program, then open it again."
                ),
            ),
            Unreadable::Field { pointer, detail } => Sentence::new(
                format!("位置 {pointer}：{}", detail.zh),
                format!("At {pointer}: {}", detail.en),
            ),
        }
    }
}

#[derive(Default, Deserialize)]
struct Head {
    #[serde(default)]
    format: Option<serde_json::Value>,
    #[serde(default)]
    version: Option<serde_json::Value>,
}

/// Reads the file form. A byte order mark is tolerated; unknown fields, formats and versions are refused.
pub fn read(bytes: &[u8]) -> Result<Workspace, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head: Head = match crate::objects::from_slice(bytes) {
        Ok(head) => head,
        // JSON, but no object: it says no format.
        Err(error) if error.is_data() => Head::default(),
        Err(error) => return Err(not_json(error)),
    };
    let format = head.format.unwrap_or_default();
    if format.as_str() != Some(FORMAT) {
        let shown = format.as_str().map_or_else(|| format.to_string(), str::to_owned);
        return Err(Unreadable::Format(shown));
    }
    let version = head.version.unwrap_or_default();
    let stated = version.as_u64().and_then(|v| u32::try_from(v).ok());
    let Some(stated) = stated.filter(|v| (1..=VERSION).contains(v)) else {
        return Err(Unreadable::Version(version.to_string()));
    };
    let mut workspace: Workspace = match crate::objects::from_slice(bytes) {
        Ok(workspace) => workspace,
        // Looking for the place takes time: it is looked for only where something is wrong.
        Err(_) => placed(bytes)?,
    };
    if let Some((pointer, id)) = repeated_id(&workspace) {
        return Err(Unreadable::Field {
            pointer,
            detail: Sentence::new(
                format!("代號「{id}」重複出現，同一清單內必須各不相同。"),
                format!("The id “{id}” stands there twice; within a list each must differ."),
            ),
        });
    }
    let newer = version::second(&workspace).filter(|_| stated < 2);
    if let Some(pointer) = newer {
        return Err(Unreadable::Field {
            pointer,
            detail: Sentence::new(
                format!("這個欄位是第 2 版才有的，檔案卻寫著第 {stated} 版。請把 /version 改為 2。"),
                format!(
                    "This field came with version 2, but the file says version {stated}. Set /version to 2."
                ),
            ),
        });
    }
    if let Some((pointer, detail)) = ill_set(&workspace) {
        return Err(Unreadable::Field { pointer, detail });
    }
    workspace.version = version::lowest(&workspace);
    Ok(workspace)
}

/// The same reading, with the place of what is wrong.
fn placed(bytes: &[u8]) -> Result<Workspace, Unreadable> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let workspace =
        serde_path_to_error::deserialize(Objects(&mut reader)).map_err(|e| Unreadable::Field {
            pointer: pointer(e.path()),
            detail: in_words(e.inner()),
        })?;
    reader.end().map_err(not_json)?;
    Ok(workspace)
}

/// The first document that the schema forbids, or whose words are not those of its plain text.
fn ill_set(workspace: &Workspace) -> Option<(String, Sentence)> {
    let judged = |pointer: String, prose: &Prose, text: &str| {
        if let Some((at, sentence)) = prose.fault() {
            let below: String = at.iter().map(|i| format!("/content/{i}")).collect();
            return Some((pointer + &below, sentence));
        }
        let words = prose.plain_text();
        let same = words == text || words == Prose::of_plain_text(text).plain_text();
        let sentence = || {
            Sentence::new(
                "排版內容與純文字（text）不一致。請刪除其中一個再開啟。",
                "The set text and the plain text (text) differ. Delete one of them, then open it again.",
            )
        };
        (!same).then(|| (pointer, sentence()))
    };
    let sections = workspace.proposals.iter().enumerate().find_map(|(p, proposal)| {
        proposal.sections.iter().enumerate().find_map(|(s, section)| {
            let at = format!("/proposals/{p}/sections/{s}/document");
            judged(at, section.document.as_ref()?, &section.text)
        })
    });
    sections.or_else(|| {
        let parts = &workspace.support_plan.as_ref()?.sections;
        parts.documents.iter().find_map(|(part, prose)| {
            let at = format!("/support_plan/sections/documents/{}", crate::path::escaped(part));
            match parts.text(part) {
                Some(text) => judged(at, prose, text),
                None => Some((
                    at,
                    Sentence::new(
                        "校務支持規劃方案沒有這個部分。",
                        "The support plan has no such part.",
                    ),
                )),
            }
        })
    })
}

/// Writes the file form, in the lowest version that holds everything: two-space JSON with a final line feed.
pub fn write(workspace: &Workspace) -> Vec<u8> {
    let mut lowest = std::borrow::Cow::Borrowed(workspace);
    if workspace.version != version::lowest(workspace) {
        lowest.to_mut().version = version::lowest(workspace);
    }
    let mut bytes = serde_json::to_vec_pretty(&*lowest).expect("a workspace has only string keys");
    bytes.push(b'\n');
    bytes
}

/// A serde error in the user's words, without the line and column that the pointer replaces.
pub(crate) fn in_words(error: &serde_json::Error) -> Sentence {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    if let Some(field) = text.strip_prefix("unknown field ") {
        let field = field.split(',').next().unwrap_or(field);
        return Sentence::new(
            format!("不認得的欄位 {field}。"),
            format!("Unknown field {field}."),
        );
    }
    if let Some(variant) = text.strip_prefix("unknown variant ") {
        return Sentence::new(
            format!(
                "不認得的值 {}。",
                variant.replacen(", expected", "，可用的值：", 1)
            ),
            format!("Unknown value {variant}."),
        );
    }
    if let Some(field) = text.strip_prefix("missing field ") {
        return Sentence::new(format!("缺少欄位 {field}。"), format!("Missing field {field}."));
    }
    if let Some(rest) = text.strip_prefix("invalid type: ") {
        return Sentence::new(
            format!("值的型別不對（{rest}）。"),
            format!("A value of the wrong kind ({rest})."),
        );
    }
    Sentence::parted(text)
}

fn not_json(error: serde_json::Error) -> Unreadable {
    Unreadable::NotJson {
        line: error.line(),
        column: error.column(),
        detail: in_words(&error),
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", crate::path::escaped(key))),
            Segment::Enum { variant } => pointer.push_str(&format!("/{variant}")),
            Segment::Unknown => {}
        }
    }
    if pointer.is_empty() {
        "/".to_owned()
    } else {
        pointer
    }
}

/// The first id that a list holds twice: edits and merges address list items by id.
fn repeated_id(workspace: &Workspace) -> Option<(String, String)> {
    fn first<'a>(list: &str, ids: impl Iterator<Item = &'a str>) -> Option<(String, String)> {
        let mut seen = std::collections::HashSet::new();
        ids.enumerate()
            .find(|(_, id)| !seen.insert(*id))
            .map(|(i, id)| (format!("{list}/{i}/id"), id.to_owned()))
    }
    first("/people", workspace.people.iter().map(|p| p.id.as_str()))
        .or_else(|| first("/proposals", workspace.proposals.iter().map(|p| p.id.as_str())))
        .or_else(|| first("/comments", workspace.comments.iter().map(|c| c.id.as_str())))
        .or_else(|| first("/activities", workspace.activities.iter().map(|a| a.id.as_str())))
        .or_else(|| first("/milestones", workspace.milestones.iter().map(|m| m.id.as_str())))
        .or_else(|| {
            first(
                "/school/contacts",
                workspace.school.contacts.iter().map(|c| c.id.as_str()),
            )
        })
        .or_else(|| {
            workspace.proposals.iter().enumerate().find_map(|(i, p)| {
                first(
                    &format!("/proposals/{i}/contacts"),
                    p.contacts.iter().map(|c| c.id.as_str()),
                )
                .or_else(|| {
                    first(
                        &format!("/proposals/{i}/sites"),
                        p.sites.iter().map(|s| s.id.as_str()),
                    )
                })
            })
        })
        .or_else(|| {
            let plans = workspace.proposals.iter().enumerate();
            let plans = plans.map(|(i, p)| (format!("/proposals/{i}/budget"), &p.budget));
            let support = workspace
                .support_plan
                .iter()
                .map(|s| ("/support_plan/budget".to_owned(), &s.budget));
            plans.chain(support).find_map(|(list, years)| {
                let twice = first(
                    &list,
                    years
                        .iter()
                        .map(|y| y.year.to_string())
                        .collect::<Vec<_>>()
                        .iter()
                        .map(String::as_str),
                );
                twice
                    .map(|(at, year)| (at.replace("/id", "/year"), year))
                    .or_else(|| {
                        years.iter().enumerate().find_map(|(y, year)| {
                            first(
                                &format!("{list}/{y}/lines"),
                                year.lines.iter().map(|l| l.id.as_str()),
                            )
                        })
                    })
            })
        })
}
