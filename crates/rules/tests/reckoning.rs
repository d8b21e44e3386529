//! Every number explains itself: what was counted, against what, by which arithmetic, with what to spare.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, check, compliant, workspace};
use serde_json::Value;
use usr_desk_rules::{AttachmentFacts, InputPart, Language, Reckoning, Scoped};

fn reckon(season: &Value, rule: &str, proposal: Option<&str>, year: Option<u16>) -> Reckoning {
    let asked = Scoped {
        rule: rule.to_owned(),
        proposal: proposal.map(str::to_owned),
        year,
    };
    book()
        .reckon(
            &workspace(season),
            &AttachmentFacts::default(),
            &asked,
            Language::ZhTw,
        )
        .unwrap()
}

/// Digits of a money string.
fn dollars(text: &str) -> i64 {
    text.replace(',', "").parse().unwrap()
}

/// Whatever compares numbers, in either edition: what was counted adds up to what was compared.
#[test]
fn the_inputs_of_every_figure_add_up_to_it() {
    let mut held = 0;
    for edition in ["112-116", "109-111"] {
        let mut season = compliant(edition);
        season["school"]["ownership"] = "municipal".into();
        season["school"]["fiscal_tier"] = 2.into();
        for outcome in check(&workspace(&season), Language::ZhTw) {
            let Some(figures) = outcome.figures else { continue };
            let told = reckon(&season, &outcome.rule, outcome.proposal.as_deref(), outcome.year);
            assert!(
                !told.inputs.is_empty() && !told.steps.is_empty(),
                "{outcome:?} is not explained"
            );
            assert_eq!(told.figures, Some(figures));
            for input in &told.inputs {
                assert!(
                    season.pointer(&input.place).is_some(),
                    "{} is nowhere",
                    input.place
                );
            }
            if outcome.year.is_some() {
                let counted = told
                    .inputs
                    .iter()
                    .filter(|input| input.part == InputPart::Counted);
                let sum: i64 = counted.map(|input| dollars(&input.value)).sum();
                assert_eq!(sum, figures.actual, "{}: {:#?}", outcome.rule, told);
            }
            held += 1;
        }
    }
    assert!(held > 60, "only {held} figures were explained");
}

#[test]
fn the_arithmetic_is_written_out_to_the_dollar() {
    let mut season = compliant("112-116");
    season["proposals"][0]["budget"][0]["grant_requested"] = 2_333_333.into();
    let told = reckon(&season, "personnel-share", Some("a"), Some(115));
    assert!(
        told.steps
            .iter()
            .any(|s| s.contains("2,333,333 × 60% ＝ 1,399,999.8") && s.contains("1,399,999 元")),
        "{told:#?}"
    );
    assert!(
        told.steps
            .last()
            .unwrap()
            .contains("1,399,999 － 2,100,000 ＝ -700,001"),
        "{told:#?}"
    );
    assert_eq!(
        told.inputs
            .iter()
            .filter(|input| input.part == InputPart::Whole)
            .count(),
        1
    );
    let least = reckon(&season, "matching-fund", Some("a"), Some(115));
    assert!(
        least
            .steps
            .iter()
            .any(|s| s.contains("2,333,333") && s.contains("233,333.3") && s.contains("233,334 元")),
        "{least:#?}"
    );
}

#[test]
fn what_compares_no_dollars_shows_what_it_looked_at() {
    let mut season = compliant("112-116");
    season["proposals"][0]["past_projects"] = serde_json::json!([
        { "title": "一", "program": "usr_sprout", "starts_on": "2020-01-01", "ends_on": "2020-12-31" },
    ]);
    let months = reckon(&season, "team-experience", Some("a"), None);
    assert_eq!(months.inputs.len(), 1);
    assert!(months.inputs[0].value.contains("109年1月1日"), "{months:#?}");
    assert_eq!(reckon(&season, "proposal-count", None, None).inputs.len(), 4);
    season["proposals"][0]["budget"][0]["lines"][0]["category"] = "capital".into();
    let capital = reckon(&season, "capital-approval", Some("a"), Some(115));
    assert!(!capital.inputs.is_empty(), "{capital:#?}");
    let asked = Scoped {
        rule: "personnel-share".to_owned(),
        proposal: None,
        year: None,
    };
    assert_eq!(
        book().reckon(
            &workspace(&season),
            &AttachmentFacts::default(),
            &asked,
            Language::ZhTw
        ),
        None
    );
}
