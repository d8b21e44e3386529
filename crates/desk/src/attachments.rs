//! Attached files (附件) of a season in the library: stored once under their hash, named by the season.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{NewAttachment, Response};
use crate::shelf::Made;
use crate::{files, seasons};
use serde_json::{Value, json};
use usr_desk_workspace::{Edit, FieldPath, edit, label};

/// A scan larger than this is asked to be made smaller (50 MB).
const LARGEST: u64 = 50 * 1024 * 1024;

impl Desk {
    /// Keeps the file and names it in the season: one step.
    pub(crate) fn attach(&self, new: NewAttachment) -> Result<Response, Error> {
        let id = seasons::row_id(&new.season)?;
        let (name, bytes) = self.picked(&new.ticket, LARGEST)?;
        check_kind(&name, &bytes)?;
        self.judged.learn(&bytes);
        // The hash in the name: another file of the same name never takes its place in older steps.
        let short = &files::sha256(&bytes)[..12];
        let file = format!("attachments/{short}-{}", safe(&name));
        let item = json!({
            "id": format!("{short}-{}", new.base),
            "kind": new.kind,
            "title": if new.title.trim().is_empty() { stem(&name) } else { new.title.trim() },
            "file": file,
        });
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, new.base)?;
        let listed = new.proposal.is_some() || !state.season.attachments.is_empty();
        let edit = addition(new.proposal.as_deref(), listed, item);
        let after = edit::apply(&state.season, &edit)?;
        let made = Made {
            label: &label::label(&after, &edit),
            at: &at,
            focus: crate::places::focus(&edit).map(|f| f.to_string()),
            typing: false,
        };
        let focus = made.focus.clone();
        shelf.commit_with(id, new.base, after, &made, |t| {
            seasons::attach(t, id, &file, &bytes)
        })?;
        drop(shelf);
        self.opened(id, focus)
    }
}

/// An attachment of a proposal, or of the school; `listed` = the school's list has something in it already.
pub(crate) fn addition(proposal: Option<&str>, listed: bool, item: Value) -> Edit {
    match proposal {
        Some(id) => Edit::Add {
            list: FieldPath::new("/proposals").then(id).then("attachments"),
            value: item,
            before: None,
        },
        // The file form leaves the school's list out while it is empty: there is nothing yet to add to.
        None if !listed => Edit::Set {
            path: FieldPath::new("/attachments"),
            value: json!([item]),
        },
        None => Edit::Add {
            list: FieldPath::new("/attachments"),
            value: item,
            before: None,
        },
    }
}

/// What the packet can hold, by content: a wrong ending is no obstacle, a wrong kind is.
fn check_kind(name: &str, bytes: &[u8]) -> Result<(), Error> {
    let head = &bytes[..bytes.len().min(1024)];
    let is_pdf = head.windows(5).any(|w| w == b"%PDF-");
    if is_pdf || bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(());
    }
    if bytes.is_empty() {
        return Err(Error::refused(
            format!("「{name}」是空的檔案。請重新選擇。"),
            format!("“{name}” is empty. Choose again."),
        ));
    }
    Err(Error::refused(
        format!("「{name}」不是 PDF、JPG 或 PNG，放不進申請文件。請先另存或掃描成 PDF 再附上。"),
        format!(
            "“{name}” is no PDF, JPG or PNG and cannot go into the packet. Save or scan it as a PDF, then attach that."
        ),
    ))
}

/// The name without what a path or another system could trip over.
fn safe(name: &str) -> String {
    let kept = name.chars().map(|c| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    });
    let kept: String = kept.collect();
    let kept = kept.trim_matches(['.', ' ']);
    if kept.is_empty() {
        "file".to_owned()
    } else {
        kept.to_owned()
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
