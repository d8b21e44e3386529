//! Pictures of a packet's pages (預覽): the bytes of a PDF file in, PNG out.
//!
//! It knows nothing of seasons. The pages are those of the exported file, drawn, so that what is looked at is what is
//! handed in. **Values in, values out**: no IO, no clock; the same page and width give the same picture.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FallbackFontQuery, FontQuery};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::sync::Arc;

/// The widest picture that is drawn, in pixels: A4 at 400 dots an inch.
pub const WIDEST: u32 = 3300;
/// The highest, for pages that are long and narrow.
const HIGHEST: f32 = 6000.0;

/// The pages of a file, opened once and drawn one by one.
pub struct Pages {
    file: Pdf,
    faces: StandIns,
}

/// A face: the bytes of a TrueType file.
pub type Face = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Faces that stand in where an attached file names a Chinese face and does not hold it (未嵌入字型): without them its
/// pages would be blank.
#[derive(Clone)]
pub struct StandIns {
    /// 楷體, 明體: whatever is not known to be 黑體.
    pub kai: Face,
    /// 黑體.
    pub sans: Face,
}

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
    pub fn open(bytes: Arc<Vec<u8>>, faces: StandIns) -> Result<Pages, Unshown> {
        let file = Pdf::new(bytes).map_err(|_| Unshown::NoPdf)?;
        Ok(Pages { file, faces })
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.file.pages().len()).unwrap_or(u32::MAX)
    }

    /// A page (from 1), as many pixels wide as is asked, on white.
    pub fn picture(&self, page: u32, width: u32) -> Result<Picture, Unshown> {
        let index = page.checked_sub(1).ok_or(Unshown::NoPage)?;
        let page = self.file.pages().get(index as usize).ok_or(Unshown::NoPage)?;
        let (page_width, page_height) = page.render_dimensions();
        let wanted = width.clamp(1, WIDEST) as f32 / page_width.max(1.0);
        let scale = wanted.min(HIGHEST / page_height.max(1.0));
        let drawn = render(
            page,
            &RenderCache::new(),
            &self.faces.settings(),
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

impl StandIns {
    fn settings(&self) -> InterpreterSettings {
        let faces = self.clone();
        InterpreterSettings {
            font_resolver: Arc::new(move |asked| match asked {
                FontQuery::Standard(standard) => Some(standard.get_font_data()),
                FontQuery::Fallback(asked) => Some(match faces.of(asked) {
                    Some(face) => (face, 0),
                    None => asked.pick_standard_font().get_font_data(),
                }),
            }),
            ..InterpreterSettings::default()
        }
    }

    /// What stands in for a face; none where its characters are not known by a Chinese collection, so that a guess would
    /// show other characters than the file has.
    fn of(&self, asked: &FallbackFontQuery) -> Option<Face> {
        let collection = asked.character_collection.as_ref()?;
        collection.family.ucs2_cmap()?;
        let names = [&asked.post_script_name, &asked.font_name, &asked.font_family];
        let is_sans = names.into_iter().flatten().any(|name| {
            let name = name.to_lowercase();
            ["hei", "gothic", "sans", "yahei", "黑"]
                .iter()
                .any(|word| name.contains(word))
        });
        Some(if is_sans {
            self.sans.clone()
        } else {
            self.kai.clone()
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
