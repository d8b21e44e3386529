//! A plan adds, changes, keeps; applied, it is one step; the same file again plans nothing.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use usr_desk_intake::plan::Unknown;
use usr_desk_intake::{Map, Plan, Reading, plan, read_all};
use usr_desk_workspace::{
    BudgetLine, Category, Edit, FieldPath, Fund, LineId, Money, Position, Tag, Text, Workspace, edit, format,
};

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite")
}

fn season() -> Workspace {
    let bytes = std::fs::read(suite().join("contract/workspaces/compliant-112-116.json")).unwrap();
    format::read(&bytes).unwrap()
}

fn d01() -> (Reading, Map) {
    let map: Map =
        serde_json::from_slice(&std::fs::read(suite().join("budget-sheets/d01.map.json")).unwrap()).unwrap();
    let name = "d01_moe_apply_112.xlsx";
    let bytes = std::fs::read(suite().join("budget-sheets").join(name)).unwrap();
    (read_all(name, &bytes, &map).unwrap().reading, map)
}

fn planned(season: &Workspace, proposal: usize) -> Plan {
    let (reading, map) = d01();
    plan::plan(
        "d01_moe_apply_112.xlsx",
        &reading,
        &season.proposals[proposal].budget,
        &map,
    )
}

fn carried_out(season: &Workspace, proposal: usize, plan: &Plan) -> Workspace {
    let mut next = 0;
    let mut new_id = || {
        next += 1;
        LineId(format!("new-{next}"))
    };
    let base = FieldPath::new("/proposals").then(&season.proposals[proposal].id);
    let step = plan.edit(&base, &mut new_id);
    assert!(matches!(&step, Edit::All { label, .. } if label.zh == "匯入經費表 d01_moe_apply_112.xlsx"));
    edit::apply(season, &step).unwrap()
}

#[test]
fn d01_becomes_a_new_year_to_the_dollar_and_the_same_file_again_plans_nothing() {
    let before = season();
    let first = planned(&before, 0);
    assert!(first.blocked.is_empty(), "{:#?}", first.blocked);
    assert_eq!((first.added.len(), first.changed.len()), (12, 0));
    let after = carried_out(&before, 0, &first);
    let year = after.proposals[0].budget.iter().find(|y| y.year == 112).unwrap();
    assert_eq!(
        year.lines
            .iter()
            .rev()
            .take(12)
            .filter_map(|l| l.amount)
            .sum::<Money>(),
        Money::whole(1_376_000)
    );
    let assistant = year.lines.iter().find(|l| &*l.item == "計畫專任助理").unwrap();
    assert_eq!(assistant.position, Some(Position::FullTimeAssistant));
    assert_eq!(assistant.quantity, Money::parse("13.5"));
    let insured = year.lines.iter().find(|l| l.item.contains("勞健保")).unwrap();
    assert_eq!(
        insured.tags,
        vec![Tag::LaborInsurance, Tag::HealthInsurance, Tag::Pension]
    );

    let again = planned(&after, 0);
    assert!(again.is_empty(), "{again:#?}");
    assert_eq!(again.unchanged, 12);
    assert_eq!(carried_out(&after, 0, &again), after);
}

#[test]
fn what_differs_is_changed_field_by_field_and_what_the_sheet_lacks_stays() {
    let before = season();
    let mut after = carried_out(&before, 0, &planned(&before, 0));
    let year = after.proposals[0]
        .budget
        .iter_mut()
        .find(|y| y.year == 112)
        .unwrap();
    let printing = year.lines.iter_mut().find(|l| &*l.item == "印刷費").unwrap();
    printing.amount = Some(Money::whole(90_000));
    printing.note = Text::from("我的備註");
    let own = BudgetLine {
        item: Text::from("自己加的"),
        category: Some(Category::Operations),
        fund: Some(Fund::Grant),
        ..BudgetLine::blank(LineId::from("own"))
    };
    year.lines.push(own);
    let plan = planned(&after, 0);
    assert!(plan.added.is_empty());
    let [changed] = plan.changed.as_slice() else {
        panic!("{plan:#?}")
    };
    assert_eq!(changed.source, "經費表!F14");
    let fields: Vec<_> = changed
        .fields
        .iter()
        .map(|f| (f.field.as_str(), f.old.to_string(), f.new.to_string()))
        .collect();
    assert_eq!(
        fields,
        [
            ("amount", "90000".to_owned(), "100000".to_owned()),
            (
                "note",
                "\"我的備註\"".to_owned(),
                "\"課程手冊、成果專刊\"".to_owned()
            ),
        ]
    );
    assert!(plan.missing.iter().any(|k| k.item == "自己加的"));
    let done = carried_out(&after, 0, &plan);
    let year = done.proposals[0].budget.iter().find(|y| y.year == 112).unwrap();
    assert!(year.lines.iter().any(|l| &*l.item == "自己加的"));
    assert!(planned(&done, 0).is_empty());
}

#[test]
fn what_a_sheet_leaves_open_is_blocked_with_its_cells() {
    let name = "d08_文化路徑計畫.ods";
    let bytes = std::fs::read(suite().join("budget-sheets").join(name)).unwrap();
    let reading = read_all(name, &bytes, &Map::default()).unwrap().reading;
    let open = plan::plan(name, &reading, &[], &Map::default());
    assert_eq!((open.added.len(), open.blocked.len()), (0, 10));
    let dues = open.blocked.iter().find(|b| b.item == "USR聯盟年費").unwrap();
    assert_eq!(dues.source, "經費概算!H14");
    assert_eq!(dues.unknown, [Unknown::Fund, Unknown::Category]);
    let map: Map =
        serde_json::from_str(r#"{"fund":"grant","categories":{"聯盟分攤款":"operations"}}"#).unwrap();
    let reading = read_all(name, &bytes, &map).unwrap().reading;
    let settled = plan::plan(name, &reading, &[], &map);
    assert_eq!((settled.added.len(), settled.blocked.len()), (10, 0));
    assert_eq!(settled.new_years, [113]);
}
