//! What is attached (附件): merged, stamped, made smaller, or refused with a word.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

mod common;

use common::{FONTS, pages, print_with, sample, saved, with_files};
use std::ops::ControlFlow;
use std::process::Command;
use usr_desk_packet::{Scope, Setup, packet_with_files, page_count};

#[test]
fn attachments_are_merged_or_refused_with_a_word() {
    let good = [
        "text.pdf",
        "shifted.pdf",
        "a3.pdf",
        "objstm.pdf",
        "enc_owner.pdf",
        "form.pdf",
        "junkhead.pdf",
        "mou_scan.pdf",
        "scan.jpg",
    ];
    let bad = ["enc_user.pdf", "garbage.pdf"];
    let names: Vec<&str> = good.iter().chain(&bad).copied().collect();
    let (season, files) = with_files(&names);
    let printed = print_with(&season, &files);
    let refused: Vec<&str> = printed.refused.iter().map(|r| r.file.as_str()).collect();
    assert_eq!(refused, bad, "{:?}", printed.refused);
    for refusal in &printed.refused {
        assert!(
            refusal.reason.zh.contains("再附上") && refusal.reason.en.contains("attach"),
            "says what to do: {:?}",
            refusal.reason
        );
    }
    let large: Vec<_> = printed
        .plan
        .other_sizes
        .iter()
        .map(|s| (s.width_mm, s.height_mm))
        .collect();
    assert!(
        large.contains(&(420, 297)),
        "A3 stays A3, and the print room is told: {large:?}"
    );
    let path = saved(&printed, "merged");
    if let Ok(answer) = Command::new("qpdf").arg("--check").arg(&path).output() {
        assert!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }
    std::fs::remove_file(&path).unwrap();
    let Some(pages) = pages(&printed, "stamped") else {
        return;
    };
    assert_eq!(pages.len(), printed.pages as usize);
    let last = pages.len();
    for number in 1..=good.len() {
        let stamped = pages
            .iter()
            .filter(|p| p.contains(&format!("附件{number}－1第")))
            .count();
        assert_eq!(stamped, 1, "附件{number} is stamped once");
    }
    assert!(
        pages[last - 1].contains(&format!("第{last}頁／共{last}頁")),
        "{}",
        pages[last - 1]
    );
    assert!(
        pages
            .iter()
            .any(|p| p.contains("目錄") && p.contains("附件1佐證資料text.pdf")),
        "the contents list it",
    );
    let (_, none) = with_files(&[]);
    assert!(
        print_with(&season, &none).refused.is_empty(),
        "what the host does not hand over is only listed"
    );
}

