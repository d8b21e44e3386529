//! A scanned page or a photograph (掃描、圖檔) that is attached on its own: a page with nothing else on it.

use crate::attach::Source;
use crate::picture::Picture;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A picture on a page of A4, upright, as large as the margins allow and never enlarged past 75 dots an inch.
pub(crate) fn page(picture: &Picture) -> Source {
    const SHEET: (f32, f32) = (595.276, 841.89);
    const MARGIN: f32 = 36.0;
    const COARSEST: f32 = 72.0 / 75.0;
    let mut document = Document::with_version("1.7");
    let mut image = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height),
        "ColorSpace" => picture.space(),
        "BitsPerComponent" => 8,
    };
    if picture.is_jpeg {
        image.set("Filter", "DCTDecode");
    }
    let stream = Stream::new(image, picture.data.clone()).with_compression(!picture.is_jpeg);
    let image = document.add_object(stream);
    let (across, down) = picture.upright();
    let (sheet_w, sheet_h) = if across > down { (SHEET.1, SHEET.0) } else { SHEET };
    let (w, h) = (across as f32, down as f32);
    let scale = ((sheet_w - 2.0 * MARGIN) / w)
        .min((sheet_h - 2.0 * MARGIN) / h)
        .min(COARSEST);
    let (w, h) = (w * scale, h * scale);
    let matrix = picture.matrix((sheet_w - w) / 2.0, (sheet_h - h) / 2.0, w, h);
    let matrix: Vec<String> = matrix.iter().map(|n| format!("{n:.3}")).collect();
    let drawing = format!("q {} cm /Im Do Q", matrix.join(" "));
    let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(sheet_w), Object::Real(sheet_h)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
        "Contents" => contents,
    });
    Source::Pages(Box::new(document), vec![page])
}
