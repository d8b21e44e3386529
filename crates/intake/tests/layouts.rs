//! Layouts that offices use, each in a few lines: what is read of it, line by line.
//!
//! Sheets are written as text, `|` between cells; `<` continues the cell at its left, `^` the cell above it (merged).
//! A line read is `category name amount fund year`, `-` where the sheet does not say.
//!
//! Longer than other files on purpose: it is one list of sheets and what they say, with a single judge above it; cut in
//! two, the judge would stand twice and a layout would be looked for in two places.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use usr_desk_intake::{Map, Reading, WarningCode, read_all};
use usr_desk_workspace::{Category, Fund};

/// The sheet as an HTML table, which has merges.
fn page(sheet: &str) -> String {
    let rows: Vec<Vec<&str>> = sheet
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| l.split('|').map(str::trim).collect())
        .collect();
    let at = |r: usize, c: usize| rows.get(r).and_then(|row: &Vec<&str>| row.get(c)).copied();
    let mut html = String::from("<html><table>");
    for (r, row) in rows.iter().enumerate() {
        html.push_str("<tr>");
        for (c, text) in row.iter().enumerate().filter(|(_, t)| **t != "<" && **t != "^") {
            let across = 1 + (c + 1..row.len()).take_while(|c| at(r, *c) == Some("<")).count();
            let down = 1 + (r + 1..rows.len()).take_while(|r| at(*r, c) == Some("^")).count();
            html.push_str(&format!("<td colspan={across} rowspan={down}>{text}</td>"));
        }
        html.push_str("</tr>");
    }
    html.push_str("</table></html>");
    html
}

fn read(sheet: &str, map: &Map) -> Reading {
    read_all("經費.html", page(sheet).as_bytes(), map)
        .unwrap_or_else(|e| panic!("{e}\n{sheet}"))
        .reading
}

fn written(reading: &Reading) -> Vec<String> {
    let line = |l: &usr_desk_intake::Line| {
        let category = match l.category {
            Some(Category::Personnel) => "人",
            Some(Category::Operations) => "業",
            Some(Category::Miscellaneous) => "雜",
            Some(Category::Capital) => "設",
            None => "-",
        };
        let fund = match l.fund {
            Some(Fund::Grant) => "補",
            Some(Fund::Matching) => "配",
            Some(Fund::External) => "外",
            None => "-",
        };
        let amount = l.amount.map_or("-".to_owned(), |a| a.0.normalize().to_string());
        let year = l.year.map_or("-".to_owned(), |y| y.to_string());
        format!("{category} {} {amount} {fund} {year}", l.name)
    };
    reading.lines.iter().map(line).collect()
}

/// Reads the sheet and compares lines; `codes` are the warnings that must be there, and no other but notices.
fn check(sheet: &str, lines: &[&str], codes: &[&str]) {
    let reading = read(sheet, &Map::default());
    assert_eq!(written(&reading), lines, "\n{sheet}\n{:#?}", reading.warnings);
    let notices = ["MERGED_CELLS", "TEXT_NUMBER", "MULTIPLE_TABLES", "SHEET_SKIPPED"];
    let mut found: Vec<String> = reading
        .warnings
        .iter()
        .map(|w| serde_json::to_value(w.code).unwrap().as_str().unwrap().to_owned())
        .filter(|code| !notices.contains(&code.as_str()))
        .collect();
    found.sort();
    found.dedup();
    assert_eq!(found, codes, "\n{sheet}\n{:#?}", reading.warnings);
}

#[test]
fn a_form_embedded_beside_unrelated_numbers() {
    check(
        "
        113年度補助計畫
        1 | 學校數 | 25 | | | | | |
        2 | 學生數 | 380 | | 經費項目 | 單價 | 數量（項） | 金   額 | 備註
        3 | 班級數 | 12 | | 講座鐘點費 | 2,000 | 10 | 20,000 |
        4 | 教師數 | 30 | | 印刷費 | 100 | 50 | 5,000 |
         | | | | 總              計 | | | 25,000 |
        ",
        &["業 講座鐘點費 20000 - 113", "業 印刷費 5000 - 113"],
        &[],
    );
}

