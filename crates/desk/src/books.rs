//! The manual (操作手冊) and the clause book (條款總覽): pages for the window, and books as PDF.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{BookKind, Response, Saved, Ticket};
use crate::{files, judging, packet_notes, packets};
use base64::Engine;
use usr_desk_manual as manual;
use usr_desk_manual::{Block, Item, Page, Run};
use usr_desk_packet::{Book, Fonts, SetPaper, book};
use usr_desk_rules::{Clause, Rulebook};
use usr_desk_workspace::Date;

impl Desk {
    /// A picture of the manual as a `data:` address.
    pub(crate) fn manual_picture(&self, name: &str) -> Result<Response, Error> {
        let bytes = manual::picture(name)
            .ok_or_else(|| Error::not_found("手冊裡沒有這張圖。", "The manual has no such picture."))?;
        let content = base64::engine::general_purpose::STANDARD.encode(bytes);
        Ok(Response::Picture(format!("data:image/png;base64,{content}")))
    }

    pub(crate) fn print_book(&self, kind: &BookKind, ticket: &Ticket) -> Result<Response, Error> {
        let path = self.place_to_save(ticket)?;
        let today = packets::today(self.place.clock)?;
        let set = set_book(&self.rules, kind, today, self.faces()?)?;
        files::write(&path, &set.bytes)?;
        Ok(Response::Saved(Saved {
            pages: Some(set.pages),
            notes: packet_notes::told(&packet_notes::of_paper(&set.missing_glyphs), self.language()),
            ..files::saved(&path, &set.bytes)
        }))
    }
}

/// A book as a PDF file, dated `printed_on`.
pub fn set_book(
    rules: &Rulebook,
    kind: &BookKind,
    printed_on: Date,
    fonts: &Fonts,
) -> Result<SetPaper, Error> {
    let series = "USR 提案工作台".to_owned();
    let version = ("版　　本".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    let (title, facts, chapters) = match kind {
        BookKind::Manual => ("操作手冊".to_owned(), vec![version], manual::pages()),
        BookKind::Clauses { edition } => {
            let edition = judging::edition(rules, edition)?;
            let facts = vec![("適用要點".to_owned(), edition.title.clone()), version];
            (
                "條款總覽".to_owned(),
                facts,
                clause_pages(&rules.clauses(&edition.id)),
            )
        }
    };
    let printed = Book {
        title,
        series,
        facts,
        chapters: &chapters,
        picture: &manual::picture,
        printed_on,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    book(&printed, fonts).map_err(|e| packets::refused(&e))
}

/// A chapter for each 點次, in the order of the clauses, what the text does not state last; a section for each rule.
fn clause_pages(clauses: &[Clause]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let (stated, unstated): (Vec<&Clause>, Vec<&Clause>) = clauses.iter().partition(|clause| clause.stated);
    for clause in stated.into_iter().chain(unstated) {
        let title = point(&clause.cite);
        let known = pages.iter().position(|page| page.title == title);
        let at = known.unwrap_or_else(|| {
            pages.push(Page {
                id: clause.rule.clone(),
                title,
                blocks: Vec::new(),
            });
            pages.len() - 1
        });
        pages[at].blocks.extend(clause_blocks(clause));
    }
    pages
}

/// 第七點第二款 → 第七點; 八（一） → 八.
fn point(cite: &str) -> String {
    let end = match cite.find('點') {
        Some(at) if cite.starts_with('第') => at + '點'.len_utf8(),
        _ => cite.find(['（', '、', '及']).unwrap_or(cite.len()),
    };
    cite[..end].trim().to_owned()
}

fn clause_blocks(clause: &Clause) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading {
            level: 2,
            text: clause.title.clone(),
        },
        Block::Paragraph(vec![
            Run {
                strong: true,
                ..Run::plain("出處：")
            },
            Run::plain(&*clause.cite),
        ]),
    ];
    blocks.push(if clause.stated {
        Block::Quote(vec![Run::plain(&*clause.quote)])
    } else {
        Block::Paragraph(vec![Run::plain("本版要點未訂。")])
    });
    let limits = clause.parameters.iter().map(|one| Item {
        runs: vec![Run::plain(format!("{}：{}", one.name, one.value))],
        items: Vec::new(),
    });
    let limits: Vec<Item> = limits.collect();
    if !limits.is_empty() {
        blocks.push(Block::Items {
            ordered: false,
            items: limits,
        });
    }
    // Headings of an explanation lie below its clause's.
    blocks.extend(
        manual::blocks(&clause.explanation)
            .into_iter()
            .map(|block| match block {
                Block::Heading { text, .. } => Block::Heading { level: 3, text },
                other => other,
            }),
    );
    blocks
}

#[cfg(test)]
mod tests {
    use super::point;

    #[test]
    fn a_clause_stands_in_the_chapter_of_its_point() {
        for (cite, wanted) in [
            ("第七點第二款", "第七點"),
            ("第四點第三款第3目", "第四點"),
            ("八（一）", "八"),
            ("三", "三"),
        ] {
            assert_eq!(point(cite), wanted);
        }
    }
}
