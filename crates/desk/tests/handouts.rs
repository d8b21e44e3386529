//! A coordinator's library and an investigator's: a part goes out, is filled in within its terms, comes back and is merged.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place};
use usr_desk_workspace::handout::{Chapter, Purpose};
use usr_desk_workspace::merge::Choice;
use usr_desk_workspace::{Edit, FieldPath};

struct Person {
    desk: Desk,
    folder: tempfile::TempDir,
}

impl Person {
    fn new(name: &str) -> Person {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(Place {
            library: folder.path().join("library"),
            fonts: Vec::new(),
            packs: Vec::new(),
            worker: None,
            clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
            progress: Arc::new(|_| {}),
        })
        .unwrap();
        let settings = Settings {
            author: name.to_owned(),
            ..Settings::default()
        };
        desk.handle(Request::SetSettings(settings)).unwrap();
        Person { desk, folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn view(&self, request: Request) -> View {
        match self.desk.handle(request).unwrap() {
            Response::Opened(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn refused(&self, request: Request) -> String {
        self.desk.handle(request).unwrap_err().message
    }

    fn set(&self, season: &str, path: &str, value: serde_json::Value) -> Result<Response, Failure> {
        let base = self
            .view(Request::Open {
                season: season.to_owned(),
            })
            .revision;
        self.desk.handle(Request::Edit {
            season: season.to_owned(),
            base,
            edit: Edit::Set {
                path: FieldPath::new(path),
                value,
            },
            typing: false,
            names: None,
        })
    }

    fn opens(&self, path: &Path) -> View {
        self.view(Request::ImportSeason {
            ticket: self.desk.offer(path.to_owned()),
        })
    }

    fn saves(&self, season: &str, name: &str) -> PathBuf {
        let path = self.file(name);
        let ticket = self.desk.destination(path.clone());
        self.desk
            .handle(Request::ExportSeason {
                season: season.to_owned(),
                ticket,
                passphrase: None,
            })
            .unwrap();
        path
    }

    fn hands_out(&self, view: &View, proposal: &str, purpose: Purpose, may_edit: Vec<Chapter>) -> PathBuf {
        let path = self.file(&format!("{proposal}.usrdesk-part"));
        let new = NewHandout {
            season: view.season.id.clone(),
            proposal: proposal.to_owned(),
            to: "王老師".to_owned(),
            purpose,
            may_edit,
            ticket: self.desk.destination(path.clone()),
            passphrase: None,
        };
        self.desk.handle(Request::HandOut(new)).unwrap();
        path
    }

    fn plans(&self, season: &str, path: &Path) -> MergePlan {
        let ticket = self.desk.offer(path.to_owned());
        match self
            .desk
            .handle(Request::PlanMerge {
                season: season.to_owned(),
                ticket,
            })
            .unwrap()
        {
            Response::MergePlanned(plan) => plan,
            other => panic!("{other:?}"),
        }
    }

    fn handouts(&self, season: &str) -> Vec<HandoutCard> {
        match self
            .desk
            .handle(Request::Handouts {
                season: season.to_owned(),
            })
            .unwrap()
        {
            Response::Handouts(cards) => cards,
            other => panic!("{other:?}"),
        }
    }
}

fn merge(season: &str, plan: &MergePlan, choices: BTreeMap<FieldPath, Choice>) -> Request {
    Request::ApplyMerge {
        season: season.to_owned(),
        base: plan.base,
        plan: plan.plan.clone(),
        choices,
    }
}

#[test]
fn a_part_goes_out_is_filled_in_and_comes_back_as_one_step() {
    let (office, teacher) = (Person::new("承辦人"), Person::new("王老師"));
    let season = office.view(Request::Practice);
    let id = season.season.id.as_str();
    let proposal = season.workspace["proposals"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let line = season.workspace["proposals"][0]["budget"][0]["lines"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let year = season.workspace["proposals"][0]["budget"][0]["year"].to_string();
    let amount = format!("/proposals/{proposal}/budget/{year}/lines/{line}/amount");
    let title = format!("/proposals/{proposal}/title");
    let out = office.hands_out(
        &season,
        &proposal,
        Purpose::Section,
        vec![Chapter::Basics, Chapter::Budget],
    );
    let records = office.handouts(id);
    assert_eq!(
        (records.len(), records[0].to.as_str(), &records[0].back_at),
        (1, "王老師", &None)
    );

    let part = teacher.opens(&out);
    let card = part.part.clone().unwrap();
    assert_eq!((card.by.as_str(), card.to.as_str()), ("承辦人", "王老師"));
    assert_eq!(part.workspace["proposals"].as_array().unwrap().len(), 1);
    assert!(
        part.findings
            .iter()
            .all(|f| f.proposal.as_ref() == Some(&proposal))
    );
    let pid = part.season.id.as_str();
    teacher.set(pid, &title, "主持人的題目".into()).unwrap();
    teacher.set(pid, &amount, "132000".into()).unwrap();
    let said = teacher
        .set(pid, "/school/name", "別校".into())
        .unwrap_err()
        .message;
    assert!(said.contains("不在交給你填寫的範圍"), "{said}");
    assert!(
        teacher
            .set(pid, &format!("/proposals/{proposal}/submit"), false.into())
            .is_err()
    );
    let back = teacher.saves(pid, "back.usrdesk-part");

    // The office goes on meanwhile.
    office.set(id, &amount, "122000".into()).unwrap();
    let plan = office.plans(id, &back);
    let before = office.view(Request::Open {
        season: id.to_owned(),
    });
    assert_eq!(plan.base, before.revision);
    assert_eq!(
        (plan.taken.len(), plan.conflicts.len(), plan.refused.len()),
        (1, 1, 0)
    );
    let conflict = &plan.conflicts[0];
    assert_eq!(conflict.ours, Some("122000".into()), "amounts cross as strings");
    assert_eq!(conflict.theirs, Some("132000".into()));
    assert_eq!(conflict.ours_by.as_deref(), Some("承辦人"));
    assert!(
        office
            .refused(merge(id, &plan, BTreeMap::new()))
            .contains("還有 1 處衝突")
    );
    let choices = BTreeMap::from([(FieldPath::new(&amount), Choice::Value("125000".into()))]);
    let weigh = Request::WeighMerge {
        season: id.to_owned(),
        plan: plan.plan.clone(),
        choices: choices.clone(),
    };
    let Response::MergeWeighed(weighed) = office.desk.handle(weigh).unwrap() else {
        panic!()
    };
    assert_eq!(weighed.open, 0);
    let merged = office.view(merge(id, &plan, choices));
    assert_eq!(merged.workspace["proposals"][0]["title"], "主持人的題目");
    assert_eq!(
        merged.workspace["proposals"][0]["budget"][0]["lines"][0]["amount"],
        "125000"
    );
    assert!(merged.steps.undo.as_ref().is_some_and(
        |step| step.zh.starts_with("併入王老師交回的") && step.en.ends_with(" back from 王老師")
    ));
    assert!(office.handouts(id)[0].back_at.is_some());

    // What was shown is what is compared, and one undo takes all of it back.
    let compared = Request::Compare {
        season: id.to_owned(),
        from: before.revision,
        to: None,
    };
    let Response::Compared(comparison) = office.desk.handle(compared).unwrap() else {
        panic!()
    };
    let places: Vec<&str> = comparison.changes.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(places, [title.as_str(), amount.as_str()]);
    let undone = office.view(Request::Undo {
        season: id.to_owned(),
        base: merged.revision,
    });
    assert_eq!(undone.workspace, before.workspace);
    assert!(
        office.refused(merge(id, &plan, BTreeMap::new())).contains("衝突"),
        "shown for this very state"
    );
}

#[test]
fn the_accounting_office_comments_and_changes_nothing() {
    let (office, accounting) = (Person::new("承辦人"), Person::new("主計室"));
    let season = office.view(Request::Practice);
    let id = season.season.id.as_str();
    let proposal = season.workspace["proposals"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let out = office.hands_out(&season, &proposal, Purpose::Review, Vec::new());
    let review = accounting.opens(&out);
    let rid = review.season.id.as_str();
    let said = accounting
        .set(rid, &format!("/proposals/{proposal}/title"), "改".into())
        .unwrap_err()
        .message;
    assert!(said.contains("只能加註意見"), "{said}");
    let comment = serde_json::json!({
        "id": "k1", "kind": "finance", "path": format!("/proposals/{proposal}/budget"), "text": "單價依據為何？", "by": "主計室"
    });
    accounting
        .set(rid, "/comments", serde_json::json!([comment]))
        .unwrap();
    let back = accounting.saves(rid, "back.usrdesk-part");
    let plan = office.plans(id, &back);
    assert!(plan.conflicts.is_empty() && plan.refused.is_empty());
    let merged = office.view(merge(id, &plan, BTreeMap::new()));
    assert_eq!(merged.workspace["comments"][0]["text"], "單價依據為何？");
}

#[test]
fn what_is_no_part_is_refused_and_a_part_is_no_place_to_merge_into() {
    let (office, teacher) = (Person::new("承辦人"), Person::new("王老師"));
    let season = office.view(Request::Practice);
    let id = season.season.id.as_str();
    let whole = office.saves(id, "whole.usrdesk");
    let ticket = office.desk.offer(whole);
    assert!(
        office
            .refused(Request::PlanMerge {
                season: id.to_owned(),
                ticket
            })
            .contains("不是分工檔")
    );
    let proposal = season.workspace["proposals"][0]["id"].as_str().unwrap();
    let out = office.hands_out(&season, proposal, Purpose::Section, Chapter::all());
    let part = teacher.opens(&out);
    let ticket = teacher.desk.offer(out);
    let into = part.season.id.clone();
    assert!(
        teacher
            .refused(Request::PlanMerge { season: into, ticket })
            .contains("就是分工檔")
    );
}

#[test]
fn a_locked_part_asks_for_its_passphrase_and_a_wrong_one_changes_nothing() {
    let office = Person::new("承辦人");
    let season = office.view(Request::Practice);
    let proposal = season.workspace["proposals"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = office.file("鎖上.usrdesk-part");
    let handed = |name: &str, typed: &str| {
        office.desk.handle(Request::HandOut(NewHandout {
            season: season.season.id.clone(),
            proposal: proposal.clone(),
            to: "王老師".to_owned(),
            purpose: Purpose::Section,
            may_edit: Chapter::all(),
            ticket: office.desk.destination(office.file(name)),
            passphrase: Some(Passphrase::new(typed)),
        }))
    };
    // Too short: no file, and nobody is said to hold one.
    assert!(
        handed("鎖上.usrdesk-part", "短")
            .unwrap_err()
            .message
            .contains("至少要 8 個字")
    );
    assert!(!path.exists() && office.handouts(&season.season.id).is_empty());
    handed("鎖上.usrdesk-part", "海邊 五隻 貓頭鷹").unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));

    let teacher = Person::new("王老師");
    let ticket = teacher.desk.offer(path.clone());
    let locked = |request: Request| {
        let failure = teacher.desk.handle(request).unwrap_err();
        assert_eq!(failure.code, Code::Locked, "{}", failure.message);
    };
    locked(Request::ImportSeason {
        ticket: ticket.clone(),
    });
    locked(Request::Identify {
        ticket: ticket.clone(),
    });
    let unlock = |typed: &str| {
        teacher.desk.handle(Request::Unlock {
            ticket: ticket.clone(),
            passphrase: Passphrase::new(typed),
        })
    };
    let wrong = unlock("海邊 五隻 貓頭鷲").unwrap_err();
    assert!(
        wrong.code == Code::Refused && wrong.message.contains("通行碼不對"),
        "{wrong:?}"
    );
    let Response::Library(seasons) = teacher.desk.handle(Request::Library).unwrap() else {
        panic!("seasons");
    };
    assert!(seasons.is_empty());
    let Response::Staged(open) = unlock("海邊 五隻 貓頭鷹").unwrap() else {
        panic!("a ticket");
    };
    let part = teacher.view(Request::ImportSeason { ticket: open });
    teacher
        .set(
            &part.season.id,
            &format!("/proposals/{proposal}/title"),
            "主持人改的".into(),
        )
        .unwrap();
    // Sent back locked with another one, shown and merged here.
    let back = teacher.file("交回.usrdesk-part");
    teacher
        .desk
        .handle(Request::ExportSeason {
            season: part.season.id.clone(),
            ticket: teacher.desk.destination(back.clone()),
            passphrase: Some(Passphrase::new("another passphrase")),
        })
        .unwrap();
    let ticket = office.desk.offer(back);
    let refused = office.desk.handle(Request::PlanMerge {
        season: season.season.id.clone(),
        ticket: ticket.clone(),
    });
    assert_eq!(refused.unwrap_err().code, Code::Locked);
    let Response::Staged(open) = office
        .desk
        .handle(Request::Unlock {
            ticket,
            passphrase: Passphrase::new("another passphrase"),
        })
        .unwrap()
    else {
        panic!("a ticket");
    };
    let planned = office.desk.handle(Request::PlanMerge {
        season: season.season.id.clone(),
        ticket: open,
    });
    let Ok(Response::MergePlanned(plan)) = planned else {
        panic!("{planned:?}");
    };
    assert_eq!(plan.taken.len(), 1);
    // A whole season as a backup, locked; a .json lies open and cannot be.
    let save = |name: &str| {
        office.desk.handle(Request::ExportSeason {
            season: season.season.id.clone(),
            ticket: office.desk.destination(office.file(name)),
            passphrase: Some(Passphrase::new("another passphrase")),
        })
    };
    save("備份.usrdesk").unwrap();
    assert!(
        std::fs::read(office.file("備份.usrdesk"))
            .unwrap()
            .starts_with(b"age-encryption.org")
    );
    assert!(save("備份.json").unwrap_err().message.contains("不能加通行碼"));
    assert!(!office.file("備份.json").exists());
}
