//! 附件: what is attached, by number, and what became of each file.

use crate::attach::Source;
use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;

/// The chapter, for the attachments of one proposal or (empty) of the school; absent where nothing is attached.
pub(crate) fn blocks(builder: &mut Builder, owner: &str) -> Vec<Block> {
    let rows: Vec<Row> = builder
        .attached
        .iter()
        .filter(|attached| attached.owner == owner)
        .map(|attached| {
            let state = match &attached.source {
                Source::Pages(_, pages) => format!("併入，{} 頁", pages.len()),
                Source::Absent => "另附".to_owned(),
                Source::Refused(why) => format!("× 未併入：{}", why.zh),
            };
            Row::body(super::cells([
                format!("附件{}", attached.number),
                words::or_blank(&attached.title),
                words::or_blank(&attached.kind),
                words::or_blank(&attached.file),
                state,
            ]))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        super::fixed(48.0, Align::Center),
        super::share(1.3, Align::Left),
        super::share(0.9, Align::Left),
        super::share(0.9, Align::Left),
        super::share(1.0, Align::Left),
    ];
    let head = ["編號", "名稱", "種類", "檔案", "說明"];
    let place = match owner {
        "" => super::place(["attachments"]),
        owner => super::place(["proposals", owner, "attachments"]),
    };
    vec![
        Block::From(place),
        builder.chapter("附件清單"),
        super::list(columns, &head, rows, ""),
    ]
}
