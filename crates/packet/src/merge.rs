//! Foreign pages into the file: each keeps its look, loses what acts, and is stamped with its number.

use crate::packet::Error;
use crate::progress::Steps;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Pages that take the place of stamp pages.
pub(crate) struct Foreign {
    pub(crate) document: Document,
    pub(crate) pages: Vec<ObjectId>,
}

/// Puts the foreign pages where the stamp pages stand (one each, in order), each stamped with that page's ink.
pub(crate) fn merge(
    file: &mut Document,
    stamps: &[ObjectId],
    foreign: Vec<Foreign>,
    steps: &mut Steps,
) -> Result<(), Error> {
    let mut stamps = stamps.iter();
    for mut source in foreign {
        steps.next()?;
        let shift = file.max_id;
        let moved = |id: ObjectId| (id.0 + shift, id.1);
        let pages: Vec<Dictionary> = source
            .pages
            .iter()
            .map(|id| whole_page(&source.document, *id))
            .collect::<Result<_, lopdf::Error>>()?;
        for (id, mut object) in std::mem::take(&mut source.document.objects) {
            let is_tree = object
                .as_dict()
                .is_ok_and(|d| matches!(d.get_type(), Ok(b"Catalog" | b"Pages" | b"Page")));
            if is_tree {
                continue;
            }
            clean(&mut object, shift);
            file.max_id = file.max_id.max(moved(id).0);
            file.objects.insert(moved(id), object);
        }
        for mut page in pages {
            let Some(stamp) = stamps.next() else { return Ok(()) };
            page.iter_mut().for_each(|(_, value)| clean(value, shift));
            place(file, *stamp, page)?;
        }
    }
    Ok(())
}

/// The page with what it inherits, and without what ties it to its file.
pub(crate) fn whole_page(document: &Document, id: ObjectId) -> Result<Dictionary, lopdf::Error> {
    let mut page = document.get_dictionary(id)?.clone();
    for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate"] {
        let mut parent = page.get(b"Parent").and_then(Object::as_reference).ok();
        let mut steps = 0;
        while let (false, Some(above), true) = (page.has(key), parent, steps < 64) {
            let node = document.get_dictionary(above)?;
            if let Ok(value) = node.get(key) {
                page.set(key, value.clone());
            }
            parent = node.get(b"Parent").and_then(Object::as_reference).ok();
            steps += 1;
        }
        // Boxes are looked into: they must stand here.
        if let Ok(reference) = page.get(key).and_then(Object::as_reference)
            && key != b"Resources"
        {
            page.set(key, document.get_object(reference)?.clone());
        }
    }
    let looks = looks(document, &page);
    for key in [
        &b"Parent"[..],
        b"AA",
        b"B",
        b"StructParents",
        b"Tabs",
        b"Metadata",
        b"PieceInfo",
        b"Thumb",
        b"Annots",
    ] {
        page.remove(key);
    }
    let contents = match page.get(b"Contents") {
        Ok(Object::Array(parts)) => parts.clone(),
        Ok(Object::Reference(id)) => match document.get_object(*id) {
            Ok(Object::Array(parts)) => parts.clone(),
            _ => vec![(*id).into()],
        },
        _ => Vec::new(),
    };
    page.set("Contents", contents);
    flatten(document, &mut page, &looks);
    Ok(page)
}

/// Where the drawing of a page's notes and fields waits until the page has its place.
const DRAWN: &str = "UsrDeskDrawn";

/// What a note or a filled-in field looks like, and where that stands on the page.
struct Look {
    form: ObjectId,
    matrix: [f32; 6],
}

