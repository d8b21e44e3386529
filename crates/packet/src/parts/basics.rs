//! 基本資料: what the first page of a proposal says.

use crate::block::{Align, Block, Row, Table};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::{Contact, Person, Proposal, Role, Text};

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let season = builder.input.workspace;
    let people = |role: Role| -> Vec<&Person> {
        let ids = proposal
            .team
            .iter()
            .filter(|m| m.role == Some(role))
            .filter_map(|m| m.person.as_ref());
        ids.filter_map(|id| season.people.iter().find(|p| p.id == *id))
            .collect()
    };
    let named = |role: Role| -> String {
        let lines: Vec<String> = people(role).into_iter().map(introduced).collect();
        if lines.is_empty() {
            "無".to_owned()
        } else {
            lines.join("\n")
        }
    };
    let mut rows = vec![
        ("學校名稱", words::or_blank(&season.school.name)),
        ("計畫名稱", words::or_blank(&proposal.title)),
        ("適用要點", builder.edition_title()),
        ("期別", words::or_blank(&season.cycle)),
        ("計畫類型", builder.type_title(proposal.proposal_type)),
        (
            "計畫期程",
            format!(
                "{}至{}",
                words::date(proposal.starts_on),
                words::date(proposal.ends_on)
            ),
        ),
    ];
    if let Some(topic) = proposal.topic {
        rows.push(("提案主題", words::topic(topic).to_owned()));
    }
    let goals: Vec<String> = proposal
        .sdgs
        .iter()
        .map(|n| format!("SDG {n} {}", words::goal(*n)))
        .collect();
    rows.push(("SDGs 關聯議題", words::or_blank(&goals.join("、"))));
    rows.push(("計畫主持人", named(Role::PrincipalInvestigator)));
    rows.push(("共同主持人", named(Role::CoPrincipalInvestigator)));
    rows.push(("協同主持人", named(Role::AssociateInvestigator)));
    rows.push(("主持人擇定依據", words::or_blank(&proposal.pi_selection_basis)));
    let partners: Vec<&str> = proposal.partners.iter().filter_map(|p| p.name.filled()).collect();
    if !partners.is_empty() {
        rows.push(("合作單位", partners.join("、")));
    }
    rows.push(("計畫總經費", total(proposal)));
    let place = super::place(["proposals", proposal.id.as_str()]);
    let mut blocks = vec![
        Block::From(place.clone()),
        builder.chapter("基本資料表"),
        Block::From(place.clone()),
        super::fields(rows),
    ];
    if !proposal.sites.is_empty() {
        blocks.push(Block::From(place.then("sites")));
        blocks.push(sites(proposal));
    }
    let contacts: Vec<&Contact> = proposal.contacts.iter().chain(&season.school.contacts).collect();
    if !contacts.is_empty() {
        blocks.push(Block::From(place.then("contacts")));
        blocks.push(self::contacts(builder, &contacts));
    }
    blocks
}

/// 實踐場域.
fn sites(proposal: &Proposal) -> Block {
    let rows = proposal.sites.iter().enumerate().map(|(i, site)| {
        Row::body(super::cells([
            (i + 1).to_string(),
            words::or_blank(&site.county),
            words::or_blank(&site.township),
            words::or_blank(&site.name),
            site.note.trim().to_owned(),
        ]))
    });
    Block::Table(Table {
        caption: Some("實踐場域".to_owned()),
        columns: vec![
            super::fixed(28.0, Align::Center),
            super::fixed(64.0, Align::Left),
            super::fixed(64.0, Align::Left),
            super::share(1.0, Align::Left),
            super::share(1.2, Align::Left),
        ],
        head: vec![super::cells(["序", "縣市", "鄉鎮市區", "場域名稱", "說明"])],
        rows: rows.collect(),
        ..Table::default()
    })
}

/// 聯絡人: of the proposal, then of the school; what the roster knows fills in what was not typed.
fn contacts(builder: &Builder, contacts: &[&Contact]) -> Block {
    let people = &builder.input.workspace.people;
    let rows = contacts.iter().map(|contact| {
        let person = contact
            .person
            .as_ref()
            .and_then(|id| people.iter().find(|p| p.id == *id));
        let known = |own: &Text, of: fn(&Person) -> &Text| -> String {
            let text = own.filled().or_else(|| person.and_then(|p| of(p).filled()));
            words::or_blank(text.unwrap_or_default())
        };
        Row::body(super::cells([
            words::or_blank(&contact.duty),
            known(&contact.name, |p| &p.name),
            known(&contact.title, |p| &p.title),
            words::or_blank(&contact.phone),
            known(&contact.email, |p| &p.email),
        ]))
    });
    Block::Table(Table {
        caption: Some("聯絡人".to_owned()),
        columns: vec![
            super::fixed(80.0, Align::Left),
            super::fixed(70.0, Align::Left),
            super::fixed(76.0, Align::Left),
            super::share(1.0, Align::Left),
            super::share(1.3, Align::Left),
        ],
        head: vec![super::cells(["職責", "姓名", "職稱", "電話", "電子信箱"])],
        rows: rows.collect(),
        ..Table::default()
    })
}

/// Name, unit and title, address.
fn introduced(person: &Person) -> String {
    let parts = [&person.affiliation, &person.department, &person.title];
    let place: Vec<&str> = parts.into_iter().filter_map(|text| text.filled()).collect();
    let mut line = words::or_blank(&person.name);
    if !place.is_empty() {
        line = format!("{line}（{}）", place.join(" "));
    }
    match person.email.filled() {
        Some(email) => format!("{line}　{email}"),
        None => line,
    }
}

/// All years, all funds.
fn total(proposal: &Proposal) -> String {
    let lines = proposal.budget.iter().flat_map(|year| &year.lines);
    let total: usr_desk_workspace::Money = lines.filter_map(|line| line.amount).sum();
    format!(
        "新臺幣 {total} 元（{} 個年度，含補助款、配合款及外部資源）",
        proposal.budget.len()
    )
}
