//! A picture (圖、掃描): bytes of JPG or PNG to what a PDF can hold, upright, no larger than it need be.

use crate::refused::Why;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageReader, Limits, imageops};
use std::io::Cursor;

/// A picture, ready for the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Picture {
    /// In dots, as stored.
    pub(crate) width: u32,
    /// In dots, as stored.
    pub(crate) height: u32,
    pub(crate) is_grey: bool,
    /// `data` is a JPG stream; else rows of dots.
    pub(crate) is_jpeg: bool,
    pub(crate) data: Vec<u8>,
    /// Quarter turns clockwise to show it upright: cameras store what their chip saw.
    pub(crate) turns: u8,
}

/// A picture may have this much more than is asked for before it is touched: less would be lost for nothing.
pub(crate) const SLACK: f32 = 1.15;

/// What a picture may cost to open.
const MOST_DOTS: u32 = 20_000;
const MOST_BYTES: u64 = 400 * 1024 * 1024;
const BROKEN: Why = Why::new(
    "圖檔損壞或格式特殊，無法讀取；請另存成一般的 JPG 或 PNG 後再附上",
    "the picture is damaged or of an unusual kind; save it as a common JPG or PNG and attach that",
);

impl Picture {
    /// Opens JPG or PNG. A common JPG goes through untouched; anything else is decoded, transparency on white.
    pub(crate) fn read(bytes: &[u8]) -> Result<Picture, Why> {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
        let mut reader = reader.map_err(|_| BROKEN)?;
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(MOST_DOTS), Some(MOST_DOTS));
        limits.max_alloc = Some(MOST_BYTES);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|_| BROKEN)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(BROKEN);
        }
        if let (Some(is_grey), Some(turns)) = (plain_jpeg(bytes), turns(orientation)) {
            return Ok(Picture {
                width,
                height,
                is_grey,
                is_jpeg: true,
                data: bytes.to_vec(),
                turns,
            });
        }
        let mut decoded = DynamicImage::from_decoder(decoder).map_err(|_| BROKEN)?;
        decoded.apply_orientation(orientation);
        Ok(Picture::of(&on_white(decoded)))
    }

    /// Dots as rows, grey where nothing is coloured.
    fn of(decoded: &DynamicImage) -> Picture {
        let rgb = decoded.to_rgb8();
        let is_grey = rgb.pixels().all(|p| p[0] == p[1] && p[1] == p[2]);
        let data = if is_grey {
            rgb.pixels().map(|p| p[0]).collect()
        } else {
            rgb.as_raw().clone()
        };
        Picture {
            width: rgb.width(),
            height: rgb.height(),
            is_grey,
            is_jpeg: false,
            data,
            turns: 0,
        }
    }

    /// The colour space in the file.
    pub(crate) fn space(&self) -> &'static str {
        if self.is_grey { "DeviceGray" } else { "DeviceRGB" }
    }

    /// Width and height as seen, in dots.
    pub(crate) fn upright(&self) -> (u32, u32) {
        if self.turns.is_multiple_of(2) {
            (self.width, self.height)
        } else {
            (self.height, self.width)
        }
    }

    /// The matrix that puts it upright into this frame; `y` is the frame's foot, from the foot of the page.
    pub(crate) fn matrix(&self, x: f32, y: f32, width: f32, height: f32) -> [f32; 6] {
        match self.turns % 4 {
            1 => [0.0, -height, width, 0.0, x, y + height],
            2 => [-width, 0.0, 0.0, -height, x + width, y + height],
            3 => [0.0, height, -width, 0.0, x + width, y],
            _ => [width, 0.0, 0.0, height, x, y],
        }
    }

    /// The same in at most this many dots along either side, where it has clearly more and that makes it smaller.
    pub(crate) fn reduced(self, most: u32) -> Picture {
        if self.width.max(self.height) as f32 <= most as f32 * SLACK {
            return self;
        }
        let Some(decoded) = self.decoded() else {
            return self;
        };
        let small = decoded.resize(most, most, imageops::FilterType::Triangle);
        let mut data = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut data, QUALITY);
        let (width, height) = (small.width(), small.height());
        let written = if self.is_grey {
            encoder.encode(small.to_luma8().as_raw(), width, height, ExtendedColorType::L8)
        } else {
            encoder.encode(small.to_rgb8().as_raw(), width, height, ExtendedColorType::Rgb8)
        };
        if written.is_err() || data.len() >= self.data.len() {
            return self;
        }
        Picture {
            width,
            height,
            is_jpeg: true,
            data,
            ..self
        }
    }

    /// As a JPG that stands upright by itself.
    pub(crate) fn upright_jpeg(&self) -> Option<Vec<u8>> {
        let decoded = self.decoded()?;
        let turned = match self.turns % 4 {
            1 => decoded.rotate90(),
            2 => decoded.rotate180(),
            3 => decoded.rotate270(),
            _ => decoded,
        };
        let mut data = Vec::new();
        let written = JpegEncoder::new_with_quality(&mut data, QUALITY).encode_image(&turned.to_rgb8());
        written.is_ok().then_some(data)
    }

    fn decoded(&self) -> Option<DynamicImage> {
        let (width, height) = (self.width, self.height);
        if self.is_jpeg {
            image::load_from_memory(&self.data).ok()
        } else if self.is_grey {
            image::GrayImage::from_raw(width, height, self.data.clone()).map(DynamicImage::ImageLuma8)
        } else {
            image::RgbImage::from_raw(width, height, self.data.clone()).map(DynamicImage::ImageRgb8)
        }
    }

    /// Whether it needs coloured ink.
    pub(crate) fn is_coloured(&self) -> bool {
        !self.is_grey
    }
}

