//! Seasons made by dice: within every limit of the printed text, up to the last dollar; and faults to plant in them.

mod faults;

pub(crate) use faults::faults;

use crate::common::compliant;
use serde_json::{Value, json};

/// Numbers by chance, the same for the same seed on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + i64::try_from(self.0 % u64::try_from(most - least + 1).unwrap()).unwrap()
    }

    pub(crate) fn often(&mut self, in_ten: i64) -> bool {
        self.between(1, 10) <= in_ten
    }

    pub(crate) fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[usize::try_from(self.between(0, i64::try_from(items.len()).unwrap() - 1)).unwrap()]
    }
}

/// What the printed text says of a type: ceiling of its first and its later years, personnel in percent, travel alone
/// and travel with exchange in percent.
pub(crate) struct Limits {
    pub(crate) first: i64,
    pub(crate) later: i64,
    pub(crate) personnel: Option<i64>,
    pub(crate) travel: Option<i64>,
    pub(crate) together: i64,
}

pub(crate) fn limits(edition: &str, kind: &str) -> Limits {
    let of = |first, later, personnel, travel, together| Limits {
        first,
        later,
        personnel,
        travel,
        together,
    };
    match (edition, kind) {
        ("112-116", "sprout") => of(3_500_000, 3_500_000, Some(60), Some(6), 6),
        ("109-111", "sprout") => of(5_000_000, 5_000_000, Some(60), Some(6), 6),
        (_, "deepening") => of(8_000_000, 8_000_000, Some(50), Some(6), 6),
        ("112-116", _) => of(11_000_000, 11_000_000, None, None, 15),
        (_, "linkage_sprout") => of(9_000_000, 10_000_000, Some(60), None, 15),
        (_, _) => of(11_000_000, 11_000_000, Some(50), None, 15),
    }
}

/// The least matching of a grant: a tenth; where the city or county is in charge, what its tier asks.
pub(crate) fn least_matching(season: &Value, grant: i64) -> i64 {
    let municipal = season["school"]["ownership"] == "municipal";
    let third = season["edition"] == "109-111" && season["school"]["fiscal_tier"] == 1;
    match (municipal, third) {
        (false, _) => (grant + 9) / 10,
        (true, false) => (grant + 8) / 9,
        (true, true) => (grant + 2) / 3,
    }
}

/// A season that keeps every clause.
pub(crate) fn season(seed: u64) -> Value {
    let mut dice = Dice::new(seed);
    let edition = if seed.is_multiple_of(2) {
        "112-116"
    } else {
        "109-111"
    };
    let mut season = compliant(edition);
    season["school"]["ownership"] = (*dice.of(&["national", "private", "municipal"])).into();
    season["school"]["fiscal_tier"] = dice.between(1, 5).into();
    let templates: Vec<Value> = season["proposals"].as_array().unwrap().clone();
    let person = season["people"][0].clone();
    season["people"] = json!([]);
    season["proposals"] = json!([]);
    for (i, kind) in kinds(edition, &mut dice).into_iter().enumerate() {
        let proposal = proposal(&mut season, &templates, kind, i, &person, &mut dice);
        season["proposals"].as_array_mut().unwrap().push(proposal);
    }
    if season["support_plan"].is_object() {
        let years = season["support_plan"]["budget"].as_array().unwrap().len();
        for i in 0..years {
            let grant = if dice.often(2) {
                2_000_000
            } else {
                dice.between(100_000, 2_000_000)
            };
            let year = season["support_plan"]["budget"][i]["year"].clone();
            let lines = json!([
                line("rest", "operations", "grant", grant - grant / 20, 1),
                line("sundry", "miscellaneous", "grant", grant / 20, 1),
                line("own", "operations", "matching", least_matching(&season, grant), 1),
            ]);
            season["support_plan"]["budget"][i] =
                json!({ "year": year, "grant_requested": grant, "lines": lines });
        }
    }
    season
}

