//! The text of both editions, sentence by sentence: what is printed has a row, and what has a row is printed.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, suite};
use usr_desk_rules::{SentenceRow, Treatment};

/// White space, markup and the width of brackets are how the text was scanned, not what it says.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag || c.is_whitespace() => {}
            '（' => bare.push('('),
            '）' => bare.push(')'),
            c => bare.push(c),
        }
    }
    bare
}

/// The regulation's own text, and the 修正對照表 below it.
fn printed() -> (String, String) {
    let text = std::fs::read_to_string(suite("domain/regulation.txt")).unwrap();
    let title = "教育部推動大專校院社會責任實踐計畫補助要點 修正對照表";
    let (main, table) = text.split_once(title).unwrap();
    (main.to_owned(), table.to_owned())
}

/// Lines without the bullets that the scan put before them.
fn lines(text: &str) -> Vec<String> {
    let unbulleted = |line: &str| bare(line.trim_start().trim_start_matches(['-', ' ']));
    text.lines()
        .map(unbulleted)
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn the_amended_text_is_its_sentences_to_the_last_word() {
    let (main, _) = printed();
    let title = bare("教育部推動大專校院社會責任實踐計畫補助要點修正規定");
    let main: String = lines(&main).concat();
    let mut rest = main.strip_prefix(&title).unwrap();
    let rows = book().sentences("112-116");
    for row in rows.iter().filter(|row| !row.at.contains("說明")) {
        let said = bare(&format!("{}{}", row.mark, row.text));
        rest = rest.strip_prefix(&said).unwrap_or_else(|| {
            let next: String = rest.chars().take(40).collect();
            panic!(
                "the text goes on with 「{next}」, the next row is {} 「{said}」",
                row.at
            )
        });
    }
    assert_eq!(rest, "", "the text goes on, and no row is left");
}

/// Cells of the table are cut by pages and one stands in the wrong column: every row is struck out wherever it stands.
#[test]
fn the_table_of_amendments_is_the_rows_of_both_editions_and_its_notes() {
    let (_, table) = printed();
    let mut cells: Vec<String> = table.split('\t').flat_map(lines).collect();
    let amended = book().sentences("112-116");
    let prior = book().sentences("109-111");
    let mut rows: Vec<String> = amended
        .iter()
        .map(|row| row.table.clone().unwrap_or(row.text.clone()))
        .collect();
    rows.extend(prior.iter().map(|row| row.text.clone()));
    // The longest first: a short sentence may be a part of a longer one.
    rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
    for row in rows {
        assert!(strike(&mut cells, &bare(&row)), "not in the table: {row}");
    }
    let headings = ["修正規定", "現行規定", "說明"];
    let number = |c: char| "一二三四五六七八九十甲乙丙、().-｜".contains(c) || c.is_ascii_digit();
    let left: Vec<_> = cells
        .iter()
        .filter(|cell| !headings.contains(&cell.as_str()) && !cell.chars().all(number))
        .collect();
    assert!(left.is_empty(), "sentences without a row: {left:#?}");
}

/// Takes the words out of one cell, or out of the end of one and the beginning of another.
fn strike(cells: &mut [String], words: &str) -> bool {
    if let Some(cell) = cells.iter_mut().find(|cell| cell.contains(words)) {
        *cell = cell.replacen(words, "｜", 1);
        return true;
    }
    let cuts = words.char_indices().map(|(at, _)| at).skip(1);
    for (head, tail) in cuts.map(|at| words.split_at(at)) {
        let first = cells.iter().position(|cell| cell.ends_with(head));
        let second = cells.iter().position(|cell| cell.starts_with(tail));
        if let (Some(first), Some(second)) = (first, second)
            && first != second
        {
            let kept = cells[first].len() - head.len();
            cells[first].truncate(kept);
            cells[second].drain(..tail.len());
            return true;
        }
    }
    false
}

#[test]
fn a_row_is_one_sentence_and_says_one_thing_of_it() {
    for edition in ["112-116", "109-111"] {
        for row in book().sentences(edition) {
            let SentenceRow {
                at,
                text,
                rules,
                note,
                treatment,
                ..
            } = &row;
            let ends = text.matches(['。', '；']).count();
            assert!(
                ends <= 1 && (ends == 0 || text.ends_with(['。', '；'])),
                "{at}: {text} is more than a sentence"
            );
            assert!(ends == 1 || text.ends_with('：'), "{at}: {text} does not end");
            assert!(!note.is_empty(), "{at}");
            assert_eq!(rules.is_empty(), *treatment == Treatment::NotCheckable, "{at}");
            assert!(row.table.is_none() || row.table.as_ref() != Some(text), "{at}");
        }
    }
}

/// A rule reads the sentences that it quotes, and every rule with a clause reads one.
#[test]
fn every_rule_reads_the_sentences_that_it_quotes() {
    let mut dark = Vec::new();
    for edition in ["112-116", "109-111"] {
        for clause in book().clauses(edition).iter().filter(|clause| clause.stated) {
            let pieces = clause.sentences.iter().flat_map(|s| &s.pieces).filter(|p| p.lit);
            let lit: String = pieces.map(|p| p.text.as_str()).collect();
            if !bare(&lit).contains(&bare(&clause.quote)) {
                dark.push(format!(
                    "{} of {edition} quotes 「{}」 and lights 「{lit}」",
                    clause.rule, clause.quote
                ));
            }
        }
    }
    assert!(dark.is_empty(), "{dark:#?}");
    let share = book().clause("personnel-share", "112-116").unwrap();
    let dark: Vec<_> = share.sentences[0]
        .pieces
        .iter()
        .filter(|p| !p.lit)
        .map(|p| p.text.as_str())
        .collect();
    assert!(
        dark[0].starts_with("本計畫得編列人事費") && dark.len() == 2,
        "only the phrase is lit: {dark:?}"
    );
}

#[test]
fn where_the_table_says_it_otherwise_both_wordings_are_shown() {
    let rows = book().sentences("112-116");
    let other: Vec<_> = rows
        .iter()
        .filter(|row| row.table.is_some())
        .map(|row| row.at.as_str())
        .collect();
    assert_eq!(
        other,
        [
            "第三點",
            "第六點第二款第二目",
            "第七點第二款",
            "第七點第四款",
            "第七點第七款第二目",
            "第八點第一款"
        ]
    );
    let travel = book().clause("foreign-travel-share", "112-116").unwrap();
    let table = travel
        .sentences
        .iter()
        .find_map(|s| s.table.clone().zip(s.difference.clone()));
    let (table, difference) = table.unwrap();
    assert!(
        table.contains("本部核定補助經費") && difference.contains("分母"),
        "{table} {difference}"
    );
}
