//! Chapters from Word files: read in a worker process, committed only as they were shown.
//!
//! **What is committed is what was shown**, kept here under an id; the file is not read again. A picture that the season
//! has already is that attachment; any other becomes one, in the same step.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Response, Revision, WordChapter, WordPicture, WordRead};
use crate::shelf::Made;
use crate::{attachments, files, seasons, worker};
use serde_json::json;
use std::collections::VecDeque;
use usr_desk_packet::chapter_titles;
use usr_desk_rules::Rulebook;
use usr_desk_word::{Narrative, Wanted};
use usr_desk_workspace::prose::{Node, NodeKind};
use usr_desk_workspace::{Attachment, Edit, FieldPath, Prose, Sentence, Workspace, edit};

/// Chapters that were shown last and may be committed.
#[derive(Default)]
pub(crate) struct Chapters {
    kept: VecDeque<Shown>,
    given: u64,
}

struct Shown {
    name: String,
    season: i64,
    base: Revision,
    taken: TakenIn,
}

/// As many as windows can be looking at.
const KEPT: usize = 4;

/// A chapter as it would be, and the step that makes it so.
pub struct TakenIn {
    /// The step.
    pub edit: Edit,
    /// Where the chapter is.
    pub place: FieldPath,
    /// What it would say.
    pub document: Prose,
    /// The pictures that it shows.
    pub pictures: Vec<WordPicture>,
    /// Files of the new ones.
    pub files: Vec<(String, Vec<u8>)>,
    /// It says this already.
    pub is_same: bool,
    /// Characters that it has now.
    pub replaces: u32,
}

impl Desk {
    pub(crate) fn read_word(&self, chapter: &WordChapter) -> Result<Response, Error> {
        let id = seasons::row_id(&chapter.season)?;
        let (name, bytes) = self.picked(&chapter.ticket, files::LARGEST_IMPORT)?;
        let state = self.shelf().state(id)?;
        let wanted = Wanted {
            titles: titles(&self.rules, &state.season, &chapter.scope, &chapter.section)?,
            heading: chapter.heading.map(|at| at as usize),
        };
        let read = worker::word(self.place.worker.as_deref(), &name, &bytes, &wanted)?;
        let mut shelf = self.shelf();
        let state = shelf.at(id, state.revision)?;
        let hash = |file: &str| {
            seasons::attached_hash(&shelf.library.connection, id, file)
                .ok()
                .flatten()
        };
        let taken = take_in(&state.season, &hash, chapter, &read, &name, state.revision)?;
        let chapters = &mut shelf.chapters;
        chapters.given += 1;
        let answer = WordRead {
            plan: format!("word-{}", chapters.given),
            base: state.revision,
            document: taken.document.clone(),
            pictures: taken.pictures.clone(),
            headings: read.headings,
            taken: read.taken.and_then(|at| u32::try_from(at).ok()),
            dropped: read.dropped,
            is_same: taken.is_same,
            replaces: taken.replaces,
        };
        chapters.kept.push_back(Shown {
            name: answer.plan.clone(),
            season: id,
            base: state.revision,
            taken,
        });
        if chapters.kept.len() > KEPT {
            chapters.kept.pop_front();
        }
        Ok(Response::WordRead(answer))
    }

    pub(crate) fn apply_word(&self, season: &str, base: Revision, plan: &str) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, base)?;
        let found = shelf
            .chapters
            .kept
            .iter()
            .position(|s| s.name == plan && s.season == id);
        let found = found.ok_or_else(|| {
            Error::not_found(
                "這份 Word 預覽已失效。請重新選擇檔案並預覽後再匯入。",
                "This preview of a Word file is no longer valid. Choose the file and look at it again.",
            )
        })?;
        if shelf.chapters.kept[found].base != base {
            return Err(Error::Stale);
        }
        let Some(shown) = shelf.chapters.kept.remove(found) else {
            return Err(Error::Unexpected("預覽不見了".to_owned()));
        };
        let TakenIn {
            edit, place, files, ..
        } = &shown.taken;
        let Edit::All { label, .. } = edit else {
            return Err(Error::Unexpected("匯入不是一個步驟".to_owned()));
        };
        let after = edit::apply(&state.season, edit)?;
        let focus = place.to_string();
        let made = Made {
            label,
            at: &at,
            focus: Some(focus.clone()),
            typing: false,
        };
        let committed = shelf.commit_with(id, base, after, &made, |t| {
            files
                .iter()
                .try_for_each(|(file, bytes)| seasons::attach(t, id, file, bytes))
        });
        if let Err(error) = committed {
            // Nothing has changed: the preview may be tried again.
            shelf.chapters.kept.push_back(shown);
            return Err(error);
        }
        drop(shelf);
        shown
            .taken
            .files
            .iter()
            .for_each(|(_, bytes)| self.judged.learn(bytes));
        self.opened(id, Some(focus))
    }
}

/// What a heading over this chapter may say.
pub fn titles(
    rules: &Rulebook,
    season: &Workspace,
    scope: &str,
    section: &str,
) -> Result<Vec<String>, Error> {
    if scope == "support_plan" {
        if season.support_plan.is_none() {
            return Err(Error::refused(
                "這一季沒有校務支持規劃方案，無法匯入。",
                "This season has no support plan to import into.",
            ));
        }
        return Ok(chapter_titles(rules, &season.edition, None, section));
    }
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == scope);
    let proposal = proposal.ok_or_else(|| {
        let known: Vec<&str> = season.proposals.iter().map(|p| p.id.as_str()).collect();
        Error::refused(
            format!(
                "找不到代號為「{scope}」的計畫。可用的有：{}、support_plan。",
                known.join("、")
            ),
            format!(
                "There is no proposal “{scope}”. There are: {}, support_plan.",
                known.join(", ")
            ),
        )
    })?;
    Ok(chapter_titles(
        rules,
        &season.edition,
        proposal.proposal_type,
        section,
    ))
}

