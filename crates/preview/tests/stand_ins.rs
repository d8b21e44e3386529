//! Pages of an attached file that names a Chinese face and does not hold it: they are not blank.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;
use usr_desk_preview::{Face, Pages, StandIns};

/// A page with 本計畫, in a face of this name that the file does not hold.
fn page(face: &str) -> Vec<u8> {
    let words = "BT /F 60 Tf 60 700 Td <672C8A08756B> Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /{face} /Encoding /UniCNS-UTF16-H /DescendantFonts [6 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{face} /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) \
             /Supplement 3 >> /FontDescriptor 7 0 R >>"
        ),
        format!(
            "<< /Type /FontDescriptor /FontName /{face} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 \
             /Descent -200 /CapHeight 800 /StemV 80 >>"
        ),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut at = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        at.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", at.len() + 1));
    at.iter()
        .for_each(|at| file.push_str(&format!("{at:010} 00000 n \n")));
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        at.len() + 1
    ));
    file.into_bytes()
}

fn faces() -> StandIns {
    let file = |name: &str| -> Face {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../packet/fonts");
        Arc::new(std::fs::read(format!("{folder}/{name}")).unwrap())
    };
    StandIns {
        kai: file("TW-Kai.ttf"),
        sans: file("NotoSansTC-Regular.ttf"),
    }
}

/// Bytes of the picture that are not white.
fn drawn(face: &str) -> Vec<u8> {
    let pages = Pages::open(Arc::new(page(face)), faces()).unwrap();
    let png = pages.picture(1, 595).unwrap().png;
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut points).unwrap();
    points
}

#[test]
fn what_a_file_does_not_hold_is_drawn_in_a_face_of_ours() {
    let kai = drawn("DFKaiShu-SB-Estd-BF");
    let ink = kai.iter().filter(|point| **point < 128).count() / 3;
    assert!(
        (800..8000).contains(&ink),
        "three characters of 60 points: {ink} dark points"
    );
    let sans = drawn("MicrosoftJhengHeiRegular");
    assert!(sans != kai, "黑體 is 黑體");
    assert!(drawn("PMingLiU") == kai);
}
