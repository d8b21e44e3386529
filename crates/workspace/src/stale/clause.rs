//! A sentence read as claims: what, of which year, how much.

use rust_decimal::Decimal;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// What words claim.
#[derive(Debug, PartialEq)]
pub(super) struct Claim {
    pub(super) kind: Kind,
    /// The only year that the sentence names so far.
    pub(super) year: Option<u16>,
    pub(super) value: Decimal,
    /// Figures nearer than this are meant: 351 萬元 may be 3,512,345 元.
    pub(super) precision: Decimal,
    pub(super) words: String,
}

/// What a claim speaks of; the words are keys of facts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Amount(&'static str),
    /// Of the grant, in per cent.
    Share(&'static str),
    Count(&'static str),
    /// From the year of the value to this one.
    Span(u16),
}

/// Estimates, limits, single items, other plans: a sentence with one of these is not read.
const HEDGES: &str = "約 近 逾 超過 上限 下限 不得 至少 至多 最高 最低 以上 以下 以內 以外 每 單價 平均 \
    前期 前一 前年 去年 曾 過去 上期 上一 第一期 第二期 第三期 原 歷年 累計 另 若 如 倘 \
    原則 目標 預期 擬 各 分別 子計畫 增加 減少 成長 提高 降低 例 假設 其他 他校 他案 \
    國科會 深耕計畫 地方政府 縣政府 市政府 企業 前三 前兩";
const MONEY: &[(&str, &str)] = &[
    ("補助款", "grant"),
    ("補助經費", "grant"),
    ("申請補助額", "grant"),
    ("核定補助額", "grant"),
    ("配合款", "matching"),
    ("人事費", "personnel"),
    ("國外差旅費", "travel"),
];
const COUNTS: &[(&str, &str, &[&str])] = &[
    ("團隊成員", "team", &["人", "位", "名"]),
    ("團隊人數", "team", &["人", "位", "名"]),
    ("合作單位", "partners", &["個", "家", "處"]),
    ("實踐場域", "sites", &["個", "處"]),
    ("為期", "year_count", &["年"]),
    ("計畫期程", "year_count", &["年"]),
];
const SPANS: &[&str] = &["計畫期間", "執行期間", "計畫期程", "計畫年度", "執行年度"];
/// Words before what is spoken of that change nothing.
const BEFORE: &str = "本計畫 本案 本校 計畫 年度 年 向教育部 教育部 申請 其中 全期 總計 合計 共 並 及 及其 \
    的 之 編列 學校 自籌 所需 經費 : ( )";
/// Words between what is spoken of and its figure that change nothing.
const BETWEEN: &str = "總額 總計 合計 共計 共 計 為 新臺幣 新台幣 NT$ $ : 編列 需 金額 全期 有 由 自 \
    民國 是 即";
/// Words by which a clause says itself that it speaks of the plan.
const OF_THE_PLAN: &[&str] = &["計畫", "本案", "教育部"];
const OF_GRANT: &str = "占 佔 占比 比率 比例 之 的 補助款 補助經費 為 達 總額 當年度 :";

/// Sentences, in one width of digits and signs.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(['。', '！', '？', '；', '\n', ';']);
    parts.map(|part| part.nfkc().filter(|c| !c.is_whitespace()).collect::<String>())
}

/// What the sentence claims, in order.
pub(super) fn claims(sentence: String) -> Vec<Claim> {
    let mut claims = Vec::new();
    if sentence.len() > 1000 || HEDGES.split(' ').any(|hedge| sentence.contains(hedge)) {
        return claims;
    }
    let mut years = Vec::new();
    let mut of = None;
    // Whether something else has been spoken of: what follows may be its figure (某協會的案，補助款50萬元).
    let mut other = false;
    for clause in clauses(&sentence) {
        years.extend(years_in(&clause));
        years.dedup();
        let year = match years.as_slice() {
            [] => None,
            [year] => Some(*year),
            // Several years: whose figure it is cannot be told, but for the span itself.
            _ => {
                claims.extend(span(&clause));
                continue;
            }
        };
        let claim = money(&clause, &mut of).or_else(|| count(&clause));
        let claim = claim.filter(|_| !other || OF_THE_PLAN.iter().any(|word| clause.contains(word)));
        other |= claim.is_none() && !says_no_more(&clause);
        claims.extend(claim.map(|claim| Claim { year, ..claim }));
    }
    claims
}

/// Parted by commas, but not those within a number.
fn clauses(sentence: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let letters: Vec<char> = sentence.chars().collect();
    for (i, letter) in letters.iter().enumerate() {
        let within = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let parts = match letter {
            '、' => true,
            ',' => !(within(i.checked_sub(1)) && within(Some(i + 1))),
            _ => false,
        };
        match found.last_mut() {
            Some(last) if !parts => last.push(*letter),
            _ => found.push(String::new()),
        }
    }
    found
}

/// From here on a number before 年 is a 民國 year.
const FIRST_YEAR: u16 = 90;

