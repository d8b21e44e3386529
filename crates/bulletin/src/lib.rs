//! Bulletins of activities (活動公告): text in, events with doubts out; the season's calendar; the office's own notice.
//!
//! Read in this order: [`bulletin`] (what a text becomes), [`plain`] and [`dates`] (what is found in it), [`events`]
//! and [`exhibitions`] (what it means together), [`mod@read`] (the whole); then [`calendar`], [`working_days`], [`notice`]
//! and [`evidence`] (what the season makes of it), and [`document`] (the words of a file).
//!
//! # Invariants
//! - **Nothing is guessed silently**: what the text does not say in so many words is a [`BulletinDoubt`] at its words.
//! - **Nothing is corrected**: a weekday that contradicts its date is pointed out, both stay as written.
//! - **No IO, no clock, no randomness**: text and the day of its letter come from the caller.

pub mod bulletin;
pub mod calendar;
pub mod dates;
pub mod document;
mod doubts;
mod events;
pub mod evidence;
mod exhibitions;
pub mod holidays;
mod ics;
pub mod kind;
mod labels;
mod links;
pub mod notice;
pub mod plain;
pub mod read;
mod roc;
pub mod schools;
mod title;
pub mod told;
mod weekday;
pub mod working_days;
mod year;

pub use bulletin::{Bulletin, BulletinDoubt, BulletinEvent, DoubtKind, Exhibition, TextSpan};
pub use read::{Context, read};
