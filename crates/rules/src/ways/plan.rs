//! What a way out is, and why there may be none.

use super::Site;
use super::spread::fitting_price;
use crate::Language;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use usr_desk_workspace::{BudgetLine, Edit, FieldPath, Fund, LineId, Money, Sentence};

/// Amounts that a year of a budget could have instead, and the one step that gives it them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BudgetPlan {
    /// A proposal's id, or `support_plan`.
    pub scope: String,
    /// 民國 year.
    pub year: u16,
    /// 補助經費 before and after, in dollars; the same where it is left alone.
    pub grant: (i64, i64),
    /// Lines that change, in the order of the budget.
    pub moves: Vec<Move>,
    /// Dollars moved in all: what lines lose and what lines gain, added up.
    pub moved: i64,
    /// Exactly this is committed, as one step.
    pub edit: Edit,
}

/// A line that changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Move {
    /// Which.
    #[ts(type = "string")]
    pub line: LineId,
    /// 項目名稱.
    pub item: String,
    /// 經費來源.
    pub fund: Fund,
    /// Its amount now, in dollars.
    pub before: i64,
    /// Its amount then.
    pub after: i64,
    /// Its unit price then, where it has one: quantity times this is the new amount.
    #[ts(type = "string | null")]
    pub unit_price: Option<Money>,
}

/// Why there is no way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoWay {
    /// Nothing is broken that dollars could mend.
    NothingBroken,
    /// There is no such year, or the book does not hold the season's edition.
    NoSuchYear,
    /// 補助經費 is blank.
    BlankGrant,
    /// The type of the proposal, or what else decides which limits hold, is blank.
    BlankType,
    /// A blank amount, fund or category leaves the sums open.
    Blank,
    /// An amount has cents or is negative.
    NotWhole,
    /// 核定額 itself is beyond the ceiling: it is the ministry's.
    ApprovedBeyondCeiling,
    /// 補助款 lines that are locked, or too few lines, leave no amounts that keep every limit.
    Locked,
    /// So many dollars of 配合款 are missing, and no line of it may change.
    NoMatchingLine(i64),
    /// The amounts would keep the limits and break something else, in the user's words.
    SideEffect(String),
}

impl NoWay {
    /// What is in the way and what to do, for the user.
    pub fn sentence(&self, language: Language) -> String {
        let words = match self {
            NoWay::NothingBroken => (
                "這一年度沒有超過任何金額上限或不足，不需要調整。",
                "This year breaks no limit in dollars; nothing needs to move.",
            ),
            NoWay::NoSuchYear => (
                "找不到這個年度的經費，無法試算。",
                "There is no such budget year.",
            ),
            NoWay::BlankGrant => (
                "尚未填寫補助經費，無法試算；請先填寫補助額。",
                "The grant is blank; fill it in first.",
            ),
            NoWay::BlankType => (
                "計畫類型、計畫起日或學校主管機關尚未填寫，不知道適用哪些上限；請先填寫。",
                "The type, the first day or the school's ownership is blank, so that it is open which limits hold; fill them in first.",
            ),
            NoWay::Blank => (
                "有項目的金額、經費來源或類別尚未填寫，合計還不確定；請先補齊。",
                "An amount, fund or category is blank, so that the sums are open; fill them in first.",
            ),
            NoWay::NotWhole => (
                "有金額不是整數元或為負數；請先更正。",
                "An amount has cents or is negative; correct it first.",
            ),
            NoWay::ApprovedBeyondCeiling => (
                "核定補助額本身超過年度上限，不是調整項目可以解決的；請核對核定公文。",
                "The approved grant itself is beyond the ceiling; moving lines cannot mend that. Check the approval.",
            ),
            NoWay::Locked => (
                "沒有可行的調整：鎖定的項目太多，或沒有可以增減的補助款項目。請解除部分鎖定，或新增項目後再試。",
                "There is no solution: too much is locked, or no granted line may change. Unlock some lines or add one.",
            ),
            NoWay::NoMatchingLine(missing) => {
                let missing = Money::whole(*missing);
                return match language {
                    Language::ZhTw => format!(
                        "沒有可行的調整：配合款還差 {missing} 元，但沒有可以增加的配合款項目。請新增一項配合款，或解除鎖定後再試。"
                    ),
                    Language::En => format!(
                        "There is no solution: NT${missing} of matching fund are missing and no line of it may change. Add one or unlock one."
                    ),
                };
            }
            NoWay::SideEffect(message) => {
                return match language {
                    Language::ZhTw => format!(
                        "沒有可行的調整：改了金額以後，會變成「{message}」請先處理這一項，或鎖定相關項目後再試。"
                    ),
                    Language::En => format!(
                        "There is no solution: moving the amounts would lead to “{message}”. Settle that first, or lock the lines it is about."
                    ),
                };
            }
        };
        language.choose(words.0, words.1).to_owned()
    }
}

/// Gathers the moves of a year and the edit that makes them.
pub(super) struct Draft<'s> {
    scope: &'s str,
    year: u16,
    path: FieldPath,
    grant: (i64, i64),
    moves: Vec<Move>,
    edits: Vec<Edit>,
}

impl<'s> Draft<'s> {
    pub(super) fn new(site: &Site<'s, '_>, grant: i64) -> Draft<'s> {
        Draft {
            scope: site.scope,
            year: site.year.budget.year,
            path: site.path(),
            grant: (grant, grant),
            moves: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// 補助經費 becomes so many dollars.
    pub(super) fn set_grant(&mut self, field: &str, dollars: i64) {
        self.grant.1 = dollars;
        self.set(self.path.then(field), Money::whole(dollars));
    }

    /// A line's amount becomes so many dollars; its unit price goes with it, so that the line still multiplies out.
    pub(super) fn set_line(&mut self, line: &BudgetLine, after: i64) {
        let before = line.amount.map_or(0, Money::floor);
        if before == after {
            return;
        }
        let at = self.path.then("lines").then(&line.id);
        self.set(at.then("amount"), Money::whole(after));
        let price = match (line.unit_price, line.quantity) {
            (Some(_), Some(quantity)) => {
                let (price, once) = fitting_price(quantity, after);
                if once {
                    self.set(at.then("quantity"), Money::whole(1));
                }
                self.set(at.then("unit_price"), price);
                Some(price)
            }
            _ => None,
        };
        self.moves.push(Move {
            line: line.id.clone(),
            item: line.item.filled().unwrap_or_default().to_owned(),
            fund: line.fund.unwrap_or(Fund::Grant),
            before,
            after,
            unit_price: price,
        });
    }

    /// The plan, as one step of this name.
    pub(super) fn done(self, label: Sentence) -> BudgetPlan {
        let moved = self.moves.iter().map(|m| (m.after - m.before).abs()).sum();
        BudgetPlan {
            scope: self.scope.to_owned(),
            year: self.year,
            grant: self.grant,
            moves: self.moves,
            moved,
            edit: Edit::All {
                label,
                edits: self.edits,
            },
        }
    }

    fn set(&mut self, path: FieldPath, amount: Money) {
        self.edits.push(Edit::Set {
            path,
            value: json!(amount),
        });
    }
}