/// Two or three digits before 年.
fn years_in(clause: &str) -> Vec<u16> {
    let mut found = Vec::new();
    for (at, _) in clause.match_indices('年') {
        let digits: String = clause[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let year: String = digits.chars().rev().collect();
        found.extend(year.parse().ok().filter(|y: &u16| (FIRST_YEAR..200).contains(y)));
    }
    found
}

/// `115年度補助款3,500,000元`, `人事費占補助款57.1%`; `of` is what the clause before spoke of.
fn money(clause: &str, of: &mut Option<&'static str>) -> Option<Claim> {
    let first = MONEY
        .iter()
        .filter_map(|(word, key)| Some((clause.find(word)?, *word, *key)));
    let (start, after, kind) = match first.min_by_key(|(at, ..)| *at) {
        _ if clause.starts_with(['占', '佔']) => ("", clause, of.take()?),
        Some((at, word, key)) => (&clause[..at], &clause[at + word.len()..], key),
        None => {
            *of = None;
            return None;
        }
    };
    *of = Some(kind);
    if !says_no_more(start) {
        return None;
    }
    let amount = Figure::at(strip(after, BETWEEN));
    if let Some(figure) = amount.filter(|f| f.factor.is_some()) {
        let factor = figure.factor?;
        return figure.claim(Kind::Amount(kind), factor, clause);
    }
    let share = Figure::at(strip(after, OF_GRANT)).filter(|f| f.rest == "%" && kind != "grant")?;
    share.claim(Kind::Share(kind), Decimal::ONE, clause)
}

/// `團隊成員共12人`.
fn count(clause: &str) -> Option<Claim> {
    let (word, key, units) = COUNTS.iter().find(|(word, ..)| clause.contains(word))?;
    let (start, after) = clause.split_once(word)?;
    if !says_no_more(start) {
        return None;
    }
    let figure = Figure::at(strip(after, BETWEEN)).filter(|f| units.contains(&f.rest))?;
    // 計畫期程115年 names a year; 為期一年 alone may be an event's.
    let of_years = *key == "year_count";
    if of_years
        && (figure.value >= Decimal::from(FIRST_YEAR) || !OF_THE_PLAN.iter().any(|w| clause.contains(w)))
    {
        return None;
    }
    figure.claim(Kind::Count(key), Decimal::ONE, clause)
}

/// `計畫期間115年至118年`, `執行期間自115–118年度`.
fn span(clause: &str) -> Option<Claim> {
    let word = SPANS.iter().find(|word| clause.contains(**word))?;
    let (start, after) = clause.split_once(word)?;
    if !says_no_more(start) {
        return None;
    }
    let first = Figure::at(strip(after, BETWEEN))?;
    let rest = first.rest.trim_start_matches(['年', '度']);
    let rest = rest.strip_prefix(['至', '到', '-', '–', '—', '~'])?;
    let last = Figure::at(strip(rest, "民國"))?;
    let whole_years = matches!(last.rest, "年" | "年度" | "年止" | "年度止");
    let last = u16::try_from(last.value).ok().filter(|_| whole_years)?;
    first.claim(Kind::Span(last), Decimal::ONE, clause)
}

struct Figure<'a> {
    value: Decimal,
    places: u32,
    /// Of 元; nothing = not an amount.
    factor: Option<Decimal>,
    rest: &'a str,
}

impl<'a> Figure<'a> {
    fn at(text: &'a str) -> Option<Figure<'a>> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
        let (value, places) = if digits.is_empty() {
            return Figure::in_words(text);
        } else {
            let value = Decimal::from_str(&digits.replace(',', "")).ok()?;
            (value, value.scale())
        };
        let units = [
            ("元", 1),
            ("元整", 1),
            ("千元", 1000),
            ("仟元", 1000),
            ("萬元", 10_000),
            ("萬", 10_000),
            ("百萬元", 1_000_000),
            ("億元", 100_000_000),
        ];
        let unit = units.iter().find(|(unit, _)| rest.trim_end_matches(')') == *unit);
        Some(Figure {
            value,
            places,
            factor: unit.map(|(_, f)| Decimal::from(*f)),
            rest,
        })
    }

    /// 四, 十二: small counts only.
    fn in_words(text: &'a str) -> Option<Figure<'a>> {
        const ONES: &str = "一二三四五六七八九";
        let digit = |c: char| {
            ONES.chars()
                .position(|one| one == c)
                .map(|i| i + 1)
                .or((c == '兩').then_some(2))
        };
        let first = text.chars().next()?;
        let mut rest = &text[first.len_utf8()..];
        let mut value = digit(first).or((first == '十').then_some(10))?;
        if let Some(after) = rest.strip_prefix('十').filter(|_| first != '十') {
            (value, rest) = (value * 10, after);
        }
        if value >= 10
            && let Some(ones) = rest.chars().next().and_then(digit)
        {
            value += ones;
            rest = &rest[rest.chars().next()?.len_utf8()..];
        }
        Some(Figure {
            value: Decimal::from(value),
            places: 0,
            factor: None,
            rest,
        })
    }

    fn claim(&self, kind: Kind, factor: Decimal, words: &str) -> Option<Claim> {
        let precision = factor.checked_div(Decimal::from(10_i64.checked_pow(self.places)?))?;
        Some(Claim {
            kind,
            year: None,
            value: self.value.checked_mul(factor)?,
            precision,
            words: words.to_owned(),
        })
    }
}

/// Before what is spoken of stand only years and words that change nothing.
fn says_no_more(start: &str) -> bool {
    let words: String = start.chars().filter(|c| !c.is_ascii_digit()).collect();
    strip(&words, BEFORE).is_empty()
}

/// What is left when all of these words are taken from its beginning.
fn strip<'a>(text: &'a str, words: &str) -> &'a str {
    let mut rest = text;
    let shorter = |rest: &'a str| {
        words
            .split(' ')
            .filter_map(|w| rest.strip_prefix(w))
            .min_by_key(|r| r.len())
    };
    while let Some(shorter) = shorter(rest) {
        rest = shorter;
    }
    rest
}
