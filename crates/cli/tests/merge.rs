//! A part handed out, filled in, mailed back and merged, as two people at two command lines do it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const COMPLIANT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/suite/contract/workspaces/compliant-112-116.json"
);
const AMOUNT: &str = "/proposals/0/budget/0/lines/4/amount";

struct Office(tempfile::TempDir);

impl Office {
    /// A season, with proposal a handed out.
    fn new() -> Office {
        let office = Office(tempfile::tempdir().unwrap());
        std::fs::copy(COMPLIANT, office.at("season.json")).unwrap();
        let done = office.run(&[
            "handout",
            "season.json",
            "--proposal",
            "a",
            "--to",
            "王大明",
            "-o",
            "a.usrdesk-part",
        ]);
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        office
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_usr-desk"))
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.at(name)).unwrap()).unwrap()
    }

    fn change(&self, name: &str, changes: &[(&str, Value)]) {
        let mut value = self.json(name);
        for (pointer, new) in changes {
            *value.pointer_mut(pointer).unwrap() = new.clone();
        }
        std::fs::write(self.at(name), serde_json::to_vec(&value).unwrap()).unwrap();
    }

    /// The investigator's work on the part, as JSON, and back.
    fn fill_in(&self, changes: &[(&str, Value)]) {
        self.done(&["convert", "a.usrdesk-part", "a.json"]);
        self.change("a.json", changes);
        self.done(&["convert", "a.json", "back.usrdesk-part"]);
    }
}

#[test]
fn a_part_goes_out_comes_back_and_is_taken() {
    let office = Office::new();
    office.done(&["convert", "a.usrdesk-part", "a.json"]);
    let part = office.json("a.json");
    assert_eq!(part["handout"]["to"], "王大明");
    assert_eq!(part["proposals"].as_array().unwrap().len(), 1);
    assert!(!part.to_string().contains("李小華"), "another proposal's member");
    office.done(&["check", "a.usrdesk-part"]);

    office.fill_in(&[("/proposals/0/title", json!("主持人的題目"))]);
    // The office went on meanwhile.
    office.change("season.json", &[("/proposals/1/title", json!("乙案新題"))]);
    let told: Value =
        serde_json::from_str(&office.done(&["merge", "season.json", "back.usrdesk-part", "--json"])).unwrap();
    assert_eq!(told["merged"], true);
    assert_eq!(told["changes"][0]["path"], "/proposals/a/title");
    let season = office.json("season.json");
    assert_eq!(season["proposals"][0]["title"], "主持人的題目");
    assert_eq!(season["proposals"][1]["title"], "乙案新題");

    let once = std::fs::read(office.at("season.json")).unwrap();
    let again = office.done(&["merge", "season.json", "back.usrdesk-part"]);
    assert!(again.contains("沒有變更"), "{again}");
    assert_eq!(std::fs::read(office.at("season.json")).unwrap(), once);
}

