//! 計畫內容: the sections, their paragraphs, the headings inside them.

use super::set_text::{self, Owner};
use super::support_plan;
use crate::block::{Block, ParagraphKind, Run};
use crate::layout::marker;
use crate::outline::Builder;
use crate::page::Ink;
use crate::setup::Chapter;
use usr_desk_rules::Rulebook;
use usr_desk_workspace::{Fact, FieldPath, Proposal, ProposalType, Section, fact};

/// The chapter: the sections that the type asks for in the text's order, then the office's own.
pub(crate) fn blocks(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let mut blocks = vec![builder.chapter("計畫內容")];
    let facts = fact::of_proposal(builder.input.workspace, proposal);
    let edition = &builder.input.workspace.edition;
    let asked = proposal
        .proposal_type
        .map(|t| builder.input.book.sections(edition, t))
        .unwrap_or_default();
    let mut keys: Vec<(String, String)> = asked.into_iter().map(|s| (s.key, s.title)).collect();
    for section in &proposal.sections {
        if !keys.iter().any(|(key, _)| *key == section.key) {
            keys.push((section.key.clone(), own_title(&section.key).to_owned()));
        }
    }
    if builder.input.setup.has(Chapter::Summary) {
        keys.retain(|(key, _)| key != SUMMARY);
    }
    if keys.is_empty() {
        blocks.push(super::note("（尚未選擇計畫類型，也沒有填寫章節）"));
    }
    for (key, title) in keys {
        blocks.push(Block::From(super::place([
            "proposals",
            proposal.id.as_str(),
            "sections",
            &key,
        ])));
        blocks.push(builder.section(&title));
        blocks.extend(section(builder, proposal, &key, &facts));
    }
    blocks
}

/// The section that has a part of its own (計畫摘要).
const SUMMARY: &str = "summary";

/// 計畫摘要, with its limit where the office names one; absent where nobody asks for it and nobody wrote it.
pub(crate) fn summary(builder: &mut Builder, proposal: &Proposal) -> Vec<Block> {
    let edition = &builder.input.workspace.edition;
    let asked = proposal.proposal_type.is_some_and(|t| {
        builder
            .input
            .book
            .sections(edition, t)
            .iter()
            .any(|s| s.key == SUMMARY)
    });
    let written = proposal.sections.iter().find(|s| s.key == SUMMARY);
    if !asked && written.is_none() {
        return Vec::new();
    }
    let facts = fact::of_proposal(builder.input.workspace, proposal);
    let place = super::place(["proposals", proposal.id.as_str(), "sections", SUMMARY]);
    let mut blocks = vec![Block::From(place), builder.chapter(own_title(SUMMARY))];
    let said = section(builder, proposal, SUMMARY, &facts);
    blocks.extend(said);
    if let Some(limit) = builder.input.setup.summary_limit {
        let count = written.map_or(0, |s| s.text.chars().filter(|c| !c.is_whitespace()).count());
        let words = format!("摘要 {count} 字（不計空白），上限 {limit} 字。");
        let is_over = count > usize::try_from(limit).unwrap_or(usize::MAX);
        let ink = if is_over { Ink::Red } else { Ink::Black };
        blocks.push(Block::Paragraph {
            runs: vec![Run::inked(words, ink)],
            kind: ParagraphKind::Note,
        });
    }
    blocks
}

fn section(builder: &mut Builder, proposal: &Proposal, key: &str, facts: &[Fact]) -> Vec<Block> {
    let filled = |s: &&Section| s.key == key && (s.document.is_some() || s.text.filled().is_some());
    let place = super::place(["proposals", proposal.id.as_str(), "sections", key]);
    match proposal.sections.iter().find(filled) {
        Some(section) => {
            let owner = Owner {
                place: place.then("document"),
                attachments: &proposal.attachments,
                facts,
            };
            words(builder, section.document.as_ref(), &section.text, &place, &owner)
        }
        None => vec![super::note("（尚未填寫）")],
    }
}

/// What a section says: as the editor set it, else its plain text.
pub(crate) fn words(
    builder: &mut Builder,
    document: Option<&usr_desk_workspace::Prose>,
    text: &str,
    place: &FieldPath,
    owner: &Owner,
) -> Vec<Block> {
    let set = document.map(|document| set_text::blocks(builder, document, owner));
    let blocks = set.unwrap_or_else(|| {
        let blocks = prose(text).into_iter();
        blocks
            .flat_map(|block| [Block::From(place.then("text")), block])
            .collect()
    });
    if blocks.is_empty() {
        return vec![super::note("（尚未填寫）")];
    }
    blocks
}