#[test]
fn factors_are_multiplied_and_written_with_units() {
    check(
        "
        114年度經費概算表
        類別 | 項目 | 單價 | 人數 | 天數 | 金額 | 說明
        業務費 | 膳費 | 100 | 20人 | 3天 | 6,000 |
        業務費 | 住宿費 | 2,000元/晚 | 4 | 2 | 16,000 |
        業務費 | 講師費 | $400(每節) | 4節 1人 | 14週 | 22,400 |
        合計 | | | | | 44,400 |
        ",
        &[
            "業 膳費 6000 - 114",
            "業 住宿費 16000 - 114",
            "業 講師費 22400 - 114",
        ],
        &[],
    );
}

#[test]
fn two_level_headings_with_the_reviewer_s_columns() {
    check(
        "
        項次 | 科目 | 學校申請 | < | < | < | < | 縣市初審 | <
        ^ | ^ | 項目 | 單位 | 單價 | 數量 | 金額 | 初審 | 刪減
        1 | 業務費 | 鐘點費 | 節 | 1,000 | 8 | 8,000 | 8,000 | 0
        2 | 設備費 | 相機 | 台 | 20,000 | 1 | 20,000 | 18,000 | 2,000
        ",
        &["業 鐘點費 8000 - -", "設 相機 20000 - -"],
        &[],
    );
}

#[test]
fn what_was_spent_is_no_budget() {
    check(
        "
        編序 | 預算項目 | 預算支出 | < | < | 實際支出 | 差異說明 | 款項別
        ^ | ^ | 單價 | 數量 | 總額 | ^ | ^ | ^
        1 | 教材印刷費 | 50 | 100 | 5,000 | 4,800 | 議價 | 補助款
        2 | 場地布置費 | 3,000 | 1 | 3,000 | 3,000 | | 配合款
        3 | 合計 | | | 8,000 | 7,800 | |
        ",
        &["業 教材印刷費 5000 補 -", "業 場地布置費 3000 配 -"],
        &[],
    );
}

#[test]
fn of_two_sets_the_later_is_taken_and_asked() {
    check(
        "
        115年度經費變更對照表
        類別 | 項目 | 原核定 | < | < | 變更後 | < | <
        ^ | ^ | 單價 | 數量 | 金額 | 單價 | 數量 | 金額
        業務費 | 鐘點費 | 2,000 | 10 | 20,000 | 2,000 | 12 | 24,000
        雜支 | 雜支 | 5,000 | 1 | 5,000 | 1,000 | 1 | 1,000
        合計 | | | | 25,000 | | | 25,000
        ",
        &["業 鐘點費 24000 - 115", "雜 雜支 1000 - 115"],
        &["MULTIPLE_AMOUNT_SETS"],
    );
}

#[test]
fn years_and_funds_split_the_same_row() {
    check(
        "
        經費項目 | 113年 | < | 114年 | < | 合計
        ^ | 補助款 | 配合款 | 補助款 | 配合款 | ^
        人事費 | | | | |
        兼任助理 | 60,000 | 6,000 | 60,000 | 0 | 126,000
        業務費 | | | | |
        國內旅費 | 10,000 | - | - | 20,000 | 30,000
        總計 | 70,000 | 6,000 | 60,000 | 20,000 | 156,000
        ",
        &[
            "人 兼任助理 60000 補 113",
            "人 兼任助理 6000 配 113",
            "人 兼任助理 60000 補 114",
            "業 國內旅費 10000 補 113",
            "業 國內旅費 20000 配 114",
        ],
        &[],
    );
}

#[test]
fn numbered_headings_with_sums_above_their_items() {
    check(
        "
        112年度經費表
        項目 | 金額 | 說明
        一、業務費 | 90,000 |
        1. 課程活動 | 60,000 |
        (1)講座鐘點費 | 40,000 |
        (2)教材印刷 | 20,000 |
        2. 國外差旅費 | 30,000 |
        二、雜支 | 5,000 |
        總計 | 95,000 |
        ",
        &[
            "業 講座鐘點費 40000 - 112",
            "業 教材印刷 20000 - 112",
            "業 國外差旅費 30000 - 112",
            "雜 雜支 5000 - 112",
        ],
        &[],
    );
}

