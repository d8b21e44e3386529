use super::*;
use std::io::Write;

fn docx(body: &str, relations: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", relations),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://a.tw/form?x=1&amp;y=2" TargetMode="External"/></Relationships>"#;

#[test]
fn a_word_file_is_its_words_with_cells_and_links() {
    let body = r#"<w:document xmlns:w="w" xmlns:r="r"><w:body>
        <w:p><w:r><w:t>國立中央大學</w:t></w:r><w:del><w:r><w:delText>舊</w:delText><w:t>刪</w:t></w:r></w:del><w:r><w:t xml:space="preserve"> A&amp;B </w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>日期</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>名稱</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:hyperlink r:id="r1"><w:r><w:t>報名</w:t></w:r></w:hyperlink></w:p>
        </w:body></w:document>"#;
    let text = document(&docx(body, RELATIONS)).unwrap().text;
    assert_eq!(
        text,
        "國立中央大學 A&B \n日期 \t名稱 \t\n報名 https://a.tw/form?x=1&y=2 \n"
    );
}

#[test]
fn text_in_every_encoding() {
    let text = "112年11月13日(星期一)國立臺灣大學論壇";
    let utf16: Vec<u8> = format!("{text}\r\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16.iter().copied()).collect();
    let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), utf16, marked, big5] {
        assert_eq!(document(&bytes).unwrap().text.trim(), text);
    }
}

#[test]
fn a_mail_is_its_subject_its_body_and_its_day() {
    let mail = "From: a@b.tw\r\nTo: c@d.tw\r\nSubject: =?UTF-8?B?6L2J55+lVVNS5rS75YuV?=\r\nDate: Wed, 1 Nov 2023 09:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>11月13日(一) <b>靜宜大學</b>論壇</p><p><a href=\"https://a.tw/x\">報名</a></p>\r\n";
    let read = document(mail.as_bytes()).unwrap();
    assert_eq!(read.letter, Date::parse("2023-11-01"));
    assert!(read.text.starts_with("主旨：轉知USR活動"), "{}", read.text);
    assert!(read.text.contains("11月13日(一) 靜宜大學論壇"), "{}", read.text);
    assert!(read.text.contains("報名 https://a.tw/x"), "{}", read.text);
    // Text with a colon in its first line is no mail.
    assert_eq!(document("Subject: x\n\n11/13".as_bytes()).unwrap().letter, None);
}

#[test]
fn hostile_files_are_sentences() {
    let bomb = docx(&" ".repeat(40 << 20), "");
    let entities = docx("<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>", "");
    let cases: [(&[u8], &str); 9] = [
        (b"", "空的"),
        (b"  \n", "空的"),
        (&bomb, "超過 32 MB"),
        (&entities, "不允許"),
        (b"PK\x03\x04nothing", "損壞"),
        (b"%PDF-1.7 nothing", "損壞"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "舊版 Office"),
        (b"\x89PNG\r\n", "圖片"),
        (b"\x00\x01\x02\x03\x04", "認不出編碼"),
    ];
    for (bytes, said) in cases {
        let sentence = document(bytes).unwrap_err().to_string();
        assert!(sentence.contains(said), "{sentence}");
    }
}
