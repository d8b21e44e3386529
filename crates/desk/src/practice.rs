//! The practice season: a school that does not exist, to try everything on.

use usr_desk_workspace::{Workspace, format};

/// Its title in the list.
pub const TITLE: &str = "練習季";

/// The season as it is shipped.
pub fn season() -> Workspace {
    format::read(include_bytes!("practice.json")).expect("the shipped practice season is read by a test")
}
