use super::*;

fn facts() -> Vec<Fact> {
    [
        ("years", "115–118"),
        ("year_count", "4"),
        ("team", "12"),
        ("partners", "（未填）"),
        ("grant", "7,012,345"),
        ("matching", "702,000"),
        ("personnel", "4,000,000"),
        ("travel", "100,000"),
        ("grant:115", "3,500,000"),
        ("matching:115", "350,000"),
        ("personnel:115", "2,000,000"),
        ("travel:115", "100,000"),
        ("grant:116", "3,512,345"),
        ("matching:116", "352,000"),
        ("personnel:116", "2,000,000"),
        ("travel:116", "0"),
    ]
    .map(|(key, value)| Fact {
        key: key.to_owned(),
        name: String::new(),
        name_en: String::new(),
        value: value.to_owned(),
        unit: String::new(),
    })
    .into()
}

fn found(text: &str) -> Vec<(String, String)> {
    let stale = in_text(text, &[facts()], &FieldPath::new("/x"));
    stale.into_iter().map(|s| (s.words, s.fact)).collect()
}

#[test]
fn what_differs_is_named_with_the_fact_that_says_otherwise() {
    for (text, words, fact) in [
        (
            "本計畫115年度申請補助款3,600,000元。",
            "本計畫115年度申請補助款3,600,000元",
            "grant:115",
        ),
        ("補助款共３６０萬元，", "補助款共360萬元", "grant"),
        (
            "115年度補助款3,500,000元，其中人事費2,100,000元。",
            "其中人事費2,100,000元",
            "personnel:115",
        ),
        (
            "115年度人事費2,000,000元，占補助款60%。",
            "占補助款60%",
            "personnel_share:115",
        ),
        ("配合款為 50 萬元", "配合款為50萬元", "matching"),
        (
            "115 年度配合款占補助款 12%",
            "115年度配合款占補助款12%",
            "matching_share:115",
        ),
        ("團隊成員共十人，分為三組。", "團隊成員共十人", "team"),
        (
            "結合在地場域，本計畫補助款360萬元",
            "本計畫補助款360萬元",
            "grant",
        ),
        ("本計畫為期三年。", "本計畫為期三年", "year_count"),
        ("計畫期間：115年至117年", "計畫期間:115年至117年", "years"),
    ] {
        assert_eq!(found(text), [(words.to_owned(), fact.to_owned())], "{text}");
    }
}

#[test]
fn what_agrees_or_cannot_be_told_is_left_alone() {
    for text in [
        "本計畫115年度申請補助款3,500,000元，人事費200萬元，占補助款57.1%。",
        "116年度補助款351萬元",
        "補助款3,512,345元",
        "補助款共701.2萬元",
        "人事費占補助款57.14%",
        "團隊成員共12人；計畫期間115–118年度，為期4年。",
        // Estimates, limits, single items, other plans, other years, other denominators.
        "補助款約400萬元",
        "人事費以不超過補助款60%為原則",
        "兼任助理人事費每月6,000元",
        "前期計畫補助款9,000,000元",
        "108年度補助款2,000,000元",
        "人事費占總經費50%",
        "校友會補助款100,000元",
        "合作單位共5家",
        "團隊成員5人參與培力",
        "115年度及116年度補助款共3,900,000元",
        // Of something else that was named before, or of a year.
        "社區營造協會的案子，補助款500,000元。",
        "專任助理1名，人事費600,000元。",
        "赴日交流，國外差旅費80,000元。",
        "社區發展協會，團隊成員5人。",
        "辦理培力營隊，為期一年。",
        "為期一年",
        "計畫期程：115年。",
        "人事費支用說明如下：專任助理1人，42,000元。",
        "",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn while_a_figure_is_blank_nothing_is_said() {
    let mut facts = facts();
    facts.retain(|f| f.key != "grant:116");
    facts.push(Fact {
        key: "grant:116".to_owned(),
        name: String::new(),
        name_en: String::new(),
        value: fact::BLANK.to_owned(),
        unit: String::new(),
    });
    let facts = [facts];
    assert_eq!(in_text("補助款999元", &facts, &FieldPath::new("/x")), []);
    assert_eq!(
        in_text("115年度補助款999元", &facts, &FieldPath::new("/x")).len(),
        1
    );
}

/// A plan from July to June has four budgets and three years; a support plan may speak of the whole school.
#[test]
fn what_may_mean_two_things_is_stale_only_if_it_is_neither() {
    let mut by_days = facts();
    by_days.iter_mut().find(|f| f.key == "year_count").unwrap().value = "3".to_owned();
    let said = |text: &str| in_text(text, &[facts(), by_days.clone()], &FieldPath::new("/x"));
    assert_eq!(said("本計畫為期三年。"), []);
    assert_eq!(said("本計畫為期四年。"), []);
    assert_eq!(said("本計畫為期五年。").len(), 1);
    let day = |text: &str| crate::Date::parse(text).unwrap();
    for (first, last, years) in [
        ("2026-07-01", "2029-06-30", Some(3)),
        ("2026-01-01", "2029-12-31", Some(4)),
        ("2026-07-01", "2029-06-29", None),
        ("2026-07-01", "2026-12-31", None),
        ("2029-07-01", "2026-06-30", None),
    ] {
        assert_eq!(day(first).whole_years_to(day(last)), years, "{first} {last}");
    }
}

/// 補助款 of a support plan's text may be the plan's own, that of all proposals, or of both: each is followed when an
/// amount changes.
#[test]
fn the_sums_of_the_school_are_followed_when_a_proposal_changes() {
    let mut season = crate::format::read(include_bytes!(
        "../../../../tests/suite/contract/workspaces/compliant-112-116.json"
    ))
    .unwrap();
    let said = |season: &Workspace, text: &str| {
        let mut season = season.clone();
        season.support_plan.as_mut().unwrap().sections.operations = Text::from(text);
        of_support_plan(&season).len()
    };
    let (own, proposals, both) = ("補助款共400萬元。", "補助款共6,300萬元。", "補助款共6,700萬元。");
    for text in [own, proposals, both] {
        assert_eq!(said(&season, text), 0, "{text}");
    }
    assert_eq!(said(&season, "補助款共6,500萬元。"), 1);
    season.proposals[0].budget[0].grant_requested = Some(5_500_000.into());
    assert_eq!(said(&season, own), 0, "the plan's own has not changed");
    for text in [proposals, both] {
        assert_eq!(said(&season, text), 1, "{text}");
    }
    assert_eq!(said(&season, "補助款共6,500萬元。"), 0);
    // What is not submitted does not count.
    season.proposals[0].submit = false;
    assert_eq!(said(&season, "補助款共5,600萬元。"), 0);
}