#[test]
fn sums_above_and_below_their_items_are_no_doubt() {
    check(
        "
        113年度經費表
        類別 | 項目 | 單價 | 數量 | 金額
        總計 | | | | 53,000
        業務費小計 | | | | 50,000
        業務費 | 鐘點費 | 2,000 | 20 | 40,000
         | 印刷費 | 100 | 100 | 10,000
        雜支小計 | | | | 3,000
        雜支 | 文具 | 3,000 | 1 | 3,000
        ",
        &[
            "業 鐘點費 40000 - 113",
            "業 印刷費 10000 - 113",
            "雜 文具 3000 - 113",
        ],
        &[],
    );
}

#[test]
fn a_gate_column_beside_the_categories() {
    check(
        "
        113年度
        門別 | 類別 | 項目 | 單價 | 數量 | 總價
        經常門 | 業務費 | 鐘點費 | 2,000 | 5 | 10,000
        ^ | 雜支 | 郵資 | 500 | 1 | 500
        資本門 | 設備費 | 筆電 | 30,000 | 1 | 30,000
        合計 | < | < | < | < | 40,500
        ",
        &[
            "業 鐘點費 10000 - 113",
            "雜 郵資 500 - 113",
            "設 筆電 30000 - 113",
        ],
        &[],
    );
}

#[test]
fn sections_state_the_year_and_the_fund() {
    check(
        "
        項目 | 單價 | 數量 | 金額
        113年度 | < | < | <
        教育部補助款 | < | < | <
        講座鐘點費 | 2,000 | 5 | 10,000
        學校配合款 | < | < | <
        印刷費 | 100 | 20 | 2,000
        114年度 | < | < | <
        教育部補助款 | < | < | <
        講座鐘點費 | 2,000 | 6 | 12,000
        ",
        &[
            "業 講座鐘點費 10000 補 113",
            "業 印刷費 2000 配 113",
            "業 講座鐘點費 12000 補 114",
        ],
        &[],
    );
}

#[test]
fn pages_repeat_the_heading_and_carry_sums_over() {
    check(
        "
        114年度經費表
        類別 | 項目 | 單價 | 數量 | 金額
        業務費 | 鐘點費 | 2,000 | 5 | 10,000
         | 過次頁 | | | 10,000
        類別 | 項目 | 單價 | 數量 | 金額
         | 承前頁 | | | 10,000
         | 膳費 | 100 | 10 | 1,000
        雜支 | 郵資 | 500 | 1 | 500
         | 合計 | | | 11,500
        承辦人： | | 主計： | | 校長：
        ",
        &["業 鐘點費 10000 - 114", "業 膳費 1000 - 114", "雜 郵資 500 - 114"],
        &[],
    );
}

#[test]
fn two_units_in_one_sheet() {
    check(
        "
        113年度
        單位：元 | | |
        項目 | 單價 | 數量 | 金額
        印刷費 | 100 | 20 | 2,000
        合計 | | | 2,000
        單位：萬元 | | |
        項目 | 單價 | 數量 | 經費 | 備註
        場地費 | 0.5 | 2 | 1 |
        ",
        &["業 印刷費 2000 - 113", "業 場地費 10000 - 113"],
        &["UNIT_TEN_THOUSAND"],
    );
}

#[test]
fn a_plain_list_of_two_columns() {
    check(
        "
        項目 | 金額
        專任助理 | 480,000
        雜支 | 20,000
        合計 | 500,000
        ",
        &["人 專任助理 480000 - -", "雜 雜支 20000 - -"],
        &[],
    );
}

#[test]
fn unmerged_two_level_headings() {
    check(
        "
        113年度
        類別 | 項目 | 單價 | 數量 | 總價 | 經費來源 | | | 備註
         | | | | | 補助款 | 配合款 | 其他 |
        業務費 | 鐘點費 | 2,000 | 10 | 20,000 | 15,000 | 5,000 | |
        業務費 | 活動費 | 9,000 | 1 | 9,000 | | | 9,000 |
        合計 | | | | 29,000 | 15,000 | 5,000 | 9,000 |
        ",
        &[
            "業 鐘點費 15000 補 113",
            "業 鐘點費 5000 配 113",
            "業 活動費 9000 外 113",
        ],
        &[],
    );
}

