//! The front sheet, and the binder of a whole season (全校申請文件).

use super::{attachments, declarations, fields, proposal, self_check, support_plan};
use crate::block::{Align, Block, Cell, Cover, Part, Row, RowKind, Table};
use crate::outline::{self, Builder};
use crate::packet::Scope;
use crate::words;
use std::collections::BTreeMap;
use usr_desk_workspace::{Fund, Money, Proposal, Role};

/// The cover sheet.
pub(crate) fn front(builder: &Builder, title: &str, programme: &str) -> Part {
    let season = builder.input.workspace;
    let mut rows = vec![("申請學校".to_owned(), words::or_blank(&season.school.name))];
    let label = |text: &str| text.to_owned();
    rows.push((label("期　　別"), words::or_blank(&season.cycle)));
    let kind;
    match &builder.input.scope {
        Scope::Proposal(id) | Scope::Plan(id) | Scope::Budget(id) | Scope::Attachments(id) => {
            kind = match &builder.input.scope {
                Scope::Plan(_) => "計畫書",
                Scope::Budget(_) => "經費表",
                Scope::Attachments(_) => "附件",
                _ => "計畫申請書",
            };
            if let Some(proposal) = season.proposals.iter().find(|p| p.id == *id) {
                rows.push((label("計畫類型"), builder.type_title(proposal.proposal_type)));
                rows.push((label("計畫主持人"), investigator(builder, proposal)));
                let period = format!(
                    "{}至{}",
                    words::date(proposal.starts_on),
                    words::date(proposal.ends_on)
                );
                rows.push((label("計畫期程"), period));
            }
        }
        Scope::SupportPlan => kind = "校務支持規劃方案",
        Scope::Season => {
            kind = "申請文件彙編";
            let count = season.proposals.iter().filter(|p| p.submit).count();
            rows.push((label("收錄計畫"), format!("{count} 件")));
            if season.support_plan.is_some() {
                rows.push((label("另附"), "校務支持規劃方案".to_owned()));
            }
        }
    }
    let title = if builder.input.scope == Scope::SupportPlan {
        words::or_blank(&season.school.name)
    } else {
        title.to_owned()
    };
    outline::cover(Cover {
        programme: programme.to_owned(),
        kind: kind.to_owned(),
        title,
        fields: rows,
        date: format!("中華民國{}", builder.input.printed_on.in_roc()),
    })
}

fn investigator(builder: &Builder, proposal: &Proposal) -> String {
    let people = &builder.input.workspace.people;
    let leads = proposal
        .team
        .iter()
        .filter(|m| m.role == Some(Role::PrincipalInvestigator));
    let named: Vec<String> = leads
        .filter_map(|m| m.person.as_ref())
        .filter_map(|id| people.iter().find(|p| p.id == *id))
        .map(|p| format!("{} {}（{}）", p.name.trim(), p.title.trim(), p.department.trim()))
        .collect();
    words::or_blank(&named.join("、"))
}

/// School, support plan, every submitted proposal.
pub(crate) fn parts(builder: &mut Builder, submitted: &[&Proposal]) -> Vec<Part> {
    let season = builder.input.workspace;
    let mut parts = Vec::new();
    let volume = builder.volume("學校總表");
    let mut school = vec![volume];
    school.extend(school_blocks(builder, submitted));
    let check = self_check::blocks(builder, None, &season.confirmations, &BTreeMap::new());
    let mut last = attachments::blocks(builder, "");
    last.push(builder.chapter(&format!("學校簽章{}", super::UNSOURCED)));
    last.push(Block::Room(6.0));
    last.push(declarations::seals(&[
        "承辦人",
        "USR 專責單位主管",
        "主（會）計單位主管",
        "校長",
    ]));
    let head = |blocks| Part {
        running_head: Some("學校總表".to_owned()),
        blocks,
    };
    parts.extend([school, check, last].into_iter().map(head));
    if let Some(plan) = &season.support_plan {
        let volume = builder.volume("校務支持規劃方案");
        parts.extend(separator(builder, "全校", "校務支持規劃方案"));
        parts.extend(with_volume(volume, support_plan::parts(builder, plan)));
    }
    for (i, one) in submitted.iter().enumerate() {
        let (number, title) = (words::number(i + 1), words::or_blank(&one.title));
        let volume = builder.volume(&format!("第{number}案　{title}"));
        parts.extend(separator(builder, &format!("第{number}案"), &title));
        parts.extend(with_volume(volume, proposal::parts(builder, one)));
    }
    parts
}

/// 分隔頁, where the print room wants them.
fn separator(builder: &Builder, kind: &str, text: &str) -> Option<Part> {
    builder.input.setup.separators.then(|| Part {
        running_head: None,
        blocks: vec![Block::Separator {
            kind: kind.to_owned(),
            text: text.to_owned(),
        }],
    })
}

/// The volume's title stands over its first chapter.
fn with_volume(volume: Block, mut parts: Vec<Part>) -> Vec<Part> {
    if let Some(first) = parts.first_mut() {
        first.blocks.insert(0, volume);
    }
    parts
}

fn school_blocks(builder: &mut Builder, submitted: &[&Proposal]) -> Vec<Block> {
    let season = builder.input.workspace;
    let plan = &season.school.development_plan;
    let listed = format!(
        "{}　第 {} 頁（{}通過）",
        words::or_blank(&plan.title),
        words::or_blank(&plan.pages),
        words::date(plan.adopted_on)
    );
    let rows = vec![
        ("學校名稱", words::or_blank(&season.school.name)),
        ("學校屬性", words::ownership(season.school.ownership).to_owned()),
        ("期別", words::or_blank(&season.cycle)),
        ("校務發展計畫", listed),
    ];
    let mut blocks = vec![
        builder.chapter("學校基本資料"),
        fields(rows),
        builder.chapter("申請計畫一覽"),
    ];
    let sum = |proposal: &Proposal, fund: Fund| -> Money {
        let lines = proposal.budget.iter().flat_map(|y| &y.lines);
        lines
            .filter(|l| l.fund == Some(fund))
            .filter_map(|l| l.amount)
            .sum()
    };
    let mut table = Vec::new();
    for (i, one) in submitted.iter().enumerate() {
        table.push(Row::body(super::cells([
            (i + 1).to_string(),
            words::or_blank(&one.title),
            builder.type_title(one.proposal_type),
            investigator(builder, one).replace('（', "\n").replace('）', ""),
            sum(one, Fund::Grant).to_string(),
            sum(one, Fund::Matching).to_string(),
        ])));
    }
    let total = |fund: Fund| submitted.iter().map(|p| sum(p, fund)).sum::<Money>().to_string();
    table.push(Row::of(
        RowKind::Total,
        vec![
            Cell::new("合計").over(4).aligned(Align::Right),
            Cell::new(total(Fund::Grant)),
            Cell::new(total(Fund::Matching)),
        ],
    ));
    blocks.push(Block::Table(Table {
        columns: vec![
            super::fixed(28.0, Align::Center),
            super::share(1.4, Align::Left),
            super::fixed(76.0, Align::Left),
            super::share(1.0, Align::Left),
            super::fixed(64.0, Align::Right),
            super::fixed(64.0, Align::Right),
        ],
        head: vec![super::cells([
            "序",
            "計畫名稱",
            "類型",
            "計畫主持人",
            "補助款（元）",
            "配合款（元）",
        ])],
        rows: table,
        ..Table::default()
    }));
    blocks
}
