//! What requests and responses about printed pages carry: the preview, and packets that were handed in.

use super::{Differing, Revision, SeasonId, Ticket};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{FieldPath, Sentence};

/// Which page of the packet to show.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PageAsked {
    /// Of which season.
    pub season: SeasonId,
    /// A proposal's id, `support_plan`, or absent for the whole season.
    #[serde(default)]
    pub scope: Option<String>,
    /// The page that shows this place; where it is not printed, `page` counts.
    #[serde(default)]
    pub place: Option<FieldPath>,
    /// From 1; a packet that became shorter shows its last.
    #[serde(default)]
    pub page: Option<u32>,
    /// How wide the picture is to be, in pixels.
    pub width: u32,
}

/// Whose print plan is wanted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanAsked {
    /// Of which season.
    pub season: SeasonId,
    /// A proposal's id, `support_plan`, or absent for the whole season.
    #[serde(default)]
    pub scope: Option<String>,
}

/// A page of the packet as it would be exported now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PageShown {
    /// The step that it shows.
    pub revision: Revision,
    /// Which, from 1.
    pub page: u32,
    /// Of how many.
    pub pages: u32,
    /// A PNG as a `data:` address.
    pub picture: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Marked 草稿.
    pub draft: bool,
    /// What is printed on it, from above.
    pub places: Vec<PlaceShown>,
    /// Whether the place that was asked for is printed at all.
    pub found: bool,
}

/// A place of the season on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlaceShown {
    /// Where it is edited.
    pub path: FieldPath,
    /// In words.
    pub label: Sentence,
    /// How far down the page it begins: 0 = its head, 1 = its foot.
    pub top: f32,
}

/// What was exported last is what was handed in (送件): it is kept for ever.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewFreeze {
    /// Of which season.
    pub season: SeasonId,
    /// SHA-256 of the exported file; of a set that of its first file.
    pub sha256: String,
    /// 收件編號 of the upload site; blank = not yet known.
    #[serde(default)]
    pub receipt: String,
    /// Anything else worth keeping.
    #[serde(default)]
    pub note: String,
}

/// What there is to add to a packet that was handed in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeNote {
    /// Of which season.
    pub season: SeasonId,
    /// Which.
    pub freeze: i64,
    /// 收件編號; blank = not yet known.
    pub receipt: String,
    /// Anything else worth keeping.
    pub note: String,
}

/// A file that was handed in, to be written once more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FrozenWanted {
    /// Of which season.
    pub season: SeasonId,
    /// Which packet.
    pub freeze: i64,
    /// Its place in the set, from 0.
    pub file: u32,
    /// Where to.
    pub ticket: Ticket,
}

/// A packet that was handed in (送件版).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeCard {
    /// Which.
    pub id: i64,
    /// The step that it was printed from.
    pub revision: Revision,
    /// A proposal's id, `support_plan`, or absent for the whole season.
    pub scope: Option<String>,
    /// 收件編號; blank = not yet known.
    pub receipt: String,
    /// Anything else worth keeping.
    pub note: String,
    /// Who froze it.
    pub by: String,
    /// RFC 3339.
    pub at: String,
    /// The files as they were handed in.
    pub files: Vec<FrozenFile>,
}

/// A file that was handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FrozenFile {
    /// File name, without its folder.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Of the file, in hexadecimal.
    pub sha256: String,
    /// How many it has.
    pub pages: u32,
    /// Marked 草稿.
    pub draft: bool,
}

/// What changed since a packet was handed in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SinceFreeze {
    /// Fields, in the order of the file form; only what the packet prints of.
    pub changes: Vec<ChangedSince>,
    /// Pages that would be printed otherwise now, by file; a file that has become longer or shorter counts whole.
    pub pages: Vec<FilePages>,
}

/// A field that changed since, with its pages.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangedSince {
    /// What changed.
    pub change: Differing,
    /// Where it stands in what was handed in.
    pub then: Vec<FilePages>,
    /// Where it would stand now.
    pub now: Vec<FilePages>,
}

/// Pages of one of the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilePages {
    /// File name.
    pub file: String,
    /// From 1, ascending.
    pub pages: Vec<u32>,
}
