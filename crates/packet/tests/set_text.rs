//! Set text (排版內容) in print: lists, tables, notes, figures.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

mod common;

use common::{pages, print_with, with_set_text};
use std::collections::BTreeMap;

#[test]
fn set_text_is_set_with_its_lists_tables_notes_and_figures() {
    let (season, files) = with_set_text();
    let printed = print_with(&season, &files);
    assert_eq!(
        (&printed.missing_glyphs[..], &printed.refused[..]),
        (&[][..], &[][..])
    );
    let file = lopdf::Document::load_mem(&printed.bytes).unwrap();
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for object in file.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        if element.has_type(b"StructElem") {
            let role = element.get(b"S").unwrap().as_name().unwrap();
            *roles
                .entry(String::from_utf8_lossy(role).into_owned())
                .or_default() += 1;
            assert!(
                role != b"Figure" || element.has(b"Alt"),
                "a figure says what it shows"
            );
        }
    }
    for (role, least) in [
        ("L", 3),
        ("LI", 7),
        ("Note", 2),
        ("Reference", 2),
        ("Figure", 1),
        ("H3", 2),
        ("H5", 1),
    ] {
        assert!(roles.get(role).is_some_and(|n| *n >= least), "{role}: {roles:?}");
    }
    let Some(pages) = pages(&printed, "set-text") else {
        return;
    };
    let all = pages.concat();
    for words in [
        "（一）場域現況與問題意識",
        "1.盤點方法",
        "（1）倫理與安全",
        "（二）實施成果",
        "（三）自行編號的標題不會重複編號",
        "圖1行動長照站到點服務",
        "補助款3,500,000元",
    ] {
        assert!(all.contains(words), "{words} is missing");
    }
    assert!(!all.contains("（三）（三）"));
    let rows = pages
        .iter()
        .filter(|p| p.contains("第34部落") || p.contains("第1部落"));
    assert!(rows.count() == 2 && pages.iter().filter(|p| p.contains("場域課程修課人數")).count() >= 2);
    let with_note = pages
        .iter()
        .find(|p| p.contains("問卷及座談紀錄由本校研究倫理委員會審查通過"))
        .unwrap();
    assert!(
        with_note.contains("34場焦點座談"),
        "a footnote stands on the page that calls it"
    );
    assert!(
        !all.contains("附件1"),
        "a picture that the text shows is not attached again"
    );
}

#[test]
fn a_figure_without_its_file_says_so_on_the_page_and_to_the_host() {
    let (season, mut files) = with_set_text();
    files.insert("scan.jpg".to_owned(), b"not a picture".to_vec());
    let printed = print_with(&season, &files);
    assert_eq!(printed.refused.len(), 1, "{:?}", printed.refused);
    if let Some(pages) = pages(&printed, "no-figure") {
        assert!(pages.concat().contains("圖檔「scan.jpg」無法顯示"));
    }
}
