//! How long an edit takes until it is durable and judged: the practice season, the same with attached files, and the
//! largest season.
//!
//! `cargo bench -p usr-desk-desk` prints the median and the slow end; the target is 30 ms for 99 of 100.

mod common;

use common::{largest, place};
use std::time::{Duration, Instant};
use usr_desk_desk::exchange::{self, Parcel};
use usr_desk_desk::protocol::{Request, Response};
use usr_desk_desk::{Desk, practice};
use usr_desk_workspace::{Attachment, Edit, FieldPath};

const EDITS: usize = 300;

fn main() {
    measure("practice season", practice::season().into());
    measure("practice season with 20 attached files", attached());
    measure(
        "largest season (5 proposals, 5 years, 300 lines)",
        largest().into(),
    );
}

fn measure(name: &str, parcel: Parcel) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = Desk::open(place(folder.path())).expect("a new library");
    let season = &parcel.season;
    let proposal = season.proposals[0].id.clone();
    let year = season.proposals[0].budget[0].year;
    let line = season.proposals[0].budget[0].lines[0].id.clone();
    let bytes = exchange::write("season.usrdesk", &parcel).expect("a season can be written");
    let ticket = desk.stage_bytes("season.usrdesk".into(), bytes);
    let Ok(Response::Opened(view)) = desk.handle(Request::ImportSeason { ticket }) else {
        panic!("a season file can be read");
    };
    let mut base = view.revision;
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|i| {
            let edit = Edit::Set {
                path: FieldPath::new(format!("/proposals/{proposal}/budget/{year}/lines/{line}/amount")),
                value: (1000 + i).to_string().into(),
            };
            let begun = Instant::now();
            let answer = desk.handle(Request::Edit {
                season: view.season.id.clone(),
                base,
                edit,
                typing: false,
                names: None,
            });
            let took = begun.elapsed();
            match answer {
                Ok(Response::Edited(edited)) => base = edited.revision,
                other => panic!("{other:?}"),
            }
            took
        })
        .collect();
    times.sort();
    let at = |percent: usize| times[(EDITS * percent / 100).min(EDITS - 1)];
    let size = std::fs::metadata(folder.path().join("library.sqlite3")).map_or(0, |m| m.len());
    #[allow(clippy::print_stdout, reason = "a bench tells what it measured")]
    {
        println!(
            "{name}: median {:?}, 95 % {:?}, 99 % {:?}, library {size} bytes",
            at(50),
            at(95),
            at(99)
        );
    }
}

/// Twenty scans and documents, each with a hash of its own.
fn attached() -> Parcel {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite/attachments/");
    let mut parcel = Parcel::from(practice::season());
    for i in 0..20 {
        let name = ["mou_scan.pdf", "form.pdf", "scan.jpg", "text.pdf"][i % 4];
        let mut bytes = std::fs::read(format!("{folder}{name}")).expect("a file of the suite");
        bytes.extend(format!("\n%{i}\n").bytes());
        let file = format!("attachments/{i}-{name}");
        parcel.season.attachments.push(Attachment {
            id: file.as_str().into(),
            kind: "其他".into(),
            title: name.into(),
            file: file.as_str().into(),
        });
        parcel.attachments.push((file, bytes));
    }
    parcel
}
