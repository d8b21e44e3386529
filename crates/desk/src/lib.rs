//! The library file, history, imports and exports: the only IO of the program, behind one function.
//!
//! Start at [`Desk::handle`]; [`protocol`] says what it is asked and answers. Below it: `shelf` (what is open),
//! `library` and `history` (what lasts), `picked` and `files` (what a person chose), `imports` and `packets`
//! (long work, done outside the lock).

mod activities;
mod arrivals;
mod attachments;
mod backup;
pub mod books;
mod comparing;
mod copies;
pub mod desk;
mod dictionary;
pub mod error;
pub mod exchange;
mod explaining;
mod facts;
pub mod files;
mod freezes;
mod handouts;
mod history;
pub mod imports;
pub mod judging;
mod layouts;
mod library;
pub mod locked;
mod merging;
mod naming;
mod narrative;
mod origins;
mod packet_notes;
pub mod packets;
mod papers;
mod participation;
mod parts;
mod picked;
pub mod place;
mod places;
pub mod practice;
mod previews;
pub mod protocol;
pub mod records;
mod revised_pages;
pub mod season_file;
mod seasons;
pub mod sections;
mod shelf;
mod soundness;
mod state;
mod synced;
mod thinning;
mod tickets;
pub mod time;
pub mod told;
pub mod tour;
pub mod upload_set;
mod ways;
pub mod word_files;
pub mod workbooks;
pub mod worker;

pub use desk::Desk;
pub use error::Error;
pub use place::Place;
