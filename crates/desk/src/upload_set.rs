//! The packet as separate files for the upload (上傳用分檔), with their list `manifest.json`: all of it, or nothing.

use crate::desk::Desk;
use crate::error::Error;
use crate::packets::{self, Order};
use crate::protocol::{Response, Saved, SavedSet, Ticket};
use crate::told::{Step, Tell};
use crate::{files, seasons};
use std::path::{Path, PathBuf};
use usr_desk_packet::{Fonts, PartFile};
use usr_desk_rules::{Language, Rulebook};
use usr_desk_workspace::Sentence;

/// Its list of files, with sizes, pages and hashes.
const MANIFEST: &str = "manifest.json";

/// Makes 計畫書, 經費表, 附件 and 校務支持規劃方案; `tell` hears how far it is and may stop it.
pub fn make(
    order: &Order<'_>,
    rules: &Rulebook,
    fonts: &Fonts,
    tell: Tell<'_>,
) -> Result<Vec<PartFile>, Error> {
    packets::make_parts(order, rules, fonts, &mut |progress| {
        let within_file = packets::in_words(progress.within).doing;
        let (number, of) = (progress.done + 1, progress.of);
        tell(Step {
            doing: Sentence::new(
                format!("第 {number}／{of} 個檔案：{}", within_file.zh),
                format!("File {number} of {of}: {}", within_file.en),
            ),
            done: progress.done * STEPS_A_FILE + within(progress.within),
            total: progress.of * STEPS_A_FILE,
        })
    })
}

/// So finely is the progress within a file told.
const STEPS_A_FILE: u32 = 20;

/// Setting is most of the work.
fn within(progress: usr_desk_packet::Progress) -> u32 {
    use usr_desk_packet::Progress;
    let (from, to, done, of) = match progress {
        Progress::Opening { done, of } => (0, 4, done, of),
        Progress::Setting { done, of } => (4, 14, done, of),
        Progress::Writing { done, of } => (14, STEPS_A_FILE - 1, done, of),
    };
    from + done.min(of) * (to - from) / of.max(1)
}

/// Writes the files and their list into the folder: a new one appears whole, one that is there gets each file whole,
/// the list last. Notes are in this language.
pub fn write(folder: &Path, parts: &[PartFile], language: Language) -> Result<SavedSet, Error> {
    let listed: Vec<Saved> = parts
        .iter()
        .map(|part| packets::saved(Path::new(&part.name), &part.packet, language))
        .collect();
    let manifest = serde_json::json!({ "format": "usr-desk.upload-set", "version": 1, "files": listed });
    let mut manifest = serde_json::to_vec_pretty(&manifest).map_err(|e| Error::Unexpected(e.to_string()))?;
    manifest.push(b'\n');
    let contents = parts
        .iter()
        .map(|part| (part.name.as_str(), part.packet.bytes.as_slice()));
    let contents: Vec<_> = contents.chain([(MANIFEST, manifest.as_slice())]).collect();
    files::write_set(folder, &contents)?;
    Ok(SavedSet {
        folder: files::shown(folder),
        files: listed,
    })
}

impl Desk {
    pub(crate) fn export_parts(
        &self,
        season: &str,
        scope_named: Option<&str>,
        draft: bool,
        ticket: &Ticket,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let folder = unused(self.place_to_save(ticket)?);
        let print = |order: &Order<'_>, fonts: &Fonts, tell: Tell<'_>| make(order, &self.rules, fonts, tell);
        let (parts, from) = self.printed(id, scope_named, draft, print)?;
        let set = write(&folder, &parts, self.language())?;
        self.remember(
            from,
            parts.into_iter().map(|part| (part.name, part.scope, part.packet)),
        );
        Ok(Response::SavedSet(set))
    }
}

/// A folder that is there is somebody's: the set goes beside it, under the next number.
fn unused(folder: PathBuf) -> PathBuf {
    let name = files::shown(&folder);
    let numbered = (2..).map(|n| folder.with_file_name(format!("{name} ({n})")));
    std::iter::once(folder.clone())
        .chain(numbered)
        .find(|path| !path.exists())
        .unwrap_or(folder)
}
