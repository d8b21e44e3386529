//! 合作與交流: agreements, events, partners; absent where the proposal has none.

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::Proposal;

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    if proposal.agreements.is_empty() && proposal.events.is_empty() && proposal.partners.is_empty() {
        return Vec::new();
    }
    let from = |field: &str| Block::From(super::place(["proposals", proposal.id.as_str(), field]));
    let mut blocks = vec![builder.chapter("合作與交流")];
    if !proposal.agreements.is_empty() {
        blocks.push(from("agreements"));
        blocks.push(builder.section("國際合作備忘錄及協議"));
        blocks.push(from("agreements"));
        blocks.push(agreements(proposal));
    }
    if !proposal.events.is_empty() {
        blocks.push(from("events"));
        blocks.push(builder.section("跨校、跨社群活動及培力工作坊"));
        blocks.push(from("events"));
        blocks.push(events(proposal));
    }
    if !proposal.partners.is_empty() {
        blocks.push(from("partners"));
        blocks.push(builder.section("合作單位"));
        let rows = proposal.partners.iter().enumerate().map(|(i, partner)| {
            let kind = words::or_blank(words::partner(partner.kind.trim()));
            Row::body(super::cells([
                (i + 1).to_string(),
                words::or_blank(&partner.name),
                kind,
            ]))
        });
        let columns = vec![
            super::fixed(28.0, Align::Center),
            super::share(2.0, Align::Left),
            super::share(1.0, Align::Left),
        ];
        blocks.push(from("partners"));
        blocks.push(super::list(columns, &["序", "名稱", "性質"], rows.collect(), ""));
    }
    blocks
}

fn agreements(proposal: &Proposal) -> Block {
    let rows = proposal.agreements.iter().enumerate().map(|(i, agreement)| {
        let covers = match agreement.covers_plan {
            Some(true) => "是",
            Some(false) => "否",
            None => words::BLANK,
        };
        Row::body(super::cells([
            (i + 1).to_string(),
            words::agreement(agreement.kind).to_owned(),
            format!(
                "{}\n{}　{}",
                words::or_blank(&agreement.party),
                words::party(agreement.party_kind),
                agreement.country.trim()
            ),
            format!(
                "{}簽署\n{}到期",
                words::date(agreement.signed_on),
                words::date(agreement.expires_on)
            ),
            words::signed_by(agreement.signed_by).to_owned(),
            covers.to_owned(),
        ]))
    });
    let columns = vec![
        super::fixed(28.0, Align::Center),
        super::fixed(68.0, Align::Center),
        super::share(1.0, Align::Left),
        super::fixed(100.0, Align::Left),
        super::fixed(44.0, Align::Center),
        super::fixed(52.0, Align::Center),
    ];
    super::list(
        columns,
        &["序", "文件", "簽署對象", "效期", "層級", "涵蓋計畫"],
        rows.collect(),
        "",
    )
}

fn events(proposal: &Proposal) -> Block {
    let rows = proposal.events.iter().enumerate().map(|(i, event)| {
        let schools: Vec<&str> = event
            .schools
            .iter()
            .filter_map(|school| school.filled())
            .collect();
        Row::body(super::cells([
            (i + 1).to_string(),
            event
                .year
                .map_or_else(|| words::BLANK.to_owned(), |year| year.to_string()),
            words::event(event.kind).to_owned(),
            words::or_blank(&event.title),
            words::or_blank(&schools.join("、")),
        ]))
    });
    let columns = vec![
        super::fixed(28.0, Align::Center),
        super::fixed(40.0, Align::Center),
        super::fixed(68.0, Align::Center),
        super::share(1.0, Align::Left),
        super::share(1.3, Align::Left),
    ];
    super::list(
        columns,
        &["序", "年度", "性質", "名稱", "參與學校"],
        rows.collect(),
        "",
    )
}
