//! Where the places of the season are printed.

use crate::packet::Printed;
use usr_desk_workspace::FieldPath;

/// The pages on which a place is printed: its own, those of what lies below it, else of the nearest above it.
pub fn pages_of(places: &[Printed], path: &FieldPath) -> Vec<u32> {
    let wanted = path.as_str();
    let within = places.iter().filter(|p| is_below(p.path.as_str(), wanted));
    let mut pages: Vec<u32> = within.map(|printed| printed.page).collect();
    if pages.is_empty() {
        let around = places.iter().filter(|p| is_below(wanted, p.path.as_str()));
        let nearest = around.clone().map(|p| p.path.as_str().len()).max();
        let nearest = around.filter(|p| Some(p.path.as_str().len()) == nearest);
        pages = nearest.map(|printed| printed.page).collect();
    }
    pages.sort_unstable();
    pages.dedup();
    pages
}

fn is_below(inner: &str, outer: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
