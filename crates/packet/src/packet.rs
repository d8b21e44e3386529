//! From input to file: the one function that hosts call.

use crate::attach::{self, Attached, Files, RefusedFile, Source};
use crate::finish::{self, About, Structure};
use crate::flow::{self, Paged};
use crate::fonts::Fonts;
use crate::furniture::Furniture;
use crate::layout::Setter;
use crate::merge::Foreign;
use crate::outline::{self, Outline};
use crate::page::TOP;
use crate::parts::set_text;
use crate::pdf;
use crate::shape::MissingGlyph;
use std::ops::ControlFlow;
use usr_desk_rules::{Outcome, Rulebook};
use usr_desk_workspace::{Attachment, Date, Proposal, ProposalId, Workspace};

/// Everything that a packet is made of.
pub struct Input<'a> {
    /// The season.
    pub workspace: &'a Workspace,
    /// What the rules say of it; printed as the self-check table (自我檢核表).
    pub outcomes: &'a [Outcome],
    /// Titles of types, sections and clauses.
    pub book: &'a Rulebook,
    /// What to print.
    pub scope: Scope,
    /// The date on the cover (列印日期).
    pub printed_on: Date,
    /// Named in the file's properties.
    pub program_version: &'a str,
    /// Whether the pages are marked 草稿.
    pub draft: DraftMark,
}

/// What a packet holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All submitted proposals and the support plan in one binder.
    Season,
    /// One proposal.
    Proposal(ProposalId),
    /// 計畫書: one proposal without its budget and its attachments.
    Plan(ProposalId),
    /// 經費表: the budget of one proposal.
    Budget(ProposalId),
    /// 附件: the attachments of one proposal.
    Attachments(ProposalId),
    /// 校務支持規劃方案.
    SupportPlan,
}

impl Scope {
    /// The one proposal that is printed, where it is one.
    pub fn proposal(&self) -> Option<&ProposalId> {
        match self {
            Scope::Proposal(id) | Scope::Plan(id) | Scope::Budget(id) | Scope::Attachments(id) => Some(id),
            Scope::Season | Scope::SupportPlan => None,
        }
    }
}

/// When pages are marked 草稿.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftMark {
    /// While an outcome is open: a violation, or something to approve, confirm or fill in.
    Auto,
    /// Always.
    Force,
}

/// A finished packet.
#[derive(Clone, Debug)]
pub struct Packet {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Whether its pages are marked 草稿.
    pub is_draft: bool,
    /// Characters that no face has (缺字), with the place of the first of each.
    pub missing_glyphs: Vec<MissingGlyph>,
    /// Attached files that could not be merged, with the reason.
    pub refused: Vec<RefusedFile>,
}

/// How far a packet has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Parts that are set, of all.
    Setting {
        /// Set so far.
        done: u32,
        /// All parts.
        of: u32,
    },
    /// Pages are being written.
    Writing {
        /// How many there are.
        pages: u32,
    },
}