/// Every damaged file ends in a merge or in a word, never in a panic: cut at every hundredth of its length, and with
/// bytes overwritten; then all of them printed in one packet.
#[test]
fn damaged_attachments_do_no_harm() {
    let whole = sample("text.pdf");
    let mut damaged: Vec<Vec<u8>> = (0..100)
        .map(|n| whole[..whole.len() * n / 100].to_vec())
        .collect();
    for n in 0..100 {
        let mut bytes = whole.clone();
        let at = bytes.len() * n / 100;
        let end = (at + 7).min(bytes.len());
        bytes[at..end].fill(b'9');
        damaged.push(bytes);
    }
    let refused = damaged.iter().filter(|bytes| page_count(bytes).is_err()).count();
    assert!(refused > 50, "{refused}");
    // All were looked at; every ninth is printed.
    let damaged: Vec<Vec<u8>> = damaged.into_iter().step_by(9).collect();
    let refused = damaged.iter().filter(|bytes| page_count(bytes).is_err()).count();
    let names: Vec<String> = (0..damaged.len()).map(|n| format!("damaged-{n}.pdf")).collect();
    let (mut season, mut files) = with_files(&[]);
    season.proposals[0].budget.clear();
    for (name, bytes) in names.iter().zip(damaged) {
        let json = serde_json::json!({"id": name, "title": name, "file": name});
        season.proposals[0]
            .attachments
            .push(serde_json::from_value(json).unwrap());
        files.insert(name.clone(), bytes);
    }
    let printed = print_with(&season, &files);
    assert_eq!(printed.refused.len(), refused);
    assert!(
        printed.refused.iter().all(|r| r.reason.zh.contains('請')),
        "{:?}",
        printed.refused
    );
    let path = saved(&printed, "damaged");
    if let Ok(answer) = Command::new("qpdf").arg("--check").arg(&path).output() {
        // What a torn page draws may be nonsense; the file around it stands.
        let said = String::from_utf8_lossy(&answer.stderr);
        let wrong = said
            .lines()
            .filter(|l| l.starts_with("ERROR") && !l.contains("content stream"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    }
    std::fs::remove_file(&path).unwrap();
}

/// An attachment that runs something, fills a form, and carries a file: only its look goes in.
#[test]
fn what_acts_in_an_attachment_stays_out_and_what_is_filled_in_stays_visible() {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut file = Document::load_mem(&sample("text.pdf")).unwrap();
    let look = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 20.into()],
    };
    let look = file.add_object(Stream::new(look, b"0 0 1 rg 0 0 100 20 re f".to_vec()));
    let field = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => vec![50.into(), 50.into(), 250.into(), 90.into()],
        "AP" => dictionary! { "N" => look },
        "A" => dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") },
    };
    let launch = dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "A" => dictionary! { "S" => "Launch", "F" => Object::string_literal("calc.exe") },
    };
    let first = *file.get_pages().get(&1).unwrap();
    let page = file.get_dictionary_mut(first).unwrap();
    page.set("Annots", vec![field.into(), launch.into()]);
    page.set(
        "AA",
        dictionary! { "O" => dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("x()") } },
    );
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("open()") };
    file.catalog_mut().unwrap().set("OpenAction", script);
    let (season, mut files) = with_files(&["text.pdf"]);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    files.insert("text.pdf".to_owned(), bytes);
    let printed = print_with(&season, &files);
    assert_eq!(printed.refused, []);
    let merged = Document::load_mem(&printed.bytes).unwrap();
    let all = format!("{:?}", merged.objects);
    for word in [
        "JavaScript",
        "Launch",
        "calc.exe",
        "Widget",
        "app.alert",
        "AcroForm",
    ] {
        assert!(!all.contains(word), "{word} came in");
    }
    assert!(all.contains("UsrDeskLook0"), "the field's look is drawn");
}

