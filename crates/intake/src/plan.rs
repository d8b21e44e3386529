//! What importing would change, line by line; and the one edit that does it.

use crate::grid::cell_name;
use crate::map::Map;
use crate::office::Words;
use crate::reading::{Line, Reading};
use crate::said::{Pick, Said};
use crate::words::{kept, squash};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use ts_rs::TS;
use usr_desk_workspace::{
    BudgetLine, BudgetYear, Category, Edit, FieldPath, Fund, LineId, LineSource, Money, Sentence, Text,
};

/// What an import would do to one budget. It was shown to a person; it is what is carried out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Plan {
    /// File name, for the history.
    pub file: String,
    /// Budget years that do not exist yet; they are made with blank grants.
    pub new_years: Vec<u16>,
    /// Years that exist, in their order: where a new one is put.
    pub years: Vec<u16>,
    /// Lines that are new.
    pub added: Vec<Added>,
    /// Lines that stand already and differ.
    pub changed: Vec<Changed>,
    /// How many lines stand already as the sheet says.
    pub unchanged: u32,
    /// Lines of the sheet's years that the sheet lacks; they stay.
    pub missing: Vec<Kept>,
    /// Lines whose year, fund or category is unknown; while there are any, nothing is written.
    pub blocked: Vec<Blocked>,
}

/// A new line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Added {
    /// 民國 year.
    pub year: u16,
    /// The line; its id is given when the plan is carried out.
    pub line: BudgetLine,
    /// `經費表!F8`.
    pub source: String,
    /// The sheet does not settle the amount.
    pub is_certain: bool,
}

/// A line that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Changed {
    /// 民國 year.
    pub year: u16,
    /// Which line.
    #[ts(type = "string")]
    pub id: LineId,
    /// Its name.
    pub item: String,
    /// Field by field.
    pub fields: Vec<FieldChange>,
    /// `經費表!F8`.
    pub source: String,
    /// Where the line comes from, once the plan is carried out.
    pub from: LineSource,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Its name in the file form.
    pub field: String,
    /// What stands there.
    #[ts(type = "unknown")]
    pub old: Value,
    /// What the sheet says.
    #[ts(type = "unknown")]
    pub new: Value,
}

/// A line that the sheet lacks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Kept {
    /// 民國 year.
    pub year: u16,
    /// Which line.
    #[ts(type = "string")]
    pub id: LineId,
    /// Its name.
    pub item: String,
    /// Its dollars, as decimal text.
    pub amount: Option<String>,
}

/// A line that cannot be imported yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Blocked {
    /// `經費表!F8`.
    pub source: String,
    /// Its name.
    pub item: String,
    /// What is unknown.
    pub unknown: Vec<Unknown>,
    /// A sentence: what, and what to do.
    #[ts(type = "string")]
    pub message: Said,
}

/// What a line lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// 年度.
    Year,
    /// 經費來源.
    Fund,
    /// 經費類別.
    Category,
}

