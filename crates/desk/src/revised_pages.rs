//! On which pages a revision stands, before and after: the last column of the 修正對照表.

use crate::desk::Desk;
use crate::error::Error;
use crate::freezes::Kept;
use crate::packets::{self, Order};
use crate::told::Step;
use usr_desk_packet::{DraftMark, Files, Printed, Scope, pages_of};
use usr_desk_rules::AttachmentFacts;
use usr_desk_workspace::{Date, FieldPath, Sentence, Workspace};

/// A state of a season with all that printing it takes.
pub(crate) struct Printable {
    pub(crate) season: Workspace,
    pub(crate) facts: AttachmentFacts,
    pub(crate) files: Files,
}

/// Where places stand in the printing before and in the one after.
#[derive(Default)]
pub(crate) struct RevisedPages {
    /// By what was printed.
    printings: Vec<(Scope, Vec<Printed>, Vec<Printed>)>,
    is_frozen: bool,
}

impl Desk {
    /// Prints both states, as far as something changed; what was handed in from the older one is not printed again.
    pub(crate) fn revised_pages(
        &self,
        before: &Printable,
        after: &Printable,
        frozen: Vec<Kept>,
        changed: &[FieldPath],
    ) -> Result<RevisedPages, Error> {
        let day = packets::today(self.place.clock)?;
        self.begin_work();
        let is_frozen = !frozen.is_empty();
        let then: Vec<(Scope, Option<Vec<Printed>>)> = if is_frozen {
            let kept = frozen.into_iter();
            kept.map(|file| (file.scope, Some(file.places))).collect()
        } else {
            scopes(changed).into_iter().map(|scope| (scope, None)).collect()
        };
        let of = u32::try_from(then.len()).unwrap_or(u32::MAX);
        let mut printings = Vec::new();
        for ((scope, places), done) in then.into_iter().zip(0..) {
            let step = Step {
                doing: Sentence::new("查對頁碼", "Looking up page numbers"),
                done,
                total: of,
            };
            if self.tell(&step).is_break() {
                return Err(Error::Cancelled);
            }
            let old = match places {
                Some(places) => places,
                None => self.places_in(before, &scope, day)?,
            };
            let new = self.places_in(after, &scope, day)?;
            printings.push((scope, old, new));
        }
        Ok(RevisedPages { printings, is_frozen })
    }

    /// Where places stand in a printing of this scope; nowhere where the state has nothing to print of it.
    fn places_in(&self, state: &Printable, scope: &Scope, day: Date) -> Result<Vec<Printed>, Error> {
        let order = Order {
            season: &state.season,
            facts: &state.facts,
            files: &state.files,
            scope: scope.clone(),
            draft: DraftMark::Auto,
            printed_on: day,
            setup: state.season.setup(),
        };
        match packets::make(&order, &self.rules, self.faces()?, &mut |_| self.go_on()) {
            Ok(packet) => Ok(packet.places),
            Err(Error::Refused(_)) => Ok(Vec::new()),
            Err(other) => Err(other),
        }
    }
}

impl RevisedPages {
    /// 「原 3、新 3–4」; blank where the place is printed on no page of its own.
    pub(crate) fn of(&self, path: &FieldPath) -> String {
        let lines = self.printings.iter().filter_map(|(scope, then, now)| {
            if !is_within(scope, path) {
                return None;
            }
            let (then, now) = (pages_of(then, path), pages_of(now, path));
            let shown = |pages: &[u32]| {
                if pages.is_empty() {
                    "－".to_owned()
                } else {
                    ranges(pages)
                }
            };
            (!then.is_empty() || !now.is_empty())
                .then(|| format!("{}原 {}\n新 {}", whose(scope), shown(&then), shown(&now)))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What the numbers count.
    pub(crate) fn note(&self) -> &'static str {
        match self.is_frozen {
            true => "原頁碼為送件版之頁碼，新頁碼為修正後輸出之頁碼。",
            false => "頁碼為各計畫單獨輸出之頁碼，原為修正前、新為修正後。",
        }
    }
}

/// What must be printed to find the pages: each proposal in which something changed, the support plan.
fn scopes(changed: &[FieldPath]) -> Vec<Scope> {
    let mut found = Vec::new();
    for path in changed {
        let segments = path.segments();
        let scope = match segments.first().map(String::as_str) {
            Some("proposals") => segments.get(1).map(|id| Scope::Proposal(id.as_str().into())),
            Some("support_plan") => Some(Scope::SupportPlan),
            _ => None,
        };
        found.extend(scope.filter(|scope| !found.contains(scope)));
    }
    found
}

/// Whether a place has its own pages in a printing: what is the school's stands in a binder only.
fn is_within(scope: &Scope, path: &FieldPath) -> bool {
    let is_own = matches!(
        path.segments().first().map(String::as_str),
        Some("proposals" | "support_plan")
    );
    (is_own || *scope == Scope::Season) && crate::freezes::is_of(scope, path)
}

/// Which file of an upload is meant.
fn whose(scope: &Scope) -> &'static str {
    match scope {
        Scope::Plan(_) => "計畫書 ",
        Scope::Budget(_) => "經費表 ",
        Scope::Attachments(_) => "附件 ",
        Scope::Season | Scope::Proposal(_) | Scope::SupportPlan => "",
    }
}

/// 3、5–7.
fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == page => *end = page,
            _ => runs.push((page, page)),
        }
    }
    let shown = runs.iter().map(|(start, end)| match start == end {
        true => start.to_string(),
        false => format!("{start}–{end}"),
    });
    shown.collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_a_row_are_a_range() {
        assert_eq!(ranges(&[3, 5, 6, 7, 9]), "3、5–7、9");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn each_proposal_is_printed_once() {
        let paths = [
            "/proposals/a/title",
            "/proposals/a/team",
            "/school/name",
            "/support_plan/budget",
        ];
        let paths = paths.map(FieldPath::new);
        assert_eq!(scopes(&paths), [Scope::Proposal("a".into()), Scope::SupportPlan]);
    }
}
