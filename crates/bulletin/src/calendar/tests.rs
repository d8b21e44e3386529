use super::*;
use usr_desk_workspace::format;

fn season() -> Workspace {
    let file = include_str!("../../../../tests/suite/contract/workspaces/compliant-112-116.json");
    let mut season = format::read(file.as_bytes()).unwrap();
    let activity = |id: &str, first: &str, last: Option<&str>, title: &str| Activity {
        id: id.into(),
        title: title.into(),
        host: "靜宜大學".into(),
        kind: Some(usr_desk_workspace::ActivityKind::Forum),
        starts_on: Date::parse(first),
        ends_on: last.and_then(Date::parse),
        place: "思源樓, 2 樓; 會議廳".into(),
        links: vec!["https://a.tw/x?y=1,2;3".into()],
        schools: Vec::new(),
        participants: Vec::new(),
        note: "第一行\n第二行\\末".into(),
    };
    season.activities = vec![
        activity(
            "a1",
            "2024-05-03",
            Some("2024-05-05"),
            &"很長的活動名稱".repeat(20),
        ),
        activity("活動二", "2024-02-28", None, "一日"),
    ];
    season.milestones = vec![Milestone {
        id: "m1".into(),
        kind: MilestoneKind::Seal,
        title: Default::default(),
        on: Date::parse("2024-06-03"),
        done_on: None,
        note: Default::default(),
    }];
    season
}

#[test]
fn an_entry_keeps_its_uid_while_the_season_is_worked_on() {
    let uids = |season: &Workspace| -> Vec<String> {
        let written = calendar(season, "2024-01-02T03:04:05+08:00").replace("\r\n ", "");
        let uids = written.lines().filter_map(|l| l.strip_prefix("UID:"));
        uids.map(str::to_owned).collect()
    };
    let before = season();
    let mut after = before.clone();
    after.cycle = "第四期（改名）".into();
    after.proposals.clear();
    after.activities[0].title = "改期的活動".into();
    after.activities[0].starts_on = Date::parse("2024-06-01");
    after.milestones[0].on = Date::parse("2024-07-01");
    let moved = |moment: &Moment| Moment::parse(&moment.as_str().replace("T17:00", "T12:00"));
    after.call.deadline = after.call.deadline.as_ref().and_then(moved);
    assert_eq!(uids(&before), uids(&after));
    let mut other = before.clone();
    other.school.name = "別的大學".into();
    assert!(uids(&before).iter().all(|uid| !uids(&other).contains(uid)));
}

#[test]
fn the_file_reads_back_and_is_the_same_each_time() {
    let season = season();
    let written = calendar(&season, "2024-01-02T03:04:05+08:00");
    assert_eq!(written, calendar(&season, "2024-01-02T03:04:05+08:00"));
    // Lines end in CRLF and are no longer than 75 bytes; none is cut inside a character.
    assert!(written.ends_with("END:VCALENDAR\r\n"));
    assert!(
        written
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n')),
        "{written}"
    );
    let unfolded = written.replace("\r\n ", "");
    assert!(unfolded.contains("DTSTAMP:20240101T190405Z\r\n"));
    assert!(
        unfolded.contains("DTSTART;VALUE=DATE:20240503\r\n")
            && unfolded.contains("DTEND;VALUE=DATE:20240506\r\n")
    );
    assert!(
        unfolded.contains("DTEND;VALUE=DATE:20240229\r\n"),
        "a leap day ends a one-day entry"
    );
    assert!(unfolded.contains("LOCATION:思源樓\\, 2 樓\\; 會議廳\r\n"));
    assert!(unfolded.contains("URL:https://a.tw/x?y=1,2;3\r\n"));
    assert!(unfolded.contains("第一行\\n第二行\\\\末"));
    assert!(unfolded.contains("SUMMARY:用印\r\n"));
    let uids: Vec<&str> = unfolded.lines().filter_map(|l| l.strip_prefix("UID:")).collect();
    assert!(uids.iter().all(|u| u.is_ascii() && u.ends_with("@usr-desk")));
    let mut once = uids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), uids.len());
    let back = crate::read(&written, Default::default());
    assert_eq!(back.events.len(), uids.len());
    let first = back.events.iter().find(|e| e.ends_on.is_some()).unwrap();
    assert_eq!(first.title.as_deref(), Some("很長的活動名稱".repeat(20).as_str()));
    assert_eq!(first.starts_on, Date::parse("2024-05-03"));
    assert_eq!(first.ends_on, Date::parse("2024-05-05"));
    assert_eq!(first.place.as_deref(), Some("思源樓, 2 樓; 會議廳"));
    assert_eq!(first.links, ["https://a.tw/x?y=1,2;3"]);
}
