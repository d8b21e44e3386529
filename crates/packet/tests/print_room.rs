//! What the print room and the office see: order of parts, right-hand pages, codes, places.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

mod common;

use common::{first, outcomes, pages, sample, season};
use std::process::Command;
use usr_desk_packet::{Chapter, Files, Packet, PageFault, Scope, Setup, faults, read_printed};
use usr_desk_workspace::{BudgetLine, Category, FieldPath, Fund, LineId, Money, Workspace};

fn print(season: &Workspace, files: &Files, scope: Scope, setup: &Setup) -> Packet {
    common::set_up(season, &outcomes(season), files, scope, setup)
}

/// The left edge of the leftmost word of each page.
fn left_edges(packet: &Packet) -> Option<Vec<f32>> {
    let path = std::env::temp_dir().join(format!("usr-desk-edges-{}.pdf", std::process::id()));
    std::fs::write(&path, &packet.bytes).unwrap();
    let answer = Command::new("pdftotext")
        .arg("-bbox")
        .arg(&path)
        .arg("-")
        .output();
    std::fs::remove_file(&path).unwrap();
    let text = String::from_utf8(answer.ok()?.stdout).unwrap();
    let edge = |word: &str| word.split('"').next().unwrap().parse::<f32>().unwrap();
    let leftmost = |page: &str| page.split("xMin=\"").skip(1).map(edge).fold(f32::MAX, f32::min);
    Some(text.split("<page ").skip(1).map(leftmost).collect())
}

/// The same file with some pages taken from another: how a stale page gets in.
fn with_pages_of(packet: &Packet, other: &Packet, taken: &[u32]) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("usr-desk-slip-{}-{taken:?}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let [a, b, out] = ["a.pdf", "b.pdf", "out.pdf"].map(|name| folder.join(name));
    std::fs::write(&a, &packet.bytes).unwrap();
    std::fs::write(&b, &other.bytes).unwrap();
    let mut command = Command::new("qpdf");
    command.arg("--empty").arg("--pages");
    for page in 1..=packet.pages {
        let from = if taken.contains(&page) { &b } else { &a };
        command.arg(from).arg(page.to_string());
    }
    let answer = command.arg("--").arg(&out).output();
    let bytes = std::fs::read(&out);
    std::fs::remove_dir_all(&folder).unwrap();
    if answer.is_err() {
        println!("SKIPPED: qpdf is not installed");
        return None;
    }
    Some(bytes.unwrap())
}

#[test]
fn a_stale_page_slipped_in_is_found_by_its_code() {
    let new = season();
    let mut old = new.clone();
    old.proposals[0].team.truncate(1);
    let mut files = Files::new();
    files.insert("text.pdf".to_owned(), sample("text.pdf"));
    let attached = |season: &mut Workspace| {
        let json = serde_json::json!({"id": "x", "title": "佐證", "file": "text.pdf"});
        season.proposals[0]
            .attachments
            .push(serde_json::from_value(json).unwrap());
    };
    let (mut new, mut old) = (new, old);
    attached(&mut new);
    attached(&mut old);
    let setup = Setup::usual();
    let (fresh, stale) = (
        print(&new, &files, first(&new), setup),
        print(&old, &files, first(&old), setup),
    );
    assert_eq!(
        fresh.pages, stale.pages,
        "the example changes words, not the number of pages"
    );
    let whole = read_printed(&fresh.bytes).unwrap();
    assert_eq!(faults(&whole, None), []);
    assert_eq!(whole.as_printed.as_ref().unwrap().scope, first(&new));
    assert!(whole.pages.iter().all(|page| page.code.is_some()));
    assert_eq!(
        fresh.plan.codes,
        whole
            .pages
            .iter()
            .map(|p| p.code.as_ref().unwrap().printed())
            .collect::<Vec<_>>()
    );
    let own = whole
        .pages
        .iter()
        .filter(|page| page.is_whole == Some(true))
        .count();
    assert!(
        own > 5 && own < whole.pages.len(),
        "attached pages have no words of ours: {own}"
    );
    let team = fresh.pages_of(&FieldPath::new(format!(
        "/proposals/{}/team",
        new.proposals[0].id
    )));
    let Some(mixed) = with_pages_of(&fresh, &stale, &team[..1]) else {
        return;
    };
    let mixed = read_printed(&mixed).unwrap();
    assert_eq!(
        mixed.as_printed, whole.as_printed,
        "pages put together anew still say how they were printed"
    );
    let found = faults(&mixed, None);
    assert_eq!((found.len(), found[0].page), (1, team[0]), "{found:?}");
    assert_eq!(found[0].fault, PageFault::OtherPrinting);
    let against = faults(&mixed, Some(&whole));
    assert_eq!(against[0].fault, PageFault::Stale, "{against:?}");
    // A page that says the same in both printings is no fault beside the new one.
    let cover = with_pages_of(&fresh, &stale, &[1]).unwrap();
    assert_eq!(faults(&read_printed(&cover).unwrap(), Some(&whole)), []);
    // A page gone, and everything after it one place too early.
    let mut fewer = whole.clone();
    fewer.pages.remove(2);
    let gone = faults(&fewer, Some(&whole));
    assert!(gone.iter().any(|f| f.fault == PageFault::Missing), "{gone:?}");
    assert!(
        faults(&fewer, None)
            .iter()
            .any(|f| f.fault == PageFault::Misplaced(4))
    );
    assert!(read_printed(b"no PDF").is_err());
}

