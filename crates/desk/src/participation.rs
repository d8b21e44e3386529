//! 活動參與紀錄 as a paper of its own, for the annual report and the files of the office; the packet has a chapter of it.

use crate::papers::{blank, table};
use usr_desk_bulletin::evidence::{ParticipationRow, participation};
use usr_desk_bulletin::kind;
use usr_desk_packet::Paper;
use usr_desk_workspace::{Date, Workspace};

/// Who took part in what, by day; of one proposal, or of all.
pub(crate) fn paper(season: &Workspace, proposal: Option<&str>) -> Paper {
    let rows = participation(season, proposal);
    let title = season
        .proposals
        .iter()
        .find(|p| Some(p.id.as_str()) == proposal)
        .map(|p| format!("計畫：{}", p.title.trim()));
    let count = format!("共 {} 筆", rows.len());
    Paper {
        title: "活動參與紀錄".to_owned(),
        facts: title.into_iter().chain([count]).collect(),
        tables: vec![table(
            "",
            &[
                ("日期", 2.0, false),
                ("活動", 2.6, false),
                ("主辦", 1.5, false),
                ("參與者", 1.0, false),
                ("所屬計畫", 1.6, false),
                ("參與證明", 1.1, false),
            ],
            rows.iter().map(cells).collect(),
            "還沒有參與紀錄。",
        )],
        note: "依「活動與時程」所登錄的參與紀錄；格式為預設，非公告。".to_owned(),
        ..blank()
    }
}

fn cells(row: &ParticipationRow) -> Vec<String> {
    let day = |day: Option<Date>| day.map(|d| d.in_roc());
    let last = row.ends_on.filter(|last| Some(*last) != row.starts_on);
    let days = [day(row.starts_on), day(last)].into_iter().flatten();
    let kind = row.kind.map(kind::words);
    let activity = [Some(row.title.as_str()), kind].into_iter().flatten();
    let or_dash = |text: &str| {
        if text.is_empty() {
            "－".to_owned()
        } else {
            text.to_owned()
        }
    };
    vec![
        or_dash(&days.collect::<Vec<_>>().join("\n至 ")),
        or_dash(&activity.collect::<Vec<_>>().join("\n")),
        or_dash(&row.host),
        or_dash(&row.person),
        or_dash(&row.proposal),
        or_dash(&row.certificate),
    ]
}