/// The looks of notes and fields: they become ink. Nothing that acts, and nothing hidden, has one.
fn looks(document: &Document, page: &Dictionary) -> Vec<Look> {
    let all = match page.get(b"Annots") {
        Ok(Object::Array(all)) => all.clone(),
        Ok(Object::Reference(id)) => document
            .get_object(*id)
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    let look = |annotation: &Object| look(document, document.dereference(annotation).ok()?.1.as_dict().ok()?);
    all.iter().filter_map(look).collect()
}

fn look(document: &Document, annotation: &Dictionary) -> Option<Look> {
    const HIDDEN: i64 = 0b10_0010; // Hidden, NoView
    let subtype = annotation
        .get(b"Subtype")
        .and_then(Object::as_name)
        .unwrap_or_default();
    let acts = matches!(
        subtype,
        b"Link" | b"Popup" | b"FileAttachment" | b"Movie" | b"Screen" | b"Sound" | b"RichMedia" | b"3D"
    );
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    if acts || flags & HIDDEN != 0 {
        return None;
    }
    let (_, looks) = document.dereference(annotation.get(b"AP").ok()?).ok()?;
    let mut normal = looks.as_dict().ok()?.get(b"N").ok()?;
    let (mut id, mut object) = document.dereference(normal).ok()?;
    // A box that may be ticked has a look for each state.
    if let Ok(states) = object.as_dict() {
        normal = states
            .get(annotation.get(b"AS").and_then(Object::as_name).ok()?)
            .ok()?;
        (id, object) = document.dereference(normal).ok()?;
    }
    let form = &object.as_stream().ok()?.dict;
    let rect = numbers::<4>(document, annotation.get(b"Rect").ok()?)?;
    let bounds = numbers::<4>(document, form.get(b"BBox").ok()?)?;
    let own = form.get(b"Matrix").ok().and_then(|m| numbers::<6>(document, m));
    let [a, b, c, d, e, f] = own.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(0, 1), (2, 1), (2, 3), (0, 3)].map(|(i, j)| {
        let (x, y) = (bounds[i], bounds[j]);
        (a * x + c * y + e, b * x + d * y + f)
    });
    let span = |of: fn(&(f32, f32)) -> f32| {
        let values = corners.iter().map(of);
        (
            values.clone().fold(f32::MAX, f32::min),
            values.fold(f32::MIN, f32::max),
        )
    };
    let ((left, right), (foot, top)) = (span(|p| p.0), span(|p| p.1));
    if right - left < 0.01 || top - foot < 0.01 {
        return None;
    }
    let (x, y) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
    let across = (rect[2] - rect[0]).abs() / (right - left);
    let down = (rect[3] - rect[1]).abs() / (top - foot);
    Some(Look {
        form: id?,
        matrix: [across, 0.0, 0.0, down, x - left * across, y - foot * down],
    })
}

fn numbers<const N: usize>(document: &Document, object: &Object) -> Option<[f32; N]> {
    let (_, object) = document.dereference(object).ok()?;
    let values = object.as_array().ok()?.iter();
    let numbers: Vec<f32> = values.filter_map(|v| v.as_float().ok()).collect();
    numbers.try_into().ok()
}

/// Puts the looks among the page's resources, and says how they are drawn.
fn flatten(document: &Document, page: &mut Dictionary, looks: &[Look]) {
    if looks.is_empty() {
        return;
    }
    let inner = |holder: &Dictionary, key: &[u8]| -> Dictionary {
        let found = holder.get(key).and_then(|object| document.dereference(object));
        found
            .ok()
            .and_then(|(_, object)| object.as_dict().ok())
            .cloned()
            .unwrap_or_default()
    };
    let mut resources = inner(page, b"Resources");
    let mut forms = inner(&resources, b"XObject");
    let mut drawn = String::new();
    for (i, look) in looks.iter().enumerate() {
        let name = format!("UsrDeskLook{i}");
        let matrix: Vec<String> = look.matrix.iter().map(|n| format!("{n:.4}")).collect();
        drawn.push_str(&format!("q {} cm /{name} Do Q\n", matrix.join(" ")));
        forms.set(name, look.form);
    }
    resources.set("XObject", forms);
    page.set("Resources", resources);
    page.set(DRAWN, Object::string_literal(drawn));
}

/// Moves references, and takes out what acts or ties.
fn clean(object: &mut Object, shift: u32) {
    match object {
        Object::Reference(id) => id.0 += shift,
        Object::Array(items) => items.iter_mut().for_each(|item| clean(item, shift)),
        Object::Dictionary(dictionary) => clean_dictionary(dictionary, shift),
        Object::Stream(stream) => clean_dictionary(&mut stream.dict, shift),
        _ => {}
    }
}