#[test]
fn a_packet_over_the_limit_is_reduced_and_says_so_where_that_does_not_help() {
    let (season, mut files) = with_files(&["scan.jpg"]);
    // A grain that JPG cannot make small.
    let grain =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).rotate_left(x % 13)) as u8;
    let large = image::GrayImage::from_fn(1300, 1800, |x, y| image::Luma([grain(x, y)]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    large.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    files.insert("scan.jpg".to_owned(), bytes.into_inner());
    let with = |largest_file_mb: Option<u32>| {
        let setup = Setup {
            largest_file_mb,
            ..Setup::default()
        };
        let input = common::input(
            &season,
            &[],
            Scope::Attachments(season.proposals[0].id.clone()),
            &setup,
        );
        packet_with_files(&input, &files, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap()
    };
    let free = with(None);
    assert_eq!((free.reduced_to, free.over_limit), (None, None));
    assert!(
        free.bytes.len() > 1_000_000,
        "the example is large: {}",
        free.bytes.len()
    );
    let limited = with(Some(1));
    assert!(
        limited.reduced_to.is_some() && limited.over_limit.is_none(),
        "{}",
        limited.bytes.len()
    );
    assert!(limited.bytes.len() <= 1_000_000);
    assert_eq!(with(Some(0)).over_limit, Some(0));
}

/// A generated scan: a page of A4 whose picture has 600 dots an inch, in these colours and this coding.
fn scanned(coding: &str, grey: bool) -> Vec<u8> {
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};
    let (width, height) = (600_u32, 800_u32);
    let dot = |x: u32, y: u32| {
        // Paper has a grain that no coding makes small.
        let grain = x
            .wrapping_mul(2_654_435_761)
            .wrapping_add(y.wrapping_mul(40_503))
            .wrapping_mul(2_246_822_519);
        let paper = 215 + (grain >> 20) % 40;
        let is_ink = (y / 40).is_multiple_of(2) && (x / 9).is_multiple_of(3);
        if is_ink { 30 } else { paper as u8 }
    };
    let rgb = image::RgbImage::from_fn(width, height, |x, y| {
        let v = dot(x, y);
        image::Rgb([v, v, v.saturating_sub(20)])
    });
    let pixels: Vec<u8> = match grey {
        true => image::DynamicImage::ImageRgb8(rgb.clone()).to_luma8().into_raw(),
        false => rgb.into_raw(),
    };
    let mut document = Document::with_version("1.7");
    let profile = document.add_object(Stream::new(
        dictionary! { "N" => if grey { 1 } else { 3 } },
        Vec::new(),
    ));
    let mut dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(width), "Height" => i64::from(height),
        "BitsPerComponent" => 8, "ColorSpace" => vec!["ICCBased".into(), profile.into()],
    };
    let stream = match coding {
        "jpg" => {
            dict.set("Filter", "DCTDecode");
            let mut jpg = Vec::new();
            let kind = if grey {
                image::ExtendedColorType::L8
            } else {
                image::ExtendedColorType::Rgb8
            };
            image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpg, 95)
                .encode(&pixels, width, height, kind)
                .unwrap();
            Stream::new(dict, jpg).with_compression(false)
        }
        "masked" => {
            dict.set(
                "Mask",
                vec![0.into(), 9.into(), 0.into(), 9.into(), 0.into(), 9.into()],
            );
            let mut stream = Stream::new(dict, pixels);
            stream.compress().unwrap();
            stream
        }
        _ => {
            let mut stream = Stream::new(dict, pixels);
            stream.compress().unwrap();
            stream
        }
    };
    let picture = document.add_object(stream);
    // Drawn an inch wide, within a form: 600 dots an inch.
    let form = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 400.into(), 400.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Im" => picture } },
        },
        b"q 72 0 0 96 0 0 cm /Im Do Q".to_vec(),
    );
    let form = document.add_object(form);
    let contents = document.add_object(Stream::new(
        Dictionary::new(),
        b"q 1 0 0 1 100 400 cm /Fm Do Q BT /F1 12 Tf 100 300 Td (stays) Tj ET".to_vec(),
    ));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Fm" => form }, "Font" => dictionary! { "F1" => font } },
        "Contents" => contents,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pictures_in_an_attached_pdf_get_the_dots_that_the_office_asks_for() {
    for (coding, grey) in [("jpg", false), ("jpg", true), ("packed", false), ("packed", true)] {
        let (season, mut files) = with_files(&["mou_scan.pdf"]);
        files.insert("mou_scan.pdf".to_owned(), scanned(coding, grey));
        let setup = Setup {
            picture_dpi: 150,
            ..Setup::default()
        };
        let scope = Scope::Attachments(season.proposals[0].id.clone());
        let printed = common::set_up(&season, &[], &files, scope, &setup);
        assert_eq!(printed.refused, []);
        let told = &printed.reduced;
        assert_eq!(
            (told.len(), told[0].pictures, told[0].left),
            (1, 1, 0),
            "{coding} {grey}"
        );
        assert!(told[0].after < told[0].before, "{coding} {grey}: {told:?}");
        let merged = lopdf::Document::load_mem(&printed.bytes).unwrap();
        let sizes: Vec<(i64, i64)> = merged
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok())
            .filter(|stream| {
                stream
                    .dict
                    .get(b"Subtype")
                    .and_then(lopdf::Object::as_name)
                    .is_ok_and(|n| n == b"Image")
            })
            .map(|image| {
                let side = |key: &[u8]| image.dict.get(key).unwrap().as_i64().unwrap();
                assert!(
                    image.dict.get(b"ColorSpace").unwrap().as_array().is_ok(),
                    "its own colours"
                );
                (side(b"Width"), side(b"Height"))
            })
            .collect();
        assert_eq!(sizes, [(150, 200)], "an inch at 150 dots: {coding} {grey}");
        if let Some(pages) = pages(&printed, "reduced") {
            assert!(pages.concat().contains("stays"), "text is never touched");
        }
    }
}

#[test]
fn a_picture_that_cannot_be_reduced_well_stays_and_one_that_is_small_enough_too() {
    let (season, mut files) = with_files(&["mou_scan.pdf"]);
    let scope = || Scope::Attachments(season.proposals[0].id.clone());
    files.insert("mou_scan.pdf".to_owned(), scanned("masked", false));
    let with = |files: &usr_desk_packet::Files, picture_dpi: u16| {
        let setup = Setup {
            picture_dpi,
            ..Setup::default()
        };
        common::set_up(&season, &[], files, scope(), &setup)
    };
    assert_eq!(
        with(&files, 150).reduced,
        [],
        "a colour that is seen through would be lost"
    );
    files.insert("mou_scan.pdf".to_owned(), scanned("jpg", false));
    assert_eq!(with(&files, 600).reduced, []);
}
