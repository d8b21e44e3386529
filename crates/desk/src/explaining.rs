//! Requests about why a rule says what it says: the arithmetic from the rules, the origin of each value from the history.

use crate::desk::Desk;
use crate::error::Error;
use crate::origins::{self, Origin};
use crate::protocol::{Explained, ExplainedInput, Response};
use crate::{places, seasons};
use usr_desk_rules::Scoped;
use usr_desk_workspace::{BudgetLine, FieldPath, Workspace, label};

impl Desk {
    pub(crate) fn readings(&self, season: &str) -> Result<Response, Error> {
        let (_, season, facts, language) = self.looked_at(season)?;
        Ok(Response::Readings(self.rules.readings(&season, &facts, language)))
    }

    pub(crate) fn price_hints(&self, season: &str) -> Result<Response, Error> {
        let (_, season, _, language) = self.looked_at(season)?;
        let mut hints = self.rules.price_hints(&season, language);
        for hint in &mut hints {
            hint.place = places::place(&season, &hint.place).as_str().to_owned();
        }
        Ok(Response::PriceHints(hints))
    }

    pub(crate) fn explain(&self, season: &str, asked: &Scoped) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let (head, season, facts, language) = self.looked_at(season)?;
        let told = self.rules.reckon(&season, &facts, asked, language);
        let told = told.ok_or_else(|| {
            Error::not_found(
                "找不到這項檢核，資料可能已經更動。請重新點選。",
                "There is no such check; the season may have moved on. Choose it again.",
            )
        })?;
        let places: Vec<FieldPath> = told
            .inputs
            .iter()
            .map(|input| places::place(&season, &input.place))
            .collect();
        let origins = {
            let shelf = self.shelf();
            origins::of(&shelf.library.connection, id, head, &places)?
        };
        let inputs = told.inputs.into_iter().zip(places).zip(origins);
        let inputs = inputs.map(|((input, place), origin)| {
            let from =
                line_at(&season, &place).and_then(|line| line.source.as_ref().map(|source| (line, source)));
            let Origin { by, at, step } = origin.unwrap_or_default();
            let cell = from.as_ref().map(|(_, source)| {
                let parts = [
                    source.file.trim(),
                    source.sheet.trim(),
                    source.cells.get("amount").map_or("", String::as_str),
                ];
                parts
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" › ")
            });
            let imported =
                from.and_then(|(line, source)| source.amount.filter(|amount| Some(*amount) != line.amount));
            ExplainedInput {
                name: if input.name.is_empty() {
                    {
                        let place = label::place(&season, &place.segments());
                        language.choose(&place.zh, &place.en).to_owned()
                    }
                } else {
                    input.name
                },
                value: input.value,
                place,
                part: input.part,
                cell,
                imported: imported.map(|amount| amount.to_string()),
                by,
                at,
                step,
            }
        });
        Ok(Response::Explained(Explained {
            message: told.message,
            clause: told.clause,
            quote: told.quote,
            inputs: inputs.collect(),
            steps: told.steps,
            figures: told.figures,
        }))
    }
}

/// The budget line whose amount stands at a place.
fn line_at<'s>(season: &'s Workspace, place: &FieldPath) -> Option<&'s BudgetLine> {
    let names = place.segments();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (budget, year, line) = match names.as_slice() {
        ["proposals", id, "budget", year, "lines", line, "amount"] => {
            let proposal = season.proposals.iter().find(|p| p.id.as_str() == *id)?;
            (&proposal.budget, *year, *line)
        }
        ["support_plan", "budget", year, "lines", line, "amount"] => {
            (&season.support_plan.as_ref()?.budget, *year, *line)
        }
        _ => return None,
    };
    let year = budget.iter().find(|budget| budget.year.to_string() == year)?;
    year.lines.iter().find(|candidate| candidate.id.as_str() == line)
}
