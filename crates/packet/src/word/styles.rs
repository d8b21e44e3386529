//! The styles of the document: 標楷體 and Times New Roman by name, sizes and leading of the packet.

use usr_desk_word::names;

/// As the contents field names it.
pub(super) const VOLUME_NAME: &str = "冊";
/// Boxes to sign in.
pub(super) const SEAL: &str = "SealBox";

/// A paragraph style: id, name, what it is based on, how paragraphs stand, how words look.
type Style = (String, String, &'static str, String, &'static str);

/// styles.xml, without its head.
pub(super) fn styles() -> String {
    let defaults = concat!(
        r#"<w:docDefaults><w:rPrDefault><w:rPr>"#,
        r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="標楷體" w:cs="Times New Roman"/>"#,
        r#"<w:kern w:val="2"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-TW" w:bidi="ar-SA"/>"#,
        r#"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"#,
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>"#,
        r#"<w:pPr><w:spacing w:line="400" w:lineRule="atLeast"/></w:pPr></w:style>"#,
        r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>"#,
        r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>"#,
        r#"<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    );
    let paragraphs: String = paragraph_styles().into_iter().map(paragraph_style).collect();
    let side = |name: &str| format!(r#"<w:{name} w:val="single" w:sz="4" w:space="0" w:color="595959"/>"#);
    let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(side)
        .concat();
    let table = format!(
        concat!(
            r#"<w:style w:type="table" w:customStyle="1" w:styleId="{}"><w:name w:val="USR 表格"/><w:basedOn w:val="TableNormal"/>"#,
            r#"<w:tblPr><w:tblBorders>{}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>"#,
            r#"<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
        ),
        names::TABLE,
        sides
    );
    let mark = format!(
        r#"<w:style w:type="character" w:styleId="{}"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"#,
        names::NOTE_MARK
    );
    format!("{defaults}{paragraphs}{table}{mark}")
}

fn paragraph_styles() -> Vec<Style> {
    let style = |id: &str, name: &str, base: &'static str, stand: &str, look: &'static str| {
        (id.to_owned(), name.to_owned(), base, stand.to_owned(), look)
    };
    let sizes = [
        r#"<w:b/><w:sz w:val="34"/><w:szCs w:val="34"/>"#,
        r#"<w:b/><w:sz w:val="27"/><w:szCs w:val="27"/>"#,
        r#"<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>"#,
        r#"<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>"#,
        r#"<w:b/><w:sz w:val="23"/><w:szCs w:val="23"/>"#,
    ];
    let rooms = [(200, 200), (240, 100), (160, 60), (160, 60), (100, 40)];
    let mut all: Vec<Style> = (0..names::HEADINGS.len())
        .map(|i| {
            let (before, after) = rooms[i];
            let stand = format!(
                concat!(
                    r#"<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="{i}"/><w:numId w:val="1"/></w:numPr>"#,
                    r#"<w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{i}"/>"#
                ),
                i = i,
                before = before,
                after = after
            );
            (names::HEADINGS[i].to_owned(), format!("heading {}", i + 1), "Normal", stand, sizes[i])
        })
        .collect();
    const BIG: &str = r#"<w:b/><w:sz w:val="44"/><w:szCs w:val="44"/>"#;
    const SMALL: &str = r#"<w:sz w:val="20"/><w:szCs w:val="20"/>"#;
    all.extend([
        style(names::VOLUME, VOLUME_NAME, "Normal", r#"<w:keepNext/><w:spacing w:after="280"/><w:outlineLvl w:val="0"/>"#, BIG),
        style(names::BODY, "Body Text", "Normal", r#"<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>"#, ""),
        style(names::ITEM, "條列", "Normal", r#"<w:ind w:left="960" w:hanging="480"/><w:jc w:val="both"/>"#, ""),
        style(names::NOTE, "附記", "Normal", r#"<w:spacing w:before="40" w:after="120" w:line="280" w:lineRule="atLeast"/>"#, SMALL),
        style(names::CAPTION, "caption", "Normal", r#"<w:spacing w:before="80" w:after="160" w:line="300" w:lineRule="atLeast"/><w:jc w:val="center"/>"#, r#"<w:sz w:val="21"/><w:szCs w:val="21"/>"#),
        style("FigurePlace", "圖", "Normal", r#"<w:keepNext/><w:spacing w:before="160" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, ""),
        style(names::LIST, "清單項目", "Normal", r#"<w:jc w:val="both"/>"#, ""),
        style(names::CELL, "表格文字", "Normal", r#"<w:spacing w:line="260" w:lineRule="atLeast"/>"#, SMALL),
        style(names::CELL_HEAD, names::CELL_HEAD_NAME, names::CELL, r#"<w:keepNext/><w:jc w:val="center"/>"#, "<w:b/>"),
        style("TableListItem", "表格清單", names::CELL, "", ""),
        style("TableEnd", "表格後", "Normal", r#"<w:spacing w:line="160" w:lineRule="exact"/>"#, r#"<w:sz w:val="8"/><w:szCs w:val="8"/>"#),
        style(SEAL, "簽章欄", "Normal", r#"<w:spacing w:before="80" w:line="320" w:lineRule="atLeast"/>"#, ""),
        style(names::NOTE_TEXT, "footnote text", "Normal", r#"<w:spacing w:line="280" w:lineRule="atLeast"/>"#, r#"<w:sz w:val="19"/><w:szCs w:val="19"/>"#),
        style("TOC1", "toc 1", "Normal", r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9120"/></w:tabs><w:spacing w:before="60"/>"#, ""),
        style("TOC2", "toc 2", "Normal", r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9120"/></w:tabs><w:ind w:left="360"/>"#, ""),
        style("Header", "header", "Normal", r#"<w:tabs><w:tab w:val="right" w:pos="9120"/></w:tabs><w:spacing w:line="240" w:lineRule="auto"/>"#, r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#),
        style("Footer", "footer", "Normal", r#"<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, SMALL),
        style("CoverProgramme", "封面計畫", "Normal", r#"<w:spacing w:before="1600" w:after="240" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, r#"<w:b/><w:sz w:val="42"/><w:szCs w:val="42"/>"#),
        style("CoverKind", "封面種類", "Normal", r#"<w:spacing w:after="1200" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, r#"<w:sz w:val="36"/><w:szCs w:val="36"/>"#),
        style("CoverTitle", "封面名稱", "Normal", r#"<w:spacing w:before="400" w:after="1200" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, r#"<w:b/><w:sz w:val="48"/><w:szCs w:val="48"/>"#),
        style("CoverField", "封面欄位", "Normal", r#"<w:spacing w:after="80" w:line="500" w:lineRule="atLeast"/><w:ind w:left="3440" w:hanging="2400"/>"#, r#"<w:sz w:val="28"/><w:szCs w:val="28"/>"#),
        style("CoverDate", "封面日期", "Normal", r#"<w:spacing w:before="1800" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#, r#"<w:sz w:val="32"/><w:szCs w:val="32"/>"#),
    ]);
    for depth in 0..9 {
        let stand = format!(r#"<w:ind w:left="{}"/><w:jc w:val="both"/>"#, 480 * (depth + 1));
        let name = format!("清單接續 {}", depth + 1);
        all.push((names::list_continued(depth), name, "Normal", stand, ""));
    }
    all
}

fn paragraph_style((id, name, base, stand, look): Style) -> String {
    let own = if name.is_ascii() {
        ""
    } else {
        r#" w:customStyle="1""#
    };
    format!(
        concat!(
            r#"<w:style w:type="paragraph"{} w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="{}"/><w:qFormat/>"#,
            r#"<w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>"#
        ),
        own, id, name, base, stand, look
    )
}
