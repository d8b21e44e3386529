//! The whole: a text becomes a [`Bulletin`].

use crate::doubts::Doubts;
use crate::labels::{self, Segment};
use crate::links::{self, Link};
use crate::plain::Plain;
use crate::year::Years;
use crate::{Bulletin, DoubtKind, TextSpan, dates, events, exhibitions, ics};
use usr_desk_workspace::{Date, Sentence};

/// What is known of a text besides its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The day of the letter that it came with (an e-mail's date): days without a year lie near it.
    pub letter: Option<Date>,
}

/// A bulletin longer than this is read up to here (some 300 pages).
const LONGEST: usize = 400_000;

/// Reads a bulletin. Never fails: what is unclear is a doubt.
pub fn read(text: &str, context: Context) -> Bulletin {
    if ics::is_calendar(text) {
        return ics::bulletin(text);
    }
    let mut doubts = Doubts::default();
    let kept: String = text.chars().take(LONGEST).collect();
    let plain = Plain::new(&kept);
    let links = links::find(&plain);
    let lines = lines(&plain, &links);
    if kept.len() < text.len() {
        let end = TextSpan::new(plain.len() - 1, plain.len());
        let message = Sentence::new(
            format!("文字超過 {LONGEST} 字，只讀到這裡。請分成幾份再讀。"),
            format!(
                "The text is longer than {LONGEST} characters and was read up to here. Part it, then read the parts."
            ),
        );
        doubts.note(DoubtKind::TextCut, None, end, message);
    }
    for link in &links {
        if let Some(glued) = link.glued {
            let (words, address) = (plain.words(glued), &link.address);
            let message = Sentence::new(
                format!("連結後面緊接著「{words}」，沒有空格；連結取到「{address}」為止，請開啟確認。"),
                format!(
                    "“{words}” follows the link without a blank; the link is taken up to “{address}”. Open it to make sure."
                ),
            );
            doubts.note(
                DoubtKind::LinkCut,
                None,
                TextSpan::new(link.at.start, glued.end),
                message,
            );
        }
    }
    let (exhibitions, taken) = exhibitions::find(&plain, &lines, &links, &mut doubts);
    let segments: Vec<Segment> = lines
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken.contains(index))
        .flat_map(|(_, line)| labels::segments(&plain, *line))
        .collect();
    let whole = TextSpan::new(0, plain.len());
    let mut dates = dates::find(&plain, whole);
    dates.retain(|date| !links.iter().any(|link| link.at.meets(date.first.at)));
    let dated = dates.iter().filter_map(|d| Some((d.at.start, d.first.year?)));
    for at in dates::unread(&plain, &dates) {
        if links.iter().any(|link| link.at.meets(at)) {
            continue;
        }
        let words = plain.words(at);
        let message = Sentence::new(
            format!("「{words}」像是日期，但文字沒有說明，沒有讀取。若是活動日期，請自行加入。"),
            format!(
                "“{words}” may be a day, but nothing says so; it was not read. If it is an activity's, add it yourself."
            ),
        );
        doubts.note(DoubtKind::DateUnread, None, at, message);
    }
    let years = Years::of(&plain, context.letter, dated);
    let found = events::Found {
        text: &plain,
        segments: &segments,
        links: &links,
        years: &years,
    };
    let events = events::events(&found, &dates, &mut doubts);
    Bulletin {
        events,
        exhibitions,
        doubts: doubts.in_order(),
    }
}

/// The lines, parted also where a link runs into the next entry.
fn lines(text: &Plain, links: &[Link]) -> Vec<TextSpan> {
    let glued = |l: &&Link| l.glued.is_some_and(|g| text.folded()[g.start].is_ascii_digit());
    let cuts: Vec<usize> = links.iter().filter(glued).map(|l| l.at.end).collect();
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut start = line.start;
        for cut in cuts.iter().filter(|c| line.start < **c && **c < line.end) {
            lines.push(TextSpan::new(start, *cut));
            start = *cut;
        }
        lines.push(TextSpan::new(start, line.end));
    }
    lines
}
