//! Every clause of both editions and what becomes of it, as a table to hold beside the printed text.
//!
//! `UPDATE=1 cargo test --workspace --test coverage` writes `COVERAGE.md` anew.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::book;
use std::fmt::Write;
use std::path::Path;
use usr_desk_rules::Treatment;

fn table() -> String {
    let mut text = String::from(
        "# 條文與檢核對照表\n\n由規則文件產生；與條文並排核對用。處理方式：規則檢核＝由資料判定；人工確認＝由人確認並記錄依據；提醒＝只提示；無法檢核＝附理由。\n\n\
        每期先逐句列出條文全文，每一句恰有一列；再依條文代號列出。\n",
    );
    for edition in book().editions() {
        write!(text, "\n## {}\n", edition.title).unwrap();
        by_sentence(&mut text, &edition.id);
        by_clause(&mut text, &edition.id);
    }
    text
}

fn by_sentence(text: &mut String, edition: &str) {
    let rows = book().sentences(edition);
    write!(text, "\n### 逐句\n\n共 {} 句。\n\n", rows.len()).unwrap();
    text.push_str(
        "| 點次 | 條文原文 | 處理方式 | 規則 | 內容或理由 | 修正對照表用語 |\n|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let rules: Vec<String> = row.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let rules = if rules.is_empty() {
            "—".to_owned()
        } else {
            rules.join("、")
        };
        let (at, mark, sentence, note) = (&row.at, &row.mark, &row.text, &row.note);
        let table = row.table.as_deref().unwrap_or("—");
        writeln!(
            text,
            "| {at} | {mark}{sentence} | {} | {rules} | {note} | {table} |",
            word(row.treatment)
        )
        .unwrap();
    }
}

fn by_clause(text: &mut String, edition: &str) {
    let rows = book().coverage(edition);
    write!(text, "\n### 依條文代號\n\n共 {} 條。\n\n", rows.len()).unwrap();
    text.push_str("| 點次 | 條文代號 | 處理方式 | 規則 | 內容或理由 | 規則所引條文（各類型另有條文者，此處為共通的一句） |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let rule = row.rule.as_deref();
        let quote = rule
            .and_then(|rule| book().clause(rule, edition))
            .map(|c| c.quote);
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            row.cite,
            row.id,
            word(row.treatment),
            rule.map_or("—".to_owned(), |rule| format!("`{rule}`")),
            row.note,
            quote.as_deref().unwrap_or("—")
        )
        .unwrap();
    }
}

fn word(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Rule => "規則檢核",
        Treatment::Confirmation => "人工確認",
        Treatment::Reminder => "提醒",
        Treatment::NotCheckable => "無法檢核",
    }
}

#[test]
fn the_table_of_clauses_is_what_the_book_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("COVERAGE.md");
    let now = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = now.lines().zip(kept.lines()).find(|(a, b)| a != b);
    assert!(
        now == kept,
        "COVERAGE.md is not what the rules say ({differs:?}); hold the change beside the regulation, then run this test with UPDATE=1"
    );
}
