//! The packet (申請文件): a season, what the rules say of it, and the faces, to the bytes of a PDF file.
//!
//! The stages, in order: `outline` says what the parts are; `parts` fill them with `block`s, plain data; `layout`,
//! `table` and `cover` set blocks as strips (`typeset`, `pieces`, `lines`, `shape` do the text); `flow` fills pages
//! with strips; `furniture` adds heads, numbers and codes; `pdf` writes the file; `finish` gives it outline and
//! structure, `merge` the attached pages. `verify` reads a finished file back: is each page of this printing?
//!
//! # Invariants
//! - **Values in, bytes out**: no IO, no clock; the same input gives the same bytes.
//! - **Every character is looked up before export**: what no face has is named with its place, never dropped in silence.
//! - **Every page has its code** (核對碼), made from the season and from what stands on it.
//! - **The printed contents are true**: page numbers are those of the pages, found by setting until they stand still.

mod attach;
mod block;
mod book;
mod chart;
mod check;
mod contents;
mod cover;
mod finish;
mod fitted;
mod flow;
pub mod fonts;
mod furniture;
mod glyphs;
mod hundred_pages;
mod layout;
mod lines;
mod merge;
mod outline;
mod packet;
mod page;
mod paper;
mod parts;
mod pdf;
mod picture;
mod pieces;
mod places;
mod plan;
mod progress;
mod reduce;
mod refused;
mod scan;
mod separate;
mod set_text;
mod setup;
mod shape;
mod table;
mod tags;
mod typeset;
mod unheld;
mod verify;
mod word;
mod words;

pub use attach::{Files, ReducedFile, page_count};
pub use book::{Book, book};
pub use check::PageCode;
pub use fonts::{Face, Fonts};
pub use packet::{DraftMark, Error, Input, Packet, Printed, Scope, packet, packet_with_files};
pub use paper::{Paper, PaperColumn, PaperTable, SetPaper, paper};
pub use parts::narrative::titles as chapter_titles;
pub use places::pages_of;
pub use plan::{OtherSize, PrintPlan};
pub use progress::Progress;
pub use refused::{RefusedFile, Why};
pub use separate::{PartFile, PartProgress, parts};
pub use setup::{Chapter, Setup};
pub use shape::MissingGlyph;
pub use unheld::UnheldFaces;
pub use verify::{AsPrinted, FaultyPage, PageFault, PrintedFile, SeenPage, faults, read_printed};
pub use word::{WordFile, word};
