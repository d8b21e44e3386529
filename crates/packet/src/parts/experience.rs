//! 曾執行計畫 (過往執行經驗).

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::Proposal;

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let season = builder.input.workspace;
    let rows = proposal.past_projects.iter().enumerate().map(|(i, project)| {
        let person = project
            .person
            .as_ref()
            .and_then(|id| season.people.iter().find(|p| p.id == *id));
        let name = person.map_or_else(|| words::BLANK.to_owned(), |p| words::or_blank(&p.name));
        Row::body(super::cells([
            (i + 1).to_string(),
            words::or_blank(&project.title),
            words::program(project.program).to_owned(),
            format!(
                "{}\n至{}",
                words::date(project.starts_on),
                words::date(project.ends_on)
            ),
            format!("{name}\n{}", words::role(project.role)),
            words::or_blank(&project.evidence),
        ]))
    });
    let columns = vec![
        super::fixed(28.0, Align::Center),
        super::share(1.5, Align::Left),
        super::share(1.0, Align::Left),
        super::fixed(88.0, Align::Left),
        super::fixed(70.0, Align::Left),
        super::fixed(72.0, Align::Left),
    ];
    let head = ["序", "計畫名稱", "計畫類別", "執行期間", "執行人／角色", "佐證"];
    let place = super::place(["proposals", proposal.id.as_str(), "past_projects"]);
    vec![
        Block::From(place.clone()),
        builder.chapter("過往執行經驗"),
        Block::From(place),
        super::list(columns, &head, rows.collect(), "尚未填寫曾執行計畫。"),
    ]
}