/// What a heading over a chapter may say: its title in the edition, ours, and its key.
pub fn titles(book: &Rulebook, edition: &str, kind: Option<ProposalType>, key: &str) -> Vec<String> {
    let asked = kind.map(|kind| book.sections(edition, kind)).unwrap_or_default();
    let asked = asked.into_iter().filter(|s| s.key == key);
    let mut titles: Vec<String> = asked.flat_map(|s| [s.title, s.title_en]).collect();
    let ours = support_plan::SECTIONS
        .iter()
        .find(|(own, _)| *own == key && kind.is_none());
    titles.push(ours.map_or_else(|| own_title(key), |(_, title)| title).to_owned());
    titles.push(key.to_owned());
    titles.dedup();
    titles
}

/// The last part of a path: what the office knows a file by.
pub(crate) fn shown_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Titles for keys that the edition does not list; an office's own key is its title.
fn own_title(key: &str) -> &str {
    match key {
        "summary" => "計畫摘要",
        "background" => "背景與問題意識",
        "team" => "團隊組成與分工",
        "goals" | "objectives" => "計畫目標",
        "strategy" | "implementation" => "執行策略",
        "curriculum" => "課程與人才培育",
        "field" | "site" => "實踐場域經營",
        "evaluation" => "成效評估",
        "sustainability" => "永續機制",
        "experience_and_refinement" => "過往經驗與精進",
        "actions" => "執行策略與具體作法",
        "courses" => "課程與人才培育",
        "field_sites" => "實踐場域經營",
        "outcomes" => "預期成果與效益",
        "evaluation_and_sustainability" => "成效評估與永續機制",
        "international" => "國際合作規劃",
        "guidance_mechanism" => "輔導機制",
        "domestic_practice" => "國內實踐規劃",
        "international_linkage" => "國際連結規劃",
        own => own,
    }
}

/// Plain text as blocks: each line a paragraph, a short line with a marker a heading, `**…**` bold.
pub(crate) fn prose(text: &str) -> Vec<Block> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(line)
        .collect()
}

fn line(text: &str) -> Block {
    let Some(mark) = marker(text) else {
        return Block::Paragraph {
            runs: runs(text),
            kind: ParagraphKind::Body,
        };
    };
    let is_short = text.chars().count() <= 28;
    let is_sentence = text.ends_with(['。', '；', '，', '：', '、', '.', ';']);
    let is_bullet = !mark.ends_with(['、', '.', '．', '）', ')']);
    if is_short && !is_sentence && !is_bullet {
        let level = if mark.ends_with('、') || mark.starts_with('（') {
            3
        } else {
            4
        };
        return Block::Heading {
            level,
            number: None,
            runs: vec![Run::bold(text)],
            anchor: None,
        };
    }
    // The marker stands by itself: the text beside it begins at one edge.
    let rest = text[mark.len()..].trim_start();
    let all = runs(&format!("{mark}{rest}"));
    Block::Paragraph {
        runs: all,
        kind: ParagraphKind::Item,
    }
}

/// `**bold**` as runs; a lone `**` stays what it is.
fn runs(text: &str) -> Vec<Run> {
    let pieces: Vec<&str> = text.split("**").collect();
    if pieces.len() < 3 || pieces.len().is_multiple_of(2) {
        return vec![Run::plain(text)];
    }
    let run = |(i, piece): (usize, &&str)| {
        if i % 2 == 1 {
            Run::bold(*piece)
        } else {
            Run::plain(*piece)
        }
    };
    pieces
        .iter()
        .enumerate()
        .map(run)
        .filter(|run| !run.text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_comes_in_pairs() {
        assert_eq!(
            runs("甲**乙**丙"),
            [Run::plain("甲"), Run::bold("乙"), Run::plain("丙")]
        );
        assert_eq!(runs("2**3"), [Run::plain("2**3")]);
    }

    #[test]
    fn short_marked_lines_are_headings() {
        assert!(matches!(line("（一）場域盤點"), Block::Heading { level: 3, .. }));
        assert!(matches!(line("1. 照護站"), Block::Heading { level: 4, .. }));
        assert!(matches!(
            line("1. 設置照護站三處。"),
            Block::Paragraph {
                kind: ParagraphKind::Item,
                ..
            }
        ));
        assert!(matches!(
            line("本計畫。"),
            Block::Paragraph {
                kind: ParagraphKind::Body,
                ..
            }
        ));
    }
}