fn clean_dictionary(dictionary: &mut Dictionary, shift: u32) {
    for key in [
        &b"OpenAction"[..],
        b"AA",
        b"JS",
        b"JavaScript",
        b"EmbeddedFiles",
        b"StructParent",
        b"StructParents",
    ] {
        dictionary.remove(key);
    }
    dictionary.iter_mut().for_each(|(_, value)| clean(value, shift));
}

/// Makes the foreign page the page `stamp`, with the stamp's ink over it.
fn place(file: &mut Document, stamp: ObjectId, mut page: Dictionary) -> Result<(), lopdf::Error> {
    let old = file.get_dictionary(stamp)?.clone();
    let ink = file.get_page_content(stamp);
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => old.get(b"Resources")?.clone(),
    };
    let form = file.add_object(Stream::new(form, ink));
    let resources = match page.get(b"Resources") {
        Ok(Object::Reference(id)) => file.get_dictionary(*id).cloned().unwrap_or_default(),
        Ok(Object::Dictionary(d)) => d.clone(),
        _ => Dictionary::new(),
    };
    let mut resources = resources;
    let mut forms = match resources.get(b"XObject") {
        Ok(Object::Reference(id)) => file.get_dictionary(*id).cloned().unwrap_or_default(),
        Ok(Object::Dictionary(d)) => d.clone(),
        _ => Dictionary::new(),
    };
    forms.set("UsrDeskStamp", form);
    resources.set("XObject", forms);
    page.set("Resources", resources);
    let before = file.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let matrix = stamp_matrix(&page);
    let [a, b, c, d, e, f] = matrix;
    let drawn = match page.remove(DRAWN.as_bytes()) {
        Some(Object::String(drawn, _)) => String::from_utf8_lossy(&drawn).into_owned(),
        _ => String::new(),
    };
    let after = format!("\nQ\n{drawn}q {a} {b} {c} {d} {e:.3} {f:.3} cm /UsrDeskStamp Do Q\n");
    let after = file.add_object(Stream::new(Dictionary::new(), after.into_bytes()));
    let mut contents: Vec<Object> = vec![before.into()];
    contents.extend(
        page.get(b"Contents")
            .and_then(Object::as_array)
            .cloned()
            .unwrap_or_default(),
    );
    contents.push(after.into());
    page.set("Contents", contents);
    page.set("Type", "Page");
    page.set("Parent", old.get(b"Parent")?.clone());
    file.set_object(stamp, page);
    Ok(())
}

/// What is seen of a page: its crop box within its media box.
pub(crate) fn visible(page: &Dictionary) -> [f32; 4] {
    let read = |key: &[u8]| -> Option<[f32; 4]> {
        let values = page.get(key).ok()?.as_array().ok()?;
        let numbers: Vec<f32> = values.iter().filter_map(|v| v.as_float().ok()).collect();
        let [a, b, c, d] = numbers.try_into().ok()?;
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    };
    let media = read(b"MediaBox").unwrap_or([0.0, 0.0, 595.276, 841.89]);
    match read(b"CropBox") {
        Some(crop) => [
            crop[0].max(media[0]),
            crop[1].max(media[1]),
            crop[2].min(media[2]),
            crop[3].min(media[3]),
        ],
        None => media,
    }
}

/// Where the sheet of the stamp (A4, its foot in the middle of the visible foot) lies on the page, whatever the page's
/// rotation and crop box.
fn stamp_matrix(page: &Dictionary) -> [f32; 6] {
    let [x0, y0, x1, y1] = visible(page);
    let turn = page
        .get(b"Rotate")
        .and_then(Object::as_i64)
        .unwrap_or(0)
        .rem_euclid(360);
    let (width, height) = (x1 - x0, y1 - y0);
    let visible = if turn % 180 == 90 { height } else { width };
    // The stamp's sheet is moved so that its middle is the page's middle.
    let u = (visible - 595.276) / 2.0;
    match turn {
        90 => [0.0, 1.0, -1.0, 0.0, x1, y0 + u],
        180 => [-1.0, 0.0, 0.0, -1.0, x1 - u, y1],
        270 => [0.0, -1.0, 1.0, 0.0, x0, y1 - u],
        _ => [1.0, 0.0, 0.0, 1.0, x0 + u, y0],
    }
}