/// Types within the limits of number.
fn kinds(edition: &str, dice: &mut Dice) -> Vec<&'static str> {
    let count = dice.between(1, 5);
    let mut kinds = Vec::new();
    for _ in 0..count {
        let of = |kinds: &[&str], kind: &str| kinds.iter().filter(|k| k.contains(kind)).count();
        let kind = match edition {
            "112-116" => *dice.of(&["sprout", "deepening", "international", "distinctive"]),
            _ if of(&kinds, "linkage") == 0 && dice.often(5) => {
                *dice.of(&["linkage_sprout", "linkage_deepening"])
            }
            _ if kinds.iter().filter(|k| **k == "deepening").count() < 2 && dice.often(4) => "deepening",
            _ => "sprout",
        };
        let feature = kinds.iter().filter(|k| !k.contains("linkage")).count();
        if edition == "112-116" || kind.contains("linkage") || feature < 4 {
            kinds.push(kind);
        }
    }
    kinds
}

fn proposal(
    season: &mut Value,
    templates: &[Value],
    kind: &str,
    i: usize,
    person: &Value,
    dice: &mut Dice,
) -> Value {
    let edition = season["edition"].as_str().unwrap().to_owned();
    let alike = if kind == "linkage_deepening" {
        "linkage_sprout"
    } else {
        kind
    };
    let mut proposal = templates.iter().find(|p| p["type"] == alike).unwrap().clone();
    proposal["id"] = format!("p{i}").into();
    proposal["type"] = kind.into();
    proposal["title"] = format!("第{i}案").into();
    proposal["submit"] = dice.often(9).into();
    let (first, last) = if edition == "112-116" {
        (2023, 2027)
    } else {
        (2020, 2022)
    };
    let start = dice.between(first, last);
    let end = dice.between(start, last);
    proposal["starts_on"] = format!("{start}-{}", dice.of(&["01-01", "03-15", "08-01"])).into();
    proposal["ends_on"] = format!("{end}-12-31").into();
    proposal["team"] = team(season, i, person, dice);
    if kind == "sprout" {
        let (title, program) = ("前案", proposal["past_projects"][0]["program"].clone());
        // Exactly two years, in one stretch or in two that touch or overlap.
        proposal["past_projects"] = match dice.between(1, 3) {
            1 => {
                json!([{ "title": title, "program": program, "starts_on": "2017-01-01", "ends_on": "2018-12-31" }])
            }
            2 => json!([
                { "title": title, "program": program, "starts_on": "2017-01-01", "ends_on": "2017-09-30" },
                { "title": title, "program": program, "starts_on": "2017-10-01", "ends_on": "2018-12-31" },
            ]),
            _ => json!([
                { "title": title, "program": program, "starts_on": "2016-02-29", "ends_on": "2017-06-30" },
                { "title": title, "program": program, "starts_on": "2017-03-01", "ends_on": "2018-02-28" },
            ]),
        };
    }
    if kind == "linkage_deepening" {
        proposal["agreements"][0]["kind"] = "agreement".into();
        proposal["events"] =
            json!([{ "title": "共學", "kind": "cross_community", "year": start - 1911, "schools": [] }]);
    }
    for agreement in proposal["agreements"].as_array_mut().unwrap() {
        agreement["signed_on"] = format!("{}-06-30", first - 1).into();
        agreement["expires_on"] = format!("{}-12-31", end + dice.between(0, 3)).into();
    }
    if kind == "deepening" {
        let schools: Vec<String> = (0..dice.between(5, 9)).map(|n| format!("第{n}大學")).collect();
        proposal["events"] = json!([{ "title": "聯合工作坊", "kind": "training_workshop", "year": start - 1911, "schools": schools }]);
    }
    for section in proposal["sections"].as_array_mut().unwrap() {
        section["text"] = format!(
            "第{i}案的{}：{}。",
            section["key"],
            "因地制宜".repeat(usize::try_from(dice.between(1, 30)).unwrap())
        )
        .into();
    }
    let years = (start..=end).map(|year| budget(season, &edition, kind, (year - 1911, year == start), dice));
    proposal["budget"] = years.collect();
    proposal["justifications"] = json!({});
    proposal
}

