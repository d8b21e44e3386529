//! How long a packet takes: `cargo bench -p usr-desk-packet`. Goal: 60 pages in a second; it fails above one and a half.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use usr_desk_packet::{DraftMark, Fonts, Input, Scope, Setup, packet};
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

#[allow(clippy::print_stdout, clippy::unwrap_used)] // a bench speaks to its reader and may fail
fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let file = format!("{root}/../../tests/suite/contract/workspaces/compliant-112-116.json");
    let season = usr_desk_workspace::format::read(&std::fs::read(file).unwrap()).unwrap();
    let book = Rulebook::embedded().unwrap();
    let start = Instant::now();
    let fonts = Fonts::find(&|name| std::fs::read(format!("{root}/fonts/{name}")).ok()).unwrap();
    println!("faces opened in {:?}", start.elapsed());
    let season = grown(&season, 12, 300);
    let outcomes = book
        .check(&season, &AttachmentFacts::default(), Language::ZhTw)
        .unwrap();
    let mut best = Duration::MAX;
    for _ in 0..5 {
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
        let start = Instant::now();
        let printed = packet(&input, &fonts, &mut |_| ControlFlow::Continue(())).unwrap();
        let taken = start.elapsed();
        best = best.min(taken);
        println!(
            "{} pages, {} KB in {taken:?}",
            printed.pages,
            printed.bytes.len() / 1024
        );
        assert!(printed.pages >= 60, "the bench is about 60 pages or more");
    }
    assert!(best < Duration::from_millis(1500), "{best:?} is over 1.5 s");
}
