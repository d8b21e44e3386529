//! The name of an activity within the words around it.

use crate::TextSpan;
use crate::plain::Plain;
use regex::Regex;
use std::sync::LazyLock;

/// A title with its place, and whether it opens a bracket that it does not close.
pub(crate) struct Named {
    pub(crate) words: String,
    pub(crate) at: TextSpan,
    pub(crate) unclosed: bool,
}

const QUOTES: [(char, char); 4] = [('「', '」'), ('『', '』'), ('《', '》'), ('“', '”')];
/// A quoted word shorter than this is a word, not a title.
const SHORTEST_QUOTE: usize = 4;

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:[^0-9A-Za-z\u{4e00}-\u{9fff}「『《“【(]+|\\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\\) *|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)] *|(?:New|NEW|new|Hot|HOT)!? +|【(?:最新|新增|轉知|公告|活動|重要|訊息)[^】]{0,6}】)+",
    )
    .expect("the pattern is written here")
});

static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[ ,:、-]|茲|謹|轉知|檢送|檢附|函轉|有關|為|由|將於|訂於|謹訂於|定於|擬於|於|在|假|將|共同|聯合|合作|辦理|舉辦|主辦|承辦|舉行|召開|推出|之|的|is |will |hosts? |holds? |hold |organizes? |presents? |on |at |the |by )+").expect("the pattern is written here")
});

static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[,。;!、 ]|歡迎|敬請|誠摯|敬邀|請(?:查照|轉知|參考|踴躍|至|於|由)|惠請|報名|詳見|詳情|活動網|更多|一案|$)").expect("the pattern is written here")
});

/// Where a sentence goes on to its date.
static HEADING_FOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:[,，]? ?(?:將|謹|預定|預計|擬)?(?:訂|定)?(?:於|在)|自|假|will be held|is held| on)$")
        .expect("the pattern is written here")
});

/// 旨揭活動: points at a title elsewhere.
static POINTS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:旨揭|前揭|上開|本次|本項|本活動|該活動|該校)").expect("the pattern is written here")
});

static AFTER_QUOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^ ?(?:跨校|線上|系列|交流|實務|培力|成果|年度|國際|共培|共同培力|SIG|USR|議題)*(?:工作坊|論壇|研討會|座談會|座談|講座|系列活動|活動|成果展|聯展|博覽會|交流會|說明會|分享會|發表會|課程|共培|共同培力|議題交流|小聚|競賽)(?:[(（][^)）]{1,12}[)）])?").expect("the pattern is written here")
});

/// Words that titles of activities carry.
const ACTIVITY: [&str; 20] = [
    "論壇",
    "工作坊",
    "共培",
    "培力",
    "SIG",
    "EXPO",
    "博覽會",
    "研討會",
    "座談",
    "講座",
    "交流",
    "成果展",
    "活動",
    "課程",
    "說明會",
    "分享會",
    "Forum",
    "Workshop",
    "Symposium",
    "Exhibition",
];

/// The title within a stretch, without what is known to be something else (its date, links, host).
pub(crate) fn of(text: &Plain, within: TextSpan, known: &[TextSpan]) -> Option<Named> {
    quoted(text, within, known).or_else(|| {
        let pieces = pieces(text, within, known);
        let named = pieces
            .iter()
            .filter(|p| ACTIVITY.iter().any(|word| text.slice(**p).contains(word)));
        let best = named.max_by_key(|p| p.end - p.start);
        let best = best.or_else(|| pieces.iter().max_by_key(|p| content(text, **p)))?;
        clean(text, *best)
    })
}

/// A whole cell under 活動名稱, without a quote around all of it.
pub(crate) fn cell(text: &Plain, within: TextSpan) -> Option<Named> {
    let at = text.trimmed(within, &['*']);
    let folded = &text.folded()[at.start..at.end];
    let all_quoted = QUOTES.iter().any(|(open, close)| {
        let closes = folded.iter().filter(|c| *c == close).count();
        folded.first() == Some(open) && folded.last() == Some(close) && closes == 1
    });
    let at = if all_quoted {
        TextSpan::new(at.start + 1, at.end - 1)
    } else {
        at
    };
    (content(text, at) > 0).then(|| plain_name(text, at))
}