/// People of their own for each proposal: names that nobody else has, numbers that nobody else has.
fn team(season: &mut Value, i: usize, person: &Value, dice: &mut Dice) -> Value {
    const GIVEN: [&str; 6] = ["怡君", "志明", "雅惠", "俊傑", "淑芬", "家豪"];
    let mut team = Vec::new();
    for n in 0..usize::try_from(dice.between(1, 4)).unwrap() {
        let mut someone = person.clone();
        let id = format!("q{i}{n}");
        someone["id"] = id.clone().into();
        someone["name"] = format!("{}{}", ["王", "李", "張", "劉", "陳"][i], GIVEN[n]).into();
        someone["staff_number"] = format!("T{i}{n}").into();
        // A vice president may take part, and draws nothing.
        someone["executive"] = if n == 3 {
            "vice_president".into()
        } else {
            Value::Null
        };
        season["people"].as_array_mut().unwrap().push(someone);
        let role = [
            "principal_investigator",
            "co_principal_investigator",
            "associate_investigator",
            "associate_investigator",
        ][n];
        team.push(json!({ "person": id, "role": role }));
    }
    team.into()
}

/// A year up to its limits.
fn budget(season: &Value, edition: &str, kind: &str, (year, first): (i64, bool), dice: &mut Dice) -> Value {
    let limits = limits(edition, kind);
    let ceiling = if first { limits.first } else { limits.later };
    let grant = if dice.often(2) {
        ceiling
    } else {
        dice.between(200_000, ceiling)
    };
    let most = |percent: i64| grant * percent / 100;
    let personnel = match dice.often(3) {
        true => most(limits.personnel.unwrap_or(70)),
        false => dice.between(0, most(limits.personnel.unwrap_or(70))),
    };
    let abroad = if dice.often(3) {
        most(limits.together)
    } else {
        dice.between(0, most(limits.together))
    };
    let exchange = if limits.travel.is_some() {
        0
    } else {
        dice.between(0, abroad)
    };
    let capital = if dice.often(2) {
        dice.between(1, grant / 10)
    } else {
        0
    };
    let full_time = if personnel > 100 && dice.often(7) {
        personnel - personnel / 2 - 3
    } else {
        0
    };
    let insurance = if full_time > 0 { 1 } else { 0 };
    let part_time = personnel - full_time - 3 * insurance;
    let mut lines = vec![line(
        "rest",
        "operations",
        "grant",
        grant - personnel - abroad - capital,
        1,
    )];
    let mut add = |mut line: Value, field: &str, value: Value| {
        if line["amount"].as_i64().unwrap() > 0 {
            line[field] = value;
            lines.push(line);
        }
    };
    add(
        line("full", "personnel", "grant", full_time, 1),
        "position",
        "full_time_assistant".into(),
    );
    for tag in ["labor_insurance", "health_insurance", "pension"] {
        add(
            line(tag, "personnel", "grant", insurance, 1),
            "tags",
            json!([tag]),
        );
    }
    // Filed under operations or not, the position says what it is.
    let category = if dice.often(5) { "personnel" } else { "operations" };
    add(
        line("part", category, "grant", part_time, 1),
        "position",
        "part_time_assistant".into(),
    );
    add(
        line("travel", "operations", "grant", abroad - exchange, 1),
        "tags",
        json!(["foreign_travel"]),
    );
    add(
        line("exchange", "operations", "grant", exchange, 1),
        "tags",
        json!(["international_exchange"]),
    );
    let approved = json!({ "status": "approved", "document": "臺教字第1號", "on": "2025-01-01" });
    add(
        line("capital", "capital", "grant", capital, 1),
        "approval",
        approved,
    );
    let matching = least_matching(season, grant)
        + if dice.often(5) {
            0
        } else {
            dice.between(0, 500_000)
        };
    let months = dice.between(1, 12);
    let mut own = line("own", "operations", "matching", matching, 1);
    if matching % months == 0 {
        own["quantity"] = months.into();
        own["unit_price"] = (matching / months).into();
    }
    lines.push(own);
    if dice.often(3) {
        lines.push(line("gift", "personnel", "external", dice.between(1, 900_000), 1));
        lines.last_mut().unwrap()["position"] = "part_time_assistant".into();
    }
    if dice.often(2) {
        lines.push(json!({ "id": "empty" }));
    }
    json!({ "year": year, "grant_requested": grant, "lines": lines })
}

pub(crate) fn line(id: &str, category: &str, fund: &str, amount: i64, quantity: i64) -> Value {
    json!({
        "id": id, "category": category, "item": id, "fund": fund, "unit_price": amount / quantity, "quantity": quantity,
        "amount": amount, "tags": [],
    })
}
