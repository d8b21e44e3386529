//! 附件: what is attached, by number.

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::Attachment;

/// The chapter; absent where nothing is attached.
pub(crate) fn blocks(builder: &mut Builder, attachments: &[Attachment]) -> Vec<Block> {
    if attachments.is_empty() {
        return Vec::new();
    }
    let rows = attachments.iter().enumerate().map(|(i, attachment)| {
        Row::body(super::cells([
            format!("附件{}", i + 1),
            words::or_blank(&attachment.title),
            words::or_blank(&attachment.kind),
            words::or_blank(&attachment.file),
        ]))
    });
    let columns = vec![
        super::fixed(52.0, Align::Center),
        super::share(1.4, Align::Left),
        super::share(1.0, Align::Left),
        super::share(1.0, Align::Left),
    ];
    vec![
        builder.chapter("附件清單"),
        super::list(columns, &["編號", "名稱", "種類", "檔案"], rows.collect(), ""),
    ]
}
