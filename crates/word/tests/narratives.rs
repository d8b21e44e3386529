//! What Word can say and a narrative cannot, piece by piece; and files that mean harm.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use usr_desk_word::{Loss, Narrative, Unreadable, Wanted, narrative, pack};

const HEAD: &str = r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a" xmlns:m="m" xmlns:mc="mc" xmlns:v="v"><w:body>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w">
  <w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="heading 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="own"><w:name w:val="本校標題"/><w:basedOn w:val="a2"/></w:style>
  <w:style w:type="paragraph" w:styleId="bold"><w:name w:val="強調段"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"#;
const RELATIONS: &str = r#"<Relationships>
  <Relationship Id="r1" Type="x/hyperlink" Target="https://a.tw" TargetMode="External"/>
  <Relationship Id="r2" Type="x/image" Target="media/image1.png"/>
  <Relationship Id="r3" Type="x/image" Target="media/image2.emf"/>
  <Relationship Id="r4" Type="x/image" Target="https://a.tw/x.png" TargetMode="External"/>
</Relationships>"#;

fn file(body: &str) -> Vec<u8> {
    let document = format!("{HEAD}{body}</w:body></w:document>");
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 見附件</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    pack([
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/media/image1.png", b"\x89PNG\r\n\x1a\nnothing".as_slice()),
        ("word/media/image2.emf", b"\x01\x00\x00\x00".as_slice()),
    ])
    .unwrap()
}

fn read(body: &str) -> Narrative {
    let read = narrative(&file(body), &Wanted::default()).unwrap();
    assert_eq!(read.document.fault(), None);
    read
}

fn words(body: &str) -> String {
    read(body).document.plain_text()
}

