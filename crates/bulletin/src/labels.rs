//! Lines that name what they hold: 活動名稱：、時間：、主辦單位：.

use crate::TextSpan;
use crate::plain::Plain;
use regex::Regex;
use std::sync::LazyLock;

/// What a labelled line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    When,
    Host,
    Place,
    Link,
    /// 主旨 of a letter: speaks of the whole text.
    Subject,
    /// Known, and nothing of an activity's (報名截止、聯絡人).
    Other,
}

/// Official words first where one begins with another.
const LABELS: [(Field, &str); 7] = [
    (
        Field::Other,
        "報名截止|報名時間|報名期限|報名期間|報名日期|截止日期|截止時間|寄件日期|發文日期|公告日期|發布日期|發文字號|聯絡人|聯絡電話|聯絡方式|承辦人|電話|信箱|電子信箱|傳真|參加對象|對象|費用|名額|備註|附件|協辦單位|指導單位|合辦單位|共同主辦|協辦|指導|講者|主講人|主持人|議程|說明|收件人|寄件人|Deadline|Registration deadline|Contact|Tel|E-mail|Email|Speaker|Speakers|Fee|Co-organizer|To|From|Sent",
    ),
    (
        Field::Title,
        "活動名稱|活動主題|會議名稱|論壇名稱|課程名稱|工作坊名稱|計畫名稱|名稱|主題|議題|題目|講題|活動|Event|Title|Topic|Theme|Activity",
    ),
    (
        Field::When,
        "活動日期|活動時間|辦理日期|辦理時間|舉辦日期|舉辦時間|會議時間|會議日期|日期時間|日期/時間|日期及時間|日期與時間|活動期間|日期|時間|期間|展期|檔期|Date and time|Date & Time|Date/Time|Date|Time|When",
    ),
    (
        Field::Host,
        "主辦單位|主辦學校|主辦|辦理單位|辦理學校|承辦單位|承辦學校|舉辦學校|舉辦單位|學校名稱|學校|單位|Host|Hosted by|Organizer|Organiser|Organized by|University",
    ),
    (
        Field::Place,
        "活動地點|辦理地點|舉辦地點|會議地點|上課地點|地點|地址|會場|場地|Venue|Location|Place|Where",
    ),
    (
        Field::Link,
        "報名網址|報名連結|報名表單|報名表|報名方式|線上報名|活動網址|活動連結|活動網站|官方網站|會議連結|相關連結|詳細資訊|更多資訊|詳情|網址|網站|連結|報名|Registration|Register|Link|URL|Website|Sign up",
    ),
    (Field::Subject, "主旨|主題旨|Subject|標題"),
];

fn all() -> String {
    let mut words: Vec<&str> = LABELS.iter().flat_map(|(_, words)| words.split('|')).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    // Offices spread a label over the column: 時　　間.
    let spread = |word: &str| {
        let chinese = !word.is_ascii();
        let chars: Vec<String> = word.chars().map(|c| regex::escape(&c.to_string())).collect();
        chars.join(if chinese { " *" } else { "" })
    };
    words.into_iter().map(spread).collect::<Vec<_>>().join("|")
}

/// A label at the head of a stretch, or behind a blank or a bar.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let words = all();
    Regex::new(&format!(
        "(?:^|[ ,;、|。\\t(\\[])((?:[(]?[0-9一二三四五六七八九十]{{1,3}}[)、.]+ *|[^0-9A-Za-z\u{4e00}-\u{9fff}【\\[(]{{1,4}})?(?:【 *({words}) *】|({words}) *:))"
    ))
    .expect("the pattern is written here")
});

/// A stretch of one line, with its label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// What stands behind the label, or the whole.
    pub(crate) at: TextSpan,
    /// The line that it is part of.
    pub(crate) line: TextSpan,
    /// Its label.
    pub(crate) field: Option<Field>,
}

/// A line cut where labels begin.
pub(crate) fn segments(text: &Plain, line: TextSpan) -> Vec<Segment> {
    let found = text.find_all(&LABEL, line);
    let mut segments = Vec::new();
    let mut start = line.start;
    let mut field = None;
    for label in found {
        let head = label.group(1).map_or(0, |g| g.chars().count());
        let begins = label.at.end - head;
        if begins > start || field.is_some() {
            segments.push(Segment {
                at: TextSpan::new(start, begins.max(start)),
                line,
                field,
            });
        }
        let word = label.group(2).or(label.group(3)).unwrap_or_default();
        field = meaning(word);
        start = label.at.end;
    }
    segments.push(Segment {
        at: TextSpan::new(start, line.end),
        line,
        field,
    });
    segments.retain(|s| s.field.is_some() || !text.trimmed(s.at, &[]).is_empty());
    segments
}

/// What a label or the head of a column means.
pub(crate) fn meaning(word: &str) -> Option<Field> {
    let chinese = !word.is_ascii();
    let word: String = word.chars().filter(|c| !chinese || !c.is_whitespace()).collect();
    let word = word.trim();
    let is = |words: &str| words.split('|').any(|known| known.eq_ignore_ascii_case(word));
    LABELS
        .iter()
        .find(|(_, words)| is(words))
        .map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cut_a_line() {
        let check = |text: &str| {
            let plain = Plain::new(text);
            let whole = TextSpan::new(0, plain.len());
            let parts = segments(&plain, whole);
            parts
                .iter()
                .map(|s| (s.field, plain.words(plain.trimmed(s.at, &[]))))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            check("一、活動名稱：USR論壇"),
            [(Some(Field::Title), "USR論壇".to_owned())]
        );
        assert_eq!(
            check("◎時　　間：112/11/15 地點：中央大學 報名：https://a.tw"),
            [
                (Some(Field::When), "112/11/15".to_owned()),
                (Some(Field::Place), "中央大學".to_owned()),
                (Some(Field::Link), "https://a.tw".to_owned()),
            ]
        );
        assert_eq!(check("【日期】11/15"), [(Some(Field::When), "11/15".to_owned())]);
        assert_eq!(
            check("報名截止日期將另行通知"),
            [(None, "報名截止日期將另行通知".to_owned())]
        );
    }
}