#[test]
fn a_row_that_numbers_the_columns_and_words_for_numbers() {
    check(
        "
        115年度
        類別 | 項目 | 單價 | 數量 | 金額
        | | (1) | (2) | (3)=(1)×(2)
        業務費 | 鐘點費 | 2,000 | 10 | 20,000
        業務費 | 場地費 | | | 2萬4千元
        業務費 | 保險費 | | | 核實報支
        ",
        &[
            "業 鐘點費 20000 - 115",
            "業 場地費 24000 - 115",
            "業 保險費 - - 115",
        ],
        &["NOT_A_NUMBER"],
    );
}

#[test]
fn a_missing_amount_is_price_times_quantity() {
    check(
        "
        115年度
        類別 | 項目 | 單價 | 數量
        業務費 | 鐘點費 | 2,000 | 10
        業務費 | 印刷費 | |
        ",
        &["業 鐘點費 20000 - 115"],
        &[],
    );
}

#[test]
fn the_western_year_and_the_fund_in_a_cell() {
    check(
        "
        項目 | 經費類別 | 年度 | 經費來源 | 單價 | 數量 | 小計
        專案經理 | 人事費 | 2024 | 教育部 | 45,000 | 12 | 540,000
        場地費 | 業務費 | 113 | 縣政府補助 | 1,000 | 3 | 3,000
        影印費 | 業務費 | 113 | 自籌 | 1 | 3,000 | 3,000
        ",
        &[
            "人 專案經理 540000 補 113",
            "業 場地費 3000 外 113",
            "業 影印費 3000 配 113",
        ],
        &[],
    );
}

#[test]
fn tall_cells_at_the_side_are_no_part_of_the_table() {
    check(
        "
        補助項目申請表
        申請條件 | 代號 | 學校所在地區 | < | < | <
        指標一：原住民學生比率偏高之學校 | □一般地區20%以上 | 經費概算表 | < | < | <
        ^ | ^ | 項    目 | 單價 | 數量 | 金   額
        ^ | ^ | 外聘講師費 | 2,000 | 4 | 8,000
        ^ | ^ | 誤餐費 | 100 | 30 | 3,000
        指標五：離島或偏遠交通不便之學校 | □五 | 合計經費 | < | < | 11,000
        承辦人： | | 主任： | 校長： | |
        ",
        &["- 外聘講師費 8000 - -", "業 誤餐費 3000 - -"],
        &["UNKNOWN_CATEGORY"],
    );
}

#[test]
fn tables_side_by_side() {
    check(
        "
        113年度 | | | | | | |
        項目 | 單價 | 數量 | 金額 | | | 項目 | 單價 | 數量 | 金額
        印刷費 | 100 | 20 | 2,000 | | | 膳費 | 100 | 5 | 500
        合計 | | | 2,000 | | | 郵資 | 10 | 10 | 100
         | | | | | | 合計 | | | 600
        ",
        &["業 印刷費 2000 - 113", "業 膳費 500 - 113", "雜 郵資 100 - 113"],
        &[],
    );
}

#[test]
fn one_list_goes_on_at_the_right_and_its_total_is_of_both() {
    check(
        "
        114年度
        編號 | 項目 | 單價 | 數量 | 金額 | 編號 | 項目 | 單價 | 數量 | 金額
        1 | 鐘點費 | 2,000 | 10 | 20,000 | 3 | 膳費 | 100 | 10 | 1,000
        2 | 印刷費 | 100 | 50 | 5,000 | 4 | 郵資 | 10 | 10 | 100
         | 合計 | | | 26,100 | | | | |
        ",
        &[
            "業 鐘點費 20000 - 114",
            "業 印刷費 5000 - 114",
            "業 膳費 1000 - 114",
            "雜 郵資 100 - 114",
        ],
        &[],
    );
}

