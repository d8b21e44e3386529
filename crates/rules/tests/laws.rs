//! What holds of every season, generated.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{check, compliant, sound, workspace};
use proptest::prelude::*;
use serde_json::{Value, json};
use usr_desk_rules::{Language, Outcome, Standing};

const ALARMS: [Standing; 5] = [
    Standing::Violation,
    Standing::OverPrinciple,
    Standing::NeedsApproval,
    Standing::NeedsConfirmation,
    Standing::Undetermined,
];

/// A compliant season with other grants: each budget is made anew from its grant, to the dollar.
fn compliant_season() -> impl Strategy<Value = Value> {
    let edition = prop_oneof![Just("112-116"), Just("109-111")];
    let grants = proptest::collection::vec(1_000_000i64..=2_000_000, 20);
    let drafts = proptest::collection::vec(any::<bool>(), 4);
    (edition, grants, drafts, 0..3usize).prop_map(|(edition, grants, drafts, ownership)| {
        let mut season = compliant(edition);
        season["school"]["ownership"] = ["national", "private", "municipal"][ownership].into();
        season["school"]["fiscal_tier"] = 2.into();
        let mut grants = grants.into_iter().cycle();
        let mut lists = Vec::new();
        if season["support_plan"].is_object() {
            lists.push("/support_plan/budget".to_owned());
        }
        for (i, draft) in drafts
            .iter()
            .enumerate()
            .take(season["proposals"].as_array().unwrap().len())
        {
            season["proposals"][i]["submit"] = (!draft).into();
            lists.push(format!("/proposals/{i}/budget"));
        }
        for list in lists {
            let staff = list.starts_with("/proposals");
            for year in season.pointer_mut(&list).unwrap().as_array_mut().unwrap() {
                fill(year, grants.next().unwrap(), staff);
            }
        }
        season
    })
}

/// Lines that use every limit up to its last dollar.
fn fill(year: &mut Value, grant: i64, staff: bool) {
    let personnel = if staff { grant / 2 } else { 0 };
    let travel = if staff { grant * 6 / 100 } else { 0 };
    let line = |id: &str, category: &str, fund: &str, amount: i64| json!({ "id": id, "category": category, "item": id, "fund": fund, "unit_price": amount, "quantity": 1, "amount": amount, "tags": [] });
    let mut lines = vec![
        line("rest", "operations", "grant", grant - personnel - travel),
        line("own", "operations", "matching", (grant + 8) / 9),
        line("gift", "miscellaneous", "external", 12_345),
    ];
    if staff {
        let mut full_time = line("full", "personnel", "grant", personnel - 3);
        full_time["position"] = "full_time_assistant".into();
        let mut insured = line("insured", "personnel", "grant", 3);
        insured["tags"] = json!(["labor_insurance", "health_insurance", "pension"]);
        let mut abroad = line("abroad", "operations", "grant", travel);
        abroad["tags"] = json!(["foreign_travel"]);
        lines.extend([full_time, insured, abroad]);
    }
    year["grant_requested"] = grant.into();
    year["lines"] = lines.into();
}

fn judged(season: &Value) -> Vec<Outcome> {
    let outcomes = check(&workspace(season), Language::ZhTw);
    sound(season, &outcomes).unwrap();
    outcomes
}

fn standings(outcomes: &[Outcome]) -> Vec<(String, Option<String>, Option<u16>, Standing)> {
    let scope = |o: &Outcome| (o.rule.clone(), o.proposal.clone(), o.year, o.outcome);
    outcomes.iter().map(scope).collect()
}

