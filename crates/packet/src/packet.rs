//! From input to file: the one function that hosts call.

use crate::attach::{self, Attached, Files, ReducedFile, Source};
use crate::check::{self, PageCode};
use crate::finish::{self, About, Structure};
use crate::flow::{self, Paged};
use crate::fonts::Fonts;
use crate::furniture::Furniture;
use crate::layout::Setter;
use crate::merge::Foreign;
use crate::outline::{self, Outline};
use crate::page::{Page, TOP};
use crate::parts::set_text;
use crate::pdf;
use crate::places;
use crate::plan::{self, OtherSize, PrintPlan};
use crate::progress::{self, Progress, Steps};
use crate::refused::RefusedFile;
use crate::setup::Setup;
use crate::shape::MissingGlyph;
use crate::unheld::UnheldFaces;
use crate::verify::AsPrinted;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use usr_desk_rules::{Outcome, Rulebook};
use usr_desk_workspace::{Attachment, Date, FieldPath, Proposal, ProposalId, Sentence, Workspace};

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
    /// Order of parts, wishes of the print room; usually [`Setup::usual`].
    pub setup: &'a Setup,
}

/// What a packet holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Attached files whose pictures were reduced to what the setup asks for.
    pub reduced: Vec<ReducedFile>,
    /// Attached files whose faces another machine may not have.
    pub unheld: Vec<UnheldFaces>,
    /// Where each place of the season is printed, in the order of the pages.
    pub places: Vec<Printed>,
    /// For the print room.
    pub plan: PrintPlan,
    /// To how many dots an inch pictures had to be reduced so that the file fits the upload; none = as the setup says.
    pub reduced_to: Option<u16>,
    /// The limit of the upload in MB, where the file is larger all the same.
    pub over_limit: Option<u32>,
}

/// A place of the season on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    /// The place; a section of set text is split by its blocks (`…/document/content/3`).
    pub path: FieldPath,
    /// From 1. A place that goes on over pages is named once on each.
    pub page: u32,
    /// How far down the page it begins, in points from the top of A4 (841.89).
    pub top: f32,
}

impl Packet {
    /// The pages on which a place is printed: its own, those of what lies below it, else of the nearest above it.
    pub fn pages_of(&self, path: &FieldPath) -> Vec<u32> {
        places::pages_of(&self.places, path)
    }
}

