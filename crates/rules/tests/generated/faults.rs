//! Faults, one kind a line: each breaks one clause by the smallest unit, and says what must be found.

use super::{Dice, least_matching, limits, line};
use serde_json::{Value, json};
use usr_desk_rules::Standing;

/// What must be found.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) rule: &'static str,
    pub(crate) proposal: Option<String>,
    pub(crate) year: Option<u16>,
    pub(crate) standing: Standing,
}

/// Plants a fault; `None` = this season cannot have it, and nothing was changed.
pub(crate) type Plant = fn(&mut Value, &mut Dice) -> Option<Wanted>;

use Standing::{NeedsApproval, NeedsConfirmation, OverPrinciple, Undetermined, Violation};

pub(crate) fn faults() -> Vec<(&'static str, Plant)> {
    vec![
        ("one dollar over the ceiling", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let limits = limits_of(s, p);
            let ceiling = if y == 0 { limits.first } else { limits.later };
            s["proposals"][p]["budget"][y]["grant_requested"] = (ceiling + 1).into();
            of_year(s, p, y, "annual-grant-ceiling", Violation)
        }),
        ("one dollar of personnel too much", |s, d| {
            let (p, y) = place(s, d, |k| k != "international" && k != "distinctive")?;
            let grant = grant(s, p, y);
            let sum = granted(s, p, y, |l| {
                l["category"] == "personnel" || l["position"].is_string()
            });
            let most = grant * limits_of(s, p).personnel? / 100;
            let mut extra = line("extra", "personnel", "grant", most - sum + 1, 1);
            extra["position"] = "teaching_assistant".into();
            add(s, p, y, extra);
            of_year(s, p, y, "personnel-share", OverPrinciple)
        }),
        ("one dollar of matching too little", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let least = (grant(s, p, y) + 9) / 10;
            for l in lines(s, p, y).iter_mut().filter(|l| l["fund"] == "matching") {
                l["amount"] = (least - 1).into();
            }
            of_year(s, p, y, "matching-fund", Violation)
        }),
        ("a tenth where a ninth or a third is asked", |s, d| {
            let (p, y) = place(s, d, |_| true).filter(|_| s["school"]["ownership"] == "municipal")?;
            let (grant, in_principle) = (
                grant(s, p, y),
                s["edition"] == "109-111" && s["school"]["fiscal_tier"] == 1,
            );
            let short = least_matching(s, grant) - 1;
            for l in lines(s, p, y).iter_mut().filter(|l| l["fund"] == "matching") {
                l["amount"] = short.into();
            }
            of_year(
                s,
                p,
                y,
                "municipal-grant-share",
                if in_principle { OverPrinciple } else { Violation },
            )
        }),
        ("one dollar of travel too much", |s, d| {
            let (p, y) = place(s, d, |k| k == "sprout" || k == "deepening")?;
            abroad(s, p, y, "foreign_travel")
        }),
        ("one dollar of exchange too much", |s, d| {
            let (p, y) = place(s, d, |k| k != "sprout" && k != "deepening")?;
            abroad(s, p, y, "international_exchange")
        }),
        ("a minute too late", |s, _| {
            s["call"]["deadline"] = "2025-11-28T17:00:00+08:00".into();
            s["call"]["planned_submission"] = "2025-11-28T17:01:00+08:00".into();
            of_school("submission-deadline", Violation)
        }),
        ("a school under special guidance", |s, _| {
            (s["edition"] == "112-116").then_some(())?;
            s["school"]["under_special_guidance"] = true.into();
            of_school("school-eligible", Violation)
        }),
        ("a day short of two years", |s, d| {
            let (p, _) = place(s, d, |k| k == "sprout")?;
            let last = s["proposals"][p]["past_projects"].as_array_mut()?.last_mut()?;
            last["ends_on"] = if last["ends_on"] == "2018-12-31" {
                "2018-12-30"
            } else {
                "2018-02-27"
            }
            .into();
            of_proposal(s, p, "team-experience", Violation)
        }),
        ("four schools besides one's own, and three", |s, d| {
            let (p, _) = place(s, d, |k| k == "deepening")?;
            let few = d.between(3, 4);
            s["proposals"][p]["events"][0]["schools"]
                .as_array_mut()?
                .truncate(usize::try_from(few).ok()?);
            of_proposal(
                s,
                p,
                "cross-school-activities",
                if few == 4 { NeedsConfirmation } else { Violation },
            )
        }),
        ("an agreement that nobody signed", |s, d| {
            let (p, _) = place(s, d, |k| k == "international" || k.starts_with("linkage"))?;
            s["proposals"][p]["agreements"][0]["signed_on"] = Value::Null;
            of_proposal(s, p, "international-agreement", Violation)
        }),
        ("an agreement that ends a day too soon", |s, d| {
            let (p, _) = place(s, d, |k| k == "international")?;
            let end = s["proposals"][p]["ends_on"].as_str()?.replace("12-31", "12-30");
            s["proposals"][p]["agreements"][0]["expires_on"] = end.into();
            of_proposal(s, p, "international-agreement", NeedsConfirmation)
        }),
        ("nobody leads", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            s["proposals"][p]["team"][0]["role"] = "member".into();
            of_proposal(s, p, "single-principal-investigator", Violation)
        }),
        ("a teacher in two", |s, _| {
            let (one, two) = two_submitted(s)?;
            let person = s["proposals"][one]["team"][0]["person"].clone();
            let other = json!({ "person": person, "role": "associate_investigator" });
            s["proposals"][two]["team"].as_array_mut()?.push(other);
            of_proposal(s, one, "one-project-per-teacher", Violation)
        }),
        ("a namesake without a number", |s, _| {
            let (one, two) = two_submitted(s)?;
            let id = s["proposals"][one]["team"][0]["person"].clone();
            let mut other = s["people"].as_array()?.iter().find(|p| p["id"] == id)?.clone();
            other["id"] = "namesake".into();
            other["staff_number"] = Value::Null;
            other["name"] = format!("{}　教授", other["name"].as_str()?).into();
            for person in s["people"].as_array_mut()?.iter_mut().filter(|p| p["id"] == id) {
                person["staff_number"] = Value::Null;
            }
            s["people"].as_array_mut()?.push(other);
            s["proposals"][two]["team"]
                .as_array_mut()?
                .push(json!({ "person": "namesake", "role": "co_principal_investigator" }));
            of_proposal(s, two, "one-project-per-teacher", NeedsConfirmation)
        }),
        ("no declaration", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            let id = s["proposals"][p]["team"][0]["person"].clone();
            s["people"].as_array_mut()?.iter_mut().find(|x| x["id"] == id)?["other_school_declaration"] =
                Value::Null;
            of_proposal(s, p, "other-school-declaration", NeedsConfirmation)
        }),
        ("an empty section", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            let count = s["proposals"][p]["sections"].as_array()?.len();
            let which = usize::try_from(d.between(0, i64::try_from(count).ok()? - 1)).ok()?;
            s["proposals"][p]["sections"][which]["text"] = " \n".into();
            of_proposal(s, p, "required-sections", Violation)
        }),
        ("price times quantity is a dollar off", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let l = &mut s["proposals"][p]["budget"][y]["lines"][0];
            l["unit_price"] = (l["unit_price"].as_i64()? + 1).into();
            of_year(s, p, y, "budget-line-arithmetic", Violation)
        }),
        ("the lines are a dollar short of the grant", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let l = &mut s["proposals"][p]["budget"][y]["lines"][0];
            l["amount"] = (l["amount"].as_i64()? - 1).into();
            of_year(s, p, y, "budget-grant-total", Violation)
        }),
        ("half a dollar", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            s["proposals"][p]["budget"][y]["lines"][0]["amount"] = json!(1000.5);
            of_year(s, p, y, "budget-whole-dollars", Violation)
        }),
        ("capital that nobody approved", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            add(s, p, y, line("extra", "capital", "grant", 1, 1));
            of_year(s, p, y, "capital-approval", NeedsApproval)
        }),
        ("an approval without its number", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let mut extra = line("extra", "operations", "grant", 1, 1);
            extra["extra_item"] = true.into();
            extra["approval"] = json!({ "status": "approved", "document": "  ", "on": "2025-01-01" });
            add(s, p, y, extra);
            of_year(s, p, y, "extra-item-approval", NeedsApproval)
        }),
        ("a full-timer without a pension", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            lines(s, p, y)
                .iter()
                .any(|l| l["position"] == "full_time_assistant")
                .then_some(())?;
            lines(s, p, y).retain(|l| l["id"] != "pension");
            of_year(s, p, y, "full-time-insurance", Violation)
        }),
        ("a position that is not listed", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let mut extra = line("extra", "personnel", "grant", 1, 1);
            extra["position"] = "other".into();
            add(s, p, y, extra);
            of_year(s, p, y, "personnel-listed-positions", NeedsApproval)
        }),
        ("a vice president who draws a dollar", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            let id = s["proposals"][p]["team"][3]["person"].as_str()?.to_owned();
            let mut fee = line("fee", "personnel", "matching", 1, 1);
            fee["position"] = "associate_investigator".into();
            fee["person"] = id.into();
            add(s, p, y, fee);
            of_year(s, p, y, "executive-draws-no-fee", Violation)
        }),
        ("a blank grant", |s, d| {
            let (p, y) = place(s, d, |_| true)?;
            s["proposals"][p]["budget"][y]["grant_requested"] = Value::Null;
            of_year(s, p, y, "annual-grant-ceiling", Undetermined)
        }),
        ("nobody confirmed that it is no repetition", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            s["proposals"][p]["confirmations"]
                .as_object_mut()?
                .remove("content-not-duplicated");
            of_proposal(s, p, "content-not-duplicated", NeedsConfirmation)
        }),
        ("a confirmation without its basis", |s, d| {
            let (p, _) = place(s, d, |k| k != "sprout")?;
            s["proposals"][p]["confirmations"]["team-quality"]["basis"] = "  ".into();
            of_proposal(s, p, "team-quality", NeedsConfirmation)
        }),
        ("a day after the edition's last", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            s["proposals"][p]["ends_on"] = if s["edition"] == "112-116" {
                "2028-01-01"
            } else {
                "2023-01-01"
            }
            .into();
            of_proposal(s, p, "proposal-period", Violation)
        }),
        ("a type of the other edition", |s, d| {
            let (p, _) = place(s, d, |_| true)?;
            let kind = if s["edition"] == "112-116" {
                "linkage_sprout"
            } else {
                "international"
            };
            s["proposals"][p]["type"] = kind.into();
            of_proposal(s, p, "proposal-type", Violation)
        }),
        ("one proposal too many", |s, _| {
            let model = s["proposals"][0].clone();
            let proposals = s["proposals"].as_array_mut()?;
            for i in 0..6 {
                let mut copy = model.clone();
                copy["id"] = format!("copy{i}").into();
                copy["submit"] = true.into();
                proposals.push(copy);
            }
            of_school("proposal-count", Violation)
        }),
        ("a development plan without pages", |s, _| {
            s["school"]["development_plan"]["pages"] = " ".into();
            of_school("development-plan-listed", NeedsConfirmation)
        }),
        ("no topic", |s, d| {
            let (p, _) =
                place(s, d, |k| k == "sprout" || k == "deepening").filter(|_| s["edition"] == "109-111")?;
            s["proposals"][p]["topic"] = Value::Null;
            of_proposal(s, p, "topic-selected", Violation)
        }),
        ("the support plan one dollar over its ceiling", |s, _| {
            let year = support(s)?;
            s["support_plan"]["budget"][0]["grant_requested"] = 2_000_001.into();
            Some(Wanted {
                year: Some(year),
                ..of_support("support-plan-ceiling", Violation)
            })
        }),
        ("a support plan without its evaluation", |s, _| {
            support(s)?;
            s["support_plan"]["sections"]["evaluation"] = "".into();
            Some(of_support("support-plan-complete", Violation))
        }),
        ("a support plan that pays people", |s, _| {
            let year = support(s)?;
            s["support_plan"]["budget"][0]["lines"].as_array_mut()?.push(line(
                "extra",
                "personnel",
                "grant",
                1,
                1,
            ));
            Some(Wanted {
                year: Some(year),
                ..of_support("support-plan-operating-only", NeedsApproval)
            })
        }),
        ("a listed paper that is not attached", |s, _| {
            s["checklist"] =
                json!([{ "title": "切結書", "applies_to": "school", "attachment_kind": "affidavit" }]);
            of_school("packet-complete", Violation)
        }),
    ]
}

