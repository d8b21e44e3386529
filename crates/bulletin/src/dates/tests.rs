use super::*;

fn days(text: &str) -> Vec<String> {
    let plain = Plain::new(text);
    let day = |d: Day, first: Option<i16>| {
        let year = d.year.or(first).map_or("?".to_owned(), |y| y.to_string());
        let weekday = d
            .weekday
            .map_or(String::new(), |w| format!(" {}", weekday::name(w)));
        format!("{year}-{:02}-{:02}{weekday}", d.month, d.day)
    };
    find(&plain, TextSpan::new(0, plain.len()))
        .into_iter()
        .map(|w| match w.last {
            Some(last) => format!("{}..{}", day(w.first, None), day(last, w.first.year)),
            None => day(w.first, None),
        })
        .collect()
}

#[test]
fn one_day_in_every_spelling() {
    for text in [
        "1121113日",
        "1121113",
        "20231113",
        "112年11月13日",
        "民國112年11月13日",
        "中華民國 112 年 11 月 13 日",
        "１１２年１１月１３日",
        "112/11/13",
        "112.11.13",
        "112-11-13",
        "112. 11. 13",
        "2023/11/13",
        "2023-11-13",
        "2023.11.13",
        "西元2023年11月13日",
        "112年(2023年)11月13日",
        "一一二年十一月十三日",
        "一百一十二年十一月十三日",
        "Nov. 13, 2023",
        "November 13th, 2023",
        "13 November 2023",
        "112年11月13",
    ] {
        assert_eq!(days(text), ["2023-11-13"], "{text}");
    }
}

#[test]
fn weekdays_beside_a_day() {
    for text in [
        "1121113日(星期五)",
        "112年11月13日（五）",
        "112/11/13(週五)",
        "112.11.13 (周五)",
        "2023-11-13【五】",
        "112年11月13日星期五",
        "112年11月13日 ( 五 )",
        "Nov. 13, 2023 (Fri.)",
        "112年11月13日（星期五）09:00",
    ] {
        assert_eq!(days(text), ["2023-11-13 星期五"], "{text}");
    }
}

#[test]
fn ranges_in_every_spelling() {
    for text in [
        "113年5月3日至5日",
        "113年5月3日~113年5月5日",
        "113/5/3-113/5/5",
        "113/5/3-5/5",
        "113/05/03～05",
        "113.5.3-5.5",
        "113年5月3日至5月5日",
        "2024-05-03 至 2024-05-05",
        "113年5月3日、4日、5日",
        "1130503-1130505",
        "113年5月3日 09:00 至 113年5月5日 17:00",
        "May 3-5, 2024",
        "113年5月3至5日",
        "3-5 May 2024",
    ] {
        assert_eq!(days(text), ["2024-05-03..2024-05-05"], "{text}");
    }
    assert_eq!(days("11/13(一)-11/15(三)"), ["?-11-13 星期一..?-11-15 星期三"]);
    assert_eq!(days("11/13-15(三)"), ["?-11-13..?-11-15 星期三"]);
    assert_eq!(days("11/21至22日（二、三）"), ["?-11-21 星期二..?-11-22 星期三"]);
    assert_eq!(days("112年12月30日至113年1月2日"), ["2023-12-30..2024-01-02"]);
}

#[test]
fn hours_are_no_days() {
    for text in [
        "112年11月13日(一)09:00-16:00",
        "112年11月13日(一) 上午9時至下午4時",
        "112年11月13日(一)13時30分~16時",
        "11月13日(一) 9:30~12:00",
    ] {
        let found = days(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].ends_with("11-13 星期一"), "{text}: {found:?}");
    }
}

#[test]
fn several_days_stand_for_themselves() {
    assert_eq!(days("112年11月13日、11月20日"), ["2023-11-13", "2023-11-20"]);
    assert_eq!(days("11月13日(一)及14日(二)"), ["?-11-13 星期一..?-11-14 星期二"]);
}

#[test]
fn what_looks_like_a_date_and_is_none() {
    for text in [
        "電話:(03)463-8800 # 2038",
        "(六館1461401)",
        "臺教高(一)字第1120012345號",
        "教育部於 2017 年開始推動",
        "字第1121113號",
        "3.4.1 節",
        "09:00-12:00",
        "達 1/2 以上",
        "https://a.tw/2023/11/13/x",
        "共有 93 所大專院校總計 204 個計畫",
        "192.168.11.13",
        "02-1121-1130",
        "SDG 3/4",
        "60%",
        "112/13/45",
    ] {
        assert!(days(text).is_empty(), "{text}: {:?}", days(text));
    }
}

mod any_date {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the spelling, the same day comes back, with its own weekday beside it.
        #[test]
        fn reads_back(year in 2000_i16..2090, month in 1_i8..=12, day in 1_i8..=28, spelling in 0_usize..9, wide in any::<bool>()) {
            let date = usr_desk_workspace::Date::new(year, month, day).unwrap();
            let roc = year - 1911;
            let name = weekday::name(weekday::of(date));
            let short = name.trim_start_matches("星期");
            let mut text = match spelling {
                0 => format!("{roc}年{month}月{day}日({name})"),
                1 => format!("民國 {roc} 年 {month:02} 月 {day:02} 日（{short}）"),
                2 => format!("{roc}/{month}/{day}({short})"),
                3 => format!("{roc}.{month:02}.{day:02} (週{short})"),
                4 => format!("{roc:03}{month:02}{day:02}日({name})"),
                5 => format!("{year}-{month:02}-{day:02}({short})"),
                6 => format!("{year}/{month}/{day}【{short}】"),
                7 => format!("{year}年{month}月{day}日{name}"),
                _ => format!("{year}{month:02}{day:02}({short})"),
            };
            if wide {
                text = text.chars().map(|c| match c {
                    '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap(),
                    c => c,
                }).collect();
            }
            let text = format!("敬邀 {text}靜宜大學論壇");
            prop_assert_eq!(days(&text), [format!("{date} {name}")]);
        }

        /// No text stops the reading, and every position lies within it.
        #[test]
        fn nothing_panics(text in "[0-9年月日/.(),:~\\-一二五十民國至大學「」https: \n\tA-z臺]{0,120}") {
            let length = text.chars().count();
            let bulletin = crate::read(&text, crate::Context::default());
            for doubt in &bulletin.doubts {
                prop_assert!(doubt.at.start <= doubt.at.end && doubt.at.end <= length);
                prop_assert!(doubt.event.is_none_or(|e| e < bulletin.events.len()));
            }
            for event in &bulletin.events {
                prop_assert!(event.at.end <= length);
            }
        }
    }
}
