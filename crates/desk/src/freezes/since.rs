//! What changed since a packet was handed in: the same files are printed from the season as it stands, and compared.

use super::records::{self, Kept};
use crate::desk::Desk;
use crate::error::Error;
use crate::merging::differing;
use crate::packets::{self, Order};
use crate::protocol::*;
use crate::told::Step;
use crate::{history, seasons};
use usr_desk_packet::{Packet, Scope, pages_of};
use usr_desk_workspace::{FieldPath, Sentence, diff};

impl Desk {
    pub(crate) fn since_freeze(&self, season: &str, freeze: i64) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let (then, printed, revision, now, facts, attached) = {
            let mut shelf = self.shelf();
            let state = shelf.state(id)?;
            let db = &shelf.library.connection;
            let (revision, printed) = records::printed_as(db, id, freeze)?;
            let facts = self.judged.facts(db, id, &state.season)?;
            let attached = seasons::attachments(db, id, &state.season)?.into_iter().collect();
            (
                records::kept(db, freeze)?,
                printed,
                history::old_state(db, id, revision)?.0,
                state,
                facts,
                attached,
            )
        };
        self.begin_work();
        let of = u32::try_from(then.len()).unwrap_or(u32::MAX);
        let mut again = Vec::new();
        for (file, done) in then.iter().zip(0..) {
            let order = Order {
                season: &now.season,
                facts: &facts,
                files: &attached,
                scope: file.scope.clone(),
                draft: printed.draft,
                // The day on the cover is no change.
                printed_on: printed.printed_on,
                setup: now.season.setup(),
            };
            let step = Step {
                doing: Sentence::new(
                    format!("重排「{}」來比較", file.name),
                    format!("Setting “{}” anew to compare", file.name),
                ),
                done,
                total: of,
            };
            let packet = packets::make(&order, &self.rules, self.faces()?, &mut |_| self.tell(&step));
            // A proposal that is gone is printed nowhere now: every page of its file counts.
            again.push(match packet {
                Ok(packet) => Some(packet),
                Err(Error::Refused(_)) => None,
                Err(other) => return Err(other),
            });
        }
        let changes = diff::changes(&revision, &now.season);
        let is_printed = |change: &Differing| is_of(&printed.scope, &change.path);
        let changes = differing(&revision, &now.season, &changes)
            .into_iter()
            .filter(is_printed);
        let on = |places: &dyn Fn(usize) -> Option<Vec<u32>>| -> Vec<FilePages> {
            let files = then.iter().enumerate();
            let pages = files.filter_map(|(i, file)| Some((file, places(i)?)));
            pages
                .filter(|(_, pages)| !pages.is_empty())
                .map(|(file, pages)| FilePages {
                    file: file.name.clone(),
                    pages,
                })
                .collect()
        };
        let changes = changes.map(|change| ChangedSince {
            then: on(&|i| Some(pages_of(&then[i].places, &change.path))),
            now: on(&|i| Some(pages_of(&again[i].as_ref()?.places, &change.path))),
            change,
        });
        Ok(Response::SinceFreeze(SinceFreeze {
            changes: changes.collect(),
            pages: on(&|i| Some(reprinted(&then[i], again[i].as_ref()))),
        }))
    }
}

/// Pages of the present printing that read otherwise; the number of pages stands on every page.
fn reprinted(then: &Kept, now: Option<&Packet>) -> Vec<u32> {
    let Some(now) = now else {
        return (1..=then.pages).collect();
    };
    let codes = &now.plan.codes;
    // The first half of a code is the season's, the second the page's.
    let page = |code: &String| code.split_once('-').map(|(_, page)| page.to_owned());
    let is_same = |i: usize| {
        let (old, new) = (then.codes.get(i).and_then(page), codes.get(i).and_then(page));
        old.is_some() && old == new
    };
    let pages = (0..now.pages).filter(|i| now.pages != then.pages || !is_same(*i as usize));
    pages.map(|i| i + 1).collect()
}

/// Whether a packet of this scope prints what stands at a place. Comments are between the office and its reviewers.
pub(crate) fn is_of(scope: &Scope, path: &FieldPath) -> bool {
    let segments = path.segments();
    match segments.first().map(String::as_str) {
        Some("comments" | "milestones" | "holidays" | "same_people") => false,
        Some("proposals") => match scope {
            Scope::Season => true,
            Scope::SupportPlan => false,
            _ => scope.proposal().map(|id| id.as_str()) == segments.get(1).map(String::as_str),
        },
        Some("support_plan") => matches!(scope, Scope::Season | Scope::SupportPlan),
        _ => true,
    }
}