#[test]
fn a_conflict_is_listed_nothing_is_written_and_a_person_settles_it() {
    let office = Office::new();
    office.fill_in(&[(AMOUNT, json!(132000))]);
    office.change("season.json", &[(AMOUNT, json!(122000))]);
    let before = std::fs::read(office.at("season.json")).unwrap();
    let output = office.run(&[
        "merge",
        "season.json",
        "back.usrdesk-part",
        "--json",
        "-o",
        "merged.json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!Path::new(&office.at("merged.json")).exists());
    assert_eq!(std::fs::read(office.at("season.json")).unwrap(), before);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let conflict = &told["conflicts"][0];
    assert_eq!(conflict["path"], "/proposals/a/budget/115/lines/a115-05/amount");
    assert_eq!(
        (&conflict["ours"], &conflict["theirs"]),
        (&json!(122000), &json!(132000))
    );
    assert_eq!(conflict["who"], "王大明");
    assert!(conflict["base"].is_number() && conflict["when"].as_str().unwrap().starts_with("20"));
    let words = office.run(&["merge", "season.json", "back.usrdesk-part"]);
    assert!(String::from_utf8_lossy(&words.stdout).contains("122000"));

    let choices = json!({"/proposals/a/budget/115/lines/a115-05/amount": "theirs"});
    std::fs::write(office.at("choices.json"), choices.to_string()).unwrap();
    office.done(&[
        "merge",
        "season.json",
        "back.usrdesk-part",
        "--settle",
        "choices.json",
        "-o",
        "merged.json",
    ]);
    assert_eq!(office.json("merged.json").pointer(AMOUNT), Some(&json!(132000)));
    assert_eq!(std::fs::read(office.at("season.json")).unwrap(), before);
}

#[test]
fn what_is_no_part_or_was_altered_is_refused() {
    let office = Office::new();
    assert!(
        office
            .refused(&["merge", "season.json", "season.json"])
            .contains("不是分工檔")
    );
    assert!(
        office
            .refused(&["merge", "a.usrdesk-part", "a.usrdesk-part"])
            .contains("是分工檔")
    );
    assert!(
        office
            .refused(&["convert", "season.json", "x.usrdesk-part"])
            .contains("handout")
    );
    assert!(
        office
            .refused(&[
                "handout",
                "season.json",
                "--proposal",
                "zzz",
                "--to",
                "x",
                "-o",
                "x.usrdesk-part"
            ])
            .contains("zzz")
    );
    assert!(
        office
            .refused(&[
                "handout",
                "season.json",
                "--proposal",
                "a",
                "--to",
                " ",
                "-o",
                "x.usrdesk-part"
            ])
            .contains("交給誰")
    );
    assert!(
        office
            .refused(&[
                "handout",
                "season.json",
                "--proposal",
                "a",
                "--to",
                "x",
                "-o",
                "x.zip"
            ])
            .contains(".usrdesk-part")
    );

    // One bit of the packed file.
    let mut bytes = std::fs::read(office.at("a.usrdesk-part")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(office.at("bent.usrdesk-part"), &bytes).unwrap();
    let said = office.refused(&["merge", "season.json", "bent.usrdesk-part"]);
    assert!(said.contains("損壞") || said.contains("更改"), "{said}");
    std::fs::write(office.at("cut.usrdesk-part"), &bytes[..middle]).unwrap();
    assert!(
        office
            .refused(&["merge", "season.json", "cut.usrdesk-part"])
            .contains("損壞")
    );

    // What stood in the part when it was handed out.
    office.done(&["convert", "a.usrdesk-part", "a.json"]);
    office.change("a.json", &[("/handout/base/proposals/0/title", json!("假的"))]);
    assert!(
        office
            .refused(&["merge", "season.json", "a.json"])
            .contains("雜湊值不符")
    );
    office.done(&["convert", "a.usrdesk-part", "a.json"]);
    office.change("a.json", &[("/handout/version", json!(2))]);
    let json = office.refused(&["merge", "season.json", "a.json", "--json"]);
    assert!(json.contains("較新的版本"), "{json}");
    for name in ["x.usrdesk-part", "x.zip"] {
        assert!(!office.at(name).exists(), "{name}");
    }
}

#[test]
fn a_part_behind_a_passphrase_goes_out_and_comes_back() {
    let office = Office::new();
    std::fs::write(office.at("pass.txt"), "\u{feff}海邊 五隻 貓頭鷹\r\n").unwrap();
    std::fs::write(office.at("wrong.txt"), "海邊 五隻 貓頭鷲").unwrap();
    std::fs::write(office.at("two.txt"), "海邊 五隻 貓頭鷹\n第二行\n").unwrap();
    let hand_out = |pass: &'static str| -> Vec<&str> {
        let call = "handout season.json --proposal a --to 王大明 -o b.usrdesk-part --passphrase-file";
        call.split(' ').chain([pass]).collect()
    };
    assert!(office.refused(&hand_out("two.txt")).contains("只有一行"));
    assert!(!office.at("b.usrdesk-part").exists());
    office.done(&hand_out("pass.txt"));
    let locked = std::fs::read(office.at("b.usrdesk-part")).unwrap();
    assert!(locked.starts_with(b"age-encryption.org/v1\n"));

    let before = std::fs::read(office.at("season.json")).unwrap();
    assert!(
        office
            .refused(&["merge", "season.json", "b.usrdesk-part"])
            .contains("加了通行碼")
    );
    let wrong = [
        "merge",
        "season.json",
        "b.usrdesk-part",
        "--passphrase-file",
        "wrong.txt",
    ];
    assert!(office.refused(&wrong).contains("通行碼不對"));
    assert!(
        office
            .refused(&["check", "b.usrdesk-part"])
            .contains("usr-desk convert --passphrase-file")
    );
    assert_eq!(std::fs::read(office.at("season.json")).unwrap(), before);

    // Its holder opens it, changes an amount and locks it again.
    office.done(&[
        "convert",
        "b.usrdesk-part",
        "open.json",
        "--passphrase-file",
        "pass.txt",
    ]);
    let mut part = office.json("open.json");
    *part.pointer_mut(AMOUNT).unwrap() = json!(4321);
    std::fs::write(office.at("open.json"), part.to_string()).unwrap();
    office.done(&[
        "convert",
        "open.json",
        "back.usrdesk-part",
        "--passphrase-file",
        "pass.txt",
    ]);
    assert!(
        std::fs::read(office.at("back.usrdesk-part"))
            .unwrap()
            .starts_with(b"age-")
    );
    office.done(&[
        "merge",
        "season.json",
        "back.usrdesk-part",
        "--passphrase-file",
        "pass.txt",
    ]);
    assert_eq!(office.json("season.json").pointer(AMOUNT), Some(&json!(4321)));
    // A .json lies open: it is not locked.
    let json = [
        "convert",
        "season.json",
        "copy.json",
        "--passphrase-file",
        "pass.txt",
    ];
    assert!(office.refused(&json).contains("不能加通行碼"));
}
