//! A packet as its reader meets it: through `pdftotext`, `qpdf` and the file's own bytes.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

mod common;

use common::{FONTS, outcomes, pages, print, saved, season, with_files};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::process::Command;
use usr_desk_packet::{Error, Files, Fonts, Progress, Scope, Setup, packet};
use usr_desk_rules::{Outcome, Standing};
use usr_desk_workspace::{BudgetLine, LineId, Money};

#[test]
fn every_amount_and_title_is_in_the_text() {
    let season = season();
    let printed = print(&season, &outcomes(&season), &Files::new(), Scope::Season);
    assert_eq!(printed.missing_glyphs, []);
    let Some(pages) = pages(&printed, "amounts") else {
        return;
    };
    assert_eq!(pages.len(), printed.pages as usize);
    let all = pages.concat();
    let mut looked_for = 0;
    let budgets = season
        .proposals
        .iter()
        .flat_map(|p| &p.budget)
        .chain(season.support_plan.iter().flat_map(|p| &p.budget));
    for year in budgets {
        let amounts = year
            .lines
            .iter()
            .flat_map(|l| [l.amount, l.unit_price, l.quantity]);
        for amount in amounts
            .chain([year.grant_requested, year.grant_approved])
            .flatten()
        {
            assert!(
                all.contains(&amount.to_string()),
                "{amount} of {} is missing",
                year.year
            );
            looked_for += 1;
        }
    }
    assert!(looked_for > 100, "only {looked_for} amounts");
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for proposal in &season.proposals {
        assert!(all.contains(&bare(&proposal.title)), "{}", &*proposal.title);
        for section in &proposal.sections {
            assert!(all.contains(&bare(&section.text)), "{}", section.key);
        }
    }
    let members = season
        .proposals
        .iter()
        .filter(|p| p.submit)
        .flat_map(|p| &p.team)
        .filter_map(|m| m.person.as_ref());
    for person in members.filter_map(|id| season.people.iter().find(|p| p.id == *id)) {
        assert!(all.contains(&*person.name), "{}", &*person.name);
    }
}

#[test]
fn the_contents_name_the_pages_that_things_stand_on() {
    let season = season();
    let printed = print(&season, &outcomes(&season), &Files::new(), Scope::Season);
    let Some(pages) = pages(&printed, "contents") else {
        return;
    };
    let contents_pages: Vec<usize> = (0..pages.len())
        .filter(|i| pages[*i].contains("目錄") && pages[*i].contains("......"))
        .collect();
    assert!(!contents_pages.is_empty());
    let mut entries = 0;
    // 「壹、基本資料......12」: a title, dots, a number, run together
    for page in &contents_pages {
        let text = &pages[*page];
        let mut rest = text.as_str();
        while let Some(dots) = rest.find("......") {
            let title = rest[..dots].trim_start_matches(|c: char| c.is_ascii_digit());
            let after = rest[dots..].trim_start_matches('.');
            let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().unwrap();
            // The first title follows the running head.
            let title = title.rsplit("目錄").next().unwrap();
            // The volume's titles break over lines; its first words will do.
            let start: String = title.chars().take(9).collect();
            assert!(
                pages[number - 1].contains(&start),
                "{title} is not on page {number}"
            );
            rest = &after[digits.len()..];
            entries += 1;
        }
    }
    assert!(entries > 40, "only {entries} entries");
    for (i, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("第{}頁／共{}頁", i + 1, pages.len())),
            "page {}",
            i + 1
        );
    }
}

#[test]
fn the_same_season_gives_the_same_bytes() {
    let season = season();
    let outcomes = outcomes(&season);
    let id = season.proposals[0].id.clone();
    let first = print(&season, &outcomes, &Files::new(), Scope::Proposal(id.clone()));
    let second = print(&season, &outcomes, &Files::new(), Scope::Proposal(id));
    assert!(first.bytes == second.bytes);
}

#[test]
fn the_file_is_sound_tagged_and_has_nested_bookmarks() {
    let season = season();
    let printed = print(&season, &outcomes(&season), &Files::new(), Scope::Season);
    let path = saved(&printed, "sound");
    if let Ok(answer) = Command::new("qpdf").arg("--check").arg(&path).output() {
        assert!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    } else {
        println!("SKIPPED: qpdf is not installed");
    }
    std::fs::remove_file(&path).unwrap();
    let file = lopdf::Document::load_mem(&printed.bytes).unwrap();
    assert_eq!(file.version, "1.7");
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-Hant-TW");
    for key in [
        &b"StructTreeRoot"[..],
        b"PageLabels",
        b"Metadata",
        b"MarkInfo",
        b"Outlines",
    ] {
        assert!(catalog.has(key), "{}", String::from_utf8_lossy(key));
    }
    let mut levels = BTreeMap::new();
    let outline = catalog.get(b"Outlines").unwrap().as_reference().unwrap();
    walk_outline(&file, outline, 0, &mut levels);
    assert!(levels.len() >= 3, "bookmarks have {} levels", levels.len());
}

