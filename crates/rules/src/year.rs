//! A budget year read once: the sums and the marks that many rules share.

use crate::limit::Sum;
use usr_desk_workspace::{BudgetLine, BudgetYear, Category, Fund, Money, Position, Tag};

/// One year's budget with everything that rules ask of it.
pub(crate) struct Year<'a> {
    pub(crate) budget: &'a BudgetYear,
    /// JSON pointer of the year.
    pub(crate) pointer: String,
    /// 補助經費 G; `None` = not filled in.
    pub(crate) grant: Option<Money>,
    /// 補助款 of all lines.
    pub(crate) granted: Sum,
    /// 補助款 of personnel lines.
    pub(crate) personnel: Sum,
    /// 補助款 of 國外差旅費.
    pub(crate) travel: Sum,
    /// 補助款 of 國外差旅費 or 國際交流費; a line that is both counts once.
    pub(crate) abroad: Sum,
    /// 配合款 of all lines.
    pub(crate) matching: Sum,
    /// One a line, so that a rule touches only the lines that it speaks of.
    marks: Vec<u16>,
}

/// What a line is.
pub(crate) mod mark {
    /// Not an empty line.
    pub(crate) const FILLED: u16 = 1;
    /// 設備及投資（資本門）.
    pub(crate) const CAPITAL: u16 = 1 << 1;
    /// 人事費, by category or by one of the eight positions.
    pub(crate) const PERSONNEL: u16 = 1 << 2;
    /// The category is blank, and no listed position settles it.
    pub(crate) const NO_CATEGORY: u16 = 1 << 3;
    /// Marked as an added item (增加經費項目).
    pub(crate) const EXTRA: u16 = 1 << 4;
    /// 專任人員.
    pub(crate) const FULL_TIME: u16 = 1 << 5;
    /// 兼任助理、教學助理.
    pub(crate) const PART_TIME: u16 = 1 << 6;
    /// 勞保、健保、勞退.
    pub(crate) const INSURANCE: u16 = 1 << 7;
    /// 計畫主持人、共同主持人或協同主持人費.
    pub(crate) const INVESTIGATOR: u16 = 1 << 8;
    /// No position is filled in.
    pub(crate) const NO_POSITION: u16 = 1 << 9;
    /// The amount has a fraction or is negative.
    pub(crate) const NOT_WHOLE: u16 = 1 << 10;
}

impl<'a> Year<'a> {
    /// Reads a year once.
    pub(crate) fn read(budget: &'a BudgetYear, pointer: String) -> Year<'a> {
        let mut year = Year {
            budget,
            pointer,
            grant: budget.grant(),
            granted: Sum::default(),
            personnel: Sum::default(),
            travel: Sum::default(),
            abroad: Sum::default(),
            matching: Sum::default(),
            marks: Vec::with_capacity(budget.lines.len()),
        };
        for (i, line) in budget.lines.iter().enumerate() {
            let marks = marks_of(line);
            year.marks.push(marks);
            if marks & mark::FILLED != 0 {
                year.count(i, line, marks);
            }
        }
        year
    }

    fn count(&mut self, i: usize, line: &BudgetLine, marks: u16) {
        let known = line.fund.is_some();
        if matches!(line.fund, Some(Fund::Matching) | None) {
            self.matching.add(i, line.amount, known);
        }
        if matches!(line.fund, Some(Fund::Grant) | None) {
            self.granted.add(i, line.amount, known);
            if marks & (mark::PERSONNEL | mark::NO_CATEGORY) != 0 {
                self.personnel
                    .add(i, line.amount, known && marks & mark::PERSONNEL != 0);
            }
            let travel = line.is_tagged(Tag::ForeignTravel);
            if travel {
                self.travel.add(i, line.amount, known);
            }
            if travel || line.is_tagged(Tag::InternationalExchange) {
                self.abroad.add(i, line.amount, known);
            }
        }
    }

    /// Lines with any of these marks, each with its index and its marks; empty lines are left out.
    pub(crate) fn lines(&self, any_of: u16) -> impl Iterator<Item = (usize, &'a BudgetLine, u16)> {
        let marked = self.marks.iter().enumerate();
        marked
            .filter(move |(_, marks)| **marks & mark::FILLED != 0 && **marks & any_of != 0)
            .map(|(i, marks)| (i, &self.budget.lines[i], *marks))
    }

    /// Pointer of the grant that counts: the approved one where it is filled in.
    pub(crate) fn grant_pointer(&self) -> String {
        match self.budget.grant_approved {
            Some(_) => format!("{}/grant_approved", self.pointer),
            None => format!("{}/grant_requested", self.pointer),
        }
    }

    /// Pointer of a field of a line.
    pub(crate) fn line_pointer(&self, line: usize, field: &str) -> String {
        // A broken share names every line that it counts, so that this is where a check spends its time.
        let mut pointer = String::with_capacity(self.pointer.len() + field.len() + 16);
        pointer.push_str(&self.pointer);
        pointer.push_str("/lines/");
        push_number(&mut pointer, line);
        pointer.push('/');
        pointer.push_str(field);
        pointer
    }

    /// Pointers of the blank fields that make a sum uncertain.
    pub(crate) fn blanks(&self, sum: &Sum) -> Vec<String> {
        let blank = |i: &usize| {
            let line = &self.budget.lines[*i];
            let field = match line {
                BudgetLine { amount: None, .. } => "amount",
                BudgetLine { fund: None, .. } => "fund",
                _ => "category",
            };
            self.line_pointer(*i, field)
        };
        sum.blanks.iter().map(blank).collect()
    }

    /// Pointers of the amounts of lines that `counts`.
    pub(crate) fn amounts(&self, counts: impl Fn(&BudgetLine) -> bool) -> Vec<String> {
        let filled = self.lines(mark::FILLED).filter(|(_, line, _)| counts(line));
        filled.map(|(i, ..)| self.line_pointer(i, "amount")).collect()
    }
}

fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

fn marks_of(line: &BudgetLine) -> u16 {
    if line.is_empty() {
        return 0;
    }
    let mut marks = mark::FILLED;
    let mut set = |on: bool, bit: u16| marks |= if on { bit } else { 0 };
    set(line.category == Some(Category::Capital), mark::CAPITAL);
    set(line.is_personnel(), mark::PERSONNEL);
    set(line.category.is_none() && !line.is_personnel(), mark::NO_CATEGORY);
    set(line.extra_item == Some(true), mark::EXTRA);
    set(
        line.tags
            .iter()
            .any(|t| matches!(t, Tag::LaborInsurance | Tag::HealthInsurance | Tag::Pension)),
        mark::INSURANCE,
    );
    match line.position {
        None => set(true, mark::NO_POSITION),
        Some(Position::PartTimeAssistant | Position::TeachingAssistant) => set(true, mark::PART_TIME),
        Some(
            Position::PrincipalInvestigator
            | Position::CoPrincipalInvestigator
            | Position::AssociateInvestigator,
        ) => set(true, mark::INVESTIGATOR),
        Some(position) => set(position.is_full_time(), mark::FULL_TIME),
    }
    set(
        line.amount.is_some_and(|a| !a.is_whole() || a.is_negative()),
        mark::NOT_WHOLE,
    );
    marks
}
