//! A long budget sheet as Excel writes one: shared strings, cell addresses, formulas with their results.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// What the first columns hold; further ones are notes.
const HEADINGS: [&str; 8] = [
    "經費類別",
    "項目",
    "單位",
    "單價",
    "數量",
    "金額",
    "經費來源",
    "說明",
];
const ITEMS: [(&str, &str, &str); 6] = [
    ("業務費", "講座鐘點費", "節"),
    ("業務費", "印刷費", "份"),
    ("業務費", "膳費", "人次"),
    ("業務費", "國內旅費、短程車資", "趟"),
    ("雜支", "文具郵資", "式"),
    ("設備及投資", "感測設備", "台"),
];
const FUNDS: [&str; 2] = ["補助款", "學校配合款"];

/// A workbook of one sheet with `rows` items over `columns` columns (at least eight), and a total below.
pub(crate) fn workbook(rows: u32, columns: u32) -> Vec<u8> {
    let mut strings = Strings::default();
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    let mut row = Row::begin(&mut sheet, 1);
    row.text(
        0,
        strings.of("114年度大學社會責任實踐計畫經費表（單位：新臺幣元）"),
    );
    row.end();
    let mut row = Row::begin(&mut sheet, 2);
    for column in 0..columns.max(8) {
        let more = format!("備註{}", column - column.min(7));
        let heading = HEADINGS.get(column as usize).copied().unwrap_or(&more);
        row.text(column, strings.of(heading));
    }
    row.end();
    let mut total = 0_u64;
    for item in 0..rows {
        let (category, name, unit) = ITEMS[item as usize % ITEMS.len()];
        let (price, quantity) = (u64::from(item % 97 + 1) * 50, u64::from(item % 13 + 1));
        total += price * quantity;
        let at = item + 3;
        let mut row = Row::begin(&mut sheet, at);
        row.text(0, strings.of(category));
        row.text(1, strings.of(&format!("{name}（第{}組）", item + 1)));
        row.text(2, strings.of(unit));
        row.number(3, price);
        row.number(4, quantity);
        row.formula(5, &format!("D{at}*E{at}"), price * quantity);
        row.text(6, strings.of(FUNDS[item as usize % 2]));
        for column in 7..columns.max(8) {
            row.text(
                column,
                strings.of(&format!("辦理第{}場工作坊", item % 500 + column)),
            );
        }
        row.end();
    }
    let mut row = Row::begin(&mut sheet, rows + 3);
    row.text(0, strings.of("合計"));
    row.formula(5, &format!("SUM(F3:F{})", rows + 2), total);
    row.end();
    sheet.push_str("</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:H1\"/></mergeCells></worksheet>");
    packed(&sheet, &strings.xml())
}

struct Row<'a> {
    sheet: &'a mut String,
    at: u32,
}

impl Row<'_> {
    fn begin(sheet: &mut String, at: u32) -> Row<'_> {
        write!(sheet, "<row r=\"{at}\" spans=\"1:8\">").expect("a string takes text");
        Row { sheet, at }
    }

    fn cell(&mut self, column: u32, rest: &str) {
        let (column, at) = (usr_desk_intake::grid::column_name(column), self.at);
        write!(self.sheet, "<c r=\"{column}{at}\"{rest}</c>").expect("a string takes text");
    }

    fn text(&mut self, column: u32, string: usize) {
        self.cell(column, &format!(" t=\"s\"><v>{string}</v>"));
    }

    fn number(&mut self, column: u32, number: u64) {
        self.cell(column, &format!("><v>{number}</v>"));
    }

    fn formula(&mut self, column: u32, formula: &str, result: u64) {
        self.cell(column, &format!("><f>{formula}</f><v>{result}</v>"));
    }

    fn end(self) {
        self.sheet.push_str("</row>");
    }
}

#[derive(Default)]
struct Strings {
    known: std::collections::HashMap<String, usize>,
    all: Vec<String>,
}

impl Strings {
    fn of(&mut self, text: &str) -> usize {
        if let Some(index) = self.known.get(text) {
            return *index;
        }
        self.known.insert(text.to_owned(), self.all.len());
        self.all.push(text.to_owned());
        self.all.len() - 1
    }

    fn xml(&self) -> String {
        let items = self.all.iter().map(|text| format!("<si><t>{text}</t></si>"));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"{}\">{}</sst>",
            self.all.len(),
            items.collect::<String>()
        )
    }
}

fn packed(sheet: &str, strings: &str) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{MAIN}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{MAIN}.worksheet+xml\"/>\
         <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{MAIN}.sharedStrings+xml\"/></Types>"
    );
    let links = |links: &[(&str, &str)]| {
        let each = links.iter().enumerate().map(|(index, (kind, target))| {
            format!(
                "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>",
                index + 1
            )
        });
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
            each.collect::<String>()
        )
    };
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OFFICE}\">\
         <sheets><sheet name=\"經費表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            links(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", strings.to_owned()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("memory takes a part");
        archive.write_all(text.as_bytes()).expect("memory takes bytes");
    }
    archive.finish().expect("memory takes an end").into_inner()
}
