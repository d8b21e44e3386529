//! What goes out comes in again: any budget, as `.xlsx` and as `.ods`, through the program's own reader.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use std::path::{Path, PathBuf};
use usr_desk_intake::{Map, Reading, WarningCode, plan, read_all};
use usr_desk_workbooks::{Form, Owner, budget, budget_of, write};
use usr_desk_workspace::{BudgetLine, BudgetYear, Category, Fund, LineId, Money, Text, Workspace, format};

const CATEGORIES: [Category; 4] = [
    Category::Personnel,
    Category::Operations,
    Category::Miscellaneous,
    Category::Capital,
];
const FUNDS: [Fund; 3] = [Fund::Grant, Fund::Matching, Fund::External];

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Xlsx), Just(Form::Ods)]
}

/// Dollars, now and then with a fraction (補充保費), never nothing.
fn money() -> impl Strategy<Value = Money> {
    prop_oneof![
        4 => (1_i64..3_000_000).prop_map(Money::whole),
        1 => (1_i64..9_000_000, 1_u32..4).prop_map(|(n, scale)| Money(Decimal::new(n, scale).normalize())),
    ]
}

fn item() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "講座鐘點費",
        "計畫專任助理",
        "國內旅費、短程車資",
        "印刷費（成果專刊）",
        "USR聯盟年費",
        "=1+1 公式樣子的名稱",
        "+886 通訊費",
        "-- 特殊符號",
        "@材料費",
        "(一) 有編號的材料",
        "3D列印",
        "補充保費 2.11%",
        "𡘙先生出席費",
        "<b>&amp;</b> 標記",
    ]);
    (words, "[甲乙丙丁]{0,3}").prop_map(|(word, more)| format!("{word}{more}"))
}

prop_compose! {
    fn line()(
        category in prop::sample::select(&CATEGORIES[..]),
        fund in prop::sample::select(&FUNDS[..]),
        item in item(),
        price in prop::option::of(money()),
        quantity in prop::option::of(1_i64..200),
        unit in prop::option::of(prop::sample::select(vec!["月", "人次", "式", "節"])),
        said in prop::option::of(money()),
        note in prop::option::of(prop::sample::select(vec!["外聘", "依實際需求\n核實報支", "=SUM(A1)"])),
    ) -> BudgetLine {
        let text = |t: Option<&str>| t.map(Text::from).unwrap_or_default();
        let quantity = quantity.map(Money::whole);
        let product = price.zip(quantity).map(|(p, q)| Money((p.0 * q.0).normalize()));
        let amount = said.or(product).or(Some(Money::whole(1)));
        BudgetLine {
            category: Some(category),
            fund: Some(fund),
            item: Text::from(item),
            unit_price: price,
            quantity,
            unit: text(unit),
            amount,
            note: text(note),
            ..BudgetLine::blank(LineId::from(""))
        }
    }
}

fn years() -> impl Strategy<Value = Vec<BudgetYear>> {
    prop::collection::vec(prop::collection::vec(line(), 1..24), 1..4).prop_map(|years| {
        let mut id = 0;
        let mut named = |mut line: BudgetLine| {
            id += 1;
            line.id = LineId(format!("l{id}"));
            line
        };
        (115..)
            .zip(years)
            .map(|(year, lines)| BudgetYear {
                year,
                grant_requested: Some(Money::whole(1_000_000)),
                grant_approved: None,
                lines: lines.into_iter().map(&mut named).collect(),
            })
            .collect()
    })
}

fn there_and_back(years: &[BudgetYear], form: Form) -> Reading {
    let owner = Owner {
        school: "○○大學",
        title: "山城共好",
        period: None,
        years,
    };
    let bytes = write(&budget(&owner), form).unwrap();
    let name = if form == Form::Xlsx {
        "經費.xlsx"
    } else {
        "經費.ods"
    };
    read_all(name, &bytes, &Map::default()).unwrap().reading
}

/// Doubts that would stand in the way of a budget that this program itself wrote.
fn is_false_alarm(code: WarningCode) -> bool {
    !matches!(
        code,
        WarningCode::RowArithmetic
            | WarningCode::DuplicateLine
            | WarningCode::MergedCells
            | WarningCode::UnsafeText
            | WarningCode::Rounding
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_goes_out_comes_in_again(years in years(), form in form()) {
        let reading = there_and_back(&years, form);
        let alarms: Vec<_> = reading.warnings.iter().filter(|w| is_false_alarm(w.code)).collect();
        prop_assert!(alarms.is_empty(), "{alarms:#?}");
        let found = plan("經費.xlsx", &reading, &years, &Map::default());
        prop_assert!(found.is_empty() && found.blocked.is_empty() && found.missing.is_empty(), "{found:#?}");
        let all: usize = years.iter().map(|y| y.lines.len()).sum();
        prop_assert_eq!(found.unchanged as usize, all);
        for year in &years {
            let total = |it: &mut dyn Iterator<Item = Money>| it.sum::<Money>();
            let went = total(&mut year.lines.iter().filter_map(|l| l.amount));
            let came = total(&mut reading.lines.iter().filter(|l| l.year == Some(year.year)).filter_map(|l| l.amount));
            prop_assert_eq!(went.0.normalize(), came.0.normalize());
        }
    }
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite")
}

fn seasons() -> Vec<Workspace> {
    [
        "contract/workspaces/compliant-112-116.json",
        "contract/workspaces/compliant-109-111.json",
    ]
    .iter()
    .map(|name| format::read(&std::fs::read(suite().join(name)).unwrap()).unwrap())
    .collect()
}

#[test]
fn every_budget_of_the_suites_comes_in_again() {
    for season in seasons() {
        for proposal in &season.proposals {
            for (form, name) in [(Form::Xlsx, "甲.xlsx"), (Form::Ods, "甲.ods")] {
                let book = budget_of(&season, proposal.id.as_str()).unwrap();
                let reading = read_all(name, &write(&book, form).unwrap(), &Map::default())
                    .unwrap()
                    .reading;
                let found = plan(name, &reading, &proposal.budget, &Map::default());
                assert!(
                    found.is_empty() && found.missing.is_empty(),
                    "{name} {:#?}",
                    found
                );
            }
        }
    }
}

#[test]
fn the_same_season_gives_the_same_bytes() {
    let season = seasons().remove(0);
    let scope = season.proposals[0].id.as_str().to_owned();
    for form in [Form::Xlsx, Form::Ods] {
        let made = || write(&budget_of(&season, &scope).unwrap(), form).unwrap();
        assert_eq!(made(), made());
    }
    assert!(budget_of(&season, "nobody").is_none());
}