fn figures_of(outcomes: &[Outcome], rule: &str) -> Vec<i64> {
    let of_rule = outcomes.iter().filter(|o| o.rule == rule);
    of_rule.filter_map(|o| o.figures.map(|f| f.headroom)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_compliant_season_raises_no_alarm(season in compliant_season()) {
        let alarms: Vec<_> = judged(&season).into_iter().filter(|o| ALARMS.contains(&o.outcome)).collect();
        prop_assert!(alarms.is_empty(), "{alarms:#?}");
    }

    #[test]
    fn a_matching_dollar_never_hurts(season in compliant_season(), short in 0..400_000i64, more in 1..1_000_000i64) {
        let mut season = season;
        let own = season["proposals"][0]["budget"][0]["lines"][1]["amount"].as_i64().unwrap();
        let mut with = |amount: i64| {
            let line = &mut season["proposals"][0]["budget"][0]["lines"][1];
            line["amount"] = amount.into();
            line["unit_price"] = amount.into();
            judged(&season)
        };
        let before = with((own - short).max(0));
        let after = with((own - short).max(0) + more);
        for rule in ["matching-fund", "municipal-grant-share"] {
            let (less, now) = (figures_of(&before, rule), figures_of(&after, rule));
            prop_assert!(less.iter().zip(&now).all(|(a, b)| a <= b), "{rule}: {less:?} {now:?}");
        }
        let alarms = |outcomes: &[Outcome]| outcomes.iter().filter(|o| ALARMS.contains(&o.outcome)).count();
        prop_assert!(alarms(&after) <= alarms(&before));
    }

    #[test]
    fn the_order_of_lines_does_not_matter(season in compliant_season(), by in 1..5usize) {
        let before = judged(&season);
        let mut turned = season;
        for proposal in turned["proposals"].as_array_mut().unwrap() {
            for year in proposal["budget"].as_array_mut().unwrap() {
                year["lines"].as_array_mut().unwrap().rotate_left(by);
            }
        }
        let after = judged(&turned);
        prop_assert_eq!(standings(&before), standings(&after));
        let messages = |o: &[Outcome]| o.iter().map(|o| o.message.clone()).collect::<Vec<_>>();
        prop_assert_eq!(messages(&before), messages(&after));
    }

    /// Ten times every amount of every proposal: shares keep their standing.
    #[test]
    fn shares_do_not_depend_on_the_scale(season in compliant_season(), over in -5..5i64) {
        let shares = ["personnel-share", "matching-fund", "municipal-grant-share", "foreign-travel-share"];
        let mut season = season;
        let amount = season["proposals"][1]["budget"][0]["lines"][3]["amount"].as_i64().unwrap();
        season["proposals"][1]["budget"][0]["lines"][3]["amount"] = (amount + over).into();
        let of = |outcomes: &[Outcome]| {
            standings(outcomes).into_iter().filter(|s| shares.contains(&s.0.as_str())).collect::<Vec<_>>()
        };
        let before = of(&judged(&season));
        let lists = season["proposals"].as_array_mut().unwrap().iter_mut().flat_map(|p| p["budget"].as_array_mut().unwrap());
        for year in lists {
            year["grant_requested"] = (year["grant_requested"].as_i64().unwrap() * 10).into();
            for line in year["lines"].as_array_mut().unwrap() {
                line["amount"] = (line["amount"].as_i64().unwrap() * 10).into();
            }
        }
        prop_assert_eq!(before, of(&judged(&season)));
    }

    /// Blanking anything never turns what was wrong into a pass by way of a zero.
    #[test]
    fn a_blank_amount_is_never_taken_for_zero(season in compliant_season(), line in 0..6usize) {
        let mut season = season;
        season["proposals"][0]["budget"][0]["lines"][line]["amount"] = Value::Null;
        let outcomes = judged(&season);
        let total = outcomes.iter().find(|o| {
            o.rule == "budget-grant-total" && o.proposal.as_deref() == Some("a") && o.figures.is_none()
        });
        let granted = season["proposals"][0]["budget"][0]["lines"][line]["fund"] == "grant";
        prop_assert_eq!(granted, total.is_some_and(|o| o.outcome == Standing::Undetermined));
    }

    /// Whatever single place is blanked, checking answers, and its sentences are whole.
    #[test]
    fn any_blank_is_survived(season in compliant_season(), seed in any::<u64>()) {
        let mut season = season;
        let mut places = Vec::new();
        leaves(&season, String::new(), &mut places);
        let place = &places[usize::try_from(seed % places.len() as u64).unwrap()];
        *season.pointer_mut(place).unwrap() = Value::Null;
        if let Ok(read) = usr_desk_workspace::format::read(season.to_string().as_bytes()) {
            for language in [Language::ZhTw, Language::En] {
                let outcomes = check(&read, language);
                prop_assert!(sound(&season, &outcomes).is_ok(), "{place}: {:?}", sound(&season, &outcomes));
            }
        }
    }
}

fn leaves(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(key, value)| leaves(value, format!("{at}/{key}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(i, value)| leaves(value, format!("{at}/{i}"), found)),
        _ => found.push(at),
    }
}
