//! The list of yearly exhibitions (歷年 USR EXPO): year, name, link.

use crate::doubts::Doubts;
use crate::links::Link;
use crate::plain::Plain;
use crate::title;
use crate::{DoubtKind, Exhibition, TextSpan, roc};
use regex::Regex;
use std::sync::LazyLock;
use usr_desk_workspace::Sentence;

static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[^0-9A-Za-z\u{4e00}-\u{9fff}]*(?:民國|西元)? *([0-9]{2,4})(?: *[-~至/] *([0-9]{2,4}))? *(?:年度|學年度|年|(?:USR )?EXPO|:)")
        .expect("the pattern is written here")
});

/// Exhibitions of these lines, and the lines that they are (by index).
pub(crate) fn find(
    text: &Plain,
    lines: &[TextSpan],
    links: &[Link],
    doubts: &mut Doubts,
) -> (Vec<Exhibition>, Vec<usize>) {
    let mut exhibitions = Vec::new();
    let mut taken = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(entry) = text.find(&ENTRY, *line) else {
            continue;
        };
        let link_in = |line: &TextSpan| links.iter().find(|l| line.holds(l.at.start));
        let here = link_in(line);
        // The link may stand on a line of its own below.
        let below = lines.get(index + 1).filter(|_| here.is_none()).and_then(|next| {
            link_in(next).filter(|l| title::content(text, TextSpan::new(next.start, l.at.start)) <= 2)
        });
        let Some(link) = here.or(below) else { continue };
        let Some(year) = years(entry.group(1), entry.group(2)) else {
            continue;
        };
        let end = here.map_or(line.end, |l| l.at.start);
        let name = text.trimmed(
            TextSpan::new(entry.at.end.min(end), end),
            &[':', '-', '~', '|', ',', '>', '→', '='],
        );
        if title::content(text, name) < 2 || starts_with_month(text, name) {
            continue;
        }
        if title::unclosed(text, name) {
            let message = Sentence::new(
                "括號沒有結束，名稱取到連結之前，請確認名稱是否完整。",
                "A bracket is not closed; the name is taken up to the link. Make sure that it is whole.",
            );
            doubts.note(DoubtKind::UnclosedBracket, None, name, message);
        }
        exhibitions.push(Exhibition {
            year,
            title: title::words(text, name),
            link: Some(link.address.clone()),
            at: TextSpan::new(text.trimmed(*line, &['*']).start, link.at.end),
        });
        taken.push(index);
        if here.is_none() {
            taken.push(index + 1);
        }
    }
    (exhibitions, taken)
}

fn years(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let first = roc::year(first?)?;
    match last {
        None => Some(first.to_string()),
        // 2018-19
        Some(short) if short.len() == 2 && first > 1999 => Some(format!("{first}-{}{short}", first / 100)),
        Some(last) => Some(format!("{first}-{}", roc::year(last)?)),
    }
}

fn starts_with_month(text: &Plain, at: TextSpan) -> bool {
    let slice = text.slice(at);
    let digits = slice.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&digits) && slice[digits..].trim_start().starts_with('月')
}
