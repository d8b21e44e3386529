//! How long a packet takes and how much memory: `cargo bench -p usr-desk-packet`. Four prints, then it ends.
//!
//! Goals: 60 pages cold (faces opened too) in 1.0 s and 300 MB; 300 pages with 40 attachments in 8 s. Twelve scanned pages
//! of 300 dots an inch are reduced to 150 besides, with what that takes and spares. It fails at twice that, so that a busy machine is no failure and a slip of an order of magnitude is one.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench speaks to its reader and may fail

use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use usr_desk_packet::{DraftMark, Files, Fonts, Input, Packet, Scope, Setup, packet_with_files};
use usr_desk_rules::{AttachmentFacts, Language, Rulebook};
use usr_desk_workspace::{BudgetLine, Date, LineId, Money, Workspace};

const PROSE: &str = "本計畫以「在地連結、人才培育」為核心精神，盤點沿海鄉鎮共 12 個部落之高齡照護需求，於 2025 年 3 月至 6 月間完成 \
286 份問卷（回收率 91.4%）及 34 場焦點座談；結果顯示，65 歲以上長者占 28.7%，其中約六成每週外出次數少於 2 次，且對 USR 計畫所提供之\
「行動長照站」（Mobile Care Station）接受度高達 4.2/5.0。教師參與之支持與誘因，依本校《教師多元升等辦法》第 7 條辦理。";

/// One proposal, grown.
fn grown(season: &Workspace, paragraphs: usize, lines: i64) -> Workspace {
    let mut season = season.clone();
    let proposal = &mut season.proposals[0];
    for section in &mut proposal.sections {
        section.text = vec![PROSE; paragraphs].join("\n\n").into();
    }
    for year in &mut proposal.budget {
        for i in 0..lines {
            let mut line = BudgetLine::blank(LineId(format!("{}-{i}", year.year)));
            line.category = Some(usr_desk_workspace::Category::Operations);
            line.fund = Some(usr_desk_workspace::Fund::Grant);
            line.item = format!("外聘講座鐘點費（第 {i} 場，含補充保費）").into();
            line.unit_price = Some(Money::whole(2000 + i));
            line.quantity = Some(Money::whole(12));
            line.unit = "小時".into();
            line.amount = Some(Money::whole((2000 + i) * 12));
            line.note = "配合場域活動".into();
            year.lines.push(line);
        }
    }
    season
}

/// A scanned page of A4 at 300 dots an inch, in colours: paper that is not quite white, rows of something like writing.
fn scan(number: u32) -> Vec<u8> {
    let mut seed = number;
    let mut noise = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 24
    };
    let page = image::RgbImage::from_fn(2480, 3508, |x, y| {
        let is_ink =
            y % 60 < 34 && (x / 7 * 37 + y / 60 * 91 + y % 60 / 5 * 13) % 5 < 2 && (200..2280).contains(&x);
        let paper = if is_ink { 40 } else { 232 } + (noise() % 12) as u8;
        image::Rgb([paper, paper, paper.saturating_sub(8)])
    });
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 85);
    encoder.encode_image(&page).unwrap();
    bytes
}

/// Attaches a file to the first proposal.
fn attach(season: &mut Workspace, files: &mut Files, name: String, bytes: Vec<u8>) {
    let json = serde_json::json!({"id": name, "title": name, "file": name});
    season.proposals[0]
        .attachments
        .push(serde_json::from_value(json).unwrap());
    files.insert(name, bytes);
}

fn print(
    season: &Workspace,
    files: &Files,
    book: &Rulebook,
    fonts: &Fonts,
    setup: &Setup,
) -> (Packet, Duration) {
    let outcomes = book
        .check(season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    let input = Input {
        workspace: season,
        outcomes: &outcomes,
        book,
        scope: Scope::Proposal(season.proposals[0].id.clone()),
        printed_on: Date::new(2025, 11, 28).unwrap(),
        program_version: "bench",
        draft: DraftMark::Auto,
        setup,
    };
    let start = Instant::now();
    let printed = packet_with_files(&input, files, fonts, &mut |_| ControlFlow::Continue(())).unwrap();
    (printed, start.elapsed())
}

/// The most memory that this process ever held, in MB; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let suite = format!("{root}/../../tests/suite");
    let file = format!("{suite}/contract/workspaces/compliant-112-116.json");
    let season = usr_desk_workspace::format::read(&std::fs::read(file).unwrap()).unwrap();
    let book = Rulebook::embedded().unwrap();
    let sixty = grown(&season, 22, 250);
    let start = Instant::now();
    let fonts = Fonts::find(&|name| std::fs::read(format!("{root}/fonts/{name}")).ok()).unwrap();
    let opened = start.elapsed();
    let (printed, taken) = print(&sixty, &Files::new(), &book, &fonts, Setup::usual());
    let cold = opened + taken;
    println!(
        "cold: {} pages in {cold:?} (faces {opened:?}), {} KB, peak {:?} MB",
        printed.pages,
        printed.bytes.len() / 1024,
        peak()
    );
    assert!(printed.pages >= 60, "{} pages are no sixty", printed.pages);
    let (_, warm) = print(&sixty, &Files::new(), &book, &fonts, Setup::usual());
    println!("warm: the same in {warm:?}");

    let mut large = grown(&season, 104, 800);
    let mut files = Files::new();
    let kinds = ["text.pdf", "a3.pdf", "shifted.pdf", "mou_scan.pdf", "scan.jpg"];
    for i in 0..40 {
        let name = format!("{i}-{}", kinds[i % kinds.len()]);
        let bytes = std::fs::read(format!("{suite}/attachments/{}", kinds[i % kinds.len()])).unwrap();
        attach(&mut large, &mut files, name, bytes);
    }
    let (printed, taken) = print(&large, &files, &book, &fonts, Setup::usual());
    println!(
        "large: {} pages with 40 attachments in {taken:?}, {} KB, peak {:?} MB",
        printed.pages,
        printed.bytes.len() / 1024,
        peak()
    );
    assert!(
        printed.pages >= 300,
        "{} pages are no three hundred",
        printed.pages
    );
    assert!(printed.refused.is_empty(), "{:?}", printed.refused);
    let (mut scanned, mut files) = (season.clone(), Files::new());
    for number in 0..12 {
        attach(&mut scanned, &mut files, format!("{number}.jpg"), scan(number));
    }
    let (whole, as_they_are) = print(&scanned, &files, &book, &fonts, Setup::usual());
    let coarser = Setup {
        picture_dpi: 150,
        ..Setup::usual().clone()
    };
    let (small, reducing) = print(&scanned, &files, &book, &fonts, &coarser);
    println!(
        "scans: 12 pages of 300 dots an inch, {} KB; in {as_they_are:?} as they are, in {reducing:?} at 150 dots: {} KB",
        whole.bytes.len() / 1024,
        small.bytes.len() / 1024
    );
    assert_eq!(small.reduced.len(), 12);
    assert!(cold < Duration::from_secs(2), "{cold:?} is over two seconds");
    assert!(
        taken < Duration::from_secs(16),
        "{taken:?} is over sixteen seconds"
    );
}
