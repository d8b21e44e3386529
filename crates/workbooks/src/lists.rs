//! The roster (人員名冊) and the indicators (績效指標) as sheets of their own; empty ones are forms to fill in.

use crate::book::{Cell, Look, Range, Row, Sheet};
use crate::budget::lines_of;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use usr_desk_workspace::{Executive, Proposal, Workspace};

const PEOPLE_HEADS: [&str; 9] = [
    "項次",
    "姓名",
    "員工編號",
    "服務學校",
    "單位",
    "職稱",
    "電子郵件",
    "是否教師",
    "校長或副校長",
];
const PEOPLE_WIDTHS: [u8; 9] = [6, 16, 14, 22, 24, 16, 28, 10, 14];

pub(crate) fn people(season: &Workspace) -> Sheet {
    let mut sheet = begun(
        "人員名冊",
        &PEOPLE_WIDTHS,
        &format!("{}　人員名冊", season.school.name.trim()),
    );
    heads(&mut sheet, &PEOPLE_HEADS.map(str::to_owned));
    for (index, person) in (1_u32..).zip(&season.people) {
        let is_teacher = match person.is_teacher {
            Some(true) => "是",
            Some(false) => "否",
            None => "",
        };
        let executive = match person.executive {
            Some(Executive::President) => "校長",
            Some(Executive::VicePresident) => "副校長",
            None => "",
        };
        let texts = [
            &person.name,
            &person.staff_number,
            &person.affiliation,
            &person.department,
            &person.title,
            &person.email,
        ];
        let mut cells = vec![Cell::number(Some(Decimal::from(index)), Look::Middle)];
        cells.extend(texts.iter().map(|text| Cell::text(text.trim(), Look::Text)));
        cells.push(Cell::text(is_teacher, Look::Middle));
        cells.push(Cell::text(executive, Look::Middle));
        let lines = texts.iter().zip(&PEOPLE_WIDTHS[1..]);
        let lines = lines
            .map(|(text, width)| lines_of(text.trim(), *width))
            .max()
            .unwrap_or(1);
        sheet.rows.push(Row { cells, lines });
    }
    sheet
}

pub(crate) fn indicators(season: &Workspace) -> Sheet {
    let budgets = season.proposals.iter().flat_map(|p| &p.budget).map(|b| b.year);
    let targets = season
        .proposals
        .iter()
        .flat_map(|p| &p.indicators)
        .flat_map(|i| i.targets.keys().copied());
    let years: BTreeSet<u16> = budgets.chain(targets).collect();
    let mut widths = vec![34, 34, 10, 12];
    widths.extend(years.iter().map(|_| 14));
    let title = format!("{}　績效指標", season.school.name.trim());
    let mut sheet = begun("績效指標", &widths, &title);
    let mut texts = ["計畫", "指標名稱", "單位", "基準值"].map(str::to_owned).to_vec();
    texts.extend(years.iter().map(|year| format!("{year}年目標值")));
    heads(&mut sheet, &texts);
    for proposal in &season.proposals {
        for indicator in &proposal.indicators {
            let mut cells = vec![
                Cell::text(called(proposal), Look::Text),
                Cell::text(indicator.name.trim(), Look::Text),
                Cell::text(indicator.unit.trim(), Look::Middle),
                Cell::number(indicator.baseline.map(|b| b.0), Look::Number),
            ];
            cells.extend(years.iter().map(|year| {
                let target = indicator.targets.get(year).copied().flatten();
                Cell::number(target.map(|t| t.0), Look::Number)
            }));
            let lines = lines_of(called(proposal), widths[0]).max(lines_of(indicator.name.trim(), widths[1]));
            sheet.rows.push(Row { cells, lines });
        }
    }
    sheet
}

/// By what a row says whose it is: two plans without a title are told apart all the same.
fn called(proposal: &Proposal) -> &str {
    let title = proposal.title.trim();
    if title.is_empty() {
        proposal.id.as_str()
    } else {
        title
    }
}

fn begun(name: &str, widths: &[u8], title: &str) -> Sheet {
    let last = u16::try_from(widths.len()).unwrap_or(u16::MAX) - 1;
    let mut cells = vec![Cell::text(title, Look::Title)];
    cells.resize(widths.len(), Cell::blank(Look::Title));
    Sheet {
        name: name.to_owned(),
        widths: widths.to_vec(),
        rows: vec![Row { cells, lines: 2 }],
        merges: vec![Range::row(0, 0, last)],
        ..Sheet::default()
    }
}

fn heads(sheet: &mut Sheet, texts: &[String]) {
    let row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let cells = texts.iter().map(|text| Cell::text(text, Look::Head)).collect();
    sheet.rows.push(Row { cells, lines: 2 });
    sheet.head = (row, row);
}
