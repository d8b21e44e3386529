//! 聲明及簽章: who has declared what, and boxes to sign in. No announced wording exists: it says so.

use crate::block::{Align, Block, ParagraphKind, Row, Run};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::{Proposal, Role};

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let mut blocks = vec![builder.chapter("聲明及簽章")];
    blocks.push(builder.section(&format!("未兼任他校計畫聲明{}", super::UNSOURCED)));
    blocks.push(declared(builder, proposal));
    blocks.push(builder.section(&format!("計畫內容聲明及簽章{}", super::UNSOURCED)));
    let text = format!(
        "本校提出「{}」，茲聲明本計畫書所載內容均屬實，未以相同內容向其他機關重複申請補助，並同意依{}及相關規定辦理。",
        words::or_blank(&proposal.title),
        builder.edition_title()
    );
    blocks.push(Block::Paragraph {
        runs: vec![Run::plain(text)],
        kind: ParagraphKind::Body,
    });
    blocks.push(Block::Room(8.0));
    blocks.push(seals(&[
        "計畫主持人",
        "承辦單位主管",
        "主（會）計單位主管",
        "校長",
    ]));
    blocks.push(super::note(
        "聲明文字及簽章欄位為本程式預設；公告另有格式時，請以公告為準。",
    ));
    blocks
}

pub(crate) fn seals(names: &[&str]) -> Block {
    Block::SealBoxes(names.iter().map(|name| (*name).to_owned()).collect())
}

fn declared(builder: &Builder, proposal: &Proposal) -> Block {
    let season = builder.input.workspace;
    let investigators = proposal
        .team
        .iter()
        .filter(|m| m.role.is_some_and(Role::is_investigator));
    let rows = investigators.map(|member| {
        let person = member
            .person
            .as_ref()
            .and_then(|id| season.people.iter().find(|p| p.id == *id));
        let declaration = person.and_then(|p| p.other_school_declaration.as_ref());
        let word = match declaration.and_then(|d| d.declared) {
            Some(true) => "○ 已聲明未兼任",
            Some(false) => "× 未能聲明",
            None => "□ 尚未聲明",
        };
        Row::body(super::cells([
            words::role(member.role).to_owned(),
            person.map_or_else(|| words::BLANK.to_owned(), |p| words::or_blank(&p.name)),
            word.to_owned(),
            words::date(declaration.and_then(|d| d.on)),
            String::new(),
        ]))
    });
    let columns = vec![
        super::fixed(80.0, Align::Center),
        super::fixed(80.0, Align::Center),
        super::share(1.0, Align::Left),
        super::fixed(92.0, Align::Center),
        super::fixed(96.0, Align::Center),
    ];
    super::list(
        columns,
        &["角色", "姓名", "聲明", "日期", "簽章"],
        rows.collect(),
        "尚未填寫主持人。",
    )
}