#[test]
fn each_year_has_prices_of_its_own() {
    check(
        "
        類別 | 項目 | 113年 | < | < | 114年 | < | < | 合計
        ^ | ^ | 單價 | 數量 | 小計 | 單價 | 數量 | 小計 | ^
        業務費 | 鐘點費 | 2,000 | 10 | 20,000 | 2,100 | 10 | 21,000 | 41,000
        業務費 | 印刷費 | 100 | 50 | 5,000 | 100 | 60 | 6,000 | 11,000
        合計 | | | | 25,000 | | | 27,000 | 52,000
        ",
        &[
            "業 鐘點費 20000 - 113",
            "業 鐘點費 21000 - 114",
            "業 印刷費 5000 - 113",
            "業 印刷費 6000 - 114",
        ],
        &[],
    );
}

#[test]
fn sums_that_were_given_letters_and_marks_of_pages() {
    check(
        "
        114年度
        項目 | 單價 | 數量 | 金額
        A 人事費 | | |
        專任助理 | 40,000 | 12 | 480,000
        A小計 | | | 480,000
        轉下頁 | | | 480,000
        承上頁 | | | 480,000
        B 業務費 | | |
        印刷費 | 100 | 100 | 10,000
        B小計 | | | 10,000
        A+B | | | 490,000
        ",
        &["人 專任助理 480000 - 114", "業 印刷費 10000 - 114"],
        &[],
    );
}

#[test]
fn a_unit_of_thousands_beside_an_item_is_asked_about() {
    check(
        "
        114年度
        項目 | 單位 | 單價 | 數量 | 金額
        印刷費 | 千元 | 20 | 1 | 20
        膳費 | 人次 | 100 | 10 | 1,000
        ",
        &["業 印刷費 20 - 114", "業 膳費 1000 - 114"],
        &["LOOK_AGAIN"],
    );
}

#[test]
fn numbers_without_a_word_are_a_sum_or_a_doubt() {
    let sheet = |last: &str| {
        format!(
            "
            114年度
            類別 | 項目 | 單價 | 數量 | 金額
            業務費 | 鐘點費 | 2,000 | 10 | 20,000
            業務費 | 印刷費 | 100 | 50 | 5,000
             | | | | {last}
            "
        )
    };
    let lines = ["業 鐘點費 20000 - 114", "業 印刷費 5000 - 114"];
    check(&sheet("25,000"), &lines, &[]);
    check(&sheet("7,000"), &lines, &["LOOK_AGAIN"]);
}

#[test]
fn a_total_in_words_alone_is_held_against_the_items() {
    let sheet = |words: &str| {
        format!(
            "
            114年度
            類別 | 項目 | 單價 | 數量 | 金額
            業務費 | 鐘點費 | 2,000 | 10 | 20,000
            合計新臺幣{words}元整 | < | < | < | <
            "
        )
    };
    check(&sheet("貳萬"), &["業 鐘點費 20000 - 114"], &[]);
    check(
        &sheet("參萬"),
        &["業 鐘點費 20000 - 114"],
        &["AMOUNT_WORDS_MISMATCH"],
    );
}

#[test]
fn several_headings_in_one_column() {
    check(
        "
        115年度經費編列表（單位：新臺幣千元）
        經費項目 | 細目 | 單價 | 數量 | 單位 | 小計 | 說明
        一、人事費 | 專任助理薪資 | 36 | 13.5 | 月 | 486 |
        ^ | 勞健保及勞退 | 6.5 | 12 | 月 | 78 |
        二、業務費 | 出席費 | 2.5 | 10 | 人次 | 25 |
        ^ | 其他 | 3.3 | 1 | 式 | 3 | 四捨五入
        三、雜支 | < | 5 | 1 | 式 | 5 |
        總經費合計 | | | | | 597 |
        ",
        &[
            "人 專任助理薪資 486000 - 115",
            "人 勞健保及勞退 78000 - 115",
            "業 出席費 25000 - 115",
            "業 其他 3000 - 115",
            "雜 雜支 5000 - 115",
        ],
        &["UNIT_THOUSAND"],
    );
}

