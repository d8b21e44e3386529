//! A packet as its reader meets it: through `pdftotext`, `qpdf` and the file's own bytes.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may fail, and says why it was skipped

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use usr_desk_packet::{
    DraftMark, Error, Files, Fonts, Input, Packet, Progress, Scope, Setup, packet, packet_with_files,
    page_count,
};
use usr_desk_rules::{AttachmentFacts, Language, Outcome, Rulebook, Standing};
use usr_desk_workspace::{BudgetLine, Date, LineId, Money, Workspace};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");
    Fonts::find(&|name| std::fs::read(format!("{folder}{name}")).ok()).unwrap()
});
static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().unwrap());

fn season() -> Workspace {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/suite/contract/workspaces/compliant-112-116.json"
    );
    usr_desk_workspace::format::read(&std::fs::read(path).unwrap()).unwrap()
}

fn outcomes(season: &Workspace) -> Vec<Outcome> {
    BOOK.check(season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap()
}

fn print(season: &Workspace, outcomes: &[Outcome], scope: Scope) -> Packet {
    let input = Input {
        workspace: season,
        outcomes,
        book: &BOOK,
        scope,
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "0.1.0",
        draft: DraftMark::Auto,
        setup: Setup::usual(),
    };
    packet(&input, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn saved(packet: &Packet, name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("usr-desk-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, &packet.bytes).unwrap();
    path
}

/// Text of each page, without white space; `None` where poppler is missing (CI installs it).
fn pages(packet: &Packet, name: &str) -> Option<Vec<String>> {
    let path = saved(packet, name);
    let answer = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output();
    std::fs::remove_file(&path).unwrap();
    let Ok(answer) = answer else {
        println!("SKIPPED: pdftotext (poppler-utils) is not installed");
        return None;
    };
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let text = String::from_utf8(answer.stdout).unwrap();
    let bare = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut pages: Vec<String> = text.split('\u{c}').map(bare).collect();
    pages.pop();
    Some(pages)
}

#[test]
fn every_amount_and_title_is_in_the_text() {
    let season = season();
    let printed = print(&season, &outcomes(&season), Scope::Season);
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
    let printed = print(&season, &outcomes(&season), Scope::Season);
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
    let first = print(&season, &outcomes, Scope::Proposal(id.clone()));
    let second = print(&season, &outcomes, Scope::Proposal(id));
    assert!(first.bytes == second.bytes);
}

#[test]
fn the_file_is_sound_tagged_and_has_nested_bookmarks() {
    let season = season();
    let printed = print(&season, &outcomes(&season), Scope::Season);
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
    let printed = print(&season, &[], Scope::Proposal(id));
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
    let printed = print(&season, std::slice::from_ref(&open), Scope::Proposal(id));
    assert!(printed.is_draft);
    if let Some(pages) = pages(&printed, "draft") {
        assert!(pages.iter().all(|p| p.contains("草稿")));
        assert!(pages.concat().contains("×不符合"));
    }
    let other = print(&season, &[open], Scope::Proposal(season.proposals[1].id.clone()));
    assert!(
        !other.is_draft,
        "another proposal's violation does not mark this one"
    );
}

#[test]
fn a_host_can_stop_it_and_is_told_what_is_wrong() {
    let season = season();
    let mut input = Input {
        workspace: &season,
        outcomes: &[],
        book: &BOOK,
        scope: Scope::Season,
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "0.1.0",
        draft: DraftMark::Auto,
        setup: Setup::usual(),
    };
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

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite/attachments");

/// A season whose first proposal has these files attached.
fn with_files(names: &[&str]) -> (Workspace, Files) {
    let mut season = season();
    let mut files = Files::new();
    for name in names {
        let json = serde_json::json!({"id": name, "kind": "佐證", "title": format!("佐證資料 {name}"), "file": name});
        season.proposals[0]
            .attachments
            .push(serde_json::from_value(json).unwrap());
        files.insert(
            (*name).to_owned(),
            std::fs::read(format!("{SAMPLES}/{name}")).unwrap(),
        );
    }
    (season, files)
}

fn print_with(season: &Workspace, files: &Files) -> Packet {
    let input = Input {
        workspace: season,
        outcomes: &[],
        book: &BOOK,
        scope: Scope::Proposal(season.proposals[0].id.clone()),
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "0.1.0",
        draft: DraftMark::Auto,
        setup: Setup::usual(),
    };
    packet_with_files(&input, files, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn attachments_are_merged_or_refused_with_a_word() {
    let good = [
        "text.pdf",
        "shifted.pdf",
        "a3.pdf",
        "objstm.pdf",
        "enc_owner.pdf",
        "form.pdf",
        "junkhead.pdf",
        "mou_scan.pdf",
        "scan.jpg",
    ];
    let bad = ["enc_user.pdf", "garbage.pdf"];
    let names: Vec<&str> = good.iter().chain(&bad).copied().collect();
    let (season, files) = with_files(&names);
    let printed = print_with(&season, &files);
    let refused: Vec<&str> = printed.refused.iter().map(|r| r.file.as_str()).collect();
    assert_eq!(refused, bad, "{:?}", printed.refused);
    for refusal in &printed.refused {
        assert!(
            refusal.reason.contains("再附上"),
            "says what to do: {}",
            refusal.reason
        );
    }
    let large: Vec<_> = printed
        .plan
        .other_sizes
        .iter()
        .map(|s| (s.width_mm, s.height_mm))
        .collect();
    assert!(
        large.contains(&(420, 297)),
        "A3 stays A3, and the print room is told: {large:?}"
    );
    let path = saved(&printed, "merged");
    if let Ok(answer) = Command::new("qpdf").arg("--check").arg(&path).output() {
        assert!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }
    std::fs::remove_file(&path).unwrap();
    let Some(pages) = pages(&printed, "stamped") else {
        return;
    };
    assert_eq!(pages.len(), printed.pages as usize);
    let last = pages.len();
    for number in 1..=good.len() {
        let stamped = pages
            .iter()
            .filter(|p| p.contains(&format!("附件{number}－1第")))
            .count();
        assert_eq!(stamped, 1, "附件{number} is stamped once");
    }
    assert!(
        pages[last - 1].contains(&format!("第{last}頁／共{last}頁")),
        "{}",
        pages[last - 1]
    );
    assert!(
        pages
            .iter()
            .any(|p| p.contains("目錄") && p.contains("附件1佐證資料text.pdf")),
        "the contents list it",
    );
    let (_, none) = with_files(&[]);
    assert!(
        print_with(&season, &none).refused.is_empty(),
        "what the host does not hand over is only listed"
    );
}

/// The season with the document of `tests/suite/packet/set_text.json` as its second section.
fn with_set_text() -> (Workspace, Files) {
    let (mut season, files) = with_files(&["scan.jpg"]);
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/suite/packet/set_text.json"
    );
    let document: usr_desk_workspace::Prose = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(document.fault(), None);
    let section = &mut season.proposals[0].sections[1];
    section.text = document.plain_text().into();
    section.document = Some(document);
    season.proposals[0].attachments.last_mut().unwrap().id = "fig-1".into();
    (season, files)
}

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

/// Every damaged file ends in a merge or in a word, never in a panic: cut at every hundredth of its length, and with
/// bytes overwritten; then all of them printed in one packet.
#[test]
fn damaged_attachments_do_no_harm() {
    let whole = std::fs::read(format!("{SAMPLES}/text.pdf")).unwrap();
    let mut damaged: Vec<Vec<u8>> = (0..100)
        .map(|n| whole[..whole.len() * n / 100].to_vec())
        .collect();
    for n in 0..100 {
        let mut bytes = whole.clone();
        let at = bytes.len() * n / 100;
        let end = (at + 7).min(bytes.len());
        bytes[at..end].fill(b'9');
        damaged.push(bytes);
    }
    let refused = damaged.iter().filter(|bytes| page_count(bytes).is_err()).count();
    assert!(refused > 50, "{refused}");
    // All were looked at; every ninth is printed.
    let damaged: Vec<Vec<u8>> = damaged.into_iter().step_by(9).collect();
    let refused = damaged.iter().filter(|bytes| page_count(bytes).is_err()).count();
    let names: Vec<String> = (0..damaged.len()).map(|n| format!("damaged-{n}.pdf")).collect();
    let (mut season, mut files) = with_files(&[]);
    season.proposals[0].budget.clear();
    for (name, bytes) in names.iter().zip(damaged) {
        let json = serde_json::json!({"id": name, "title": name, "file": name});
        season.proposals[0]
            .attachments
            .push(serde_json::from_value(json).unwrap());
        files.insert(name.clone(), bytes);
    }
    let printed = print_with(&season, &files);
    assert_eq!(printed.refused.len(), refused);
    assert!(
        printed.refused.iter().all(|r| r.reason.contains('請')),
        "{:?}",
        printed.refused
    );
    let path = saved(&printed, "damaged");
    if let Ok(answer) = Command::new("qpdf").arg("--check").arg(&path).output() {
        // What a torn page draws may be nonsense; the file around it stands.
        let said = String::from_utf8_lossy(&answer.stderr);
        let wrong = said
            .lines()
            .filter(|l| l.starts_with("ERROR") && !l.contains("content stream"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
    }
    std::fs::remove_file(&path).unwrap();
}

/// An attachment that runs something, fills a form, and carries a file: only its look goes in.
#[test]
fn what_acts_in_an_attachment_stays_out_and_what_is_filled_in_stays_visible() {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut file = Document::load_mem(&std::fs::read(format!("{SAMPLES}/text.pdf")).unwrap()).unwrap();
    let look = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 20.into()],
    };
    let look = file.add_object(Stream::new(look, b"0 0 1 rg 0 0 100 20 re f".to_vec()));
    let field = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => vec![50.into(), 50.into(), 250.into(), 90.into()],
        "AP" => dictionary! { "N" => look },
        "A" => dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") },
    };
    let launch = dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "A" => dictionary! { "S" => "Launch", "F" => Object::string_literal("calc.exe") },
    };
    let first = *file.get_pages().get(&1).unwrap();
    let page = file.get_dictionary_mut(first).unwrap();
    page.set("Annots", vec![field.into(), launch.into()]);
    page.set(
        "AA",
        dictionary! { "O" => dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("x()") } },
    );
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("open()") };
    file.catalog_mut().unwrap().set("OpenAction", script);
    let (season, mut files) = with_files(&["text.pdf"]);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    files.insert("text.pdf".to_owned(), bytes);
    let printed = print_with(&season, &files);
    assert_eq!(printed.refused, []);
    let merged = Document::load_mem(&printed.bytes).unwrap();
    let all = format!("{:?}", merged.objects);
    for word in [
        "JavaScript",
        "Launch",
        "calc.exe",
        "Widget",
        "app.alert",
        "AcroForm",
    ] {
        assert!(!all.contains(word), "{word} came in");
    }
    assert!(all.contains("UsrDeskLook0"), "the field's look is drawn");
}

#[test]
fn a_packet_over_the_limit_is_reduced_and_says_so_where_that_does_not_help() {
    let (season, mut files) = with_files(&["scan.jpg"]);
    // A grain that JPG cannot make small.
    let grain =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).rotate_left(x % 13)) as u8;
    let large = image::GrayImage::from_fn(1300, 1800, |x, y| image::Luma([grain(x, y)]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    large.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    files.insert("scan.jpg".to_owned(), bytes.into_inner());
    let with = |largest_file_mb: Option<u32>| {
        let setup = Setup {
            largest_file_mb,
            ..Setup::default()
        };
        let input = Input {
            workspace: &season,
            outcomes: &[],
            book: &BOOK,
            scope: Scope::Attachments(season.proposals[0].id.clone()),
            printed_on: Date::new(2025, 11, 28).unwrap(),
            program_version: "0.1.0",
            draft: DraftMark::Auto,
            setup: &setup,
        };
        packet_with_files(&input, &files, &FONTS, &mut |_| ControlFlow::Continue(())).unwrap()
    };
    let free = with(None);
    assert_eq!((free.reduced_to, free.over_limit), (None, None));
    assert!(
        free.bytes.len() > 1_000_000,
        "the example is large: {}",
        free.bytes.len()
    );
    let limited = with(Some(1));
    assert!(
        limited.reduced_to.is_some() && limited.over_limit.is_none(),
        "{}",
        limited.bytes.len()
    );
    assert!(limited.bytes.len() <= 1_000_000);
    assert_eq!(with(Some(0)).over_limit, Some(0));
}

#[test]
fn separate_files_have_names_and_only_their_own_chapters() {
    let (season, files) = with_files(&["text.pdf"]);
    let input = Input {
        workspace: &season,
        outcomes: &[],
        book: &BOOK,
        scope: Scope::Season,
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "0.1.0",
        draft: DraftMark::Auto,
        setup: Setup::usual(),
    };
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
