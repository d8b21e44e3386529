//! What a host found on disk. The rules look at no disk: they are handed facts.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Facts about attached files, keyed by the file's path as the season writes it.
///
/// A file that has no entry was not looked at: nothing is said of it but `undetermined`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentFacts(pub BTreeMap<String, FileFact>);

/// What is true of one attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFact {
    /// There is no such file.
    Missing,
    /// It is there and cannot be read: damaged, encrypted, of a kind that the packet cannot hold.
    Unreadable {
        /// Why, in the user's words.
        reason: String,
    },
    /// It has no bytes or no pages.
    Empty,
    /// It can go into the packet.
    Readable {
        /// Its size.
        bytes: u64,
        /// Where the host could count them.
        pages: Option<u32>,
    },
}
