//! Word files (`.docx`, Office Open XML): bytes to words, bytes to a narrative in the closed schema; the container
//! and the names of styles that whoever writes such a file and whoever reads it agree on.
//!
//! It knows nothing of seasons, rules or pages. Start at [`narrative`] (the whole way in), then `narrative/body.rs`.
//!
//! # Invariants
//! - **Sizes are bounded before anything is unpacked**, elements and depth before anything is built; no part declares
//!   entities; nothing outside the file is ever fetched.
//! - **What has no place in the schema is told, never dropped in silence** ([`Dropped`]).
//! - What the desk itself wrote comes back as it was: `tests/there_and_back.rs` of the packet holds it to that.
//!
//! A file comes from anywhere: the desk calls this in its worker process.

mod dom;
pub mod names;
mod narrative;
mod package;
mod words;

pub use narrative::{Dropped, HeadingSeen, Loss, Narrative, PictureFile, Wanted, narrative};
pub use package::{Unreadable, escape, pack};
pub use words::words;
