//! Which parts a packet has, in which order, and what the contents list (大綱).

use crate::attach::{Attached, Files};
use crate::block::{Anchor, Block, Cover, Entry, Number, Part, Run};
use crate::packet::{DraftMark, Error, Input, Scope};
use crate::page::MEASURE;
use crate::parts;
use crate::picture::Picture;
use crate::refused::{self, RefusedFile, Why};
use crate::setup;
use crate::words;
use std::collections::BTreeMap;
use std::rc::Rc;
use usr_desk_rules::Outcome;
use usr_desk_workspace::{Proposal, ProposalType};

/// The whole packet, before it is measured.
pub(crate) struct Outline {
    pub(crate) parts: Vec<Part>,
    pub(crate) entries: Vec<Entry>,
    /// How many anchors there are.
    pub(crate) anchors: usize,
    /// Title of the file.
    pub(crate) title: String,
    /// At the head of every page, on the left.
    pub(crate) running_head: String,
    pub(crate) is_draft: bool,
    /// Outcomes that keep it a draft.
    pub(crate) open_outcomes: usize,
    /// It holds several proposals.
    pub(crate) is_binder: bool,
    /// Where each merged attachment is listed, in order.
    pub(crate) foreign: Vec<Anchor>,
    /// Pictures that could not be shown.
    pub(crate) refused: Vec<RefusedFile>,
}

/// Numbers chapters, hands out anchors, remembers what the contents list.
pub(crate) struct Builder<'a> {
    pub(crate) input: &'a Input<'a>,
    /// What was attached, in the order of its numbers.
    pub(crate) attached: &'a [Attached],
    pub(crate) entries: Vec<Entry>,
    anchors: usize,
    chapter: usize,
    section: usize,
    /// What stands before the contents is not numbered.
    pub(crate) in_front: bool,
    /// 圖 and footnotes so far, in this volume.
    pub(crate) figures: usize,
    pub(crate) notes: usize,
    files: &'a Files,
    pictures: BTreeMap<String, Result<Rc<Picture>, Why>>,
    /// Pictures that could not be shown.
    pub(crate) refused: Vec<RefusedFile>,
}

impl<'a> Builder<'a> {
    fn anchor(&mut self, level: u8, text: &str) -> Anchor {
        let anchor = self.anchors;
        self.anchors += 1;
        self.entries.push(Entry {
            level,
            text: text.to_owned(),
            anchor,
        });
        anchor
    }

    /// The first block of a proposal's or plan's volume (冊).
    pub(crate) fn volume(&mut self, text: &str) -> Block {
        (self.chapter, self.section) = (0, 0);
        (self.figures, self.notes) = (0, 0);
        let anchor = self.anchor(0, text);
        Block::Heading {
            level: 0,
            number: None,
            runs: vec![Run::bold(text)],
            anchor: Some(anchor),
        }
    }

    /// 壹、貳、…
    pub(crate) fn chapter(&mut self, title: &str) -> Block {
        self.section = 0;
        let mut number = None;
        if !self.in_front {
            self.chapter += 1;
            number = Some(Number {
                ordinal: self.chapter,
                text: format!("{}、", words::capital_number(self.chapter)),
            });
        }
        let text = number.as_ref().map_or("", |n| n.text.as_str());
        let anchor = self.anchor(1, &format!("{text}{title}"));
        Block::Heading {
            level: 1,
            number,
            runs: vec![Run::bold(title)],
            anchor: Some(anchor),
        }
    }

    /// 一、二、…
    pub(crate) fn section(&mut self, title: &str) -> Block {
        self.section += 1;
        let text = format!("{}、", words::number(self.section));
        let anchor = self.anchor(2, &format!("{text}{title}"));
        Block::Heading {
            level: 2,
            number: Some(Number {
                ordinal: self.section,
                text,
            }),
            runs: vec![Run::bold(title)],
            anchor: Some(anchor),
        }
    }

    /// The picture in an attached file; opened once however often it is shown.
    pub(crate) fn picture(&mut self, file: &str) -> Result<Rc<Picture>, Why> {
        if let Some(known) = self.pictures.get(file) {
            return known.clone();
        }
        let bytes = self.files.get(file).ok_or(refused::ABSENT);
        let read = bytes.and_then(|bytes| Picture::read(bytes));
        let picture = read.map(|picture| Rc::new(picture.reduced(setup::dots(self.input.setup, MEASURE))));
        self.pictures.insert(file.to_owned(), picture.clone());
        picture
    }

    /// An entry for each attachment that is merged, after everything else.
    fn foreign(&mut self, is_binder: bool) -> Vec<Anchor> {
        let merged: Vec<&Attached> = self.attached.iter().filter(|a| a.pages() > 0).collect();
        let mut anchors = Vec::new();
        for (i, one) in merged.into_iter().enumerate() {
            if is_binder && i == 0 {
                let volume = self.anchor(0, "附件");
                anchors.push(volume);
            }
            anchors.push(self.anchor(1, &format!("附件{}　{}", one.number, words::or_blank(&one.title))));
        }
        anchors
    }

    /// The official name of the season's edition.
    pub(crate) fn edition_title(&self) -> String {
        let id = &self.input.workspace.edition;
        let editions = self.input.book.editions();
        let edition = editions.into_iter().find(|e| e.id == *id);
        edition.map_or_else(|| format!("{id} 年要點"), |e| e.title)
    }

