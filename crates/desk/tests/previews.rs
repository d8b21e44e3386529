//! Pages of the packet as pictures: they are those of the export, follow a place, and show the newest state.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use base64::Engine;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use usr_desk_desk::protocol::*;
use usr_desk_desk::{Desk, Place, place};
use usr_desk_workspace::{Edit, FieldPath, Sentence};

fn desk(folder: &Path) -> (Desk, View) {
    let desk = Desk::open(Place {
        library: folder.join("library"),
        fonts: place::font_folders(),
        packs: Vec::new(),
        worker: None,
        clock: || "2026-03-02T01:00:00Z".parse().unwrap(),
        progress: Arc::new(|_| {}),
    })
    .unwrap();
    let Response::Opened(view) = desk.handle(Request::Practice).unwrap() else {
        panic!()
    };
    (desk, view)
}

fn asked(place: Option<&str>, page: Option<u32>) -> PageAsked {
    PageAsked {
        season: "1".into(),
        scope: Some("a".into()),
        place: place.map(FieldPath::new),
        page,
        width: 827,
    }
}

fn shown(desk: &Desk, asked: PageAsked) -> PageShown {
    match desk.handle(Request::Preview(asked)).unwrap() {
        Response::PageShown(shown) => shown,
        other => panic!("{other:?}"),
    }
}

/// Points of the picture: width, height, three bytes a point.
fn points(picture: &str) -> (u32, u32, Vec<u8>) {
    let content = picture.strip_prefix("data:image/png;base64,").unwrap();
    decoded(&base64::engine::general_purpose::STANDARD.decode(content).unwrap())
}

fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut points).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    points.truncate(info.buffer_size());
    (info.width, info.height, points)
}

fn set(desk: &Desk, base: Revision, path: &str, value: serde_json::Value) -> Revision {
    let edit = Request::Edit {
        season: "1".into(),
        base,
        edit: Edit::Set {
            path: FieldPath::new(path),
            value,
        },
        typing: false,
        names: None,
    };
    match desk.handle(edit).unwrap() {
        Response::Edited(edited) => edited.revision,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_pages_are_those_of_the_export_as_another_program_draws_them() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk(folder.path());
    let path = folder.path().join("甲.pdf");
    let export = Request::ExportPacket {
        season: "1".into(),
        scope: Some("a".into()),
        draft: false,
        ticket: desk.destination(path.clone()),
    };
    let Response::Saved(saved) = desk.handle(export).unwrap() else {
        panic!()
    };
    for page in [1, 3, saved.pages.unwrap()] {
        let seen = shown(&desk, asked(None, Some(page)));
        assert_eq!((seen.page, Some(seen.pages)), (page, saved.pages));
        let (width, height, ours) = points(&seen.picture);
        assert_eq!((width, height), (seen.width, seen.height));
        let out = folder.path().join("page");
        let number = page.to_string();
        let drawn = Command::new("pdftoppm")
            .args(["-r", "100", "-png", "-singlefile", "-f", &number, "-l", &number])
            .arg(&path)
            .arg(&out)
            .status()
            .expect("pdftoppm (poppler-utils) is installed");
        assert!(drawn.success());
        let (their_width, their_height, theirs) = decoded(&std::fs::read(out.with_extension("png")).unwrap());
        // 827 pixels on 595.28 points are 100.03 dots an inch: the two may differ by a line.
        assert!(width.abs_diff(their_width) <= 1 && height.abs_diff(their_height) <= 1);
        let (ours, theirs) = (inked(width, &ours), inked(their_width, &theirs));
        assert!(ours.iter().sum::<u32>() > 500, "page {page} is not blank");
        let apart: u32 = ours.iter().zip(&theirs).map(|(a, b)| a.abs_diff(*b)).sum();
        let all: u32 = theirs.iter().sum();
        assert!(
            apart * 12 < all,
            "page {page}: {apart} of {all} inked points lie elsewhere"
        );
    }
}

/// Ink by squares of 16 points: the same page drawn by two programs, whatever their smoothing.
fn inked(width: u32, points: &[u8]) -> Vec<u32> {
    let width = width as usize;
    let mut squares = vec![0u32; 52 * 74];
    for (i, point) in points.chunks_exact(3).enumerate() {
        let (x, y) = ((i % width) / 16, (i / width) / 16);
        if x < 52 && y < 74 {
            squares[y * 52 + x] += u32::from(255 - point[1]);
        }
    }
    squares.iter().map(|ink| ink / 255).collect()
}

#[test]
fn a_page_follows_the_place_and_shows_the_newest_state() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, view) = desk(folder.path());
    let budget = shown(&desk, asked(Some("/proposals/a/budget"), None));
    assert!(
        budget.found && budget.page > 3,
        "the budget is on page {}",
        budget.page
    );
    let here = budget
        .places
        .iter()
        .find(|p| p.path.as_str() == "/proposals/a/budget");
    assert!(
        here.is_some_and(|p| p.label.zh.contains("經費")),
        "{:?}",
        budget.places
    );
    // What a chapter has is printed with it; a page within the place stays where it is.
    let team = shown(&desk, asked(Some("/proposals/a/team/0/role"), None));
    assert!(team.found && team.page < budget.page);
    let stays = shown(&desk, asked(Some("/proposals/a/budget"), Some(budget.page + 1)));
    assert!(stays.page == budget.page || stays.page == budget.page + 1);
    // What is not printed leaves the page; one beyond the end is the last.
    let nowhere = shown(&desk, asked(Some("/milestones"), Some(2)));
    assert_eq!((nowhere.found, nowhere.page), (false, 2));
    assert_eq!(shown(&desk, asked(None, Some(999))).page, budget.pages);

    let before = shown(&desk, asked(None, Some(1)));
    assert!(before.draft, "the practice season has faults");
    let revision = set(
        &desk,
        view.revision,
        "/proposals/a/title",
        "富岡漁港共老計畫".into(),
    );
    let after = shown(&desk, asked(None, Some(1)));
    assert_eq!((before.revision, after.revision), (view.revision, revision));
    assert_ne!(before.picture, after.picture, "the cover names the proposal");
    desk.handle(Request::Undo {
        season: "1".into(),
        base: revision,
    })
    .unwrap();
    assert_eq!(shown(&desk, asked(None, Some(1))).picture, before.picture);
}

