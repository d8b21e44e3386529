//! Pictures in an attached PDF that have more dots than the office asks for (每英寸點數), where they stand on the page.
//!
//! Text, drawings, masks and what this does not know stay as they are; a picture is only replaced where that makes it
//! smaller.

use crate::merge;
use crate::picture::{Picture, SLACK};
use crate::setup::Setup;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;

/// What became of the pictures of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reduction {
    /// Pictures that have fewer dots now.
    pub(crate) pictures: u32,
    /// Pictures with too many dots that had to stay: masked, of few colours, in a rare coding.
    pub(crate) left: u32,
    /// Bytes of the reduced ones, as they were.
    pub(crate) before: u64,
    /// And as they are.
    pub(crate) after: u64,
}

/// Width and height of a picture as it is drawn, in points; the largest, where it is drawn more than once.
type Drawn = BTreeMap<ObjectId, (f32, f32)>;

/// Forms within forms.
const MAX_DEPTH: usize = 6;
/// What a picture may unpack to.
const MOST_BYTES: usize = 400 * 1024 * 1024;

/// Reduces what can be; `longest` is the longest side of any page, for pictures whose place is not found.
pub(crate) fn reduce(document: &mut Document, pages: &[ObjectId], longest: f32, setup: &Setup) -> Reduction {
    let mut done = Reduction::default();
    let smallest = i64::from(crate::setup::dots(setup, 72.0));
    let is_candidate = |object: &Object| {
        as_image(object).is_some_and(|image| side(image, b"Width").max(side(image, b"Height")) > smallest)
    };
    if !document.objects.values().any(is_candidate) {
        return done;
    }
    let drawn = drawn(document, pages);
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        let Some(image) = document.objects.get(&id).and_then(as_image) else {
            continue;
        };
        let (width, height) = (side(image, b"Width") as f32, side(image, b"Height") as f32);
        let (across, down) = drawn.get(&id).copied().unwrap_or((longest, longest));
        // The coarser of its two directions decides: nothing falls below what is asked for.
        let density = (width / across.max(1.0)).min(height / down.max(1.0));
        let wanted = crate::setup::dots(setup, 72.0) as f32 / 72.0;
        if density <= wanted * SLACK || width.max(height) <= 1.0 {
            continue;
        }
        let most = (width.max(height) * wanted / density).round().max(1.0) as u32;
        match smaller(document, image, most) {
            Some((picture, before)) => {
                done.pictures += 1;
                done.before += before;
                done.after += picture.data.len() as u64;
                put(document, id, picture);
            }
            None => done.left += 1,
        }
    }
    done
}

fn as_image(object: &Object) -> Option<&Stream> {
    let stream = object.as_stream().ok()?;
    let is_image = stream
        .dict
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|n| n == b"Image");
    is_image.then_some(stream)
}

fn side(image: &Stream, key: &[u8]) -> i64 {
    image.dict.get(key).and_then(Object::as_i64).unwrap_or(0)
}

/// The picture in fewer dots, and how many bytes it had; nothing where it must stay.
fn smaller(document: &Document, image: &Stream, most: u32) -> Option<(Picture, u64)> {
    let dict = &image.dict;
    // A stencil or a colour that is seen through would get ragged edges; values that are turned around would be again.
    if [&b"Mask"[..], b"Decode", b"ImageMask", b"DecodeParms"]
        .iter()
        .any(|key| dict.has(key))
    {
        return None;
    }
    let mask = dict
        .get(b"SMask")
        .and_then(|mask| document.dereference(mask))
        .ok();
    if mask.is_some_and(|(_, mask)| mask.as_stream().is_ok_and(|mask| mask.dict.has(b"Matte"))) {
        return None;
    }
    if dict
        .get(b"BitsPerComponent")
        .and_then(Object::as_i64)
        .unwrap_or(8)
        != 8
    {
        return None;
    }
    let colours = colours(document, dict.get(b"ColorSpace").ok()?)?;
    let filter = match dict.get(b"Filter") {
        Ok(Object::Name(name)) => name.as_slice(),
        Ok(Object::Array(names)) if names.len() == 1 => names[0].as_name().ok()?,
        Err(_) => b"",
        _ => return None,
    };
    let before = image.content.len();
    let picture = match filter {
        b"DCTDecode" => {
            let picture = Picture::read(&image.content).ok()?;
            Picture { turns: 0, ..picture }
        }
        b"FlateDecode" | b"" => raw(image, colours)?,
        _ => return None,
    };
    if picture.is_grey != (colours == 1) {
        return None;
    }
    let picture = picture.reduced(most);
    (picture.is_jpeg && picture.data.len() < before).then_some((picture, before as u64))
}