    /// 大學特色類 萌芽型, as the edition names it.
    pub(crate) fn type_title(&self, kind: Option<ProposalType>) -> String {
        let editions = self.input.book.editions();
        let edition = editions.iter().find(|e| e.id == self.input.workspace.edition);
        edition
            .and_then(|e| e.types.iter().find(|t| Some(t.key) == kind))
            .map_or_else(
                || words::proposal_type(kind).to_owned(),
                |t| format!("{}{}", t.category, t.title),
            )
    }

    /// Outcomes of one scope, in clause order.
    pub(crate) fn outcomes(&self, scope: Option<&str>) -> Vec<&'a Outcome> {
        let outcomes: &'a [Outcome] = self.input.outcomes;
        outcomes
            .iter()
            .filter(|o| o.proposal.as_deref() == scope)
            .collect()
    }
}

/// Says what the packet holds.
pub(crate) fn outline(input: &Input, files: &Files, attached: &[Attached]) -> Result<Outline, Error> {
    let mut builder = Builder {
        input,
        attached,
        entries: Vec::new(),
        anchors: 0,
        chapter: 0,
        section: 0,
        in_front: false,
        figures: 0,
        notes: 0,
        files,
        pictures: BTreeMap::new(),
        refused: Vec::new(),
    };
    let season = input.workspace;
    let mut parts = Vec::new();
    let mut scopes: Vec<Option<&str>> = vec![None];
    let programme = "教育部推動大學社會責任實踐計畫";
    let title;
    let is_binder = input.scope == Scope::Season;
    match &input.scope {
        Scope::Proposal(id) | Scope::Plan(id) | Scope::Budget(id) | Scope::Attachments(id) => {
            let proposal = season.proposals.iter().find(|p| p.id == *id);
            let proposal = proposal.ok_or_else(|| Error::UnknownProposal(id.to_string()))?;
            title = words::or_blank(&proposal.title);
            scopes.push(Some(proposal.id.as_str()));
            parts.extend(parts::proposal::parts(&mut builder, proposal));
        }
        Scope::SupportPlan => {
            let plan = season.support_plan.as_ref().ok_or(Error::NoSupportPlan)?;
            title = "校務支持規劃方案".to_owned();
            scopes.push(Some("support_plan"));
            parts.extend(parts::support_plan::parts(&mut builder, plan));
        }
        Scope::Season => {
            title = format!("{}申請文件", words::or_blank(&season.school.name));
            let submitted: Vec<&Proposal> = season.proposals.iter().filter(|p| p.submit).collect();
            if submitted.is_empty() && season.support_plan.is_none() {
                return Err(Error::NothingToPrint);
            }
            parts.extend(parts::season::parts(&mut builder, &submitted));
            scopes.extend(submitted.iter().map(|p| Some(p.id.as_str())));
            scopes.push(Some("support_plan"));
        }
    }
    let foreign = builder.foreign(is_binder);
    let front = parts::season::front(&builder, &title, programme);
    let own_place = parts.iter_mut().find(|part| is_contents(part));
    match own_place {
        Some(part) => *part = contents(&builder),
        None => parts.insert(0, contents(&builder)),
    }
    let mut all = vec![front];
    all.append(&mut parts);
    let is_in_scope = |o: &&Outcome| scopes.contains(&o.proposal.as_deref());
    let open_outcomes = input
        .outcomes
        .iter()
        .filter(is_in_scope)
        .filter(|o| o.outcome.is_open())
        .count();
    Ok(Outline {
        parts: all,
        entries: builder.entries,
        anchors: builder.anchors,
        title,
        running_head: format!("{programme}　{}", season.school.name.trim()),
        is_draft: open_outcomes > 0 || input.draft == DraftMark::Force,
        open_outcomes,
        is_binder,
        foreign,
        refused: builder.refused,
    })
}

/// Where the contents are to stand, before their entries are known.
pub(crate) fn contents_here() -> Part {
    Part {
        running_head: None,
        blocks: vec![Block::Contents(Vec::new())],
    }
}

fn is_contents(part: &Part) -> bool {
    matches!(part.blocks[..], [Block::Contents(_)])
}

fn contents(builder: &Builder) -> Part {
    let heading = Block::Heading {
        level: 1,
        number: None,
        runs: vec![Run::bold("目　錄")],
        anchor: None,
    };
    Part {
        running_head: Some("目錄".to_owned()),
        blocks: vec![
            heading,
            Block::Contents(builder.entries.clone()),
            Block::Room(8.0),
            order_note(builder),
        ],
    }
}

/// Where order and limits come from; what nobody announced says so.
fn order_note(builder: &Builder) -> Block {
    let source = builder.input.setup.source.trim();
    parts::note(&if source.is_empty() {
        format!(
            "各部分之順序及格式{}；公告另有規定時，請以公告為準。",
            parts::UNSOURCED
        )
    } else {
        format!("各部分之順序及格式依：{source}。")
    })
}

/// A cover as a part of its own.
pub(crate) fn cover(cover: Cover) -> Part {
    Part {
        running_head: None,
        blocks: vec![Block::Cover(cover)],
    }
}