fn walk_outline(
    file: &lopdf::Document,
    node: lopdf::ObjectId,
    depth: usize,
    levels: &mut BTreeMap<usize, usize>,
) {
    let mut child = file
        .get_dictionary(node)
        .unwrap()
        .get(b"First")
        .and_then(lopdf::Object::as_reference)
        .ok();
    while let Some(id) = child {
        *levels.entry(depth).or_default() += 1;
        walk_outline(file, id, depth + 1, levels);
        child = file
            .get_dictionary(id)
            .unwrap()
            .get(b"Next")
            .and_then(lopdf::Object::as_reference)
            .ok();
    }
}

#[test]
fn a_long_table_repeats_its_head_and_keeps_its_subtotal() {
    let mut season = season();
    let year = &mut season.proposals[0].budget[0];
    for i in 0..150i64 {
        let mut line = BudgetLine::blank(LineId(format!("long-{i}")));
        line.category = Some(usr_desk_workspace::Category::Operations);
        line.fund = Some(usr_desk_workspace::Fund::Matching);
        line.item = format!("第{i}場工作坊講座鐘點費").into();
        line.amount = Some(Money::whole(1_000_003 + i));
        year.lines.push(line);
    }
    let id = season.proposals[0].id.clone();
    let printed = print(&season, &[], &Files::new(), Scope::Proposal(id));
    let Some(pages) = pages(&printed, "long") else {
        return;
    };
    let with_lines: Vec<&String> = pages.iter().filter(|p| p.contains("場工作坊講座")).collect();
    assert!(with_lines.len() >= 4, "{} pages", with_lines.len());
    for page in &with_lines {
        assert!(page.contains("編號項目單價"), "no head: {page}");
    }
    for i in 0..150i64 {
        let amount = Money::whole(1_000_003 + i).to_string();
        assert_eq!(
            pages.iter().filter(|p| p.contains(&amount)).count(),
            1,
            "{amount}"
        );
    }
    let with_subtotal = pages.iter().find(|p| p.contains("業務費小計")).unwrap();
    assert!(
        with_subtotal.contains("第149場"),
        "the subtotal stands with its last row"
    );
}

#[test]
fn an_open_outcome_marks_every_page_as_a_draft() {
    let season = season();
    let open = Outcome {
        rule: "personnel-share".to_owned(),
        outcome: Standing::Violation,
        proposal: Some(season.proposals[0].id.to_string()),
        year: Some(115),
        figures: None,
        clause: "第七點第二款".into(),
        quote: "".into(),
        message: "人事費超過上限 1 元。".to_owned(),
        targets: Vec::new(),
    };
    let id = season.proposals[0].id.clone();
    let printed = print(
        &season,
        std::slice::from_ref(&open),
        &Files::new(),
        Scope::Proposal(id),
    );
    assert!(printed.is_draft);
    if let Some(pages) = pages(&printed, "draft") {
        assert!(pages.iter().all(|p| p.contains("草稿")));
        assert!(pages.concat().contains("×不符合"));
    }
    let other = print(
        &season,
        &[open],
        &Files::new(),
        Scope::Proposal(season.proposals[1].id.clone()),
    );
    assert!(
        !other.is_draft,
        "another proposal's violation does not mark this one"
    );
}

#[test]
fn a_host_can_stop_it_and_is_told_what_is_wrong() {
    let season = season();
    let mut input = common::input(&season, &[], Scope::Season, Setup::usual());
    let stopped = packet(&input, &FONTS, &mut |p| match p {
        Progress::Setting { done: 2, .. } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert!(matches!(stopped, Err(Error::Cancelled)));
    input.scope = Scope::Proposal("zz".into());
    let unknown = packet(&input, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(unknown.to_string().contains("zz"));
    let missing = Fonts::find(&|_| None).map(|_| ()).unwrap_err();
    assert!(missing.to_string().contains("TW-Kai.ttf"));
}

#[test]
fn separate_files_have_names_and_only_their_own_chapters() {
    let (season, files) = with_files(&["text.pdf"]);
    let input = common::input(&season, &[], Scope::Season, Setup::usual());
    let files = usr_desk_packet::parts(&input, &files, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap();
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names[0], "00_校務支持規劃方案.pdf");
    assert_eq!(
        names[1..4],
        ["計畫書", "經費表", "附件"].map(|w| format!("01_漁村共老_沿海社區照護實踐計畫_{w}.pdf"))
    );
    assert_eq!(names.len(), 1 + 2 * 4 + 1, "{names:?}");
    let Some(budget) = pages(&files[2].packet, "budget") else {
        return;
    };
    let text = budget.concat();
    assert!(text.contains("115年度經費明細表") && !text.contains("計畫內容"));
}
