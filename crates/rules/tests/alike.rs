//! Passages that two texts share: pasted ones are found, reworded or not; texts of one field are not taken for each other.

#![allow(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod common;

use common::{book, compliant, suite, workspace};
use usr_desk_rules::alike::{Alike, Part, SURELY_FOUND, Source, alike};

/// The narratives of a compliant season, section by section, long enough to be one.
fn narrative() -> Source {
    let season = workspace(&compliant("112-116"));
    let sections = season.proposals.iter().flat_map(|p| &p.sections);
    let parts = sections.enumerate().map(|(i, section)| Part {
        at: format!("第 {i} 節"),
        place: None,
        text: section.text.to_string(),
    });
    Source {
        name: "本計畫".to_owned(),
        parts: parts.collect(),
    }
}

/// Sixty pages of eight hundred characters, in the words that every such plan uses.
fn sixty_pages(seed: u64) -> Source {
    const WHO: [&str; 12] = [
        "計畫團隊",
        "本校師生",
        "社區發展協會",
        "在地小農",
        "產銷班",
        "文史工作者",
        "衛生所",
        "國小教師",
        "青年返鄉者",
        "長者",
        "公所",
        "博物館",
    ];
    const WHEN: [&str; 8] = [
        "每學期",
        "第一年",
        "暑假期間",
        "課程結束後",
        "收成之前",
        "配合節慶",
        "透過工作坊",
        "在田野調查中",
    ];
    const DOES: [&str; 14] = [
        "盤點場域資源並繪製地圖",
        "共同設計問題導向課程",
        "建立照護與陪伴機制",
        "開發具地方特色之產品",
        "辦理成果發表與交流",
        "記錄口述歷史",
        "培育在地人才",
        "改善產銷流程",
        "檢測水質與土壤",
        "推動永續發展目標之實踐",
        "與跨系科教師協作",
        "修繕閒置空間",
        "試辦小旅行",
        "彙整回饋意見",
    ];
    const SO: [&str; 10] = [
        "以回應高齡化的需要",
        "使學生能將所學用於生活",
        "提升居民參與的意願",
        "作為下一年度修正的依據",
        "促進地方創生",
        "累積可以複製的經驗",
        "形成跨域合作的網絡",
        "讓傳統工藝得以延續",
        "降低運送的成本",
        "符合大學社會責任之精神",
    ];
    let mut state = seed;
    let mut pick = |words: &[&'static str]| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        words[usize::try_from(state >> 33).unwrap() % words.len()]
    };
    let page = |n: usize, text: String| Part {
        at: format!("第 {n} 頁"),
        place: None,
        text,
    };
    let mut parts = Vec::new();
    for n in 1..=60 {
        let mut text = String::new();
        while text.chars().count() < 800 {
            text += &format!("{}{}{}，{}。", pick(&WHEN), pick(&WHO), pick(&DOES), pick(&SO));
        }
        parts.push(page(n, text));
    }
    Source {
        name: "去年計畫書.pdf".to_owned(),
        parts,
    }
}

fn compare(own: &Source, others: &[Source]) -> Vec<Alike> {
    let rows = book().sentences("112-116");
    alike(own, others, rows.iter().map(|row| row.text.as_str()))
}

const PARAGRAPHS: [&str; 3] = [
    "大林糖廠停產二十年後，倉庫與鐵道閒置，鄰近三個里的青年外移比率高於全縣平均。團隊自民國一百零九年起進駐，先以訪談與踏查記錄老員工的記憶，再將廠區分為展示、工坊與市集三區，逐區修繕並交由居民營運。",
    "蚵殼堆置是沿海村落長年的困擾，每年約有數千公噸無處可去。我們與化工系合作煅燒蚵殼，測試其作為土壤改良劑與環保磚的可行性，並邀請漁民、里長與小學教師組成小組，每兩個月檢討一次用量與成本。",
    "部落的紅藜產量受雨季影響甚大，往年採收後多半以原料賣出。課程將食品加工、包裝設計與行銷分為三個學期，學生與部落婦女一起試做十二種產品，其中四種已經取得檢驗報告並在車站的店面寄賣。",
];

