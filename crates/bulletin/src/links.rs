//! Links, cut where they end: a link glued to the next word (`…/Exhibition2022年`) ends before that word.

use crate::TextSpan;
use crate::plain::Plain;

/// A link of the text.
pub(crate) struct Link {
    pub(crate) at: TextSpan,
    pub(crate) address: String,
    /// The words that were glued to it, where the cut is a judgement.
    pub(crate) glued: Option<TextSpan>,
}

/// Links without a scheme that bulletins carry.
const BARE: [&str; 9] = [
    "www.",
    "forms.gle/",
    "reurl.cc/",
    "bit.ly/",
    "tinyurl.com/",
    "goo.gl/",
    "pse.is/",
    "lihi.cc/",
    "docs.google.com/",
];
/// What counts or measures: digits before it belong to it.
const COUNTED: &str = "年月日號時點分場梯屆期次人名位學";

/// All links, left to right.
pub(crate) fn find(text: &Plain) -> Vec<Link> {
    let chars = text.written();
    let mut links = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some(body) = begins(chars, at) else {
            at += 1;
            continue;
        };
        let link = cut(chars, at, body);
        at = link.at.end.max(at + 1);
        if link.at.end > body {
            links.push(link);
        }
    }
    links
}

/// Where the part after scheme or name begins, if a link begins here.
fn begins(chars: &[char], at: usize) -> Option<usize> {
    if !matches!(
        chars[at].to_ascii_lowercase(),
        'h' | 'w' | 'f' | 'r' | 'b' | 't' | 'g' | 'p' | 'l' | 'd'
    ) {
        return None;
    }
    let is = |word: &str| {
        let mut rest = chars[at..].iter();
        word.chars()
            .all(|c| rest.next().is_some_and(|r| r.eq_ignore_ascii_case(&c)))
    };
    for scheme in ["https://", "http://"] {
        if is(scheme) {
            return Some(at + scheme.len());
        }
    }
    let inside = at > 0
        && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '.' | '/' | '@' | '-' | '_'));
    BARE.into_iter()
        .find(|bare| !inside && is(bare))
        .map(|bare| at + bare.len())
}

fn cut(chars: &[char], start: usize, body: usize) -> Link {
    let mut end = body;
    while end < chars.len() && may_stand(chars[end]) {
        // A second link glued to the first; behind `=` or `/` it is part of it (a redirect, an archive).
        if end > body
            && !matches!(chars[end - 1], '=' | '/' | '?' | '&' | '%')
            && begins(chars, end).is_some_and(|inner| inner >= end + 7)
        {
            break;
        }
        end += 1;
    }
    let run = end;
    let next = chars.get(run).copied().unwrap_or(' ');
    let mut glued = None;
    if COUNTED.contains(next) {
        let digits = chars[body..run]
            .iter()
            .rev()
            .take_while(|c| c.is_ascii_digit())
            .count();
        // A year of four digits, or 民國 with three, or a month or day of two.
        let known = [4, 3, 2, 1]
            .into_iter()
            .find(|n| *n <= digits && counts(&chars[run - n..run], next));
        if let Some(known) = known {
            end = run - known;
            glued = Some(TextSpan::new(end, run + 1));
        }
    }
    if glued.is_none() && ('\u{4e00}'..='\u{9fff}').contains(&next) {
        let more = chars[run..]
            .iter()
            .take(6)
            .take_while(|c| c.is_alphanumeric())
            .count();
        glued = Some(TextSpan::new(run, run + more));
    }
    while end > body && matches!(chars[end - 1], '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*') {
        end -= 1;
    }
    while end > body && unpaired(&chars[body..end]) {
        end -= 1;
    }
    Link {
        at: TextSpan::new(start, end),
        address: chars[start..end].iter().collect(),
        glued,
    }
}

fn counts(digits: &[char], next: char) -> bool {
    let number: u32 = digits.iter().collect::<String>().parse().unwrap_or(0);
    match (digits.len(), next) {
        (4, '年' | '學') => (1990..=2110).contains(&number),
        (3, '年' | '學') => (80..=199).contains(&number),
        (1 | 2, '月') => (1..=12).contains(&number),
        (1 | 2, '日' | '號') => (1..=31).contains(&number),
        (_, '年' | '學' | '月' | '日' | '號') => false,
        (1 | 2, _) => true,
        _ => false,
    }
}

fn may_stand(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

/// Ends with a bracket that it does not open.
fn unpaired(run: &[char]) -> bool {
    let (open, close) = match run.last() {
        Some(')') => ('(', ')'),
        Some(']') => ('[', ']'),
        _ => return false,
    };
    let count = |wanted: char| run.iter().filter(|c| **c == wanted).count();
    count(close) > count(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_where_they_end() {
        let cases = [
            (
                "https://usr.moe.gov.tw/Exhibition2022年 大學燭光",
                "https://usr.moe.gov.tw/Exhibition",
            ),
            ("見https://2022usrexpo.org/。", "https://2022usrexpo.org/"),
            ("(https://a.tw/b)", "https://a.tw/b"),
            ("（https://a.tw/b）", "https://a.tw/b"),
            ("https://a.tw/x_(y).", "https://a.tw/x_(y)"),
            ("https://a.tw/x，歡迎", "https://a.tw/x"),
            ("https://a.tw/form11月13日", "https://a.tw/form"),
            ("https://a.tw/2023/news", "https://a.tw/2023/news"),
            (
                "https://web.archive.org/web/https://a.tw/",
                "https://web.archive.org/web/https://a.tw/",
            ),
            ("www.ncu.edu.tw/usr", "www.ncu.edu.tw/usr"),
            ("報名reurl.cc/Ab3dEf", "reurl.cc/Ab3dEf"),
            ("https://a.tw/第一場", "https://a.tw/"),
        ];
        for (text, wanted) in cases {
            let links = find(&Plain::new(text));
            assert_eq!(links.len(), 1, "{text}");
            assert_eq!(links[0].address, wanted, "{text}");
        }
        let two = find(&Plain::new("https://a.tw/bhttps://c.tw/d"));
        let two: Vec<&str> = two.iter().map(|l| l.address.as_str()).collect();
        assert_eq!(two, ["https://a.tw/b", "https://c.tw/d"]);
        assert!(find(&Plain::new("http 與 mail@www.tw 以及 https://")).is_empty());
    }
}