/// The step that makes the chapter what the file says. `hash` tells the SHA-256 of an attached file.
pub fn take_in(
    season: &Workspace,
    hash: &dyn Fn(&str) -> Option<String>,
    chapter: &WordChapter,
    read: &Narrative,
    name: &str,
    base: Revision,
) -> Result<TakenIn, Error> {
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == chapter.scope);
    let of_proposal = proposal.map(|p| p.attachments.as_slice()).unwrap_or_default();
    let at_hand: Vec<&Attachment> = of_proposal.iter().chain(&season.attachments).collect();
    let (mut document, mut pictures, mut new_files, mut edits) =
        (read.document.clone(), Vec::new(), Vec::new(), Vec::new());
    let mut listed = proposal.is_some() || !season.attachments.is_empty();
    for picture in &read.pictures {
        let sha = files::sha256(&picture.bytes);
        let known = at_hand
            .iter()
            .find(|a| hash(a.file.trim()).is_some_and(|h| h.eq_ignore_ascii_case(&sha)));
        let short = &sha[..12];
        let id = known.map_or_else(|| format!("{short}-{base}").as_str().into(), |a| a.id.clone());
        rename(&mut document, &picture.id, &id);
        if known.is_none() {
            let file = format!("attachments/{short}-{}", picture.name);
            let item = json!({"id": id, "kind": "圖", "title": caption_of(&document, id.as_str()).unwrap_or_else(|| picture.name.clone()), "file": file});
            let owner = proposal.map(|p| p.id.as_str());
            edits.push(attachments::addition(owner, listed, item));
            listed = true;
            new_files.push((file, picture.bytes.clone()));
        }
        pictures.push(WordPicture {
            attachment: id,
            name: picture.name.clone(),
            is_new: known.is_none(),
        });
    }
    let value = serde_json::to_value(&document).map_err(|e| Error::Unexpected(e.to_string()))?;
    // What plain text says as well is kept as plain text, as the editor keeps it.
    let text_alone = document.plain_text();
    let is_plain = Prose::of_plain_text(&text_alone) == document;
    let (place, now, text) = match proposal {
        Some(proposal) => {
            let list = FieldPath::new("/proposals").then(&proposal.id).then("sections");
            let place = list.then(&chapter.section);
            let section = proposal.sections.iter().find(|s| s.key == chapter.section);
            edits.push(match section {
                Some(_) if is_plain => Edit::Set {
                    path: place.then("text"),
                    value: json!(text_alone),
                },
                Some(_) => Edit::Set {
                    path: place.then("document"),
                    value,
                },
                None => Edit::Add {
                    list,
                    value: match is_plain {
                        true => json!({"key": chapter.section, "text": text_alone}),
                        false => json!({"key": chapter.section, "text": text_alone, "document": value}),
                    },
                    before: None,
                },
            });
            (
                place,
                section.and_then(|s| s.document.clone()),
                section.map(|s| s.text.to_string()),
            )
        }
        None => {
            let sections = season.support_plan.as_ref().map(|plan| &plan.sections);
            let text = sections.and_then(|s| s.text(&chapter.section));
            let text = text.ok_or_else(|| {
                Error::not_found(
                    "校務支持規劃方案沒有這一章。可用的有：operations、hub、evaluation。",
                    "The support plan has no such chapter. There are: operations, hub, evaluation.",
                )
            })?;
            let sections_at = FieldPath::new("/support_plan/sections");
            let place = sections_at.then(&chapter.section);
            edits.push(match is_plain {
                true => Edit::Set {
                    path: place.clone(),
                    value: json!(text_alone),
                },
                false => Edit::Set {
                    path: sections_at.then("documents").then(&chapter.section),
                    value,
                },
            });
            let now = sections.and_then(|s| s.documents.get(&chapter.section).cloned());
            (place, now, Some(text.to_string()))
        }
    };
    let was = text.unwrap_or_default();
    let count = was.chars().filter(|c| !c.is_whitespace()).count();
    Ok(TakenIn {
        is_same: now
            .as_ref()
            .map_or(is_plain && was == text_alone, |now| *now == document),
        replaces: u32::try_from(count).unwrap_or(u32::MAX),
        edit: Edit::All {
            label: Sentence::new(
                format!("由 Word 檔「{name}」匯入一章"),
                format!("Import a section from the Word file “{name}”"),
            ),
            edits,
        },
        place,
        document,
        pictures,
        files: new_files,
    })
}

fn rename(node: &mut Node, from: &str, to: &usr_desk_workspace::AttachmentId) {
    let attachment = node.attrs.as_mut().and_then(|attrs| attrs.attachment.as_mut());
    if let Some(id) = attachment.filter(|id| id.as_str() == from) {
        *id = to.clone();
    }
    node.content.iter_mut().for_each(|child| rename(child, from, to));
}

/// The words under a picture, as its title among the attachments.
fn caption_of(document: &Node, id: &str) -> Option<String> {
    let shows = |node: &&Node| {
        node.kind == NodeKind::Figure
            && node
                .attrs
                .as_ref()
                .and_then(|a| a.attachment.as_ref())
                .is_some_and(|a| a.as_str() == id)
    };
    let words = document.content.iter().find(shows)?.plain_text();
    let words: String = words.trim().chars().take(40).collect();
    (!words.is_empty()).then_some(words)
}
