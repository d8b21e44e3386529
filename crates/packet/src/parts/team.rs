//! 計畫團隊.

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::{Executive, Proposal};

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let season = builder.input.workspace;
    let mut members: Vec<_> = proposal.team.iter().collect();
    members.sort_by_key(|m| m.role.map_or(u8::MAX, |r| r as u8));
    let rows = members.into_iter().enumerate().map(|(i, member)| {
        let person = member
            .person
            .as_ref()
            .and_then(|id| season.people.iter().find(|p| p.id == *id));
        let text = |f: fn(&usr_desk_workspace::Person) -> &str| {
            person.map_or_else(|| words::BLANK.to_owned(), |p| words::or_blank(f(p)))
        };
        let mut title = text(|p| &p.title);
        match person.and_then(|p| p.executive) {
            Some(Executive::President) => title.push_str("（校長）"),
            Some(Executive::VicePresident) => title.push_str("（副校長）"),
            None => {}
        }
        Row::body(super::cells([
            (i + 1).to_string(),
            words::role(member.role).to_owned(),
            text(|p| &p.name),
            text(|p| &p.affiliation),
            text(|p| &p.department),
            title,
        ]))
    });
    let columns = vec![
        super::fixed(28.0, Align::Center),
        super::fixed(72.0, Align::Center),
        super::fixed(66.0, Align::Center),
        super::share(1.2, Align::Left),
        super::share(1.2, Align::Left),
        super::share(1.0, Align::Left),
    ];
    let head = ["序", "角色", "姓名", "服務機關", "單位", "職稱"];
    let place = super::place(["proposals", proposal.id.as_str(), "team"]);
    vec![
        Block::From(place.clone()),
        builder.chapter("計畫團隊"),
        Block::From(place),
        super::list(columns, &head, rows.collect(), "尚未填寫團隊成員。"),
    ]
}
