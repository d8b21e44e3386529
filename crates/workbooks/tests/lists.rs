//! People and indicators go out with the overview and come in again with the same values.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use usr_desk_intake::Map;
use usr_desk_intake::preview::Weight;
use usr_desk_intake::records::{RecordBundle, Subject, plan, read};
use usr_desk_workbooks::{Form, overview, write};
use usr_desk_workspace::{FieldPath, Money, PersonId, Text, Workspace, edit, format};

fn seasons() -> Vec<Workspace> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    ["112-116", "109-111"]
        .map(|edition| suite.join(format!("contract/workspaces/compliant-{edition}.json")))
        .map(|path| format::read(&std::fs::read(path).unwrap()).unwrap())
        .to_vec()
}

/// A season with what spreadsheets spoil: leading zeros, formulas, long numbers, blanks.
fn awkward() -> Workspace {
    let mut season = seasons().remove(0);
    let people = &mut season.people;
    people[0].staff_number = Text::from("00012");
    people[1].staff_number = Text::from("12345678901234567890");
    people[1].title = Text::from("=HYPERLINK(\"x\")");
    people[2].is_teacher = Some(false);
    people[2].email = Text::default();
    people[2].executive = Some(usr_desk_workspace::Executive::VicePresident);
    people[3].is_teacher = None;
    let first = &mut season.proposals[0];
    first.title = Text::from("");
    let mut more = first.indicators[0].clone();
    more.name = Text::from("1. 滿意度（含\n家長）");
    more.unit = Text::from("%");
    more.baseline = Money::parse("72.5");
    more.targets.insert(117, None);
    more.targets.insert(118, Money::parse("123456789.12345678"));
    first.indicators.push(more);
    season
}

fn came(season: &Workspace, subject: Subject, form: Form) -> RecordBundle {
    let bytes = write(&overview(season, &[]), form).unwrap();
    let name = if form == Form::Xlsx {
        "總覽.xlsx"
    } else {
        "總覽.ods"
    };
    read(subject, name, &bytes, &Map::default()).unwrap()
}

#[test]
fn nothing_differs_after_going_out_and_in() {
    for season in seasons().into_iter().chain([awkward()]) {
        for form in [Form::Xlsx, Form::Ods] {
            let people = came(&season, Subject::People, form);
            let found = plan("總覽", &people.records, &season.people, None, &Map::default());
            assert!(
                found.is_empty() && found.questions.is_empty() && found.missing.is_empty(),
                "{found:#?}"
            );
            let doubts: Vec<_> = people
                .preview
                .doubts
                .iter()
                .filter(|d| d.weight != Weight::Notice)
                .collect();
            assert!(doubts.is_empty(), "{doubts:#?}");
            let indicators = came(&season, Subject::Indicators, form);
            for proposal in &season.proposals {
                let found = plan("總覽", &indicators.records, &[], Some(proposal), &Map::default());
                assert!(found.is_empty() && found.missing.is_empty(), "{found:#?}");
                assert_eq!(found.unchanged as usize, proposal.indicators.len());
            }
        }
    }
}

#[test]
fn an_empty_season_is_filled_with_the_same_people_and_indicators() {
    let season = awkward();
    let mut empty = season.clone();
    empty.people.clear();
    empty.proposals[0].indicators.clear();
    let people = came(&season, Subject::People, Form::Xlsx);
    let mut ids = season.people.iter().map(|p| p.id.clone());
    let mut next = || ids.next().unwrap_or_else(|| PersonId::from("x"));
    let step =
        plan("總覽", &people.records, &[], None, &Map::default()).edit(&FieldPath::new("/people"), &mut next);
    let filled = edit::apply(&empty, &step).unwrap();
    let mut wanted = season.people.clone();
    wanted.iter_mut().for_each(|p| p.other_school_declaration = None);
    assert_eq!(filled.people, wanted);

    let indicators = came(&season, Subject::Indicators, Form::Ods);
    let list = FieldPath::new("/proposals")
        .then(&season.proposals[0].id)
        .then("indicators");
    let step = plan(
        "總覽",
        &indicators.records,
        &[],
        Some(&empty.proposals[0]),
        &Map::default(),
    );
    let filled = edit::apply(&empty, &step.edit(&list, &mut next)).unwrap();
    let values = |s: &Workspace| {
        let of = |i: &usr_desk_workspace::Indicator| {
            let targets: Vec<_> = i.targets.iter().filter_map(|(y, v)| Some((*y, (*v)?))).collect();
            (i.unit.to_string(), i.baseline, targets)
        };
        s.proposals[0].indicators.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(values(&filled), values(&season));
}