/// Of a reduced picture: letters of a scan stay sharp.
const QUALITY: u8 = 82;

/// Quarter turns, where the orientation is one and does not mirror.
fn turns(orientation: Orientation) -> Option<u8> {
    match orientation {
        Orientation::NoTransforms => Some(0),
        Orientation::Rotate90 => Some(1),
        Orientation::Rotate180 => Some(2),
        Orientation::Rotate270 => Some(3),
        _ => None,
    }
}

fn on_white(decoded: DynamicImage) -> DynamicImage {
    if !decoded.color().has_alpha() {
        return decoded;
    }
    let mut rgba = decoded.to_rgba8();
    for pixel in rgba.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for channel in 0..3 {
            let over = u16::from(pixel[channel]) * alpha + 255 * (255 - alpha);
            pixel[channel] = u8::try_from(over / 255).unwrap_or(u8::MAX);
        }
        pixel[3] = 255;
    }
    DynamicImage::ImageRgba8(rgba)
}

/// Whether a JPG is grey, where every reader of PDF knows its kind (8 bits, one or three colours).
fn plain_jpeg(bytes: &[u8]) -> Option<bool> {
    if !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if bytes[at] != 0xFF || marker == 0xDA {
            return None;
        }
        if matches!(marker, 0xC0..=0xC2) {
            let (depth, colours) = (*bytes.get(at + 4)?, *bytes.get(at + 9)?);
            return (depth == 8 && matches!(colours, 1 | 3)).then_some(colours == 1);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        if length < 2 {
            return None;
        }
        at += 2 + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(image: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        image
            .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
            .unwrap();
        bytes
    }

    #[test]
    fn transparency_is_white_and_grey_is_found() {
        let clear = image::RgbaImage::from_pixel(2, 2, image::Rgba([0, 0, 0, 0]));
        let picture = Picture::read(&png(&DynamicImage::ImageRgba8(clear))).unwrap();
        assert_eq!((picture.is_grey, picture.data), (true, vec![255; 4]));
        let red = image::RgbImage::from_pixel(1, 1, image::Rgb([200, 0, 0]));
        assert!(
            Picture::read(&png(&DynamicImage::ImageRgb8(red)))
                .unwrap()
                .is_coloured()
        );
        assert!(Picture::read(b"\x89PNG\r\n\x1a\nnothing").is_err());
    }

    #[test]
    fn a_large_picture_is_reduced_and_a_small_one_left_alone() {
        let noise = image::GrayImage::from_fn(900, 600, |x, y| image::Luma([(x * 7 + y * 13) as u8]));
        let picture = Picture::read(&png(&DynamicImage::ImageLuma8(noise))).unwrap();
        let same = picture.clone().reduced(900);
        assert_eq!(same, picture);
        let small = picture.reduced(300);
        assert_eq!((small.width, small.height, small.is_jpeg), (300, 200, true));
    }
}