#[test]
fn parts_stand_in_the_order_of_the_setup_and_on_right_hand_pages() {
    let season = season();
    let mut setup = Setup::usual().clone();
    setup.parts = vec![
        vec![Chapter::Contents],
        vec![Chapter::Budget],
        vec![Chapter::Narrative],
        vec![Chapter::Basics],
    ];
    setup.source = "測試用公告".to_owned();
    (setup.both_sides, setup.gutter_mm) = (true, 10);
    let printed = print(&season, &Files::new(), first(&season), &setup);
    let plan = &printed.plan;
    assert_eq!(
        (plan.pages, plan.sheets),
        (printed.pages, printed.pages.div_ceil(2))
    );
    assert!(
        !plan.blank_pages.is_empty() && plan.blank_pages.iter().all(|page| page % 2 == 0),
        "{plan:?}"
    );
    let Some(pages) = pages(&printed, "order") else {
        return;
    };
    let at = |words: &str| {
        let found = pages
            .iter()
            .enumerate()
            .skip(2)
            .find(|(_, page)| page.contains(words));
        found.unwrap_or_else(|| panic!("{words} is missing")).0
    };
    let order = [at("壹、經費"), at("貳、計畫內容"), at("參、基本資料表")];
    assert!(
        order.is_sorted() && order.iter().all(|page| page % 2 == 0),
        "{order:?}"
    );
    assert!(
        !pages.concat().contains("聲明及簽章"),
        "what the setup leaves out is not printed"
    );
    assert!(pages.concat().contains("依：測試用公告"));
    if let Some(left) = left_edges(&printed) {
        // 69.6 points is the margin; 10 mm are 28.3. Contents and budget fill a right-hand and a left-hand page.
        let is_near = |edge: f32, wanted: f32| (edge - wanted).abs() < 4.0;
        assert!(is_near(left[2], 69.6 + 28.3), "{left:?}");
        assert!(
            left.iter()
                .skip(1)
                .step_by(2)
                .any(|edge| is_near(*edge, 69.6 - 28.3)),
            "{left:?}"
        );
    }
    for blank in &plan.blank_pages {
        assert!(pages[*blank as usize - 1].contains("本頁空白"));
    }
}

#[test]
fn a_binder_has_separators_where_the_print_room_wants_them() {
    let season = season();
    let setup = Setup {
        separators: true,
        ..Setup::default()
    };
    let printed = print(&season, &Files::new(), Scope::Season, &setup);
    let submitted = season.proposals.iter().filter(|p| p.submit).count();
    assert_eq!(printed.plan.separators.len(), submitted + 1);
    assert_eq!(faults(&read_printed(&printed.bytes).unwrap(), None), []);
}

#[test]
fn a_year_of_four_funds_keeps_its_notes_under_its_items() {
    let mut season = season();
    let id = season.proposals[0].id.clone();
    let year = &mut season.proposals[0].budget[0];
    for (i, fund) in [Some(Fund::External), None].into_iter().enumerate() {
        let mut line = BudgetLine::blank(LineId(format!("more-{i}")));
        line.category = Some(Category::Operations);
        line.fund = fund;
        line.item = format!("其他來源之場地布置費 {i}").into();
        line.amount = Some(Money::whole(12_345_678 + i as i64));
        line.note = "由地方政府補助，含搭設、租借及復原，依實際場次核實支付。".into();
        year.lines.push(line);
    }
    let number = year.year;
    let printed = print(&season, &Files::new(), first(&season), Setup::usual());
    let place = FieldPath::new(format!("/proposals/{id}/budget/{number}/lines/more-0"));
    let page = printed.pages_of(&place);
    assert_eq!(page.len(), 1, "{page:?}");
    let Some(pages) = pages(&printed, "funds") else {
        return;
    };
    let text = &pages[page[0] as usize - 1];
    assert!(
        text.contains("12,345,678") && text.contains("依實際場次核實支付"),
        "{text}"
    );
    assert!(text.contains("外部資源") && text.contains("來源未填") && !text.contains("來源未填說明"));
    assert!(pages.concat().contains("占補助款比率"), "the chart is there");
}

#[test]
fn a_place_leads_to_its_page_and_a_summary_says_its_length() {
    let mut season = season();
    let proposal = &mut season.proposals[0];
    proposal.sections[0].text = "摘要".repeat(40).into();
    let json =
        serde_json::json!({"id": "c1", "duty": "計畫聯絡人", "name": "林助理", "phone": "02-1234-5678"});
    proposal.contacts.push(serde_json::from_value(json).unwrap());
    let json =
        serde_json::json!({"id": "s1", "name": "金沙灣漁村", "county": "新北市", "township": "貢寮區"});
    proposal.sites.push(serde_json::from_value(json).unwrap());
    let id = proposal.id.clone();
    let setup = Setup {
        summary_limit: Some(50),
        ..Setup::default()
    };
    let printed = print(&season, &Files::new(), first(&season), &setup);
    let Some(pages) = pages(&printed, "places") else {
        return;
    };
    for (path, words) in [
        ("sections/summary", "摘要80字（不計空白），上限50字"),
        ("contacts/c1/phone", "02-1234-5678"),
        ("sites", "金沙灣漁村"),
        ("budget/115/lines", "115年度經費明細表"),
        ("title", "基本資料表"),
    ] {
        let found = printed.pages_of(&FieldPath::new(format!("/proposals/{id}/{path}")));
        assert!(
            found.iter().any(|page| pages[*page as usize - 1].contains(words)),
            "{path} on {found:?}"
        );
    }
    assert!(printed.pages_of(&FieldPath::new("/school/name")).is_empty());
}
