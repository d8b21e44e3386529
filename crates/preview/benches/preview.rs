//! How long an edit takes to show in the preview: `cargo bench -p usr-desk-preview`.
//!
//! What a window waits for after an edit: the packet is set anew, opened, and the page that is looked at drawn. Goal:
//! 60 pages in 0.5 s. It fails at twice that, so that a busy machine is no failure and a slip of an order is one.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench speaks to its reader and may fail

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};
use usr_desk_packet::{DraftMark, Face, Files, Fonts, Input, Scope, Setup, packet_with_files};
use usr_desk_preview::{Pages, StandIns};
use usr_desk_rules::{AttachmentFacts, Language, Rulebook};
use usr_desk_workspace::{BudgetLine, Category, Date, Fund, LineId, Money, Workspace};

const PROSE: &str = "本計畫以「在地連結、人才培育」為核心精神，盤點沿海鄉鎮共 12 個部落之高齡照護需求，於 2025 年 3 月至 6 月間完成 \
286 份問卷（回收率 91.4%）及 34 場焦點座談；結果顯示，65 歲以上長者占 28.7%，其中約六成每週外出次數少於 2 次，且對 USR 計畫所提供之\
「行動長照站」（Mobile Care Station）接受度高達 4.2/5.0。教師參與之支持與誘因，依本校《教師多元升等辦法》第 7 條辦理。";
/// A4 across a wide pane, at the points of a fine screen.
const WIDTH: u32 = 1200;

/// One proposal of some sixty pages.
fn grown(season: &mut Workspace) {
    let proposal = &mut season.proposals[0];
    for section in &mut proposal.sections {
        section.text = vec![PROSE; 22].join("\n\n").into();
    }
    for year in &mut proposal.budget {
        for i in 0..250 {
            let mut line = BudgetLine::blank(LineId(format!("{}-{i}", year.year)));
            line.category = Some(Category::Operations);
            line.fund = Some(Fund::Grant);
            line.item = format!("外聘講座鐘點費（第 {i} 場，含補充保費）").into();
            line.unit_price = Some(Money::whole(2000 + i));
            line.quantity = Some(Money::whole(12));
            line.unit = "小時".into();
            line.amount = Some(Money::whole((2000 + i) * 12));
            line.note = "配合場域活動".into();
            year.lines.push(line);
        }
    }
}

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let file = format!("{root}/../../tests/suite/contract/workspaces/compliant-112-116.json");
    let mut season = usr_desk_workspace::format::read(&std::fs::read(file).unwrap()).unwrap();
    grown(&mut season);
    let book = Rulebook::embedded().unwrap();
    let fonts = Fonts::find(&|name| std::fs::read(format!("{root}/../packet/fonts/{name}")).ok()).unwrap();
    let faces = StandIns {
        kai: fonts.file(Face::Kai),
        sans: fonts.file(Face::Sans),
    };
    let mut taken = Vec::new();
    for round in 0..6u32 {
        season.proposals[0].title = format!("第 {round} 次修改").as_str().into();
        let start = Instant::now();
        let outcomes = book
            .check(&season, &AttachmentFacts::default(), Language::ZhTw)
            .unwrap();
        let input = Input {
            workspace: &season,
            outcomes: &outcomes,
            book: &book,
            scope: Scope::Proposal(season.proposals[0].id.clone()),
            printed_on: Date::new(2025, 11, 28).unwrap(),
            program_version: "bench",
            draft: DraftMark::Auto,
            setup: Setup::usual(),
        };
        let printed =
            packet_with_files(&input, &Files::new(), &fonts, &mut |_| ControlFlow::Continue(())).unwrap();
        let set = start.elapsed();
        let pages = Pages::open(Arc::new(printed.bytes), faces.clone()).unwrap();
        let opened = start.elapsed();
        let page = 10 + round * 8;
        let picture = pages.picture(page, WIDTH).unwrap();
        let all = start.elapsed();
        println!(
            "{} pages: set {set:?}, opened {:?}, page {page} drawn {:?} ({} KB); in all {all:?}",
            pages.count(),
            opened - set,
            all - opened,
            picture.png.len() / 1024
        );
        assert!(pages.count() >= 60, "{} pages are no sixty", pages.count());
        taken.push(all);
    }
    // The first also fills what stays filled; a person has seen a page before editing it.
    let slowest = taken[1..].iter().max().unwrap();
    println!("slowest after the first: {slowest:?}");
    assert!(
        *slowest < Duration::from_secs(1),
        "{slowest:?} is over one second"
    );
}
