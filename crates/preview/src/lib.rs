//! Pictures of a packet's pages (預覽): the bytes of a PDF file in, PNG out.
//!
//! It knows nothing of seasons. The pages are those of the exported file, drawn, so that what is looked at is what is
//! handed in. **Values in, values out**: no IO, no clock; the same page and width give the same picture.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::sync::Arc;

/// The widest picture that is drawn, in pixels: A4 at 400 dots an inch.
pub const WIDEST: u32 = 3300;
/// The highest, for pages that are long and narrow.
const HIGHEST: f32 = 6000.0;

/// The pages of a file, opened once and drawn one by one.
pub struct Pages(Pdf);

/// A page as a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The file's bytes.
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// How wide the page is, in points.
    pub page_width: f32,
    /// How high the page is, in points.
    pub page_height: f32,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unshown {
    /// The bytes are no PDF file that can be read.
    NoPdf,
    /// The file has no such page.
    NoPage,
}

impl Pages {
    /// Opens a file.
    pub fn open(bytes: Arc<Vec<u8>>) -> Result<Pages, Unshown> {
        Pdf::new(bytes).map(Pages).map_err(|_| Unshown::NoPdf)
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.pages().len()).unwrap_or(u32::MAX)
    }

    /// A page (from 1), as many pixels wide as is asked, on white.
    pub fn picture(&self, page: u32, width: u32) -> Result<Picture, Unshown> {
        let index = page.checked_sub(1).ok_or(Unshown::NoPage)?;
        let page = self.0.pages().get(index as usize).ok_or(Unshown::NoPage)?;
        let (page_width, page_height) = page.render_dimensions();
        let wanted = width.clamp(1, WIDEST) as f32 / page_width.max(1.0);
        let scale = wanted.min(HIGHEST / page_height.max(1.0));
        let drawn = render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            },
        );
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        // On white nothing is transparent: three bytes a pixel are enough.
        let colours = drawn.data_as_u8_slice().chunks_exact(4);
        let colours: Vec<u8> = colours.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Ok(Picture {
            png: written(width, height, &colours),
            width,
            height,
            page_width,
            page_height,
        })
    }
}

fn written(width: u32, height: u32, colours: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder
        .write_header()
        .expect("a width and a height that are not 0");
    writer
        .write_image_data(colours)
        .expect("three bytes for each pixel, into memory");
    writer.finish().expect("into memory");
    bytes
}