#[test]
fn an_older_wish_gives_way_and_editing_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, view) = desk(folder.path());
    std::thread::scope(|scope| {
        let older = scope.spawn(|| desk.handle(Request::Preview(asked(None, Some(1)))));
        // As soon as the older one is under way; then a newer state is wanted.
        std::thread::sleep(std::time::Duration::from_millis(50));
        let start = std::time::Instant::now();
        let revision = set(&desk, view.revision, "/proposals/a/title", "新題目".into());
        let edited_after = start.elapsed();
        let newest = shown(&desk, asked(None, Some(1)));
        assert_eq!(newest.revision, revision);
        match older.join().unwrap() {
            // It had not begun, or it was given up; had it been done already, it is of its own state.
            Err(failure) => assert_eq!(failure.code, Code::Cancelled),
            Ok(Response::PageShown(shown)) => {
                assert!(
                    [view.revision, revision].contains(&shown.revision),
                    "after {edited_after:?}"
                );
            }
            Ok(other) => panic!("{other:?}"),
        }
    });
}

#[test]
fn the_setup_of_the_season_is_printed_and_undone_like_anything_else() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, view) = desk(folder.path());
    let plan = || match desk
        .handle(Request::PrintPlan(PlanAsked {
            season: "1".into(),
            scope: Some("a".into()),
        }))
        .unwrap()
    {
        Response::PrintPlan(plan) => plan,
        other => panic!("{other:?}"),
    };
    let usual = plan();
    assert!(!usual.both_sides && usual.blank_pages.is_empty());
    let mut setup = serde_json::to_value(&view.default_setup).unwrap();
    setup["both_sides"] = true.into();
    setup["gutter_mm"] = 10.into();
    let revision = set(&desk, view.revision, "/setup", setup.clone());
    let duplex = plan();
    assert!(duplex.both_sides && !duplex.blank_pages.is_empty(), "{duplex:?}");
    assert_eq!(duplex.sheets, duplex.pages.div_ceil(2));

    setup["gutter_mm"] = 99.into();
    let refused = desk.handle(Request::Edit {
        season: "1".into(),
        base: revision,
        edit: Edit::Set {
            path: FieldPath::new("/setup"),
            value: setup,
        },
        typing: false,
        names: None,
    });
    let message = refused.unwrap_err().message;
    assert!(message.contains("裝訂邊") && message.contains("15"), "{message}");
    let Response::Opened(undone) = desk
        .handle(Request::Undo {
            season: "1".into(),
            base: revision,
        })
        .unwrap()
    else {
        panic!()
    };
    assert!(undone.workspace.get("setup").is_none());
    assert_eq!(plan(), usual);
    assert_eq!(
        undone.steps.redo,
        Some(Sentence::new("修改輸出設定", "Change print setup"))
    );
}
