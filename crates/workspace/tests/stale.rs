//! Figures typed into a long narrative: twenty that are not so are found, and nothing else is.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::Value;
use usr_desk_workspace::{Workspace, fact, format, stale};

fn compliant(edition: &str) -> Value {
    let path = format!(
        "{}/../../tests/suite/contract/workspaces/compliant-{edition}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn read(season: &Value) -> Workspace {
    format::read(season.to_string().as_bytes()).unwrap()
}

/// What is said of other plans, limits, single items and estimates: figures that are no claim about this plan.
const OF_OTHERS: [&str; 24] = [
    "前期計畫補助款9,000,000元，本期更為聚焦。",
    "依要點，人事費以不超過補助款60%為原則。",
    "每位兼任助理每月6,000元，共聘4名。",
    "鄰近三校之團隊成員合計約40人。",
    "地方政府另補助配合款500,000元供場域修繕。",
    "國科會計畫之補助款2,400,000元不在本案之內。",
    "培力工作坊每場支用35,000元，辦理6場。",
    "113年度參與學生達1,250人次，較前一年增加12%。",
    "全鄉65歲以上人口占24.6%。",
    "企業捐贈設備折合新臺幣1,200,000元。",
    "補助款約三百多萬元，仍以核定為準。",
    "若核定補助款為3,000,000元，將縮減第二場域。",
    "本計畫期程以四年為目標，逐年檢討。",
    "團隊成員5人參與農事體驗。",
    "團隊成員分為三組，第一組4人。",
    "校務支持規劃方案補助款2,000,000元另案編列。",
    "子計畫二人事費480,000元由該系支應。",
    "合作單位提供5個攤位與2處場地。",
    "計畫辦公室設於第三教學大樓305室。",
    "去年成果展計有93所學校、204個計畫參與。",
    "115年度及116年度補助款各依核定表辦理。",
    "委辦單位之配合款比率不得低於10%。",
    "產銷班資本額5,000,000元，社員120人。",
    "依115年8月1日公告辦理。",
];
const PLAIN: [&str; 8] = [
    "團隊以共學方式走讀社區，記錄長者的生命經驗。",
    "課程採問題導向，由業師與教師共同帶領。",
    "學生於田野中練習訪談與繪圖，並在期末公開發表。",
    "場域夥伴參與評量，意見納入下一輪設計。",
    "我們重視資料的開放與延續，建立共用的知識庫。",
    "各系所依專長分工，每月召開協調會議。",
    "以設計思考的方法修正服務流程。",
    "在地青年擔任駐點人員，串聯學校與居民。",
];

/// Sixty pages of eight hundred characters, with what is true of the plan said now and then.
fn sixty_pages(truths: &[String], lies: &[String]) -> String {
    let mut text = String::new();
    let (mut n, mut lie) = (0, lies.iter());
    for page in 0..60 {
        let from = text.chars().count();
        while text.chars().count() < from + 800 {
            text += PLAIN[n % PLAIN.len()];
            if n % 3 == 0 {
                text += OF_OTHERS[(n / 3) % OF_OTHERS.len()];
            }
            if n % 7 == 0 {
                text += &truths[(n / 7) % truths.len()];
            }
            n += 1;
        }
        if page % 3 == 1
            && let Some(lie) = lie.next()
        {
            text += lie;
        }
        text.push('\n');
    }
    assert!(lie.next().is_none(), "every lie was told");
    text
}

#[test]
fn twenty_lies_in_sixty_pages_are_found_and_nothing_else() {
    let mut season = compliant("112-116");
    let plan = read(&season);
    let facts = fact::of_proposal(&plan, &plan.proposals[0]);
    let value = |key: &str| {
        facts
            .iter()
            .find(|f| f.key == key)
            .unwrap_or_else(|| panic!("no {key}"))
            .value
            .clone()
    };
    let number = |key: &str| value(key).replace(',', "").parse::<i64>().unwrap();
    let told = |amount: i64| usr_desk_workspace::Money::whole(amount).to_string();
    let years = value("years");
    let (first, last) = years.split_once('–').unwrap();
    let truths = vec![
        format!(
            "115年度補助款{}元，其中人事費{}元。",
            value("grant:115"),
            value("personnel:115")
        ),
        format!(
            "本計畫全期申請補助款共{}元，學校自籌配合款{}元。",
            value("grant"),
            value("matching")
        ),
        format!("116年度配合款{}元。", value("matching:116")),
        format!("115年度人事費占補助款{}。", value("personnel_share:115")),
        format!("計畫期間：{first}年至{last}年，團隊成員共{}人。", value("team")),
        format!("補助款共{}萬元。", number("grant") / 10_000),
    ];
    let lies = vec![
        format!("115年度補助款{}元。", told(number("grant:115") + 1)),
        format!("116年度補助款{}元。", told(number("grant:116") - 100_000)),
        format!("本計畫申請補助款共{}元。", told(number("grant") + 350_000)),
        format!("補助款共{}萬元。", number("grant") / 10_000 + 12),
        format!("115年度人事費{}元。", told(number("personnel:115") + 1_000)),
        format!("本計畫116年度人事費{}元。", told(number("personnel:116") - 1)),
        format!("人事費共{}元。", told(number("personnel") + 42_000)),
        format!("115年度配合款{}元。", told(number("matching:115") - 1)),
        format!("學校配合款{}元。", told(number("matching") + 5)),
        format!("配合款為{}萬元。", number("matching") / 10_000 + 3),
        "115年度人事費占補助款57%。".to_owned(),
        "116年度人事費占補助款之61.2％。".to_owned(),
        "115年度配合款占補助款12%。".to_owned(),
        "配合款占補助款9.5%。".to_owned(),
        format!("115年度國外差旅費{}元。", told(number("travel:115") + 60_000)),
        format!("團隊成員共{}人。", number("team") + 3),
        format!("團隊人數為{}人。", number("team") + 11),
        format!("本計畫為期{}年。", number("year_count") + 2),
        format!("計畫期間：{first}年至{}年。", last.parse::<i64>().unwrap() + 1),
        format!("執行期間自{}年至{last}年。", first.parse::<i64>().unwrap() - 1),
    ];
    assert_eq!(lies.len(), 20);
    let mut found = |lies: &[String]| {
        season["proposals"][0]["sections"][0]["text"] = sixty_pages(&truths, lies).into();
        let plan = read(&season);
        let stale = stale::of_proposal(&plan, &plan.proposals[0]);
        stale.into_iter().map(|s| s.words).collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), [] as [String; 0], "a false alarm");
    let stale = found(&lies);
    let plain = |text: &str| text.replace(['。', '％'], "").replace('：', ":").replace('%', "");
    let missed: Vec<_> = lies
        .iter()
        .filter(|lie| !stale.iter().any(|s| plain(lie).contains(&plain(s))))
        .collect();
    assert!(missed.is_empty(), "not found: {missed:?}\nfound: {stale:?}");
    assert_eq!(stale.len(), 20, "{stale:?}");
}

#[test]
fn the_compliant_seasons_have_no_false_alarm() {
    for edition in ["112-116", "109-111"] {
        let season = read(&compliant(edition));
        for proposal in &season.proposals {
            assert_eq!(stale::of_proposal(&season, proposal), []);
        }
        assert_eq!(stale::of_support_plan(&season), []);
    }
}