/// Rows of dots as they lie in the file.
fn raw(image: &Stream, colours: usize) -> Option<Picture> {
    let (width, height) = (
        u32::try_from(side(image, b"Width")).ok()?,
        u32::try_from(side(image, b"Height")).ok()?,
    );
    let size = (width as usize)
        .checked_mul(height as usize)?
        .checked_mul(colours)?;
    if size > MOST_BYTES {
        return None;
    }
    let mut data = match image.dict.has(b"Filter") {
        true => image.decompressed_content().ok()?,
        false => image.content.clone(),
    };
    if data.len() < size {
        return None;
    }
    data.truncate(size);
    Some(Picture {
        width,
        height,
        is_grey: colours == 1,
        is_jpeg: false,
        data,
        turns: 0,
    })
}

/// Colours of a dot, in spaces that a JPG can hold.
fn colours(document: &Document, space: &Object) -> Option<usize> {
    let (_, space) = document.dereference(space).ok()?;
    let named = |name: &[u8]| match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(1),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(3),
        _ => None,
    };
    if let Ok(name) = space.as_name() {
        return named(name);
    }
    let parts = space.as_array().ok()?;
    let name = parts.first()?.as_name().ok()?;
    if name != b"ICCBased" {
        return named(name);
    }
    let (_, profile) = document.dereference(parts.get(1)?).ok()?;
    match profile.as_stream().ok()?.dict.get(b"N").and_then(Object::as_i64) {
        Ok(1) => Some(1),
        Ok(3) => Some(3),
        _ => None,
    }
}

/// Its colours stay those of its space.
fn put(document: &mut Document, id: ObjectId, picture: Picture) {
    let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else {
        return;
    };
    stream.dict.set("Width", i64::from(picture.width));
    stream.dict.set("Height", i64::from(picture.height));
    stream.dict.set("BitsPerComponent", 8);
    stream.dict.set("Filter", "DCTDecode");
    stream.set_content(picture.data);
}

/// How large each picture is drawn.
fn drawn(document: &Document, pages: &[ObjectId]) -> Drawn {
    const UPRIGHT: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut drawn = Drawn::new();
    for page in pages {
        let Ok(whole) = merge::whole_page(document, *page) else {
            continue;
        };
        let resources = inner(document, &whole, b"Resources");
        walk(
            document,
            &resources,
            &document.get_page_content(*page),
            UPRIGHT,
            0,
            &mut drawn,
        );
    }
    drawn
}

fn inner(document: &Document, holder: &Dictionary, key: &[u8]) -> Dictionary {
    let found = holder.get(key).and_then(|object| document.dereference(object));
    let found = found.ok().and_then(|(_, object)| object.as_dict().ok());
    found.cloned().unwrap_or_default()
}

fn walk(
    document: &Document,
    resources: &Dictionary,
    content: &[u8],
    start: [f32; 6],
    depth: usize,
    drawn: &mut Drawn,
) {
    let Ok(content) = Content::decode(content) else {
        return;
    };
    let forms = inner(document, resources, b"XObject");
    let (mut now, mut kept) = (start, Vec::new());
    for step in &content.operations {
        match step.operator.as_str() {
            "q" => kept.push(now),
            "Q" => now = kept.pop().unwrap_or(start),
            "cm" => {
                let numbers: Vec<f32> = step.operands.iter().filter_map(|n| n.as_float().ok()).collect();
                if let Ok(matrix) = <[f32; 6]>::try_from(numbers) {
                    now = times(matrix, now);
                }
            }
            "Do" => {
                let name = step.operands.first().and_then(|name| name.as_name().ok());
                let Some(id) = name.and_then(|name| forms.get(name).ok()?.as_reference().ok()) else {
                    continue;
                };
                let Some(object) = document.objects.get(&id) else {
                    continue;
                };
                if as_image(object).is_some() {
                    let size = (now[0].hypot(now[1]), now[2].hypot(now[3]));
                    let largest = drawn.entry(id).or_insert(size);
                    *largest = (largest.0.max(size.0), largest.1.max(size.1));
                } else if let (Ok(form), true) = (object.as_stream(), depth < MAX_DEPTH) {
                    let own = form.dict.get(b"Matrix").and_then(Object::as_array).ok();
                    let own: Option<Vec<f32>> =
                        own.map(|m| m.iter().filter_map(|n| n.as_float().ok()).collect());
                    let own = own.and_then(|own| <[f32; 6]>::try_from(own).ok());
                    let matrix = own.map_or(now, |own| times(own, now));
                    let resources = match form.dict.has(b"Resources") {
                        true => inner(document, &form.dict, b"Resources"),
                        false => resources.clone(),
                    };
                    let content = form
                        .decompressed_content()
                        .unwrap_or_else(|_| form.content.clone());
                    walk(document, &resources, &content, matrix, depth + 1, drawn);
                }
            }
            _ => {}
        }
    }
}

/// One matrix, then the other.
fn times(a: [f32; 6], b: [f32; 6]) -> [f32; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
