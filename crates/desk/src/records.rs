//! People and indicators from workbooks: where they go, and the plan as one step.

use crate::error::Error;
use crate::imports;
use crate::protocol::Revision;
use std::collections::HashSet;
use usr_desk_intake::Map;
use usr_desk_intake::records::{RecordBundle, RecordPlan, Subject, plan};
use usr_desk_workspace::{Edit, FieldPath, PersonId, Workspace};

/// As many rows as a refusal lists.
const ROWS_LISTED: usize = 20;

/// People go into the season, indicators into a proposal.
pub fn subject_of(into: Option<&str>) -> Subject {
    if into.is_some() {
        Subject::Indicators
    } else {
        Subject::People
    }
}

/// Where new ones go, and what would change.
pub fn plan_into(
    season: &Workspace,
    into: Option<&str>,
    file: &str,
    bundle: &RecordBundle,
    map: &Map,
) -> Result<(FieldPath, RecordPlan), Error> {
    if !bundle.preview.is_found {
        let (zh, en) = match subject_of(into) {
            Subject::People => (
                "找不到人員名冊（沒有「姓名」與單位、職稱等欄）",
                "There is no roster in it (no columns 姓名, 單位, 職稱…)",
            ),
            Subject::Indicators => (
                "找不到指標表（沒有「指標名稱」與各年目標值等欄）",
                "There are no indicators in it (no columns 指標名稱 and yearly targets)",
            ),
        };
        return Err(Error::refused(
            format!("{zh}；請確認檔案，或手動指定各欄的意義。"),
            format!("{en}; check the file, or say what each column means."),
        ));
    }
    let Some(into) = into else {
        let plan = plan(file, &bundle.records, &season.people, None, map);
        return Ok((FieldPath::new("/people"), plan));
    };
    let proposal = season.proposals.iter().find(|p| p.id.as_str() == into);
    let proposal = proposal.ok_or_else(|| {
        let known: Vec<&str> = season.proposals.iter().map(|p| p.id.as_str()).collect();
        Error::refused(
            format!("找不到代號為「{into}」的計畫。可用的有：{}。", known.join("、")),
            format!("There is no proposal “{into}”. There are: {}.", known.join(", ")),
        )
    })?;
    let list = FieldPath::new("/proposals").then(&proposal.id).then("indicators");
    Ok((
        list,
        plan(file, &bundle.records, &season.people, Some(proposal), map),
    ))
}

/// The plan as one step; `None` = there is nothing to do. Refused while it is open who a row is.
pub fn edit_of(
    season: &Workspace,
    list: &FieldPath,
    plan: &RecordPlan,
    base: Revision,
) -> Result<Option<Edit>, Error> {
    if !plan.questions.is_empty() {
        let listed = imports::listed(plan.questions.iter().take(ROWS_LISTED).map(|q| &q.message));
        let count = plan.questions.len();
        return Err(Error::refused(
            format!("有 {count} 列與名冊上的人同名，沒有匯入任何資料：{}", listed.zh),
            format!(
                "{count} rows have the name of somebody on the roster; nothing was imported:{}",
                listed.en
            ),
        ));
    }
    if plan.is_empty() {
        return Ok(None);
    }
    let taken: HashSet<&str> = season.people.iter().map(|p| p.id.as_str()).collect();
    let mut next = 0;
    let mut new_id = || loop {
        next += 1;
        let id = format!("r{base}-{next}");
        if !taken.contains(id.as_str()) {
            return PersonId::from(id.as_str());
        }
    };
    Ok(Some(plan.edit(list, &mut new_id)))
}