#[test]
fn three_pasted_paragraphs_are_three_hits_with_their_pages_one_of_them_reworded() {
    let mut earlier = sixty_pages(7);
    for (paragraph, page) in PARAGRAPHS.iter().zip([3, 27, 58]) {
        earlier.parts[page].text.insert_str(0, &format!("{paragraph}\n"));
    }
    let reworded = PARAGRAPHS[1]
        .replace("沿海村落長年的困擾", "沿海各村多年以來的難題")
        .replace("我們與化工系合作", "本團隊與化學工程學系共同")
        .replace("每兩個月檢討一次", "每季檢討");
    assert_ne!(reworded, PARAGRAPHS[1]);
    let mut own = narrative();
    for (text, part) in [PARAGRAPHS[0], &reworded, PARAGRAPHS[2]]
        .into_iter()
        .zip([1, 6, 11])
    {
        // Another width, other line breaks: the words are what counts.
        own.parts[part]
            .text
            .push_str(&format!("\n{}\n", text.replace('，', ",\n")));
    }
    let found = compare(&own, &[earlier]);
    let places: Vec<_> = found
        .iter()
        .map(|a| (a.own.at.as_str(), a.other.at.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            ("第 1 節", "第 4 頁"),
            ("第 6 節", "第 28 頁"),
            ("第 11 節", "第 59 頁")
        ],
        "{found:#?}"
    );
    assert!(
        found[0].percent > 95 && found[2].percent > 95 && (50..95).contains(&found[1].percent),
        "{found:#?}"
    );
    assert!(
        found[1].own.words.contains("化學工程學系") && found[1].other.words.contains("化工系"),
        "{found:#?}"
    );
    assert!(found.iter().all(|a| a.source == "去年計畫書.pdf"));
}

#[test]
fn an_unrelated_plan_of_sixty_pages_in_the_field_s_own_words_has_none() {
    let own = narrative();
    assert_eq!(compare(&own, &[sixty_pages(7), sixty_pages(99)]), []);
    // Two plans that draw on one stock of phrases, and the papers of the field themselves.
    let rules = std::fs::read_to_string(suite("domain/RULES.md")).unwrap();
    let papers = Source {
        name: "規則".to_owned(),
        parts: vec![Part {
            at: String::new(),
            place: None,
            text: rules,
        }],
    };
    assert_eq!(compare(&own, &[papers]), []);
}

#[test]
fn what_the_regulation_says_is_no_evidence() {
    let regulation = std::fs::read_to_string(suite("domain/regulation.txt")).unwrap();
    let quote = "學校應與國外大學或專業組織依計畫內容簽署國際合作備忘錄或國際合作協議。學校應建立協助串聯跨校執行之機制，並規劃辦理五所學校以上之跨校、跨社群活動或培力工作坊。";
    assert!(regulation.contains("五所學校以上"));
    let part = |text: &str| Part {
        at: "一".to_owned(),
        place: None,
        text: text.to_owned(),
    };
    let own = Source {
        name: "本計畫".to_owned(),
        parts: vec![part(quote)],
    };
    let other = Source {
        name: "他案".to_owned(),
        parts: vec![part(quote)],
    };
    assert_eq!(compare(&own, std::slice::from_ref(&other)), []);
    assert_eq!(alike(&own, &[other], std::iter::empty()).len(), 1);
}

/// However short texts are, and whatever stands in them, comparing answers.
#[test]
fn short_and_odd_texts_are_survived() {
    let part = |text: &str| Part {
        at: String::new(),
        place: None,
        text: text.to_owned(),
    };
    for text in [
        "",
        "一",
        "一二三四五六",
        "😀😀😀",
        "\u{0}\u{feff}",
        "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ",
    ] {
        let source = Source {
            name: String::new(),
            parts: vec![part(text), part(text)],
        };
        let _ = alike(&source, std::slice::from_ref(&source), [text].into_iter());
        let _ = alike(&source, std::slice::from_ref(&source), std::iter::empty());
    }
    const { assert!(SURELY_FOUND < 12) };
}

/// Words of the field that come again and again in both are no passage, however long the stretch is in which they do.
#[test]
fn a_long_stretch_of_which_too_little_is_the_same_is_no_passage() {
    let letters = |first: u32, count: u32| {
        (first..first + count)
            .filter_map(char::from_u32)
            .collect::<String>()
    };
    let text = |own: u32| -> String {
        let pieces =
            (0..7).map(|i| letters(0x4e00 + 20 * i, SURELY_FOUND as u32) + &letters(own + 20 * i, 14));
        pieces.collect()
    };
    let source = |name: &str, text: String| Source {
        name: name.to_owned(),
        parts: vec![Part {
            at: "一".to_owned(),
            place: None,
            text,
        }],
    };
    let own = source("本計畫", text(0x5e00));
    assert_eq!(compare(&own, &[source("前期計畫", text(0x6e00))]), []);
    assert_eq!(
        compare(&own, &[source("前期計畫", text(0x5e00))]).len(),
        1,
        "the same is found"
    );
}