/// Why there is no packet.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum Error {
    /// A file of the faces is missing.
    FacesMissing(Vec<&'static str>),
    /// A file of the faces is damaged.
    FaceUnreadable(&'static str),
    /// The season has no such proposal.
    UnknownProposal(String),
    /// The season has no support plan.
    NoSupportPlan,
    /// There is nothing to print.
    NothingToPrint,
    /// The host asked to stop.
    Cancelled,
    /// The file could not be made.
    Writer(String),
}

impl Error {
    /// Why, and what to do; without its full stop.
    pub fn sentence(&self) -> Sentence {
        match self {
            Error::FacesMissing(files) => Sentence::new(
                format!(
                    "找不到字型檔 {}；請重新安裝程式，或把字型資料夾的位置設在環境變數 USR_DESK_FONTS",
                    files.join("、")
                ),
                format!(
                    "Missing font files: {}; install the program again, or name their folder in the environment variable USR_DESK_FONTS",
                    files.join(", ")
                ),
            ),
            Error::FaceUnreadable(file) => Sentence::new(
                format!("字型檔 {file} 無法讀取，檔案可能損壞；請重新安裝程式"),
                format!("The font file {file} cannot be read and may be damaged; install the program again"),
            ),
            Error::UnknownProposal(id) => Sentence::new(
                format!("這份資料裡沒有代號為「{id}」的計畫；請用 season 或現有計畫的代號"),
                format!("There is no proposal “{id}”; use season or the id of a proposal"),
            ),
            Error::NoSupportPlan => Sentence::new(
                "這份資料沒有校務支持規劃方案，無法輸出；請先填寫，或改輸出計畫",
                "There is no support plan to print; fill it in first, or print a proposal",
            ),
            Error::NothingToPrint => Sentence::new(
                "沒有要送件的計畫，也沒有校務支持規劃方案，沒有內容可以輸出",
                "There is neither a proposal to submit nor a support plan: nothing to print",
            ),
            Error::Cancelled => {
                Sentence::new("已取消輸出，沒有寫入任何檔案", "Cancelled; no file was written")
            }
            Error::Writer(reason) => Sentence::new(
                format!("產生 PDF 時發生錯誤：{reason}"),
                format!("The PDF could not be made: {reason}"),
            ),
        }
    }
}

/// A fault of the writer's.
impl From<lopdf::Error> for Error {
    fn from(error: lopdf::Error) -> Error {
        Error::Writer(error.to_string())
    }
}

/// A face that cannot be taken apart.
impl From<subsetter::Error> for Error {
    fn from(error: subsetter::Error) -> Error {
        Error::Writer(error.to_string())
    }
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
///
/// Where the setup names a largest file, pictures and scans are reduced step by step until the packet fits.
pub fn packet_with_files(
    input: &Input,
    files: &Files,
    fonts: &Fonts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Packet, Error> {
    let mut packet = make(input, files, fonts, progress)?;
    let Some(limit) = input.setup.largest_file_mb else {
        return Ok(packet);
    };
    let is_over = |packet: &Packet| packet.bytes.len() as u64 > u64::from(limit) * 1_000_000;
    for dots in [200, 150, 110]
        .into_iter()
        .filter(|dots| *dots < input.setup.picture_dpi)
    {
        if !is_over(&packet) {
            break;
        }
        let setup = Setup {
            picture_dpi: dots,
            ..input.setup.clone()
        };
        let smaller = Input {
            scope: input.scope.clone(),
            setup: &setup,
            ..*input
        };
        packet = make(&smaller, files, fonts, progress)?;
        packet.reduced_to = Some(dots);
    }
    packet.over_limit = is_over(&packet).then_some(limit);
    Ok(packet)
}

fn make(
    input: &Input,
    files: &Files,
    fonts: &Fonts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Packet, Error> {
    let listed = listed(input);
    let mut steps = Steps::new(progress, progress::opening, listed.len());
    let attached = attach::open(&listed, files, input.setup, &mut steps)?;
    let outline = outline::outline(input, files, &attached)?;
    let mut setter = Setter::new(fonts);
    setter.is_binder = outline.is_binder;
    setter.on_the_right = input.setup.both_sides;
    let mut steps = Steps::new(progress, progress::setting, outline.parts.len());
    for part in &outline.parts {
        steps.next()?;
        setter.part(part);
    }
    let mut paged = settle(&mut setter, outline.anchors, &|setter, paged| {
        with_attachments(setter, &outline, &attached, paged);
    });
    let own_pages = paged.pages.len();
    let all_pages = own_pages + attached.iter().map(Attached::pages).sum::<usize>();
    let words = draft_words(&outline);
    let draft = outline.is_draft.then_some(words.as_str());
    let furniture = Furniture {
        left: &outline.running_head,
        draft,
        count: all_pages,
        season: check::of_season(input.workspace),
        setup: input.setup,
    };
    setter.shaper.place = "頁首".to_owned();
    let mut codes = furniture.add(&mut setter.shaper, fonts, &mut paged);
    let blanks = std::mem::take(&mut paged.blanks);
    let mut pages: Vec<_> = paged.pages.into_iter().map(|(page, _)| page).collect();
    let plan = PrintPlan {
        pages: count(all_pages),
        sheets: count(all_pages).div_ceil(if input.setup.both_sides { 2 } else { 1 }),
        both_sides: input.setup.both_sides,
        colour_pages: colours(&pages, &attached),
        blank_pages: blanks.into_iter().map(|page| count(page + 1)).collect(),
        separators: paged.separators.iter().map(|page| count(page + 1)).collect(),
        other_sizes: other_sizes(own_pages, &attached),
        attachments_from: (all_pages > own_pages).then(|| count(own_pages + 1)),
        codes: Vec::new(),
    };
    let (stamps, stamped) = furniture.stamps(&mut setter.shaper, own_pages, &attached);
    pages.extend(stamps);
    codes.extend(stamped);
    let codes: Vec<String> = codes.iter().map(PageCode::printed).collect();
    let steps_of_all = pdf::STEPS + finish::STEPS + attached.len();
    let mut steps = Steps::new(progress, progress::writing, steps_of_all);
    let written = pdf::write(&pages, fonts, &paged.anchors, &mut steps)?;
    let about = About {
        title: &outline.title,
        author: &input.workspace.school.name,
        program: format!("USR Desk {}", input.program_version),
        day: input.printed_on.to_string().replace('-', ""),
        as_printed: Some(&AsPrinted {
            scope: input.scope.clone(),
            printed_on: input.printed_on,
            draft: input.draft,
            setup: input.setup.clone(),
        }),
    };
    let structure = Structure {
        entries: &outline.entries,
        anchors: &paged.anchors,
        tags: &setter.tags,
        marks: &written.marks,
        links: &written.links,
        own_pages,
        codes: &codes,
    };
    let reduced = attached.iter().filter_map(Attached::reduced).collect();
    let unheld = attached.iter().filter(|one| !one.unheld.is_empty());
    let unheld = unheld.map(|one| UnheldFaces {
        file: one.file.clone(),
        faces: one.unheld.clone(),
    });
    let unheld = unheld.collect();
    let (foreign, mut refused) = sorted(attached);
    refused.extend(outline.refused);
    let bytes = finish::finish(&written.bytes, &about, &structure, foreign, &mut steps)?;
    let printed = |(path, page, top): (FieldPath, usize, f32)| Printed {
        path,
        page: count(page + 1),
        top,
    };
    Ok(Packet {
        bytes,
        pages: count(all_pages),
        is_draft: outline.is_draft,
        missing_glyphs: setter.shaper.missing(),
        refused,
        reduced,
        unheld,
        places: paged.places.into_iter().map(printed).collect(),
        plan: PrintPlan { codes, ..plan },
        reduced_to: None,
        over_limit: None,
    })
}

/// Pages that need coloured ink.
fn colours(pages: &[Page], attached: &[Attached]) -> Vec<u32> {
    let own = pages.iter().map(plan::is_coloured);
    let foreign = attached.iter().flat_map(|one| vec![one.is_coloured; one.pages()]);
    let coloured = own.chain(foreign).enumerate().filter(|(_, is)| *is);
    coloured.map(|(page, _)| count(page + 1)).collect()
}

fn other_sizes(own_pages: usize, attached: &[Attached]) -> Vec<OtherSize> {
    let sizes = attached.iter().flat_map(|one| &one.sizes).enumerate();
    sizes
        .filter_map(|(i, (width, height))| OtherSize::of(count(own_pages + i + 1), *width, *height))
        .collect()
}

/// The attachments of the scope, in the order of their numbers, each with its owner.
pub(crate) fn listed<'a>(input: &'a Input) -> Vec<(&'a str, &'a Attachment)> {
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

/// The pages of the attachments, after all others.
fn with_attachments(setter: &Setter, outline: &Outline, attached: &[Attached], paged: &mut Paged) {
    if setter.on_the_right && !outline.foreign.is_empty() {
        paged.go_to_the_right();
    }
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
}

/// Fills pages until the numbers in the contents are those of the pages; `after` adds what follows the last page.
pub(crate) fn settle(setter: &mut Setter, anchors: usize, after: &dyn Fn(&Setter, &mut Paged)) -> Paged {
    let paginate = |setter: &Setter| {
        let mut paged = flow::paginate(setter.column(), anchors);
        after(setter, &mut paged);
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

pub(crate) fn draft_words(outline: &Outline) -> String {
    match outline.open_outcomes {
        0 => "草稿".to_owned(),
        open => format!("草稿　尚有 {open} 項不符合或待補，不得送件"),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