fn quoted(text: &Plain, within: TextSpan, known: &[TextSpan]) -> Option<Named> {
    let folded = text.folded();
    let mut at = within.start;
    while at < within.end {
        let Some((open, close)) = QUOTES.into_iter().find(|(open, _)| *open == folded[at]) else {
            at += 1;
            continue;
        };
        let mut depth = 0;
        let end = (at..within.end).find(|i| {
            depth += i32::from(folded[*i] == open) - i32::from(folded[*i] == close);
            depth == 0
        });
        let inner = TextSpan::new(at + 1, end.unwrap_or(within.end));
        // Without its closing mark it ends where something else begins.
        let inner = match end {
            Some(_) => inner,
            None => {
                let stop = known.iter().filter(|k| k.start > at).map(|k| k.start).min();
                text.trimmed(
                    TextSpan::new(inner.start, stop.unwrap_or(inner.end).min(inner.end)),
                    &[',', '。', ';'],
                )
            }
        };
        let after = end.map_or(within.end, |e| e + 1);
        let suffix = end.and_then(|_| text.find(&AFTER_QUOTE, TextSpan::new(after, within.end)));
        // 「倒著走」論壇: short, and what follows says what it is.
        if content(text, inner) >= SHORTEST_QUOTE || suffix.is_some() {
            return Some(match suffix {
                Some(suffix) => plain_name(text, TextSpan::new(at, suffix.at.end)),
                None => Named {
                    words: words(text, inner),
                    at: inner,
                    unclosed: end.is_none() || unclosed(text, inner),
                },
            });
        }
        at = end.map_or(within.end, |e| e + 1);
    }
    None
}

/// What is left of a stretch without the known parts, cells and sentences apart.
fn pieces(text: &Plain, within: TextSpan, known: &[TextSpan]) -> Vec<TextSpan> {
    let folded = text.folded();
    let mut pieces = Vec::new();
    let mut start = within.start;
    let mut at = within.start;
    while at < within.end {
        let part = known.iter().find(|k| k.holds(at) && k.end > at);
        let parts = matches!(folded[at], '|' | '。' | ';') || text.written()[at] == '\t';
        if let Some(part) = part {
            pieces.push(TextSpan::new(start, at));
            at = part.end.min(within.end);
            start = at;
        } else {
            if parts {
                pieces.push(TextSpan::new(start, at));
                start = at + 1;
            }
            at += 1;
        }
    }
    pieces.push(TextSpan::new(start.min(within.end), within.end));
    let mut fine = Vec::new();
    for piece in pieces {
        // A sentence has clauses; a title may have a comma.
        if piece.end - piece.start > 30 {
            let mut start = piece.start;
            let is_comma = |at: &usize| folded[*at] == ',' && text.written()[*at] == '，';
            for comma in (piece.start..piece.end).filter(is_comma) {
                fine.push(TextSpan::new(start, comma));
                start = comma + 1;
            }
            fine.push(TextSpan::new(start, piece.end));
        } else {
            fine.push(piece);
        }
    }
    fine.retain(|p| content(text, *p) > 0);
    fine
}

fn clean(text: &Plain, at: TextSpan) -> Option<Named> {
    let mut at = text.trimmed(at, &[]);
    for pattern in [&LEAD, &VERBS] {
        if let Some(lead) = text.find(pattern, at) {
            at.start = lead.at.end;
        }
    }
    let body = TextSpan::new((at.start + 1).min(at.end), at.end);
    // A blank parts words; only what invites ends a title.
    let tail = text
        .find_all(&TAIL, body)
        .into_iter()
        .find(|t| !text.slice(t.at).trim().is_empty() && text.slice(t.at) != "、");
    if let Some(tail) = tail
        && content(text, TextSpan::new(at.start, tail.at.start)) >= SHORTEST_QUOTE
    {
        at.end = tail.at.start;
    }
    at = text.trimmed(at, &[]);
    if let Some(joint) = text.find(&HEADING_FOR, at) {
        at.end = joint.at.start;
    }
    if POINTS_BACK.is_match(text.slice(at)) {
        return None;
    }
    let at = text.trimmed(
        at,
        &[
            ':', '-', ',', '、', '~', '*', '|', '。', ';', '→', '▸', '「', '」', '"',
        ],
    );
    (content(text, at) >= 2).then(|| plain_name(text, at))
}

/// As written, with plain blanks: a no-break space is the mail program's, not the title's.
pub(crate) fn words(text: &Plain, at: TextSpan) -> String {
    text.words(at).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_name(text: &Plain, at: TextSpan) -> Named {
    Named {
        words: words(text, at),
        at,
        unclosed: unclosed(text, at),
    }
}

/// Opens a bracket that it does not close.
pub(crate) fn unclosed(text: &Plain, at: TextSpan) -> bool {
    let slice = text.slice(at);
    let count = |c: char| slice.chars().filter(|s| *s == c).count();
    QUOTES
        .into_iter()
        .chain([('(', ')'), ('【', '】')])
        .any(|(open, close)| count(open) > count(close))
}

/// Letters and words, without blanks, marks and digits.
pub(crate) fn content(text: &Plain, at: TextSpan) -> usize {
    if at.is_empty() {
        return 0;
    }
    let chars = &text.folded()[at.start..at.end];
    chars.iter().filter(|c| c.is_alphabetic()).count()
}