/// Compares what was read with the budget that stands. `map` answers what the sheet leaves open.
pub fn plan(file: &str, reading: &Reading, existing: &[BudgetYear], map: &Map) -> Plan {
    let mut plan = Plan {
        file: file.to_owned(),
        years: existing.iter().map(|y| y.year).collect(),
        ..Plan::default()
    };
    let mut known = Vec::new();
    for line in &reading.lines {
        match placed(line, map) {
            Ok(place) => known.push((line, place)),
            Err(blocked) => plan.blocked.push(blocked),
        }
    }
    let standing = Standing::of(existing);
    let mut taken = BTreeSet::new();
    let mut partners: Vec<Option<&BudgetLine>> = vec![None; known.len()];
    for likeness in [same as fn(&BudgetLine, &Line, Place) -> bool, same_category, any] {
        for (partner, (line, place)) in partners.iter_mut().zip(&known) {
            if partner.is_some() {
                continue;
            }
            let mut found = standing.like(line, *place).filter(|b| !taken.contains(&b.id));
            if let Some(found) = found.find(|b| likeness(b, line, *place)) {
                taken.insert(found.id.clone());
                *partner = Some(found);
            }
        }
    }
    let words = Words::of(&map.words);
    let mut years = BTreeSet::new();
    for ((line, place), partner) in known.iter().zip(&partners) {
        years.insert(place.year);
        let source = source(line);
        match partner {
            None => plan.added.push(Added {
                year: place.year,
                line: new_line(file, line, *place, &words),
                source,
                is_certain: line.certain,
            }),
            Some(partner) => {
                let fields = differences(partner, line, *place);
                if fields.is_empty() {
                    plan.unchanged += 1;
                } else {
                    let item = partner.item.trim().to_owned();
                    plan.changed.push(Changed {
                        year: place.year,
                        id: partner.id.clone(),
                        item,
                        fields,
                        source,
                        from: line_source(file, line),
                    });
                }
            }
        }
    }
    for year in existing.iter().filter(|y| years.contains(&y.year)) {
        for line in year
            .lines
            .iter()
            .filter(|l| !taken.contains(&l.id) && !l.is_empty())
        {
            plan.missing.push(Kept {
                year: year.year,
                id: line.id.clone(),
                item: line.item.trim().to_owned(),
                amount: line.amount.map(|a| a.0.normalize().to_string()),
            });
        }
    }
    plan.new_years = years.into_iter().filter(|y| !plan.years.contains(y)).collect();
    plan
}

#[derive(Clone, Copy)]
struct Place {
    year: u16,
    fund: Fund,
    category: Category,
}

/// The lines that stand, by year, fund and name: a sheet of thousands finds its partners at once.
struct Standing<'a>(HashMap<(u16, Fund, String), Vec<&'a BudgetLine>>);

impl<'a> Standing<'a> {
    fn of(existing: &'a [BudgetYear]) -> Standing<'a> {
        let mut by_name: HashMap<_, Vec<&BudgetLine>> = HashMap::new();
        for year in existing {
            for line in &year.lines {
                if let Some(fund) = line.fund {
                    let key = (year.year, fund, named(&line.item));
                    by_name.entry(key).or_default().push(line);
                }
            }
        }
        Standing(by_name)
    }

    /// Lines of the same item and fund in the same year.
    fn like(&self, line: &Line, place: Place) -> impl Iterator<Item = &'a BudgetLine> {
        let found = self.0.get(&(place.year, place.fund, named(&line.name)));
        found.into_iter().flatten().copied()
    }
}

/// A name as it is compared: however it is spaced or numbered.
pub(crate) fn named(item: &str) -> String {
    squash(&kept(item))
}

fn line_source(file: &str, line: &Line) -> LineSource {
    LineSource {
        file: Text::from(file),
        sheet: Text::from(&*line.source_sheet),
        cells: line.source_cells.by_name(),
        amount: line.amount,
    }
}

fn source(line: &Line) -> String {
    format!("{}!{}", line.source_sheet, cell_name(line.source_cell))
}

fn placed(line: &Line, map: &Map) -> Result<Place, Blocked> {
    let year = line.year.or(map.year);
    let fund = line.fund.or(map.fund);
    let asked = line.category_text.as_deref().and_then(|t| map.category_of(t));
    let category = line.category.or(asked).or_else(|| map.category_of(&line.name));
    if let (Some(year), Some(fund), Some(category)) = (year, fund, category) {
        return Ok(Place { year, fund, category });
    }
    let lacks = [
        (year.is_none(), Unknown::Year, "年度", "year"),
        (fund.is_none(), Unknown::Fund, "經費來源", "source of funds"),
        (category.is_none(), Unknown::Category, "經費類別", "category"),
    ];
    let lacks: Vec<_> = lacks.into_iter().filter(|l| l.0).collect();
    let names = lacks.iter().map(|l| l.2).collect::<Vec<_>>().join("、");
    let what = lacks.iter().map(|l| l.3).collect::<Vec<_>>().join(", no ");
    Err(Blocked {
        source: source(line),
        item: line.name.to_string(),
        unknown: lacks.iter().map(|l| l.1).collect(),
        message: said!(
            "{place}「{name}」沒有{names}，請指定後再匯入。",
            "{place} “{name}” has no {what}. Say it, then import.",
            place = source(line),
            name = &line.name,
        ),
    })
}

