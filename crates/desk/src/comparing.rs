//! A narrative held beside earlier plans: files that the user picks, the library's other seasons, the season's other
//! proposals. It tells what is alike and where; it never says that nothing is.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{AlikeFound, ComparedSource, Response, Ticket};
use crate::told::Step;
use crate::{seasons, state};
use usr_desk_bulletin::document::Document;
use usr_desk_rules::Rulebook;
use usr_desk_rules::alike::{Part, Source, alike};
use usr_desk_workspace::{FieldPath, Proposal, Sentence, Workspace};

/// Letters that are shown as one place of a file without pages.
const BLOCK: usize = 400;

impl Desk {
    pub(crate) fn find_alike(
        &self,
        season: &str,
        scope: &str,
        earlier: &[Ticket],
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        self.begin_work();
        let (others, state) = {
            let mut shelf = self.shelf();
            let state = shelf.state(id)?;
            let listed = seasons::list(&shelf.library.connection)?;
            let mut others = Vec::new();
            for card in listed
                .into_iter()
                .filter(|card| !card.deleted && card.id != season)
            {
                let other = state::load(&shelf.library.connection, seasons::row_id(&card.id)?)?;
                others.push((card.title, other.season));
            }
            (others, state)
        };
        let own = state.season.proposals.iter().find(|p| p.id.as_str() == scope);
        let own = own.ok_or_else(|| {
            Error::not_found(
                "找不到這件計畫，可能已被刪除。",
                "There is no such proposal; it may have been deleted.",
            )
        })?;
        let narrative = of_proposal(&self.rules, &state.season, own, "");
        let mut sources = Vec::new();
        for proposal in state.season.proposals.iter().filter(|p| p.id != own.id) {
            sources.push(of_proposal(&self.rules, &state.season, proposal, ""));
        }
        for (title, other) in &others {
            let proposals = other.proposals.iter();
            // Places of another season cannot be gone to from here.
            sources.extend(
                proposals
                    .map(|p| of_proposal(&self.rules, other, p, title))
                    .map(nowhere),
            );
        }
        for (done, ticket) in earlier.iter().enumerate() {
            let (name, _) = self.picked(ticket, crate::files::LARGEST_IMPORT)?;
            let step = Step {
                doing: Sentence::new(format!("讀取「{name}」"), format!("Reading “{name}”")),
                done: u32::try_from(done).unwrap_or(0),
                total: u32::try_from(earlier.len()).unwrap_or(0),
            };
            if self.tell(&step).is_break() {
                return Err(Error::Cancelled);
            }
            let document = self.words(ticket)?;
            sources.push(of_document(&name, &document));
        }
        sources.retain(|source| source.parts.iter().any(|part| !part.text.trim().is_empty()));
        let rows = self.rules.sentences(&state.season.edition);
        let found = alike(&narrative, &sources, rows.iter().map(|row| row.text.as_str()));
        let compared = sources.iter().map(|source| ComparedSource {
            name: source.name.clone(),
            characters: u32::try_from(
                source
                    .parts
                    .iter()
                    .map(|part| part.text.chars().count())
                    .sum::<usize>(),
            )
            .unwrap_or(u32::MAX),
        });
        Ok(Response::AlikeFound(AlikeFound {
            sources: compared.collect(),
            alike: found,
        }))
    }
}

/// A proposal's narrative, section by section.
fn of_proposal(rules: &Rulebook, season: &Workspace, proposal: &Proposal, whose: &str) -> Source {
    let title = proposal.title.filled().unwrap_or(proposal.id.as_str());
    let titles = proposal
        .proposal_type
        .map(|kind| rules.sections(&season.edition, kind))
        .unwrap_or_default();
    let base = FieldPath::new("/proposals").then(&proposal.id).then("sections");
    let part = |section: &usr_desk_workspace::Section| Part {
        at: titles
            .iter()
            .find(|t| t.key == section.key)
            .map_or_else(|| section.key.clone(), |t| t.title.clone()),
        place: Some(base.then(&section.key)),
        text: section.text.to_string(),
    };
    Source {
        name: format!("{whose}「{title}」"),
        parts: proposal.sections.iter().map(part).collect(),
    }
}

fn nowhere(mut source: Source) -> Source {
    source.parts.iter_mut().for_each(|part| part.place = None);
    source
}

/// A file by its pages; without pages by its paragraphs.
fn of_document(name: &str, document: &Document) -> Source {
    let part = |at: String, text: String| Part {
        at,
        place: None,
        text,
    };
    let letters: Vec<char> = document.text.chars().collect();
    let ends = document.pages.iter().skip(1).copied().chain([letters.len()]);
    let mut parts: Vec<Part> = document
        .pages
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(i, (start, end))| {
            // A line of a page breaks where the paper ends, not where a word does.
            part(
                format!("第 {} 頁", i + 1),
                letters[*start..end.max(*start)].iter().collect(),
            )
        })
        .collect();
    if parts.is_empty() {
        let (mut block, mut first) = (String::new(), 1);
        for (i, line) in document.text.lines().enumerate() {
            block.push_str(line);
            block.push('\n');
            if block.chars().count() >= BLOCK {
                parts.push(part(
                    format!("第 {first}–{} 行", i + 1),
                    std::mem::take(&mut block),
                ));
                first = i + 2;
            }
        }
        parts.push(part(format!("第 {first} 行起"), block));
    }
    Source {
        name: name.to_owned(),
        parts,
    }
}
