//! The setup in the terms of the page.

pub use usr_desk_workspace::Setup;
pub use usr_desk_workspace::setup::Chapter;

/// 裝訂邊, in points.
pub(crate) fn gutter(setup: &Setup) -> f32 {
    f32::from(setup.gutter_mm) * 72.0 / 25.4
}

/// Dots along the longer side of a picture this long, in points.
pub(crate) fn dots(setup: &Setup, length: f32) -> u32 {
    (length / 72.0 * f32::from(setup.picture_dpi)) as u32
}