/// Why there is no packet.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the faces is missing.
    #[error("找不到字型檔 {}；請重新安裝程式，或把字型資料夾的位置設在環境變數 USR_DESK_FONTS", .0.join("、"))]
    FacesMissing(Vec<&'static str>),
    /// A file of the faces is damaged.
    #[error("字型檔 {0} 無法讀取，檔案可能損壞；請重新安裝程式")]
    FaceUnreadable(&'static str),
    /// The season has no such proposal.
    #[error("這份資料裡沒有代號為「{0}」的計畫；請用 season 或現有計畫的代號")]
    UnknownProposal(String),
    /// The season has no support plan.
    #[error("這份資料沒有校務支持規劃方案，無法輸出；請先填寫，或改輸出計畫")]
    NoSupportPlan,
    /// There is nothing to print.
    #[error("沒有要送件的計畫，也沒有校務支持規劃方案，沒有內容可以輸出")]
    NothingToPrint,
    /// The host asked to stop.
    #[error("已取消輸出，沒有寫入任何檔案")]
    Cancelled,
    /// The file could not be made.
    #[error("產生 PDF 時發生錯誤：{0}")]
    Writer(String),
}

/// Makes a packet; attachments are listed, not merged. `progress` is told how far it is, and may stop it.
pub fn packet(
    input: &Input,
    fonts: &Fonts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Packet, Error> {
    packet_with_files(input, &Files::new(), fonts, progress)
}

/// Makes a packet with the attached files merged at its end, each page stamped with its number.
pub fn packet_with_files(
    input: &Input,
    files: &Files,
    fonts: &Fonts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Packet, Error> {
    let attached = attach::open(&listed(input), files);
    let outline = outline::outline(input, files, &attached)?;
    let mut setter = Setter::new(fonts);
    setter.is_binder = outline.is_binder;
    let of = count(outline.parts.len());
    for (done, part) in outline.parts.iter().enumerate() {
        if progress(Progress::Setting {
            done: count(done),
            of,
        })
        .is_break()
        {
            return Err(Error::Cancelled);
        }
        setter.part(part);
    }
    let mut paged = settle(&mut setter, &outline, &attached);
    let own_pages = paged.pages.len();
    let all_pages = own_pages + attached.iter().map(Attached::pages).sum::<usize>();
    let words = draft_words(&outline);
    let draft = outline.is_draft.then_some(words.as_str());
    let furniture = Furniture {
        left: &outline.running_head,
        draft,
        count: all_pages,
    };
    setter.shaper.place = "頁首".to_owned();
    furniture.add(&mut setter.shaper, fonts, &mut paged.pages);
    let mut pages: Vec<_> = paged.pages.into_iter().map(|(page, _)| page).collect();
    pages.extend(furniture.stamps(&mut setter.shaper, own_pages, &attached));
    if progress(Progress::Writing {
        pages: count(pages.len()),
    })
    .is_break()
    {
        return Err(Error::Cancelled);
    }
    let written = pdf::write(&pages, fonts, &paged.anchors).map_err(|e| Error::Writer(e.to_string()))?;
    let about = About {
        title: &outline.title,
        author: &input.workspace.school.name,
        program: format!("USR Desk {}", input.program_version),
        day: input.printed_on.to_string().replace('-', ""),
    };
    let structure = Structure {
        entries: &outline.entries,
        anchors: &paged.anchors,
        tags: &setter.tags,
        marks: &written.marks,
        links: &written.links,
        own_pages,
    };
    let (foreign, mut refused) = sorted(attached);
    refused.extend(outline.refused);
    let bytes = finish::finish(&written.bytes, &about, &structure, foreign)
        .map_err(|e| Error::Writer(e.to_string()))?;
    Ok(Packet {
        bytes,
        pages: count(all_pages),
        is_draft: outline.is_draft,
        missing_glyphs: setter.shaper.missing(),
        refused,
    })
}

/// The attachments of the scope, in the order of their numbers, each with its owner.
fn listed<'a>(input: &'a Input) -> Vec<(&'a str, &'a Attachment)> {
    let season = input.workspace;
    let is_printed = |p: &&'a Proposal| match &input.scope {
        Scope::Season => p.submit,
        Scope::Proposal(id) | Scope::Attachments(id) => p.id == *id,
        Scope::Plan(_) | Scope::Budget(_) | Scope::SupportPlan => false,
    };
    let of_school = season
        .attachments
        .iter()
        .filter(|_| input.scope == Scope::Season)
        .map(|a| ("", a));
    let of_proposals = season.proposals.iter().filter(is_printed);
    of_school.chain(of_proposals.flat_map(attachments_of)).collect()
}

/// What a proposal attaches; a picture that its text shows stands there already.
fn attachments_of(proposal: &Proposal) -> Vec<(&str, &Attachment)> {
    let documents = proposal.sections.iter().filter_map(|s| s.document.as_ref());
    let shown: Vec<_> = documents.flat_map(set_text::shown).collect();
    let attached = proposal.attachments.iter().filter(|a| !shown.contains(&&a.id));
    attached.map(|a| (proposal.id.as_str(), a)).collect()
}

/// What goes in, and what does not.
fn sorted(attached: Vec<Attached>) -> (Vec<Foreign>, Vec<RefusedFile>) {
    let (mut foreign, mut refused) = (Vec::new(), Vec::new());
    for one in attached {
        match one.source {
            Source::Pages(document, pages) => foreign.push(Foreign {
                document: *document,
                pages,
            }),
            Source::Refused(reason) => refused.push(RefusedFile {
                file: one.file,
                reason,
            }),
            Source::Absent => {}
        }
    }
    (foreign, refused)
}

/// Fills pages until the numbers in the contents are those of the pages.
fn settle(setter: &mut Setter, outline: &Outline, attached: &[Attached]) -> Paged {
    let paginate = |setter: &Setter| {
        let mut paged = flow::paginate(setter.column(), outline.anchors);
        // Attachments follow the last page; the first of a binder's anchors is their volume's.
        let mut page = paged.pages.len();
        let mut anchors = outline.foreign.iter();
        for (i, one) in attached.iter().filter(|a| a.pages() > 0).enumerate() {
            let own = if outline.is_binder && i == 0 { 2 } else { 1 };
            anchors
                .by_ref()
                .take(own)
                .for_each(|anchor| paged.anchors[*anchor] = Some((page, TOP)));
            page += one.pages();
        }
        paged
    };
    let mut paged = paginate(setter);
    for _ in 0..4 {
        let Some((range, entries)) = setter.contents.clone() else {
            break;
        };
        let mut strips = setter.contents_strips(&entries, &paged.anchors);
        // What begins with the contents (page, room, anchors) stays with their first line.
        if let (Some(new), Some(old)) = (strips.first_mut(), setter.strips.get_mut(range.start)) {
            new.new_page = old.new_page.take();
            new.anchors = std::mem::take(&mut old.anchors);
            new.before = old.before;
        }
        setter.strips.splice(range, strips);
        let again = paginate(setter);
        let is_settled = again.anchors == paged.anchors;
        paged = again;
        if is_settled {
            break;
        }
    }
    paged
}

fn draft_words(outline: &Outline) -> String {
    match outline.open_outcomes {
        0 => "草稿".to_owned(),
        open => format!("草稿　尚有 {open} 項不符合或待補，不得送件"),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