fn losses(body: &str) -> Vec<(Loss, u32)> {
    read(body).dropped.iter().map(|d| (d.what, d.count)).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn heading(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn item(level: usize, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn picture(relation: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2895600"/><wp:docPr id="1" descr="場域圖"/><a:blip r:embed="{relation}"/></wp:inline></w:drawing></w:r></w:p>"#
    )
}

#[test]
fn only_what_stands_below_the_heading_is_taken_and_its_levels_begin_anew() {
    let body = [
        heading("a1", "壹、背景"),
        p("甲"),
        heading("own", "一、現況"),
        p("乙"),
        heading("a1", "貳、方法"),
        p("丙"),
    ]
    .concat();
    let at = |titles: &[&str], heading| {
        let titles = titles.iter().map(|t| (*t).to_owned()).collect();
        narrative(&file(&body), &Wanted { titles, heading }).unwrap()
    };
    let found = at(&["背景"], None);
    assert_eq!(
        (found.taken, found.document.plain_text().as_str()),
        (Some(0), "甲\n\n一、現況\n\n乙")
    );
    assert_eq!(found.document.content[1].attrs.as_ref().unwrap().level, Some(1));
    assert_eq!(
        found.dropped.iter().map(|d| d.what).collect::<Vec<_>>(),
        [Loss::Elsewhere]
    );
    assert_eq!(at(&["背景"], Some(2)).document.plain_text(), "丙");
    let whole = at(&["背景"], Some(99));
    assert_eq!((whole.taken, whole.dropped.len()), (None, 0));
    assert_eq!(
        whole.headings.iter().map(|h| h.level).collect::<Vec<_>>(),
        [1, 2, 1]
    );
}

#[test]
fn revisions_links_comments_and_hidden_words_are_told() {
    let body = r#"<w:p><w:r><w:t>甲</w:t></w:r>
      <w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>刪去</w:delText></w:r></w:del>
      <w:hyperlink r:id="r1"><w:r><w:t>報名</w:t></w:r></w:hyperlink>
      <w:r><w:commentReference w:id="0"/></w:r>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>
      <w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>紅</w:t></w:r></w:p>"#;
    assert_eq!(words(body), "甲新增報名紅");
    let told = read(body).dropped;
    let kinds: Vec<_> = told.iter().map(|d| d.what).collect();
    assert_eq!(
        kinds,
        [Loss::Deleted, Loss::Comment, Loss::Hidden, Loss::Link, Loss::Look]
    );
    assert!(told.iter().all(|d| d.near == ["甲新增報名紅"]), "{told:?}");
}

#[test]
fn marks_come_from_runs_and_from_styles() {
    let body = r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>平</w:t></w:r>
      <w:r><w:rPr><w:i/></w:rPr><w:t>斜</w:t></w:r><w:r><w:rPr><w:em w:val="dot"/></w:rPr><w:t>點</w:t></w:r>
      <w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>上</w:t></w:r></w:p>
      <w:p><w:pPr><w:pStyle w:val="bold"/></w:pPr><w:r><w:t>全粗</w:t></w:r></w:p>"#;
    let document = read(body).document;
    let marks: Vec<String> = document.content[0]
        .content
        .iter()
        .map(|n| {
            format!(
                "{}{:?}",
                n.text.as_deref().unwrap(),
                n.marks.iter().map(|m| m.kind).collect::<Vec<_>>()
            )
        })
        .collect();
    assert_eq!(marks, ["粗[Strong]", "平[]", "斜點[Emphasis]", "上[Superscript]"]);
    assert_eq!(document.content[1].content[0].marks.len(), 1);
}

#[test]
fn lists_within_lists_and_a_list_that_was_interrupted() {
    let body = [
        item(0, "一"),
        item(1, "甲"),
        item(0, "二"),
        p("中間"),
        item(0, "三"),
    ]
    .concat();
    let read = read(&body);
    assert_eq!(read.document.plain_text(), "一\n甲\n二\n\n中間\n\n三");
    assert_eq!(read.document.content.len(), 3);
    assert_eq!(
        read.dropped.iter().map(|d| (d.what, d.count)).collect::<Vec<_>>(),
        [(Loss::ListRestart, 1)]
    );
}

#[test]
fn joined_cells_heads_and_tables_within_tables() {
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let nested = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell("", &p("內甲")),
        cell("", &p("內乙"))
    );
    let rows = [
        format!(
            "<w:tr>{}{}</w:tr>",
            cell(r#"<w:gridSpan w:val="2"/>"#, &bold("年度")),
            cell("", &bold("說明"))
        ),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell(r#"<w:vMerge w:val="restart"/>"#, &p("115")),
            cell("", &p("40")),
            cell("", &nested)
        ),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell("<w:vMerge/>", "<w:p/>"),
            cell("", &p("52")),
            cell("", "<w:p/>")
        ),
    ];
    let body = format!("<w:tbl>{}</w:tbl>", rows.concat());
    let read = read(&body);
    let table = serde_json::to_value(&read.document.content[0]).unwrap();
    let kind = |r: usize, c: usize| {
        table["content"][r]["content"][c]["type"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        (kind(0, 0), kind(1, 0)),
        ("table_header".to_owned(), "table_cell".to_owned())
    );
    assert_eq!(table["content"][0]["content"][0]["attrs"]["colspan"], 2);
    assert_eq!(table["content"][1]["content"][0]["attrs"]["rowspan"], 2);
    assert_eq!(table["content"][2]["content"].as_array().unwrap().len(), 2);
    assert_eq!(read.document.plain_text(), "年度\t說明\n115\t40\t內甲　內乙\n52");
    assert_eq!(read.dropped[0].what, Loss::NestedTable);
}

#[test]
fn pictures_have_captions_and_what_is_no_picture_is_told() {
    let caption = r#"<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t xml:space="preserve">圖 7　場域</w:t></w:r></w:p>"#;
    let body = [
        picture("r2"),
        caption.to_owned(),
        picture("r2"),
        picture("r3"),
        picture("r4"),
        p("後"),
    ]
    .concat();
    let read = read(&body);
    assert_eq!(
        (read.pictures.len(), read.document.plain_text().as_str()),
        (1, "場域\n\n後")
    );
    let attrs = read.document.content[0].attrs.as_ref().unwrap();
    assert_eq!((attrs.alt.as_deref(), attrs.width), (Some("場域圖"), Some(50)));
    let told: Vec<_> = read.dropped.iter().map(|d| d.what).collect();
    assert_eq!(told, [Loss::PictureKind, Loss::PictureOutside]);
}

#[test]
fn notes_fields_and_live_figures() {
    let figure = |said: &str| {
        format!(
            r#"<w:sdt><w:sdtPr><w:tag w:val="usr:grant:115=3,500,000"/></w:sdtPr><w:sdtContent><w:r><w:t>{said}</w:t></w:r></w:sdtContent></w:sdt>"#
        )
    };
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>圖 1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let note = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#;
    let body = format!(
        "<w:p>{}{field}{note}{}</w:p>",
        figure("3,500,000"),
        figure("4,000,000")
    );
    let read = read(&body);
    let kinds: Vec<String> = read.document.content[0]
        .content
        .iter()
        .map(|n| format!("{:?}", n.kind))
        .collect();
    assert_eq!(kinds, ["Fact", "Text", "Footnote", "Text"]);
    assert_eq!(read.document.plain_text(), "3,500,000圖 1（見附件）4,000,000");
    assert_eq!(read.dropped[0].what, Loss::FigureTyped);
}

#[test]
fn boxes_charts_equations_and_breaks() {
    let body = r#"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:txbxContent><w:p><w:r><w:t>框內</w:t></w:r></w:p></wp:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent><w:t>甲</w:t></w:r></w:p>
      <w:p><w:r><w:drawing><a:chart/></w:drawing></w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:br w:type="page"/><w:sym w:char="F0FC"/></w:r></w:p>"#;
    assert_eq!(words(body), "甲\n\nx+1");
    assert_eq!(
        losses(body),
        [
            (Loss::TextBox, 1),
            (Loss::Chart, 1),
            (Loss::Equation, 1),
            (Loss::Symbol, 1),
            (Loss::Break, 1)
        ]
    );
}

#[test]
fn files_that_mean_harm_are_sentences() {
    let whole = file(&p("字"));
    let with = |name: &str, bytes: &[u8]| {
        let document = format!("{HEAD}{}</w:body></w:document>", p("字"));
        pack([("word/document.xml", document.as_bytes()), (name, bytes)]).unwrap()
    };
    let part = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="r9" Type="x/{kind}" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    let only = |document: &str| pack([("word/document.xml", document.as_bytes())]).unwrap();
    let deep = format!(
        "{HEAD}{}{}</w:body></w:document>",
        "<w:sdt>".repeat(500),
        "</w:sdt>".repeat(500)
    );
    let many = format!(
        "{HEAD}<w:p>{}</w:p></w:body></w:document>",
        "<w:r/>".repeat(1_600_000)
    );
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "沒有文字"),
        ("a bomb", only(&" ".repeat(40 << 20)), "超過 32 MB"),
        (
            "a bomb of a picture",
            {
                let body = picture("r2");
                let document = format!("{HEAD}{body}</w:body></w:document>");
                let zeros = vec![0_u8; 30 << 20];
                pack([
                    ("word/document.xml", document.as_bytes()),
                    ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
                    ("word/media/image1.png", &zeros),
                ])
                .unwrap()
            },
            "超過 24 MB",
        ),
        ("cut off", whole[..whole.len() / 2].to_vec(), "損壞"),
        (
            "entities",
            only("<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>"),
            "不允許",
        ),
        ("macros", with("word/vbaProject.bin", b"x"), "巨集"),
        (
            "a linked object",
            with(
                "word/_rels/document.xml.rels",
                part("oleObject", "file:///c:/x").as_bytes(),
            ),
            "外部",
        ),
        (
            "a remote template",
            with(
                "word/_rels/settings.xml.rels",
                part("attachedTemplate", "https://evil.tw/x.dotm").as_bytes(),
            ),
            "遠端範本",
        ),
        ("too deep", only(&deep), "巢狀過深"),
        ("too many", only(&many), "過於細碎"),
        ("half an element", only(&format!("{HEAD}<w:p>")), "損壞"),
        ("no body", only("<w:document/>"), "缺少內文"),
        (
            "a workbook",
            pack([("xl/workbook.xml", b"x".as_slice())]).unwrap(),
            "試算表",
        ),
        (
            "OpenDocument",
            pack([("content.xml", b"x".as_slice())]).unwrap(),
            "OpenDocument",
        ),
        (
            "an old file",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            ".doc",
        ),
        ("a PDF", b"%PDF-1.7".to_vec(), "PDF"),
        ("garbage", b"\x00\x01\x02".to_vec(), "其他檔案"),
    ];
    for (name, bytes, said) in cases {
        let refused = narrative(&bytes, &Wanted::default()).unwrap_err().to_string();
        assert!(refused.contains(said), "{name}: {refused}");
    }
    // A template on a drive of the office is where Word was taught its styles: nothing is fetched.
    let local = with(
        "word/_rels/settings.xml.rels",
        part("attachedTemplate", "file:///C:/x.dotx").as_bytes(),
    );
    assert!(narrative(&local, &Wanted::default()).is_ok());
    assert_eq!(
        narrative(
            &only(&format!("{HEAD}</w:body></w:document>")),
            &Wanted::default()
        )
        .unwrap_err(),
        Unreadable::Empty
    );
}

/// Cut anywhere and with bytes overwritten, a file ends in words or in a sentence, never in a panic.
#[test]
fn damaged_files_do_no_harm() {
    let whole = file(&[heading("a1", "背景"), item(0, "甲"), picture("r2"), p("字")].concat());
    for n in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[n] ^= 0x5A;
        let _ = narrative(&bytes, &Wanted::default());
        let _ = narrative(&whole[..n], &Wanted::default());
    }
}
