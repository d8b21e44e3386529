//! A part that comes back with more than its terms allow: no other's file, comment or attachment is replaced by it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::json;
use std::collections::BTreeMap;
use usr_desk_desk::exchange::Parcel;
use usr_desk_desk::files::sha256;
use usr_desk_desk::practice;
use usr_desk_desk::sections::{TakenBack, Terms, hand_out, take_back};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::{Comment, Workspace};

const OWN: &str = "attachments/mou.pdf";
const ANOTHERS: &str = "attachments/other.pdf";

/// The first proposal has a file that is here, the second names one that is not.
fn season() -> Workspace {
    let mut season = practice::season();
    for (n, file) in [OWN, ANOTHERS].into_iter().enumerate() {
        let attached = json!({"id": format!("x{n}"), "kind": "其他", "title": "合作備忘錄", "file": file});
        let list = &mut season.proposals[n].attachments;
        list.push(serde_json::from_value(attached).unwrap());
    }
    season
}

fn part(season: &Workspace, purpose: Purpose, may_edit: Vec<Chapter>) -> Parcel {
    let terms = Terms {
        proposal: season.proposals[0].id.as_str(),
        to: "王老師",
        by: "承辦人",
        on: "2026-03-02T09:00:00+08:00",
        purpose,
        may_edit,
    };
    hand_out(season, vec![(OWN.to_owned(), b"%PDF ours".to_vec())], terms).unwrap()
}

fn taken(season: &Workspace, part: &Parcel) -> Result<TakenBack, String> {
    let held = |name: &str| (name == OWN).then(|| sha256(b"%PDF ours"));
    take_back(season, &held, part, &BTreeMap::new()).map_err(|e| e.to_string())
}

#[test]
fn bytes_come_back_only_where_the_attachments_were_handed_out() {
    let season = season();
    let rest = Chapter::all().into_iter().filter(|c| *c != Chapter::Cooperation);
    for (purpose, may_edit, comes) in [
        (Purpose::Section, Chapter::all(), true),
        (Purpose::Section, rest.collect(), false),
        (Purpose::Review, Vec::new(), false),
    ] {
        let mut part = part(&season, purpose, may_edit);
        let same = taken(&season, &part).unwrap();
        assert!(same.files.is_empty() && same.refused.is_empty());
        part.attachments[0].1 = b"%PDF theirs".to_vec();
        let back = taken(&season, &part).unwrap();
        assert_eq!(!back.files.is_empty(), comes, "{purpose:?}");
        let named: Vec<&str> = back.refused.iter().map(|c| c.path.as_str()).collect();
        let refused = if comes {
            Vec::new()
        } else {
            vec!["/files/attachments~1mou.pdf"]
        };
        assert_eq!(named, refused, "{purpose:?}");
    }
}

#[test]
fn nobody_brings_the_file_that_another_proposal_lacks() {
    let season = season();
    let mut part = part(&season, Purpose::Section, Chapter::all());
    part.attachments
        .push((ANOTHERS.to_owned(), b"%PDF planted".to_vec()));
    assert!(taken(&season, &part).unwrap().files.is_empty());
}

#[test]
fn a_comment_with_the_id_of_anothers_is_refused() {
    let mut season = season();
    let comment = |proposal: usize, season: &Workspace, text: &str| -> Comment {
        let path = format!("/proposals/{}/title", season.proposals[proposal].id);
        serde_json::from_value(json!({"id": "k1", "kind": "finance", "path": path, "text": text})).unwrap()
    };
    season.comments = vec![comment(1, &season, "別人的意見")];
    let mut part = part(&season, Purpose::Review, Vec::new());
    part.season.comments = vec![comment(0, &season, "蓋掉它")];
    let said = taken(&season, &part).err().unwrap();
    assert!(said.contains("「k1」") && said.contains("沒有併入"), "{said}");
}
