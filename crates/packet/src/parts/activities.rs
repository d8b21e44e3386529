//! 活動參與紀錄: activities of the season's calendar in which this proposal takes part; absent where there are none.

use crate::block::{Align, Block, Row};
use crate::outline::Builder;
use crate::words;
use usr_desk_workspace::{Activity, Proposal};

/// The chapter.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let season = builder.input.workspace;
    let takes_part = |activity: &&Activity| {
        let mut participants = activity.participants.iter();
        participants.any(|p| p.proposal.as_ref() == Some(&proposal.id))
    };
    let mut activities: Vec<&Activity> = season.activities.iter().filter(takes_part).collect();
    activities.sort_by_key(|activity| activity.starts_on);
    let rows: Vec<Row> = activities
        .into_iter()
        .enumerate()
        .map(|(i, activity)| {
            let who = activity
                .participants
                .iter()
                .filter(|p| p.proposal.as_ref() == Some(&proposal.id));
            let names: Vec<String> = who
                .filter_map(|p| p.person.as_ref())
                .filter_map(|id| season.people.iter().find(|p| p.id == *id))
                .map(|person| words::or_blank(&person.name))
                .collect();
            let mut days = words::date(activity.starts_on);
            if let Some(last) = activity.ends_on.filter(|last| Some(*last) != activity.starts_on) {
                days = format!("{days}\n至{}", words::date(Some(last)));
            }
            let cells = super::cells([
                (i + 1).to_string(),
                days,
                words::activity(activity.kind).to_owned(),
                words::or_blank(&activity.title),
                format!("{}\n{}", activity.host.trim(), activity.place.trim())
                    .trim()
                    .to_owned(),
                words::or_blank(&names.join("、")),
            ]);
            Row::body(cells).from(super::place(["activities", activity.id.as_str()]))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        super::fixed(28.0, Align::Center),
        super::fixed(88.0, Align::Left),
        super::fixed(64.0, Align::Center),
        super::share(1.3, Align::Left),
        super::share(1.0, Align::Left),
        super::fixed(76.0, Align::Left),
    ];
    let head = ["序", "日期", "性質", "活動名稱", "主辦學校／地點", "本校參與人員"];
    vec![
        builder.chapter("活動參與紀錄"),
        super::list(columns, &head, rows, ""),
    ]
}
