//! What requests and responses about Word files carry.

use super::{Revision, SeasonId, Ticket};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_word::{Dropped, HeadingSeen};
use usr_desk_workspace::{AttachmentId, Prose};

/// A chapter, and the Word file that it is to be taken from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WordChapter {
    /// Which season.
    pub season: SeasonId,
    /// A proposal's id, or `support_plan`.
    pub scope: String,
    /// The key of the section.
    pub section: String,
    /// The file.
    pub ticket: Ticket,
    /// Below which heading of the file, by its place; beyond them the whole file; absent = the one that is called like
    /// the section, else the whole file.
    #[serde(default)]
    pub heading: Option<u32>,
}

/// A chapter as a Word file has it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WordRead {
    /// Its name, for `ApplyWord`.
    pub plan: String,
    /// The revision that it was planned on.
    pub base: Revision,
    /// What the chapter would be.
    pub document: Prose,
    /// Pictures that it shows.
    pub pictures: Vec<WordPicture>,
    /// The headings of the file.
    pub headings: Vec<HeadingSeen>,
    /// The heading that was taken, by its place; absent = the whole file.
    pub taken: Option<u32>,
    /// What has no place in a chapter.
    pub dropped: Vec<Dropped>,
    /// The chapter says this already.
    pub is_same: bool,
    /// Characters that the chapter has now and would lose.
    pub replaces: u32,
}

/// A picture of a Word file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WordPicture {
    /// The attachment that it is or becomes.
    #[ts(type = "string")]
    pub attachment: AttachmentId,
    /// Its name.
    pub name: String,
    /// It is not attached yet.
    pub is_new: bool,
}
