//! Announcement out: the office's own notice of chosen activities, in zh-TW and English, as text and as HTML for mail.

use crate::{kind, weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_workspace::{Activity, ActivityKind, Date};

/// A notice in both forms, with the same words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Notice {
    /// Plain text.
    pub text: String,
    /// A fragment of HTML without styles of its own, to paste into mail.
    pub html: String,
}

/// The words of one language around the activities.
struct Words {
    greeting: &'static str,
    opening: &'static str,
    closing: &'static str,
    when: &'static str,
    host: &'static str,
    place: &'static str,
    kind: &'static str,
    link: &'static str,
    untitled: &'static str,
    no_day: &'static str,
}

const CHINESE: Words = Words {
    greeting: "各位師長、同仁您好：",
    opening: "以下活動敬請有興趣者踴躍參加。",
    closing: "敬祝　教安",
    when: "日期",
    host: "主辦",
    place: "地點",
    kind: "類別",
    link: "網址",
    untitled: "（名稱待補）",
    no_day: "日期待確認",
};

const ENGLISH: Words = Words {
    greeting: "Dear colleagues,",
    opening: "You are warmly invited to the following activities.",
    closing: "Best regards,",
    when: "Date",
    host: "Host",
    place: "Venue",
    kind: "Kind",
    link: "Link",
    untitled: "(title to be added)",
    no_day: "date to be confirmed",
};

/// The notice; `sender` = the school or its office, as it signs. Titles and places stay in the language they are in.
pub fn notice(activities: &[Activity], sender: &str) -> Notice {
    let mut chosen: Vec<&Activity> = activities.iter().collect();
    chosen.sort_by_key(|a| (a.starts_on.is_none(), a.starts_on));
    let both = [(&CHINESE, true), (&ENGLISH, false)];
    let text = both
        .map(|(words, chinese)| in_text(&chosen, words, chinese, sender))
        .join("\n\n----\n\n");
    let html = both
        .map(|(words, chinese)| in_html(&chosen, words, chinese, sender))
        .join("<hr>\n");
    Notice {
        text: text + "\n",
        html,
    }
}

fn in_text(activities: &[&Activity], words: &Words, chinese: bool, sender: &str) -> String {
    let mark = if chinese { "：" } else { ": " };
    let mut lines = vec![words.greeting.to_owned(), words.opening.to_owned()];
    for (index, activity) in activities.iter().enumerate() {
        lines.push(String::new());
        lines.push(format!(
            "{}. {}",
            index + 1,
            activity.title.filled().unwrap_or(words.untitled)
        ));
        lines.extend(
            facts(activity, words, chinese)
                .into_iter()
                .map(|(name, fact)| format!("   {name}{mark}{fact}")),
        );
    }
    lines.extend([String::new(), words.closing.to_owned(), sender.trim().to_owned()]);
    lines.join("\n").trim_end().to_owned()
}

fn in_html(activities: &[&Activity], words: &Words, chinese: bool, sender: &str) -> String {
    let language = if chinese { "zh-Hant-TW" } else { "en" };
    let mark = if chinese { "：" } else { ": " };
    let mut out = format!(
        "<div lang=\"{language}\">\n<p>{}</p>\n<p>{}</p>\n<ol>\n",
        words.greeting, words.opening
    );
    for activity in activities {
        let title = activity.title.filled().unwrap_or(words.untitled);
        out.push_str(&format!("<li><strong>{}</strong>", escaped(title)));
        for (name, fact) in facts(activity, words, chinese) {
            let shown = escaped(&fact);
            // Only what is an address of the web becomes a link.
            let shown = match fact.starts_with("https://") || fact.starts_with("http://") {
                true => format!("<a href=\"{shown}\">{shown}</a>"),
                false => shown,
            };
            out.push_str(&format!("<br>{name}{mark}{shown}"));
        }
        out.push_str("</li>\n");
    }
    out.push_str(&format!(
        "</ol>\n<p>{}<br>{}</p>\n</div>\n",
        words.closing,
        escaped(sender.trim())
    ));
    out
}

fn facts(activity: &Activity, words: &Words, chinese: bool) -> Vec<(&'static str, String)> {
    let day = |date: Date| {
        if chinese {
            in_chinese(date)
        } else {
            in_english(date)
        }
    };
    let days = match (
        activity.starts_on,
        activity.ends_on.filter(|last| Some(*last) > activity.starts_on),
    ) {
        (None, _) => words.no_day.to_owned(),
        (Some(first), None) => day(first),
        (Some(first), Some(last)) => format!(
            "{} {} {}",
            day(first),
            if chinese { "至" } else { "to" },
            day(last)
        ),
    };
    let kind = activity
        .kind
        .filter(|k| *k != ActivityKind::Other)
        .map(|k| match chinese {
            true => kind::words(k),
            false => in_english_kind(k),
        });
    let own = |text: Option<&str>| text.map(str::to_owned);
    let facts = [
        (words.when, Some(days)),
        (words.host, own(activity.host.filled())),
        (words.kind, own(kind)),
        (words.place, own(activity.place.filled())),
    ];
    let links = activity.links.iter().map(|link| (words.link, Some(link.clone())));
    facts
        .into_iter()
        .chain(links)
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

/// The weekday is the calendar's own: a notice never repeats one that contradicts its date.
fn in_chinese(date: Date) -> String {
    format!("{}（{}）", date.in_roc(), weekday::name(weekday::of(date)))
}

fn in_english(date: Date) -> String {
    date.0.strftime("%A, %-d %B %Y").to_string()
}

fn in_english_kind(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Sig => "Special interest group (SIG)",
        ActivityKind::CoTraining => "Co-training",
        ActivityKind::Expo => "USR EXPO",
        ActivityKind::Forum => "Forum",
        ActivityKind::Other => "Other",
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(title: &str, first: Option<&str>, link: &str) -> Activity {
        Activity {
            id: "a".into(),
            title: title.into(),
            host: "靜宜大學".into(),
            kind: Some(ActivityKind::Forum),
            starts_on: first.and_then(Date::parse),
            ends_on: None,
            place: Default::default(),
            links: vec![link.to_owned()],
            schools: Vec::new(),
            participants: Vec::new(),
            note: Default::default(),
        }
    }

    #[test]
    fn both_languages_in_order_with_the_calendars_weekday() {
        let later = activity("<b>後</b>", Some("2023-11-13"), "https://a.tw/?a=1&b=\"2\"");
        let earlier = activity("先", Some("2023-11-09"), "javascript:alert(1)");
        let Notice { text, html } = notice(&[later, earlier], "國立範例大學");
        assert!(
            text.contains("1. 先\n   日期：112年11月9日（星期四）\n   主辦：靜宜大學\n   類別：論壇"),
            "{text}"
        );
        assert!(
            text.contains("Date: Monday, 13 November 2023")
                && text.ends_with("Best regards,\n國立範例大學\n")
        );
        assert!(html.contains("<strong>&lt;b&gt;後&lt;/b&gt;</strong>"), "{html}");
        assert!(html.contains("<a href=\"https://a.tw/?a=1&amp;b=&quot;2&quot;\">"));
        assert!(!html.contains("href=\"javascript") && html.contains("javascript:alert(1)"));
    }
}