fn same(stands: &BudgetLine, line: &Line, place: Place) -> bool {
    differences(stands, line, place).is_empty()
}

fn same_category(stands: &BudgetLine, _: &Line, place: Place) -> bool {
    stands.category == Some(place.category)
}

fn any(_: &BudgetLine, _: &Line, _: Place) -> bool {
    true
}

/// The fields in which the sheet says something else; what it leaves blank says nothing.
fn differences(stands: &BudgetLine, line: &Line, place: Place) -> Vec<FieldChange> {
    let mut found = Vec::new();
    let mut differ = |field: &str, old: Value, new: Value| {
        found.push(FieldChange {
            field: field.to_owned(),
            old,
            new,
        });
    };
    let number = |m: Option<Money>| {
        m.and_then(|m| serde_json::to_value(m).ok())
            .unwrap_or(Value::Null)
    };
    for (field, old, new) in [
        ("unit_price", stands.unit_price, line.unit_price),
        ("quantity", stands.quantity, line.quantity),
        ("amount", stands.amount, line.amount),
    ] {
        if new.is_some() && new != old {
            differ(field, number(old), number(new));
        }
    }
    for (field, old, new) in [
        ("unit", &stands.unit, &line.unit),
        ("note", &stands.note, &line.note),
    ] {
        if let Some(new) = new.as_deref().filter(|new| squash(new) != squash(old)) {
            differ(
                field,
                Value::String(old.to_string()),
                Value::String(new.to_owned()),
            );
        }
    }
    if stands.category != Some(place.category) {
        let word = |c: Option<Category>| serde_json::to_value(c).unwrap_or(Value::Null);
        differ("category", word(stands.category), word(Some(place.category)));
    }
    found
}

fn new_line(file: &str, line: &Line, place: Place, words: &Words<'_>) -> BudgetLine {
    let (position, tags) = words.position_and_tags(&line.name);
    let text = |t: &Option<Arc<str>>| t.as_deref().map(Text::from).unwrap_or_default();
    BudgetLine {
        category: Some(place.category),
        item: Text::from(&*line.name),
        fund: Some(place.fund),
        unit_price: line.unit_price,
        quantity: line.quantity,
        unit: text(&line.unit),
        amount: line.amount,
        position,
        tags,
        note: text(&line.note),
        source: Some(line_source(file, line)),
        ..BudgetLine::blank(LineId::from(""))
    }
}

impl Plan {
    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        self.blocked.iter_mut().for_each(|b| b.message.settle(pick));
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty()
    }

    /// The plan as one undoable step. `base` is the proposal or the support plan; ids come from the caller.
    pub fn edit(&self, base: &FieldPath, new_id: &mut dyn FnMut() -> LineId) -> Edit {
        let budget = base.then("budget");
        let mut edits = Vec::new();
        let mut years = self.years.clone();
        for year in &self.new_years {
            let later = years.iter().copied().filter(|y| y > year).min();
            let value = BudgetYear {
                year: *year,
                grant_requested: None,
                grant_approved: None,
                lines: Vec::new(),
            };
            edits.push(Edit::Add {
                list: budget.clone(),
                value: serde_json::to_value(value).unwrap_or_default(),
                before: later.map(|y| y.to_string()),
            });
            years.push(*year);
        }
        for changed in &self.changed {
            let line = budget.then(changed.year).then("lines").then(&changed.id);
            for field in &changed.fields {
                edits.push(Edit::Set {
                    path: line.then(&field.field),
                    value: field.new.clone(),
                });
            }
            edits.push(Edit::Set {
                path: line.then("source"),
                value: serde_json::to_value(&changed.from).unwrap_or_default(),
            });
        }
        for added in &self.added {
            let line = BudgetLine {
                id: new_id(),
                ..added.line.clone()
            };
            edits.push(Edit::Add {
                list: budget.then(added.year).then("lines"),
                value: serde_json::to_value(line).unwrap_or_default(),
                before: None,
            });
        }
        Edit::All {
            label: Sentence::new(
                format!("匯入經費表 {}", self.file),
                format!("Import budget sheet {}", self.file),
            ),
            edits,
        }
    }
}
