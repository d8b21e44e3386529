//! Ways out: what they answer is held against the rules themselves.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, check, compliant, workspace};
use proptest::prelude::*;
use serde_json::{Value, json};
use usr_desk_rules::{BudgetPlan, Language, Matching, NoWay, Standing};
use usr_desk_workspace::{Workspace, edit};

const LIMITS: [&str; 7] = [
    "annual-grant-ceiling",
    "support-plan-ceiling",
    "personnel-share",
    "foreign-travel-share",
    "matching-fund",
    "municipal-grant-share",
    "budget-grant-total",
];

fn broken(season: &Workspace, scope: &str, year: u16) -> Vec<String> {
    let outcomes = check(season, Language::ZhTw).into_iter();
    let wrong = [Standing::Violation, Standing::OverPrinciple];
    outcomes
        .filter(|o| o.proposal.as_deref() == Some(scope) && o.year == Some(year))
        .filter(|o| LIMITS.contains(&o.rule.as_str()) && wrong.contains(&o.outcome))
        .map(|o| o.message)
        .collect()
}

fn applied(season: &Workspace, plan: &BudgetPlan) -> Workspace {
    edit::apply(season, &plan.edit).unwrap()
}

fn amounts(season: &Workspace, proposal: usize) -> Vec<i64> {
    let lines = season.proposals[proposal].budget[0].lines.iter();
    lines.map(|l| l.amount.unwrap().floor()).collect()
}