/// One text beside the same one changed in a way that is named: what is found of it, as it stands in
/// `tests/suite/alike/changed.txt` (`UPDATE=1` writes it anew).
#[test]
fn what_becomes_of_a_pasted_passage_that_was_changed() {
    let letters: Vec<char> = PARAGRAPHS.concat().chars().collect();
    let cut = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let foreign = |count: u32| -> String { (0x5e00..0x5e00 + count).filter_map(char::from_u32).collect() };
    let around = |text: &str| format!("{}。{text}。{}", foreign(60), "另有他文，與此無涉。");
    let mut said = String::new();
    let mut tell = |what: String, own: &str, other: &[String]| {
        let source = |name: &str, texts: &[String]| Source {
            name: name.to_owned(),
            parts: texts
                .iter()
                .enumerate()
                .map(|(i, text)| Part {
                    at: format!("第 {i} 節"),
                    place: None,
                    text: text.clone(),
                })
                .collect(),
        };
        let found = alike(
            &source("本計畫", &[own.to_owned()]),
            &[source("前期計畫", other)],
            std::iter::empty(),
        );
        said.push_str(&what);
        said.push('\n');
        for one in found {
            let ends = |words: &str| {
                let words: Vec<char> = words.chars().collect();
                let head: String = words.iter().take(5).collect();
                let tail: String = words.iter().rev().take(5).rev().collect();
                format!("{head}…{tail} ({})", words.len())
            };
            said.push_str(&format!(
                "  {} %, {} | {} {}\n",
                one.percent,
                ends(&one.own.words),
                one.other.at,
                ends(&one.other.words)
            ));
        }
    };
    for count in [9, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 60] {
        tell(
            format!("{count} characters of it"),
            &around(&cut(5, 5 + count)),
            &[cut(0, 150)],
        );
    }
    for count in [1, 6, 12, 23, 24, 25, 26, 39, 40, 41, 60] {
        let n = usize::try_from(count).unwrap();
        tell(
            format!("{count} foreign characters put in after 50"),
            &(cut(0, 50) + &foreign(count) + &cut(50, 100)),
            &[cut(0, 100)],
        );
        tell(
            format!("{count} characters left out after 50"),
            &(cut(0, 50) + &cut(50 + n, 100 + n)),
            &[cut(0, 100 + n)],
        );
        tell(
            format!("{count} characters written anew after 50"),
            &(cut(0, 50) + &foreign(count) + &cut(50 + n, 100 + n)),
            &[cut(0, 100 + n)],
        );
        tell(
            format!("{count} written anew at the head and at the foot"),
            &(foreign(count) + &cut(n, 100) + &foreign(count + 3)),
            &[cut(0, 150)],
        );
    }
    for every in [3, 4, 5, 7, 8, 9, 10, 11, 12, 15, 20, 30] {
        let own: String = letters[..120]
            .iter()
            .enumerate()
            .map(|(i, c)| if i % every == every - 1 { '某' } else { *c })
            .collect();
        tell(format!("every {every}th character another"), &own, &[cut(0, 120)]);
        let own: String = letters[..120]
            .iter()
            .enumerate()
            .filter(|(i, _)| i % every != every - 1)
            .map(|(_, c)| *c)
            .collect();
        tell(
            format!("every {every}th character left out"),
            &own,
            &[cut(0, 120)],
        );
    }
    for times in [2, 11, 12, 13] {
        tell(
            format!("what stands there {times} times"),
            &cut(0, 60),
            &vec![cut(0, 60); times],
        );
    }
    let turned = cut(60, 120) + &cut(0, 60);
    tell(
        "two halves the other way round".to_owned(),
        &turned,
        &[cut(0, 120)],
    );
    tell(
        "twice in the narrative".to_owned(),
        &(cut(0, 60) + &foreign(90) + &cut(0, 60)),
        &[cut(0, 60)],
    );
    tell(
        "in two parts of the other".to_owned(),
        &cut(0, 120),
        &[cut(0, 60), cut(60, 120)],
    );
    let latin = "The team keeps a record of each visit and of what was said there, so that the next class can begin where this one ended. ";
    for count in [1, 2, 3] {
        tell(
            format!("{count} English sentences"),
            &latin.repeat(count),
            &[format!("{}{}", foreign(20), latin.repeat(count))],
        );
        tell(
            format!("{count} English sentences with Chinese"),
            &format!("{}{}", cut(0, 20), latin.repeat(count)),
            &[format!("{}{}", cut(0, 20), latin.repeat(count))],
        );
    }
    let known = suite("alike/changed.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&known, &said).unwrap();
    }
    let known = std::fs::read_to_string(known).unwrap();
    let line = known
        .lines()
        .zip(said.lines())
        .find(|(known, said)| known != said);
    assert_eq!((line, known.len()), (None, said.len()), "(was, is)");
}