fn kind_of(season: &Value, p: usize) -> String {
    season["proposals"][p]["type"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn limits_of(season: &Value, p: usize) -> super::Limits {
    limits(
        season["edition"].as_str().unwrap_or_default(),
        &kind_of(season, p),
    )
}

/// A year of a submitted proposal of a fitting type, by chance.
fn place(season: &Value, dice: &mut Dice, fits: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let proposals = season["proposals"].as_array()?;
    let found: Vec<usize> = (0..proposals.len())
        .filter(|p| proposals[*p]["submit"] == true && fits(&kind_of(season, *p)))
        .collect();
    let p = *found.get(usize::try_from(dice.between(0, 99)).ok()? % found.len().max(1))?;
    let years = proposals[p]["budget"].as_array()?.len();
    Some((p, usize::try_from(dice.between(0, 99)).ok()? % years))
}

fn two_submitted(season: &Value) -> Option<(usize, usize)> {
    let proposals = season["proposals"].as_array()?;
    let mut submitted = (0..proposals.len()).filter(|p| proposals[*p]["submit"] == true);
    Some((submitted.next()?, submitted.next()?))
}

fn grant(season: &Value, p: usize, y: usize) -> i64 {
    season["proposals"][p]["budget"][y]["grant_requested"]
        .as_i64()
        .unwrap_or_default()
}

fn lines(season: &mut Value, p: usize, y: usize) -> &mut Vec<Value> {
    season["proposals"][p]["budget"][y]["lines"]
        .as_array_mut()
        .unwrap()
}

fn add(season: &mut Value, p: usize, y: usize, line: Value) {
    lines(season, p, y).push(line);
}

fn granted(season: &mut Value, p: usize, y: usize, counts: impl Fn(&Value) -> bool) -> i64 {
    let granted = lines(season, p, y)
        .iter()
        .filter(|l| l["fund"] == "grant" && counts(l));
    granted.filter_map(|l| l["amount"].as_i64()).sum()
}

fn abroad(season: &mut Value, p: usize, y: usize, tag: &str) -> Option<Wanted> {
    let limits = limits_of(season, p);
    let most = grant(season, p, y) * limits.travel.unwrap_or(limits.together) / 100;
    let sum = granted(season, p, y, |l| {
        l["tags"].as_array().is_some_and(|t| {
            t.iter()
                .any(|t| t == "foreign_travel" || t == "international_exchange")
        })
    });
    let mut extra = line("extra", "operations", "grant", most - sum + 1, 1);
    extra["tags"] = json!([tag]);
    add(season, p, y, extra);
    of_year(season, p, y, "foreign-travel-share", Violation)
}

fn support(season: &Value) -> Option<u16> {
    season["support_plan"]["budget"][0]["year"]
        .as_u64()
        .and_then(|y| u16::try_from(y).ok())
}

fn of_school(rule: &'static str, standing: Standing) -> Option<Wanted> {
    Some(Wanted {
        rule,
        proposal: None,
        year: None,
        standing,
    })
}

fn of_support(rule: &'static str, standing: Standing) -> Wanted {
    Wanted {
        rule,
        proposal: Some("support_plan".to_owned()),
        year: None,
        standing,
    }
}

fn of_proposal(season: &Value, p: usize, rule: &'static str, standing: Standing) -> Option<Wanted> {
    let proposal = season["proposals"][p]["id"].as_str().map(str::to_owned);
    Some(Wanted {
        rule,
        proposal,
        year: None,
        standing,
    })
}

fn of_year(season: &Value, p: usize, y: usize, rule: &'static str, standing: Standing) -> Option<Wanted> {
    let year = season["proposals"][p]["budget"][y]["year"].as_u64()?;
    Some(Wanted {
        year: u16::try_from(year).ok(),
        ..of_proposal(season, p, rule, standing)?
    })
}