/// The first year of a compliant proposal with other amounts, some of them locked.
fn season() -> impl Strategy<Value = (Value, usize)> {
    let lines = proptest::collection::vec((0..400_000i64, proptest::bool::weighted(0.25)), 12);
    let edition = prop_oneof![Just("112-116"), Just("109-111")];
    (edition, 0..3usize, 0..13_000_000i64, lines, any::<bool>()).prop_map(
        |(edition, which, grant, lines, municipal)| {
            let mut season = compliant(edition);
            if municipal {
                season["school"]["ownership"] = "municipal".into();
                season["school"]["fiscal_tier"] = 1.into();
            }
            let year = &mut season["proposals"][which]["budget"][0];
            if grant > 1_000_000 {
                year["grant_requested"] = grant.into();
            }
            for (line, (more, locked)) in year["lines"].as_array_mut().unwrap().iter_mut().zip(lines) {
                let amount = line["amount"].as_i64().unwrap() + more;
                line["quantity"] = 12.into();
                line["unit_price"] = serde_json::from_str(&format!("{}", amount / 12)).unwrap();
                line["amount"] = amount.into();
                if locked {
                    line["locked"] = true.into();
                }
            }
            season["version"] = 2.into();
            (season, which)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_way_out_clears_every_limit_and_touches_nothing_locked((json, which) in season()) {
        let season = workspace(&json);
        let proposal = &season.proposals[which];
        let (scope, year) = (proposal.id.as_str(), proposal.budget[0].year);
        match book().way_out(&season, scope, year) {
            Ok(plan) => {
                let after = applied(&season, &plan);
                prop_assert_eq!(broken(&after, scope, year), Vec::<String>::new());
                let (old, new) = (amounts(&season, which), amounts(&after, which));
                let moved: i64 = old.iter().zip(&new).map(|(a, b)| (a - b).abs()).sum();
                prop_assert_eq!(moved, plan.moved);
                for (line, (a, b)) in season.proposals[which].budget[0].lines.iter().zip(old.iter().zip(&new)) {
                    prop_assert!(line.locked != Some(true) || a == b);
                }
                prop_assert_eq!(book().way_out(&after, scope, year), Err(NoWay::NothingBroken));
            }
            Err(NoWay::NothingBroken) => prop_assert_eq!(broken(&season, scope, year), Vec::<String>::new()),
            Err(reason) => {
                prop_assert!(matches!(reason, NoWay::Locked | NoWay::NoMatchingLine(_) | NoWay::SideEffect(_)), "{reason:?}");
                prop_assert!(!broken(&season, scope, year).is_empty());
            }
        }
    }

    #[test]
    fn an_approved_amount_is_laid_over_the_lines_to_the_dollar((json, which) in season(), approved in 0..9_000_000i64) {
        let season = workspace(&json);
        let (scope, year) = (season.proposals[which].id.as_str(), season.proposals[which].budget[0].year);
        match book().rescaled(&season, scope, year, approved, Matching::Follow) {
            Err(reason) => prop_assert_eq!(reason, NoWay::Locked),
            Ok(plan) => {
                let after = applied(&season, &plan);
                let lines = |fund: &str| -> i64 {
                    let of_fund = |l: &&usr_desk_workspace::BudgetLine| json!(l.fund) == json!(fund);
                    let year = &after.proposals[which].budget[0];
                    year.lines.iter().filter(of_fund).map(|l| l.amount.unwrap().floor()).sum()
                };
                prop_assert_eq!(lines("grant"), approved);
                prop_assert_eq!(plan.grant.1, approved);
                let arithmetic = check(&after, Language::ZhTw).into_iter().find(|o| {
                    o.rule == "budget-line-arithmetic" && o.proposal.as_deref() == Some(scope) && o.year == Some(year)
                });
                // A line that did not multiply out before is not this step's to mend; those that moved do.
                if let Some(wrong) = arithmetic.filter(|o| o.outcome == Standing::Violation) {
                    for plan_move in &plan.moves {
                        let i = after.proposals[which].budget[0].lines.iter().position(|l| l.id == plan_move.line).unwrap();
                        let at = format!("/lines/{i}/amount");
                        prop_assert!(wrong.targets.iter().all(|t| !t.ends_with(&at)));
                    }
                }
            }
        }
    }
}

#[test]
fn personnel_one_dollar_over_moves_one_dollar() {
    let mut json = compliant("112-116");
    json["proposals"][0]["budget"][0]["lines"][4]["amount"] = 1_434_001.into();
    json["proposals"][0]["budget"][0]["lines"][4]["unit_price"] = 1_434_001.into();
    json["proposals"][0]["budget"][0]["lines"][4]["quantity"] = 1.into();
    let season = workspace(&json);
    assert_eq!(
        broken(&season, "a", 115).len(),
        2,
        "{:?}",
        broken(&season, "a", 115)
    );
    let plan = book().way_out(&season, "a", 115).unwrap();
    assert_eq!((plan.moved, plan.moves.len()), (1, 1));
    assert_eq!(
        (plan.moves[0].before - plan.moves[0].after, plan.grant.0),
        (1, plan.grant.1)
    );
}

#[test]
fn a_grant_beyond_the_ceiling_comes_down_to_it_unless_the_ministry_approved_it() {
    let mut json = compliant("112-116");
    json["proposals"][0]["budget"][0]["grant_requested"] = 5_000_000.into();
    let plan = book().way_out(&workspace(&json), "a", 115).unwrap();
    assert_eq!((plan.grant, plan.moved), ((5_000_000, 3_500_000), 0));
    json["proposals"][0]["budget"][0]["grant_approved"] = 5_000_000.into();
    assert_eq!(
        book().way_out(&workspace(&json), "a", 115),
        Err(NoWay::ApprovedBeyondCeiling)
    );
}

#[test]
fn where_everything_is_locked_there_is_no_way_and_the_sentence_says_what_to_do() {
    let mut json = compliant("112-116");
    json["version"] = 2.into();
    json["proposals"][0]["budget"][0]["grant_requested"] = 3_400_000.into();
    for line in json["proposals"][0]["budget"][0]["lines"].as_array_mut().unwrap() {
        line["locked"] = true.into();
    }
    let reason = book().way_out(&workspace(&json), "a", 115).unwrap_err();
    assert_eq!(reason, NoWay::Locked);
    assert!(
        reason.sentence(Language::ZhTw).contains("鎖定") && reason.sentence(Language::En).contains("locked")
    );
}

#[test]
fn a_recorded_reason_is_left_alone() {
    let mut json = compliant("112-116");
    let lines = &mut json["proposals"][0]["budget"][0]["lines"];
    let (staff, rest) = (
        lines[4]["amount"].as_i64().unwrap(),
        lines[5]["amount"].as_i64().unwrap(),
    );
    assert_eq!(lines[5]["fund"], "grant");
    for (i, amount) in [(4, staff + 1000), (5, rest - 1000)] {
        lines[i]["amount"] = amount.into();
        lines[i]["unit_price"] = amount.into();
        lines[i]["quantity"] = 1.into();
    }
    assert!(book().way_out(&workspace(&json), "a", 115).is_ok());
    json["proposals"][0]["justifications"] = json!({ "personnel-share": { "115": "漁村場域需駐點人力" } });
    assert_eq!(
        book().way_out(&workspace(&json), "a", 115),
        Err(NoWay::NothingBroken)
    );
}

/// Row 31 of the field's test vectors: 核定 6,500,000 with 4,000,000 of personnel is 61.538 %.
#[test]
fn the_limits_of_another_grant_are_exact() {
    let season = workspace(&compliant("112-116"));
    let limit = |grant: i64, rule: &str| {
        let limits = book().limits_if(&season, "b", 115, grant).unwrap();
        let found = limits.into_iter().find(|l| l.rule == rule).unwrap();
        (found.limit, found.kept)
    };
    assert_eq!(limit(8_000_001, "annual-grant-ceiling"), (8_000_000, false));
    assert_eq!(limit(6_500_000, "personnel-share").0, 3_250_000);
    assert_eq!(limit(8_000_001, "personnel-share").0, 4_000_000);
    assert_eq!(limit(3_499_999, "foreign-travel-share").0, 209_999);
    assert_eq!(limit(3_499_999, "matching-fund").0, 350_000);
}

#[test]
fn what_is_blank_is_said_before_anything_is_proposed() {
    let at = |change: &dyn Fn(&mut Value)| {
        let mut json = compliant("112-116");
        change(&mut json);
        book().way_out(&workspace(&json), "a", 115).unwrap_err()
    };
    assert_eq!(
        at(&|j| j["proposals"][0]["budget"][0]["grant_requested"] = Value::Null),
        NoWay::BlankGrant
    );
    assert_eq!(at(&|j| j["proposals"][0]["type"] = Value::Null), NoWay::BlankType);
    assert_eq!(
        at(&|j| j["proposals"][0]["budget"][0]["lines"][0]["amount"] = Value::Null),
        NoWay::Blank
    );
    assert_eq!(
        at(&|j| j["proposals"][0]["budget"][0]["lines"][0]["amount"] = json!(0.5)),
        NoWay::NotWhole
    );
    assert_eq!(at(&|j| j["edition"] = "117-121".into()), NoWay::NoSuchYear);
}

/// The first proposal of 112–116 with its matching just as much as is asked for, changed.
fn just_matched(change: impl FnOnce(&mut Value)) -> Workspace {
    let mut season = compliant("112-116");
    season["version"] = 2.into();
    change(&mut season["proposals"][0]["budget"][0]);
    workspace(&season)
}

#[test]
fn matching_that_is_enough_is_left_alone_though_it_is_locked() {
    let season = just_matched(|year| {
        year["lines"][6]["locked"] = true.into();
        // Something else to mend: too much personnel.
        year["lines"][4]["amount"] = 1_434_001.into();
        year["lines"][4]["unit_price"] = 1_434_001.into();
        year["lines"][4]["quantity"] = 1.into();
        year["lines"][5]["amount"] = 1_399_999.into();
        year["lines"][5]["unit_price"] = 1_399_999.into();
    });
    let plan = book().way_out(&season, "a", 115).unwrap();
    assert_eq!((plan.moved, plan.moves.len()), (2, 2), "{plan:#?}");
}

#[test]
fn what_is_missing_goes_to_a_line_that_needs_neither_approval_nor_pay_scale() {
    let season = just_matched(|year| {
        let line = |id: &str, category: &str, amount: i64| json!({ "id": id, "item": id, "category": category, "fund": "matching", "unit_price": amount, "quantity": 1, "unit": "式", "amount": amount, "tags": [], "approval": { "status": "approved", "document": "臺教字第1號", "on": "2025-09-01" } });
        let lines = year["lines"].as_array_mut().unwrap();
        lines.truncate(6);
        lines.push(line("儀器", "capital", 200_000));
        lines.push(line("場地費", "operations", 30_000));
        lines.push(line("助理", "personnel", 100_000));
    });
    let plan = book().way_out(&season, "a", 115).unwrap();
    let moves: Vec<_> = plan
        .moves
        .iter()
        .map(|m| (m.item.as_str(), m.before, m.after))
        .collect();
    assert_eq!(moves, [("場地費", 30_000, 50_000)]);
}

#[test]
fn a_granted_line_without_a_category_leaves_the_sums_open_and_one_of_matching_does_not() {
    let blank = |line: usize| {
        just_matched(move |year| {
            year["lines"][line]["category"] = Value::Null;
            year["lines"][line]["position"] = Value::Null;
        })
    };
    assert_eq!(book().way_out(&blank(5), "a", 115), Err(NoWay::Blank));
    assert_eq!(book().way_out(&blank(6), "a", 115), Err(NoWay::NothingBroken));
}

#[test]
fn nothing_approved_is_an_amount_too_and_less_is_none() {
    let season = just_matched(|_| ());
    let plan = book().rescaled(&season, "a", 115, 0, Matching::Keep).unwrap();
    assert_eq!((plan.grant, plan.moved), ((3_500_000, 0), 3_500_000));
    assert_eq!(
        book().rescaled(&season, "a", 115, -1, Matching::Keep),
        Err(NoWay::NotWhole)
    );
}