#[test]
fn a_unit_that_cannot_be_meant_is_asked_about() {
    let reading = read(
        "
        113年度（單位：千元） | | |
        項目 | 單價 | 數量 | 金額
        專任助理 | 36,000 | 12 | 432,000
        ",
        &Map::default(),
    );
    let asked = reading
        .warnings
        .iter()
        .find(|w| w.source_cell.as_deref() == Some("B3"))
        .unwrap();
    assert!(asked.message.contains("36,000,000"), "{}", asked.message);
    assert!(serde_json::from_str::<Map>(r#"{"unit_scale":0}"#).is_err());
}

#[test]
fn marks_tell_whose_money_it_is() {
    check(
        "
        114年度
        類別 | 項目 | 單價 | 數量 | 金額 | 補助款 | 配合款
        業務費 | 印刷費 | 100 | 20 | 2,000 | V |
        業務費 | 膳費 | 100 | 5 | 500 | | ✓
        ",
        &["業 印刷費 2000 補 114", "業 膳費 500 配 114"],
        &[],
    );
}

#[test]
fn categories_as_columns_of_one_row_are_not_guessed() {
    let sheet = page(
        "
        年度 | 人事費 | 業務費 | 雜支
        113 | 100,000 | 50,000 | 5,000
        ",
    );
    assert!(read_all("經費.html", sheet.as_bytes(), &Map::default()).is_err());
}

#[test]
fn a_person_s_corrections_are_followed() {
    let sheet = "
        甲 | 乙 | 丙
        工作坊 | 社群經營費 | 5,000
        研習 | 社群經營費 | 7,000
        ";
    let map: Map = serde_json::from_str(
        r#"{"year":116,"fund":"matching","unit_scale":1000,"columns":{"A":"name","B":"category","C":"amount"},
            "categories":{"社群經營費":"operations"}}"#,
    )
    .unwrap();
    assert_eq!(
        written(&read(sheet, &map)),
        ["業 工作坊 5000000 配 116", "業 研習 7000000 配 116"]
    );
    assert!(serde_json::from_str::<Map>(r#"{"colums":{}}"#).is_err());
    assert!(serde_json::from_str::<Map>(r#"{"columns":{"A":"price"}}"#).is_err());
}

fn texts(name: &str, bytes: &[u8]) -> Vec<String> {
    written(
        &read_all(name, bytes, &Map::default())
            .unwrap_or_else(|e| panic!("{name}: {e}"))
            .reading,
    )
}

#[test]
fn text_exports_in_the_encodings_that_systems_write() {
    let csv = "113年度預算\n類別,項目,單價,數量,金額\n業務費,印刷費,100,50,\"5,000\"\n雜支,郵資,10,30,300\n合計,,,,\"5,300\"\n";
    let lines = ["業 印刷費 5000 - 113", "雜 郵資 300 - 113"];
    let (big5, _, _) = encoding_rs::BIG5.encode(csv);
    assert_eq!(texts("匯出.csv", &big5), lines);
    assert_eq!(texts("匯出.csv", format!("\u{feff}{csv}").as_bytes()), lines);
    assert_eq!(texts("匯出.csv", csv.replace('\n', "\r\n").as_bytes()), lines);
    let tabbed = csv
        .replace("\"5,000\"", "5000")
        .replace("\"5,300\"", "5300")
        .replace(',', "\t");
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(tabbed.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(texts("匯出.txt", &utf16), lines);
}

#[test]
fn excel_2003_xml_as_systems_write_it() {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| {
            let kind = if text.parse::<f64>().is_ok() {
                "Number"
            } else {
                "String"
            };
            format!("<Cell><Data ss:Type=\"{kind}\">{text}</Data></Cell>")
        };
        format!("<Row>{}</Row>", cells.iter().map(cell).collect::<String>())
    };
    let rows = [
        row(&["113年度經費 &amp; 說明"]),
        row(&["類別", "項目", "單價", "數量", "金額"]),
        row(&["業務費", "印刷費", "100", "50", "5000"]),
        "<Row ss:Hidden=\"1\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">膳費</Data></Cell>\
         <Cell ss:Index=\"5\"><Data ss:Type=\"Number\">800</Data></Cell></Row>"
            .to_owned(),
    ];
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"經費\"><Table>{}</Table>\
         </Worksheet></Workbook>",
        rows.concat()
    );
    let reading = read_all("系統.xls", xml.as_bytes(), &Map::default())
        .unwrap()
        .reading;
    assert_eq!(written(&reading), ["業 印刷費 5000 - 113", "業 膳費 800 - 113"]);
    assert!(reading.lines[1].hidden);
    assert_eq!(reading.lines[1].source_cell, (3, 4));
}

#[test]
fn a_table_inside_a_cell_is_its_own() {
    let html = "<table><tr><td>113年度</td><td><table><tr><th>項目<th>單價<th>數量<th>金額</tr>\
                <tr><td>印刷費<td>100<td>5<td>500</tr></table></td></tr></table>";
    assert_eq!(texts("頁面.html", html.as_bytes()), ["業 印刷費 500 - 113"]);
}

#[test]
fn a_text_of_two_columns_is_a_budget_and_a_letter_is_none() {
    let read = |text: &str| read_all("匯出.csv", text.as_bytes(), &Map::default());
    for (mark, title) in [(",", ""), ("\t", "114年度經費表\n"), (";", "")] {
        let text = format!("{title}項目,金額\n印刷費,5000\n郵資,300\n合計,5300\n").replace(',', mark);
        let reading = read(&text).unwrap_or_else(|e| panic!("{text}: {e}")).reading;
        let year = if title.is_empty() { "-" } else { "114" };
        let lines = [
            format!("業 印刷費 5000 - {year}"),
            format!("雜 郵資 300 - {year}"),
        ];
        assert_eq!(written(&reading), lines, "{text}");
        assert_eq!(reading.warnings, [], "{text}");
    }
    let letter = "各位同仁:\n本校經費表將於週五截止, 請儘速填報。\n若有疑問請洽研發處。\n謝謝。\n";
    assert_eq!(
        read(letter).unwrap_err().to_string(),
        "無法辨識的檔案格式，請另存為 .xlsx 再匯入。"
    );
}

#[test]
fn a_comma_inside_an_amount_without_quotes_is_asked_about_at_its_cell() {
    for (text, cell) in [
        ("項目,金額\n印刷費,5,000\n郵資,300\n", "B2"),
        ("類別,項目,金額\n業務費,印刷費,15,000\n雜支,郵資,300\n", "C2"),
    ] {
        let reading = read_all("匯出.csv", text.as_bytes(), &Map::default())
            .unwrap()
            .reading;
        let asked: Vec<_> = reading
            .warnings
            .iter()
            .filter(|w| w.code == WarningCode::NotANumber)
            .collect();
        assert_eq!(asked.len(), 1, "{text}{:#?}", reading.warnings);
        assert_eq!(asked[0].source_cell.as_deref(), Some(cell));
        assert!(!reading.lines[0].certain, "{text}");
    }
}

/// Excel 2003 XML of two sheets that bear one name, as a system writes it.
fn twins() -> String {
    let sheet = |amount: u32| {
        let row = |cells: &[&str]| {
            let cells = cells
                .iter()
                .map(|c| format!("<Cell><Data ss:Type=\"String\">{c}</Data></Cell>"));
            format!("<Row>{}</Row>", cells.collect::<String>())
        };
        let amount = amount.to_string();
        let rows = [
            row(&["類別", "項目", "金額"]),
            row(&["業務費", "印刷費", &amount]),
        ]
        .concat();
        format!("<Worksheet ss:Name=\"經費表\"><Table>{rows}</Table></Worksheet>")
    };
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{}{}</Workbook>",
        sheet(5000),
        sheet(700)
    )
}

#[test]
fn of_two_sheets_of_one_name_each_has_its_own_answers() {
    let map: Map = serde_json::from_str(r#"{"cells": {"經費表 (2)!C2": "800"}}"#).unwrap();
    let reading = read_all("匯出.xml", twins().as_bytes(), &map).unwrap().reading;
    assert_eq!(written(&reading), ["業 印刷費 5000 - -", "業 印刷費 800 - -"]);
    let places: Vec<&str> = reading.lines.iter().map(|l| &*l.source_sheet).collect();
    assert_eq!(places, ["經費表", "經費表 (2)"]);
}
