use super::approved_lines;
use crate::rule::{NoParams, Rule};
use crate::season::{Case, Season};
use crate::verdict::Verdict;
use crate::year::{Year, mark};
use usr_desk_workspace::Position;

/// 人事費以所列八種職別為限，其他報部核准.
pub(crate) struct PersonnelListedPositions;

impl Rule for PersonnelListedPositions {
    type Params = NoParams;
    const DOCUMENT: &'static str = include_str!("personnel_listed_positions.md");

    fn year<'a>(_: &Season<'a>, _: &Case<'a>, year: &Year<'a>, _: &'a NoParams) -> Option<Verdict<'a>> {
        let staff = year.lines(mark::PERSONNEL | mark::NO_CATEGORY);
        let unlisted = staff
            .filter(|(_, line, marks)| {
                !line.position.is_some_and(Position::is_listed) && marks & mark::INSURANCE == 0
            })
            .map(|(i, line, marks)| (i, line, marks & mark::PERSONNEL != 0));
        Some(approved_lines(year, unlisted))
    }
}
